/** Acts: what a person changes. Crew edits go through the outbox; the rest needs the server now. */
import { useSignal } from '@preact/signals';
import { forgetEverything, type WaitingEdit } from '../offline/database';
import { post } from '../offline/outbox';
import { NoNetwork, rememberingFetch } from '../offline/remembering_fetch';
import type { Lesson } from '../sails/learning';
import { readRoster } from '../sails/roster_csv';
import { words } from '../strings';
import { say, sayProblem } from '../ui/toast';
import { api, api_base, problemOf, problemText } from './client';
import { queries } from './reads';
import type {
  Access,
  Charter,
  CrewMember,
  Operation,
  Person,
  Proposal,
  Review,
  Role,
  SecretLink,
  User,
} from './types';

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** Asks for a change now. The answer, or null after its problem was shown; either way all is read anew. */
async function done<T>(asked: Promise<Answer<T>>): Promise<Answer<T> | null> {
  try {
    const answer = await asked;
    await queries.invalidateQueries();
    if (answer.response.ok) return answer;
    sayProblem(problemText(answer.error, answer.response.status));
  } catch (problem) {
    sayProblem(problem instanceof NoNetwork ? problem.message : String(problem));
  }
  return null;
}

const versionTag = (version: number) => `"${version}"`;
const actHeaders = (etag: string) => ({
  'If-Match': etag,
  'Idempotency-Key': crypto.randomUUID(),
});

async function changeSeat(
  charter: Charter,
  role: Role,
  person: Person,
  note: string,
  removes: boolean,
): Promise<void> {
  const edit: WaitingEdit = {
    id: crypto.randomUUID(),
    at: new Date().toISOString(),
    method: 'POST',
    path: `${api_base}/charters/${encodeURIComponent(charter.id)}/${removes ? 'unassign' : 'assign'}`,
    body: JSON.stringify({ role: role.id, person, ...(note ? { note } : {}) }),
    if_match: charter.etag,
    title: words.edits.title(role.title, charter.client, person.name, removes),
    charter: charter.id,
    role: role.id,
    person,
    removes,
    state: 'waiting',
    problem: '',
  };
  const sent = await post(edit);
  await queries.invalidateQueries();
  const { assigned, removed, queued } = words.charter.done;
  if (sent === 'sent') {
    // An act's fact is named by the act's id and its place in it (src/domain/fact.h).
    say((removes ? removed : assigned)(person.name, role.title), () => void undoFact(`act-${edit.id}#0`));
  }
  if (sent === 'waiting') say(queued(edit.title));
}

export const assign = (charter: Charter, role: Role, person: Person, note: string) =>
  changeSeat(charter, role, person, note, false);
export const unassign = (charter: Charter, role: Role, person: Person) =>
  changeSeat(charter, role, person, '', true);

/** `etag`: of the charter as the person saw it; none where the undo follows its act at once. */
export async function undoFact(fact: string, etag?: string): Promise<void> {
  const header = etag === undefined ? { 'Idempotency-Key': crypto.randomUUID() } : actHeaders(etag);
  const answer = await done(api.POST('/facts/{fact}/undo', { params: { path: { fact }, header } }));
  if (answer) say(words.charter.done.undone);
}

function sayRepaired(left: number): void {
  say(left === 0 ? words.charter.done.healed : words.charter.done.healed_partly(left));
}
export async function repairCharter(charter: string): Promise<void> {
  const answer = await done(api.POST('/charters/{charter}/repair', { params: { path: { charter } } }));
  if (answer?.data) sayRepaired(answer.data.drifts.length);
}
export async function repairAll(from: string, to: string): Promise<void> {
  const answer = await done(api.POST('/repair', { params: { query: { from, to } } }));
  if (answer?.data) sayRepaired(answer.data.drifts.length);
}

export async function acceptReview(item: Review, proposals: Proposal[] | null): Promise<boolean> {
  const answer = await done(
    api.POST('/reviews/{review}/accept', {
      params: { path: { review: item.id }, header: actHeaders(versionTag(item.version)) },
      body: proposals ? { proposals } : {},
    }),
  );
  if (answer) say(words.review.accepted(item.title));
  return answer !== null;
}
export async function dismissReview(item: Review): Promise<boolean> {
  const answer = await done(
    api.POST('/reviews/{review}/dismiss', {
      params: { path: { review: item.id }, header: actHeaders(versionTag(item.version)) },
    }),
  );
  if (answer) say(words.review.dismissed(item.title));
  return answer !== null;
}

export async function saveMember(member: CrewMember): Promise<boolean> {
  const answer = await done(
    api.PUT('/crew/{person}', { params: { path: { person: member.id } }, body: member }),
  );
  if (answer) say(words.crew.saved(member.name));
  return answer !== null;
}
export async function removeMember(member: CrewMember): Promise<boolean> {
  const answer = await done(api.DELETE('/crew/{person}', { params: { path: { person: member.id } } }));
  if (answer) say(words.crew.removed(member.name));
  return answer !== null;
}
/** All lines are read before the first member is saved: a wrong line changes nothing and is named. */
export async function importRoster(csv: string, operation: Operation): Promise<void> {
  const read = readRoster(csv, operation);
  if ('problem' in read) {
    sayProblem(read.problem);
    return;
  }
  for (const member of read.members) {
    const asked = api.PUT('/crew/{person}', { params: { path: { person: member.id } }, body: member });
    if (!(await done(asked))) return;
  }
  say(words.crew.imported(read.members.length));
}

export async function learnAlias(lesson: Lesson, review: string): Promise<void> {
  const answer = await done(
    api.POST('/crew/{person}/aliases', {
      params: { path: { person: lesson.member.id } },
      body: { alias: lesson.alias, review },
    }),
  );
  if (answer) say(words.crew.learned_now(lesson.alias, lesson.member.name));
}
export async function forgetAlias(member: CrewMember, alias: string): Promise<void> {
  const path = { person: member.id, alias };
  if (await done(api.DELETE('/crew/{person}/aliases/{alias}', { params: { path } }))) {
    say(words.crew.forgotten(alias));
  }
}

/** The whole address of a new secret link, or null after its problem was shown. */
async function addressOf(asked: Promise<Answer<SecretLink>>): Promise<string | null> {
  const answer = await done(asked);
  return answer?.data ? new URL(answer.data.path, location.origin).href : null;
}
export const makeFeed = (person: string) =>
  addressOf(api.POST('/crew/{person}/feed', { params: { path: { person } } }));
export const makePageLink = (person: string) =>
  addressOf(api.POST('/crew/{person}/page', { params: { path: { person } } }));
export const makeSignInLink = (name: string, access: Access) =>
  addressOf(api.POST('/sign-in-links', { body: { name, access } }));

export async function putUser(email: string, access: Access): Promise<boolean> {
  const answer = await done(api.PUT('/users/{email}', { params: { path: { email } }, body: { access } }));
  if (answer) say(words.users.saved(email, access));
  return answer !== null;
}
export async function removeUser(user: User): Promise<void> {
  const answer = await done(api.DELETE('/users/{email}', { params: { path: { email: user.email } } }));
  if (answer) say(words.users.removed(user.email), () => void putUser(user.email, user.access));
}

export async function revokeFeed(person: string): Promise<void> {
  if (await done(api.DELETE('/crew/{person}/feed', { params: { path: { person } } }))) {
    say(words.crew.links.feed_revoked);
  }
}
export async function revokePages(person: string): Promise<void> {
  if (await done(api.DELETE('/crew/{person}/page', { params: { path: { person } } }))) {
    say(words.crew.links.page_revoked);
  }
}

export async function answerSail(
  charter: string,
  answer: 'confirmed' | 'declined',
  note: string,
): Promise<boolean> {
  const told = await done(
    api.POST('/my/sails/{charter}/answer', {
      params: { path: { charter } },
      body: { answer, ...(note ? { note } : {}) },
    }),
  );
  if (told) say(answer === 'confirmed' ? words.my.done_confirmed : words.my.done_declined);
  return told !== null;
}
export async function closeOwnPage(): Promise<void> {
  await done(api.DELETE('/my/session'));
  await forgetEverything();
  location.assign('/my');
}

/** "" when signed in, else what to tell. */
export const redeemCode = (code: string) => redeem('/session', code, words.sign_in.bad_code);
export const openOwnPage = (code: string) => redeem('/my/session', code, words.my.bad_link);

async function redeem(path: string, code: string, bad_code: string): Promise<string> {
  const body = JSON.stringify({ code });
  const headers = { 'content-type': 'application/json' };
  const url = new URL(`${api_base}${path}`, location.origin);
  try {
    const answer = await rememberingFetch(new Request(url, { method: 'POST', headers, body }));
    return answer.ok ? '' : answer.status < 500 ? bad_code : await problemOf(answer);
  } catch (problem) {
    return problem instanceof NoNetwork ? problem.message : String(problem);
  }
}

export async function signOut(): Promise<void> {
  await done(api.DELETE('/session'));
  await forgetEverything();
  location.assign('/sign-in');
}

/** One act at a time: a second press while the first is on its way does nothing. */
export function useBusy() {
  const busy = useSignal(false);
  const run = async (act: () => Promise<unknown>) => {
    if (busy.value) return;
    busy.value = true;
    try {
      await act();
    } finally {
      busy.value = false;
    }
  };
  return { busy: busy.value, run };
}

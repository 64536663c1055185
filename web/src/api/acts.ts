/** Acts: what a person changes. Crew edits go through the outbox; the rest needs the server now. */
import { useSignal } from '@preact/signals';
import type { WaitingEdit } from '../offline/database';
import { forgetEverything } from '../offline/database';
import { post } from '../offline/outbox';
import { NoNetwork, rememberingFetch } from '../offline/remembering_fetch';
import { words } from '../strings';
import { say, sayProblem } from '../ui/toast';
import { problemText } from './client';
import { queries } from './reads';
import type { Agreement, Charter, CrewMember, Fact, Person, Proposal, Review, Role } from './types';

const api = '/api/v1';
const part = encodeURIComponent;

/** Asks for a change now. The answer, or null after the problem was shown. */
async function change(
  method: string,
  path: string,
  body?: unknown,
  if_match?: string,
): Promise<Response | null> {
  const headers = new Headers({ 'idempotency-key': crypto.randomUUID() });
  if (if_match) headers.set('if-match', if_match);
  let text: string | null = null;
  if (typeof body === 'string') {
    headers.set('content-type', 'text/csv');
    text = body;
  } else if (body !== undefined) {
    headers.set('content-type', 'application/json');
    text = JSON.stringify(body);
  }
  try {
    const answer = await rememberingFetch(
      new Request(new URL(path, location.origin), { method, headers, body: text }),
    );
    if (answer.ok) {
      await queries.invalidateQueries();
      return answer;
    }
    sayProblem(await problemText(answer));
    await queries.invalidateQueries();
  } catch (problem) {
    sayProblem(problem instanceof NoNetwork ? words.problems.offline : String(problem));
  }
  return null;
}

const etagOf = (version: number) => `"${version}"`;

async function editCrew(edit: WaitingEdit, done: string, undo: () => void): Promise<void> {
  const sent = await post(edit);
  await queries.invalidateQueries();
  if (sent === 'sent') say(done, undo);
  if (sent === 'waiting') say(words.charter.done.queued(edit.title));
}

function seatEdit(charter: Charter, role: Role, person: Person, note: string, removes: boolean): WaitingEdit {
  const verb = removes ? 'unassign' : 'assign';
  return {
    id: crypto.randomUUID(),
    at: new Date().toISOString(),
    method: 'POST',
    path: `${api}/charters/${part(charter.id)}/${verb}`,
    body: JSON.stringify({
      role: role.id,
      person: person.id || undefined,
      name: person.id ? undefined : person.name,
      note,
    }),
    if_match: etagOf(charter.version),
    title: `${role.title}, ${charter.client}: ${removes ? '−' : ''}${person.name}`,
    charter: charter.id,
    role: role.id,
    person,
    removes,
    state: 'waiting',
    problem: '',
  };
}

export async function assign(charter: Charter, role: Role, person: Person, note: string): Promise<void> {
  await editCrew(
    seatEdit(charter, role, person, note, false),
    words.charter.done.assigned(person.name, role.title),
    () => void undoNewest(charter.id),
  );
}

export async function unassign(charter: Charter, role: Role, person: Person): Promise<void> {
  await editCrew(
    seatEdit(charter, role, person, '', true),
    words.charter.done.removed(person.name, role.title),
    () => void undoNewest(charter.id),
  );
}

async function undoNewest(_charter: string): Promise<void> {}

export async function undoFact(charter: Charter, fact: Fact): Promise<void> {
  if (await change('POST', `${api}/facts/${part(fact.id)}/undo`, {}, etagOf(charter.version)))
    say(words.charter.done.undone);
}

function sayHealed(left: number): void {
  say(left === 0 ? words.charter.done.healed : words.charter.done.healed_partly(left));
}
export async function healCharter(charter: Charter): Promise<void> {
  const answer = await change('POST', `${api}/charters/${part(charter.id)}/heal`);
  if (answer) sayHealed(((await answer.json()) as Agreement).drifts.length);
}
export async function healAll(from: string, to: string): Promise<void> {
  const answer = await change('POST', `${api}/agreement/heal?from=${from}&to=${to}`);
  if (answer) sayHealed(((await answer.json()) as Agreement).drifts.length);
}

export async function acceptReview(item: Review, edited: Proposal[] | null): Promise<boolean> {
  const answer = await change(
    'POST',
    `${api}/reviews/${part(item.id)}/accept`,
    edited ? { changes: edited } : {},
    etagOf(item.version),
  );
  if (answer) say(words.review.accepted(item.title));
  return answer !== null;
}
export async function dismissReview(item: Review): Promise<boolean> {
  const answer = await change('POST', `${api}/reviews/${part(item.id)}/dismiss`, {}, etagOf(item.version));
  if (answer) say(words.review.dismissed(item.title));
  return answer !== null;
}

export async function saveMember(member: CrewMember): Promise<boolean> {
  const answer = await change('PUT', `${api}/crew/${part(member.id)}`, member);
  if (answer) say(words.crew.saved(member.name));
  return answer !== null;
}
export async function removeMember(member: CrewMember): Promise<boolean> {
  const answer = await change('DELETE', `${api}/crew/${part(member.id)}`);
  if (answer) say(words.crew.removed(member.name));
  return answer !== null;
}
export async function importRoster(csv: string): Promise<void> {
  const answer = await change('POST', `${api}/crew/import`, csv);
  if (answer) say(words.crew.imported(((await answer.json()) as { imported: number }).imported));
}

export async function redeemCode(code: string): Promise<boolean> {
  try {
    const answer = await fetch(`${api}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
export async function signOut(): Promise<void> {
  await change('DELETE', `${api}/session`);
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

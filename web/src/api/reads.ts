/** Reads: what the screens ask of the API, as cached questions that refresh when something changed. */
import { QueryClient, useInfiniteQuery, useQuery } from '@tanstack/preact-query';
import { allAnswers } from '../offline/database';
import { line } from '../offline/line';
import { NoNetwork } from '../offline/remembering_fetch';
import { toldByBoth } from '../sails/warnings';
import { addDays, type Day, dayOf } from '../time';
import { ApiProblem, api, api_base, type Seen, seen } from './client';
import { access } from './may';
import type { Charter, CharterList, FactList, Operation, SailAnswer, Warning } from './types';

const poll_ms = 10_000;
const health_ms = 60_000;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Offline is judged by asking (rememberingFetch), not by the browser's guess.
      networkMode: 'always',
      staleTime: 1_000,
      retry: (count, problem) =>
        !(problem instanceof ApiProblem || problem instanceof NoNetwork) && count < 1,
      refetchInterval: () => (line.value === 'polling' ? poll_ms : false),
    },
  },
});

/** The operation with its roster. */
export function useOperation() {
  return useQuery({ queryKey: ['operation'], queryFn: readOperation });
}

async function readOperation(): Promise<Seen<Operation>> {
  const [operation, roster] = await Promise.all([seen(api.GET('/operation')), seen(api.GET('/crew'))]);
  return {
    ...operation,
    value: { ...operation.value, crew: roster.value.crew },
    as_of: operation.as_of ?? roster.as_of,
  };
}

/** A range of a whole year comes in pages; more than these would be no board. */
const pages_max = 10;

/** Charters that start on the days [from, to). */
export function useCharters(from: Day, to: Day, asked = true) {
  return useQuery({
    queryKey: ['charters', from, to],
    queryFn: () => readCharters(from, to),
    enabled: asked,
  });
}

async function readCharters(from: Day, to: Day): Promise<Seen<CharterList>> {
  const first = await seen(api.GET('/charters', { params: { query: { from, to } } }));
  const charters = [...first.value.charters];
  const warnings = [...first.value.warnings];
  let { next } = first.value;
  for (let page = 1; next && page < pages_max; page += 1) {
    const more = await seen(api.GET('/charters', { params: { query: { from, to, page: next } } }));
    charters.push(...more.value.charters);
    warnings.push(...more.value.warnings);
    next = more.value.next;
  }
  return { ...first, value: { charters, warnings: toldByBoth(warnings, charters), next } };
}

export function useCharter(id: string) {
  return useQuery({ queryKey: ['charter', id], queryFn: () => readCharter(id), enabled: id !== '' });
}

/** Without a network, a charter that was never opened by itself is taken from the newest kept board. */
async function readCharter(id: string): Promise<Seen<Charter>> {
  try {
    return await seen(api.GET('/charters/{charter}', { params: { path: { charter: id } } }));
  } catch (problem) {
    if (!(problem instanceof NoNetwork)) throw problem;
    const boards = (await allAnswers()).filter((kept) => kept.url.startsWith(`${api_base}/charters?`));
    for (const kept of boards.sort((a, b) => b.at.localeCompare(a.at))) {
      const charter = (JSON.parse(kept.body) as CharterList).charters.find((one) => one.id === id);
      if (charter) return { value: charter, etag: '', as_of: kept.at };
    }
    throw problem;
  }
}

export function useWarnings(charter: Charter, zone: string): Warning[] {
  const day = dayOf(charter.start, zone);
  const around = useCharters(addDays(day, -1), addDays(day, 2));
  return around.data?.value.warnings ?? [];
}

export function useFacts(id: string) {
  return useQuery({
    queryKey: ['facts', id],
    queryFn: () => seen(api.GET('/charters/{charter}/facts', { params: { path: { charter: id } } })),
  });
}

export function useAgreement(id: string) {
  return useQuery({
    queryKey: ['agreement', id],
    queryFn: () => seen(api.GET('/charters/{charter}/agreement', { params: { path: { charter: id } } })),
  });
}

export function useAgreementBetween(from: Day, to: Day, asked: boolean) {
  return useQuery({
    queryKey: ['agreement', from, to],
    queryFn: () => seen(api.GET('/agreement', { params: { query: { from, to } } })),
    enabled: asked,
  });
}

/** A mail as it was read: it never changes. */
export function useReceipt(message: string) {
  return useQuery({
    queryKey: ['receipt', message],
    queryFn: () => seen(api.GET('/receipts/{message}', { params: { path: { message } } })),
    enabled: message !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useReviews() {
  return useQuery({ queryKey: ['reviews'], queryFn: () => seen(api.GET('/reviews')) });
}

export function useReview(id: string) {
  return useQuery({
    queryKey: ['review', id],
    queryFn: () => seen(api.GET('/reviews/{review}', { params: { path: { review: id } } })),
    enabled: id !== '',
  });
}

export function useHealth() {
  return useQuery({
    queryKey: ['health'],
    queryFn: () => seen(api.GET('/health')),
    refetchInterval: health_ms,
  });
}

export function useSession() {
  return useQuery({ queryKey: ['session'], queryFn: readSession });
}

async function readSession() {
  const session = await seen(api.GET('/session'));
  access.value = session.value.access;
  return session;
}

/** What crew members said to the sails of the days [from, to). */
export function useAnswers(from: Day, to: Day): readonly SailAnswer[] {
  const answers = useQuery({
    queryKey: ['answers', from, to],
    queryFn: () => seen(api.GET('/answers', { params: { query: { from, to } } })),
  });
  return answers.data?.value.answers ?? no_answers;
}
const no_answers: readonly SailAnswer[] = [];

export function useAnswersTo(charter: Charter, zone: string): readonly SailAnswer[] {
  const day = dayOf(charter.start, zone);
  return useAnswers(day, addDays(day, 1));
}

/** The feed and page links of a member that work now. */
export function useCrewLinks(person: string, asked: boolean) {
  return useQuery({
    queryKey: ['links', person],
    queryFn: () => seen(api.GET('/crew/{person}/links', { params: { path: { person } } })),
    enabled: asked,
  });
}

export function useUsers(asked: boolean) {
  return useQuery({ queryKey: ['users'], queryFn: () => seen(api.GET('/users')), enabled: asked });
}

export function useLearnedAliases() {
  return useQuery({ queryKey: ['aliases'], queryFn: () => seen(api.GET('/aliases')) });
}

/** A crew member's own page. */
export function useOwnSails(asked: boolean) {
  return useQuery({
    queryKey: ['my'],
    queryFn: () => seen(api.GET('/my/sails')),
    enabled: asked,
  });
}

export function useAudit(from: Day, to: Day) {
  return useInfiniteQuery({
    queryKey: ['audit', from, to],
    queryFn: ({ pageParam }) =>
      seen(api.GET('/audit', { params: { query: { from, to, ...(pageParam ? { page: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (last: Seen<FactList>) => last.value.next || undefined,
  });
}

/** How far an empty board looks for the sails nearest to it. */
const nearest_days = 365;

/** The sails nearest to an empty stretch of days, to lead out of it. */
export function useNearestSails(from: Day, to: Day, asked: boolean) {
  const before = useCharters(addDays(from, -nearest_days), from, asked);
  const after = useCharters(to, addDays(to, nearest_days), asked);
  return { before: before.data?.value.charters.at(-1), after: after.data?.value.charters[0] };
}

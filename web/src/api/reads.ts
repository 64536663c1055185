/** Reads: what the screens ask of the API, as cached questions that refresh when something changed. */
import { QueryClient, useInfiniteQuery, useQuery } from '@tanstack/preact-query';
import { allAnswers } from '../offline/database';
import { line } from '../offline/line';
import { NoNetwork } from '../offline/remembering_fetch';
import { addDays, type Day, dayOf } from '../time';
import { ApiProblem, read, type Seen } from './client';
import type {
  Agreement,
  Charter,
  Fact,
  Health,
  Mail,
  Operation,
  Review,
  ReviewSummary,
  Warning,
} from './types';

const poll_ms = 10_000;

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

const api = '/api/v1';
const part = encodeURIComponent;

export interface ChartersAnswer {
  readonly charters: Charter[];
  readonly warnings: Warning[];
}

export function useOperation() {
  return useQuery({ queryKey: ['operation'], queryFn: () => read<Operation>(`${api}/operation`) });
}

/** Charters that start on the days [from, to). */
export function useCharters(from: Day, to: Day) {
  return useQuery({
    queryKey: ['charters', from, to],
    queryFn: () => read<ChartersAnswer>(`${api}/charters?from=${from}&to=${to}`),
    placeholderData: (old) => old,
  });
}

export function useCharter(id: string) {
  return useQuery({ queryKey: ['charter', id], queryFn: () => readCharter(id) });
}

/** Without a network, a charter that was never opened by itself is taken from the newest kept board. */
async function readCharter(id: string): Promise<Seen<Charter>> {
  try {
    return await read<Charter>(`${api}/charters/${part(id)}`);
  } catch (problem) {
    if (!(problem instanceof NoNetwork)) throw problem;
    const boards = (await allAnswers()).filter((kept) => kept.url.startsWith(`${api}/charters?`));
    for (const kept of boards.sort((a, b) => b.at.localeCompare(a.at))) {
      const charter = (JSON.parse(kept.body) as ChartersAnswer).charters.find((one) => one.id === id);
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
    queryFn: () => read<Fact[]>(`${api}/charters/${part(id)}/facts`),
  });
}

export function useAgreement(id: string) {
  return useQuery({
    queryKey: ['agreement', id],
    queryFn: () => read<Agreement>(`${api}/charters/${part(id)}/agreement`),
  });
}

export function useAgreementBetween(from: Day, to: Day, asked: boolean) {
  return useQuery({
    queryKey: ['agreement', from, to],
    queryFn: () => read<Agreement>(`${api}/agreement?from=${from}&to=${to}`),
    enabled: asked,
  });
}

export function useMail(id: string) {
  return useQuery({
    queryKey: ['mail', id],
    queryFn: () => read<Mail>(`${api}/mails/${part(id)}`),
    enabled: id !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useReviews() {
  return useQuery({ queryKey: ['reviews'], queryFn: () => read<ReviewSummary[]>(`${api}/reviews`) });
}

export function useReview(id: string) {
  return useQuery({
    queryKey: ['review', id],
    queryFn: () => read<Review>(`${api}/reviews/${part(id)}`),
    enabled: id !== '',
  });
}

export function useHealth() {
  return useQuery({
    queryKey: ['health'],
    queryFn: () => read<Health>(`${api}/health`),
    refetchInterval: 60_000,
  });
}

export interface AuditPage {
  readonly facts: Fact[];
  readonly next: string;
}
export function useAudit(from: Day, to: Day) {
  return useInfiniteQuery({
    queryKey: ['audit', from, to],
    queryFn: ({ pageParam }) =>
      read<AuditPage>(`${api}/audit?from=${from}&to=${to}${pageParam ? `&page=${part(pageParam)}` : ''}`),
    initialPageParam: '',
    getNextPageParam: (last: Seen<AuditPage>) => last.value.next || undefined,
  });
}

/** The sails nearest to an empty stretch of days, to lead out of it. */
export function useNearestSails(from: Day, to: Day, asked: boolean) {
  const before = useQuery({
    queryKey: ['charters', addDays(from, -400), from],
    queryFn: () => read<ChartersAnswer>(`${api}/charters?from=${addDays(from, -400)}&to=${from}`),
    enabled: asked,
  });
  const after = useQuery({
    queryKey: ['charters', to, addDays(to, 400)],
    queryFn: () => read<ChartersAnswer>(`${api}/charters?from=${to}&to=${addDays(to, 400)}`),
    enabled: asked,
  });
  return { before: before.data?.value.charters.at(-1), after: after.data?.value.charters[0] };
}

/** Client: the API of docs/api.yaml, typed by it; every answer comes with its age and its ETag. */
import createClient from 'openapi-fetch';
import { as_of_header, rememberingFetch } from '../offline/remembering_fetch';
import { words } from '../strings';
import type { paths } from './schema';

export const api_base = '/api/v1';

export const api = createClient<paths>({
  baseUrl: new URL(api_base, location.origin).href,
  fetch: rememberingFetch,
});

/** A value as the server has it, or as it was when last asked. */
export interface Seen<T> {
  readonly value: T;
  readonly etag: string;
  /** When it was true, if the server could not be asked now; null: it is as the server has it. */
  readonly as_of: string | null;
}

export class ApiProblem extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The value of a read, or its problem thrown (TanStack Query's way to say that a question failed). */
export async function seen<T>(asked: Promise<Answer<T>>): Promise<Seen<T>> {
  const { data, error, response } = await asked;
  if (data === undefined) throw new ApiProblem(problemText(error, response.status), response.status);
  return {
    value: data,
    etag: response.headers.get('etag') ?? '',
    as_of: response.headers.get(as_of_header),
  };
}

/** What a problem+json says to a person (RFC 9457). */
export function problemText(problem: unknown, status: number): string {
  if (typeof problem === 'object' && problem !== null) {
    const { detail, title } = problem as { detail?: unknown; title?: unknown };
    const text = detail ?? title;
    if (typeof text === 'string' && text) return text;
  }
  if (status === 412) return words.problems.changed;
  if (status === 403) return words.problems.forbidden;
  return words.problems.server(String(status));
}

/** The same for an answer whose body is still to be read. */
export async function problemOf(answer: Response): Promise<string> {
  try {
    return problemText(await answer.json(), answer.status);
  } catch {
    return problemText(null, answer.status);
  }
}

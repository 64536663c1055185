/** Client: the API of docs/api.yaml, typed by it; every answer comes with its age and its ETag. */
import { as_of_header, rememberingFetch } from '../offline/remembering_fetch';
import { words } from '../strings';

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

export async function read<T>(path: string): Promise<Seen<T>> {
  const answer = await rememberingFetch(
    new Request(new URL(path, location.origin), { headers: { accept: 'application/json' } }),
  );
  if (!answer.ok) throw new ApiProblem(await problemText(answer), answer.status);
  return {
    value: (await answer.json()) as T,
    etag: answer.headers.get('etag') ?? '',
    as_of: answer.headers.get(as_of_header),
  };
}

/** What a problem+json says to a person (RFC 9457). */
export async function problemText(answer: Response): Promise<string> {
  try {
    const problem = (await answer.json()) as { detail?: unknown; title?: unknown };
    const text = problem.detail ?? problem.title;
    if (typeof text === 'string' && text) return text;
  } catch {
    // Not JSON: the status has to do.
  }
  if (answer.status === 412) return words.problems.changed;
  if (answer.status === 403) return words.problems.forbidden;
  return words.problems.server(String(answer.status));
}

/**
 * Remembering fetch: GET through the kept answers. What the server says is kept; when it cannot be asked
 * the kept answer comes back with the time at which it was true (header x-as-of), never as if it were new.
 */
import { words } from '../strings';
import { keepAnswer, keptAnswer } from './database';
import { heard, signed_out, unheard } from './line';

export const as_of_header = 'x-as-of';
const unauthorized = 401;
const not_modified = 304;
/** Answers of a proxy whose server is away: as good as no network. */
const away = new Set([502, 503, 504]);
const answer_ms_max = 8_000;

function fromKept(body: string, etag: string, as_of: string | null): Response {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (etag) headers.set('etag', etag);
  if (as_of) headers.set(as_of_header, as_of);
  return new Response(body, { status: 200, headers });
}

export async function rememberingFetch(request: Request): Promise<Response> {
  if (request.method !== 'GET') return askServer(request);
  const url = new URL(request.url);
  const key = url.pathname + url.search;
  const kept = await keptAnswer(key);
  const headers = new Headers(request.headers);
  if (kept?.etag) headers.set('if-none-match', kept.etag);
  let answer: Response;
  try {
    answer = await askServer(new Request(request, { headers, cache: 'no-store' }));
  } catch (problem) {
    if (kept) return fromKept(kept.body, kept.etag, kept.at);
    throw problem;
  }
  const at = new Date().toISOString();
  if (answer.status === not_modified && kept) {
    void keepAnswer({ ...kept, at });
    return fromKept(kept.body, kept.etag, null);
  }
  if (answer.ok && answer.headers.get('content-type')?.includes('json')) {
    const body = await answer.text();
    const etag = answer.headers.get('etag') ?? '';
    void keepAnswer({ url: key, etag, body, at });
    return fromKept(body, etag, null);
  }
  return answer;
}

/** One try. No network, no answer in time, or a proxy without its server: NoNetwork. */
async function askServer(request: Request): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(request, { signal: AbortSignal.timeout(answer_ms_max) });
  } catch (problem) {
    unheard();
    throw new NoNetwork(words.problems.offline, { cause: problem });
  }
  if (away.has(answer.status)) {
    unheard();
    throw new NoNetwork(words.problems.offline);
  }
  heard();
  signed_out.value = answer.status === unauthorized;
  return answer;
}

export class NoNetwork extends Error {}

import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';

vi.stubGlobal('location', { origin: 'http://page.example' });
vi.stubGlobal('window', new EventTarget());
vi.stubGlobal(
  'EventSource',
  class extends EventTarget {
    static OPEN = 1;
    static CLOSED = 2;
    readyState = 0;
    close() {}
  },
);

const { edits, loadEdits, post, sendAnyway, sendWaiting, dropEdit } = await import('../src/offline/outbox');
const { api, seen } = await import('../src/api/client');
const roster = () => seen(api.GET('/crew'));
const { line } = await import('../src/offline/line');
type WaitingEdit = import('../src/offline/database').WaitingEdit;

interface Asked {
  readonly url: string;
  readonly if_match: string | null;
  readonly key: string | null;
}
let asked: Asked[] = [];
let server: (request: Request) => Response | Promise<Response>;

vi.stubGlobal('fetch', async (request: Request) => {
  if (!(request instanceof Request))
    return server(new Request(new URL(String(request), 'http://page.example')));
  asked.push({
    url: new URL(request.url).pathname,
    if_match: request.headers.get('if-match'),
    key: request.headers.get('idempotency-key'),
  });
  return server(request);
});

const noNetwork = () => {
  throw new TypeError('Failed to fetch');
};
const json = (value: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(value), {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });

let next = 1;
function edit(charter: string, if_match = '"1"'): WaitingEdit {
  next += 1;
  return {
    id: `act-${next}`,
    at: `2026-05-12T10:00:${String(next).padStart(2, '0')}Z`,
    method: 'POST',
    path: `/api/v1/charters/${charter}/x`,
    body: '{}',
    if_match,
    title: charter,
    charter,
    role: 'captain',
    person: { id: 'p', name: 'P' },
    removes: false,
    state: 'waiting',
    problem: '',
  };
}

beforeEach(async () => {
  for (const one of edits.value) await dropEdit(one.id);
  asked = [];
});

test('an edit without a network is kept across a reload and sent when the network is back', async () => {
  server = noNetwork;
  const one = edit('a');
  expect(await post(one)).toBe('waiting');
  expect(line.value).toBe('offline');
  edits.value = [];
  await loadEdits();
  expect(edits.value.map((kept) => kept.id)).toEqual([one.id]);

  server = () => json({}, { headers: { etag: '"2"' } });
  await sendWaiting();
  expect(edits.value).toEqual([]);
  expect(asked.at(-1)).toMatchObject({ key: one.id, if_match: '"1"' });
});

test('edits of one charter go in order, each upon the version that the one before it made', async () => {
  server = noNetwork;
  await post(edit('a'));
  await post(edit('a'));
  asked = [];
  let version = 1;
  server = (request) => {
    if (request.headers.get('if-match') !== `"${version}"`) return json({}, { status: 412 });
    version += 1;
    return json({}, { headers: { etag: `"${version}"` } });
  };
  await sendWaiting();
  expect(asked.map((request) => request.if_match)).toEqual(['"1"', '"2"']);
  expect(edits.value).toEqual([]);
});

test('what somebody else changed meanwhile is shown, and made only on a second word', async () => {
  server = () => json({ detail: 'Maria changed it.' }, { status: 412 });
  expect(await post(edit('a'))).toBe('conflict');
  const stuck = edits.value[0] as WaitingEdit;
  expect(stuck).toMatchObject({ state: 'conflict', problem: 'Maria changed it.' });
  server = () => json({});
  expect(await sendAnyway(stuck)).toBe('sent');
  expect(edits.value).toEqual([]);
});

test('an answer that was read before is there without a network, with the time it was true', async () => {
  server = () => json({ crew: [] }, { headers: { etag: '"7"' } });
  expect(await roster()).toMatchObject({ value: { crew: [] }, etag: '"7"', as_of: null });
  server = noNetwork;
  const old = await roster();
  expect(old.value).toEqual({ crew: [] });
  expect(Date.parse(old.as_of ?? '')).toBeGreaterThan(0);
  await expect(seen(api.GET('/operation'))).rejects.toThrow();
  server = (request) =>
    request.headers.get('if-none-match') === '"7"'
      ? new Response(null, { status: 304 })
      : json({}, { status: 500 });
  expect(await roster()).toMatchObject({ value: { crew: [] }, as_of: null });
});

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { inHarbour } from './in_harbour.ts';

const { harbour } = inHarbour({ coming: [{ title: 'Rosa Quint - sunset sail', in_hours: 30 }] });

interface Reply {
  readonly content?: Record<string, { readonly schema: object }>;
  readonly $ref?: string;
}
type Method = 'get' | 'post' | 'put' | 'delete';
/** A crew member's own page, apart from the office's session. */
let own_cookie = '';
type Path = Partial<Record<Method, { readonly responses: Record<string, Reply> }>>;
interface Contract {
  readonly paths: Record<string, Path>;
  readonly components: { readonly responses: Record<string, Reply> };
}

const contract = parse(readFileSync(new URL('../../docs/api.yaml', import.meta.url), 'utf8')) as Contract;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(contract, 'contract');

/** What is wrong with an answer, by the contract; "" when nothing. */
function faultOf(pattern: string, method: Method, status: number, type: string, body: unknown): string {
  const operation = contract.paths[pattern]?.[method];
  if (!operation) return `${method} ${pattern} is not in docs/api.yaml`;
  const named =
    operation.responses[String(status)] ?? (status >= 400 ? operation.responses['default'] : undefined);
  if (!named) return `${method} ${pattern}: ${status} is not in docs/api.yaml`;
  const reply = named.$ref ? contract.components.responses[named.$ref.split('/').at(-1) ?? ''] : named;
  if (!reply?.content) return body === null ? '' : `${method} ${pattern}: ${status} has a body`;
  const schema = reply.content[type]?.schema;
  if (!schema) return `${method} ${pattern}: ${type} is not in docs/api.yaml`;
  // A reference inside the contract is resolved there.
  const within = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components', '"contract#/components'),
  ) as object;
  const valid = ajv.compile(within);
  return valid(body) ? '' : `${method} ${pattern}: ${ajv.errorsText(valid.errors)}`;
}

interface Asked {
  readonly status: number;
  readonly etag: string;
}

async function ask(
  pattern: string,
  method: Method,
  path: string,
  body?: unknown,
  more: HeadersInit = {},
): Promise<Asked> {
  const own = pattern.startsWith('/my/') ? own_cookie : undefined;
  const answer = await harbour().ask(method.toUpperCase(), path, body, more, own);
  const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const text = await answer.text();
  const value: unknown = type.includes('json') ? JSON.parse(text) : text || null;
  expect(faultOf(pattern, method, answer.status, type, value)).toBe('');
  return { status: answer.status, etag: answer.headers.get('etag') ?? '' };
}

const sanderson = '/charters/jennifer-sanderson-2026-05-12';
const week = 'from=2026-05-11&to=2026-05-18';

test('every answer that is read is what docs/api.yaml says', async () => {
  const reads: readonly (readonly [string, string])[] = [
    ['/session', '/session'],
    ['/operation', '/operation'],
    ['/crew', '/crew'],
    ['/charters', `/charters?${week}`],
    ['/charters', `/charters?${week}&open=true&vessel=tern&limit=2`],
    ['/charters/{charter}', sanderson],
    ['/charters/{charter}/facts', `${sanderson}/facts`],
    ['/charters/{charter}/agreement', `${sanderson}/agreement`],
    ['/agreement', `/agreement?${week}`],
    ['/reviews', '/reviews'],
    ['/audit', '/audit?from=2026-01-01&to=2026-12-31'],
    ['/health', '/health'],
    ['/answers', `/answers?${week}`],
    ['/aliases', '/aliases'],
    ['/crew/{person}/links', '/crew/gene-oneal/links'],
  ];
  for (const [pattern, path] of reads) {
    const { status, etag } = await ask(pattern, 'get', path);
    expect([path, status]).toEqual([path, 200]);
    expect(etag).not.toBe('');
  }
  const reviews = await harbour().get<{ reviews: { id: string }[] }>('/reviews');
  const facts = await harbour().get<{ facts: { source: { id: string } }[] }>(`${sanderson}/facts`);
  const review = encodeURIComponent(reviews.reviews[0]?.id ?? '');
  const message = encodeURIComponent(facts.facts[0]?.source.id ?? '');
  expect((await ask('/reviews/{review}', 'get', `/reviews/${review}`)).status).toBe(200);
  expect((await ask('/receipts/{message}', 'get', `/receipts/${message}`)).status).toBe(200);
});

test('feeds, crew pages and their answers are what docs/api.yaml says', async () => {
  const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
  const { charters } = await harbour().get<{ charters: { id: string }[] }>(
    `/charters?from=${day(-1)}&to=${day(5)}`,
  );
  const seat = { role: 'captain', person: { id: 'gene-oneal', name: '' } };
  expect((await harbour().ask('POST', `/charters/${charters[0]?.id}/assign`, seat)).status).toBe(200);
  const link = async (path: string) =>
    ((await (await harbour().ask('POST', path)).json()) as { path: string }).path;
  for (const kind of ['feed', 'page'] as const) {
    expect((await ask(`/crew/{person}/${kind}`, 'post', `/crew/gene-oneal/${kind}`)).status).toBe(200);
  }
  expect((await ask('/crew/{person}/feed', 'post', '/crew/nobody/feed')).status).toBe(404);
  const feed = (await link('/crew/gene-oneal/feed')).replace('/api/v1', '');
  expect((await ask('/feeds/{feed}', 'get', feed)).status).toBe(200);
  expect((await ask('/feeds/{feed}', 'get', '/feeds/none.ics')).status).toBe(404);
  const code = (await link('/crew/gene-oneal/page')).split('#')[1];
  const opened = await harbour().ask('POST', '/my/session', { code });
  expect(opened.status).toBe(204);
  expect((await ask('/my/session', 'post', '/my/session', { code })).status).toBe(403);
  expect((await ask('/my/sails', 'get', '/my/sails')).status).toBe(401);
  own_cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect((await ask('/my/sails', 'get', '/my/sails')).status).toBe(200);
  const list = await harbour().ask('GET', '/my/sails', undefined, {}, own_cookie);
  const { sails } = (await list.json()) as { sails: { charter: string }[] };
  const answer = `/my/sails/${sails[0]?.charter}/answer`;
  const pattern = '/my/sails/{charter}/answer';
  expect((await ask(pattern, 'post', answer, { answer: 'declined', note: 'ill' })).status).toBe(200);
  expect((await ask(pattern, 'post', answer, { answer: 'perhaps' })).status).toBe(400);
  expect((await ask(pattern, 'post', '/my/sails/none/answer', { answer: 'declined' })).status).toBe(404);
  expect((await ask('/my/sails', 'get', '/my/sails')).status).toBe(200);
  expect((await ask('/answers', 'get', `/answers?from=${day(-1)}&to=${day(5)}`)).status).toBe(200);
  expect((await ask('/crew/{person}/links', 'get', '/crew/gene-oneal/links')).status).toBe(200);
  expect((await ask('/my/session', 'delete', '/my/session')).status).toBe(204);
  for (const kind of ['feed', 'page'] as const) {
    expect((await ask(`/crew/{person}/${kind}`, 'delete', `/crew/gene-oneal/${kind}`)).status).toBe(204);
  }
  const links = { name: 'Ann', access: 'viewer' };
  expect((await ask('/sign-in-links', 'post', '/sign-in-links', links)).status).toBe(200);
  expect((await ask('/sign-in-links', 'post', '/sign-in-links', { name: 'Ann' })).status).toBe(400);
});

test('every answer to a change is what docs/api.yaml says, the refusals too', async () => {
  const seat = { role: 'second_mate', person: { id: 'tom-aldous', name: 'Tom Aldous' } };
  const { etag } = await ask('/charters/{charter}', 'get', sanderson);
  const key = { 'idempotency-key': 'contract-0001' };
  const assign = '/charters/{charter}/assign';
  expect((await ask(assign, 'post', `${sanderson}/assign`, seat, { ...key, 'if-match': etag })).status).toBe(
    200,
  );
  expect((await ask(assign, 'post', `${sanderson}/assign`, seat, { 'if-match': etag })).status).toBe(412);
  expect((await ask(assign, 'post', `${sanderson}/assign`, { role: 'captain' })).status).toBe(400);
  expect((await ask(assign, 'post', '/charters/none/assign', seat)).status).toBe(404);
  const undo = `/facts/${encodeURIComponent('act-contract-0001#0')}/undo`;
  expect((await ask('/facts/{fact}/undo', 'post', undo)).status).toBe(200);
  expect(
    (await ask('/charters/{charter}/unassign', 'post', `${sanderson}/unassign`, { ...seat, role: 'pilot' }))
      .status,
  ).toBe(422);
  const member = { id: 'zed-fox', name: 'Zed Fox', aliases: [], email: '', roles: ['host'], phone: '' };
  expect((await ask('/crew/{person}', 'put', '/crew/zed-fox', member)).status).toBe(200);
  expect((await ask('/crew/{person}', 'delete', '/crew/zed-fox')).status).toBe(204);
  expect((await ask('/charters/{charter}/repair', 'post', `${sanderson}/repair`)).status).toBe(200);
  expect((await ask('/repair', 'post', `/repair?${week}`)).status).toBe(200);
  expect(
    (await ask('/crew/{person}/aliases', 'post', '/crew/gene-oneal/aliases', { alias: 'Cap' })).status,
  ).toBe(204);
  expect(
    (await ask('/crew/{person}/aliases', 'post', '/crew/dan-rich/aliases', { alias: 'cap' })).status,
  ).toBe(422);
  expect((await ask('/aliases', 'get', '/aliases')).status).toBe(200);
  expect((await ask('/crew/{person}/aliases/{alias}', 'delete', '/crew/gene-oneal/aliases/Cap')).status).toBe(
    204,
  );
  const reviews = await harbour().get<{ reviews: { id: string }[] }>('/reviews');
  const [first, second] = reviews.reviews.map((item) => `/reviews/${encodeURIComponent(item.id)}`);
  expect((await ask('/reviews/{review}/accept', 'post', `${first}/accept`, {})).status).toBe(200);
  expect((await ask('/reviews/{review}/dismiss', 'post', `${second}/dismiss`)).status).toBe(200);
  expect((await ask('/session', 'post', '/session', { code: 'no such code' })).status).toBe(403);
  expect((await ask('/session', 'delete', '/session')).status).toBe(204);
  expect((await ask('/crew', 'get', '/crew')).status).toBe(401);
});

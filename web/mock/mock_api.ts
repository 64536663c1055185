/** MockApi: answers like the server, from memory, for `npm run dev` without one. Never part of the page. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';
import type { Assignment, Charter, Fact, Person, Review } from '../src/api/types.ts';
import { makeWorld } from './mock_world.ts';

const world = makeWorld();
let changes = 1;
const listeners = new Set<ServerResponse>();

function changed(): void {
  changes += 1;
  for (const listener of listeners) listener.write(`event: changed\ndata: ${changes}\n\n`);
}

function foldCrew(charter: Charter): void {
  const facts = world.facts.filter((fact) => fact.charter === charter.id);
  const undone = new Set(facts.filter((f) => f.op === 'undo').map((f) => f.undoes));
  let crew: Assignment[] = [];
  for (const fact of facts.sort((a, b) => a.said.localeCompare(b.said))) {
    if (undone.has(fact.id)) continue;
    const max = world.operation.roles.find((r) => r.id === fact.role)?.max ?? 1;
    if (fact.op === 'unassign')
      crew = crew.filter((s) => s.role !== fact.role || s.person.name !== fact.person.name);
    if (fact.op === 'assign') {
      crew = crew.filter((s) => s.role !== fact.role || (max > 1 && s.person.name !== fact.person.name));
      crew.push({
        role: fact.role,
        person: fact.person,
        fact: fact.id,
        said_by: fact.source.actor,
        said: fact.said,
        evidence: fact.evidence,
      });
    }
  }
  charter.crew = crew;
  charter.version += 1;
}
for (const charter of world.charters) foldCrew(charter);

function addFact(fact: Omit<Fact, 'id' | 'position' | 'recorded' | 'said'> & { said?: string }): void {
  const at = new Date().toISOString();
  world.facts.push({
    ...fact,
    id: `${fact.source.id}#${world.facts.filter((f) => f.source.id === fact.source.id).length}`,
    position: 0,
    said: fact.said ?? at,
    recorded: at,
  });
  const charter = world.charters.find((c) => c.id === fact.charter);
  if (charter) foldCrew(charter);
}

const hand = (note: string, act: string) => ({
  source: { kind: 'hand' as const, id: `act-${act}`, actor: 'you (page)' },
  evidence: { quote: '', part: '' },
  note,
  undoes: '',
});

interface Body {
  role?: string;
  note?: string;
  proposals?: Review['proposals'];
  person?: Person;
}

function answerOf(url: URL, body: Body, act: string): unknown {
  const path = decodeURI(url.pathname).replace('/api/v1', '');
  const [, kind = '', id = '', verb = ''] = path.split('/').map(decodeURIComponent);
  const charter = world.charters.find((c) => c.id === id);
  if (kind === 'operation') return { ...world.operation, crew: undefined };
  if (kind === 'crew') return { crew: world.roster };
  if (kind === 'session') return { actor: 'you (page)' };
  if (kind === 'charters' && !id) {
    const from = url.searchParams.get('from') ?? '';
    const to = url.searchParams.get('to') ?? '';
    const day = (c: Charter) =>
      new Date(c.start).toLocaleDateString('sv', { timeZone: world.operation.zone });
    return {
      charters: world.charters.filter((c) => day(c) >= from && day(c) < to),
      warnings: warnings(),
      next: '',
    };
  }
  if (kind === 'charters' && charter) {
    if (!verb) return charter;
    if (verb === 'facts') return { facts: world.facts.filter((f) => f.charter === id), next: '' };
    if (verb === 'agreement' || verb === 'repair') return agreement(verb === 'repair', id);
    if (verb === 'assign' || verb === 'unassign') {
      const person = body.person as Person;
      addFact({
        charter: id,
        op: verb,
        role: body.role ?? '',
        person: { id: person.id, name: person.name },
        ...hand(body.note ?? '', act),
      });
      return charter;
    }
  }
  if (kind === 'facts' && verb === 'undo') {
    const fact = world.facts.find((f) => f.id === id);
    if (fact)
      addFact({
        charter: fact.charter,
        op: 'undo',
        role: '',
        person: { id: '', name: '' },
        ...hand('', act),
        undoes: id,
      });
    return {};
  }
  if (kind === 'reviews') {
    const item = world.reviews.find((r) => r.id === id);
    if (!id) return { reviews: world.reviews.filter((r) => r.state === 'open'), next: '' };
    if (!item) return undefined;
    if (verb === 'accept') {
      for (const p of body.proposals ?? item.proposals) {
        addFact({
          charter: p.charter,
          op: p.op,
          role: p.role,
          person: p.person,
          undoes: '',
          said: item.said,
          evidence: p.evidence,
          note: '',
          source: { kind: 'mail', id: item.id, actor: item.from },
        });
      }
      item.state = 'accepted';
    }
    if (verb === 'dismiss') item.state = 'dismissed';
    return item;
  }
  if (kind === 'agreement' || kind === 'repair') return agreement(kind === 'repair');
  if (kind === 'health')
    return {
      ...world.health,
      at: new Date().toISOString(),
      reviews_open: world.reviews.filter((r) => r.state === 'open').length,
    };
  if (kind === 'audit')
    return { facts: [...world.facts].sort((a, b) => b.recorded.localeCompare(a.recorded)), next: '' };
  if (kind === 'receipts') return world.mails[id];
  return undefined;
  function agreement(heal: boolean, one?: string) {
    if (heal) world.drifts = [];
    const drifts = world.drifts.filter((d) => !one || d.charter === one);
    return { charters: world.charters.length, agreeing: world.charters.length - drifts.length, drifts };
  }
}

function warnings() {
  const found = [];
  for (const a of world.charters) {
    for (const b of world.charters) {
      if (
        a.id === b.id ||
        a.start >= b.end ||
        b.start >= a.end ||
        a.status === 'cancelled' ||
        b.status === 'cancelled'
      )
        continue;
      for (const seat of a.crew) {
        if (b.crew.some((other) => other.person.id === seat.person.id)) {
          found.push({
            kind: 'double_booked',
            charter: a.id,
            role: seat.role,
            person: seat.person,
            other: b.id,
            what: `${seat.person.name} also sails with ${b.client} at that time.`,
          });
        }
      }
    }
  }
  return found;
}

function changeRoster(method: string, id: string, text: string): void {
  const rest = world.roster.filter((one) => one.id !== id);
  world.roster = method === 'PUT' ? [...rest, JSON.parse(text)] : method === 'DELETE' ? rest : world.roster;
}

export function mockApi(): Plugin {
  const serve: Connect.NextHandleFunction = (request: IncomingMessage, response: ServerResponse, next) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!url.pathname.startsWith('/api/v1')) return next();
    if (url.pathname === '/api/v1/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': hello\n\n');
      listeners.add(response);
      request.on('close', () => listeners.delete(response));
      return;
    }
    let text = '';
    request.on('data', (piece) => {
      text += piece;
    });
    request.on('end', () => {
      const send = (status: number, value: unknown, etag: string) => {
        response.writeHead(status, { 'content-type': 'application/json', etag: `"${etag}"` });
        response.end(JSON.stringify(value));
      };
      const expected = request.headers['if-match']?.replaceAll('"', '');
      const aim = decodeURIComponent(url.pathname.split('/')[4] ?? '');
      const version = [...world.charters, ...world.reviews].find((one) => one.id === aim)?.version;
      if (expected && version !== undefined && expected !== String(version)) {
        send(
          412,
          { title: 'changed meanwhile', detail: 'It was changed meanwhile: look at it again.' },
          String(version),
        );
        return;
      }
      if (url.pathname.includes('/crew') && request.method !== 'GET')
        changeRoster(request.method ?? '', aim, text);
      const body = text.startsWith('{') ? JSON.parse(text) : {};
      const found = answerOf(url, body, String(request.headers['idempotency-key'] ?? changes));
      if (request.method !== 'GET') changed();
      const charter = world.charters.find((one) => one.id === aim);
      send(
        found === undefined ? 404 : 200,
        found ?? { title: 'not found', detail: `There is no ${aim}.` },
        String(charter?.version ?? changes),
      );
    });
  };
  return {
    name: 'scc-mock-api',
    configureServer: (server) => void server.middlewares.use(serve),
    configurePreviewServer: (server) => void server.middlewares.use(serve),
  };
}

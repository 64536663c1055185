import { expect, test } from 'vitest';
import type { Assignment, Charter, CrewMember, Fact, Operation, Person, Warning } from '../src/api/types';
import type { WaitingEdit } from '../src/offline/database';
import { availabilityOf } from '../src/sails/availability';
import { berthsOf, tally } from '../src/sails/berths';
import { highlight } from '../src/sails/highlight';
import { crewAsOf } from '../src/sails/history';
import { needsOf } from '../src/sails/needs';
import { readRoster, rosterCsv } from '../src/sails/roster_csv';
import { toldByBoth } from '../src/sails/warnings';
import { boardAddress, readBoardQuery } from '../src/screens/board_query';
import type { Day } from '../src/time';
import { toCsv } from '../src/ui/csv';

const gene: Person = { id: 'gene-oneal', name: "Gene O'Neal" };
const angela: Person = { id: 'angela-wong', name: 'Angela Wong' };
const keely: Person = { id: 'keely-hoyt', name: 'Keely Hoyt' };
const roles = [
  { id: 'captain', title: 'Captain', max: 1 },
  { id: 'host', title: 'Host', max: 2 },
];

function seat(role: string, person: Person): Assignment {
  return {
    role,
    person,
    fact: `m#${role}`,
    said_by: 'Carole',
    said: '2026-05-01T10:00:00Z',
    evidence: { quote: '', part: '' },
  };
}

function sail(id: string, start: string, end: string, crew: Assignment[] = []): Charter {
  return {
    id,
    client: id,
    title: id,
    start,
    end,
    vessel: 'jada',
    status: 'confirmed',
    aliases: [],
    event: 'e',
    crew,
    cancelled_by_mail: false,
    etag: '"1"',
  };
}

function edit(change: Partial<WaitingEdit>): WaitingEdit {
  return {
    id: 'act',
    at: '2026-05-01T10:00:00Z',
    method: 'POST',
    path: '/',
    body: null,
    if_match: '"1"',
    title: '',
    charter: 'a',
    role: 'captain',
    person: gene,
    removes: false,
    state: 'waiting',
    problem: '',
    ...change,
  };
}

const a = sail('a', '2026-05-12T21:00:00Z', '2026-05-13T00:00:00Z', [seat('captain', gene)]);
const b = sail('b', '2026-05-12T22:00:00Z', '2026-05-13T01:00:00Z', [seat('captain', gene)]);
const clash = (charter: string, other: string): Warning => ({
  kind: 'double_booked',
  charter,
  role: 'captain',
  person: gene,
  other,
  what: 'twice',
});

test('an open role is a line of its own, and a clash outshines being filled', () => {
  const berths = berthsOf(a, roles, [clash('a', 'b')], []);
  expect(berths.map((berth) => berth.kind)).toEqual(['clash', 'open']);
  expect(tally(berths)).toEqual({ open: 1, clashes: 1, waiting: 0, filled: 1 });
});

test('an edit made offline shows as waiting and takes the place of who held the role', () => {
  const berths = berthsOf(a, roles, [], [edit({ person: angela })]);
  expect(
    berths.filter((berth) => berth.role.id === 'captain').map((berth) => [berth.kind, berth.person]),
  ).toEqual([['waiting', angela]]);
  const emptied = berthsOf(a, roles, [], [edit({ removes: true })]);
  expect(emptied[0]).toMatchObject({ kind: 'open', waiting: { removes: true } });
});

test('a role that holds several keeps them all', () => {
  const crowded = sail('c', a.start, a.end, [seat('host', keely), seat('host', angela)]);
  expect(berthsOf(crowded, roles, [], []).map((berth) => berth.person?.name)).toEqual([
    undefined,
    'Keely Hoyt',
    'Angela Wong',
  ]);
});

test('a double booking is told once, the soonest sail comes first, and sails that ended are left out', () => {
  const over = sail('over', '2026-05-01T10:00:00Z', '2026-05-01T12:00:00Z');
  const needs = needsOf(
    [b, a, over],
    roles,
    [clash('a', 'b'), clash('b', 'a')],
    [],
    new Date('2026-05-12T00:00:00Z'),
  );
  expect(needs.map((need) => `${need.kind} ${need.charter.id}`)).toEqual(['clash a', 'open a', 'open b']);
});

test('the words of a mail are marked where they stand, also across folded lines', () => {
  const pieces = highlight('Hi,\nCaptain:  Gene\nO’Neal (yes).', ['Captain: Gene O’Neal', 'no such words']);
  expect(pieces).toEqual([
    { text: 'Hi,\n', quote: null },
    { text: 'Captain:  Gene\nO’Neal', quote: 0 },
    { text: ' (yes).', quote: null },
  ]);
  expect(highlight('a (b) [c] $', ['(b) [c]'])[1]).toEqual({ text: '(b) [c]', quote: 0 });
});

function fact(id: string, said: string, change: Partial<Fact>): Fact {
  return {
    id,
    charter: 'a',
    op: 'assign',
    role: 'captain',
    person: gene,
    undoes: '',
    source: { kind: 'mail', id, actor: 'Carole' },
    position: 0,
    said,
    recorded: said,
    evidence: { quote: '', part: '' },
    note: '',
    ...change,
  };
}

test('any past moment shows the crew as it stood, whatever order the facts come in', () => {
  const facts = [
    fact('3', '2026-05-03T10:00:00Z', { op: 'undo', undoes: '2' }),
    fact('1', '2026-05-01T10:00:00Z', {}),
    fact('2', '2026-05-02T10:00:00Z', { person: angela }),
  ];
  const captain = (moment: string) => crewAsOf(facts, moment, roles).crew.map((s) => s.person.name);
  expect(captain('2026-04-30T00:00:00Z')).toEqual([]);
  expect(captain('2026-05-01T10:00:00Z')).toEqual(["Gene O'Neal"]);
  expect(captain('2026-05-02T12:00:00Z')).toEqual(['Angela Wong']);
  expect(captain('2026-05-04T00:00:00Z')).toEqual(["Gene O'Neal"]);
});

test('who is not free that day is told with the reason', () => {
  const member: CrewMember = {
    id: 'gene-oneal',
    name: "Gene O'Neal",
    aliases: [],
    email: '',
    roles: ['captain'],
    phone: '',
  };
  const operation: Operation = {
    name: 'x',
    zone: 'UTC',
    turnaround_minutes: 60,
    roles,
    vessels: [],
    crew: [member],
  };
  const captain = roles[0] as Operation['roles'][number];
  const host = roles[1] as Operation['roles'][number];
  const empty = sail('new', '2026-05-12T23:00:00Z', '2026-05-13T02:00:00Z');
  expect(availabilityOf(member, captain, empty, [b], operation).kind).toBe('busy');
  expect(
    availabilityOf(member, captain, sail('n', '2026-05-13T01:30:00Z', '2026-05-13T03:00:00Z'), [b], operation)
      .kind,
  ).toBe('tight');
  expect(
    availabilityOf(member, captain, sail('n', '2026-05-14T01:00:00Z', '2026-05-14T03:00:00Z'), [b], operation)
      .kind,
  ).toBe('free');
  expect(
    availabilityOf(member, host, sail('n', '2026-05-14T01:00:00Z', '2026-05-14T03:00:00Z'), [b], operation)
      .kind,
  ).toBe('unqualified');
});

test('the address of the board reads back as the same board', () => {
  const today = '2026-05-12' as Day;
  expect(boardAddress(readBoardQuery({}, today), today)).toBe('/');
  const asked = readBoardQuery(
    { view: 'range', from: '2026-05-01', to: '2026-06-30', find: 'wed & co', open: '1' },
    today,
  );
  const again = new URLSearchParams(boardAddress(asked, today).slice(2));
  expect(readBoardQuery(Object.fromEntries(again), today)).toEqual(asked);
  expect(readBoardQuery({ view: 'range', from: '2026-05-01', to: '2036-05-01' }, today).length).toBe(366);
  expect(readBoardQuery({ from: '2026-05-17' }, today)).toMatchObject({
    from: '2026-05-11',
    to: '2026-05-17',
  });
});

test('a cell that a spreadsheet would run is disarmed', () => {
  expect(toCsv([['=HYPERLINK("x")', 'a,b', 'plain', '-1+1', '＝1+1', '+1 555 0101']])).toBe(
    `"'=HYPERLINK(""x"")","a,b",plain,'-1+1,'＝1+1,+1 555 0101\r\n`,
  );
});

test('the roster goes out as CSV and comes in again the same; a wrong line is named', () => {
  const crew: CrewMember[] = [
    {
      id: 'zed-fox',
      name: 'Zed "Z" Fox',
      aliases: ['Z', 'Fox, Z.'],
      email: 'z@crew.example',
      roles: ['host'],
      phone: '+1 555 0101',
    },
  ];
  const operation: Operation = {
    name: 'x',
    zone: 'UTC',
    turnaround_minutes: 60,
    roles,
    vessels: [],
    crew: [],
  };
  expect(readRoster(rosterCsv(crew), operation)).toEqual({ members: crew });
  expect(readRoster('name,roles\nAda,captain\nBo,stoker\n', operation)).toEqual({
    problem: expect.stringContaining('Line 3: there is no role “stoker”'),
  });
  expect(readRoster('\uFEFFname\r\nAda Lund\r\n', operation)).toMatchObject({
    members: [{ id: 'ada-lund' }],
  });
});

test('of two sails that clash both tell of it, once', () => {
  const both = toldByBoth([clash('b', 'a')], [a, b]);
  expect(both.map((one) => [one.charter, one.other])).toEqual([
    ['b', 'a'],
    ['a', 'b'],
  ]);
  expect(both[1]?.what).toBe("Gene O'Neal sails with b at the same time.");
  expect(toldByBoth(both, [a, b])).toHaveLength(2);
});

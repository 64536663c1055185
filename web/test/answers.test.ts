import { expect, test } from 'vitest';
import type { Assignment, Charter, CrewMember, Person, Proposal, SailAnswer } from '../src/api/types';
import { answerOf } from '../src/sails/answers';
import { berthsOf } from '../src/sails/berths';
import { lessonsOf } from '../src/sails/learning';
import { needsOf } from '../src/sails/needs';

const gene: Person = { id: 'gene-oneal', name: "Gene O'Neal" };
const roles = [{ id: 'captain', title: 'Captain', max: 1 }];
const now = new Date('2026-05-11T16:00:00Z');

const seat = (role: string, person: Person): Assignment => ({
  role,
  person,
  fact: 'f',
  said_by: 'Carole',
  said: '2026-05-01T10:00:00Z',
  evidence: { quote: '', part: '' },
});
const sail: Charter = {
  id: 'sanderson',
  client: 'Sanderson',
  title: 'Sanderson',
  start: '2026-05-12T21:00:00Z',
  end: '2026-05-13T00:00:00Z',
  vessel: 'jada',
  status: 'confirmed',
  aliases: [],
  event: 'e',
  crew: [seat('captain', gene)],
  cancelled_by_mail: false,
  etag: '"1"',
};
const said = (change: Partial<SailAnswer> = {}): SailAnswer => ({
  charter: 'sanderson',
  person: 'gene-oneal',
  answer: 'declined',
  note: 'ill',
  at: '2026-05-11T10:00:00Z',
  start: '2026-05-12T21:00:00.000Z',
  roles: ['captain'],
  ...change,
});

test('an answer holds for the hour and the roles it was given to', () => {
  expect(answerOf(sail, gene, [said()])?.note).toBe('ill');
  expect(answerOf(sail, gene, [said({ start: '2026-05-12T20:00:00Z' })])).toBeUndefined();
  expect(answerOf(sail, gene, [said({ roles: ['host'] })])).toBeUndefined();
  expect(answerOf(sail, gene, [said({ charter: 'other' })])).toBeUndefined();
  expect(answerOf(sail, { id: '', name: 'Somebody' }, [said({ person: '' })])).toBeUndefined();
});

test('a declined sail needs somebody, a confirmed one does not', () => {
  const needs = (answer: SailAnswer) =>
    needsOf([sail], roles, [], [], now, [answer]).map((need) => need.kind);
  expect(needs(said())).toEqual(['declined']);
  expect(needs(said({ answer: 'confirmed' }))).toEqual([]);
  expect(berthsOf(sail, roles, [], [], [said()])[0]?.answer?.answer).toBe('declined');
});

const proposal = (person: Person): Proposal => ({
  op: 'assign',
  charter: 'sanderson',
  role: 'captain',
  person,
  confidence: 0.5,
  evidence: { quote: '', part: '' },
  reason: '',
});
const roster = [
  { id: 'gene-oneal', name: "Gene O'Neal", aliases: ['Gene'], email: '', roles: [], phone: '' },
] as CrewMember[];

test('a correction teaches the name that the mail used, and nothing else', () => {
  const lesson = (was: Proposal | null, person: Person) =>
    lessonsOf([{ was, now: proposal(person) }], roster).map((one) => [one.alias, one.member.id]);
  const stranger = { id: '', name: '  Cap’n   Gene ' };
  expect(lesson(proposal(stranger), gene)).toEqual([['Cap’n Gene', 'gene-oneal']]);
  expect(lesson(null, gene)).toEqual([]); // a line that was added
  expect(lesson(proposal(gene), gene)).toEqual([]); // the roster knew
  expect(lesson(proposal(stranger), { id: '', name: 'Zed' })).toEqual([]); // still nobody of the roster
  expect(lesson(proposal({ id: '', name: 'GENE' }), gene)).toEqual([]); // somebody answers to it already
  expect(
    lessonsOf(
      [
        { was: proposal(stranger), now: proposal(gene) },
        { was: proposal(stranger), now: proposal(gene) },
      ],
      roster,
    ),
  ).toHaveLength(1);
});

import { expect, test } from 'vitest';
import {
  addDays,
  clockSpan,
  type Day,
  dayOf,
  daySpanName,
  dayStart,
  fromNow,
  mondayOf,
  parseDay,
  zoneName,
} from '../src/time';

const la = 'America/Los_Angeles';
const day = (text: string) => text as Day;

test('a sail belongs to the local day of its zone, not to the day in UTC', () => {
  expect(dayOf('2026-05-13T02:00:00Z', la)).toBe('2026-05-12');
  expect(dayOf('2026-05-13T02:00:00Z', 'Pacific/Auckland')).toBe('2026-05-13');
});

test('a week begins on Monday and days step over the change of the clocks', () => {
  expect(mondayOf(day('2026-05-17'))).toBe('2026-05-11');
  expect(mondayOf(day('2026-05-11'))).toBe('2026-05-11');
  expect(addDays(day('2026-03-07'), 2)).toBe('2026-03-09');
});

test('a day starts at its local midnight, also on the days when the clocks change', () => {
  expect(dayStart(day('2026-03-08'), la).toISOString()).toBe('2026-03-08T08:00:00.000Z');
  expect(dayStart(day('2026-03-09'), la).toISOString()).toBe('2026-03-09T07:00:00.000Z');
  expect(dayStart(day('2026-11-01'), la).toISOString()).toBe('2026-11-01T07:00:00.000Z');
  expect(dayStart(day('2026-05-12'), 'Asia/Kathmandu').toISOString()).toBe('2026-05-11T18:15:00.000Z');
});

test('a sail past midnight says so', () => {
  expect(clockSpan('2026-05-13T03:00:00Z', '2026-05-13T08:30:00Z', la)).toBe('20:00–01:30 +1');
  expect(clockSpan('2026-05-12T21:00:00Z', '2026-05-13T00:00:00Z', la)).toBe('14:00–17:00');
});

test('a day in the address is a real day or none', () => {
  expect(parseDay('2026-02-29')).toBeNull();
  expect(parseDay('2026-2-9')).toBeNull();
  expect(parseDay('../../etc')).toBeNull();
  expect(parseDay('2028-02-29')).toBe('2028-02-29');
});

test('distances read as people say them', () => {
  const now = new Date('2026-05-12T12:00:00Z');
  expect(fromNow('2026-05-13T09:30:00Z', now)).toBe('in 21 h');
  expect(fromNow('2026-05-12T11:57:00Z', now)).toBe('3 min ago');
  expect(fromNow('2026-05-15T12:00:00Z', now)).toBe('in 3 days');
  expect(fromNow('2026-05-12T11:59:40Z', now)).toBe('just now');
});

test('the zone is always named', () => {
  expect(zoneName('2026-05-12T12:00:00Z', la)).toBe('PDT');
  expect(daySpanName(day('2026-06-29'), day('2026-07-05'))).toMatch(/29 Jun.*5 Jul 2026/);
});

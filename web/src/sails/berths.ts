/** Berths: a charter's crew role by role, with what is open, what clashes and what waits to be sent. Pure. */
import type { Assignment, Charter, Person, Role, SailAnswer, Warning } from '../api/types';
import type { WaitingEdit } from '../offline/database';
import { answerOf } from './answers';

export type BerthKind = 'filled' | 'open' | 'clash' | 'waiting';

export interface Berth {
  readonly key: string;
  readonly role: Role;
  readonly kind: BerthKind;
  readonly person: Person | null;
  readonly assignment: Assignment | null;
  readonly warnings: readonly Warning[];
  readonly waiting: WaitingEdit | null;
  readonly answer: SailAnswer | null; // what the person said to it
}

export function samePerson(a: Person, b: Person): boolean {
  return a.id !== '' || b.id !== '' ? a.id === b.id : a.name.toLowerCase() === b.name.toLowerCase();
}

/** True when nobody sails this charter any more: the calendar or a mail says so. */
export function isOff(charter: Charter): boolean {
  return charter.status === 'cancelled' || charter.cancelled_by_mail;
}

/** Every role in the operation's order; one line for each holder, one for an open role. */
export function berthsOf(
  charter: Charter,
  roles: readonly Role[],
  warnings: readonly Warning[],
  edits: readonly WaitingEdit[],
  answers: readonly SailAnswer[] = [],
): Berth[] {
  const berths: Berth[] = [];
  const known = new Set(roles.map((role) => role.id));
  const strays = charter.crew
    .filter((seat) => !known.has(seat.role))
    .map((seat) => ({ id: seat.role, title: seat.role, max: 1 }) as Role);
  for (const role of [...roles, ...strays]) {
    const waiting = edits.filter(
      (edit) => edit.charter === charter.id && edit.role === role.id && edit.state === 'waiting',
    );
    let holders = charter.crew.filter((seat) => seat.role === role.id);
    for (const edit of waiting) {
      if (edit.removes) holders = holders.filter((seat) => !samePerson(seat.person, edit.person));
      else if (role.max === 1) holders = [];
    }
    for (const seat of holders) {
      const mine = warnings.filter(
        (w) => w.charter === charter.id && w.role === role.id && samePerson(w.person, seat.person),
      );
      const clash = mine.some((w) => w.kind === 'double_booked');
      berths.push({
        key: `${role.id}/${seat.person.id || seat.person.name}`,
        role,
        kind: clash ? 'clash' : 'filled',
        person: seat.person,
        assignment: seat,
        warnings: mine,
        waiting: null,
        answer: answerOf(charter, seat.person, answers) ?? null,
      });
    }
    const coming = waiting.filter((edit) => !edit.removes);
    for (const edit of coming) {
      berths.push({
        key: `${role.id}/${edit.id}`,
        role,
        kind: 'waiting',
        person: edit.person,
        assignment: null,
        warnings: [],
        waiting: edit,
        answer: null,
      });
    }
    if (holders.length === 0 && coming.length === 0) {
      berths.push({
        key: `${role.id}/open`,
        role,
        kind: 'open',
        person: null,
        assignment: null,
        warnings: [],
        waiting: waiting[0] ?? null,
        answer: null,
      });
    }
  }
  return berths;
}

export interface Tally {
  readonly open: number;
  readonly clashes: number;
  readonly waiting: number;
  readonly filled: number;
}

export function tally(berths: readonly Berth[]): Tally {
  const count = (kind: BerthKind) => berths.filter((berth) => berth.kind === kind).length;
  const clashes = count('clash');
  return { open: count('open'), clashes, waiting: count('waiting'), filled: count('filled') + clashes };
}

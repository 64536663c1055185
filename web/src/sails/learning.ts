/** Learning: which name of a mail a person's correction explains. Pure. */
import type { CrewMember, Person, Proposal } from '../api/types';
import { fold } from '../screens/fold';

export interface Lesson {
  readonly alias: string; // as the mail has it
  readonly member: Person; // whom it meant
}

/** A proposal as it was, null for one that was added, and as it was accepted. */
export interface Correction {
  readonly was: Proposal | null;
  readonly now: Proposal;
}

const lessons_max = 3;

/**
 * A proposal named somebody who is not on the roster, and the accepted one names a member instead: then the
 * mail's name is theirs. A name that anybody on the roster answers to teaches nothing.
 */
export function lessonsOf(corrections: readonly Correction[], roster: readonly CrewMember[]): Lesson[] {
  const known = new Set(roster.flatMap((one) => [one.name, ...one.aliases]).map(fold));
  const lessons: Lesson[] = [];
  for (const { was, now } of corrections) {
    if (!was || was.person.id || !now.person.id) continue;
    const alias = was.person.name.trim().replace(/\s+/g, ' ');
    if (!alias || known.has(fold(alias))) continue;
    if (lessons.some((one) => fold(one.alias) === fold(alias))) continue;
    lessons.push({ alias, member: now.person });
  }
  return lessons.slice(0, lessons_max);
}

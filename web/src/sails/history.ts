/**
 * History: the crew as it stood at a past moment, folded from the facts as the server folds them
 * (src/domain/fact.h): in the order said, then source, then position; undo takes its fact out. Pure.
 */
import type { Assignment, Fact, Role } from '../api/types';
import { samePerson } from './berths';

export interface PastCrew {
  readonly crew: Assignment[];
  readonly cancelled: boolean;
}

export function inOrderSaid(facts: readonly Fact[]): Fact[] {
  return [...facts].sort(
    (a, b) =>
      Date.parse(a.said) - Date.parse(b.said) ||
      (a.source.id < b.source.id ? -1 : a.source.id > b.source.id ? 1 : 0) ||
      a.position - b.position,
  );
}

/** Facts that an undo which itself stands has taken out. */
export function undoneFacts(facts: readonly Fact[]): Set<string> {
  const out = new Set<string>();
  // From the newest: an undo that was undone does nothing.
  for (const fact of inOrderSaid(facts).reverse()) {
    if (fact.op === 'undo' && fact.undoes && !out.has(fact.id)) out.add(fact.undoes);
  }
  return out;
}

/** What was known at `moment`: the facts recorded by then. */
export function crewAsOf(facts: readonly Fact[], moment: string, roles: readonly Role[]): PastCrew {
  const by = Date.parse(moment);
  const known = facts.filter((fact) => Date.parse(fact.recorded) <= by);
  const undone = undoneFacts(known);
  let crew: Assignment[] = [];
  let cancelled = false;
  for (const fact of inOrderSaid(known)) {
    if (undone.has(fact.id)) continue;
    const { person, role } = fact;
    if (fact.op === 'cancel') cancelled = true;
    if (fact.op === 'unassign' && person && role) {
      crew = crew.filter((seat) => seat.role !== role || !samePerson(seat.person, person));
    }
    if (fact.op === 'assign' && person && role) {
      const max = roles.find((r) => r.id === role)?.max ?? 1;
      crew = crew.filter((seat) => seat.role !== role || (max > 1 && !samePerson(seat.person, person)));
      crew.push(seatOf(fact, role, person));
    }
  }
  return { crew, cancelled };
}

function seatOf(fact: Fact, role: string, person: Assignment['person']): Assignment {
  return {
    role,
    person,
    fact: fact.id,
    said_by: fact.source.actor,
    said: fact.said,
    evidence: fact.evidence,
  };
}

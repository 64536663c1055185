/** Availability: whether a crew member could take a role of a sail, judged by the sails around it. Pure. */
import type { Charter, CrewMember, Operation, Role } from '../api/types';
import { words } from '../strings';
import { isOff } from './berths';

export type AvailabilityKind = 'free' | 'aboard' | 'tight' | 'unqualified' | 'busy';

export interface Availability {
  readonly kind: AvailabilityKind;
  /** For people; "" when there is nothing to say. */
  readonly why: (zone: string, span: (start: string, end: string, zone: string) => string) => string;
}

const minute_ms = 60_000;

export function availabilityOf(
  member: CrewMember,
  role: Role,
  charter: Charter,
  around: readonly Charter[],
  operation: Operation,
): Availability {
  const begin = Date.parse(charter.start);
  const end = Date.parse(charter.end);
  const theirs = around.filter(
    (other) =>
      other.id !== charter.id && !isOff(other) && other.crew.some((seat) => seat.person.id === member.id),
  );
  const clash = theirs.find((other) => Date.parse(other.start) < end && begin < Date.parse(other.end));
  if (clash) {
    return {
      kind: 'busy',
      why: (zone, span) => words.picker.sails_elsewhere(clash.client, span(clash.start, clash.end, zone)),
    };
  }
  const seat = charter.crew.find((held) => held.person.id === member.id);
  if (seat) {
    const title = operation.roles.find((r) => r.id === seat.role)?.title ?? seat.role;
    return { kind: 'aboard', why: () => words.picker.aboard_as(title) };
  }
  for (const other of theirs) {
    const gap = Math.min(
      ...[begin - Date.parse(other.end), Date.parse(other.start) - end].filter((distance) => distance >= 0),
    );
    const minutes = Math.round(gap / minute_ms);
    if (minutes < operation.turnaround_minutes) {
      return { kind: 'tight', why: () => words.picker.short_turnaround(other.client, minutes) };
    }
  }
  if (!member.roles.includes(role.id)) {
    return { kind: 'unqualified', why: () => words.picker.not_qualified(role.title) };
  }
  return { kind: 'free', why: () => '' };
}

/** Warnings: two sails that clash both tell of it, whichever of them the server names. Pure. */
import type { Charter, Warning } from '../api/types';
import { words } from '../strings';
import { samePerson } from './berths';

const mutual = new Set<Warning['kind']>(['double_booked', 'short_turnaround']);

export function toldByBoth(warnings: readonly Warning[], charters: readonly Charter[]): Warning[] {
  const all = [...warnings];
  const by_id = new Map(charters.map((charter) => [charter.id, charter]));
  for (const warning of warnings) {
    const other = by_id.get(warning.other);
    const named = by_id.get(warning.charter);
    const seat = other?.crew.find((one) => samePerson(one.person, warning.person));
    if (!mutual.has(warning.kind) || !other || !named || !seat) continue;
    const told = all.some(
      (one) =>
        one.kind === warning.kind &&
        one.charter === other.id &&
        one.other === named.id &&
        samePerson(one.person, warning.person),
    );
    if (told) continue;
    const what =
      warning.kind === 'double_booked'
        ? words.charter.sails_too(warning.person.name, named.client)
        : words.charter.sails_soon(warning.person.name, named.client);
    all.push({ ...warning, charter: other.id, other: named.id, role: seat.role, what });
  }
  return all;
}

/** Needs: what a person has to look at, the soonest sail first. Pure. */
import type { Charter, Role, SailAnswer, Warning } from '../api/types';
import type { WaitingEdit } from '../offline/database';
import { type Berth, berthsOf, isOff } from './berths';

export type NeedKind = 'clash' | 'open' | 'off' | 'warn' | 'declined';

export interface Need {
  readonly key: string;
  readonly kind: NeedKind;
  readonly charter: Charter;
  readonly roles: readonly Role[]; // open: the roles nobody holds
  readonly warning: Warning | null; // clash, warn
  readonly berth: Berth | null; // declined: who said no, to what
}

/** Sails that have ended need nobody any more; cancelled ones neither, unless the calendar still has them. */
export function needsOf(
  charters: readonly Charter[],
  roles: readonly Role[],
  warnings: readonly Warning[],
  edits: readonly WaitingEdit[],
  now: Date,
  answers: readonly SailAnswer[] = [],
): Need[] {
  const needs: Need[] = [];
  const told = new Set<string>();
  const coming = charters
    .filter((charter) => Date.parse(charter.end) > now.getTime())
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start) || a.id.localeCompare(b.id));
  for (const charter of coming) {
    if (charter.status === 'cancelled') continue;
    if (charter.cancelled_by_mail) {
      needs.push({ key: `${charter.id}/off`, kind: 'off', charter, roles: [], warning: null, berth: null });
      continue;
    }
    for (const warning of warnings.filter((w) => w.charter === charter.id)) {
      // A double booking is one need, though both sails warn of it.
      const who = warning.person.id || warning.person.name;
      const pair = [warning.charter, warning.other ?? ''].sort().join(' ');
      const once = `${warning.kind}/${who}/${pair}`;
      if (told.has(once)) continue;
      told.add(once);
      needs.push({
        key: `${charter.id}/${once}`,
        kind: warning.kind === 'double_booked' ? 'clash' : 'warn',
        charter,
        roles: [],
        warning,
        berth: null,
      });
    }
    const berths = berthsOf(charter, roles, [], edits, answers);
    for (const berth of berths.filter((one) => one.answer?.answer === 'declined')) {
      const key = `${charter.id}/declined/${berth.key}`;
      needs.push({ key, kind: 'declined', charter, roles: [berth.role], warning: null, berth });
    }
    const open = berths.filter((berth) => berth.kind === 'open').map((berth) => berth.role);
    if (open.length > 0 && !isOff(charter)) {
      needs.push({
        key: `${charter.id}/open`,
        kind: 'open',
        charter,
        roles: open,
        warning: null,
        berth: null,
      });
    }
  }
  return needs;
}

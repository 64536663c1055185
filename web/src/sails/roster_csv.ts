/** RosterCsv: the roster as a spreadsheet: id, name, aliases, email, roles, phone; lists joined by ";". Pure. */
import type { CrewMember, Operation } from '../api/types';
import { words } from '../strings';
import { parseCsv, toCsv } from '../ui/csv';

const columns = ['id', 'name', 'aliases', 'email', 'roles', 'phone'] as const;
type Column = (typeof columns)[number];

export type RosterRead = { readonly members: CrewMember[] } | { readonly problem: string };

export function rosterCsv(crew: readonly CrewMember[]): string {
  const rows = crew.map((one) => [
    one.id,
    one.name,
    one.aliases.join(';'),
    one.email,
    one.roles.join(';'),
    one.phone,
  ]);
  return toCsv([columns, ...rows]);
}

/** "gene-oneal": as the operator's own files spell ids. */
export function slug(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** An id that nobody on the roster has. */
export function freeId(name: string, taken: ReadonlySet<string>): string {
  const base = slug(name) || 'member';
  let id = base;
  for (let next = 2; taken.has(id); next += 1) id = `${base}-${next}`;
  return id;
}

const parts = (text: string) =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);

/** Names the first line that is wrong, and what would be right. */
export function readRoster(csv: string, operation: Operation): RosterRead {
  const [head = [], ...rows] = parseCsv(csv);
  const names = head.map((name) => name.trim().toLowerCase());
  const unknown = names.find((name) => !(columns as readonly string[]).includes(name));
  if (unknown !== undefined) return { problem: words.crew.csv.column(unknown, columns.join(', ')) };
  if (!names.includes('name')) return { problem: words.crew.csv.no_name };
  const roles = new Set(operation.roles.map((role) => role.id));
  const by_name = new Map(operation.crew.map((one) => [one.name, one.id]));
  const taken = new Set(operation.crew.map((one) => one.id));
  const members: CrewMember[] = [];
  for (const [at, row] of rows.entries()) {
    const cell = (column: Column) => row[names.indexOf(column)]?.trim() ?? '';
    const name = cell('name');
    if (!name) return { problem: words.crew.csv.empty_name(at + 2) };
    const wrong = parts(cell('roles')).find((role) => !roles.has(role));
    if (wrong !== undefined) return { problem: words.crew.csv.role(at + 2, wrong, [...roles].join(', ')) };
    const id = cell('id') || by_name.get(name) || freeId(name, taken);
    taken.add(id);
    members.push({
      id,
      name,
      aliases: parts(cell('aliases')),
      email: cell('email'),
      roles: parts(cell('roles')),
      phone: cell('phone'),
    });
  }
  return { members };
}

export interface Person {
  id: string;
  name: string;
}
export interface Evidence {
  quote: string;
  part: string;
}
export type SourceKind = 'mail' | 'hand' | 'calendar';
export interface Source {
  kind: SourceKind;
  id: string;
  actor: string;
}
export interface Assignment {
  role: string;
  person: Person;
  fact: string;
  said_by: string;
  said: string;
  evidence: Evidence;
  source: Source;
  note: string;
}
export interface Charter {
  id: string;
  client: string;
  title: string;
  start: string;
  end: string;
  vessel: string;
  status: 'confirmed' | 'hold' | 'cancelled';
  aliases: string[];
  event: string;
  crew: Assignment[];
  cancelled_by_mail: boolean;
  version: number;
}
export interface Role {
  id: string;
  title: string;
  max: number;
}
export interface Vessel {
  id: string;
  name: string;
}
export interface CrewMember {
  id: string;
  name: string;
  aliases: string[];
  email: string;
  roles: string[];
  phone: string;
}
export interface Operation {
  name: string;
  zone: string;
  turnaround_minutes: number;
  roles: Role[];
  vessels: Vessel[];
  crew: CrewMember[];
}
export interface Warning {
  kind: 'double_booked' | 'not_qualified' | 'short_turnaround' | 'over_max' | 'not_on_roster';
  charter: string;
  role: string;
  person: Person;
  other: string;
  what: string;
}
export interface Fact {
  id: string;
  charter: string;
  op: 'assign' | 'unassign' | 'cancel' | 'undo';
  role: string;
  person: Person;
  undoes: string;
  source: Source;
  position: number;
  said: string;
  recorded: string;
  evidence: Evidence;
  note: string;
}
export interface Proposal {
  op: Fact['op'];
  charter: string;
  charter_name: string;
  role: string;
  person: Person;
  confidence: number;
  evidence: Evidence;
  reason: string;
}
export interface ReviewSummary {
  id: string;
  kind: 'mail' | 'calendar_edit' | 'calendar_problem';
  title: string;
  from: string;
  said: string;
}
export interface Review extends ReviewSummary {
  state: 'open' | 'accepted' | 'dismissed';
  why: string;
  text: string;
  link: string;
  proposals: Proposal[];
  version: number;
}
export interface Drift {
  charter: string;
  kind: string;
  store_says: string;
  calendar_says: string;
  cure: string;
  healable: boolean;
}
export interface Agreement {
  charters: number;
  agreeing: number;
  drifts: Drift[];
}
export interface SourceHealth {
  source: string;
  well: boolean;
  last_success: string | null;
  expected_by: string | null;
  problem: string;
  cure: string;
}
export interface Health {
  well: boolean;
  sources: SourceHealth[];
  outbox_waiting: number;
  reviews_open: number;
  at: string;
  version: string;
  signed_in: string;
}
export interface Mail {
  from: string;
  subject: string;
  text: string;
  link: string;
}

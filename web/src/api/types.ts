/** Types: short names for the values of docs/api.yaml; schema.d.ts is generated from it. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Access = Schemas['Access'];
export type Agreement = Schemas['Agreement'];
export type Assignment = Schemas['Assignment'];
export type Charter = Schemas['Charter'];
export type CharterList = Schemas['CharterList'];
export type CrewLink = Schemas['CrewLink'];
export type CrewMember = Schemas['CrewMember'];
export type Drift = Schemas['Drift'];
export type Fact = Schemas['Fact'];
export type FactList = Schemas['FactList'];
export type Gauge = Schemas['Gauge'];
export type Health = Schemas['Health'];
export type LearnedAlias = Schemas['LearnedAlias'];
export type OwnSail = Schemas['OwnSail'];
export type OwnSails = Schemas['OwnSails'];
export type Person = Schemas['Person'];
export type Proposal = Schemas['Proposal'];
export type Receipt = Schemas['Receipt'];
export type Review = Schemas['Review'];
export type ReviewSummary = Schemas['ReviewSummary'];
export type Role = Schemas['Role'];
export type SailAnswer = Schemas['SailAnswer'];
export type SecretLink = Schemas['SecretLink'];
export type SourceHealth = Schemas['SourceHealth'];
export type User = Schemas['User'];
export type Warning = Schemas['Warning'];

/** The operation with its roster: two answers of the API that every screen needs together. */
export type Operation = Schemas['Operation'] & { readonly crew: CrewMember[] };

/** Says: what the server's own answers say, in a form that reads well in an expectation. */
import type { components } from '../../web/src/api/schema.d.ts';
import type { Harbour } from './harbour.ts';

type Schemas = components['schemas'];

export async function charterOf(harbour: Harbour, id: string): Promise<Schemas['Charter']> {
  return harbour.get(`/charters/${encodeURIComponent(id)}`);
}

/** ["captain Gene O'Neal", …] in role order. */
export async function crewOf(harbour: Harbour, id: string): Promise<string[]> {
  const charter = await charterOf(harbour, id);
  return charter.crew.map((seat) => `${seat.role} ${seat.person.name}`);
}

export async function openReviews(harbour: Harbour): Promise<string[]> {
  const list = await harbour.get<Schemas['ReviewList']>('/reviews');
  return list.reviews.map((item) => item.title);
}

export async function roster(harbour: Harbour): Promise<string[]> {
  const list = await harbour.get<{ crew: Schemas['CrewMember'][] }>('/crew');
  return list.crew.map((member) => member.name).sort();
}

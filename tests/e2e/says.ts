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

/** The calendar is written beside the server's answers: within this it has to be there. */
const calendar_ms_max = 15_000;

/** Waits until the event whose title begins so has `line` in its description. */
export async function calendarHas(harbour: Harbour, title: string, line: string): Promise<void> {
  const until = Date.now() + calendar_ms_max;
  for (;;) {
    const file = (await harbour.calendar()).replaceAll('\r\n ', '');
    const event = file.split('BEGIN:VEVENT').find((part) => part.includes(`SUMMARY:${title}`));
    if (event?.includes(line)) return;
    if (Date.now() > until) throw new Error(`no "${line}" in the event: ${event}`);
    await new Promise((wake) => setTimeout(wake, 200));
  }
}

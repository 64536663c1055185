/** MockWorld: the harbour of tests/e2e in the week of 11 May 2026, as the server would tell it. */
import type { Charter, Drift, Fact, Health, Operation, Person, Receipt, Review } from '../src/api/types.ts';

const member = (id: string, name: string, roles: string[], aliases: string[] = [], phone = '') => ({
  id,
  name,
  aliases,
  email: `${id}@crew.example`,
  roles,
  phone,
});

const operation: Operation = {
  name: 'JADA Sailing',
  zone: 'America/Los_Angeles',
  turnaround_minutes: 60,
  roles: [
    { id: 'captain', title: 'Captain', max: 1 },
    { id: 'first_mate', title: '1st Mate', max: 1 },
    { id: 'second_mate', title: '2nd Mate', max: 1 },
    { id: 'host', title: 'Host/Hostess', max: 2 },
  ],
  vessels: [
    { id: 'jada', name: 'JADA' },
    { id: 'tern', name: 'Arctic Tern' },
  ],
  crew: [
    member('gene-oneal', "Gene O'Neal", ['captain', 'first_mate'], ['Gene'], '+1 555 0101'),
    member('angela-wong', 'Angela Wong', ['first_mate', 'second_mate'], ['Angie'], '+1 555 0102'),
    member('dan-rich', 'Dan Rich', ['second_mate', 'host']),
    member('keely-hoyt', 'Keely Hoyt', ['host'], [], '+1 555 0104'),
    member('marta-nunez', 'Marta Núñez', ['captain']),
    member('tom-aldous', 'Tom Aldous', ['host', 'second_mate']),
  ],
};

const person = (id: string): Person => ({ id, name: operation.crew.find((m) => m.id === id)?.name ?? id });
const slug = (client: string) => client.toLowerCase().replace(/[^a-z]+/g, '-');

function sail(
  client: string,
  day: string,
  hour: number,
  hours: number,
  vessel: string,
  status: Charter['status'] = 'confirmed',
): Charter {
  const start = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00-07:00`);
  return {
    id: `${slug(client)}-${day}`,
    client,
    title: `${client} - private sail`,
    start: start.toISOString(),
    end: new Date(start.getTime() + hours * 3_600_000).toISOString(),
    vessel,
    status,
    aliases: [],
    event: `event-${slug(client)}`,
    crew: [],
    cancelled_by_mail: false,
    version: 1,
  };
}

const carole = 'Carole Whitfield <carole@jada.example>';

export function makeWorld() {
  const charters = [
    sail('Jennifer Sanderson', '2026-05-12', 14, 3, 'jada'),
    sail('Harlow & Pike LLP', '2026-05-12', 15, 3, 'tern'),
    sail('Okafor family', '2026-05-13', 10, 3, 'jada'),
    sail('Lindqvist wedding', '2026-05-14', 11, 5, 'tern'),
    sail('Museum of Tides', '2026-05-15', 9, 3, 'tern', 'cancelled'),
    sail('Pacheco birthday', '2026-05-16', 13, 3, 'jada', 'hold'),
  ];
  const facts: Fact[] = [];
  const mails: Record<string, Pick<Receipt, 'from' | 'subject' | 'text' | 'link'>> = {};
  const say = (index: number, said: string, seats: Record<string, string>) => {
    const charter = charters[index];
    if (!charter) return;
    const id = `mail-${index}`;
    const lines = Object.entries(seats).map(
      ([role, who]) => `${operation.roles.find((r) => r.id === role)?.title}: ${person(who).name}`,
    );
    mails[id] = {
      from: carole,
      subject: `Crew for ${charter.client}`,
      text: `Hi all,\n\nHere is the crew for ${charter.client}:\n\n${lines.join('\n')}\n\nCall time is one hour before.\n\n<img src=x onerror=alert(1)><b>Carole</b>`,
      link: `https://mail.google.com/mail/#all/${id}`,
    };
    Object.entries(seats).forEach(([role, who], position) => {
      facts.push({
        id: `${id}#${position}`,
        charter: charter.id,
        op: 'assign',
        role,
        person: person(who),
        undoes: '',
        source: { kind: 'mail', id, actor: 'Carole Whitfield' },
        position,
        said,
        recorded: said,
        evidence: { quote: lines[position] ?? '', part: 'text/plain' },
        note: '',
      });
    });
  };
  say(0, '2026-05-04T16:14:00Z', {
    captain: 'gene-oneal',
    first_mate: 'angela-wong',
    second_mate: 'dan-rich',
    host: 'keely-hoyt',
  });
  say(1, '2026-05-05T17:30:00Z', { captain: 'marta-nunez', first_mate: 'angela-wong', host: 'tom-aldous' });
  say(3, '2026-05-06T15:05:00Z', { captain: 'gene-oneal', second_mate: 'dan-rich' });

  const wedding = charters[3]?.id ?? '';
  const review = (n: number, change: Partial<Review>): Review => ({
    id: `review-${n}`,
    kind: 'mail',
    state: 'open',
    title: 'Re: Lindqvist wedding crew?',
    from: carole,
    said: `2026-05-1${n - 1}T15:00:00Z`,
    why: '“Might” is not a decision: a person has to say whether Angela sails.',
    text: 'Hi Gene,\n\nAngela Wong might be 1st mate for the Lindqvist wedding\nif her class is cancelled. Keely Hoyt will host for sure.\n\n<script>alert(1)</script>\n\nCarole',
    link: '',
    decided_by: '',
    version: 1,
    proposals: [
      {
        op: 'assign',
        charter: wedding,
        role: 'first_mate',
        person: person('angela-wong'),
        confidence: 0.55,
        evidence: { quote: 'Angela Wong might be 1st mate', part: 'text/plain' },
        reason: 'tentative: “might”',
      },
      {
        op: 'assign',
        charter: wedding,
        role: 'host',
        person: person('keely-hoyt'),
        confidence: 0.93,
        evidence: { quote: 'Keely Hoyt will host', part: 'text/plain' },
        reason: '',
      },
    ],
    ...change,
  });
  const reviews = [
    review(1, {}),
    review(2, {
      title: 'Thursday',
      why: 'Two sails are on that Thursday; which one is meant?',
      text: 'Dan is out on Thursday. Tom Aldous steps in as second mate.',
      proposals: [
        {
          op: 'assign',
          charter: wedding,
          role: 'second_mate',
          person: person('tom-aldous'),
          confidence: 0.71,
          evidence: { quote: 'Tom Aldous steps in as second mate', part: 'text/plain' },
          reason: '',
        },
      ],
    }),
  ];
  const drifts: Drift[] = [
    {
      charter: wedding,
      kind: 'block_differs',
      store_says: '2nd Mate: Dan Rich',
      calendar_says: '2nd Mate: open',
      cure: 'scc check --fix',
      healable: true,
    },
  ];
  const health: Health = {
    well: true,
    at: '2026-05-11T16:00:00Z',
    version: '0.1.0',
    outbox_waiting: 1,
    reviews_open: reviews.length,
    sources: ['mail', 'calendar'].map((source) => ({
      source,
      well: true,
      last_success: '2026-05-11T15:58:00Z',
      expected_by: '2026-05-11T16:30:00Z',
      problem: '',
      cure: '',
    })),
  };
  const roster = [...operation.crew];
  return { operation, roster, charters, facts, mails, reviews, drifts, health };
}

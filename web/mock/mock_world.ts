/** MockWorld: invented sails around today. */
import type { Charter, Drift, Fact, Health, Operation, Receipt, Review } from '../src/api/types';

const day_ms = 86_400_000;

const operation: Operation = {
  name: 'Blue Heron Sailing',
  zone: 'America/Los_Angeles',
  turnaround_minutes: 60,
  roles: [
    { id: 'captain', title: 'Captain', max: 1 },
    { id: 'first_mate', title: '1st Mate', max: 1 },
    { id: 'second_mate', title: '2nd Mate', max: 1 },
    { id: 'host', title: 'Host/Hostess', max: 2 },
  ],
  vessels: [
    { id: 'heron', name: 'Blue Heron' },
    { id: 'tern', name: 'Arctic Tern' },
  ],
  crew: [
    {
      id: 'gene',
      name: "Gene O'Neal",
      aliases: ['Gene', 'Capt. Gene'],
      email: 'gene@crew.example',
      roles: ['captain', 'first_mate'],
      phone: '+1 555 0101',
    },
    {
      id: 'angela',
      name: 'Angela Wong',
      aliases: ['Angie'],
      email: 'angela@crew.example',
      roles: ['first_mate', 'second_mate'],
      phone: '+1 555 0102',
    },
    {
      id: 'dan',
      name: 'Dan Rich',
      aliases: [],
      email: 'dan@crew.example',
      roles: ['second_mate', 'host'],
      phone: '',
    },
    {
      id: 'keely',
      name: 'Keely Hoyt',
      aliases: ['K.'],
      email: 'keely@crew.example',
      roles: ['host'],
      phone: '+1 555 0104',
    },
    {
      id: 'marta',
      name: 'Marta Núñez',
      aliases: ['Marta'],
      email: 'marta@crew.example',
      roles: ['captain'],
      phone: '',
    },
    { id: 'tom', name: 'Tom Aldous', aliases: [], email: '', roles: ['host', 'second_mate'], phone: '' },
  ],
};

export function makeWorld(now: Date) {
  const at = (days: number, hour: number) => {
    const base = new Date(now.getTime() + days * day_ms);
    base.setUTCHours(hour + 8, 0, 0, 0);
    return base.toISOString();
  };
  const facts: Fact[] = [];
  const mails: Record<string, Pick<Receipt, 'from' | 'subject' | 'text' | 'link'>> = {};
  const charter = (
    client: string,
    days: number,
    hour: number,
    hours: number,
    vessel: string,
    status: Charter['status'] = 'confirmed',
  ): Charter => ({
    id: `${client.toLowerCase().replace(/[^a-z]+/g, '-')}-${at(days, hour).slice(0, 10)}`,
    client,
    title: `${client} - private sail`,
    start: at(days, hour),
    end: at(days, hour + hours),
    vessel,
    status,
    aliases: [],
    event: 'e1',
    crew: [],
    cancelled_by_mail: false,
    version: 1,
  });
  const charters = [
    charter('Jennifer Sanderson', 0, 14, 3, 'heron'),
    charter('Harlow & Pike LLP', 0, 15, 3, 'tern'),
    charter('Okafor family', 1, 10, 3, 'heron'),
    charter('Brightwater Yacht Club', 2, 17, 4, 'heron'),
    charter('Lindqvist wedding', 2, 11, 5, 'tern'),
    charter('Museum of Tides', 3, 9, 3, 'tern', 'cancelled'),
    charter('Pacheco birthday', 4, 13, 3, 'heron', 'hold'),
  ];
  const names: Record<string, string> = Object.fromEntries(operation.crew.map((m) => [m.id, m.name]));
  const say = (index: number, seats: Record<string, string>) => {
    const sail = charters[index];
    if (!sail) return;
    const id = `mail-${index}`;
    const lines = Object.entries(seats).map(([role, person]) => {
      const title = operation.roles.find((r) => r.id === role)?.title;
      return `${title}: ${names[person]}`;
    });
    mails[id] = {
      from: 'Carole Whitfield <carole@heron.example>',
      subject: `Crew for ${sail.client}`,
      text: `Hi all,\n\nHere is the crew for ${sail.client} on ${new Date(sail.start).toDateString()}:\n\n${lines.join('\n')}\n\nCall time is one hour before. Please bring the <b>foul weather gear</b> & your smiles.\n\nCarole`,
      link: '',
    };
    Object.entries(seats).forEach(([role, person], position) => {
      facts.push({
        id: `${id}#${position}`,
        charter: sail.id,
        op: 'assign',
        role,
        person: { id: person, name: names[person] ?? person },
        undoes: '',
        source: { kind: 'mail', id, actor: 'Carole Whitfield' },
        position,
        said: at(-6 + index / 4, 9),
        recorded: at(-6 + index / 4, 9),
        evidence: { quote: lines[position] ?? '', part: 'text/plain' },
        note: '',
      });
    });
  };
  say(0, { captain: 'gene', first_mate: 'angela', second_mate: 'dan', host: 'keely' });
  say(1, { captain: 'marta', first_mate: 'angela', host: 'tom' });
  say(2, { captain: 'gene', first_mate: 'angela', second_mate: 'dan', host: 'keely' });
  say(3, { captain: 'marta', first_mate: 'angela', second_mate: 'tom', host: 'keely' });
  say(4, { captain: 'gene', second_mate: 'dan' });
  const reviews: Review[] = [1, 2, 3].map((n) => ({
    id: `review-${n}`,
    kind: n === 3 ? 'calendar_edit' : 'mail',
    state: 'open',
    title: ['Re: Lindqvist wedding crew?', 'Friday', 'Lindqvist wedding - private sail'][n - 1] ?? '',
    from: n === 3 ? '' : 'Carole Whitfield <carole@heron.example>',
    said: at(-n, 10),
    why:
      [
        '“Might” is not a decision: Angela may be the mate, if her class is cancelled.',
        'Two people on the roster could be “Dan”.',
        'Somebody changed the crew inside the calendar event.',
      ][n - 1] ?? '',
    text:
      [
        'Hi Gene,\n\nAngela Wong might be 1st mate for the Lindqvist wedding\nif her class is cancelled. Keely Hoyt will host for sure.\n\n<script>alert(1)</script>\n\nCarole',
        'Dan is out on Friday. Tom Aldous steps in as second mate.',
        'Captain: Gene O’Neal\n1st Mate: Marta Núñez',
      ][n - 1] ?? '',
    link: '',
    decided_by: '',
    version: 1,
    proposals:
      n === 1
        ? [
            {
              op: 'assign',
              charter: charters[4]?.id ?? '',
              role: 'first_mate',
              person: { id: 'angela', name: 'Angela Wong' },
              confidence: 0.55,
              evidence: { quote: 'Angela Wong might be 1st mate', part: 'text/plain' },
              reason: 'tentative: “might”',
            },
            {
              op: 'assign',
              charter: charters[4]?.id ?? '',
              role: 'host',
              person: { id: 'keely', name: 'Keely Hoyt' },
              confidence: 0.93,
              evidence: { quote: 'Keely Hoyt will host', part: 'text/plain' },
              reason: '',
            },
          ]
        : [
            {
              op: n === 2 ? 'unassign' : 'assign',
              charter: charters[4]?.id ?? '',
              role: n === 2 ? 'second_mate' : 'first_mate',
              person: n === 2 ? { id: 'dan', name: 'Dan Rich' } : { id: 'marta', name: 'Marta Núñez' },
              confidence: 0.71,
              evidence: {
                quote: n === 2 ? 'Dan is out on Friday' : '1st Mate: Marta Núñez',
                part: 'text/plain',
              },
              reason: '',
            },
          ],
  }));
  const drifts: Drift[] = [
    {
      charter: charters[2]?.id ?? '',
      kind: 'block_differs',
      store_says: '1st Mate: Angela Wong',
      calendar_says: '1st Mate: open',
      cure: 'scc check --fix',
      healable: true,
    },
  ];
  const health: Health = {
    well: true,
    at: now.toISOString(),
    version: '0.1.0',
    outbox_waiting: 1,
    reviews_open: 3,
    sources: [
      {
        source: 'mail',
        well: true,
        last_success: new Date(now.getTime() - 60_000).toISOString(),
        expected_by: new Date(now.getTime() + 1_800_000).toISOString(),
        problem: '',
        cure: '',
      },
      {
        source: 'calendar',
        well: true,
        last_success: new Date(now.getTime() - 120_000).toISOString(),
        expected_by: new Date(now.getTime() + 1_800_000).toISOString(),
        problem: '',
        cure: '',
      },
    ],
  };
  return { operation, charters, facts, mails, reviews, drifts, health };
}

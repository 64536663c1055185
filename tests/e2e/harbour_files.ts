/** HarbourFiles: the operator that the tests sail with: its scc.toml, roster, calendar and crew mails. Invented people. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const configuration = `
[operation]
name = "JADA Sailing"
timezone = "America/Los_Angeles"
date_order = "mdy"
mailbox = "crew@jada.example"
trusted_senders = ["carole@jada.example"]

[mail]
source = "folder"
path = "mail"

[calendar]
source = "ics"
path = "calendar.ics"

[store]
source = "sqlite"
path = "scc.db"

[sync]
every_seconds = 86400

[[role]]
id = "captain"
title = "Captain"
aliases = ["skipper"]
max = 1

[[role]]
id = "first_mate"
title = "1st Mate"
aliases = ["first mate"]
max = 1

[[role]]
id = "second_mate"
title = "2nd Mate"
aliases = ["second mate"]
max = 1

[[role]]
id = "host"
title = "Host/Hostess"
aliases = ["host", "hostess"]
max = 2

[[vessel]]
id = "jada"
name = "JADA"

[[vessel]]
id = "tern"
name = "Arctic Tern"
aliases = ["the Tern"]
`;

const roster = `id,name,aliases,email,roles,phone
gene-oneal,Gene O'Neal,Gene,gene@crew.example,captain;first_mate,+1 555 0101
angela-wong,Angela Wong,Angie,angela@crew.example,first_mate;second_mate,+1 555 0102
dan-rich,Dan Rich,,dan@crew.example,second_mate;host,
keely-hoyt,Keely Hoyt,,keely@crew.example,host,+1 555 0104
marta-nunez,Marta Núñez,Marta,marta@crew.example,captain,
tom-aldous,Tom Aldous,,tom@crew.example,host;second_mate,
`;

interface Event {
  readonly uid: string;
  readonly title: string;
  readonly start: string; // local, "20260512T140000"
  readonly end: string;
  readonly vessel: string;
  readonly status?: string;
}

const events: readonly Event[] = [
  {
    uid: 'sanderson',
    title: 'Jennifer Sanderson - private sail',
    start: '20260512T140000',
    end: '20260512T170000',
    vessel: 'JADA',
  },
  {
    uid: 'harlow',
    title: 'Harlow & Pike LLP - partners sail',
    start: '20260512T150000',
    end: '20260512T180000',
    vessel: 'Arctic Tern',
  },
  {
    uid: 'okafor',
    title: 'Okafor family - whale watch',
    start: '20260513T100000',
    end: '20260513T130000',
    vessel: 'JADA',
  },
  {
    uid: 'lindqvist',
    title: 'Lindqvist wedding - charter',
    start: '20260514T110000',
    end: '20260514T160000',
    vessel: 'Arctic Tern',
  },
  {
    uid: 'tides',
    title: 'Museum of Tides - excursion',
    start: '20260515T090000',
    end: '20260515T120000',
    vessel: 'Arctic Tern',
    status: 'CANCELLED',
  },
  {
    uid: 'pacheco',
    title: 'Pacheco birthday - evening sail',
    start: '20260516T130000',
    end: '20260516T160000',
    vessel: 'JADA',
    status: 'TENTATIVE',
  },
];

/** A sail counted from this machine's own day: for what asks the server's clock. */
export interface Coming {
  readonly title: string;
  readonly in_hours: number;
}

/** "20260512T210000Z", on the hour. */
const utc = (at: number) => `${new Date(at).toISOString().slice(0, 13).replaceAll('-', '')}0000Z`;
const hour_ms = 3_600_000;

function comingEvent({ title, in_hours }: Coming, at: number): string[] {
  const start = Date.now() + in_hours * hour_ms;
  return [
    'BEGIN:VEVENT',
    `UID:coming-${at}@jada.example`,
    'DTSTAMP:20260401T000000Z',
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(start + 3 * hour_ms)}`,
    `SUMMARY:${title.replaceAll(/[\\;,]/g, '\\$&')}`,
    'LOCATION:JADA',
    'END:VEVENT',
  ];
}

function calendar(coming: readonly Coming[]): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//JADA Sailing//Charters//EN'];
  for (const event of events) {
    lines.push(
      'BEGIN:VEVENT',
      `UID:${event.uid}@jada.example`,
      'DTSTAMP:20260401T000000Z',
      `DTSTART;TZID=America/Los_Angeles:${event.start}`,
      `DTEND;TZID=America/Los_Angeles:${event.end}`,
      `SUMMARY:${event.title.replaceAll(',', '\\,')}`,
      `LOCATION:${event.vessel}`,
      'DESCRIPTION:Bring layers. Deposit paid.',
      ...(event.status ? [`STATUS:${event.status}`] : []),
      'END:VEVENT',
    );
  }
  lines.push(...coming.flatMap(comingEvent), 'END:VCALENDAR', '');
  return lines.join('\r\n');
}

interface Mail {
  readonly name: string;
  readonly date: string;
  readonly subject: string;
  readonly text: string;
}

const mails: readonly Mail[] = [
  {
    name: '001',
    date: 'Mon, 04 May 2026 09:14:00 -0700',
    subject: 'Crew for Jennifer Sanderson, May 12',
    text: `Hi all,

Here is the crew for Jennifer Sanderson on Tuesday, May 12:

Captain: Gene O'Neal
1st Mate: Angela Wong
2nd Mate: Dan Rich
Host: Keely Hoyt

Call time is one hour before.
<img src=x onerror=alert(1)>

Carole`,
  },
  {
    name: '002',
    date: 'Tue, 05 May 2026 10:30:00 -0700',
    subject: 'Crew for Harlow & Pike, May 12',
    text: `Crew for Harlow & Pike LLP on May 12 (Arctic Tern):

Captain: Marta Núñez
1st Mate: Angela Wong
Host: Tom Aldous

Carole`,
  },
  {
    name: '003',
    date: 'Wed, 06 May 2026 08:05:00 -0700',
    subject: 'Crew for Lindqvist wedding, May 14',
    text: `Crew for the Lindqvist wedding on May 14:

Captain: Gene O'Neal
2nd Mate: Dan Rich

Carole`,
  },
  {
    name: '004',
    date: 'Fri, 08 May 2026 08:00:00 -0700',
    subject: 'Lindqvist wedding May 14, mate?',
    text: `Angela Wong might be 1st mate for the Lindqvist wedding on May 14, she will tell me.

<script>alert(1)</script>

Carole`,
  },
  {
    name: '005',
    date: 'Sat, 09 May 2026 08:00:00 -0700',
    subject: 'Lindqvist wedding May 14, host?',
    text: `Tom Aldous could perhaps be the host for the Lindqvist wedding on May 14. Not sure yet.

Carole`,
  },
  {
    name: '006',
    date: 'Sun, 10 May 2026 08:00:00 -0700',
    subject: 'Okafor family May 13, captain?',
    text: `Marta Núñez might be captain for the Okafor family on May 13, she will tell me.

Carole`,
  },
  {
    name: '007',
    date: 'Sun, 10 May 2026 09:00:00 -0700',
    subject: 'Okafor family May 13, mate?',
    text: `Angela Wong could perhaps be 1st mate for the Okafor family on May 13. Not confirmed.

Carole`,
  },
  {
    name: '008',
    date: 'Sun, 10 May 2026 10:00:00 -0700',
    subject: 'Crew for Pacheco birthday, May 16',
    text: `Crew for the Pacheco birthday on May 16:

Captain: Billie Nunn

Carole`,
  },
];

function eml(mail: Mail): string {
  return [
    'Delivered-To: crew@jada.example',
    'Authentication-Results: mx.google.com; dkim=pass header.i=@jada.example; spf=pass smtp.mailfrom=carole@jada.example; dmarc=pass (p=REJECT) header.from=jada.example',
    'From: Carole Whitfield <carole@jada.example>',
    'To: crew@jada.example',
    `Subject: ${mail.subject}`,
    `Date: ${mail.date}`,
    `Message-ID: <${mail.name}@jada.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    mail.text.replaceAll('\n', '\r\n'),
    '',
  ].join('\r\n');
}

/** A mail without the lines that try to be markup: for pictures of an ordinary day. */
function plain(mail: Mail): Mail {
  return { ...mail, text: mail.text.replaceAll(/^<.*>\n+/gm, '') };
}

export async function layOut(folder: string, coming: readonly Coming[] = [], hostile = true): Promise<void> {
  await mkdir(join(folder, 'mail'), { recursive: true });
  await writeFile(join(folder, 'scc.toml'), configuration);
  await writeFile(join(folder, 'crew.csv'), roster);
  await writeFile(join(folder, 'calendar.ics'), calendar(coming));
  for (const mail of mails) {
    await writeFile(join(folder, 'mail', `${mail.name}.eml`), eml(hostile ? mail : plain(mail)));
  }
}

// job.mjs: what both Node clients of the comparison do alike: reading a mail, the block, and what is kept.
import { mkdir, open, rename, writeFile } from 'node:fs/promises';

const roles = ['Captain', '1st Mate', '2nd Mate', 'Host/Hostess'];
const begin = '── Crew · ShipCaptainCrew ──';
const end = '── end of crew ──';

/** → a function that writes one durable line; makes the folder of the raw mails too. */
export async function openJournal(stateFile) {
  const journal = await open(`${stateFile}.lines`, 'a');
  await mkdir('mails', { recursive: true });
  return async (line) => {
    await journal.write(`${JSON.stringify(line)}\n`);
    await journal.datasync();
  };
}

export async function keep(stateFile, state) {
  await writeFile(`${stateFile}.new`, JSON.stringify(state));
  await rename(`${stateFile}.new`, stateFile);
}

export function addCharter(charters, event) {
  const client = event.summary.split(' - ')[0];
  charters[client] = { id: event.id, etag: event.etag, description: event.description ?? '', crew: {} };
}

/** Adds the crew of a mail to its charter. → "applied", or why not. */
export function read(raw, charters) {
  const text = raw.slice(raw.indexOf('\r\n\r\n') + 4);
  const client = /^Crew for (.+?) on /m.exec(text)?.[1];
  const crew = {};
  for (const [, role, name] of text.matchAll(/^([^:\r\n]+): *([^\r\n]+)/gm)) crew[role] = name;
  const charter = charters[client];
  if (!charter) return 'no such charter';
  Object.assign(charter.crew, crew);
  return 'applied';
}

/** The event's description with the crew below what people wrote. */
export function withBlock(charter) {
  const block = [begin, ...roles.map((role) => `${role}: ${charter.crew[role] ?? 'open'}`), end].join('\n');
  return `${charter.description}\n\n${block}`;
}

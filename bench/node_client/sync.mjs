// sync.mjs: the job of `scc sync`, as plainly as Google's Node client lets one write it, to measure
// scc against. It signs in, reads the calendar's charters and the crew mails, keeps the raw mails,
// and a durable line for each mail that was read and each event that was written, as scc does, so
// that nothing is lost or done twice when it is killed; and writes the crew into the descriptions
// with If-Match. Reading is reduced to what the mails of the comparison need ("Crew for CLIENT on …",
// then "ROLE: NAME"); what scc does besides (trust, evidence, review) is left out, so a real one
// would cost more.
//
//   node sync.mjs https://ROOT/ token.json CALENDAR QUERY state.json
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { google } from 'googleapis';

const [root, tokenFile, calendarId, query, stateFile] = process.argv.slice(2);
const roles = ['Captain', '1st Mate', '2nd Mate', 'Host/Hostess'];
const begin = '── Crew · ShipCaptainCrew ──';
const end = '── end of crew ──';

const token = JSON.parse(await readFile(tokenFile, 'utf8'));
const auth = new google.auth.OAuth2({
  clientId: token.client_id,
  clientSecret: token.client_secret,
  endpoints: { oauth2TokenUrl: `${root}token` },
});
auth.setCredentials({ refresh_token: token.refresh_token });
const gmail = google.gmail({ version: 'v1', auth, rootUrl: root });
const calendar = google.calendar({ version: 'v3', auth, rootUrl: root });

const journal = await open(`${stateFile}.lines`, 'a');
await mkdir('mails', { recursive: true });

async function note(line) {
  await journal.write(`${JSON.stringify(line)}\n`);
  await journal.datasync();
}

const state = { historyId: '', syncToken: '', charters: {}, mails: {} };

async function readCharters() {
  let pageToken;
  do {
    const { data } = await calendar.events.list({ calendarId, singleEvents: true, maxResults: 2500, pageToken });
    for (const event of data.items ?? []) {
      const client = event.summary.split(' - ')[0];
      state.charters[client] = { id: event.id, etag: event.etag, description: event.description ?? '', crew: {} };
    }
    pageToken = data.nextPageToken;
    state.syncToken = data.nextSyncToken ?? '';
  } while (pageToken);
}

async function readMails() {
  const profile = await gmail.users.getProfile({ userId: 'me' });
  state.historyId = profile.data.historyId;
  let pageToken;
  do {
    const { data } = await gmail.users.messages.list({ userId: 'me', q: query, maxResults: 500, pageToken });
    for (const { id } of data.messages ?? []) {
      const message = await gmail.users.messages.get({ userId: 'me', id, format: 'raw' });
      const raw = Buffer.from(message.data.raw, 'base64url');
      await writeFile(`mails/${id}.eml`, raw);
      state.mails[id] = read(raw.toString('utf8'));
      await note({ mail: id, outcome: state.mails[id] });
    }
    pageToken = data.nextPageToken;
  } while (pageToken);
}

function read(raw) {
  const text = raw.slice(raw.indexOf('\r\n\r\n') + 4);
  const client = /^Crew for (.+?) on /m.exec(text)?.[1];
  const crew = {};
  for (const [, role, name] of text.matchAll(/^([^:\r\n]+): *([^\r\n]+)/gm)) crew[role] = name;
  const charter = state.charters[client];
  if (!charter) return 'no such charter';
  Object.assign(charter.crew, crew);
  return 'applied';
}

async function writeCrews() {
  for (const charter of Object.values(state.charters)) {
    if (Object.keys(charter.crew).length === 0) continue;
    const block = [begin, ...roles.map((role) => `${role}: ${charter.crew[role] ?? 'open'}`), end].join('\n');
    const { data } = await calendar.events.patch(
      { calendarId, eventId: charter.id, sendUpdates: 'none', requestBody: { description: `${charter.description}\n\n${block}` } },
      { headers: { 'If-Match': charter.etag } },
    );
    charter.etag = data.etag;
    await note({ event: charter.id, etag: data.etag });
  }
}

await readCharters();
await readMails();
await writeFile(`${stateFile}.new`, JSON.stringify(state));
await rename(`${stateFile}.new`, stateFile);
await writeCrews();
await writeFile(`${stateFile}.new`, JSON.stringify(state));
await rename(`${stateFile}.new`, stateFile);

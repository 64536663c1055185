// sync.mjs: the job of `scc sync`, as plainly as Google's Node client lets one write it, to measure
// scc against. It signs in, reads the calendar's charters and the crew mails, keeps the raw mails,
// and a durable line for each mail that was read and each event that was written, as scc does, so
// that nothing is lost or done twice when it is killed; and writes the crew into the descriptions
// with If-Match. Reading is reduced to what the mails of the comparison need ("Crew for CLIENT on …",
// then "ROLE: NAME"); what scc does besides (trust, evidence, review) is left out, so a real one
// would cost more.
//
//   node sync.mjs https://ROOT/ token.json CALENDAR QUERY state.json
import { readFile, writeFile } from 'node:fs/promises';
import { google } from 'googleapis';
import { addCharter, keep, openJournal, read, withBlock } from './job.mjs';

const [root, tokenFile, calendarId, query, stateFile] = process.argv.slice(2);

const token = JSON.parse(await readFile(tokenFile, 'utf8'));
const auth = new google.auth.OAuth2({
  clientId: token.client_id,
  clientSecret: token.client_secret,
  endpoints: { oauth2TokenUrl: `${root}token` },
});
auth.setCredentials({ refresh_token: token.refresh_token });
const gmail = google.gmail({ version: 'v1', auth, rootUrl: root });
const calendar = google.calendar({ version: 'v3', auth, rootUrl: root });

const note = await openJournal(stateFile);
const state = { historyId: '', syncToken: '', charters: {}, mails: {} };

async function readCharters() {
  let pageToken;
  do {
    const { data } = await calendar.events.list({ calendarId, singleEvents: true, maxResults: 2500, pageToken });
    for (const event of data.items ?? []) addCharter(state.charters, event);
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
      state.mails[id] = read(raw.toString('utf8'), state.charters);
      await note({ mail: id, outcome: state.mails[id] });
    }
    pageToken = data.nextPageToken;
  } while (pageToken);
}

async function writeCrews() {
  for (const charter of Object.values(state.charters)) {
    if (Object.keys(charter.crew).length === 0) continue;
    const { data } = await calendar.events.patch(
      { calendarId, eventId: charter.id, sendUpdates: 'none', requestBody: { description: withBlock(charter) } },
      { headers: { 'If-Match': charter.etag } },
    );
    charter.etag = data.etag;
    await note({ event: charter.id, etag: data.etag });
  }
}

await readCharters();
await readMails();
await keep(stateFile, state);
await writeCrews();
await keep(stateFile, state);

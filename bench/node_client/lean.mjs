// lean.mjs: the job of sync.mjs by hand, on Node's own HTTP client with one kept connection and no package
// at all: about the least that this job costs in Node. Same arguments, same files, same durable lines.
import { readFile, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { addCharter, keep, openJournal, read, withBlock } from './job.mjs';

const [root, tokenFile, calendarId, query, stateFile] = process.argv.slice(2);

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const base = new URL(root);
let accessToken = '';

function call(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const data = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const sent = request({
      agent, method, path, host: base.hostname, port: base.port,
      headers: {
        'accept-encoding': 'gzip',
        ...(accessToken && { authorization: `Bearer ${accessToken}` }),
        ...(data !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(data) }),
        ...headers,
      },
    }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const bytes = Buffer.concat(parts);
        const text = (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
        if (answer.statusCode !== 200) reject(new Error(`${path}: ${answer.statusCode} ${text}`));
        else resolve(JSON.parse(text));
      });
    });
    sent.on('error', reject);
    sent.end(data);
  });
}

function asked(parameters) {
  return new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined)).toString();
}

const note = await openJournal(stateFile);
const state = { historyId: '', syncToken: '', charters: {}, mails: {} };
const events = `/calendar/v3/calendars/${encodeURIComponent(calendarId)}/events`;

async function signIn() {
  const token = JSON.parse(await readFile(tokenFile, 'utf8'));
  const form = asked({ grant_type: 'refresh_token', client_id: token.client_id, client_secret: token.client_secret, refresh_token: token.refresh_token });
  accessToken = (await call('POST', '/token', form, { 'content-type': 'application/x-www-form-urlencoded' })).access_token;
}

async function readCharters() {
  let pageToken;
  do {
    const data = await call('GET', `${events}?${asked({ singleEvents: true, maxResults: 2500, pageToken })}`);
    for (const event of data.items ?? []) addCharter(state.charters, event);
    pageToken = data.nextPageToken;
    state.syncToken = data.nextSyncToken ?? '';
  } while (pageToken);
}

async function readMails() {
  state.historyId = (await call('GET', '/gmail/v1/users/me/profile')).historyId;
  let pageToken;
  do {
    const data = await call('GET', `/gmail/v1/users/me/messages?${asked({ q: query, maxResults: 500, pageToken })}`);
    for (const { id } of data.messages ?? []) {
      const message = await call('GET', `/gmail/v1/users/me/messages/${id}?format=raw`);
      const raw = Buffer.from(message.raw, 'base64url');
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
    const data = await call('PATCH', `${events}/${charter.id}?sendUpdates=none`, { description: withBlock(charter) }, { 'if-match': charter.etag });
    charter.etag = data.etag;
    await note({ event: charter.id, etag: data.etag });
  }
}

await signIn();
await readCharters();
await readMails();
await keep(stateFile, state);
await writeCrews();
await keep(stateFile, state);
agent.destroy();

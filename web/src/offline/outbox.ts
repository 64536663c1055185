/**
 * Outbox: edits made by hand, sent at once or, without a network, kept and sent in order later. Each
 * carries If-Match of what the person saw and an id of its own, so a resend is done once and a change by
 * somebody else in between is shown, never overwritten.
 */
import { signal } from '@preact/signals';
import { problemOf } from '../api/client';
import { database, type WaitingEdit } from './database';
import { NoNetwork, rememberingFetch } from './remembering_fetch';

export const edits = signal<readonly WaitingEdit[]>([]);

export type Sent = 'sent' | 'waiting' | 'conflict' | 'refused';

const precondition_failed = 412;
const conflict = 409;

export async function loadEdits(): Promise<void> {
  try {
    edits.value = await (await database()).getAllFromIndex('edits', 'at');
  } catch {
    edits.value = [];
  }
}

async function keep(edit: WaitingEdit): Promise<void> {
  edits.value = [...edits.value.filter((other) => other.id !== edit.id), edit].sort((a, b) =>
    a.at.localeCompare(b.at),
  );
  try {
    await (await database()).put('edits', edit);
  } catch {
    // Kept in memory as long as the page is open.
  }
}

export async function dropEdit(id: string): Promise<void> {
  edits.value = edits.value.filter((other) => other.id !== id);
  try {
    await (await database()).delete('edits', id);
  } catch {
    // It was never stored.
  }
}

/** Sends one edit, or keeps it. Edits of one charter stay in order: behind a waiting one it waits as well. */
export async function post(edit: WaitingEdit): Promise<Sent> {
  const behind = edits.value.some((other) => other.charter === edit.charter && other.state === 'waiting');
  if (behind) {
    await keep(edit);
    return 'waiting';
  }
  return send(edit);
}

/** Etags that charters got from edits of ours: an edit queued behind another saw the one before it. */
const etags_since = new Map<string, string>();

async function send(edit: WaitingEdit): Promise<Sent> {
  const headers = new Headers({ 'idempotency-key': edit.id });
  if (edit.if_match) headers.set('if-match', edit.if_match);
  if (edit.body !== null) headers.set('content-type', 'application/json');
  const url = new URL(edit.path, location.origin);
  let answer: Response;
  try {
    answer = await rememberingFetch(new Request(url, { method: edit.method, headers, body: edit.body }));
  } catch (problem) {
    if (!(problem instanceof NoNetwork)) throw problem;
    await keep({ ...edit, state: 'waiting' });
    return 'waiting';
  }
  if (answer.ok) {
    etags_since.set(edit.charter, answer.headers.get('etag') ?? '');
    await dropEdit(edit.id);
    return 'sent';
  }
  const problem = await problemOf(answer);
  if (answer.status === 401) {
    await keep({ ...edit, state: 'waiting' });
    return 'waiting';
  }
  if (answer.status === precondition_failed || answer.status === conflict) {
    await keep({ ...edit, state: 'conflict', problem });
    return 'conflict';
  }
  await keep({ ...edit, state: 'refused', problem });
  return 'refused';
}

let sending: Promise<void> | null = null;

/** Sends what waits, in order, one at a time; stops at the first that finds no network. */
export function sendWaiting(): Promise<void> {
  sending ??= (async () => {
    etags_since.clear();
    for (const edit of edits.value.filter((one) => one.state === 'waiting')) {
      const if_match = etags_since.get(edit.charter) || edit.if_match;
      if ((await send({ ...edit, if_match })) === 'waiting') break;
    }
  })().finally(() => {
    sending = null;
  });
  return sending;
}

/** After a conflict, on a person's word: once more, against whatever is there now. */
export async function sendAnyway(edit: WaitingEdit): Promise<Sent> {
  await dropEdit(edit.id);
  return send({ ...edit, id: crypto.randomUUID(), if_match: '', state: 'waiting', problem: '' });
}

/**
 * Database: what the page keeps in the browser: answers of the API with their age, and edits that wait
 * for a network. The only copy of the API's answers there is (the service worker keeps files only).
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Person } from '../api/types';

export interface KeptAnswer {
  readonly url: string;
  readonly etag: string;
  readonly body: string;
  readonly at: string; // when the server last said that this is how it is
}

export type WaitingState = 'waiting' | 'conflict' | 'refused';

/** One edit made by hand, as it will be sent. */
export interface WaitingEdit {
  readonly id: string; // the act's id: sent as Idempotency-Key, so that a resend is done once
  readonly at: string;
  readonly method: 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly path: string;
  readonly body: string | null;
  readonly if_match: string;
  readonly title: string; // for people: "Captain of Jennifer Sanderson: Gene O'Neal"
  readonly charter: string;
  readonly role: string;
  readonly person: Person;
  readonly removes: boolean; // takes the person out instead of putting them in
  readonly state: WaitingState;
  readonly problem: string;
}

interface Schema extends DBSchema {
  answers: { key: string; value: KeptAnswer; indexes: { at: string } };
  edits: { key: string; value: WaitingEdit; indexes: { at: string } };
}

const name = 'scc';
const version = 1;
/** A week of charters opened one by one, a month of boards, the crew: far below this. */
export const answers_max = 400;

let opened: Promise<IDBPDatabase<Schema>> | null = null;

export function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(name, version, {
    upgrade(db) {
      db.createObjectStore('answers', { keyPath: 'url' }).createIndex('at', 'at');
      db.createObjectStore('edits', { keyPath: 'id' }).createIndex('at', 'at');
    },
    terminated() {
      opened = null;
    },
  });
  return opened;
}

/** The kept answer; none as well where the browser keeps nothing (private windows may refuse). */
export async function keptAnswer(url: string): Promise<KeptAnswer | undefined> {
  try {
    return await (await database()).get('answers', url);
  } catch {
    return undefined;
  }
}

export async function keepAnswer(answer: KeptAnswer): Promise<void> {
  try {
    await (await database()).put('answers', answer);
  } catch {
    // Without room or right to keep it the page still works, only not offline.
  }
}

export async function allAnswers(): Promise<KeptAnswer[]> {
  try {
    return await (await database()).getAll('answers');
  } catch {
    return [];
  }
}

/** Drops the oldest answers beyond `answers_max`. */
export async function trimAnswers(): Promise<void> {
  try {
    const db = await database();
    const keys = await db.getAllKeysFromIndex('answers', 'at');
    for (const key of keys.slice(0, Math.max(0, keys.length - answers_max))) await db.delete('answers', key);
  } catch {
    // as above
  }
}

/** On sign-out and when the session has ended for good: nothing of the operator stays in the browser. */
export async function forgetEverything(): Promise<void> {
  try {
    const db = await database();
    await db.clear('answers');
    await db.clear('edits');
  } catch {
    // nothing was kept
  }
}

/** Line: how the page hears of changes just now: live events, polling, or not at all. */
import { signal } from '@preact/signals';

export type Line = 'live' | 'polling' | 'offline';
export const line = signal<Line>('polling');
/** When the server last answered; what the page shows is at least this new. */
export const last_heard = signal<Date | null>(null);
/** The session has ended: the sign-in page says how to get another. */
export const signed_out = signal(false);

const retry_ms = 60_000;
const offline_probe_ms = 5_000;
const events_path = '/api/v1/events';
const probe_path = '/api/v1/health';

let source: EventSource | null = null;
let retry: ReturnType<typeof setTimeout> | undefined;

export function heard(): void {
  last_heard.value = new Date();
  if (line.value === 'offline') {
    line.value = source?.readyState === EventSource.OPEN ? 'live' : 'polling';
    if (!source || source.readyState === EventSource.CLOSED) void listen();
  }
}

export function unheard(): void {
  if (line.value !== 'offline') {
    line.value = 'offline';
    probe();
  }
}

/** Asks now and then whether the server is there again. */
function probe(): void {
  setTimeout(async () => {
    if (line.value !== 'offline') return;
    try {
      await fetch(probe_path, { cache: 'no-store' });
      heard();
      onBack();
    } catch {
      probe();
    }
  }, offline_probe_ms);
}

let onChange: () => void = () => {};
let onBack: () => void = () => {};

/** Starts listening. `changed` runs at each change of the store, `back` when the network is back. */
export function openLine(changed: () => void, back: () => void): void {
  onChange = changed;
  onBack = back;
  // The browser's word for "no network" may be wrong (a server on this machine): asking decides.
  window.addEventListener('offline', () => onChange());
  window.addEventListener('online', () => {
    void listen();
    onBack();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && line.value !== 'live') onChange();
  });
  void listen();
}

function listen(): void {
  clearTimeout(retry);
  source?.close();
  const mine = new EventSource(events_path);
  source = mine;
  let opened_before = false;
  mine.addEventListener('open', () => {
    const was_offline = line.value === 'offline';
    line.value = 'live';
    last_heard.value = new Date();
    // What happened between two connections is caught up by asking once.
    if (opened_before || was_offline) onChange();
    if (was_offline) onBack();
    opened_before = true;
  });
  mine.addEventListener('changed', () => {
    last_heard.value = new Date();
    onChange();
  });
  mine.addEventListener('error', () => {
    if (line.value === 'live') {
      line.value = 'polling';
      onChange(); // a server that went away is noticed at once
    }
    // The browser itself tries again after a lost connection, but not after an error status.
    if (mine.readyState === EventSource.CLOSED && source === mine) retry = setTimeout(listen, retry_ms);
  });
}

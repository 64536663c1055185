/**
 * Keys: one listener at the root reads a table, so that a key pressed before a screen has drawn is not
 * lost. Keys never fire in fields, with a modifier, or through an open dialog (its own keys excepted),
 * and can be switched off (WCAG 2.1.4).
 */
import { signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

export interface Shortcut {
  readonly keys: string; // "j", "?", "g b"
  readonly does: string; // for the help
  readonly run: () => void;
}

interface Table {
  readonly group: string;
  readonly shortcuts: readonly Shortcut[];
}

const store_key = 'scc.keys';
export const keysOn = signal(localStorage.getItem(store_key) !== 'off');
export function setKeysOn(on: boolean): void {
  keysOn.value = on;
  localStorage.setItem(store_key, on ? 'on' : 'off');
}

/** Innermost last: the screen's table comes after the root's and wins. */
export const tables = signal<readonly Table[]>([]);

const sequence_ms_max = 1200;
let first: { key: string; at: number } | null = null;

function inField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(checkbox|radio|button|submit)$/.test(target.type))
  );
}

/** What the pressed keys mean in these tables. Pure. */
export function findShortcut(from: readonly Table[], pressed: string): Shortcut | null {
  for (const table of [...from].reverse()) {
    const found = table.shortcuts.find((shortcut) => shortcut.keys === pressed);
    if (found) return found;
  }
  return null;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (inField(event.target) || (!keysOn.value && event.key !== '?')) return;
  if (document.querySelector('dialog[open]')) return;
  const now = performance.now();
  const pair = first && now - first.at < sequence_ms_max ? `${first.key} ${event.key}` : null;
  first = null;
  const shortcut = (pair && findShortcut(tables.value, pair)) || findShortcut(tables.value, event.key);
  if (shortcut) {
    event.preventDefault();
    shortcut.run();
    return;
  }
  const begins = tables.value.some((table) =>
    table.shortcuts.some((s) => s.keys.startsWith(`${event.key} `)),
  );
  if (begins) first = { key: event.key, at: now };
}

export function listenForKeys(): void {
  document.addEventListener('keydown', onKey);
}

/** Adds a group of shortcuts while the component is there. */
export function useShortcuts(group: string, shortcuts: readonly Shortcut[]): void {
  // With the layout, so that a key pressed right after a change already means the new screen.
  useLayoutEffect(() => {
    const table: Table = { group, shortcuts };
    tables.value = [...tables.value, table];
    return () => {
      tables.value = tables.value.filter((other) => other !== table);
    };
  }, [group, shortcuts]);
}

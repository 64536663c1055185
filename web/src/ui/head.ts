/** Head: the tab's title; with a number in front while something needs a person. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { words } from '../strings';

/** How many things need a person now; set by the board, shown in every tab title. */
export const needs_count = signal(0);

export function useTitle(title: string): void {
  const count = needs_count.value;
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${title} · ${words.app}`;
  }, [title, count]);
}

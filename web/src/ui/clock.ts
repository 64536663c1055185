/** Clock: the current time as a signal, so that "in 21 h" stays true without a reload. */
import { signal } from '@preact/signals';

const tick_ms = 30_000;
export const now = signal(new Date());
setInterval(() => {
  now.value = new Date();
}, tick_ms);

/** Theme: as the system says, or light or dark by choice; kept in this browser. */
import { signal } from '@preact/signals';

export type Theme = 'auto' | 'light' | 'dark';
const store_key = 'scc.theme';
const order: readonly Theme[] = ['auto', 'light', 'dark'];

function stored(): Theme {
  const found = localStorage.getItem(store_key);
  return found === 'light' || found === 'dark' ? found : 'auto';
}

export const theme = signal<Theme>(stored());

export function applyTheme(): void {
  if (theme.value === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme.value;
}

export function nextTheme(): void {
  theme.value = order[(order.indexOf(theme.value) + 1) % order.length] ?? 'auto';
  if (theme.value === 'auto') localStorage.removeItem(store_key);
  else localStorage.setItem(store_key, theme.value);
  applyTheme();
}

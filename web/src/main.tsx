/** Main: starts the page: theme, kept edits, the live line, the service worker. */
import { QueryClientProvider } from '@tanstack/preact-query';
import { render } from 'preact';
import { queries } from './api/reads';
import { App } from './app';
import { trimAnswers } from './offline/database';
import { openLine } from './offline/line';
import { loadEdits, sendWaiting } from './offline/outbox';
import './styles/all.css';
import { listenForKeys } from './ui/keys';
import { applyTheme } from './ui/theme';

applyTheme();
listenForKeys();
const page = document.getElementById('page');
if (page) {
  render(
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>,
    page,
  );
}

// A crew member's own page asks for itself; the office's events and edits are not theirs.
const own_page = location.pathname === '/my';
if (!own_page)
  void loadEdits().then(() => {
    openLine(
      () => void queries.invalidateQueries(),
      () => void sendWaiting().then(() => queries.invalidateQueries()),
    );
    return sendWaiting();
  });
void trimAnswers();

if (import.meta.env.PROD && 'serviceWorker' in navigator) void registerWorker();

/** The part of the Trusted Types API used here; TypeScript's DOM does not know it yet. */
interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): unknown;
  };
}

/** Trusted Types: the address of the worker is the one script address the page ever names. */
async function registerWorker(): Promise<void> {
  const address = '/service_worker.js';
  const trusted = (window as { trustedTypes?: Policies }).trustedTypes?.createPolicy('scc', {
    createScriptURL: (url: string) => {
      if (url !== address) throw new TypeError(`not a script of this page: ${url}`);
      return url;
    },
  });
  try {
    await navigator.serviceWorker.register((trusted?.createScriptURL(address) ?? address) as string);
  } catch {
    // Without it the page works as before, only not offline.
  }
}

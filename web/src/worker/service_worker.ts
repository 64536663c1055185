/**
 * Service worker: keeps the page's own files, so that it opens without a network.
 *
 * Files only. What the API answered is kept in one place, IndexedDB (src/offline), which knows how old
 * each answer is; a second copy here would hide that age.
 */
/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

// Both are written in by vite.config.ts when the page is built.
const files = '__PRECACHE__' as unknown as readonly string[];
const cache_name = 'scc-page-__VERSION__';
const page = '/';

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(cache_name);
      await cache.addAll(files.map((file) => new Request(file, { cache: 'reload' })));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name !== cache_name) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/api/') || url.pathname.startsWith('/feeds/')) return;
  if (request.mode === 'navigate') {
    event.respondWith(newestPage(request));
    return;
  }
  event.respondWith(kept(request));
});

/** The page as the server has it now; without a network, the one that was kept. */
async function newestPage(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.status < 500) return answer;
  } catch {
    // no network: below
  }
  return (await caches.match(page, { ignoreVary: true })) ?? Response.error();
}

/** Built files carry a hash in their name, so a kept one is never old. */
async function kept(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}

export {};

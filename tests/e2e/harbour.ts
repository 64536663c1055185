/** Harbour: a server of its own for each test file, on a free port, stopped by its process id. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';

export interface Harbour {
  readonly url: string;
  signIn(context: BrowserContext): Promise<void>;
  /** What the server itself says now. */
  get<T>(path: string): Promise<T>;
  stop(): Promise<void>;
}

const web = fileURLToPath(new URL('../../web', import.meta.url));

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

export async function openHarbour(): Promise<Harbour> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(
    process.execPath,
    [
      'node_modules/vite/bin/vite.js',
      'preview',
      '--port',
      String(port),
      '--strictPort',
      '--host',
      '127.0.0.1',
    ],
    { cwd: web, env: { ...process.env, SCC_MOCK: '1' }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(server.stdout, 'data');
  return {
    url,
    signIn: async () => {},
    get: async <T>(path: string) => (await (await fetch(`${url}/api/v1${path}`)).json()) as T,
    stop: () => stopped(server),
  };
}

async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

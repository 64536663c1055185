/** Harbour: a real `scc serve` with files of its own for each test file, on a free port, stopped by its process id. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { type Coming, layOut } from './harbour_files.ts';
import { type Line, layLine } from './line.ts';

export interface Harbour {
  /** Where browsers find it. */
  readonly url: string;
  /** Another way there, which a test can cut. */
  readonly line: Line;
  /** The one-time link that the server printed. */
  readonly sign_in_path: string;
  /** "name=value" of the session; "" where the test signs in itself. */
  readonly cookie: string;
  signIn(context: BrowserContext): Promise<void>;
  /** What the server itself says now. */
  get<T>(path: string): Promise<T>;
  /** One request with the session, or `as` another cookie's owner, whatever comes back. */
  ask(method: string, path: string, body?: unknown, headers?: HeadersInit, as?: string): Promise<Response>;
  /** The calendar file, as other programs see it. */
  calendar(): Promise<string>;
  writeCalendar(text: string): Promise<void>;
  stop(): Promise<void>;
}

const repository = fileURLToPath(new URL('../..', import.meta.url));
const start_ms_max = 30_000;
const stop_ms_max = 10_000;

/** How a harbour is opened; a test of signing in keeps the link for itself. */
export interface Opening {
  readonly sign_in?: boolean;
  readonly coming?: readonly Coming[];
  /** Whether mails carry lines that try to be markup, as they do unless told otherwise. */
  readonly hostile?: boolean;
}

export async function openHarbour(opening: Opening = {}): Promise<Harbour> {
  const binary = process.env['SCC_BINARY'] ?? process.env['SCC_BUILT_BINARY'];
  if (!binary) throw new Error('SCC_BINARY has to name a built scc: scripts/build release scc');
  return openReal(binary, opening);
}

async function openReal(binary: string, opening: Opening): Promise<Harbour> {
  const folder = await mkdtemp(join(tmpdir(), 'scc-harbour-'));
  await layOut(folder, opening.coming, opening.hostile);
  const configuration = join(folder, 'scc.toml');
  const calendar = join(folder, 'calendar.ics');
  const run = promisify(execFile);
  await run(binary, ['crew', 'import', join(folder, 'crew.csv'), '--config', configuration]);
  await run(binary, ['sync', '--config', configuration]);
  const server = spawn(binary, ['serve', '--port', '0', '--config', configuration], {
    env: { ...process.env, SCC_SERVE_PAGE: join(repository, 'web/dist') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const link = new URL(await printed(server, /http:\/\/\S+\/sign-in\?code=\S+/));
  const sign_in_path = link.pathname + link.search;
  const cookie = (opening.sign_in ?? true) ? await redeem(link) : '';
  const ask = (method: string, path: string, body?: unknown, headers: HeadersInit = {}, as = cookie) =>
    fetch(`${link.origin}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
        cookie: as,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const line = await layLine(link);
  return {
    url: link.origin,
    line,
    sign_in_path,
    cookie,
    signIn: async (context) => {
      const [name = '', value = ''] = cookie.split(/=(.*)/s);
      if (cookie)
        await context.addCookies([{ name, value, url: link.origin, httpOnly: true, sameSite: 'Strict' }]);
    },
    get: async <T>(path: string) => {
      const answer = await ask('GET', path);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    ask,
    calendar: () => readFile(calendar, 'utf8'),
    writeCalendar: (text) => writeFile(calendar, text),
    stop: async () => {
      await line.stop();
      await stopped(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** "name=value" of the session cookie. */
async function redeem(link: URL): Promise<string> {
  const answer = await fetch(`${link.origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: link.origin },
    body: JSON.stringify({ code: link.searchParams.get('code') }),
  });
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function printed(server: ChildProcess, pattern: RegExp): Promise<string> {
  let text = '';
  const timer = setTimeout(() => server.kill('SIGKILL'), start_ms_max);
  try {
    for await (const piece of server.stdout ?? []) {
      text += piece;
      const found = pattern.exec(text);
      if (found) {
        server.stdout?.resume();
        return found[0];
      }
    }
  } finally {
    clearTimeout(timer);
  }
  throw new Error(`the server did not say where it is: ${text}`);
}

async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const timer = setTimeout(() => server.kill('SIGKILL'), stop_ms_max);
  server.kill('SIGTERM');
  await once(server, 'exit');
  clearTimeout(timer);
}

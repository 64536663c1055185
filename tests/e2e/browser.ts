/** Browser: a real Chromium, and pages in it that count what must never happen (faults, CSP violations, other hosts). */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Harbour } from './harbour.ts';

/** Monday, 11 May 2026, 09:00 in San Diego: the day before the first sails of the harbour. */
export const monday_morning = new Date('2026-05-11T16:00:00Z');

const chromium_path = process.env['SCC_CHROMIUM'] ?? '/usr/bin/chromium';

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromium_path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** The slowest machine's patience: far above what any step takes. */
const wait_ms_max = 10_000;

export interface Look {
  readonly phone?: boolean;
  readonly dark?: boolean;
  readonly width?: number;
  /** The page's own clock is the machine's. */
  readonly today?: boolean;
  /** The service worker would answer for a route that a test wants to answer. */
  readonly no_worker?: boolean;
  /** Somebody from outside: no session of the office. */
  readonly stranger?: boolean;
  /** Goes by the line that a test can cut. */
  readonly by_line?: boolean;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Uncaught errors, CSP violations and requests to other hosts so far: all must stay empty. */
  readonly faults: string[];
}

export async function visit(browser: Browser, harbour: Harbour, path = '/', look: Look = {}): Promise<Visit> {
  const url = look.by_line ? harbour.line.url : harbour.url;
  const context = await browser.newContext({
    baseURL: url,
    viewport: look.phone ? { width: 390, height: 844 } : { width: look.width ?? 1280, height: 900 },
    isMobile: look.phone ?? false,
    hasTouch: look.phone ?? false,
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    serviceWorkers: look.no_worker ? 'block' : 'allow',
    acceptDownloads: true,
  });
  const faults: string[] = [];
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      // biome-ignore lint/suspicious/noConsole: how a page tells its test
      console.error(`CSP: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  if (!look.stranger) await harbour.signIn(context);
  context.setDefaultTimeout(wait_ms_max);
  const page = await context.newPage();
  watch(page, url, faults);
  if (!look.today) await page.clock.install({ time: monday_morning });
  await page.goto(path);
  return { page, context, faults };
}

function watch(page: Page, home: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().includes('CSP:') || message.text().includes('Content Security Policy')) {
      faults.push(message.text());
    }
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !/^(data|blob|about):/.test(url)) faults.push(`other host: ${url}`);
  });
}

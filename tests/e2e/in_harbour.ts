/** InHarbour: one server and one Chromium for the tests of a file. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Look, openBrowser, type Visit, visit } from './browser.ts';
import { type Harbour, type Opening, openHarbour } from './harbour.ts';

export interface InHarbour {
  readonly harbour: () => Harbour;
  readonly browser: () => Browser;
  readonly go: (path?: string, look?: Look) => Promise<Visit>;
}

export function inHarbour(opening: Opening = {}): InHarbour {
  let harbour: Harbour | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    harbour = await openHarbour(opening);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await harbour?.stop();
  });
  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('the harbour is not open yet');
    return thing;
  };
  return {
    harbour: () => there(harbour),
    browser: () => there(browser),
    go: (path, look) => visit(there(browser), there(harbour), path, look),
  };
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inHarbour } from './in_harbour.ts';

const { harbour, go } = inHarbour();

/** Opens Gene's own page in this browser too. */
async function openOwnPage(page: Page): Promise<void> {
  const made = await harbour().ask('POST', '/crew/gene-oneal/page');
  const { path } = (await made.json()) as { path: string };
  await page.goto(path);
  await page.getByRole('button', { name: 'Show my sails' }).click();
  await page.getByRole('heading', { level: 1, name: "Gene O'Neal" }).waitFor();
}

const axe_source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Screen {
  readonly name: string;
  readonly path: string;
  readonly act?: (page: Page) => Promise<unknown>;
}

const sanderson = '/charters/jennifer-sanderson-2026-05-12';
const screens: readonly Screen[] = [
  { name: 'board, week', path: '/' },
  { name: 'board, today', path: '/?view=today&from=2026-05-12' },
  { name: 'board, range', path: '/?view=range&from=2026-05-01&to=2026-05-31' },
  { name: 'board, empty', path: '/?from=2026-03-02' },
  { name: 'assign', path: '/', act: (page) => page.locator('.take').first().click() },
  { name: 'keys', path: '/', act: (page) => page.keyboard.press('?') },
  { name: 'charter', path: sanderson },
  {
    name: 'charter with a toast',
    path: '/charters/okafor-family-2026-05-13',
    act: (page) => page.keyboard.press('a'),
  },
  { name: 'review', path: '/review' },
  { name: 'review, edit', path: '/review', act: (page) => page.keyboard.press('e') },
  { name: 'crew', path: '/crew' },
  { name: 'crew member', path: '/crew/angela-wong' },
  { name: 'crew member, edit', path: '/crew/angela-wong', act: (page) => page.keyboard.press('e') },
  { name: 'health', path: '/health' },
  { name: 'audit', path: '/audit?from=2026-01-01&to=2027-12-31' },
  { name: 'users', path: '/users' },
  { name: 'crew sheet', path: '/day/2026-05-12/print' },
  { name: 'sign in', path: '/sign-in?code=x' },
  { name: 'own sails', path: '/my' },
  { name: 'own sails, link', path: '/my#x' },
  { name: 'no such page', path: '/nowhere' },
];

/** What axe finds wrong, each as "rule: where". */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe_source);
  return page.evaluate(async () => {
    const axe = (
      globalThis as unknown as { axe: { run(c: unknown, o: unknown): Promise<{ violations: Found[] }> } }
    ).axe;
    interface Found {
      id: string;
      nodes: { target: string[] }[];
    }
    const found = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return found.violations.map(
      (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`,
    );
  });
}

/** Twenty screens, each read through by axe, on a busy machine. */
const looks_ms_max = 240_000;

for (const look of [{}, { dark: true }, { phone: true }, { phone: true, dark: true }]) {
  const name = `${look.dark ? 'dark' : 'light'}, ${look.phone ? 'phone' : 'desk'}`;
  test(`every screen is free of axe violations and of sideways scrolling (${name})`, {
    timeout: looks_ms_max,
  }, async () => {
    const { page, context, faults } = await go('/', look);
    const wrong: string[] = [];
    await openOwnPage(page);
    for (const screen of screens) {
      await page.goto(screen.path);
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      await screen.act?.(page);
      if (screen.act) await page.locator('dialog[open]').waitFor();
      for (const found of await violations(page)) wrong.push(`${screen.name}: ${found}`);
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) {
        wrong.push(`${screen.name}: scrolls sideways`);
      }
    }
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
}

test('nothing scrolls sideways at 320 pixels, which is a desk at 400 % zoom', async () => {
  const { page, context } = await go('/', { width: 320 });
  const wide: string[] = [];
  for (const screen of screens.filter((one) => !one.act)) {
    await page.goto(screen.path);
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wide.push(screen.name);
  }
  expect(wide).toEqual([]);
  await context.close();
});

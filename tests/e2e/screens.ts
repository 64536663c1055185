import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Look } from './browser.ts';
import { inHarbour } from './in_harbour.ts';

const { go } = inHarbour();

const folder = fileURLToPath(new URL('../../docs/screens', import.meta.url));
/** A picture in a repository is loaded with every clone. */
const picture_bytes_max = 300_000;

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly today?: boolean;
  readonly act?: (page: Page) => Promise<unknown>;
}

const sanderson = '/charters/jennifer-sanderson-2026-05-12';
const pictures: readonly Picture[] = [
  { name: 'board', path: '/' },
  { name: 'charter', path: sanderson },
  { name: 'review', path: '/review' },
  { name: 'crew', path: '/crew/angela-wong' },
  { name: 'health', path: '/health', today: true },
  { name: 'audit', path: '/audit', today: true },
];
const more: readonly Picture[] = [
  {
    name: 'assign',
    path: '/',
    act: (page) => page.locator('[data-charter="harlow-pike-llp-2026-05-12"] .take').first().click(),
  },
  { name: 'print', path: '/day/2026-05-12/print' },
  { name: 'keys', path: '/review', act: (page) => page.keyboard.press('?') },
];

async function take(picture: Picture, suffix: string, look: Look): Promise<void> {
  const { page, context } = await go(picture.path, { ...look, today: picture.today ?? false });
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  await picture.act?.(page);
  await page.waitForLoadState('networkidle');
  const path = `${folder}/${picture.name}${suffix}.png`;
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  await context.close();
  expect((await stat(path)).size).toBeLessThan(picture_bytes_max);
}

test('pictures of every screen: desk, dark, phone', async () => {
  await mkdir(folder, { recursive: true });
  for (const picture of [...pictures, ...more]) await take(picture, '', {});
  for (const picture of pictures) await take(picture, '-dark', { dark: true });
  for (const picture of pictures) await take(picture, '-phone', { phone: true });
});

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inHarbour } from './in_harbour.ts';

const { go } = inHarbour();

/** The mail source stands still, as the server would tell it. */
async function standStill(page: Page): Promise<void> {
  await page.route('**/api/v1/health', async (route) => {
    const answer = await route.fetch();
    const health = await answer.json();
    health.well = false;
    const at = health.sources.findIndex((one: { source: string }) => one.source === 'mail');
    health.sources[at] = {
      ...health.sources[at],
      well: false,
      problem: 'no mail was read for 3 hours',
      cure: 'scc sync',
    };
    await route.fulfill({ response: answer, json: health });
  });
}

test('health says when each source last succeeded and is next expected', async () => {
  const { page, context, faults } = await go('/health');
  const sources = page.locator('.sources');
  await sources.waitFor();
  expect(await sources.textContent()).toMatch(/Mail.*Last success.*Next expected/);
  await page.getByRole('button', { name: 'Compare now' }).click();
  await page.getByText(/of \d+ charters? agree/).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('a standstill is a red banner on every screen, with the command that heals', async () => {
  const { page, context } = await go('/', { no_worker: true });
  await standStill(page);
  for (const path of [
    '/',
    '/charters/jennifer-sanderson-2026-05-12',
    '/review',
    '/crew',
    '/health',
    '/audit',
  ]) {
    await page.goto(path);
    const banner = page
      .getByRole('alert')
      .filter({ hasText: 'Mail stands still: no mail was read for 3 hours' });
    await banner.waitFor();
    expect(await banner.textContent()).toContain('scc sync');
  }
  await context.close();
});

test('the audit is filtered and goes out as CSV', async () => {
  const { page, context, faults } = await go('/audit', { today: true });
  await page.getByRole('cell', { name: "Captain: Gene O'Neal" }).first().waitFor();
  await page.getByRole('searchbox').fill('sanderson keely');
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('Keely Hoyt');
  expect(faults).toEqual([]);
  await context.close();
});

test('health and audit are read on a phone and reached by keyboard', async () => {
  const { page, context } = await go('/audit', { phone: true, today: true });
  await page.locator('tbody tr').first().waitFor();
  await page.locator('.tabs').getByRole('link', { name: 'Health' }).tap();
  await page.locator('.sources').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.locator('tbody tr').first().waitFor();
  await context.close();
});

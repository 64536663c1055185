import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inHarbour } from './in_harbour.ts';

const hostile = `Delia <img src=x onerror=alert(1)> Marsh`;
const { harbour, go } = inHarbour({
  coming: [
    { title: 'Rosa Quint - sunset sail, $4321 paid', in_hours: 30 },
    { title: `${hostile} - whale watch, 12 Harbor Lane`, in_hours: 54 },
  ],
});

interface Known {
  readonly id: string;
  readonly client: string;
}
const day_ms = 86_400_000;
const day = (shift: number) => new Date(Date.now() + shift * day_ms).toISOString().slice(0, 10);
/** A change made elsewhere shows within this, by events. */
const live_ms_max = 2_000;

async function charter(client: string): Promise<Known> {
  const list = await harbour().get<{ charters: Known[] }>(`/charters?from=${day(-2)}&to=${day(6)}`);
  const found = list.charters.find((one) => one.client.includes(client));
  if (!found) throw new Error(`no sail of ${client}`);
  return found;
}

async function seat(client: string, role: string, person: string): Promise<void> {
  const { id } = await charter(client);
  const body = { role, person: { id: person, name: '' } };
  expect((await harbour().ask('POST', `/charters/${id}/assign`, body)).status).toBe(200);
}

/** As the office makes one on the crew screen. */
async function made(page: Page, button: string): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  return page.locator('.secret input').last().inputValue();
}

test('the office makes a feed address, another program reads it, and revoked it ends', async () => {
  await seat('Rosa Quint', 'captain', 'gene-oneal');
  await seat('Rosa Quint', 'first_mate', 'angela-wong');
  const { page, context, faults } = await go('/crew/gene-oneal', { today: true });
  const address = await made(page, 'Make a feed address');
  expect(address).toMatch(/\/api\/v1\/feeds\/[0-9a-f]{64}\.ics$/);
  const feed = await fetch(address);
  expect(feed.headers.get('content-type')).toContain('text/calendar');
  const text = (await feed.text()).replaceAll('\r\n ', '');
  expect(text).toContain('SUMMARY:Captain\\, Rosa Quint');
  expect(text).toContain('1st Mate: Angela Wong');
  expect(text).not.toContain('4321');
  const etag = feed.headers.get('etag') ?? '';
  expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
  await page.reload();
  await page.getByText(/^Feed made/).waitFor();
  expect(await page.locator('.secret').count()).toBe(0); // shown once
  await page.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Make a feed address' }).waitFor();
  expect((await fetch(address)).status).toBe(404);
  expect(faults).toEqual([]);
  await context.close();
});

test('opening a link burns nothing; the press opens own sails on a phone, once; no money, no address', async () => {
  await seat('Delia', 'captain', 'gene-oneal');
  const office = await go('/crew/gene-oneal', { today: true });
  const address = await made(office.page, 'Make a link');
  await office.context.close();
  for (let scan = 0; scan < 3; scan += 1) await fetch(address);
  const { page, context, faults } = await go(address, { phone: true, today: true, stranger: true });
  await page.getByRole('button', { name: 'Show my sails' }).tap();
  await page.getByRole('heading', { level: 1, name: "Gene O'Neal" }).waitFor();
  expect(page.url()).not.toContain('#');
  const text = (await page.textContent('main')) ?? '';
  expect(text).toContain('Rosa Quint');
  expect(text).toContain('Angela Wong');
  expect(text).toContain('Be there');
  expect(text).toContain('<img src=x onerror=alert(1)>'); // as text
  expect(text).not.toMatch(/4321|Harbor Lane/);
  expect(await page.locator('main img').count()).toBe(0);
  const cookies = await context.cookies();
  expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
    ['scc_crew', true, 'Strict'],
  ]);
  // It opens nothing of the office.
  for (const path of ['/crew', '/session', '/reviews']) {
    expect(await page.evaluate(async (p) => (await fetch(`/api/v1${p}`)).status, path)).toBe(401);
  }
  expect(faults).toEqual([]);
  await context.close();

  const late = await go(address, { today: true, stranger: true });
  await late.page.getByRole('button', { name: 'Show my sails' }).click();
  await late.page.getByText(/has been used, ended, or is older/).waitFor();
  await late.context.close();
});

test('a confirmation and a refusal show on the board of the office within two seconds', async () => {
  const address = await link('gene-oneal');
  const mine = await go(address, { today: true, stranger: true });
  await mine.page.getByRole('button', { name: 'Show my sails' }).click();
  const rosa = mine.page.getByRole('article', { name: 'Rosa Quint' });
  await rosa.waitFor();
  const range = `/?view=range&from=${day(-1)}&to=${day(4)}`;
  const office = await go(range, { today: true });
  await office.page.locator('.line-state', { hasText: 'Live' }).waitFor();
  const sail = office.page.locator('.sail', { hasText: 'Rosa Quint' });
  await sail.waitFor();

  await rosa.getByRole('button', { name: /I’ll be there/ }).click();
  await sail.locator('.answer', { hasText: 'confirmed' }).waitFor({ timeout: live_ms_max });
  await rosa.getByText('confirmed', { exact: true }).waitFor();

  await rosa.getByRole('button', { name: /I can’t/ }).click();
  await rosa.getByLabel('Why (the office reads it)').fill('<b>ill</b>');
  await mine.page.keyboard.press('Enter');
  const need = office.page.locator('[data-need="declined"]');
  await need.waitFor({ timeout: live_ms_max });
  expect(await need.textContent()).toContain("Gene O'Neal can’t sail as Captain · Rosa Quint “<b>ill</b>”");
  // The office replaces them from there.
  await need.getByRole('button', { name: /Replace/ }).click();
  await office.page.getByRole('dialog').getByRole('combobox').fill('marta');
  await office.page.keyboard.press('Enter');
  await need.waitFor({ state: 'detached' });
  expect([...mine.faults, ...office.faults]).toEqual([]);
  await mine.context.close();
  await office.context.close();
});

test('own sails stay to be read without a network, and say how old they are', async () => {
  const mine = await go(await link('gene-oneal'), { phone: true, today: true, stranger: true });
  await mine.page.getByRole('button', { name: 'Show my sails' }).tap();
  await mine.page.getByRole('article').first().waitFor();
  await mine.page.evaluate(() => navigator.serviceWorker.ready);
  await mine.page.reload();
  await mine.page.getByRole('article').first().waitFor();
  await mine.context.setOffline(true);
  await mine.page.reload();
  await mine.page.getByText(/No connection. This is as of/).waitFor();
  await mine.page.getByRole('article').first().waitFor();
  await mine.context.setOffline(false);
  await mine.context.close();
});

test('the office closes a page wherever it is open', async () => {
  const mine = await go(await link('gene-oneal'), { today: true, stranger: true });
  await mine.page.getByRole('button', { name: 'Show my sails' }).click();
  await mine.page.getByRole('article').first().waitFor();
  const office = await go('/crew/gene-oneal', { today: true });
  await office.page.getByRole('button', { name: 'Close all' }).click();
  await office.page.locator('.toast', { hasText: 'have ended' }).waitFor();
  await mine.page.reload();
  await mine.page.getByText(/Open the link to your sails that the office sent you/).waitFor();
  await office.context.close();
  await mine.context.close();
});

async function link(person: string): Promise<string> {
  const answer = await harbour().ask('POST', `/crew/${person}/page`);
  const { path } = (await answer.json()) as { path: string };
  return `${harbour().url}${path}`;
}

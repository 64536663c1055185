import { afterEach, expect, test } from 'vitest';
import type { Visit } from './browser.ts';
import { inHarbour } from './in_harbour.ts';
import { charterOf, crewOf } from './says.ts';

const { harbour, go } = inHarbour();

afterEach(() => harbour().line.mend());

const okafor = 'okafor-family-2026-05-13';
const sanderson = 'jennifer-sanderson-2026-05-12';

/** The worker has the files, and the board is read. */
async function ready({ page }: Visit): Promise<void> {
  await page.locator('.sail').first().waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** No network, as the browser sees it; and no request of a page or a worker that is just being loaded slips through. */
async function loseNetwork({ context }: Visit): Promise<void> {
  harbour().line.cut();
  await context.setOffline(true);
}

async function findNetwork({ context }: Visit): Promise<void> {
  harbour().line.mend();
  await context.setOffline(false);
}

async function assignOffline({ page }: Visit, role: string, name: string): Promise<void> {
  await page
    .locator(`[data-charter="${okafor}"]`)
    .getByRole('button', { name: new RegExp(`${role} for`) })
    .click();
  await page.getByRole('dialog').getByRole('combobox').fill(name);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`Set ${name}`) })
    .click();
}

test('without a network the page opens with the last known board, charters and crew, and says how old they are', async () => {
  const here = await go('/', { phone: true, by_line: true });
  const { page, context } = here;
  await ready(here);
  await page.goto('/crew');
  await page.getByRole('link', { name: /Dan Rich/ }).waitFor();
  await loseNetwork(here);

  await page.goto('/');
  await page.locator(`[data-charter="${sanderson}"]`, { hasText: "Gene O'Neal" }).waitFor();
  await page.getByText(/Offline\. What you see is as of/).waitFor();
  await page.locator(`[data-charter="${sanderson}"] h3 a`).click();
  await page.locator('.crew-list', { hasText: 'Keely Hoyt' }).waitFor();
  await page.goto('/crew');
  await page.getByRole('link', { name: /Dan Rich/ }).waitFor();
  await context.close();
});

test('edits made offline are kept across a reload, shown as waiting, and sent when the network is back', async () => {
  const here = await go('/', { by_line: true });
  const { page, context } = here;
  await ready(here);
  await loseNetwork(here);
  await assignOffline(here, 'Captain', 'Marta Núñez');
  await assignOffline(here, 'Host/Hostess', 'Tom Aldous');
  await page.reload();
  const waiting = page.locator(`[data-charter="${okafor}"] li[data-kind="waiting"]`);
  await waiting.nth(1).waitFor();
  await page.getByText(/2 changes of yours wait to be sent/).waitFor();
  expect(await crewOf(harbour(), okafor)).toEqual([]);

  await findNetwork(here);
  await waiting.first().waitFor({ state: 'detached' });
  await page.locator(`[data-charter="${okafor}"] .name`, { hasText: 'Tom Aldous' }).waitFor();
  expect(await crewOf(harbour(), okafor)).toEqual(['captain Marta Núñez', 'host Tom Aldous']);
  await context.close();
});

test('an edit made offline upon an old version is shown as a conflict, and made only on a second word', async () => {
  const here = await go('/', { by_line: true });
  const other = await go();
  await ready(here);
  await loseNetwork(here);
  await assignOffline(here, '1st Mate', 'Angela Wong');

  // Somebody else changes the charter meanwhile.
  await other.page
    .locator(`[data-charter="${okafor}"]`)
    .getByRole('button', { name: /2nd Mate for/ })
    .click();
  await other.page.getByRole('dialog').getByRole('combobox').fill('Dan');
  await other.page
    .getByRole('dialog')
    .getByRole('button', { name: /Set Dan Rich/ })
    .click();
  await other.page.locator('.toast', { hasText: 'Dan Rich is 2nd Mate now.' }).waitFor();
  const { etag } = await charterOf(harbour(), okafor);

  await findNetwork(here);
  const conflict = here.page.getByRole('alert').filter({ hasText: 'changed meanwhile' });
  await conflict.waitFor();
  expect((await charterOf(harbour(), okafor)).etag).toBe(etag);
  await conflict.getByRole('button', { name: 'Make it anyway' }).click();
  await here.page.locator(`[data-charter="${okafor}"] .name`, { hasText: 'Angela Wong' }).waitFor();
  expect(await crewOf(harbour(), okafor)).toContain('first_mate Angela Wong');
  await here.context.close();
  await other.context.close();
});

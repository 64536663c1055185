import { expect, test } from 'vitest';
import { inHarbour } from './in_harbour.ts';
import { charterOf, crewOf } from './says.ts';

const { harbour, go } = inHarbour();

const okafor = 'okafor-family-2026-05-13';
/** A change made elsewhere shows within this, by events. */
const live_ms_max = 2_000;

test('a change made in one browser shows in another within two seconds', async () => {
  const one = await go(`/charters/${okafor}`);
  const two = await go();
  await two.page.locator('.line-state', { hasText: 'Live' }).waitFor();
  await two.page.locator(`[data-charter="${okafor}"]`).waitFor();
  await one.page.getByRole('button', { name: 'Assign Captain' }).click();
  await one.page.getByRole('dialog').getByRole('combobox').fill('gene');
  await one.page
    .getByRole('dialog')
    .getByRole('button', { name: /Set Gene/ })
    .click();
  await two.page
    .locator(`[data-charter="${okafor}"] .name`, { hasText: "Gene O'Neal" })
    .waitFor({ timeout: live_ms_max });
  await one.context.close();
  await two.context.close();
});

test('of two people who edit the same charter at once, the second is told and nothing is lost', async () => {
  const one = await go(`/charters/${okafor}`, { no_worker: true });
  const two = await go(`/charters/${okafor}`, { no_worker: true });
  // The second browser hears nothing of the first: it edits what it saw.
  await two.page.getByRole('button', { name: 'Change Captain' }).click();
  await two.page.getByRole('dialog').getByRole('combobox').fill('marta');
  await two.page.route('**/api/v1/**', (route) =>
    route.request().method() === 'GET' ? route.abort() : route.continue(),
  );
  await one.page.getByRole('button', { name: 'Assign 1st Mate' }).click();
  await one.page.getByRole('dialog').getByRole('combobox').fill('angela');
  await one.page
    .getByRole('dialog')
    .getByRole('button', { name: /Set Angela/ })
    .click();
  await one.page.locator('.crew-list', { hasText: 'Angela Wong' }).waitFor();
  const { etag } = await charterOf(harbour(), okafor);

  await two.page
    .getByRole('dialog')
    .getByRole('button', { name: /Set Marta/ })
    .click();
  await two.page.getByRole('alert').filter({ hasText: 'changed meanwhile' }).waitFor();
  expect((await charterOf(harbour(), okafor)).etag).toBe(etag);
  expect(await crewOf(harbour(), okafor)).toEqual(["captain Gene O'Neal", 'first_mate Angela Wong']);
  await one.context.close();
  await two.context.close();
});

test('without events the page asks every ten seconds', async () => {
  const { page, context } = await go('/', { no_worker: true });
  await page.route('**/api/v1/events', (route) => route.abort());
  await page.reload();
  await page.locator('.line-state', { hasText: 'Every 10 s' }).waitFor();
  const answers: number[] = [];
  page.on('response', (response) => {
    if (/\/api\/v1\/charters\?/.test(response.url())) answers.push(response.status());
  });
  // The first answer may still be on its way; the next is due ten seconds behind it.
  const passTime = async () => {
    await page.clock.fastForward(10_500);
    return answers.length;
  };
  await expect.poll(passTime, { timeout: 10_000 }).toBeGreaterThan(1);
  expect(answers.filter((status) => status !== 200 && status !== 304)).toEqual([]);
  await context.close();
});

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inHarbour } from './in_harbour.ts';
import { roster } from './says.ts';

const { harbour, go } = inHarbour();

test("a crew member's sails and clashes are shown", async () => {
  const { page, context, faults } = await go('/crew');
  await page.getByRole('link', { name: /Angela Wong/ }).click();
  const sails = page.getByRole('region', { name: 'Sails', exact: true });
  await sails.getByText('Jennifer Sanderson', { exact: true }).waitFor();
  expect(await sails.textContent()).toContain('Harlow & Pike');
  expect(await page.getByRole('link', { name: /Angela Wong/ }).textContent()).toContain('1 clash');
  expect(faults).toEqual([]);
  await context.close();
});

test('a member is added, edited and removed', async () => {
  const { page, context } = await go('/crew');
  await page.getByRole('button', { name: 'Add a member' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Name', { exact: true }).fill('Priya Raman');
  await sheet.getByLabel(/Also called/).fill('Pri, P.R.');
  await sheet.getByLabel('Captain').check();
  await sheet.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: /Priya Raman/ }).click();
  expect(await roster(harbour())).toContain('Priya Raman');
  await page.getByText('“Pri”, “P.R.”').waitFor();

  await page.keyboard.press('e');
  await sheet.getByRole('button', { name: 'Remove from the roster' }).click();
  await sheet.getByRole('button', { name: 'Remove from the roster' }).click();
  await page.locator('.toast', { hasText: 'no longer on the roster' }).waitFor();
  expect(await roster(harbour())).not.toContain('Priya Raman');
  await context.close();
});

test('the roster goes out as CSV and comes in again', async () => {
  const { page, context } = await go('/crew');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv).toContain('Angela Wong');
  await page.locator('input[type="file"]').setInputFiles({
    name: 'crew.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${csv.trimEnd()}\r\nzed-fox,Zed Fox,,zed@crew.example,host,\r\n`),
  });
  await page.getByRole('link', { name: /Zed Fox/ }).waitFor();
  expect(await roster(harbour())).toContain('Zed Fox');
  await context.close();
});

test('the roster is walked by keyboard and read on a phone', async () => {
  const desk = await go('/crew');
  await desk.page.getByRole('link', { name: /Angela Wong/ }).waitFor();
  await desk.page.keyboard.press('j');
  await desk.page.getByRole('heading', { level: 2, name: 'Angela Wong' }).waitFor();
  await desk.page.keyboard.press('j');
  await desk.page.getByRole('heading', { level: 2, name: 'Dan Rich' }).waitFor();
  await desk.context.close();
  const phone = await go('/crew', { phone: true });
  await phone.page.getByRole('link', { name: /Gene O'Neal/ }).tap();
  await phone.page.getByRole('heading', { level: 2, name: "Gene O'Neal" }).waitFor();
  await phone.page.getByRole('link', { name: 'Roster' }).tap();
  await phone.page.getByRole('link', { name: /Dan Rich/ }).waitFor();
  await phone.context.close();
});

import { expect, test } from 'vitest';
import { inHarbour } from './in_harbour.ts';
import { crewOf } from './says.ts';

const { harbour, go } = inHarbour();

const okafor = 'okafor-family-2026-05-13';

test('the board tells first what needs a person, then who sails when', async () => {
  const { page, context, faults } = await go();
  const needs = page.locator('.needs li');
  await needs.first().waitFor();
  expect(await needs.first().textContent()).toContain('Double booked');
  const sail = page.locator('[data-charter="jennifer-sanderson-2026-05-12"]');
  const text = await sail.textContent();
  expect(text).toContain('14:00–17:00');
  for (const name of ["Gene O'Neal", 'Angela Wong', 'Dan Rich', 'Keely Hoyt']) expect(text).toContain(name);
  expect(await page.textContent('main')).toContain('Times in America/Los_Angeles (PDT)');
  expect(await page.title()).toMatch(/^\(\d+\) Board/);
  expect(faults).toEqual([]);
  await context.close();
});

test('an open role is filled with the mouse, and undone from the toast', async () => {
  const { page, context, faults } = await go();
  const sail = page.locator(`[data-charter="${okafor}"]`);
  await sail.getByRole('button', { name: /Captain for Okafor/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('option', { name: /Gene O'Neal/ }).click();
  await sheet.getByRole('button', { name: "Set Gene O'Neal as Captain" }).click();
  await sail.locator('.name', { hasText: "Gene O'Neal" }).waitFor();
  expect(await crewOf(harbour(), okafor)).toEqual(["captain Gene O'Neal"]);

  await page.locator('.toast').getByRole('button', { name: /Undo/ }).click();
  await sail.getByRole('button', { name: /Captain for Okafor/ }).waitFor();
  expect(await crewOf(harbour(), okafor)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

test('an open role is filled by keyboard alone', async () => {
  const { page, context } = await go();
  await page.locator('.sail').first().waitFor();
  await page.locator(`[data-charter="${okafor}"] h3 a`).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('mart');
  await page
    .getByRole('dialog')
    .getByRole('option', { name: /Marta Núñez/ })
    .waitFor();
  await page.keyboard.press('Enter');
  await page.locator(`[data-charter="${okafor}"] .name`, { hasText: 'Marta Núñez' }).waitFor();
  expect(await crewOf(harbour(), okafor)).toEqual(['captain Marta Núñez']);
  await page.keyboard.press('u');
  await page.locator('.toast', { hasText: 'Undone' }).waitFor();
  expect(await crewOf(harbour(), okafor)).toEqual([]);
  await context.close();
});

test('an open role is filled on a phone by touch', async () => {
  const { page, context, faults } = await go('/?view=today&from=2026-05-13', { phone: true });
  await page.locator('.needs button').first().tap();
  await page.getByRole('dialog').getByRole('combobox').fill('gene');
  await page.getByRole('button', { name: "Set Gene O'Neal as Captain" }).tap();
  await page.locator(`[data-charter="${okafor}"] .name`, { hasText: "Gene O'Neal" }).waitFor();
  await page.locator('.toast').getByRole('button', { name: /Undo/ }).tap();
  await page.locator('.toast', { hasText: 'Undone' }).waitFor();
  expect(await crewOf(harbour(), okafor)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

test('somebody who is not free is shown with the reason, can still be chosen, and is warned of', async () => {
  const { page, context, faults } = await go();
  const harlow = 'harlow-pike-llp-2026-05-12';
  const sail = page.locator(`[data-charter="${harlow}"]`);
  const before = await crewOf(harbour(), harlow);
  await sail.getByRole('button', { name: /2nd Mate for Harlow/ }).click();
  const dan = page.getByRole('dialog').getByRole('option', { name: /Dan Rich.*busy/ });
  expect(await dan.textContent()).toMatch(/busy.*Sails with Jennifer Sanderson, 14:00–17:00/);
  await dan.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Set Dan Rich as 2nd Mate' }).click();
  await sail
    .locator('.why', { hasText: 'Dan Rich sails with Jennifer Sanderson at the same time.' })
    .waitFor();
  expect((await crewOf(harbour(), harlow)).sort()).toEqual([...before, 'second_mate Dan Rich'].sort());
  await page.locator('.toast').getByRole('button', { name: /Undo/ }).click();
  await sail.getByRole('button', { name: /2nd Mate for Harlow/ }).waitFor();
  expect(await crewOf(harbour(), harlow)).toEqual(before);
  expect(faults).toEqual([]);
  await context.close();
});

test('somebody who is not qualified for a role can be chosen for it, and is warned of', async () => {
  const { page, context } = await go();
  const sail = page.locator(`[data-charter="${okafor}"]`);
  await sail.getByRole('button', { name: /Captain for Okafor/ }).click();
  const keely = page.getByRole('dialog').getByRole('option', { name: /Keely Hoyt.*not qualified/ });
  expect(await keely.textContent()).toContain('Not on the list for Captain');
  await keely.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Set Keely Hoyt as Captain' }).click();
  await sail.locator('.why', { hasText: 'Keely Hoyt is not qualified as Captain.' }).waitFor();
  expect(await crewOf(harbour(), okafor)).toEqual(['captain Keely Hoyt']);
  await page.locator('.toast').getByRole('button', { name: /Undo/ }).click();
  await sail.getByRole('button', { name: /Captain for Okafor/ }).waitFor();
  expect(await crewOf(harbour(), okafor)).toEqual([]);
  await context.close();
});

test('filters live in the address, and an empty board says which kind of empty it is', async () => {
  const { page, context } = await go('/?vessel=tern');
  await page.locator('.sail').first().waitFor();
  expect(await page.locator('[data-charter="jennifer-sanderson-2026-05-12"]').count()).toBe(0);
  await page.getByRole('searchbox').fill('nobody of that name');
  await page.getByText('No sail matches').waitFor();
  expect(new URL(page.url()).searchParams.get('find')).toBe('nobody of that name');
  await page.getByRole('link', { name: 'Clear the filters' }).click();
  await page.locator('[data-charter="jennifer-sanderson-2026-05-12"]').waitFor();
  await page.goto('/?from=2026-03-02');
  await page.getByRole('link', { name: /Next sail: Tue 12 May/ }).click();
  await page.locator('[data-charter="jennifer-sanderson-2026-05-12"]').waitFor();
  await context.close();
});

test('keys move through the weeks and to every screen; ? lists them', async () => {
  const { page, context } = await go();
  await page.locator('.sail').first().waitFor();
  await page.keyboard.press(']');
  await page.getByRole('heading', { level: 1, name: /18 – 24 May|18–24 May/ }).waitFor();
  await page.keyboard.press('w');
  await page.getByRole('heading', { level: 1, name: /11 – 17 May|11–17 May/ }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.waitForURL(/\/review/);
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.waitForURL(/\/health/);
  await context.close();
});

test('an address that leads nowhere says so', async () => {
  const { page, context } = await go('/no/such/place');
  await page.getByRole('heading', { name: 'No such page' }).waitFor();
  await page.goto('/charters/no-such-charter');
  await page.getByRole('alert').waitFor();
  await context.close();
});

test('the crew sheet of a day prints one vessel a page, with open roles in words', async () => {
  const { page, context } = await go('/day/2026-05-12/print');
  await page.locator('.sheet-page').nth(1).waitFor();
  const text = await page.locator('main').textContent();
  expect(text).toContain("Gene O'Neal");
  expect(text).toContain('— open —');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.bar').isVisible()).toBe(false);
  await context.close();
});

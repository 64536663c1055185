import { expect, test } from 'vitest';
import { inHarbour } from './in_harbour.ts';
import { crewOf, openReviews } from './says.ts';

const { harbour, go } = inHarbour();

const wedding = 'lindqvist-wedding-2026-05-14';

test('an item shows what came in, what is proposed and why a person is asked', async () => {
  const { page, context, faults } = await go('/review');
  await page.locator('.letter mark').first().waitFor();
  expect(await page.locator('.letter mark').allTextContents()).toContain('Keely Hoyt will host');
  expect(await page.locator('.verdict').textContent()).toMatch(/Why you are asked/);
  expect(await page.locator('.letter').textContent()).toContain('<script>alert(1)</script>');
  expect(faults).toEqual([]);
  await context.close();
});

test('e puts the proposal right before it is accepted, and the next item comes up at once', async () => {
  const { page, context, faults } = await go('/review');
  await page.locator('.letter mark').first().waitFor();
  await page.keyboard.press('e');
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Person').first().fill('Marta Núñez');
  await sheet.getByRole('button', { name: 'Accept these changes' }).click();
  await page.locator('.letter', { hasText: 'Thursday' }).waitFor();
  const crew = await crewOf(harbour(), wedding);
  expect(crew).toContain('first_mate Marta Núñez');
  expect(crew).toContain('host Keely Hoyt');
  expect(faults).toEqual([]);
  await context.close();
});

test('a accepts on the keyboard; the crew on the server changes and the queue is empty', async () => {
  const { page, context } = await go('/review');
  await page.locator('.letter', { hasText: 'Thursday' }).waitFor();
  await page.keyboard.press('a');
  await page.getByText('Nothing to review').waitFor();
  expect(await crewOf(harbour(), wedding)).toContain('second_mate Tom Aldous');
  expect(await openReviews(harbour())).toEqual([]);
  await context.close();
});

import { expect, test } from 'vitest';
import { inHarbour } from './in_harbour.ts';
import { calendarHas, crewOf, openReviews } from './says.ts';

const { harbour, go } = inHarbour();

const wedding = 'lindqvist-wedding-2026-05-14';
const okafor = 'okafor-family-2026-05-13';
const pacheco = 'pacheco-birthday-2026-05-16';
const pacheco_mail = 'Crew for Pacheco birthday, May 16';

test('an item shows what came in, what is proposed and why a person is asked; HTML is text', async () => {
  const { page, context, faults } = await go('/review');
  await page.locator('.letter mark', { hasText: 'Angela Wong' }).first().waitFor();
  expect(await page.locator('.verdict').textContent()).toMatch(/Why you are asked:.*1st Mate: Angela Wong/s);
  expect(await page.locator('.letter').textContent()).toContain('<script>alert(1)</script>');
  expect(await page.locator('.letter script').count()).toBe(0);
  expect(faults).toEqual([]);
  await context.close();
});

test('e puts the proposal right before it is accepted; it reaches the store and the calendar; the next one comes up', async () => {
  const { page, context, faults } = await go('/review');
  await page.locator('.letter', { hasText: 'mate?' }).waitFor();
  await page.locator('.letter mark').first().waitFor();
  await page.keyboard.press('e');
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Person').first().fill('Dan Rich');
  await sheet.getByRole('button', { name: 'Accept these changes' }).click();
  await page.locator('.letter', { hasText: 'host?' }).waitFor();
  expect(await crewOf(harbour(), wedding)).toContain('first_mate Dan Rich');
  await calendarHas(harbour(), 'Lindqvist', '1st Mate: Dan Rich');
  expect(faults).toEqual([]);
  await context.close();
});

test('a accepts on the keyboard; j and k walk the queue', async () => {
  const { page, context } = await go('/review');
  await page.locator('.letter', { hasText: 'host?' }).waitFor();
  await page.keyboard.press('j');
  await page.locator('.letter', { hasText: 'captain?' }).waitFor();
  await page.keyboard.press('k');
  await page.locator('.letter', { hasText: 'host?' }).waitFor();
  await page.locator('.letter mark').first().waitFor();
  await page.keyboard.press('a');
  await page.locator('.letter', { hasText: 'captain?' }).waitFor();
  expect(await crewOf(harbour(), wedding)).toContain('host Tom Aldous');
  await calendarHas(harbour(), 'Lindqvist', 'Host/Hostess: Tom Aldous');
  await context.close();
});

test('d dismisses: nothing of it becomes crew', async () => {
  const { page, context } = await go('/review');
  await page.locator('.letter', { hasText: 'captain?' }).waitFor();
  await page.keyboard.press('d');
  await page.locator('.letter', { hasText: 'Okafor family May 13, mate?' }).waitFor();
  expect(await crewOf(harbour(), okafor)).toEqual([]);
  expect(await openReviews(harbour())).toEqual(['Okafor family May 13, mate?', pacheco_mail]);
  await context.close();
});

test('a name put right is learned on a press, and the roster says where it comes from', async () => {
  const { page, context, faults } = await go('/review');
  await page.locator('.queue button', { hasText: pacheco_mail }).click();
  await page.locator('.letter mark', { hasText: 'Billie Nunn' }).first().waitFor();
  await page.keyboard.press('e');
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Person').first().fill('Marta Núñez');
  await sheet.getByRole('button', { name: 'Accept these changes' }).click();
  await page.getByText('Did “Billie Nunn” mean Marta Núñez?').waitFor();
  expect(await crewOf(harbour(), pacheco)).toEqual(['captain Marta Núñez']);
  await page.keyboard.press('y');
  await page.locator('.toast', { hasText: '“Billie Nunn” means Marta Núñez' }).waitFor();
  await page.goto('/crew/marta-nunez');
  const learned = page.locator('.learned li');
  await learned.waitFor();
  expect(await learned.textContent()).toContain(`from the mail “${pacheco_mail}”`);
  await learned.getByRole('button', { name: 'Forget' }).click();
  await learned.waitFor({ state: 'detached' });
  expect(await page.textContent('.facts-list')).not.toContain('Billie Nunn');
  expect(faults).toEqual([]);
  await context.close();
});

test('the last item is accepted on a phone, and the queue says that it is empty', async () => {
  const { page, context, faults } = await go('/review', { phone: true });
  await page.locator('.letter mark').first().waitFor();
  await page.getByRole('button', { name: 'Accept' }).tap();
  await page.getByText('Nothing to review').waitFor();
  expect(await crewOf(harbour(), okafor)).toEqual(['first_mate Angela Wong']);
  expect(await openReviews(harbour())).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

import { expect, test } from 'vitest';
import { inHarbour } from './in_harbour.ts';
import { charterOf, crewOf } from './says.ts';

const { harbour, go } = inHarbour();

const sanderson = 'jennifer-sanderson-2026-05-12';
const wedding = 'lindqvist-wedding-2026-05-14';

test('each crew member has the words of the mail that put them aboard, marked in its text', async () => {
  const { page, context, faults } = await go(`/charters/${sanderson}`);
  await page.locator('.evidence mark', { hasText: "Captain: Gene O'Neal" }).waitFor();
  await page.getByRole('button', { name: /Show the words that say Keely Hoyt/ }).click();
  await page.locator('.evidence mark', { hasText: 'Keely Hoyt' }).waitFor();
  await page.keyboard.press('k');
  await page.locator('.evidence mark', { hasText: 'Dan Rich' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('HTML in a mail is shown as the text it is', async () => {
  const { page, context, faults } = await go(`/charters/${sanderson}`);
  await page.locator('.evidence').getByText('<img src=x onerror=alert(1)>').waitFor();
  expect(await page.locator('.evidence img, .evidence b').count()).toBe(0);
  expect(faults).toEqual([]);
  await context.close();
});

test('a role is changed by hand with a reason; the history tells it and undo takes it back', async () => {
  const { page, context } = await go(`/charters/${sanderson}`);
  await page.getByRole('button', { name: 'Change 2nd Mate' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('combobox').fill('tom');
  await sheet.getByLabel(/Why/).fill('phone call');
  await sheet.getByRole('button', { name: 'Set Tom Aldous as 2nd Mate' }).click();
  await page.locator('.crew-list', { hasText: 'Tom Aldous' }).waitFor();
  expect(await crewOf(harbour(), sanderson)).toContain('second_mate Tom Aldous');
  const line = page.locator('.timeline li', { hasText: 'Tom Aldous' });
  expect(await line.textContent()).toContain('“phone call”');

  await line.getByRole('button', { name: /Undo/ }).click();
  await page.locator('.crew-list', { hasText: 'Dan Rich' }).waitFor();
  expect(await crewOf(harbour(), sanderson)).toContain('second_mate Dan Rich');
  expect(await page.locator('.timeline li[data-undone]').count()).toBe(1);
  await context.close();
});

test('any past moment is shown, and the way back to now', async () => {
  const { page, context } = await go(`/charters/${sanderson}`);
  const slider = page.getByRole('slider');
  await slider.waitFor();
  await slider.focus();
  await page.keyboard.press('Home');
  await page.getByText(/This is the crew as it stood on/).waitFor();
  expect(await page.locator('.crew-list').textContent()).toContain('Dan Rich');
  expect(
    await page
      .locator('.crew-list')
      .getByRole('button', { name: /Change/ })
      .count(),
  ).toBe(0);
  await page.getByRole('button', { name: 'Back to now' }).click();
  await page.getByRole('button', { name: 'Change Captain' }).waitFor();
  await context.close();
});

test('somebody is taken out on a phone, and undone from the toast', async () => {
  const { page, context, faults } = await go(`/charters/${sanderson}`, { phone: true });
  await page.getByRole('button', { name: 'Take out Keely Hoyt' }).tap();
  await page.locator('.crew-list li[data-kind="open"]').waitFor();
  expect(await crewOf(harbour(), sanderson)).not.toContain('host Keely Hoyt');
  await page.locator('.toast').getByRole('button', { name: /Undo/ }).tap();
  await page.locator('.crew-list', { hasText: 'Keely Hoyt' }).waitFor();
  expect(await crewOf(harbour(), sanderson)).toContain('host Keely Hoyt');
  expect(faults).toEqual([]);
  await context.close();
});

test('what does not agree is told, and one press repairs it', async () => {
  // Somebody moves the sail in the calendar by an hour.
  const file = (await harbour().calendar()).replaceAll('\r\n ', '');
  await harbour().writeCalendar(file.replace('20260514T110000', '20260514T120000'));
  const { page, context, faults } = await go(`/charters/${wedding}`);
  const panel = page.getByRole('region', { name: 'Does everything agree?' });
  await panel.getByText('Client, time, vessel or status differ from the calendar').waitFor();
  await panel.getByRole('button', { name: 'Repair' }).click();
  await panel.getByText('agrees', { exact: true }).waitFor();
  await page.getByText('12:00–16:00').waitFor();
  const agreement = await harbour().get<{ drifts: unknown[] }>(`/charters/${wedding}/agreement`);
  expect(agreement.drifts).toEqual([]);
  expect((await charterOf(harbour(), wedding)).start).toBe('2026-05-14T19:00:00Z');
  expect(faults).toEqual([]);
  await context.close();
});

test("a person's change of our lines in the calendar is told as a question for a person, not repaired away", async () => {
  const file = (await harbour().calendar()).replaceAll('\r\n ', '');
  const at = file.indexOf('SUMMARY:Jennifer');
  const changed = file.slice(at).replace('2nd Mate: Dan Rich', '2nd Mate: Tom Aldous');
  await harbour().writeCalendar(file.slice(0, at) + changed);
  const { page, context } = await go(`/charters/${sanderson}`);
  const panel = page.getByRole('region', { name: 'Does everything agree?' });
  await panel.getByText('The calendar event shows another crew').waitFor();
  expect(await panel.textContent()).toContain('Tom Aldous');
  expect(await panel.getByRole('button', { name: 'Repair' }).count()).toBe(0);
  await context.close();
});

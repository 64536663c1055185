import { expect, test } from 'vitest';
import { inHarbour } from './in_harbour.ts';
import { crewOf } from './says.ts';

const { harbour, go } = inHarbour();

const okafor = 'okafor-family-2026-05-13';

/** Signs in with a link that an admin made on the Health screen. */
async function signedInAs(may: string) {
  const admin = await go('/health');
  await admin.page.getByLabel('Name', { exact: true }).fill('Ann');
  await admin.page.getByRole('combobox', { name: 'May' }).selectOption({ label: may });
  await admin.page.getByRole('button', { name: 'Make a sign-in link' }).click();
  const address = await admin.page.locator('.secret input').inputValue();
  await admin.context.close();
  const other = await go(address, { stranger: true });
  await other.page.getByRole('button', { name: 'Sign in' }).click();
  await other.page.locator('.sail').first().waitFor();
  return other;
}

test('a viewer sees sails and crew, is offered no change, and makes none', async () => {
  const { page, context, faults } = await signedInAs('viewer: look');
  await page.locator(`[data-charter="${okafor}"]`).waitFor();
  await page
    .getByRole('button', { name: /Captain for/ })
    .first()
    .waitFor({ state: 'hidden' });
  await page.goto(`/charters/${okafor}`);
  await page.getByRole('heading', { level: 1, name: 'Okafor family' }).waitFor();
  expect(await page.getByRole('button', { name: 'Assign Captain' }).count()).toBe(0);
  await page.keyboard.press('a');
  expect(await page.locator('dialog[open]').count()).toBe(0);
  await page.goto('/crew/angela-wong');
  await page.getByRole('heading', { level: 2, name: 'Angela Wong' }).waitFor();
  const text = await page.textContent('main');
  expect(text).not.toContain('angela@crew.example');
  expect(text).not.toContain('555 0102');
  for (const name of ['Edit e', 'Add a member', 'Import CSV', 'Make a feed address']) {
    expect(await page.getByRole('button', { name }).count()).toBe(0);
  }
  const refused = await page.evaluate(async (id) => {
    const answer = await fetch(`/api/v1/charters/${id}/assign`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'captain', person: { id: 'gene-oneal', name: '' } }),
    });
    return [answer.status, ((await answer.json()) as { detail: string }).detail];
  }, okafor);
  expect(refused[0]).toBe(403);
  expect(refused[1]).toContain('signed in as viewer');
  expect(await crewOf(harbour(), okafor)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

test('an operator changes sails under their own name, and hands out no sign-in links', async () => {
  const { page, context } = await signedInAs('operator: change sails and crew');
  await page.goto(`/charters/${okafor}`);
  await page.getByRole('button', { name: 'Assign Captain' }).click();
  await page.getByRole('dialog').getByRole('combobox').fill('gene');
  await page.keyboard.press('Enter');
  await page.locator('.crew-list', { hasText: "Gene O'Neal" }).waitFor();
  expect(await page.textContent('.crew-list')).toContain('Ann (page)');
  await page.goto('/health');
  await page.getByText(/Signed in as Ann \(page\), operator/).waitFor();
  expect(await page.getByRole('button', { name: 'Make a sign-in link' }).count()).toBe(0);
  await context.close();
});

import { expect, test } from 'vitest';
import { inHarbour } from './in_harbour.ts';

const { harbour, go } = inHarbour();

interface User {
  readonly email: string;
  readonly access: string;
}
const users = async () =>
  (await harbour().get<{ items: User[] }>('/users')).items.map((user) => `${user.email} ${user.access}`);

test('an admin says who signs in with Google and how much they may do, and takes it back', async () => {
  const { page, context, faults } = await go('/health');
  await page.getByRole('link', { name: 'Users of Google sign-in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor();
  await page.getByText('Nobody signs in with Google yet.').waitFor();
  await page.getByLabel('Google address').fill('Hal@Sailing.example');
  await page.getByRole('combobox', { name: 'May', exact: true }).selectOption('admin');
  await page.getByLabel('Google address').press('Enter');
  await page.getByRole('combobox', { name: 'hal@sailing.example may' }).waitFor();
  await page.getByLabel('Google address').fill('ann@sailing.example');
  await page.getByRole('combobox', { name: 'May', exact: true }).selectOption('viewer');
  await page.getByRole('button', { name: 'Let them sign in' }).click();
  const anns = page.getByRole('combobox', { name: 'ann@sailing.example may' });
  await anns.waitFor();
  expect(await users()).toEqual(['ann@sailing.example viewer', 'hal@sailing.example admin']);
  await anns.selectOption('operator');
  await page.getByText('ann@sailing.example is operator.').waitFor();
  expect(await users()).toEqual(['ann@sailing.example operator', 'hal@sailing.example admin']);
  await page.getByRole('button', { name: 'Remove ann@sailing.example' }).click();
  await anns.waitFor({ state: 'detached' });
  expect(await users()).toEqual(['hal@sailing.example admin']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await anns.waitFor();
  expect(await users()).toEqual(['ann@sailing.example operator', 'hal@sailing.example admin']);
  expect(faults).toEqual([]);
  await context.close();
});

test('the last admin stays, and the page says why', async () => {
  await harbour().ask('PUT', '/users/hal@sailing.example', { access: 'admin' });
  const { page, context } = await go('/users', { phone: true });
  await page.getByRole('button', { name: 'Remove hal@sailing.example' }).click();
  await page.getByText('make somebody else an admin first').waitFor();
  expect(await users()).toContain('hal@sailing.example admin');
  await context.close();
});

test('who is no admin sees nobody', async () => {
  const made = await harbour().ask('POST', '/sign-in-links', { name: 'Ann', access: 'operator' });
  const { path } = (await made.json()) as { path: string };
  const { page, context } = await go(path, { stranger: true });
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('.sail').first().waitFor();
  await page.goto('/users');
  await page.getByText('Only an admin sees who may sign in.').waitFor();
  expect(await page.getByRole('combobox').count()).toBe(0);
  await context.close();
});

import { expect, test } from 'vitest';
import { inHarbour } from './in_harbour.ts';

const { harbour, go } = inHarbour({ sign_in: false });

test('without a session the page says how to sign in, and shows nothing', async () => {
  const { page, context } = await go('/');
  await page.getByText('You are not signed in').waitFor();
  expect(await page.locator('.sail').count()).toBe(0);
  await page.goto('/sign-in');
  await page.getByText(/Open the link that scc serve printed/).waitFor();
  await context.close();
});

test('who was not let in is told why, and without Google no such way is offered', async () => {
  const { page, context, faults } = await go('/sign-in?refused=unknown');
  await page
    .getByRole('alert')
    .getByText(/Nobody of this account may sign in here/)
    .waitFor();
  await page.goto('/sign-in?refused=%3Cb%3E');
  await page.getByText(/Open the link that scc serve printed/).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Sign in with Google' }).count()).toBe(0);
  expect(faults).toEqual([]);
  await context.close();
});

test('opening the link burns nothing; the press signs in, once', async () => {
  // A mail scanner follows the link first.
  for (let scan = 0; scan < 3; scan += 1) await fetch(harbour().url + harbour().sign_in_path);
  const { page, context, faults } = await go(harbour().sign_in_path);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('.sail').first().waitFor();
  expect(new URL(page.url()).search).toBe('');
  const cookies = await context.cookies();
  expect(cookies.map((cookie) => [cookie.httpOnly, cookie.sameSite])).toEqual([[true, 'Strict']]);

  const other = await go(harbour().sign_in_path);
  await other.page.getByRole('button', { name: 'Sign in' }).click();
  await other.page.getByText(/has been used or is too old/).waitFor();
  await other.context.close();

  // The session ends while the board is open: what was read stays to be read.
  await page.evaluate(() => fetch('/api/v1/session', { method: 'DELETE' }));
  await page.getByRole('link', { name: 'Audit' }).first().click(); // asks for what was not read yet
  await page.getByText('You are not signed in').waitFor();
  await page.goBack();
  await page.locator('.sail').first().waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Look } from './browser.ts';
import { inHarbour } from './in_harbour.ts';

const { harbour, go } = inHarbour({
  coming: [
    { title: 'Rosa Quint - sunset sail', in_hours: 30 },
    { title: 'Delia Marsh - whale watch', in_hours: 54 },
    { title: 'Ines Ferreira - birthday', in_hours: 104 },
  ],
  hostile: false,
});

const folder = fileURLToPath(new URL('../../docs/screens', import.meta.url));
/** A picture in a repository is loaded with every clone. */
const picture_bytes_max = 300_000;

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly today?: boolean;
  readonly act?: (page: Page) => Promise<unknown>;
}

const sanderson = '/charters/jennifer-sanderson-2026-05-12';
const pictures: readonly Picture[] = [
  { name: 'board', path: '/' },
  { name: 'charter', path: sanderson },
  { name: 'review', path: '/review' },
  { name: 'crew', path: '/crew/angela-wong' },
  { name: 'health', path: '/health', today: true },
  { name: 'audit', path: '/audit', today: true },
  { name: 'my-sails', path: '/my', today: true },
];
const more: readonly Picture[] = [
  {
    name: 'assign',
    path: '/',
    act: (page) => page.locator('[data-charter="harlow-pike-llp-2026-05-12"] .take').first().click(),
  },
  { name: 'print', path: '/day/2026-05-12/print' },
  { name: 'users', path: '/users', today: true },
  { name: 'keys', path: '/review', act: (page) => page.keyboard.press('?') },
];

/** Three sails of Gene's, one confirmed: for the page of his own. The cookie that opens it. */
async function crewPage(): Promise<string> {
  const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
  const { charters } = await harbour().get<{ charters: { id: string }[] }>(
    `/charters?from=${day(-1)}&to=${day(8)}`,
  );
  const crew = { captain: 'gene-oneal', first_mate: 'angela-wong', host: 'keely-hoyt' };
  for (const { id } of charters) {
    for (const [role, person] of Object.entries(crew)) {
      await harbour().ask('POST', `/charters/${id}/assign`, { role, person: { id: person, name: '' } });
    }
  }
  const link = (await (await harbour().ask('POST', '/crew/gene-oneal/page')).json()) as { path: string };
  const opened = await harbour().ask('POST', '/my/session', { code: link.path.split('#')[1] });
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const answer = { answer: 'confirmed' };
  await harbour().ask('POST', `/my/sails/${charters[0]?.id}/answer`, answer, {}, cookie);
  return cookie;
}

let crew_cookie: { name: string; value: string; url: string } | undefined;

async function take(picture: Picture, suffix: string, look: Look): Promise<void> {
  const { page, context } = await go('/sign-in', { ...look, today: picture.today ?? false });
  if (crew_cookie) await context.addCookies([crew_cookie]);
  await page.goto(picture.path);
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  await picture.act?.(page);
  await page.waitForLoadState('networkidle');
  const path = `${folder}/${picture.name}${suffix}.png`;
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  await context.close();
  expect((await stat(path)).size).toBeLessThan(picture_bytes_max);
}

test('pictures of every screen: desk, dark, phone', async () => {
  await mkdir(folder, { recursive: true });
  const [name = '', value = ''] = (await crewPage()).split('=');
  for (const [email, access] of [
    ['hal@jada.example', 'admin'],
    ['carole@jada.example', 'operator'],
    ['dock@jada.example', 'viewer'],
  ] as const) {
    await harbour().ask('PUT', `/users/${email}`, { access });
  }
  crew_cookie = { name, value, url: harbour().url };
  for (const picture of [...pictures, ...more]) await take(picture, '', {});
  for (const picture of pictures) await take(picture, '-dark', { dark: true });
  for (const picture of pictures) await take(picture, '-phone', { phone: true });
});

import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { components } from '../../web/src/api/schema.d.ts';
import { inHarbour } from './in_harbour.ts';

const { harbour, go } = inHarbour();

type CharterList = components['schemas']['CharterList'];

/** The page's budget for JavaScript at the first load, gzip (issue of the ops page; a dock has little signal). */
const script_bytes_max = 120 * 1024;
const charters_many = 500;
const interactive_ms_max = 1_000;
const task_ms_max = 50;
/** The machine may be busy with something else: one of so many tries has to hold. */
const tries_max = 5;

test('the first load brings at most 120 kB of JavaScript', async () => {
  const { page, context, faults } = await go('/sign-in', { no_worker: true });
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.goto('/');
  await page.locator('.sail').first().waitFor();
  await page.waitForLoadState('networkidle');
  let bytes = 0;
  for (const url of scripts)
    bytes += gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer()), { level: 9 }).length;
  expect(scripts.length).toBeGreaterThan(0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(script_bytes_max);
  expect(faults).toEqual([]);
  await context.close();
});

test('the page keeps its content security policy: only its own files, no inline script or style', async () => {
  const answer = await fetch(`${harbour().url}/`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).not.toContain('unsafe');
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toContain("script-src 'self'");
});

test('a board of 500 charters is there within a second and scrolls without a long task', {
  timeout: 180_000,
}, async () => {
  const { page, context } = await go('/', { no_worker: true });
  const list = await harbour().get<CharterList>('/charters?from=2026-05-11&to=2026-05-18');
  const many = Array.from({ length: charters_many }, (_, index) => {
    const charter = structuredClone(list.charters[index % list.charters.length]);
    if (!charter) throw new Error('the harbour has no charters');
    const shift = (Math.floor(index / 16) - Math.floor(index % 2)) * 86_400_000;
    const moved = (at: string) => new Date(Date.parse(at) + shift).toISOString();
    return {
      ...charter,
      id: `${charter.id}-${index}`,
      client: `${charter.client} ${index}`,
      start: moved(charter.start),
      end: moved(charter.end),
    };
  });
  await page.route(/\/api\/v1\/charters\?/, (route) =>
    route.fulfill({ json: { charters: many, warnings: [], next: '' } }),
  );
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((seen) => {
      for (const entry of seen.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  const ways: string[] = [];
  let held = false;
  while (!held && ways.length < tries_max) {
    const { shown_ms, slow_ms } = await openAndScroll(page);
    ways.push(
      `there after ${Math.round(shown_ms)} ms, long tasks while scrolling: [${slow_ms.join(', ')}] ms`,
    );
    held = shown_ms < interactive_ms_max && slow_ms.length === 0;
  }
  process.stdout.write(`\n500 charters: ${ways.at(-1)}\n`);
  expect(held, ways.join('\n')).toBe(true);
  await context.close();
});

interface Speed {
  readonly shown_ms: number;
  readonly slow_ms: number[];
}

async function openAndScroll(page: Page): Promise<Speed> {
  const began = performance.now();
  await page.goto('/?view=range&from=2026-05-01&to=2026-07-01');
  await page.locator('.sail').first().waitFor();
  const shown_ms = performance.now() - began;
  await page.waitForFunction((all) => document.querySelectorAll('.sail').length >= all, charters_many - 20);
  await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks.splice(0));
  await page.mouse.move(600, 500);
  for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(0, 900);
  await page.waitForFunction(() => scrollY > 5000);
  const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
  return { shown_ms, slow_ms: tasks.filter((duration) => duration > task_ms_max) };
}

/**
 * crew_in_chromium.mjs ADDRESS PORT CHARTER: signs in with Google on the page that is served at 127.0.0.1:PORT under
 * ADDRESS, as a person does, opens the charter, and prints what it shows as JSON.
 */
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../e2e/package.json', import.meta.url))('playwright-core');
const [address, port, charter] = process.argv.slice(2);
const host = new URL(address).host;
const wait_ms_max = 30_000;
const browser = await chromium.launch({
  executablePath: process.env['SCC_CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    // A service worker is not registered otherwise.
    '--ignore-certificate-errors',
    `--host-resolver-rules=MAP ${host}:443 127.0.0.1:${port}`,
  ],
});
try {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-US' });
  context.setDefaultTimeout(wait_ms_max);
  const faults = [];
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`CSP: ${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('CSP:')) faults.push(message.text());
  });
  await page.goto(`${address}/sign-in?to=${encodeURIComponent(`/charters/${charter}`)}`);
  await page.getByRole('link', { name: 'Sign in with Google' }).click();
  await page.locator('.name').first().waitFor().catch(async (problem) => {
    throw new Error(`${page.url()}: ${await page.locator('body').innerText()}\n${faults.join('\n')}`, { cause: problem });
  });
  const rows = page.locator('li:has(> .role)');
  const crew = {};
  for (const row of await rows.all()) {
    const role = await row.locator('.role').innerText();
    crew[role] = (await row.locator('.name').innerText()).trim();
  }
  const cookies = (await context.cookies()).filter((cookie) => cookie.name.startsWith('__Host-scc_session'));
  const kept = cookies.map(({ httpOnly, secure, sameSite, path, domain }) => ({ httpOnly, secure, sameSite, path, domain }));
  // The worker has fetched all that the page needs without a network; without one it shows the same crew.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await context.setOffline(true);
  await page.reload();
  await page.locator('.name').first().waitFor();
  const offline = await page.locator('.name').allInnerTexts();
  console.log(JSON.stringify({ offline: offline.map((name) => name.trim()), at: page.url(), heading: await page.locator('h1').first().innerText(), crew, kept, faults }));
} finally {
  await browser.close();
}

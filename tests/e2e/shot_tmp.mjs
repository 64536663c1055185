import { chromium } from 'playwright-core';
const [base, ...what] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-background-networking','--disable-component-update','--disable-sync'], env: {...process.env, FONTCONFIG_FILE:'/tmp/web_shots/fonts.conf'} });
for (const item of what) {
  const [name, path, mode='desk', act=''] = item.split('@');
  const ctx = await browser.newContext({ viewport: mode.includes('phone') ? {width:390,height:844} : {width:1280,height:860}, colorScheme: mode.includes('dark') ? 'dark':'light', hasTouch: mode.includes('phone'), isMobile: mode.includes('phone'), serviceWorkers: 'block' });
  const page = await ctx.newPage();
  page.on('console', m => ['error','warning'].includes(m.type()) && console.log(name, m.text()));
  page.on('pageerror', e => console.log(name, 'ERR', e.message));
  await page.goto(base+path); await page.waitForTimeout(700);
  if (act) { await eval(`(async()=>{${act}})()`); await page.waitForTimeout(400); }
  await page.screenshot({ path: `/tmp/web_shots/${name}.png`, fullPage: mode.includes('full') });
  await ctx.close();
}
await browser.close();

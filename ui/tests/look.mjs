// Walks every screen with the in-memory cabinet in light and dark, both languages and two sizes; runs axe; saves pictures.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChromium, serveWindow } from './chromium.mjs';
import { memberScreens } from './look-member.mjs';
import { peopleScreens } from './look-people.mjs';
import { prepareScreens } from './look-prepare.mjs';
import { readerScreens } from './look-reader.mjs';

const out = process.env.LOOK_OUT ?? join(tmpdir(), 'look');
const port = process.env.LOOK_PORT ?? '1421';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const only = process.argv[2];
const problems = [];

const screens = [...memberScreens, ...readerScreens, ...prepareScreens, ...peopleScreens];
const id = (name) => `[data-testid="${name}"]`;

async function visit(context, screen, scene) {
  const page = await context.newPage();
  const label = `${screen.name}-${scene.theme}-${scene.locale}-${scene.width}`;
  page.on('console', (message) => {
    const broken =
      message.text().includes('ERR_INVALID_URL') || message.text().includes('data:image/png;base64,broken');
    if (message.type() === 'error' && !broken) problems.push(`${label}: console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${label}: ${error.stack}`));
  const query = `?theme=${scene.theme}&locale=${scene.locale}${screen.query ? `&${screen.query}` : ''}`;
  try {
    await page.goto(`${server.base}${query}${screen.hash ?? ''}`);
    await page.waitForSelector(id(screen.see), { timeout: 6000 });
    await screen.act?.(page);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(out, `${label}.png`) });
    await judge(page, label, scene);
  } catch (error) {
    problems.push(`${label}: ${error.message.split('\n').slice(0, 3).join(' ')}`);
    await page.screenshot({ path: join(out, `${label}-failed.png`) });
  }
  await page.close();
}

async function judge(page, label, scene) {
  // With forced colours the system chooses them, and axe reads those of the style sheet.
  const rules = { 'color-contrast': { enabled: scene.forcedColors !== 'active' } };
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (chosen) => window.axe.run(document, { resultTypes: ['violations'], rules: chosen }),
    rules,
  );
  for (const violation of violations) {
    const where = violation.nodes
      .slice(0, 3)
      .map(({ target, any }) => `${target.join(' ')} (${any[0]?.message ?? ''})`);
    problems.push(`${label}: axe ${violation.id}: ${where.join('; ')}`);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (overflow > 0) problems.push(`${label}: ${overflow} px wider than the window`);
}

mkdirSync(out, { recursive: true });
const server = await serveWindow(port);
const browser = await openChromium();
try {
  const scenes = [
    { theme: 'light', locale: 'vi', width: 1280, height: 800 },
    { theme: 'dark', locale: 'en', width: 1280, height: 800 },
    { theme: 'light', locale: 'en', width: 1920, height: 1080 },
    { theme: 'dark', locale: 'vi', width: 1920, height: 1080 },
    { theme: 'light', locale: 'vi', width: 820, height: 700 },
    { theme: 'light', locale: 'en', width: 1281, height: 800, contrast: 'more' },
    { theme: 'dark', locale: 'vi', width: 1282, height: 800, forcedColors: 'active' },
    { theme: 'light', locale: 'vi', width: 1283, height: 800, zone: 'Europe/Berlin' },
    { theme: 'dark', locale: 'en', width: 1284, height: 800, zone: 'America/Los_Angeles' },
  ];
  for (const scene of scenes.filter((_, index) =>
    (process.env.LOOK_SCENES ?? '012345678').includes(String(index)),
  )) {
    const context = await browser.newContext({
      viewport: { width: scene.width, height: scene.height },
      contrast: scene.contrast ?? 'no-preference',
      forcedColors: scene.forcedColors ?? 'none',
      timezoneId: scene.zone ?? 'Asia/Ho_Chi_Minh',
    });
    for (const screen of screens.filter(({ name }) => !only || name.startsWith(only)))
      await visit(context, screen, scene);
    await context.close();
  }
} finally {
  await browser.close();
  server.stop();
}
for (const problem of problems) console.error(problem);
console.log(`${problems.length} problems; pictures in ${out}`);
process.exit(problems.length > 0 ? 1 : 0);

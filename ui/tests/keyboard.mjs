// Walks every screen of look.mjs by keyboard alone: the focus is always seen, nothing holds it, every control is
// reached by Tab or by arrows within its group, and Escape closes a dialog and gives the focus back.
import { focusOn, listControls, prepare, startAtTop, whereFocusIs } from './keyboard-page.mjs';
import { openChromium, serveWindow } from './chromium.mjs';
import { memberScreens } from './look-member.mjs';
import { peopleScreens } from './look-people.mjs';
import { prepareScreens } from './look-prepare.mjs';
import { readerScreens } from './look-reader.mjs';

const port = process.env.LOOK_PORT ?? '1421';
const only = process.argv[2];
const problems = new Map();
const id = (name) => `[data-testid="${name}"]`;

/** Walks with one key until the focus comes back to where it began; answers what was reached, in order. */
async function walk(page, key, label) {
  await page.evaluate(startAtTop);
  const reached = new Map();
  const limit = 2 * (await page.evaluate(listControls)).length + 30;
  let before = null;
  let isCaught = true;
  let nSame = 0;
  for (let n = 0; n < limit; n += 1) {
    await page.keyboard.press(key);
    const now = await page.evaluate(whereFocusIs, before?.id ?? null);
    if (before && now.plain !== null && now.plain === before.look)
      report(label, `the focus is not seen on ${before.name}`);
    // A date field holds the focus for its day, month, year and picker.
    nSame = now.id && before?.id === now.id ? nSame + 1 : 0;
    if (nSame > 0 && nSame < 6 && reached.size > 0) continue;
    if (nSame >= 6) break;
    if (now.id && reached.has(now.id)) {
      isCaught = now.id !== [...reached.keys()][0];
      break;
    }
    if (now.id) {
      if (!now.sight) report(label, `the focus is out of sight on ${now.name}`);
      reached.set(now.id, now.name);
    }
    before = now.id ? now : null;
  }
  if (isCaught && reached.size > 1)
    report(label, `${key} does not come round after ${[...reached.values()].at(-1)}`);
  return reached;
}

/** Walks with arrows from the stop of a group, along every line and across it; answers what the arrows lead to, and what is then a stop. */
async function walkGroup(page, stop, size) {
  const reached = new Set([stop]);
  for (const key of ['ArrowRight', 'ArrowLeft']) await walkLine(page, stop, key, size, reached, false);
  for (const one of [...reached].filter((one) => one !== stop))
    await walkLine(page, one, 'ArrowDown', size, reached, false);
  for (const key of ['ArrowDown', 'ArrowUp']) await walkLine(page, stop, key, size, reached, true);
  return reached;
}

async function walkLine(page, from, key, size, reached, crosses) {
  if (!(await page.evaluate(focusOn, from))) return;
  for (let n = 0; n < Math.min(size + 2, 130); n += 1) {
    await page.keyboard.press(key);
    const now = await page.evaluate(whereFocusIs, null);
    if (!now.id) return;
    const isNew = !reached.has(now.id);
    reached.add(now.id);
    for (const one of now.within) reached.add(one);
    if (crosses && isNew && now.isCell) {
      for (const across of ['ArrowRight', 'ArrowLeft'])
        await walkLine(page, now.id, across, 8, reached, false);
      if (!(await page.evaluate(focusOn, now.id))) return;
    }
    if (!isNew && n > 0) return;
  }
}

async function checkReach(page, label, forward, backward) {
  const controls = await page.evaluate(listControls);
  const left = controls.filter((one) => !forward.has(one.id));
  const groups = new Map();
  for (const one of controls) {
    const group = one.group ?? (one.radio ? `radio:${one.radio}` : null);
    if (group) groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  const reached = new Set(forward.keys());
  for (const members of groups.values()) {
    const stop = members.find((one) => forward.has(one.id));
    if (!stop || members.every((one) => reached.has(one.id))) continue;
    for (const one of await walkGroup(page, stop.id, members.length)) reached.add(one);
  }
  const still = new Set((await page.evaluate(listControls)).map((one) => one.id));
  // A link that stands twice is a stop once.
  const links = new Set(controls.filter((one) => one.href && reached.has(one.id)).map((one) => one.href));
  for (const one of left)
    if (!reached.has(one.id) && still.has(one.id) && !links.has(one.href))
      report(label, `not reached: ${one.name}`);
  const onlyForward = [...forward].filter(([one]) => !backward.has(one));
  if (backward.size > 0 && onlyForward.length > 3)
    report(label, `Shift+Tab misses ${onlyForward.length}, such as ${onlyForward[0][1]}`);
}

async function checkEscape(page, label) {
  const count = () => page.locator('dialog[open]').count();
  const open = await count();
  if (open === 0) return;
  await page.keyboard.press('Escape');
  if ((await count()) === open) await page.keyboard.press('Escape');
  if ((await count()) === open) return report(label, 'Escape does not close the dialog');
  await page.waitForTimeout(60);
  const now = await page.evaluate(whereFocusIs, null);
  if (!now.id) report(label, 'the focus is lost after the dialog has closed');
}

async function visit(context, base, screen) {
  const page = await context.newPage();
  const label = screen.name;
  try {
    await page.goto(
      `${base}?theme=light&locale=vi${screen.query ? `&${screen.query}` : ''}${screen.hash ?? ''}`,
    );
    await page.waitForSelector(id(screen.see), { timeout: 6000 });
    await page
      .locator('nav a')
      .first()
      .focus({ timeout: 200 })
      .catch(() => {});
    await screen.act?.(page);
    await page.mouse.move(2, 2);
    await page.mouse.up();
    await page.waitForTimeout(150);
    await page.evaluate(prepare);
    const forward = await walk(page, 'Tab', label);
    const backward = await walk(page, 'Shift+Tab', label);
    await checkReach(page, label, forward, backward);
    await checkEscape(page, label);
  } catch (error) {
    report(label, error.message.split('\n').slice(0, 2).join(' '));
  }
  await page.close();
  if (process.env.KEYBOARD_SAYS) console.log(label);
}

function report(label, words) {
  if (!problems.has(words)) console.error(`${label}: ${words}`);
  problems.set(words, [...(problems.get(words) ?? []), label]);
}

const server = await serveWindow(port);
const browser = await openChromium();
try {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
  });
  const screens = [...memberScreens, ...readerScreens, ...prepareScreens, ...peopleScreens];
  for (const screen of screens.filter(({ name }) => !only || name.startsWith(only)))
    await visit(context, server.base, screen);
} finally {
  await browser.close();
  server.stop();
}
for (const [words, labels] of problems)
  if (new Set(labels).size > 1)
    console.error(`also on ${[...new Set(labels)].slice(1).join(', ')}: ${words}`);
console.log(`${problems.size} problems`);
process.exit(problems.size > 0 ? 1 : 0);

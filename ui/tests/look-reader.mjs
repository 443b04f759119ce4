// The reading desk, for look.mjs and keyboard.mjs: what to open, and what to do there first.
const paper = '#/items/regular-3.2/papers/regular-3.2-paper-1/3';
const carried = 'notes=carried';
const shared = 'notes=shared';
export const readerScreens = [
  { name: 'desk-facing', hash: `${paper}?page=9`, see: 'page', act: facing },
  { name: 'desk-single', hash: `${paper}?page=9`, see: 'page', act: single },
  { name: 'desk-rotated', hash: `${paper}?page=4`, see: 'page', act: rotated },
  { name: 'desk-zoomed', hash: `${paper}?page=1`, see: 'page', act: zoomed },
  { name: 'desk-two', hash: `${paper}?page=1`, see: 'page', act: two },
  { name: 'desk-find', hash: `${paper}?page=1`, see: 'page', act: find },
  { name: 'desk-carried', query: carried, hash: `${paper}?page=1`, see: 'page', act: review },
  { name: 'desk-notes', query: carried, hash: `${paper}?page=1`, see: 'page', act: listNotes },
  { name: 'desk-old', query: carried, hash: `${paper}?page=1`, see: 'page', act: oldPage },
  { name: 'desk-changes', query: carried, hash: `${paper}?page=1`, see: 'page', act: changes },
  { name: 'desk-dark', hash: `${paper}?page=4`, see: 'page', act: dark },
  { name: 'desk-marks', hash: `${paper}?page=1`, see: 'page', act: marks },
  { name: 'desk-lasso', hash: `${paper}?page=1`, see: 'page', act: lasso },
  { name: 'desk-box', hash: `${paper}?page=1`, see: 'page', act: textBox },
  { name: 'desk-link', hash: `${paper}?page=1`, see: 'page', act: (page) => openLink(page, 'address') },
  { name: 'desk-refused', hash: `${paper}?page=1`, see: 'page', act: (page) => openLink(page, 'refused') },
  { name: 'desk-bookmarks', hash: `${paper}?page=1`, see: 'page', act: bookmarks },
  { name: 'desk-annotated', query: carried, hash: `${paper}?page=1`, see: 'page', act: annotated },
  { name: 'desk-view-menu', hash: `${paper}?page=1`, see: 'page', act: viewMenu },
  { name: 'desk-paper-menu', hash: `${paper}?page=1`, see: 'page', act: (page) => press(page, 'paper-menu') },
  {
    name: 'desk-signatures',
    query: 'signatures=found',
    hash: `${paper}?page=1`,
    see: 'page',
    act: signatures,
  },
  {
    name: 'desk-signed-doubtful',
    query: 'signatures=doubtful',
    hash: `${paper}?page=1`,
    see: 'page',
    act: doubtful,
  },
  {
    name: 'desk-signed-unchecked',
    query: 'signatures=signatures-too-large',
    hash: `${paper}?page=1`,
    see: 'page',
    act: unchecked,
  },
  { name: 'desk-present', hash: `${paper}?page=4`, see: 'page', act: present },
  { name: 'share-column', query: shared, hash: `${paper}?page=1`, see: 'page', act: sharedColumn },
  { name: 'share-list', query: shared, hash: `${paper}?page=1`, see: 'page', act: sharedList },
  { name: 'share-open', query: shared, hash: `${paper}?page=1`, see: 'page', act: sharedOpen },
  { name: 'share-dialog', query: shared, hash: `${paper}?page=1`, see: 'page', act: shareDialog },
  { name: 'share-codes', query: shared, hash: `${paper}?page=1`, see: 'page', act: shareCodes },
  { name: 'share-dark', query: shared, hash: `${paper}?page=1`, see: 'page', act: sharedDark },
  { name: 'share-item', query: shared, hash: '#/items/regular-3.2', see: 'document-shared' },
  { name: 'share-own', query: shared, hash: '#/settings', see: 'own-sharing-code', act: ownCode },
  { name: 'search', hash: '#/search?q=dieu%20chinh', see: 'search-hit' },
  { name: 'search-empty', hash: '#/search', see: 'search-input' },
];

const id = (name) => `[data-testid="${name}"]`;
const rendered = (page, n) => page.waitForSelector(`${id('page')}[data-page="${n}"][data-rendered="true"]`);
const press = (page, name) => page.click(id(name));

async function arrange(page, flow) {
  await press(page, 'view-menu');
  await press(page, `flow-${flow}`);
  await page.keyboard.press('Escape');
}

async function facing(page) {
  await arrange(page, 'facing');
  await press(page, 'fit-page');
  await rendered(page, 9);
  await rendered(page, 10);
}

async function single(page) {
  await arrange(page, 'single');
  await press(page, 'fit-page');
  await rendered(page, 9);
  await page.locator(id('reader-scroller')).focus();
  await page.keyboard.press('PageDown');
  await page.waitForSelector(`${id('reader')}[data-current-page="10"]`);
}

async function rotated(page) {
  await rendered(page, 4);
  await page.keyboard.press('r');
  await page.waitForTimeout(200);
}

async function zoomed(page) {
  await rendered(page, 1);
  for (let n = 0; n < 7; n += 1) await page.keyboard.press('Control+=');
  await page.waitForSelector('img.tile.painted');
}

async function two(page) {
  await rendered(page, 1);
  await press(page, 'tab-add');
  await page.click('.sheet a.line >> nth=0');
  await page.waitForSelector(`${id('paper-tab')} >> nth=1`);
  await press(page, 'beside-menu');
  await page.click(`${id('beside-open')} >> nth=0`);
  await page.waitForSelector(`${id('pane-beside')} ${id('page')}[data-rendered="true"]`);
  await press(page, 'link-scrolling');
}

async function find(page) {
  await rendered(page, 1);
  await page.keyboard.press('Control+f');
  await page.fill(id('find-input'), 'dieu chinh lo trinh');
  await page.waitForSelector(id('find-hit'));
  await page.waitForSelector(id('find-mark'));
  await page.keyboard.press('F3');
}

async function review(page) {
  await notesOpen(page);
  await press(page, 'review-start');
  await page.waitForSelector(id('review-walk'));
}

async function notesOpen(page) {
  await rendered(page, 1);
  if ((await page.locator(id('side-notes')).getAttribute('aria-pressed')) === 'false')
    await press(page, 'side-notes');
  await page.waitForSelector(id('notes-carried'));
}

async function listNotes(page) {
  await notesOpen(page);
  await press(page, 'notes-list');
  await page.selectOption(id('notes-meaning'), 'agree');
  await page.waitForSelector(id('notes-tray'));
}

async function sharedColumn(page) {
  await rendered(page, 1);
  if ((await page.locator(id('side-notes')).getAttribute('aria-pressed')) === 'false')
    await press(page, 'side-notes');
  // A pane too narrow for the column shows pages alone, with the marks of others on them.
  await page.waitForSelector(id('shared-tag'));
}

async function sharedList(page) {
  await sharedColumn(page);
  if ((await page.locator(id('notes-list')).count()) === 0) return;
  await press(page, 'notes-list');
  await page.click(`${id('share-readers')} >> nth=0`);
}

async function sharedOpen(page) {
  await sharedColumn(page);
  await page.click(`${id('shared-mark')}[data-kind="note"] >> nth=0`);
  await page.waitForSelector(id('shared-open'));
}

async function shareDialog(page) {
  await sharedColumn(page);
  await press(page, 'paper-menu');
  await press(page, 'share-paper');
  await page.waitForSelector(id('share-reader'));
  await page.click(`${id('share-reader')} input:not(:disabled) >> nth=0`);
  await page.click(`${id('share-reader')} input:not(:disabled) >> nth=1`);
}

async function shareCodes(page) {
  await shareDialog(page);
  await page.click(`${id('share-reader')}[data-key="changed"] ${id('compare-codes')}`);
  await page.locator(id('codes-same')).last().scrollIntoViewIfNeeded();
}

async function sharedDark(page) {
  await sharedColumn(page);
  await page.keyboard.press('d');
  await page.click(`${id('shared-tag')} >> nth=0`);
  await page.waitForSelector(id('shared-open'));
}

async function ownCode(page) {
  await page.waitForSelector(id('codes-same'));
  await page.locator(id('codes-same')).last().scrollIntoViewIfNeeded();
}

async function oldPage(page) {
  await review(page);
  await press(page, 'review-old');
  await page.waitForSelector(`${id('pane-beside')} ${id('page')}[data-rendered="true"]`);
}

async function changes(page) {
  await rendered(page, 1);
  await press(page, 'thumbnails-toggle');
  await press(page, 'part-changes');
  await page.waitForSelector(id('change-line'));
  await press(page, 'change-next');
  await press(page, 'change-next');
  await page.waitForSelector(id('change-mark'));
}

async function dark(page) {
  await rendered(page, 4);
  await page.keyboard.press('d');
  await page.waitForSelector('.picture.kept img.painted');
}

async function marks(page) {
  await rendered(page, 1);
  await page.waitForSelector('[data-text-page="1"] [data-run="14"]');
  for (const [tool, run, colour] of [
    ['highlight', 2, 'yellow'],
    ['underline', 5, 'green'],
    ['strike_out', 9, 'pink'],
    ['highlight', 12, 'blue'],
  ]) {
    await press(page, `tool-${tool}`);
    await press(page, `colour-${colour}`);
    const box = await page.locator(`[data-text-page="1"] [data-run="${run}"]`).boundingBox();
    await drag(page, [
      [box.x + 20, box.y + 8],
      [box.x + box.width * 0.7, box.y + 8],
    ]);
    await page.waitForSelector(`${id('annotation')}[data-kind="${tool}"]`);
  }
  await press(page, 'tool-stamp');
  const sheet = await page.locator(`${id('page')}[data-page="1"]`).boundingBox();
  await page.mouse.click(sheet.x + sheet.width * 0.8, sheet.y + 60);
  await page.waitForSelector(`${id('annotation')}[data-kind="stamp"]`);
}

async function lasso(page) {
  await rendered(page, 1);
  const sheet = await page.locator(`${id('page')}[data-page="1"]`).boundingBox();
  await press(page, 'tool-pen');
  for (const y of [300, 340])
    await drag(
      page,
      Array.from({ length: 20 }, (_, n) => [sheet.x + 200 + n * 8, sheet.y + y + 8 * Math.sin(n / 2)]),
    );
  await page.waitForFunction(
    (css) => document.querySelectorAll(css).length === 2,
    `${id('annotation')}[data-kind="stroke"]`,
  );
  await press(page, 'tool-lasso');
  const [x, y] = [sheet.x + 170, sheet.y + 260];
  await drag(page, [
    [x, y],
    [x + 240, y],
    [x + 240, y + 120],
    [x, y + 120],
    [x, y + 10],
  ]);
  await page.waitForSelector(id('selection'));
}

async function textBox(page) {
  await rendered(page, 1);
  await press(page, 'tool-text_box');
  const sheet = await page.locator(`${id('page')}[data-page="1"]`).boundingBox();
  await page.mouse.click(sheet.x + sheet.width * 0.5, sheet.y + 40);
  await page.fill(id('box-editor'), 'Ặ Ễ ổ: đề nghị Bộ Tài chính rà soát lại số liệu trước phiên họp.');
}

async function openLink(page, kind) {
  await rendered(page, 1);
  await page.click(`${id('page-link')}[data-kind="${kind}"]`);
  await page.waitForSelector('dialog[open]');
}

async function bookmarks(page) {
  await rendered(page, 1);
  await page.keyboard.press('Control+d');
  await press(page, 'thumbnails-toggle');
  await press(page, 'part-bookmarks');
  await page.waitForSelector(id('bookmark'));
  await page.fill(`${id('bookmark')} input`, 'Nguồn vốn đối ứng');
  await page.keyboard.press('Enter');
}

async function annotated(page) {
  await rendered(page, 1);
  await press(page, 'thumbnails-toggle');
  await press(page, 'part-notes');
  await page.waitForSelector(id('annotated-page'));
}

async function viewMenu(page) {
  await rendered(page, 1);
  await press(page, 'view-menu');
  await press(page, 'flow-facing');
}

async function signatures(page) {
  await rendered(page, 1);
  await press(page, 'signatures-open');
  await page.waitForSelector(id('signature'));
}

async function doubtful(page) {
  await signatures(page);
  await page.click('summary >> nth=0');
  await page.locator(`${id('signature')} >> nth=1`).scrollIntoViewIfNeeded();
}

async function unchecked(page) {
  await rendered(page, 1);
  await press(page, 'signatures-open');
  await page.waitForSelector(`${id('signatures-panel')} [role="alert"]`);
}

async function present(page) {
  await rendered(page, 4);
  await page.keyboard.press('F5');
  await page.waitForSelector(`${id('presentation')} img.painted`);
}

async function drag(page, points) {
  const [[x, y], ...rest] = points;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const [toX, toY] of rest) await page.mouse.move(toX, toY, { steps: 2 });
  await page.mouse.up();
}

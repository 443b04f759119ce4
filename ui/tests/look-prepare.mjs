// The secretariat's desk for look.mjs: what to open, and what to do there before the picture is taken.
const id = (name) => `[data-testid="${name}"]`;
const as = 'as=secretary';

export const prepareScreens = [
  { name: 'prepare-list', query: as, hash: '#/prepare', see: 'prepare-meeting' },
  { name: 'prepare-new', query: as, hash: '#/prepare', see: 'new-meeting', act: newMeeting },
  { name: 'prepare-copy', query: as, hash: '#/prepare', see: 'copy-meeting', act: copyMeeting },
  { name: 'prepare-agenda', query: as, hash: '#/prepare/thematic', see: 'prepare-row' },
  {
    name: 'prepare-drag',
    query: as,
    hash: '#/prepare/thematic',
    see: 'prepare-row',
    act: dragItem,
  },
  {
    name: 'prepare-keys',
    query: as,
    hash: '#/prepare/thematic',
    see: 'prepare-row',
    act: moveByKeys,
  },
  {
    name: 'prepare-menu',
    query: as,
    hash: '#/prepare/thematic',
    see: 'prepare-row',
    act: openRowMenu,
  },
  {
    name: 'prepare-conflict',
    query: as,
    hash: '#/prepare/thematic',
    see: 'prepare-row',
    act: choose('2'),
  },
  {
    name: 'prepare-late',
    query: as,
    hash: '#/prepare/thematic',
    see: 'prepare-row',
    act: showLate,
  },
  {
    name: 'prepare-secret',
    query: as,
    hash: '#/prepare/thematic',
    see: 'prepare-row',
    act: choose('6'),
  },
  {
    name: 'prepare-files',
    query: as,
    hash: '#/prepare/thematic',
    see: 'prepare-row',
    act: takeFiles,
  },
  {
    name: 'prepare-publish',
    query: as,
    hash: '#/prepare/thematic',
    see: 'publish',
    act: publishIt,
  },
  { name: 'prepare-again', query: as, hash: '#/prepare/regular', see: 'publish', act: publishIt },
  {
    name: 'prepare-offline',
    query: `${as}&offline`,
    hash: '#/prepare/thematic',
    see: 'prepare-row',
    act: moveByKeys,
  },
  {
    name: 'prepare-long',
    query: `${as}&agenda=111`,
    hash: '#/prepare/thematic',
    see: 'prepare-row',
    act: moveInLong,
  },
  { name: 'prepare-copy-here', query: as, hash: '#/prepare/thematic', see: 'prepare-row', act: copyHere },
  { name: 'prepare-copy-away', query: as, hash: '#/prepare/thematic', see: 'prepare-row', act: copyAway },
  { name: 'prepare-dossier', query: as, hash: '#/prepare/thematic', see: 'prepare-row', act: openDossier },
  {
    name: 'prepare-session',
    query: as,
    hash: '#/prepare/regular',
    see: 'step-open_session',
    act: openSession,
  },
  { name: 'prepare-closed', query: as, hash: '#/prepare/past', see: 'step-archive' },
  {
    name: 'prepare-office',
    query: `${as}&office`,
    hash: '#/prepare/thematic',
    see: 'prepare-row',
    act: takeOfficeFiles,
  },
  { name: 'prepare-empty', query: as, hash: '#/prepare', see: 'new-meeting', act: emptyMeeting },
];

async function expectCount(page, selector, count) {
  await page.waitForFunction(([css, n]) => document.querySelectorAll(css).length === n, [selector, count], {
    timeout: 3000,
  });
}

const rowOf = (number) => `${id('prepare-row')}[data-number="${number}"]`;

async function newMeeting(page) {
  await page.click(id('new-meeting'));
  await page.fill(id('meeting-title'), 'Phiên họp Chính phủ thường kỳ tháng 01 năm 2027');
  await page.fill(id('meeting-date'), '2027-01-07');
  await page.fill(id('meeting-end'), '7h30');
  await page.click(id('meeting-submit'));
  await page.waitForSelector(id('field-error'));
}

async function copyMeeting(page) {
  await page.click(id('copy-meeting'));
  await page.locator(id('copy-item')).nth(2).check();
}

async function emptyMeeting(page) {
  await page.click(id('new-meeting'));
  await page.fill(id('meeting-title'), 'Phiên họp Chính phủ thường kỳ tháng 01 năm 2027');
  await page.fill(id('meeting-date'), '2027-01-07');
  await page.click(id('meeting-submit'));
  await page.waitForSelector(id('prepare-add'));
}

async function dragItem(page) {
  await page.locator(rowOf('4')).scrollIntoViewIfNeeded();
  const grip = await page.locator(`${rowOf('4')} .handle`).boundingBox();
  const target = await page.locator(rowOf('3.1')).boundingBox();
  await page.mouse.move(grip.x + 10, grip.y + 10);
  await page.mouse.down();
  await page.mouse.move(grip.x + 12, grip.y - 20, { steps: 3 });
  await page.mouse.move(grip.x + 36, target.y + 6, { steps: 4 });
}

async function moveByKeys(page) {
  await page.click(`${rowOf('4')} ${id('row-title')}`);
  await page.keyboard.press('Alt+ArrowUp');
  await page.waitForFunction(() => document.activeElement?.dataset.number === '3');
  await page.keyboard.press('Alt+ArrowRight');
  await page.waitForFunction(() => document.activeElement?.dataset.number === '2.1');
  await page.keyboard.press('Insert');
  await page.keyboard.type('Nội dung gõ bằng bàn phím');
  await page.keyboard.press('Enter');
  await page.waitForSelector(rowOf('2.2'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expectCount(page, rowOf('2.2'), 0);
  await page.keyboard.press('Control+Shift+z');
  await expectCount(page, rowOf('2.2'), 1);
}

async function openRowMenu(page) {
  await page.click(`${rowOf('3.1')} ${id('row-menu')}`);
}

function choose(number) {
  return async (page) => {
    await page.click(`${rowOf(number)} ${id('row-title')}`);
    if (page.viewportSize().width < 1180) await page.click(id('open-pane'));
  };
}

async function showLate(page) {
  await choose('5')(page);
  await page.locator(id('pane-late')).scrollIntoViewIfNeeded();
}

async function takeFiles(page) {
  await choose('3.2')(page);
  const pdf = `%PDF-1.7\n${'/Type /Page /Font\n'.repeat(12)}${'x'.repeat(2_400_000)}`;
  await page.setInputFiles(id('file-input'), [
    { name: 'Phieu_trinh_phan_quyen_dat_dai.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) },
    { name: 'phu-luc-so-lieu.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 /Type /Page') },
    { name: 'bang-tinh.xlsx', mimeType: 'application/x', buffer: Buffer.from('PK') },
  ]);
  await page.waitForSelector(`${id('incoming-file')}[data-state="refused"]`);
  await page.locator(id('incoming')).scrollIntoViewIfNeeded();
}

async function copyHere(page) {
  await page.click(id('prepare-copy-here'));
  await page.selectOption(id('copy-here-source'), 'past');
  await page.locator(id('copy-item')).nth(1).check();
}

async function copyAway(page) {
  await page.click(`${rowOf('3')} ${id('row-menu')}`);
  await page.click(id('menu-copy-away'));
  await page.waitForSelector(id('copy-away-goal'));
}

async function openDossier(page) {
  await choose('1')(page);
  await page.click(id('dossier-menu'));
  await page.waitForSelector(id('menu-dossier-withdraw'));
}

async function openSession(page) {
  await page.click(id('step-open_session'));
  await page.click(id('ask-confirm'));
  await page.waitForSelector(id('step-close_session'));
  await page.click(id('meeting-menu'));
}

async function takeOfficeFiles(page) {
  await choose('7')(page);
  const office = (name) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('PK\u0003\u0004 word'),
  });
  await page.setInputFiles(id('file-input'), [
    office('Tờ trình về Chương trình phát triển trường học vùng cao (bản sửa ngày 21-11).docm'),
    office('bang so lieu co mat khau.xlsx'),
    office('trinh chieu.pptx'),
    office('phu-luc.odt'),
  ]);
  await page.waitForSelector(`${id('incoming-file')}[data-state="refused"]`);
  await page.locator(id('incoming')).scrollIntoViewIfNeeded();
}

async function publishIt(page) {
  await page.click(id('publish'));
  await page.waitForSelector(id('publish-confirm'));
}

async function moveInLong(page) {
  await expectCount(page, id('prepare-row'), 111);
  await page.click(`${rowOf('60')} ${id('row-title')}`);
  const began = Date.now();
  for (let n = 0; n < 20; n += 1) await page.keyboard.press('Alt+ArrowUp');
  await page.waitForFunction(() => document.activeElement?.dataset.number === '40');
  console.log(`20 moves among 111 items: ${Date.now() - began} ms`);
}

// What members and those who run forms see, for look.mjs and keyboard.mjs: what to open, and what to do there first.
const reader = '#/items/regular-3.2/papers/regular-3.2-paper-1/3';
export const memberScreens = [
  { name: 'first-run', query: 'phase=first_run', see: 'first-run-demo' },
  { name: 'enrol', query: 'phase=first_run&keyring=absent', see: 'first-run-connect', act: failToEnrol },
  { name: 'lock', query: 'phase=locked&keyring=absent', see: 'unlock-passphrase' },
  { name: 'desk', hash: '#/', see: 'expected-row' },
  { name: 'meetings', hash: '#/meetings', see: 'meeting-row' },
  { name: 'meeting', hash: '#/meetings/regular', see: 'agenda-item', act: statePosition },
  { name: 'meeting-empty', hash: '#/meetings/thematic', see: 'status-line' },
  { name: 'item', hash: '#/items/regular-3.2', see: 'document-row' },
  { name: 'item-missing', hash: '#/items/regular-6.2', see: 'status-line' },
  { name: 'reader', hash: reader, see: 'page', act: annotate },
  { name: 'reader-editor', hash: reader, see: 'page', act: openEditor },
  { name: 'reader-flow', hash: reader, see: 'page', act: eraseUndoZoom },
  {
    name: 'reader-long',
    hash: '#/items/regular-3.2/papers/regular-3.2-paper-2/1',
    see: 'page',
    act: leafThroughLong,
  },
  {
    name: 'reader-no-copy',
    hash: '#/items/regular-3.1/papers/regular-3.1-paper-1/1',
    see: 'page',
    act: tryToCopy,
  },
  { name: 'reader-outline', hash: `${reader}?page=249`, see: 'page', act: showOutline },
  { name: 'reader-thumbnails', hash: `${reader}?page=80`, see: 'page', act: showThumbnails },
  { name: 'reader-page-error', hash: `${reader}?page=6`, see: 'page-error' },
  { name: 'reader-refused', hash: '#/items/regular-4/papers/regular-4-paper-2/1', see: 'error-banner' },
  { name: 'poll', hash: '#/polls/form-decree', see: 'choice-agree', act: chooseOther },
  { name: 'poll-review', hash: '#/polls/form-decree', see: 'choice-agree', act: review },
  { name: 'poll-sealed', query: 'offline', hash: '#/polls/form-decree', see: 'choice-agree', act: sealIt },
  { name: 'poll-stale', hash: '#/polls/form-programme', see: 'ballot-state' },
  { name: 'poll-result', hash: '#/polls/past-budget', see: 'result-sentence' },
  { name: 'poll-graded', hash: '#/polls/form-decree', see: 'choice-agree', act: gradeOther },
  { name: 'poll-planned', hash: '#/polls/roll-call-budget', see: 'choice-agree' },
  {
    name: 'item-chair',
    query: 'as=chair',
    hash: '#/items/regular-3.2',
    see: 'positions',
    act: openPositions,
  },
  { name: 'item-comment', hash: '#/items/regular-4', see: 'position-objects', act: commentOn },
  {
    name: 'item-new-form',
    query: 'as=secretary',
    hash: '#/items/regular-3.2',
    see: 'item-new-form',
    act: newFormHere,
  },
  { name: 'item-not-found', hash: '#/items/khong-co', see: 'error-banner' },
  { name: 'desk-empty', query: 'as=secretary', hash: '#/', see: 'status-line' },
  { name: 'forms-empty', query: 'as=administrator', hash: '#/forms', see: 'status-line' },
  { name: 'meetings-empty', query: 'as=administrator', hash: '#/meetings', see: 'status-line' },
  { name: 'form-written', hash: '#/meetings/written-1', see: 'agenda-item' },
  { name: 'form-graded', hash: '#/form/phieu-giay-phep', see: 'question', act: gradeForm },
  {
    name: 'form-remove',
    query: 'as=secretary',
    hash: '#/form/phieu-dieu-hoa',
    see: 'form-draft',
    act: (page) => page.click(id('form-remove')),
  },
  {
    name: 'form-saved',
    query: 'as=secretary',
    hash: '#/form/phieu-giay-phep',
    see: 'form-save-pdf',
    act: (page) => page.click(id('form-save-pdf')),
  },
  { name: 'recuse', hash: '#/items/regular-3.2', see: 'document-row', act: openRecusal },
  {
    name: 'meeting-chair',
    query: 'as=chair',
    hash: '#/meetings/regular',
    see: 'agenda-item',
    act: readPositions,
  },
  { name: 'forms', hash: '#/forms', see: 'form-row' },
  { name: 'forms-secretary', query: 'as=secretary', hash: '#/forms', see: 'form-row' },
  { name: 'form-answer', hash: '#/form/phieu-giay-phep', see: 'question', act: answerForm },
  { name: 'form-review', hash: '#/form/phieu-giay-phep', see: 'question', act: reviewForm },
  { name: 'form-sealed', query: 'offline', hash: '#/form/phieu-giay-phep', see: 'question', act: sealForm },
  { name: 'form-stale', hash: '#/form/phieu-thuoc', see: 'sealed-answer' },
  { name: 'form-matrix', query: 'as=secretary', hash: '#/form/phieu-giay-phep', see: 'form-matrix' },
  {
    name: 'form-opinions',
    query: 'as=secretary',
    hash: '#/form/phieu-giay-phep',
    see: 'form-matrix',
    act: (page) => page.click(`${id('matrix-column')} >> nth=1`),
  },
  { name: 'form-reply', hash: '#/form/phieu-nha-o', see: 'side-all', act: replyToOpinion },
  {
    name: 'form-extend',
    query: 'as=secretary',
    hash: '#/form/phieu-giay-phep',
    see: 'form-extend',
    act: (page) => page.click(id('form-extend')),
  },
  {
    name: 'form-move',
    query: 'as=secretary',
    hash: '#/form/phieu-giay-phep',
    see: 'form-move',
    act: (page) => page.click(id('form-move')),
  },
  {
    name: 'form-settle',
    query: 'as=chair',
    hash: '#/form/phieu-ban-dan',
    see: 'form-matrix',
    act: settleForm,
  },
  {
    name: 'form-closed',
    hash: '#/form/phieu-ban-dan',
    see: 'side-mine',
    act: (page) => page.click(id('side-mine')),
  },
  { name: 'form-moved', hash: '#/form/phieu-du-lieu', see: 'form-matrix' },
  {
    name: 'form-draft',
    query: 'as=secretary',
    hash: '#/form/phieu-dieu-hoa',
    see: 'form-draft',
    act: writeForm,
  },
  {
    name: 'form-send',
    query: 'as=secretary',
    hash: '#/form/phieu-dieu-hoa',
    see: 'form-draft',
    act: sendForm,
  },
  {
    name: 'form-new',
    query: 'as=secretary',
    hash: '#/forms',
    see: 'form-new',
    act: async (page) => {
      await page.click(id('form-new'));
      await page.waitForSelector(id('new-matter'));
    },
  },
  { name: 'settings', hash: '#/settings', see: 'pairing-code', act: revealCode },
  { name: 'status', query: 'offline', hash: '#/', see: 'status-line', act: openStatus },
  { name: 'palette', hash: '#/', see: 'expected-row', act: openPalette },
  { name: 'keys', hash: '#/', see: 'expected-row', act: (page) => page.keyboard.press('?') },
];

const id = (name) => `[data-testid="${name}"]`;

async function gradeOther(page) {
  await page.click(id('choice-other'));
  await page.fill(
    id('opinion-text'),
    'Đồng ý về chủ trương; đề nghị tách Điều 12 để trình tại phiên họp gần nhất.',
  );
  await page.click(id('grade-condition'));
}

async function openPositions(page) {
  await page.click(`${id('positions')} summary`);
}

async function commentOn(page) {
  await page.click(id('position-objects'));
  await page.click(id('position-comment'));
}

async function newFormHere(page) {
  await page.click(id('item-new-form'));
  await page.waitForSelector(id('act-do'));
}

async function gradeForm(page) {
  const first = page.locator(id('question')).first();
  await first.locator(id('choice-other')).click();
  await first.locator('textarea').fill('Đồng ý về chủ trương; đề nghị tách phần nguồn vốn.');
  await first.locator(id('grade-should')).check();
}

async function failToEnrol(page) {
  await page.click(id('first-run-connect'));
  await page.fill(id('enrol-code'), 'sai');
  await page.fill(id('enrol-passphrase'), 'mật khẩu');
  await page.click(id('enrol-submit'));
  await page.waitForSelector(id('error-banner'));
}

async function statePosition(page) {
  await page.click(`${id('agenda-item')}[data-number="1"] ${id('position-no_objection')}`);
  await page.click(`${id('agenda-item')}[data-number="2"] ${id('position-wishes_to_speak')}`);
}

async function annotate(page) {
  await page.fill(id('page-number-input'), '2');
  await page.press(id('page-number-input'), 'Enter');
  await page.fill(id('page-number-input'), 'ii');
  await page.press(id('page-number-input'), 'Enter');
  const sheet = page.locator(`${id('page')}[data-page="1"][data-rendered="true"]`);
  await sheet.waitFor();
  await page.waitForSelector(`[data-text-page="1"] [data-run="5"]`);
  await page.click(id('tool-highlight'));
  const [from, to] = await Promise.all(
    [3, 5].map((run) => page.locator(`[data-text-page="1"] [data-run="${run}"]`).boundingBox()),
  );
  await drag(page, [
    [from.x + 60, from.y + 8],
    [from.x + 200, from.y + 8],
    [to.x + 240, to.y + 8],
  ]);
  await page.waitForSelector(`${id('annotation')}[data-kind="highlight"]`);
  const box = await sheet.boundingBox();
  await page.click(id('tool-pen'));
  const wave = Array.from({ length: 30 }, (_, n) => [
    box.x + 120 + n * 8,
    box.y + 420 + 16 * Math.sin(n / 2),
  ]);
  await drag(page, wave);
  await page.waitForSelector(`${id('annotation')}[data-kind="stroke"]`);
  await page.click(id('tool-note'));
  await page.mouse.click(box.x + box.width * 0.3, box.y + 270);
  await page.fill(id('note-editor'), 'Hỏi lại Bộ trưởng về nguồn vốn đối ứng: Ặ Ễ ổ ự.');
  await page.click(id('note-save'));
  await page.waitForSelector(`${id('annotation')}[data-kind="note"]`);
}

async function openEditor(page) {
  await page.waitForSelector(`${id('page')}[data-rendered="true"]`);
  await page.click(id('tool-note'));
  const box = await page.locator(id('reader-scroller')).boundingBox();
  await page.mouse.click(box.x + box.width * 0.4, box.y + 120);
  await page.fill(id('note-editor'), 'Ặ Ễ ổ');
}

async function eraseUndoZoom(page) {
  await annotate(page);
  await page.click(id('tool-eraser'));
  const box = await page.locator(`${id('annotation')}[data-kind="stroke"]`).boundingBox();
  await drag(page, [
    [box.x + 60, box.y - 20],
    [box.x + 60, box.y + box.height + 20],
  ]);
  await expectCount(page, `${id('annotation')}[data-kind="stroke"]`, 0);
  await page.keyboard.press('Control+z');
  await expectCount(page, `${id('annotation')}[data-kind="stroke"]`, 1);
  await page.keyboard.press('Control+Shift+z');
  await expectCount(page, `${id('annotation')}[data-kind="stroke"]`, 0);
  await page.click(id('undo'));
  await page.click(id('undo'));
  await expectCount(page, `${id('annotation')}[data-kind="note"]`, 0);
  await page.click(id('redo'));
  await expectCount(page, `${id('annotation')}[data-kind="note"]`, 1);
  await page.keyboard.press('Escape');
  const input = page.locator(id('page-number-input'));
  const before = await input.inputValue();
  await page.mouse.move(500, 400);
  await page.keyboard.down('Control');
  for (let n = 0; n < 4; n += 1) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await page.waitForTimeout(400);
  if ((await input.inputValue()) !== before) throw new Error('zooming with the wheel lost the page');
}

async function leafThroughLong(page) {
  await page.waitForSelector(`${id('page')}[data-rendered="true"]`);
  const began = Date.now();
  await page.fill(id('page-number-input'), '2400');
  await page.press(id('page-number-input'), 'Enter');
  await page.waitForSelector(`${id('page')}[data-page="2399"][data-rendered="true"]`);
  if (Date.now() - began > 1500) throw new Error(`a jump over 2,400 pages took ${Date.now() - began} ms`);
  const drawn = await page.locator(id('page')).count();
  if (drawn > 8) throw new Error(`${drawn} pages are in the document at once`);
}

async function tryToCopy(page) {
  const line = page.locator('[data-text-page="0"] [data-run="4"]');
  await line.waitFor();
  const box = await line.boundingBox();
  await drag(page, [
    [box.x + 60, box.y + 8],
    [box.x + 200, box.y + 8],
  ]);
  await page.keyboard.press('Control+c');
  await page.waitForSelector(id('reader-message'));
}

async function expectCount(page, selector, count) {
  await page.waitForFunction(([css, n]) => document.querySelectorAll(css).length === n, [selector, count], {
    timeout: 3000,
  });
}

async function drag(page, points) {
  const [[x, y], ...rest] = points;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const [toX, toY] of rest) await page.mouse.move(toX, toY, { steps: 2 });
  await page.mouse.up();
}

async function showOutline(page) {
  await page.click(id('thumbnails-toggle'));
  await page.click(id('part-outline'));
  await page.waitForSelector(`${id('page')}[data-page="249"][data-rendered="true"]`);
}

async function showThumbnails(page) {
  await page.click(id('thumbnails-toggle'));
  await page.click(id('fit-page'));
  await page.waitForSelector(`${id('page')}[data-page="80"][data-rendered="true"]`);
}

async function chooseOther(page) {
  await page.click(id('choice-other'));
  await page.click(id('ballot-review'));
  await page.waitForSelector(id('error-banner'));
}

async function review(page) {
  await page.keyboard.press('2');
  await page.fill(id('opinion-text'), 'Đề nghị làm rõ trách nhiệm lưu trữ dữ liệu tại Điều 12.');
  await page.click(id('ballot-review'));
  await page.click(id('ballot-seal'));
}

async function sealIt(page) {
  await review(page);
  await page.click(id('ballot-seal'));
  await page.waitForSelector(id('ballot-state'));
}

async function openRecusal(page) {
  await page.click(id('recuse'));
  await page.fill(id('recuse-reason'), 'Người thân làm việc cho doanh nghiệp liên quan.');
}

async function readPositions(page) {
  await page.click(`${id('agenda-item')}[data-number="2"] ${id('position-wishes_to_speak')}`);
  await page.click(`${id('agenda-item')}[data-number="2"] ${id('position-comment')}`);
  await page.click(`${id('agenda-item')}[data-number="3.2"] summary`);
}

async function answerForm(page) {
  await page.keyboard.press('1');
  const first = page.locator(id('question')).first();
  await first.locator('textarea').fill('Đồng ý với điều kiện có điều khoản chuyển tiếp.');
  await first.locator(id('grade-condition')).check();
  await page
    .locator(`${id('question')} >> nth=1`)
    .locator(id('choice-other'))
    .click();
  await page.click(id('form-review-open'));
}

async function reviewForm(page) {
  await answerForm(page);
  const second = page.locator(`${id('question')} >> nth=1`);
  await second.locator('textarea').fill('Đề nghị tách Điều 12 để xem xét tại phiên họp gần nhất.');
  await page.click(id('form-review-open'));
  await page.waitForSelector(id('form-review'));
}

async function sealForm(page) {
  await reviewForm(page);
  await page.click(id('ballot-seal'));
  await page.click(id('ballot-seal'));
  await page.waitForSelector(id('sealed-answer'));
  await page.evaluate(() => document.querySelector('main').scrollTo(0, 0));
}

async function replyToOpinion(page) {
  await page.click(id('side-all'));
  await page.click(id('matrix-column'));
  await page.click(`${id('reply-open')} >> nth=0`);
}

async function settleForm(page) {
  await page.click(id('form-settle'));
  await page.check(id('settle-not'));
}

async function writeForm(page) {
  await page.click(id('question-add'));
  await page.fill(
    `${id('question-vi')} >> nth=1`,
    'Thành viên Chính phủ có đồng ý giao Bộ Tài chính tổ chức thực hiện không?',
  );
  await page.keyboard.press('Alt+ArrowUp');
  await page.waitForTimeout(900);
}

async function sendForm(page) {
  await page.click(id('form-send'));
  await page.waitForSelector(id('act-do'));
}

async function revealCode(page) {
  await page.click(id('recovery-show'));
  await page.waitForSelector(id('recovery-code'));
}

async function openStatus(page) {
  await page.evaluate(() => (location.hash = '#/meetings/regular'));
  await page.click(`${id('agenda-item')}[data-number="1"] ${id('position-objects')}`);
  await page.waitForSelector(`${id('status-line')}[data-waiting="1"]`);
  await page.click(id('status-line'));
}

async function openPalette(page) {
  await page.keyboard.press('Control+k');
  await page.fill(id('palette-input'), 'ke hoach dau tu');
}

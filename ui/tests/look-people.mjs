// People, devices, the trail and saved files for look.mjs: what to open, and what to do there before the picture.
const id = (name) => `[data-testid="${name}"]`;
const admin = 'as=administrator';

const LIST = `Họ và tên;Chức vụ;Vai trò;Thư điện tử;Mã;Từ ngày;Ghi chú nội bộ
Hoàng Thị Bảo Ngọc;Bộ trưởng Bộ Tài chính;Thành viên;ngoc@vi-du.vn;;01/12/2026;
Trần Hoài An;Bộ trưởng Bộ Xây dựng và Phát triển đô thị;Thành viên;an_th@chinhphu.vi-du.vn;an_th;;
Lê Thanh Bình;Bộ trưởng Bộ Y tế;Thành viên;binh_lt@chinhphu.vi-du.vn;binh_lt;;
Nguyễn Văn Ổn;Chánh Văn phòng;Trưởng ban;on@vi-du;;32/13/2026;
Phạm Quốc Cường;Thứ trưởng Bộ Nội vụ, phụ trách công tác tổ chức cán bộ và cải cách hành chính;Khách mời;cuong2;cuong_khac;;
;Chuyên viên;Ban thư ký;;;;
Đỗ Thị Ễnh;Chuyên viên cao cấp;Ban thư ký;enh@vi-du.vn;;;
Hoàng Thị Bảo Ngọc;Thứ trưởng;Khách mời;;;;
`;

export const peopleScreens = [
  { name: 'people', hash: '#/people', see: 'people-row' },
  { name: 'people-administrator', query: admin, hash: '#/people', see: 'people-row' },
  { name: 'people-person', query: admin, hash: '#/people/person-1', see: 'person-device' },
  { name: 'people-left', query: admin, hash: '#/people/person-left', see: 'person-pane', act: showPast },
  { name: 'people-search', query: admin, hash: '#/people', see: 'people-row', act: search },
  { name: 'people-nobody', query: admin, hash: '#/people', see: 'people-row', act: searchNobody },
  { name: 'people-new', query: admin, hash: '#/people', see: 'person-new', act: addPerson },
  { name: 'people-seat', query: admin, hash: '#/people/person-seatless', see: 'seat-new', act: addSeat },
  { name: 'people-leave', query: admin, hash: '#/people/person-2', see: 'person-leave', act: leave },
  { name: 'people-code', query: admin, hash: '#/people/person-1', see: 'person-code', act: makeCode },
  { name: 'people-offline', query: `${admin}&offline`, hash: '#/people/person-1', see: 'offline-note' },
  { name: 'people-import', query: admin, hash: '#/people-import', see: 'import-file', act: openHelp },
  { name: 'people-import-list', query: admin, hash: '#/people-import', see: 'import-file', act: readList },
  {
    name: 'people-import-missing',
    query: admin,
    hash: '#/people-import',
    see: 'import-file',
    act: readMissing,
  },
  { name: 'people-import-wrong', query: admin, hash: '#/people-import', see: 'import-file', act: readWrong },
  { name: 'people-import-done', query: admin, hash: '#/people-import', see: 'import-file', act: carryOut },
  { name: 'stand-ins', query: 'as=secretary', hash: '#/stand-ins', see: 'delegation' },
  { name: 'stand-ins-new', query: 'as=secretary', hash: '#/stand-ins', see: 'delegate-new', act: delegate },
  { name: 'all-devices', query: admin, hash: '#/all-devices', see: 'device-line', act: showRevoked },
  { name: 'all-devices-revoke', query: admin, hash: '#/all-devices', see: 'device-line', act: revoke },
  { name: 'all-devices-offline', query: `${admin}&offline`, hash: '#/all-devices', see: 'offline-note' },
  { name: 'trail', query: admin, hash: '#/trail', see: 'trail-line', act: expand },
  {
    name: 'trail-about',
    query: 'as=auditor',
    hash: '#/trail/phieu-giay-phep',
    see: 'trail-line',
    act: saveIt,
  },
  { name: 'trail-none', query: admin, hash: '#/trail', see: 'trail-line', act: findNothing },
  { name: 'trail-offline', query: `${admin}&offline`, hash: '#/trail', see: 'offline-note' },
  { name: 'meetings-calendar', hash: '#/meetings', see: 'meetings-save-calendar', act: saveCalendar },
];

async function search(page) {
  await page.keyboard.press('/');
  await page.keyboard.type('bo truong');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
}

async function searchNobody(page) {
  await page.fill(id('people-search'), 'khong co ai');
}

async function showPast(page) {
  await page.selectOption(id('people-shown'), 'past');
}

async function addPerson(page) {
  await page.click(id('person-new'));
  await page.fill(id('person-name'), 'Nguyễn Thị Ánh Ễn');
  await page.fill(id('person-office'), 'Thứ trưởng Bộ Khoa học và Công nghệ');
}

async function addSeat(page) {
  await page.click(id('seat-new'));
  await page.selectOption(id('seat-role'), 'adviser');
  await page.click(id('seat-advises'));
}

async function leave(page) {
  await page.click(id('person-leave'));
}

async function makeCode(page) {
  await page.click(id('person-code'));
  await page.click(id('make-code'));
  await page.waitForSelector(id('enrolment-code'));
}

async function openHelp(page) {
  await page.click('summary');
}

async function give(page, name, buffer) {
  await page.setInputFiles(id('import-file'), { name, mimeType: 'text/csv', buffer: Buffer.from(buffer) });
}

async function readList(page) {
  await give(page, 'nhan-su-chinh-phu-thang-12.csv', LIST);
  await page.waitForSelector(id('import-line'));
  await page.click(`${id('import-take')} >> nth=1`);
}

async function readMissing(page) {
  await give(page, 'danh-sach.csv', 'Tên cán bộ,Chức vụ\nTrần Hoài An,Bộ trưởng\n');
  await page.waitForSelector(id('import-missing'));
}

async function readWrong(page) {
  await give(page, 'danh-sach.xlsx', 'PK\u0003\u0004');
  await page.waitForSelector(id('error-banner'));
}

async function carryOut(page) {
  await readList(page);
  await page.click(id('import-do'));
  await page.waitForSelector(id('import-done'));
}

async function delegate(page) {
  await page.click(id('delegate-new'));
  await page.click(id('delegate-member'));
  await page.keyboard.type('dung');
  await page.keyboard.press('Enter');
  await page.click(id('delegate-substitute'));
  await page.keyboard.type('sau');
  await page.keyboard.press('Enter');
  await page.fill(id('delegate-reason'), 'Đi công tác nước ngoài');
}

async function showRevoked(page) {
  await page.check(id('device-revoked-too'));
}

async function revoke(page) {
  await page.click(`${id('device-line-revoke')} >> nth=2`);
  await page.waitForSelector(id('revoke-confirm'));
}

async function expand(page) {
  await page.click(`${id('trail-expand')} >> nth=0`);
  await page.waitForSelector(id('trail-detail'));
}

async function saveIt(page) {
  await page.click(id('trail-save'));
  await page.waitForSelector(id('saved-note'));
}

async function findNothing(page) {
  await page.selectOption(id('trail-verb'), 'move_part');
  await page.waitForSelector(id('trail-clear'));
  await page.waitForTimeout(200);
}

async function saveCalendar(page) {
  await page.click(id('meetings-save-calendar'));
  await page.waitForSelector(id('saved-note'));
}

import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backend } from '../src/ipc/backend';
import { makeMemoryCabinet } from '../src/ipc/memory';
import { notices } from '../src/shared/notices.svelte';
import { place } from '../src/shared/place.svelte';
import App from '../src/views/App.svelte';

beforeEach(() => notices.clear());
afterEach(() => go(''));

function go(hash: string) {
  location.hash = hash;
  dispatchEvent(new Event('hashchange'));
}

function open(hash: string, scene = 'as=administrator', change: (backend: Backend) => void = () => {}) {
  go(hash);
  const backend = makeMemoryCabinet(new URLSearchParams(scene));
  change(backend);
  render(App, { props: { backend } });
  return { backend, user: userEvent.setup() };
}

const names = () =>
  screen.getAllByTestId('people-row').map((row) => within(row).getByRole('link').textContent);
const chooseFile = (text: string, name = 'list.csv') => new File([text], name, { type: 'text/csv' });

describe('what the rail shows', () => {
  test.each([
    ['', ['Nhân sự'], ['Mọi thiết bị', 'Nhật ký']],
    ['as=administrator', ['Nhân sự', 'Mọi thiết bị', 'Nhật ký'], ['Chuẩn bị']],
    ['as=auditor', ['Nhân sự', 'Nhật ký'], ['Mọi thiết bị']],
  ])('with %s', async (scene, shown, hidden) => {
    open('', scene);
    for (const name of shown) expect(await screen.findByRole('link', { name })).toBeVisible();
    for (const name of hidden) expect(screen.queryByRole('link', { name })).toBeNull();
  });
});

describe('directory', () => {
  test('a member reads everybody and changes nobody', async () => {
    const { user } = open('#/people', '');
    expect(await screen.findAllByTestId('people-row')).toHaveLength(39);
    expect(screen.queryByTestId('person-new')).toBeNull();
    await user.click(screen.getByRole('link', { name: 'Lê Thanh Bình' }));
    const pane = await screen.findByTestId('person-pane');
    expect(pane).not.toHaveTextContent('@');
    expect(within(pane).queryByTestId('person-edit')).toBeNull();
    expect(within(pane).queryByTestId('seat-edit')).toBeNull();
  });

  test('typing narrows, arrows walk, Enter opens and Escape comes back to the line', async () => {
    const { user } = open('#/people');
    await screen.findAllByTestId('people-row');
    await user.keyboard('/');
    await user.keyboard('bo truong bo');
    await waitFor(() => expect(names().length).toBeLessThan(25));
    await user.keyboard('{ArrowDown}{ArrowDown}');
    const second = document.activeElement as HTMLAnchorElement;
    expect(second.textContent).toBe(names()[1]);
    second.click();
    const heading = await screen.findByRole('heading', { level: 2, name: second.textContent ?? '' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(second));
    expect(screen.queryByTestId('person-pane')).toBeNull();
  });

  test('those who left are found only where they are asked for', async () => {
    const { user } = open('#/people');
    await screen.findAllByTestId('people-row');
    expect(names()).not.toContain('Đào Duy Nhân');
    await user.selectOptions(screen.getByTestId('people-shown'), 'past');
    expect(names()).toEqual(['Đào Duy Nhân']);
  });

  test('somebody new is added, and their details open to be given a role', async () => {
    const { user, backend } = open('#/people');
    await user.click(await screen.findByTestId('person-new'));
    await user.type(screen.getByTestId('person-name'), 'Nguyễn Thị Ánh Ễn');
    expect(screen.getByTestId('person-handle')).toHaveValue('en_nta');
    await user.click(screen.getByTestId('act-do'));
    const pane = await screen.findByTestId('person-pane');
    expect(pane).toHaveTextContent('chưa đọc được gì');
    await user.click(within(pane).getByTestId('seat-new'));
    await user.selectOptions(screen.getByTestId('seat-role'), 'invitee');
    expect(screen.queryByTestId('seat-votes')).toBeNull();
    await user.click(screen.getByTestId('act-do'));
    await waitFor(() => expect(within(pane).getByTestId('seat')).toHaveTextContent('Khách mời'));
    const made = (await backend.people()).people.find(({ handle }) => handle === 'en_nta');
    expect(made?.seats[0]).toMatchObject({ role: 'invitee', state: 'now', until: null });
  });

  test('noting that somebody left says what happens first', async () => {
    const { user, backend } = open('#/people/person-2');
    await user.click(await screen.findByTestId('person-leave'));
    const dialog = await screen.findByRole('dialog');
    for (const words of [/Mọi vai trò kết thúc ngay/, /thiết bị/, /Tên vẫn còn/])
      expect(dialog).toHaveTextContent(words);
    expect((await backend.people()).people.find((one) => one.person.id === 'person-2')?.removed).toBe(false);
    await user.click(screen.getByTestId('act-do'));
    await waitFor(() => expect(screen.getByTestId('person-pane')).toHaveTextContent('Đã thôi'));
  });

  test('nobody is offered their own rights', async () => {
    open('#/people/person-administrator');
    const pane = await screen.findByTestId('person-pane');
    expect(pane).toHaveTextContent('Không ai tự thay đổi quyền của mình');
    for (const act of ['seat-edit', 'seat-end', 'seat-new', 'person-leave'])
      expect(within(pane).queryByTestId(act)).toBeNull();
  });

  test('a refused change says why and keeps what was written', async () => {
    const { user } = open('#/people/person-2', 'as=administrator', (backend) => {
      backend.act = () => Promise.reject({ code: 'handle-taken', details: {} });
    });
    await user.click(await screen.findByTestId('person-edit'));
    await user.type(screen.getByTestId('person-name'), ' Minh');
    await user.click(screen.getByTestId('act-do'));
    expect(await screen.findByTestId('error-banner')).toHaveAttribute('data-code', 'handle-taken');
    expect(screen.getByTestId('person-name')).toHaveValue('Lê Thanh Bình Minh');
  });

  test('a code is made on request, copied, and gone when the dialog closes', async () => {
    const { user } = open('#/people/person-1');
    const copied = vi.spyOn(navigator.clipboard, 'writeText');
    await user.click(await screen.findByTestId('person-code'));
    expect(screen.queryByTestId('enrolment-code')).toBeNull();
    await user.click(screen.getByTestId('make-code'));
    const code = (await screen.findByTestId('enrolment-code')).textContent ?? '';
    expect(code).toMatch(/^(\w{4}-){3}\w{4}$/);
    expect(screen.getByTestId('code-left')).toHaveTextContent('72 giờ');
    await user.click(screen.getByTestId('copy-code'));
    expect(copied).toHaveBeenCalledWith(code);
    expect(screen.getByText('Đã sao chép mã')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Đóng' }));
    expect(document.body).not.toHaveTextContent(code);
  });

  test('offline, the directory stands and codes and devices say what they need', async () => {
    const { user } = open('#/people/person-1', 'as=administrator&offline');
    expect(await screen.findByTestId('offline-note')).toHaveTextContent('nằm trên máy chủ');
    expect(screen.getAllByTestId('people-row').length).toBeGreaterThan(30);
    await user.click(screen.getByTestId('person-code'));
    await user.click(screen.getByTestId('make-code'));
    await waitFor(() => expect(screen.getAllByTestId('offline-note')).toHaveLength(2));
  });
});

describe('a list of people', () => {
  const LIST = 'Họ và tên;Vai trò;Mã\nĐỗ Một;Thành viên;\nĐỗ Hai;Sếp;\nTrần Hoài An;Thành viên;an_th\n';

  test('the preview says line by line what would happen, and the button how much', async () => {
    const { user, backend } = open('#/people-import');
    await user.upload(await screen.findByTestId('import-file'), chooseFile(LIST));
    const lines = await screen.findAllByTestId('import-line');
    expect(lines.map((line) => line.dataset.does)).toEqual(['new', 'bad', 'same']);
    expect(within(lines[1] as HTMLElement).getByTestId('import-problem')).toHaveTextContent('“Sếp”');
    expect(screen.getByTestId('import-do')).toHaveTextContent('Thêm 1 người');
    await user.click(screen.getByTestId('import-take'));
    expect(screen.getByTestId('import-do')).toBeDisabled();
    await user.click(screen.getByTestId('import-take'));
    await user.click(screen.getByTestId('import-show-bad'));
    expect(screen.getAllByTestId('import-line')).toHaveLength(1);
    await user.click(screen.getByTestId('import-do'));
    const done = await screen.findByTestId('import-done');
    expect(done).toHaveTextContent('Đã thêm 1 người');
    await waitFor(() => expect(document.activeElement).toBe(done));
    expect((await backend.people()).people.some((one) => one.person.name === 'Đỗ Một')).toBe(true);
  });

  test('missing columns are explained with the headings that are accepted', async () => {
    const { user } = open('#/people-import');
    await user.upload(await screen.findByTestId('import-file'), chooseFile('Cán bộ,Chức vụ\nAn,Bộ trưởng\n'));
    expect(await screen.findByTestId('import-missing')).toHaveTextContent('“Vai trò” hoặc “Role”');
    expect(screen.queryByTestId('import-do')).toBeNull();
  });

  test('a workbook is refused in words', async () => {
    const { user } = open('#/people-import');
    await user.upload(await screen.findByTestId('import-file'), chooseFile('PK\u0003\u0004', 'a.csv'));
    expect(await screen.findByTestId('error-banner')).toHaveAttribute('data-code', 'import-is-workbook');
  });
});

describe('who stands in', () => {
  test('the secretariat notes it with a reason and ends it again', async () => {
    const { user, backend } = open('#/stand-ins', 'as=secretary');
    await user.click(await screen.findByTestId('delegate-new'));
    await user.click(await screen.findByTestId('delegate-member'));
    await user.keyboard('thuy dung{Enter}');
    await user.click(screen.getByTestId('delegate-substitute'));
    await user.keyboard('sau{Enter}');
    expect(screen.getByTestId('act-do')).toBeDisabled();
    await user.selectOptions(screen.getByTestId('delegate-meeting'), 'regular');
    await user.type(screen.getByTestId('delegate-reason'), 'Đi công tác');
    await user.click(screen.getByTestId('act-do'));
    await waitFor(() => expect(screen.getAllByTestId('delegation')).toHaveLength(3));
    expect((await backend.people()).delegations[0]).toMatchObject({
      memberName: 'Đặng Thùy Dung',
      substituteName: 'Nguyễn Thị Sáu',
      meeting: 'regular',
    });
    await user.click(screen.getAllByTestId('delegation-end')[0] as HTMLElement);
    await user.click(await screen.findByTestId('act-do'));
    await waitFor(async () => expect((await backend.people()).delegations[0]?.ended).toBe(true));
  });

  test('others read it', async () => {
    open('#/stand-ins', '');
    expect(await screen.findAllByTestId('delegation')).toHaveLength(2);
    expect(screen.queryByTestId('delegate-new')).toBeNull();
    expect(screen.queryByTestId('delegation-end')).toBeNull();
  });
});

describe('devices of everybody', () => {
  test('revoking names the person and the device, and the own device cannot be revoked here', async () => {
    const { user, backend } = open('#/all-devices');
    await screen.findAllByTestId('device-line');
    await user.type(screen.getByTestId('device-search'), 'ha quang tung');
    const own = screen.getAllByTestId('device-line')[0] as HTMLElement;
    expect(own).toHaveTextContent('Thiết bị này');
    expect(within(own).queryByRole('button')).toBeNull();
    await user.clear(screen.getByTestId('device-search'));
    await user.click(screen.getByRole('button', { name: 'Thu hồi “Máy tính xách tay” của Lê Thanh Bình' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Lê Thanh Bình');
    expect(dialog).toHaveTextContent('Máy tính xách tay');
    await user.click(screen.getByTestId('revoke-confirm'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const device = (await backend.administeredDevices()).find(({ person }) => person.id === 'person-2');
    expect(device?.revokedAt).not.toBeNull();
  });

  test('a person’s devices lie together, however the server gives them', async () => {
    open('#/all-devices', 'as=administrator', (backend) => {
      const devices = backend.administeredDevices.bind(backend);
      backend.administeredDevices = async () =>
        (await devices()).sort((one, other) => one.enrolledAt.localeCompare(other.enrolledAt));
    });
    const lines = await screen.findAllByTestId('device-line');
    const owners = lines.map((line) => within(line).getByRole('link').textContent);
    expect(owners.filter((name, index) => name !== owners[index - 1])).toEqual([...new Set(owners)]);
  });

  test('what was loaded stays when the network goes', async () => {
    const { user, backend } = open('#/all-devices');
    const before = (await screen.findAllByTestId('device-line')).length;
    backend.administeredDevices = () => Promise.reject({ code: 'network-unreachable', details: {} });
    backend.revokeAnyDevice = () => Promise.reject({ code: 'network-unreachable', details: {} });
    await user.click(screen.getAllByTestId('device-line-revoke')[0] as HTMLElement);
    await user.click(await screen.findByTestId('revoke-confirm'));
    expect(await screen.findByTestId('offline-note')).toBeVisible();
    expect(screen.getAllByTestId('device-line')).toHaveLength(before);
  });
});

describe('trail', () => {
  test('acts stand under their days; details are text; hidden records say so', async () => {
    const { user } = open('#/trail');
    const lines = await screen.findAllByTestId('trail-line');
    expect(lines).toHaveLength(100);
    expect(screen.getAllByRole('heading', { level: 2 }).length).toBeGreaterThan(5);
    expect(screen.getAllByText('bạn không được xem').length).toBeGreaterThan(0);
    const first = screen.getAllByTestId('trail-expand')[0] as HTMLElement;
    await user.click(first);
    expect(first).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByTestId('trail-detail').textContent).toMatch(/^\{\n {2}"act"/);
    await user.click(screen.getByTestId('trail-older'));
    await waitFor(() => expect(screen.getAllByTestId('trail-line')).toHaveLength(200));
  });

  test('an unknown verb is shown as it is', async () => {
    open('#/trail');
    await screen.findAllByTestId('trail-line');
    expect(screen.getAllByText('rebuild_index').length).toBeGreaterThan(0);
  });

  test('a verb and a person narrow it, and everything about a record is one step away', async () => {
    const { user } = open('#/trail');
    await screen.findAllByTestId('trail-line');
    await user.selectOptions(screen.getByTestId('trail-verb'), 'revoke_device');
    await waitFor(() =>
      expect(screen.getAllByTestId('trail-line').every((line) => line.dataset.verb === 'revoke_device')).toBe(
        true,
      ),
    );
    await user.click(screen.getByTestId('trail-person'));
    await user.keyboard('ngoc lan{Enter}');
    await waitFor(() => expect(screen.queryAllByTestId('trail-line')).toHaveLength(0));
    await user.click(screen.getByTestId('trail-clear'));
    const [about] = await screen.findAllByRole('link', { name: 'Mọi việc về “Trần Hoài An”' });
    about?.click();
    await waitFor(() => expect(screen.getByTestId('trail-subject')).toHaveTextContent('Trần Hoài An'));
    expect(place.route).toEqual({ screen: 'trail', subject: 'person-1' });
  });

  test('the copy that is saved is said to lie unencrypted, and where', async () => {
    const asked: unknown[] = [];
    const { user } = open('#/trail', 'as=auditor', (backend) => {
      const save = backend.saveTrail.bind(backend);
      backend.saveTrail = (input) => (asked.push(input), save(input));
    });
    await screen.findAllByTestId('trail-line');
    await user.selectOptions(screen.getByTestId('trail-verb'), 'settle');
    await user.click(screen.getByTestId('trail-save'));
    const note = await screen.findByTestId('saved-note');
    expect(note).toHaveTextContent('/home/tung/Tải về/nhat-ky');
    expect(note).toHaveTextContent('ngoài kho mã hóa');
    expect(asked).toEqual([
      { before: null, person: null, verb: 'settle', subject: null, from: null, until: null },
    ]);
  });

  test('offline it says what it needs', async () => {
    open('#/trail', 'as=administrator&offline');
    expect(await screen.findByTestId('offline-note')).toHaveTextContent('Nhật ký nằm trên máy chủ');
  });
});

describe('files saved outside', () => {
  test('the synthesis is saved by those who see it', async () => {
    const { user } = open('#/form/phieu-giay-phep', 'as=secretary');
    await user.click(await screen.findByTestId('form-save-xlsx'));
    expect(await screen.findByTestId('saved-note')).toHaveTextContent('.xlsx');
  });

  test('a member who does not see it is not offered it', async () => {
    open('#/form/phieu-giay-phep', '');
    await screen.findAllByTestId('question');
    expect(screen.queryByTestId('form-save-pdf')).toBeNull();
  });

  test('a meeting goes into a calendar, and a refusal is said above the page', async () => {
    const { user, backend } = open('#/meetings/regular', '');
    await user.click(await screen.findByTestId('meeting-save-calendar'));
    expect(await screen.findByTestId('saved-note')).toHaveTextContent('.ics');
    backend.saveCalendar = () => Promise.reject({ code: 'disk-full', details: {} });
    await user.click(screen.getByTestId('meeting-save-calendar'));
    expect(await screen.findByTestId('error-banner')).toHaveAttribute('data-code', 'disk-full');
  });
});

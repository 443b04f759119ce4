import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Backend } from '../src/ipc/backend';
import { makeMemoryCabinet } from '../src/ipc/memory';
import { announcer } from '../src/shared/live.svelte';
import { notices } from '../src/shared/notices.svelte';
import App from '../src/views/App.svelte';

beforeEach(() => notices.clear());
afterEach(() => go(''));

function go(hash: string) {
  location.hash = hash;
  dispatchEvent(new Event('hashchange'));
}

function open(hash: string, scene = 'as=secretary', change: (backend: Backend) => void = () => {}) {
  go(hash);
  const backend = makeMemoryCabinet(new URLSearchParams(scene));
  change(backend);
  render(App, { props: { backend } });
  return { backend, user: userEvent.setup() };
}

function row(number: string): HTMLElement {
  const found = screen.getAllByTestId('prepare-row').find((one) => one.dataset.number === number);
  if (!found) throw new Error(`no line ${number}`);
  return found;
}

async function rows(): Promise<HTMLElement[]> {
  return screen.findAllByTestId('prepare-row');
}

describe('the desk of the secretariat', () => {
  test('only those who prepare see its entry', async () => {
    open('', 'as=secretary');
    expect(await screen.findByRole('link', { name: 'Chuẩn bị' })).toBeVisible();
  });

  test('a member has no such entry', async () => {
    open('', '');
    await screen.findAllByTestId('expected-row');
    expect(screen.queryByRole('link', { name: 'Chuẩn bị' })).toBeNull();
  });

  test('a meeting is made, its items typed one after another', async () => {
    const { user, backend } = open('#/prepare');
    await user.click(await screen.findByTestId('new-meeting'));
    await user.type(screen.getByTestId('meeting-title'), 'Phiên họp tháng 01');
    await user.type(screen.getByTestId('meeting-date'), '2027-01-07');
    await user.click(screen.getByTestId('meeting-submit'));
    await user.click(await screen.findByTestId('prepare-add'));
    await user.keyboard('Nội dung một{Enter}');
    await waitFor(() => expect(screen.getAllByTestId('prepare-row')).toHaveLength(1));
    await user.type(screen.getByTestId('new-item-title'), 'Nội dung hai{Enter}');
    await waitFor(() => expect(screen.getAllByTestId('prepare-row')).toHaveLength(2));
    const made = (await backend.meetings()).find(({ title }) => title.vi === 'Phiên họp tháng 01');
    const view = await backend.prepare(made?.id ?? '');
    expect(view.items.map(({ title, number }) => [number, title.vi])).toEqual([
      ['1', 'Nội dung một'],
      ['2', 'Nội dung hai'],
    ]);
  });

  test('Alt and an arrow move a line at once, say so, and keep the focus', async () => {
    const { user, backend } = open('#/prepare/thematic');
    await rows();
    row('4').focus();
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(row('3')).toHaveTextContent('dữ liệu số');
    expect(announcer.message).toContain('Mục 4 chuyển thành mục 3');
    await waitFor(() => expect(row('3')).toHaveFocus());
    await waitFor(async () => expect((await backend.prepare('thematic')).undo).toBe('move_item'));
  });

  test('a refused move is put back and said', async () => {
    const { user } = open('#/prepare/thematic', 'as=secretary', (backend) => {
      backend.act = () => Promise.reject({ code: 'not-possible-now', details: {} });
    });
    await rows();
    row('4').focus();
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(await screen.findByTestId('error-banner')).toHaveAttribute('data-code', 'not-possible-now');
    await waitFor(() => expect(row('4')).toHaveTextContent('dữ liệu số'));
  });

  test('a title is written in its line and Escape leaves it alone', async () => {
    const { user } = open('#/prepare/thematic');
    await rows();
    row('7').focus();
    await user.keyboard('{F2}');
    await user.clear(screen.getByTestId('row-title-input'));
    await user.type(screen.getByTestId('row-title-input'), 'Tên khác{Escape}');
    expect(row('7')).toHaveTextContent('trường học vùng cao');
    await user.keyboard('{F2}');
    await user.clear(screen.getByTestId('row-title-input'));
    await user.type(screen.getByTestId('row-title-input'), 'Tên khác{Enter}');
    await waitFor(() => expect(row('7')).toHaveTextContent('Tên khác'));
  });

  test('an item that is out is withdrawn only after a question', async () => {
    const { user } = open('#/prepare/regular');
    await rows();
    row('1').focus();
    await user.keyboard('{Delete}');
    expect(screen.getByText(/Thành viên thấy ngay/)).toBeVisible();
    await user.click(screen.getByTestId('ask-confirm'));
    await waitFor(() => expect(row('1')).toHaveTextContent('Đã rút khỏi chương trình'));
  });

  test('the pane saves a field when it is left, and undo takes it back', async () => {
    const { user, backend } = open('#/prepare/thematic');
    await rows();
    if (!screen.queryByTestId('item-pane')) {
      await user.click(row('8'));
      await user.click(await screen.findByTestId('open-pane'));
    } else await user.click(row('8'));
    const title = await screen.findByTestId('pane-title');
    await user.clear(title);
    await user.type(title, 'Quy hoạch mới');
    await user.tab();
    await waitFor(() => expect(row('8')).toHaveTextContent('Quy hoạch mới'));
    await user.click(screen.getByTestId('prepare-undo'));
    await waitFor(() => expect(row('8')).toHaveTextContent('mạng lưới cơ sở y tế'));
    expect((await backend.prepare('thematic')).redo).toBe('edit_item');
  });

  test('two colliding edits lie side by side until one is taken', async () => {
    const { user } = open('#/prepare/thematic');
    await rows();
    await user.click(row('2'));
    const button = screen.queryByTestId('open-pane');
    if (button) await user.click(button);
    const box = await screen.findByTestId('conflicts');
    expect(box).toHaveTextContent('Dương Bảo Sơn');
    await user.click(within(box).getAllByTestId('conflict-take')[0] as HTMLElement);
    await waitFor(() => expect(row('2')).toHaveTextContent('bổ sung một số điều'));
  });

  test('publishing shows what members will see and what is missing first', async () => {
    const { user, backend } = open('#/prepare/thematic');
    await rows();
    await user.click(screen.getByTestId('publish'));
    expect(screen.getByTestId('publish-changes')).toHaveTextContent('Nội dung mới, kèm 3 tài liệu');
    expect(screen.getByTestId('publish-missing')).toHaveTextContent('thiếu phiếu trình');
    await user.click(screen.getByTestId('publish-confirm'));
    await waitFor(async () => expect((await backend.prepare('thematic')).meeting.state).toBe('published'));
    expect(screen.queryByTestId('publish-confirm')).toBeNull();
  });

  test('offline, changes are kept and counted', async () => {
    const { user } = open('#/prepare/thematic', 'as=secretary&offline');
    await rows();
    row('4').focus();
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await waitFor(() => expect(screen.getByTestId('waiting')).toHaveTextContent('1 thay đổi chưa gửi'));
  });
});

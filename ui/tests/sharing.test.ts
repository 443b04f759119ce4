import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Backend } from '../src/ipc/backend';
import { makeMemoryCabinet } from '../src/ipc/memory';
import { desk } from '../src/reader/desk.svelte';
import { notices } from '../src/shared/notices.svelte';
import App from '../src/views/App.svelte';

/** The first page waits for everything that this window loads. */
const PATIENCE = { timeout: 15_000 };
const DOCUMENT = 'regular-3.2-paper-1';
const PAPER = `#/items/regular-3.2/papers/${DOCUMENT}/3`;

beforeEach(() => {
  notices.clear();
  desk.clear();
  desk.hasNotes = true;
  desk.hasOthers = true;
});
afterEach(() => go(''));

function go(hash: string) {
  location.hash = hash;
  dispatchEvent(new Event('hashchange'));
}

function open(scene = 'notes=shared', change: (backend: Backend) => void = () => {}, hash = PAPER) {
  go(hash);
  const backend = makeMemoryCabinet(new URLSearchParams(scene));
  change(backend);
  render(App, { props: { backend } });
  return { backend, user: userEvent.setup() };
}

/** The column of notes as a list. */
async function listed(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByTestId('notes-list', undefined, PATIENCE));
}

async function own(backend: Backend) {
  return (await backend.annotations(DOCUMENT, 3)).annotations;
}

test('notes of others stand among the own with author and layer, and the column narrows to a layer', async () => {
  const { user } = open();
  await listed(user);
  const advice = screen.getAllByRole('group', { name: 'Ghi chú của người giúp việc Đỗ Ngọc Mai' });
  expect(advice.length).toBe(3);
  const colleague = screen.getAllByRole('group', { name: 'Ghi chú do Lê Thanh Bình chia sẻ' });
  expect(colleague[0]).toHaveTextContent('Cùng đọc: Phạm Quốc Cường và Đặng Thùy Dung');
  await user.selectOptions(screen.getByTestId('notes-layer'), 'shared');
  expect(screen.queryByRole('group', { name: /Đỗ Ngọc Mai/ })).toBeNull();
  await user.selectOptions(screen.getByTestId('notes-layer'), 'given');
  expect(screen.getAllByTestId('note-item')).toHaveLength(1);
  await user.selectOptions(screen.getByTestId('notes-layer'), 'mine');
  expect(screen.getAllByTestId('note-item')).toHaveLength(2);
  const tray = screen.getByTestId('notes-tray');
  expect(within(tray).getByTestId('shared-item')).toHaveTextContent('Không còn chỗ trên bản này');
});

test('an empty layer says whose notes are missing', async () => {
  const { user, backend } = open('');
  await backend.annotate({
    document: DOCUMENT,
    version: 3,
    marks: [{ page: 0, mark: { kind: 'note', x: 0.5, y: 0.5, text: 'Riêng', colour: 'blue' } }],
  });
  await screen.findByTestId('note-item', undefined, PATIENCE);
  await user.click(screen.getByTestId('notes-list'));
  await user.selectOptions(screen.getByTestId('notes-layer'), 'advice');
  expect(screen.getByText('Người giúp việc chưa chia sẻ gì với bạn trên tài liệu này.')).toBeInTheDocument();
});

test('what is taken over is an own note that remembers its author, and is undone', async () => {
  const { user, backend } = open();
  await listed(user);
  const before = (await own(backend)).length;
  await user.selectOptions(screen.getByTestId('notes-layer'), 'advice');
  await user.click(screen.getAllByTestId('take-over')[0] as HTMLElement);
  await waitFor(async () => expect((await own(backend)).length).toBe(before + 1));
  expect(await screen.findByTestId('taken-over')).toBeInTheDocument();
  await user.selectOptions(screen.getByTestId('notes-layer'), 'mine');
  expect(await screen.findByTestId('taken-from')).toHaveTextContent('Đỗ Ngọc Mai');
  await user.click(screen.getByTestId('undo'));
  await waitFor(() => expect(screen.queryByTestId('taken-from')).toBeNull());
  await user.selectOptions(screen.getByTestId('notes-layer'), 'advice');
  await user.click(screen.getByTestId('take-over-all'));
  await waitFor(async () => expect((await own(backend)).length).toBe(before + 3));
});

test('on the page a mark of somebody else opens, and is neither erased nor changed', async () => {
  const { user } = open();
  await screen.findByTestId('notes-list', undefined, PATIENCE);
  desk.active?.goTo(1);
  const [tag] = await screen.findAllByTestId('shared-tag');
  expect(tag).toHaveTextContent('NM');
  expect(tag).toHaveAccessibleName(/^NM: Ghi chú của người giúp việc Đỗ Ngọc Mai\. Tô sáng: /);
  for (const mark of screen.getAllByTestId('shared-mark'))
    expect(mark.closest('[data-annotation]')).toBeNull();
  await waitFor(() => expect(tag).toBeEnabled());
  await user.click(tag as HTMLElement);
  const shown = await screen.findByTestId('shared-open');
  expect(shown).toHaveTextContent('Thư ký Bộ trưởng Bộ Xây dựng');
  expect(shown).toHaveFocus();
  expect(within(shown).queryByRole('textbox')).toBeNull();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('shared-open')).toBeNull());
  desk.hasOthers = false;
  await waitFor(() => expect(screen.queryByTestId('shared-tag')).toBeNull());
});

test('a note is given to chosen readers, who are named before anything is sent, and taken back', async () => {
  const { user, backend } = open('notes=shared&offline');
  await listed(user);
  await user.selectOptions(screen.getByTestId('notes-layer'), 'mine');
  const card = screen.getAllByTestId('note-item').find((one) => one.textContent?.includes('Thủ tướng'));
  await user.click(within(card as HTMLElement).getByTestId('note-share'));
  const dialog = await screen.findByTestId('share-dialog');
  await within(dialog).findAllByTestId('share-reader');
  expect(within(dialog).getByTestId('share-search')).toHaveFocus();
  expect(within(dialog).getByTestId('share-do')).toBeDisabled();
  await user.keyboard('thanh binh{Enter}');
  expect(within(dialog).getByTestId('share-told')).toHaveTextContent(
    /^Lê Thanh Bình đọc được .+ kể cả máy chủ và quản trị viên\.$/,
  );
  expect(dialog).toHaveTextContent('Hiện không có mạng. Sẽ gửi khi có mạng.');
  await user.click(within(dialog).getByTestId('share-do'));
  await waitFor(() => expect(screen.queryByTestId('share-dialog')).toBeNull());
  const given = () =>
    own(backend).then((notes) => notes.find(({ mark }) => 'text' in mark && mark.text.includes('Thủ tướng')));
  expect((await given())?.share).toMatchObject({ readers: [{ name: 'Lê Thanh Bình' }], safety: 'saved' });
  const state = within(card as HTMLElement).getByTestId('share-state');
  expect(state).toHaveTextContent('Đã lưu trên máy này; sẽ gửi khi có mạng.');
  await user.click(within(state).getByTestId('share-readers'));
  expect(state).toHaveTextContent('Bộ trưởng Bộ Y tế');
  await user.click(within(state).getByTestId('share-back'));
  await waitFor(async () => expect((await given())?.share).toBeNull());
});

test('somebody without a key or with a changed one cannot be chosen before the codes were compared', async () => {
  const { user } = open();
  await listed(user);
  await user.click(screen.getByTestId('share-all'));
  const dialog = await screen.findByTestId('share-dialog');
  const lines = await within(dialog).findAllByTestId('share-reader');
  const lineOf = (key: string) => lines.find((line) => line.dataset.key === key) as HTMLElement;
  expect(within(lineOf('missing')).getByRole('checkbox')).toBeDisabled();
  expect(within(lineOf('missing')).getByRole('checkbox')).toHaveAccessibleDescription(/chưa mở e-Cabinet/);
  const changed = lineOf('changed');
  expect(within(changed).getByRole('checkbox')).toBeDisabled();
  await user.click(within(changed).getByTestId('compare-codes'));
  const codes = within(changed).getAllByTestId('sharing-code');
  expect(codes).toHaveLength(2);
  await user.click(within(changed).getAllByTestId('codes-same')[0] as HTMLElement);
  await waitFor(() => expect(changed.dataset.key).toBe('compared'));
  expect(within(changed).getByRole('checkbox')).toBeEnabled();
});

test('a refusal is said in plain words, and nothing is closed over it', async () => {
  const refused = vi.fn(async () => {
    throw { code: 'share-refused', details: {} };
  });
  const { user } = open('notes=shared', (backend) => (backend.shareNotes = refused));
  await listed(user);
  await user.click(screen.getByTestId('share-all'));
  const dialog = await screen.findByTestId('share-dialog');
  const [first] = await within(dialog).findAllByRole('checkbox');
  await user.click(first as HTMLElement);
  await user.click(within(dialog).getByTestId('share-do'));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Chưa ai nhận được');
  expect(refused).toHaveBeenCalledOnce();
});

test('the own code stands with the devices, and keys that changed wait there', async () => {
  const { user, backend } = open('notes=shared', undefined, '#/settings');
  const code = await screen.findByTestId('own-sharing-code', undefined, PATIENCE);
  expect(code).toHaveTextContent((await backend.ownSharing()).code ?? '');
  const [same] = await screen.findAllByTestId('codes-same');
  await user.click(same as HTMLElement);
  await waitFor(() => expect(screen.queryByTestId('codes-same')).toBeNull());
  expect((await backend.ownSharing()).changed).toEqual([]);
});

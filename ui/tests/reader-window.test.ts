import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Backend } from '../src/ipc/backend';
import { makeMemoryCabinet } from '../src/ipc/memory';
import { desk } from '../src/reader/desk.svelte';
import { notices } from '../src/shared/notices.svelte';
import { parseRoute } from '../src/shared/router';
import App from '../src/views/App.svelte';

/** The first page waits for everything that this window loads. */
const PATIENCE = { timeout: 15_000 };
const PAPER = '#/items/regular-3.2/papers/regular-3.2-paper-1/3';

beforeEach(() => {
  notices.clear();
  desk.clear();
  desk.hasNotes = true;
});
afterEach(() => go(''));

function go(hash: string) {
  location.hash = hash;
  dispatchEvent(new Event('hashchange'));
}

function open(hash: string, scene = '', change: (backend: Backend) => void = () => {}) {
  go(hash);
  const backend = makeMemoryCabinet(new URLSearchParams(scene));
  change(backend);
  render(App, { props: { backend } });
  return { backend, user: userEvent.setup() };
}

/** A page whose picture has arrived, which this environment never does by itself. */
async function arrived(page: number): Promise<HTMLElement> {
  const sheet = await waitFor(() => {
    const found = screen.getAllByTestId('page').find((one) => one.dataset.page === String(page));
    const image = found?.querySelector('img');
    if (!found || !image) throw new Error(`page ${page} is not drawn`);
    fireEvent.load(image);
    return found;
  }, PATIENCE);
  await waitFor(() => expect(sheet.dataset.rendered).toBe('true'));
  return sheet;
}

test('a note is written, taken back and written again, and the core keeps the steps', async () => {
  const { user, backend } = open(PAPER, 'offline');
  const sheet = await arrived(0);
  await user.keyboard('t');
  await fireEvent.click(sheet, { clientX: 10, clientY: 10 });
  await user.type(await screen.findByTestId('note-editor'), 'Hỏi lại về vốn');
  await user.click(screen.getByTestId('note-save'));
  expect(await screen.findByTestId('note-item')).toHaveTextContent('Hỏi lại về vốn');
  await user.click(screen.getByTestId('undo'));
  await waitFor(() => expect(screen.queryByTestId('note-item')).toBeNull());
  expect(await backend.annotations('regular-3.2-paper-1', 3)).toMatchObject({
    canUndo: false,
    canRedo: true,
  });
  await user.click(screen.getByTestId('redo'));
  expect(await screen.findByTestId('note-item')).toHaveAttribute('data-safety', 'saved');
});

test('words written on the page are kept as soon as one goes elsewhere', async () => {
  const { user, backend } = open(PAPER, 'offline');
  const sheet = await arrived(0);
  await user.keyboard('b');
  await fireEvent.click(sheet, { clientX: 0, clientY: 0 });
  await user.type(await screen.findByTestId('box-editor'), 'Số liệu cũ');
  await user.click(screen.getByTestId('page-number-input'));
  await waitFor(async () =>
    expect((await backend.annotations('regular-3.2-paper-1', 3)).annotations).toMatchObject([
      { mark: { kind: 'text_box', text: 'Số liệu cũ', size: 12 } },
    ]),
  );
});

test('a text on the page is made wider by keys while it is written in, and grows with its words', async () => {
  const { user, backend } = open(PAPER, 'offline');
  const sheet = await arrived(0);
  sheet.getBoundingClientRect = () => new DOMRect(0, 0, 600, 800);
  await user.keyboard('b');
  await fireEvent.click(sheet, { clientX: 60, clientY: 80 });
  await user.type(await screen.findByTestId('box-editor'), 'Số liệu');
  await user.click(screen.getByTestId('page-number-input'));
  const kept = async () => {
    const [only, ...more] = (await backend.annotations('regular-3.2-paper-1', 3)).annotations;
    expect(more).toEqual([]);
    return only?.mark.kind === 'text_box' ? only.mark : null;
  };
  await waitFor(async () => expect(await kept()).not.toBeNull());
  const before = await kept();
  // The tool that writes is still in hand: words that are there are opened, and no others begun over them.
  await user.click(await screen.findByText('Số liệu', { selector: 'button.typed' }));
  await user.type(
    await screen.findByTestId('box-editor'),
    ' mới{Alt>}{ArrowRight}{ArrowRight}{ArrowLeft}{/Alt}',
  );
  await user.click(screen.getByTestId('page-number-input'));
  await waitFor(async () => expect((await kept())?.text).toBe('Số liệu mới'));
  expect((await kept())?.rect.w).toBeCloseTo((before?.rect.w ?? 0) + 0.02, 5);
  await user.click(screen.getByTestId('undo'));
  await waitFor(async () => expect(await kept()).toEqual(before));
});

test('the search in a paper needs no diacritics; F3 goes on', async () => {
  const { user } = open(PAPER);
  await arrived(0);
  await user.keyboard('{Control>}f{/Control}');
  await user.type(await screen.findByTestId('find-input'), 'lo trinh');
  expect((await screen.findAllByTestId('find-hit'))[0]).toHaveTextContent('lộ trình');
  expect(screen.getByTestId('find-count')).toHaveTextContent(/Kết quả 1 \/ \d+/);
  await user.keyboard('{F3}');
  await waitFor(() => expect(screen.getByTestId('find-count')).toHaveTextContent(/Kết quả 2 \/ \d+/));
});

test('notes from the version before are counted, confirmed one by one, or laid into the tray', async () => {
  const { user, backend } = open(PAPER, 'notes=carried');
  expect(await screen.findByTestId('notes-carried')).toHaveTextContent(
    '3 giữ nguyên chỗ, 1 dời theo văn bản, 2 cần xem lại, 1 không còn chỗ',
  );
  await user.click(screen.getByTestId('review-start'));
  await user.click(await screen.findByTestId('review-confirm'));
  await waitFor(() => expect(screen.getByTestId('review-walk')).toHaveTextContent('1 / 1'));
  await user.click(screen.getByTestId('review-tray'));
  await waitFor(() => expect(screen.queryByTestId('review-walk')).toBeNull());
  const { toCheck, unplaced, annotations } = await backend.annotations('regular-3.2-paper-1', 3);
  expect([toCheck, unplaced, annotations.length]).toEqual([0, 2, 7]);
  await user.click(screen.getByTestId('notes-list'));
  const tray = await screen.findByTestId('notes-tray');
  expect(tray).toHaveTextContent('Trang 321, phiên bản 2');
  await user.click(within(tray).getAllByRole('button', { name: /Trang 321/ })[0] as HTMLElement);
  expect(await screen.findByTestId('pane-beside')).toHaveTextContent('(v2)');
});

test('what changed since the version read before is listed, and can be all that is shown', async () => {
  const { user } = open(PAPER);
  await arrived(0);
  desk.open('changes');
  const lines = await screen.findAllByTestId('change-line');
  expect(lines.some((line) => line.querySelector('ins') && line.querySelector('del'))).toBe(true);
  expect(lines.at(-1)).toHaveTextContent('đã bỏ');
  await user.click(screen.getByTestId('changes-only'));
  const changed = desk.active?.changes.pages ?? [];
  await waitFor(() =>
    expect(screen.getAllByTestId('page').every((one) => changed.includes(Number(one.dataset.page)))).toBe(
      true,
    ),
  );
});

test('an outside link shows its address in full and is opened only when told to', async () => {
  const openAddress = vi.fn(async () => undefined);
  const { user } = open(PAPER, '', (backend) => (backend.openAddress = openAddress));
  await arrived(1);
  desk.active?.goTo(1);
  const [, outside, refused] = await screen.findAllByTestId('page-link');
  await user.click(outside as HTMLElement);
  const address = (await screen.findByTestId('link-address')).textContent;
  expect(address).toMatch(/^https:\/\/vi-du\.vn\/.+nguon=e-cabinet$/);
  expect(openAddress).not.toHaveBeenCalled();
  await user.click(screen.getByTestId('link-open'));
  expect(openAddress).toHaveBeenCalledWith(address);
  await user.click(refused as HTMLElement);
  expect(await screen.findByTestId('link-refused')).toHaveTextContent('không bao giờ');
  expect(screen.queryByTestId('link-open')).toBeNull();
});

test('papers stay open as tabs, are closed and opened again', async () => {
  const { user } = open(PAPER);
  await arrived(0);
  go('#/items/regular-3.2/papers/regular-3.2-paper-0/1');
  await waitFor(() => expect(screen.getAllByTestId('paper-tab')).toHaveLength(2));
  await user.click(screen.getAllByTestId('tab-close')[1] as HTMLElement);
  await waitFor(() => expect(screen.getAllByTestId('paper-tab')).toHaveLength(1));
  await waitFor(() => expect(screen.getByTestId('reader')).toHaveAttribute('data-n-pages', '320'));
  desk.active?.goTo(40);
  await waitFor(() => expect(screen.getByTestId('reader')).toHaveAttribute('data-current-page', '40'));
  expect(parseRoute(location.hash)).toMatchObject({ document: 'regular-3.2-paper-1' });
  await user.keyboard('{Control>}{Shift>}T{/Shift}{/Control}');
  await waitFor(() => expect(screen.getAllByTestId('paper-tab')).toHaveLength(2));
});

test('a page is read out in reading order, and its visual text is hidden from the reader of the screen', async () => {
  open(PAPER);
  const sheet = await arrived(1);
  const read = await within(sheet).findByTestId('page-words');
  expect(within(read).getByRole('heading', { level: 2 })).toHaveTextContent('1.2. Nội dung');
  // Words lie over the pages in view alone.
  desk.active?.goTo(1);
  await waitFor(() =>
    expect(sheet.querySelector('[data-text-page="1"]')).toHaveAttribute('aria-hidden', 'true'),
  );
});

test('the search over everything leads to the page with the words found there', async () => {
  const { user } = open('#/search');
  await user.type(await screen.findByTestId('search-input'), 'lo trinh');
  const hits = await screen.findAllByTestId('search-hit');
  const page = hits.find((hit) => hit.dataset.kind === 'page') as HTMLElement;
  expect(page.getAttribute('href')).toMatch(/papers\/.+\/\d+\?page=\d+&find=lo%20trinh$/);
  await user.click(screen.getByTestId('search-kind-title'));
  await waitFor(() =>
    expect(screen.queryAllByTestId('search-hit').every((hit) => hit.dataset.kind === 'title')).toBe(true),
  );
});

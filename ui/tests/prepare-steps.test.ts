import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Backend } from '../src/ipc/backend';
import type { MeetingStateView } from '../src/ipc/bindings';
import { makeMemoryCabinet } from '../src/ipc/memory';
import { Intake } from '../src/secretariat/intake.svelte';
import { othersToCopyFrom, othersToCopyTo } from '../src/secretariat/meetinggroups';
import { goalOf, mayPublish, stepsOf } from '../src/secretariat/meetingsteps';
import { notices } from '../src/shared/notices.svelte';
import { place } from '../src/shared/place.svelte';
import App from '../src/views/App.svelte';

beforeEach(() => notices.clear());
afterEach(() => go(''));

function go(hash: string) {
  location.hash = hash;
  dispatchEvent(new Event('hashchange'));
}

async function open(hash: string, scene = 'as=secretary', change: (backend: Backend) => unknown = () => {}) {
  const backend = makeMemoryCabinet(new URLSearchParams(scene));
  await change(backend);
  go(hash);
  render(App, { props: { backend } });
  await screen.findAllByTestId('prepare-row');
  return { backend, user: userEvent.setup() };
}

type User = ReturnType<typeof userEvent.setup>;

function row(number: string): HTMLElement {
  const found = screen.getAllByTestId('prepare-row').find((one) => one.dataset.number === number);
  if (!found) throw new Error(`no line ${number}`);
  return found;
}

async function choose(user: User, menu: HTMLElement, entry: string) {
  await user.click(menu);
  await user.click(screen.getByTestId(`menu-${entry}`));
}

async function paneOf(user: User, number: string) {
  await user.click(row(number));
  const button = screen.queryByTestId('open-pane');
  if (button) await user.click(button);
}

describe('the life of a meeting', () => {
  test('what the core allows has a step, and publishing stands apart', () => {
    const at = (state: MeetingStateView, ...nextStates: MeetingStateView[]) => ({
      meeting: { state } as never,
      nextStates,
    });
    const steps = (view: ReturnType<typeof at>) => stepsOf(view).map(({ step }) => step);
    expect(steps(at('draft', 'in_review', 'published'))).toEqual(['review']);
    expect(steps(at('published', 'published', 'in_session', 'cancelled'))).toEqual([
      'open_session',
      'cancel_meeting',
    ]);
    expect(steps(at('in_session', 'published', 'in_session', 'closed'))).toEqual([
      'unopen_session',
      'close_session',
    ]);
    expect(steps(at('closed', 'in_session', 'archived'))).toEqual(['reopen_session', 'archive']);
    expect(steps(at('archived', 'closed'))).toEqual(['unarchive']);
    expect(mayPublish(at('closed', 'in_session', 'archived'))).toBe(false);
    expect(mayPublish(at('in_session', 'in_session'))).toBe(true);
    expect(goalOf('reopen_session')).toBe('in_session');
  });

  test('a published meeting is opened, ended, put away and taken out again', async () => {
    const { user, backend } = await open('#/prepare/regular');
    const state = async () => (await backend.prepare('regular')).meeting.state;
    const take = async (press: () => Promise<void>, to: MeetingStateView) => {
      await press();
      await user.click(await screen.findByTestId('ask-confirm'));
      await waitFor(async () => expect(await state()).toBe(to));
      await waitFor(() => expect(screen.queryByTestId('ask-confirm')).toBeNull());
    };
    const step = (name: string) => async () => user.click(await screen.findByTestId(`step-${name}`));
    const entry = (name: string) => () => choose(user, screen.getByTestId('meeting-menu'), name);
    await take(step('open_session'), 'in_session');
    await take(step('close_session'), 'closed');
    await waitFor(() => expect(screen.queryByTestId('prepare-add')).toBeNull());
    expect(screen.queryByTestId('publish')).toBeNull();
    const { items } = await backend.prepare('regular');
    expect(items.some(({ dossierState }) => dossierState === 'considered')).toBe(true);
    await take(step('archive'), 'archived');
    await waitFor(() => expect(screen.queryByTestId('step-archive')).toBeNull());
    await take(entry('unarchive'), 'closed');
    await screen.findByTestId('step-archive');
    await take(entry('reopen_session'), 'in_session');
    expect(await screen.findByTestId('prepare-add')).toBeVisible();
  });

  test('a refused step says why in its question', async () => {
    const { user } = await open('#/prepare/regular', 'as=secretary', (backend) => {
      backend.act = () => Promise.reject({ code: 'answers-open', details: {} });
    });
    await choose(user, screen.getByTestId('meeting-menu'), 'cancel_meeting');
    await user.click(screen.getByTestId('ask-confirm'));
    expect(await screen.findByRole('alert')).toHaveTextContent('đang nhận câu trả lời');
  });
});

describe('the life of a dossier', () => {
  test('it is lodged, given back, and withdrawn only after a question', async () => {
    const { user, backend } = await open('#/prepare/thematic');
    const state = async () =>
      (await backend.prepare('thematic')).items.find(({ number }) => number === '1')?.dossierState;
    await paneOf(user, '1');
    await choose(user, await screen.findByTestId('dossier-menu'), 'dossier-unlodged');
    await waitFor(() => expect(screen.getByTestId('dossier-state')).toHaveTextContent('Chưa nộp'));
    await choose(user, screen.getByTestId('dossier-menu'), 'dossier-lodged');
    await waitFor(() => expect(screen.getByTestId('dossier-state')).toHaveTextContent('Đã nộp'));
    await choose(user, screen.getByTestId('dossier-menu'), 'dossier-withdraw');
    expect(await state()).toBe('lodged');
    await user.click(await screen.findByTestId('ask-confirm'));
    await waitFor(async () => expect(await state()).toBe('withdrawn'));
    await waitFor(() => expect(screen.queryByTestId('choose-files')).toBeNull());
    await choose(user, screen.getByTestId('dossier-menu'), 'dossier-restored');
    expect(await screen.findByTestId('choose-files')).toBeVisible();
  });

  test('what is missing keeps it from being noted as complete', async () => {
    const { user } = await open('#/prepare/thematic', 'as=secretary', (backend) =>
      backend.act({ act: 'move_dossier', item: 'thematic-p3.2', to: 'draft' }),
    );
    await paneOf(user, '3.2');
    await user.click(await screen.findByTestId('dossier-menu'));
    expect(screen.getByTestId('menu-dossier-lodged')).toBeDisabled();
  });

  test('a paper is opened from the desk', async () => {
    const { user } = await open('#/prepare/thematic');
    await paneOf(user, '1');
    await user.click((await screen.findAllByTestId('paper-open'))[0] as HTMLElement);
    await waitFor(() => expect(place.route).toMatchObject({ screen: 'reader', item: 'thematic-p1' }));
    expect(await screen.findByTestId('page-number-input')).toBeVisible();
  });
});

describe('copying items', () => {
  test('where from and where to', async () => {
    const meetings = await makeMemoryCabinet(new URLSearchParams('as=secretary')).meetings();
    const from = othersToCopyFrom(meetings, 'thematic').map(({ id }) => id);
    expect(from).toContain('past');
    expect(from).not.toContain('thematic');
    const to = othersToCopyTo(meetings, 'thematic').map(({ id }) => id);
    expect(to).toContain('regular');
    expect(to).not.toContain('past');
  });

  test('items of another meeting come to the end of this agenda, and undo takes them away', async () => {
    const { user } = await open('#/prepare/thematic');
    const n = screen.getAllByTestId('prepare-row').length;
    await user.click(screen.getByTestId('prepare-copy-here'));
    await user.selectOptions(await screen.findByTestId('copy-here-source'), 'past');
    expect(screen.getByTestId('act-do')).toBeDisabled();
    const items = await screen.findAllByTestId('copy-item');
    await user.click(items[0] as HTMLElement);
    await user.click(screen.getByTestId('act-do'));
    await waitFor(() => expect(screen.getAllByTestId('prepare-row')).toHaveLength(n + 1));
    expect(screen.getAllByTestId('prepare-row').at(-1)).toHaveAttribute('aria-selected', 'true');
    await user.click(screen.getByTestId('prepare-undo'));
    await waitFor(() => expect(screen.getAllByTestId('prepare-row')).toHaveLength(n));
  });

  test('an item goes to another meeting with what lies below it', async () => {
    const { user, backend } = await open('#/prepare/thematic');
    const before = (await backend.prepare('regular')).items.length;
    await choose(user, within(row('3')).getByTestId('row-menu'), 'copy-away');
    await user.selectOptions(await screen.findByTestId('copy-away-goal'), 'regular');
    expect(screen.getByRole('dialog')).toHaveTextContent('Kèm 2 nội dung bên dưới');
    await user.click(screen.getByTestId('act-do'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const after = (await backend.prepare('regular')).items;
    expect(after).toHaveLength(before + 3);
    expect(after.slice(-3).map(({ depth }) => depth)).toEqual([0, 1, 1]);
  });
});

describe('undo', () => {
  test('it offers only what the core takes back', async () => {
    const backend = makeMemoryCabinet(new URLSearchParams('as=secretary'));
    const undo = async () => (await backend.prepare('thematic')).undo;
    await backend.act({ act: 'withdraw_item', item: 'thematic-p7', withdrawn: true });
    expect(await undo()).toBe('withdraw_item');
    await backend.act({ act: 'move_meeting', meeting: 'thematic', to: 'in_review' });
    expect(await undo()).toBeNull();
  });
});

describe('office files', () => {
  const office = (name: string) => new File(['PK\x03\x04 word'], name);

  test('they are said to be converted, then told what to check, and lodged as PDF', async () => {
    const { user, backend } = await open('#/prepare/thematic', 'as=secretary&office');
    await paneOf(user, '7');
    await user.upload(await screen.findByTestId('file-input'), [office('to-trinh.docm'), office('b.odt')]);
    const [first, second] = await screen.findAllByTestId('incoming-file');
    await waitFor(() => expect(first).toHaveTextContent('Đang chuyển sang PDF'));
    expect(within(first as HTMLElement).getByRole('progressbar')).not.toHaveAttribute('value');
    expect(second).toHaveTextContent('Chờ đến lượt');
    await waitFor(() => expect(first).toHaveAttribute('data-state', 'ready'), { timeout: 3000 });
    expect(first).toHaveTextContent('hãy mở ra kiểm tra cách trình bày');
    expect(first).toHaveTextContent('Macro không được chạy');
    await waitFor(() => expect(second).toHaveAttribute('data-state', 'ready'), { timeout: 3000 });
    await user.click(screen.getByTestId('lodge'));
    await waitFor(async () => {
      const item = (await backend.prepare('thematic')).items.find(({ id }) => id === 'thematic-p7');
      expect(item?.documents.map(({ newest }) => newest.name)).toContain('to-trinh.pdf');
    });
  });

  test.each([
    ['to-trinh.docx', 'as=secretary', 'office-not-installed', 'chưa cài LibreOffice'],
    ['co mat khau.xlsx', 'as=secretary&office', 'office-encrypted', 'có mật khẩu'],
  ])('%s is refused in words', async (name, scene, code, said) => {
    const { user } = await open('#/prepare/thematic', scene);
    await paneOf(user, '7');
    await user.upload(await screen.findByTestId('file-input'), office(name));
    const error = await screen.findByTestId('incoming-error', {}, { timeout: 3000 });
    expect(error).toHaveAttribute('data-code', code);
    expect(error).toHaveTextContent('Không nhận tệp này');
    expect(error).toHaveTextContent(said);
    expect(screen.queryByTestId('lodge')).toBeNull();
  });

  test('the same file again is pointed out, in the same dossier and in another', async () => {
    const backend = makeMemoryCabinet(new URLSearchParams('as=secretary'));
    const intake = new Intake(backend);
    const paper = () => new File(['%PDF-1.7 /Type /Page /Font'], 'to-trinh.pdf');
    await intake.take([paper()], 'thematic-p7');
    await intake.lodge('thematic-p7');
    await intake.take([paper()], 'thematic-p7');
    await intake.take([paper()], 'thematic-p8');
    expect(intake.files.map(({ taken }) => taken?.warnings.map(({ kind }) => kind))).toEqual([
      ['unchanged'],
      ['same_file'],
    ]);
  });
});

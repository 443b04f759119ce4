import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Backend } from '../src/ipc/backend';
import { makeMemoryCabinet } from '../src/ipc/memory';
import { forgetFormDrafts } from '../src/form/sheet.svelte';
import { forgetDrafts } from '../src/poll/sheet.svelte';
import { notices } from '../src/shared/notices.svelte';
import { place } from '../src/shared/place.svelte';
import App from '../src/views/App.svelte';

beforeEach(() => {
  forgetDrafts();
  forgetFormDrafts();
  notices.clear();
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

function line(number: string): HTMLElement {
  const found = screen.getAllByTestId('agenda-item').find((one) => one.dataset.number === number);
  if (!found) throw new Error(`no item ${number}`);
  return found;
}

describe('first run and lock', () => {
  test('the demo cabinet opens the desk', async () => {
    const { user } = open('', 'phase=first_run');
    await user.click(await screen.findByTestId('first-run-demo'));
    expect(await screen.findAllByTestId('expected-row')).not.toHaveLength(0);
  });

  test('a machine without a keyring demands a passphrase and says why', async () => {
    const { user } = open('', 'phase=first_run&keyring=absent');
    await user.click(await screen.findByTestId('first-run-connect'));
    expect(screen.getByTestId('enrol-passphrase')).toBeRequired();
    expect(screen.getByText(/không có kho khóa/)).toBeVisible();
  });

  test('a wrong code keeps what was typed and shows the error', async () => {
    const { user } = open('', 'phase=first_run');
    await user.click(await screen.findByTestId('first-run-connect'));
    await user.type(screen.getByTestId('enrol-code'), 'sai');
    await user.click(screen.getByTestId('enrol-submit'));
    expect(await screen.findByTestId('error-banner')).toHaveAttribute('data-code', 'code-wrong');
    expect(screen.getByTestId('enrol-code')).toHaveValue('sai');
  });

  test('the lock screen names the person and no meeting', async () => {
    open('#/meetings/regular', 'phase=locked');
    expect(await screen.findByText('Trần Hoài An')).toBeVisible();
    expect(document.body).not.toHaveTextContent('Phiên họp');
  });

  test('locking leaves nothing of the cabinet on screen', async () => {
    const { user } = open('#/meetings/regular');
    await screen.findAllByTestId('agenda-item');
    await user.click(screen.getByTestId('lock'));
    expect(await screen.findByTestId('unlock-submit')).toBeVisible();
    expect(document.body).not.toHaveTextContent('ngân sách');
    expect(place.route).toEqual({ screen: 'desk' });
  });
});

describe('agenda', () => {
  test('a position is stated in its line and honestly said to be only saved here', async () => {
    const { user } = open('#/meetings/regular', 'offline');
    await screen.findAllByTestId('agenda-item');
    await user.click(within(line('3.2')).getByTestId('position-objects'));
    await waitFor(() =>
      expect(within(line('3.2')).getByTestId('position-safety')).toHaveAttribute('data-safety', 'saved'),
    );
    expect(within(line('3.2')).getByTestId('position-objects')).toBeChecked();
    expect(screen.getByTestId('status-line')).toHaveAttribute('data-waiting', '1');
    expect(screen.getByTestId('status-line')).toHaveAttribute('data-online', 'false');
  });

  test('a refused position shows the reason and is not shown as stated', async () => {
    const { user } = open('#/meetings/regular', '', (backend) => {
      backend.statePosition = () => Promise.reject({ code: 'disk-full', details: {} });
    });
    await screen.findAllByTestId('agenda-item');
    await user.click(within(line('1')).getByTestId('position-objects'));
    expect(await screen.findByTestId('error-banner')).toHaveAttribute('data-code', 'disk-full');
    expect(within(line('1')).getByTestId('position-objects')).not.toBeChecked();
  });

  test('withdrawn and recused items offer no position', async () => {
    open('#/meetings/regular');
    await screen.findAllByTestId('agenda-item');
    for (const number of ['7', '9']) expect(within(line(number)).queryByRole('radiogroup')).toBeNull();
  });

  test('fifteen items stand in two parts, each in the order of the agenda', async () => {
    open('#/meetings/regular', 'as=chair');
    const numbers = (await screen.findAllByTestId('agenda-item')).map((one) => one.dataset.number);
    expect(numbers).toEqual([
      ...['1', '3.1', '5', '6.1', '10'],
      ...['2', '3', '3.2', '4', '6', '6.2', '7', '8', '11'],
      ...['9'],
    ]);
    expect(screen.getByTestId('forecast')).toHaveTextContent('5 trên 14 nội dung thông qua không thảo luận');
  });

  test('whoever may not see positions sees the agenda whole, with what was moved by hand and no forecast', async () => {
    open('#/meetings/regular');
    const numbers = (await screen.findAllByTestId('agenda-item')).map((one) => one.dataset.number);
    expect(numbers).toHaveLength(15);
    expect(numbers.slice(0, 3)).toEqual(['1', '2', '3']);
    expect(screen.getByTestId('forecast')).not.toHaveTextContent('thông qua không thảo luận');
    expect(screen.getByTestId('forecast')).toHaveTextContent('17:00');
    expect(screen.getByText(/^Thời gian dự kiến: \d+ phút$/)).toBeVisible();
    expect(line('8')).toHaveTextContent('Thảo luận. Chuyển tay: Bộ Y tế đề nghị');
  });

  test('words go with a position, with how much they ask', async () => {
    const { user, backend } = open('#/meetings/regular', 'offline');
    await screen.findAllByTestId('agenda-item');
    expect(within(line('4')).queryByTestId('position-comment')).toBeNull();
    await user.click(within(line('4')).getByTestId('position-wishes_to_speak'));
    await user.click(await within(line('4')).findByTestId('position-comment'));
    await user.type(screen.getByTestId('position-comment-text'), 'Cần đánh giá tác động');
    await user.click(screen.getByTestId('grade-condition'));
    await user.click(screen.getByTestId('position-comment-save'));
    await waitFor(() => expect(screen.queryByTestId('position-comment-text')).toBeNull());
    const { items } = await backend.agenda('regular');
    expect(items.find(({ number }) => number === '4')?.myPosition).toMatchObject({
      value: 'wishes_to_speak',
      comment: 'Cần đánh giá tác động',
      grade: 'condition',
    });
  });

  test('the chair reads who stated what, a member does not', async () => {
    open('#/meetings/regular', 'as=chair');
    await screen.findAllByTestId('agenda-item');
    expect(within(line('3.2')).getByTestId('positions')).toHaveTextContent('phản đối');
    expect(
      (await makeMemoryCabinet().agenda('regular')).items.every((one) => one.positions.length === 0),
    ).toBe(true);
  });

  test('taking no part closes the papers at once', async () => {
    const { user } = open('#/items/regular-3.2');
    expect(await screen.findAllByTestId('document-row')).not.toHaveLength(0);
    await user.click(screen.getByTestId('recuse'));
    await user.click(screen.getByTestId('recuse-declare'));
    await waitFor(() => expect(screen.queryAllByTestId('document-row')).toHaveLength(0));
    expect(screen.queryByTestId('recuse')).toBeNull();
    expect(screen.getByText('Bạn không tham gia nội dung này')).toBeVisible();
  });
});

describe('ballot', () => {
  test('a ballot needs review and two acts, and is then shown as saved only', async () => {
    const { user, backend } = open('#/polls/form-decree', 'offline');
    await user.click(await screen.findByTestId('choice-disagree'));
    await user.click(screen.getByTestId('ballot-review'));
    expect(screen.getByText(/Bạn chọn “Không đồng ý”/)).toBeVisible();
    await user.click(screen.getByTestId('ballot-seal'));
    expect((await backend.poll('form-decree')).line.myBallot).toBeNull();
    await user.click(screen.getByTestId('ballot-seal'));
    expect(await screen.findByTestId('ballot-state')).toHaveAttribute('data-safety', 'saved');
    expect((await backend.poll('form-decree')).line.myBallot).toMatchObject({
      choice: 'disagree',
      safety: 'saved',
    });
  });

  test('the keyboard alone seals with Enter twice', async () => {
    const { user } = open('#/polls/form-decree', 'offline');
    await screen.findByTestId('choice-agree');
    await user.keyboard('1');
    screen.getByTestId('ballot-review').focus();
    await user.keyboard('{Enter}');
    screen.getByTestId('ballot-seal').focus();
    await user.keyboard('{Enter}');
    expect(screen.queryByTestId('ballot-state')).toBeNull();
    await user.keyboard('{Enter}');
    expect(await screen.findByTestId('ballot-state')).toHaveAttribute('data-safety', 'saved');
  });

  test('another opinion without words is stopped before review', async () => {
    const { user } = open('#/polls/form-decree');
    await user.click(await screen.findByTestId('choice-other'));
    await user.click(screen.getByTestId('ballot-review'));
    expect(screen.getByTestId('error-banner')).toHaveAttribute('data-code', 'opinion-required');
    expect(screen.queryByTestId('ballot-seal')).toBeNull();
  });

  test('digits typed in the opinion choose nothing', async () => {
    const { user } = open('#/polls/form-decree');
    await user.type(await screen.findByTestId('opinion-text'), 'Điều 2');
    expect(screen.getByTestId('choice-disagree')).not.toBeChecked();
  });

  test('a ballot on older papers asks to be confirmed', async () => {
    const { user } = open('#/polls/form-programme');
    expect(await screen.findByTestId('ballot-state')).toHaveAttribute('data-safety', 'stale');
    await user.click(screen.getByTestId('ballot-confirm-again'));
    expect(screen.getByTestId('ballot-seal')).toBeVisible();
  });

  test('a refusal keeps the choice and says why', async () => {
    const { user } = open('#/polls/form-decree', '', (backend) => {
      backend.castBallot = () => Promise.reject({ code: 'papers-changed', details: {} });
    });
    await user.click(await screen.findByTestId('choice-agree'));
    await user.click(screen.getByTestId('ballot-review'));
    await user.click(screen.getByTestId('ballot-seal'));
    await user.click(screen.getByTestId('ballot-seal'));
    expect(await screen.findByTestId('error-banner')).toHaveAttribute('data-code', 'papers-changed');
    expect(screen.getByText(/Bạn chọn “Đồng ý”/)).toBeVisible();
  });

  test('a closed poll shows its sentence and every named vote', async () => {
    open('#/polls/past-budget');
    expect(await screen.findByTestId('result-sentence')).toHaveTextContent('Thông qua: 24 trên 27 đồng ý');
    const votes = screen.getAllByRole('table').at(-1) as HTMLElement;
    expect(within(votes).getAllByRole('rowheader')).toHaveLength(27);
  });
});

describe('opinion form', () => {
  test('an other opinion may bear a grade, and says so before it is sealed', async () => {
    const { user, backend } = open('#/polls/form-decree', 'offline');
    await user.click(await screen.findByTestId('choice-other'));
    await user.type(screen.getByTestId('opinion-text'), 'Tách Điều 12');
    expect(screen.getByTestId('grade-none')).toBeChecked();
    await user.click(screen.getByTestId('grade-condition'));
    await user.click(screen.getByTestId('ballot-review'));
    expect(screen.getByTestId('grade')).toHaveTextContent('Điều kiện');
    await user.click(screen.getByTestId('ballot-seal'));
    await user.click(screen.getByTestId('ballot-seal'));
    expect(await screen.findByTestId('given-on')).toHaveTextContent('đúng những phiên bản');
    expect((await backend.poll('form-decree')).line.myBallot).toMatchObject({
      choice: 'other',
      grade: 'condition',
    });
  });

  test('digits answer the first open question, and all are sealed together', async () => {
    const { user, backend } = open('#/form/phieu-giay-phep', 'offline');
    await screen.findAllByTestId('question');
    await user.keyboard('1');
    const second = screen.getAllByTestId('question')[1] as HTMLElement;
    within(second).getByTestId('choice-agree').focus();
    await user.keyboard('2');
    expect(within(second).getByTestId('choice-disagree')).toBeChecked();
    await user.click(screen.getByTestId('form-review-open'));
    expect(await screen.findByTestId('form-review')).toHaveTextContent('Câu 2: bạn chọn “Không đồng ý”');
    await user.click(screen.getByTestId('ballot-seal'));
    await user.click(screen.getByTestId('ballot-seal'));
    expect(await screen.findAllByTestId('sealed-answer')).toHaveLength(2);
    expect((await backend.form('phieu-giay-phep')).questions.map(({ mine }) => mine?.choice ?? null)).toEqual(
      ['agree', 'disagree', null],
    );
  });

  test('a stale answer names the paper that changed and is confirmed in one go', async () => {
    const { user } = open('#/form/phieu-thuoc', 'offline');
    const [stale] = await screen.findAllByTestId('sealed-answer');
    expect(within(stale as HTMLElement).getByRole('link')).toHaveTextContent('Báo cáo về dự trữ thuốc');
    await user.click(screen.getByTestId('answer-confirm'));
    expect(await screen.findByTestId('form-review')).toHaveTextContent('Điều kiện');
  });

  test('the secretariat sees the matrix; arrow keys go from cell to cell', async () => {
    const { user } = open('#/form/phieu-giay-phep', 'as=secretary');
    expect(await screen.findAllByTestId('matrix-row')).toHaveLength(27);
    const [first, second] = screen.getAllByTestId('matrix-cell');
    first?.focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(second);
    await user.keyboard('{Enter}');
    expect(await screen.findByTestId('opinions')).toBeVisible();
    expect(screen.getByTestId('matrix-foot')).toHaveTextContent('Chưa phải kết quả cuối cùng');
  });

  test('a draft is saved while it is written and is refused in words', async () => {
    const { user, backend } = open('#/form/phieu-dieu-hoa', 'as=secretary');
    await user.click(await screen.findByTestId('question-add'));
    await user.type(screen.getAllByTestId('question-vi')[1] as HTMLElement, 'Có đồng ý không?');
    await waitFor(async () => expect((await backend.form('phieu-dieu-hoa')).questions).toHaveLength(2), {
      timeout: 2500,
    });
    await user.click(screen.getByTestId('form-send'));
    await user.click(await screen.findByTestId('act-do'));
    expect(await screen.findAllByTestId('matrix-row')).toHaveLength(27);
    expect((await backend.form('phieu-dieu-hoa')).line.state).toBe('sent');
  });

  test('a matter of its own becomes a written procedure with a draft', async () => {
    const { user, backend } = open('#/forms', 'as=secretary');
    await user.click(await screen.findByTestId('form-new'));
    await user.type(await screen.findByTestId('new-matter'), 'Hỗ trợ khẩn cấp sau bão');
    await user.selectOptions(screen.getByTestId('new-sponsor'), 'person-9');
    await user.type(screen.getByTestId('question-vi'), 'Có đồng ý hỗ trợ không?');
    await user.click(screen.getByTestId('act-do'));
    expect(await screen.findByTestId('form-draft')).toBeVisible();
    const made = (await backend.forms()).find(({ itemTitle }) => itemTitle.vi === 'Hỗ trợ khẩn cấp sau bão');
    expect(made).toMatchObject({ state: 'draft', nQuestions: 1 });
    expect(made?.title.en).toBe('Opinion form on Hỗ trợ khẩn cấp sau bão');
  });
});

test('a document that cannot be opened says why and offers to try again', async () => {
  open('#/items/regular-4/papers/regular-4-paper-2/1');
  expect(await screen.findByTestId('error-banner')).toHaveAttribute('data-code', 'document-encrypted');
  expect(screen.getByRole('button', { name: 'Thử lại' })).toBeVisible();
});

test('the language changes everywhere at once', async () => {
  const { user } = open('#/meetings');
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Phiên họp');
  await user.click(screen.getByTestId('locale-toggle'));
  await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Meetings'));
  expect(document.documentElement.lang).toBe('en');
});

test('a new device is approved only after its code was shown in groups', async () => {
  const { user } = open('#/settings');
  expect(await screen.findByTestId('pairing-code')).toHaveTextContent('482 913 057');
  await user.click(screen.getByTestId('device-approve'));
  await waitFor(() => expect(screen.queryByTestId('pairing-code')).toBeNull());
});

test('the recovery code is hidden until asked for', async () => {
  const { user } = open('#/settings');
  await user.click(await screen.findByTestId('recovery-show'));
  expect(await screen.findByTestId('recovery-code')).toHaveTextContent('K7QF 2M9D');
  await user.type(screen.getByTestId('restore-code'), 'wrong');
  await user.click(screen.getByTestId('restore-submit'));
  expect(await screen.findByTestId('error-banner')).toHaveAttribute('data-code', 'recovery-code-wrong');
});

import { beforeEach, describe, expect, test } from 'vitest';
import type {
  ChoiceView,
  DocumentView,
  FormLineView,
  FormMemberStateView,
  FormMemberView,
  FormView,
  PollView,
} from '../src/ipc/bindings';
import {
  ballotOf,
  changedPapers,
  isBeingWritten,
  leftOpen,
  problemOf,
  reviewSentences,
  toSeal,
} from '../src/form/answers';
import { groupForms, ownState } from '../src/form/list';
import { nUnreplied, opinionsOn, orderMembers, pilesOf, rowTone } from '../src/form/matrix';
import { movedQuestion, sentQuestions } from '../src/form/questions';
import { FormSheet, forgetFormDrafts } from '../src/form/sheet.svelte';
import { clockOf, joinWall, splitWall } from '../src/form/wall';
import { makeMemoryCabinet } from '../src/ipc/memory';

const cabinet = (scene = 'offline') => makeMemoryCabinet(new URLSearchParams(scene));

async function pollsOf(backend = cabinet(), form = 'phieu-giay-phep'): Promise<PollView[]> {
  const { questions } = await backend.form(form);
  return Promise.all(questions.map(({ poll }) => backend.poll(poll)));
}

beforeEach(forgetFormDrafts);

describe('an answer', () => {
  const draft = (choice: ChoiceView | null, opinion = '', grade: 'condition' | null = null) => ({
    choice,
    opinion,
    grade,
  });

  test.each([
    [draft('agree'), null],
    [draft('other'), 'opinion'],
    [draft('other', '  '), 'opinion'],
    [draft('other', 'Tách Điều 12'), null],
    [draft('agree', '', 'condition'), 'grade'],
    [draft('agree', 'Có điều khoản chuyển tiếp', 'condition'), null],
    [draft(null, 'Chưa chọn'), 'choice'],
    [draft(null), null],
  ] as const)('%j lacks %s', (one, problem) => {
    expect(problemOf(one)).toBe(problem);
  });

  test('a grade goes with an agreement in words, and its words without a grade are a remark', () => {
    expect(ballotOf('p', draft('agree', 'Nên rút gọn'), [])?.grade).toBe('remark');
    expect(ballotOf('p', draft('agree', 'Khi có nguồn', 'condition'), [])?.grade).toBe('condition');
    expect(ballotOf('p', draft('disagree', 'Chưa đủ', 'condition'), [])?.grade).toBeNull();
    expect(ballotOf('p', draft('agree', ' ', 'condition'), [])).toMatchObject({ grade: null, opinion: null });
    expect(ballotOf('p', draft(null, 'x'), [])).toBeNull();
  });

  test('an other opinion bears a grade, or none; an objection bears none', () => {
    const sealed = (one: ReturnType<typeof draft>) => ballotOf('p', one, [])?.grade;
    expect(sealed(draft('other', 'Tách Điều 12'))).toBeNull();
    expect(sealed(draft('other', 'Tách Điều 12', 'condition'))).toBe('condition');
    expect(sealed(draft('disagree', 'Chưa đủ', 'condition'))).toBeNull();
  });

  test('only papers lodged after it make an answer stale', () => {
    const paper = (document: string) => ({ document, title: { vi: '', en: '' }, version: 1 });
    const lodged = (id: string, lodgedAt: string) => ({ id, lodgedAt }) as DocumentView;
    const documents = [lodged('old', '2026-11-20T08:00:00Z'), lodged('new', '2026-11-22T08:00:00Z')];
    const changed = changedPapers([paper('old'), paper('new')], documents, '2026-11-21T08:00:00Z');
    expect(changed.map(({ document }) => document)).toEqual(['new']);
  });
});

describe('the sheet of a form', () => {
  test('drafts stay while moving about and are forgotten on locking', async () => {
    const backend = cabinet();
    const [first] = await pollsOf(backend);
    if (!first) throw new Error('no question');
    new FormSheet(backend, 'f').choose(first, 'disagree');
    expect(new FormSheet(backend, 'f').drafts[first.line.id]?.choice).toBe('disagree');
    forgetFormDrafts();
    expect(new FormSheet(backend, 'f').drafts).toEqual({});
  });

  test('review lists one sentence a question and says which stay open', async () => {
    const backend = cabinet();
    const polls = await pollsOf(backend);
    const sheet = new FormSheet(backend, 'f');
    sheet.choose(polls[0] as PollView, 'agree');
    sheet.write(polls[0] as PollView, 'Có điều khoản chuyển tiếp');
    sheet.grade(polls[0] as PollView, 'condition');
    sheet.choose(polls[2] as PollView, 'disagree');
    expect(sheet.review(polls)).toBe(true);
    expect(reviewSentences(polls, sheet.drafts).map(({ key, number }) => [key, number])).toEqual([
      ['form-review-graded', 1],
      ['form-review-plain', 3],
    ]);
    expect(leftOpen(polls, sheet.drafts)).toEqual([2]);
  });

  test('a question that needs words stops the review and names itself', async () => {
    const backend = cabinet();
    const polls = await pollsOf(backend);
    const sheet = new FormSheet(backend, 'f');
    sheet.choose(polls[1] as PollView, 'other');
    expect(sheet.review(polls)).toBe(false);
    expect(sheet.step).toBe('answer');
    expect(sheet.problems).toEqual({ 'giay-phep-2': 'opinion' });
  });

  test('sealing casts one ballot a question and leaves the others alone', async () => {
    const backend = cabinet();
    const polls = await pollsOf(backend);
    const sheet = new FormSheet(backend, 'f');
    sheet.choose(polls[0] as PollView, 'agree');
    sheet.choose(polls[1] as PollView, 'disagree');
    sheet.review(polls);
    expect(await sheet.seal(polls)).toBe(2);
    const after = await pollsOf(backend);
    expect(after.map(({ line }) => line.myBallot?.choice ?? null)).toEqual(['agree', 'disagree', null]);
    expect(after[0]?.line.myBallot?.safety).toBe('saved');
    expect(sheet.drafts).toEqual({});
  });

  test('a refusal half-way keeps what is not sealed, with the reason', async () => {
    const backend = cabinet();
    const polls = await pollsOf(backend);
    const cast = backend.castBallot.bind(backend);
    backend.castBallot = (input) =>
      input.poll === 'giay-phep-2' ? Promise.reject({ code: 'papers-changed', details: {} }) : cast(input);
    const sheet = new FormSheet(backend, 'f');
    for (const poll of polls) sheet.choose(poll, 'agree');
    sheet.review(polls);
    expect(await sheet.seal(polls)).toBe(1);
    expect(sheet.error?.code).toBe('papers-changed');
    expect(toSeal(polls, sheet.drafts).map(({ line }) => line.id)).toEqual(['giay-phep-2', 'giay-phep-3']);
  });

  test('a stale answer is sealed again as it was when it is confirmed', async () => {
    const backend = cabinet();
    const polls = await pollsOf(backend, 'phieu-thuoc');
    const stale = polls.find((poll) => poll.line.myBallot?.stale) as PollView;
    const sheet = new FormSheet(backend, 'f');
    expect(isBeingWritten(stale, sheet.drafts)).toBe(false);
    sheet.takeUp(stale);
    expect(sheet.review(polls)).toBe(true);
    await sheet.seal(polls);
    const after = await backend.poll(stale.line.id);
    expect(after.line.myBallot).toMatchObject({ stale: false, grade: 'condition' });
    expect((await backend.forms()).find(({ id }) => id === 'phieu-thuoc')?.nMineOpen).toBe(0);
  });
});

describe('the list of forms', () => {
  const line = {
    state: 'sent',
    nMineOpen: 0,
    nMineStale: 0,
    closesAt: '2026-12-01T10:00:00Z',
  } as FormLineView;

  test.each([
    [{ nMineOpen: 2 }, 'open'],
    [{ nMineOpen: 2, nMineStale: 1 }, 'open'],
    [{ nMineOpen: 1, nMineStale: 1 }, 'stale'],
    [{}, 'done'],
    [{ state: 'closed' }, 'closed'],
    [{ state: 'draft' }, 'draft'],
    [{ state: 'moved_to_session' }, 'moved'],
  ] as [Partial<FormLineView>, string][])('%j stands as %s', (change, tone) => {
    expect(ownState({ ...line, ...change }, true).tone).toBe(tone);
  });

  test('those who answer nothing are told where a form stands, not that they answered', () => {
    expect(ownState(line, false).tone).toBe('runs');
  });

  test('what waits stands first by deadline, what is over last with the newest first', () => {
    const lines = [
      { ...line, id: 'old', state: 'closed', closesAt: '2026-10-01T10:00:00Z' },
      { ...line, id: 'new', state: 'closed', closesAt: '2026-11-01T10:00:00Z' },
      { ...line, id: 'later', nMineOpen: 1, closesAt: '2026-12-05T10:00:00Z' },
      { ...line, id: 'soon', nMineOpen: 1, closesAt: '2026-12-02T10:00:00Z' },
      { ...line, id: 'done' },
    ] as FormLineView[];
    expect(groupForms(lines).map(({ key, lines: inside }) => [key, inside.map(({ id }) => id)])).toEqual([
      ['mine', ['soon', 'later']],
      ['running', ['done']],
      ['over', ['new', 'old']],
    ]);
  });
});

describe('the matrix', () => {
  const member = (name: string, state: FormMemberStateView) =>
    ({
      person: { id: name, name, office: { vi: '', en: '' } },
      state,
      answers: [],
    }) as unknown as FormMemberView;

  test('members stand by given name, or those first who have still to answer', () => {
    const members = [
      member('Lý Hồng Yến', 'answered'),
      member('Trần Hoài An', 'recused'),
      member('Đỗ Minh Khôi', 'stale'),
      member('Lê Thanh Bình', 'sent'),
    ];
    const names = (order: 'name' | 'waiting') =>
      orderMembers(members, order).map(({ person }) => person.name.split(' ').at(-1));
    expect(names('name')).toEqual(['An', 'Bình', 'Khôi', 'Yến']);
    expect(names('waiting')).toEqual(['Khôi', 'Bình', 'Yến', 'An']);
  });

  test('only late and stale rows are coloured', () => {
    const states: FormMemberStateView[] = ['sent', 'delivered', 'partly', 'answered', 'stale', 'overdue'];
    expect(states.map(rowTone)).toEqual(['plain', 'plain', 'plain', 'plain', 'stale', 'late']);
  });

  test('opinions stand with the weightiest first and remarks ask for no reply', async () => {
    const form: FormView = await cabinet('as=secretary').form('phieu-giay-phep');
    expect(form.members).toHaveLength(27);
    const rows = opinionsOn(form, 1);
    const rank = { disagree: 0, other: 1, agree: 2, abstain: 3 };
    const ranks = rows.map(({ answer }) => rank[answer.choice]);
    expect(ranks).toEqual([...ranks].sort());
    const remarks = rows.filter(({ answer }) => answer.grade === 'remark' && !answer.reply).length;
    const open = rows.filter(({ answer }) => !answer.reply).length;
    expect(nUnreplied(form, 1)).toBe(open - remarks);
  });

  test('a member sees no answers of others while a form runs, and all once it is closed', async () => {
    expect((await cabinet().form('phieu-giay-phep')).members).toEqual([]);
    expect((await cabinet().form('phieu-ban-dan')).members).toHaveLength(27);
  });

  test('empty piles are not spoken of', async () => {
    const { questions } = await cabinet('as=secretary').form('phieu-nha-o');
    const keys = questions.flatMap(pilesOf).map(({ key }) => key);
    expect(keys).toContain('pile-agree');
    expect(keys).not.toContain('pile-held');
  });

  test('a reply and the chair’s word are kept', async () => {
    const ministry = cabinet();
    const before = opinionsOn(await ministry.form('phieu-nha-o'), 0).find(({ answer }) => !answer.reply);
    if (!before) throw new Error('every opinion has a reply');
    const { ballot } = before.answer;
    const input = { act: 'reply' as const, poll: 'nha-o-1', ballot };
    await expect(ministry.act({ ...input, does: 'refused', words: '' })).rejects.toMatchObject({
      code: 'reason-required',
    });
    await ministry.act({ ...input, does: 'accepted', words: '' });
    const after = opinionsOn(await ministry.form('phieu-nha-o'), 0);
    expect(after.find(({ answer }) => answer.ballot === ballot)?.answer.reply?.does).toBe('accepted');

    const chair = cabinet('as=chair');
    expect((await chair.expected()).some(({ kind }) => kind === 'settle')).toBe(true);
    await chair.act({ act: 'settle', poll: 'ban-dan-2', adopted: false, reason: 'Cần làm rõ nguồn vốn' });
    expect((await chair.form('phieu-ban-dan')).questions[1]?.result?.settled?.adopted).toBe(false);
    expect((await chair.expected()).some(({ kind }) => kind === 'settle')).toBe(false);
  });
});

describe('a draft form', () => {
  test('empty questions fall away and a missing translation is the Vietnamese text', () => {
    expect(
      sentQuestions([
        { key: 1, vi: ' Có đồng ý không? ', en: '' },
        { key: 2, vi: ' ', en: 'x' },
      ]),
    ).toEqual([{ vi: 'Có đồng ý không?', en: 'Có đồng ý không?' }]);
  });

  test('a question moves by one place and never out of the list', () => {
    const questions = ['a', 'b', 'c'].map((vi, key) => ({ key, vi, en: '' }));
    const order = (index: number, step: -1 | 1) =>
      movedQuestion(questions, index, step)
        .map(({ vi }) => vi)
        .join('');
    expect(order(1, -1)).toBe('bac');
    expect(order(1, 1)).toBe('acb');
    expect(movedQuestion(questions, 0, -1)).toBe(questions);
    expect(movedQuestion(questions, 2, 1)).toBe(questions);
  });

  test.each([
    ['9', '09:00'],
    ['17:00', '17:00'],
    ['9h30', '09:30'],
    ['17.45', '17:45'],
    ['1700', '17:00'],
    ['24:00', null],
    ['5 PM', null],
    ['', null],
  ])('%s is read as %s', (typed, clock) => {
    expect(clockOf(typed)).toBe(clock);
  });

  test('a deadline without a day is the rule’s', () => {
    expect(joinWall('', '17:00')).toBe('');
    expect(joinWall('2026-12-03', '')).toBe('2026-12-03T17:00');
    expect(splitWall('2026-12-03T17:00')).toEqual({ day: '2026-12-03', time: '17:00' });
  });
});

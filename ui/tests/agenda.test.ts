import { expect, test } from 'vitest';
import type {
  AgendaView,
  ExpectedView,
  FormLineView,
  ItemView,
  MeetingView,
  MyBallotView,
  PollLineView,
  StatedPositionView,
} from '../src/ipc/bindings';
import {
  expectedAsk,
  expectedHref,
  expectedKey,
  groupAgenda,
  groupExpected,
  loosePolls,
  minutesPlanned,
  papersLine,
  partReason,
  pollLine,
  positionLine,
} from '../src/meeting/agenda';
import { cutoffWords } from '../src/meeting/cutoff';
import { byWeight } from '../src/meeting/positions';
import { words } from '../src/shared/words.svelte';

const item: ItemView = {
  id: 'i',
  parent: null,
  number: '3.2',
  depth: 1,
  title: { vi: 'Kế hoạch', en: 'Plan' },
  sponsor: 'Hoàng Việt Hải',
  minutes: 10,
  withdrawn: false,
  recused: false,
  papers: 'ready',
  nDocuments: 3,
  mayStatePosition: true,
  myPosition: null,
  polls: [],
  kind: 'decision',
  decision: { vi: '', en: '' },
  plan: null,
  positions: [],
  late: null,
  onPaperOnly: false,
  mayRecuse: true,
  forms: [],
  nNewPapers: 0,
};
const line: PollLineView = {
  id: 'p',
  kind: 'opinion_form',
  state: 'open',
  closesAt: '2027-01-01T00:00:00Z',
  mayVote: true,
  myBallot: null,
};
const ballot: MyBallotView = {
  choice: 'agree',
  grade: null,
  opinion: null,
  castAt: '2026-11-21T00:00:00Z',
  safety: 'saved',
  logIndex: null,
  tracker: 'abcd',
  stale: false,
  refusal: null,
};

test.each([
  [{}, 'control'],
  [{ withdrawn: true }, 'withdrawn'],
  [{ recused: true }, 'recused'],
  [{ withdrawn: true, recused: true }, 'withdrawn'],
  [{ mayStatePosition: false }, 'none'],
] as [Partial<ItemView>, string][])('the position of %j is %s', (change, expected) => {
  expect(positionLine({ ...item, ...change })).toBe(expected);
});

test('papers say what is missing, never more than is here', () => {
  expect(papersLine(item)).toEqual({ key: 'papers-ready', n: 3, tone: 'good' });
  expect(papersLine({ ...item, papers: 'missing' }).tone).toBe('bad');
  expect(papersLine({ ...item, papers: 'syncing' }).tone).toBe('waiting');
});

test('an own ballot shows its state before that of the poll', () => {
  expect(pollLine({ ...line, myBallot: ballot })).toEqual({ safety: 'saved' });
  expect(pollLine({ ...line, state: 'closed', myBallot: { ...ballot, safety: 'counted' } })).toEqual({
    safety: 'counted',
  });
  expect(pollLine({ ...line, myBallot: { ...ballot, safety: 'received', stale: true } })).toEqual({
    safety: 'stale',
  });
});

test('an open poll asks only those on its roll', () => {
  expect(pollLine(line)).toEqual({ key: 'poll-open-answer', asks: true });
  expect(pollLine({ ...line, mayVote: false })).toEqual({ key: 'poll-open-reader', asks: false });
  expect(pollLine({ ...line, state: 'planned' })).toEqual({ key: 'poll-planned', asks: false });
});

function planned(
  number: string,
  part: 'without_debate' | 'discussion',
  change: Partial<ItemView> = {},
): ItemView {
  const plan = { part, reason: 'enough_agree' as const, movedBecause: null, beginsAt: '', counts: null };
  return { ...item, id: number, number, plan, ...change };
}

function agendaOf(items: ItemView[], heldAs: MeetingView['heldAs'] = 'session'): AgendaView {
  return { meeting: { heldAs } as MeetingView, items, forecast: {} as AgendaView['forecast'] };
}

function shape(agenda: AgendaView): string[] {
  return groupAgenda(agenda).map(
    ({ part, rows }) =>
      `${part}: ${rows.map(({ item: one, under }) => one.number + (under ? `<${under.number}` : '')).join(' ')}`,
  );
}

test('an agenda of which a part is hidden stays whole and invents no times', () => {
  const hidden = { ...planned('2', 'discussion'), plan: null, minutes: 20 };
  const agenda = { ...agendaOf([planned('1', 'discussion', { minutes: 15 }), hidden]), forecast: null };
  expect(shape(agenda)).toEqual(['null: 1 2']);
  expect(minutesPlanned(agenda)).toBe(35);
});

test('what is withdrawn counts no minutes', () => {
  const items = [
    planned('1', 'discussion', { minutes: 15 }),
    planned('2', 'discussion', { withdrawn: true, minutes: 9 }),
  ];
  expect(minutesPlanned({ ...agendaOf(items), forecast: null })).toBe(15);
});

test('the agenda stands in its parts, each in order, with what is withdrawn at the end', () => {
  const items = [
    planned('1', 'without_debate'),
    planned('2', 'discussion', { withdrawn: true }),
    planned('3', 'discussion'),
    planned('3.1', 'without_debate', { parent: '3', depth: 1 }),
    planned('3.2', 'discussion', { parent: '3', depth: 1 }),
    planned('4', 'without_debate'),
  ];
  expect(shape(agendaOf(items))).toEqual(['without_debate: 1 3.1<3 4', 'discussion: 3 3.2', 'withdrawn: 2']);
});

test('a written procedure and an agenda without a plan stay whole', () => {
  expect(shape(agendaOf([planned('1', 'discussion')], 'written_procedure'))).toEqual(['null: 1']);
  expect(shape(agendaOf([item]))).toEqual(['null: 3.2']);
});

test('a meeting that is over has no plan any more', () => {
  const agenda = agendaOf([planned('1', 'discussion')]);
  agenda.meeting.state = 'closed';
  expect(shape(agenda)).toEqual(['null: 1']);
});

test('an item moved by hand says why', () => {
  const plan = { ...planned('1', 'discussion').plan!, reason: 'moved' as const, movedBecause: 'Bộ đề nghị' };
  expect(partReason(plan)).toEqual({ key: 'part-because-moved', why: 'Bộ đề nghị' });
});

test('the questions of a form are seen through the form, roll calls on their own', () => {
  const polls = [line, { ...line, id: 'r', kind: 'roll_call' as const }];
  expect(loosePolls({ ...item, polls })).toHaveLength(2);
  const withForm = { ...item, polls, forms: [{ id: 'f' } as FormLineView] };
  expect(loosePolls(withForm).map(({ id }) => id)).toEqual(['r']);
});

const expected: ExpectedView = {
  kind: 'position',
  meeting: 'm',
  item: 'i',
  poll: null,
  form: null,
  nAsked: 1,
  stale: false,
  number: '1',
  title: { vi: '', en: '' },
  meetingTitle: { vi: '', en: '' },
  dueAt: '',
  nPages: 0,
};

test('the most urgent stands first, and reading waits behind answers of the same day', () => {
  const now = new Date(2026, 10, 22, 9);
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
  const rows: ExpectedView[] = [
    { ...expected, item: 'later', dueAt: at(30, 12) },
    { ...expected, item: 'read', kind: 'new_papers', dueAt: at(24, 8) },
    { ...expected, item: 'state', dueAt: at(24, 17) },
    { ...expected, item: 'over', dueAt: at(22, 8) },
    { ...expected, item: 'soon', dueAt: at(22, 17) },
  ];
  expect(groupExpected(rows, now).map((group) => [group.key, group.rows.map((row) => row.item)])).toEqual([
    ['today', ['over', 'soon']],
    ['week', ['state', 'read']],
    ['later', ['later']],
  ]);
});

test('a form is one row that leads to the form and says how much it asks', () => {
  const form: ExpectedView = { ...expected, kind: 'opinion_form', form: 'f', nAsked: 2 };
  expect(expectedHref(form)).toBe('#/form/f');
  expect(expectedAsk(form)).toEqual({ key: 'ask-form', n: 2 });
  expect(expectedAsk({ ...form, stale: true })).toEqual({ key: 'ask-confirm', n: 2 });
  expect(expectedAsk({ ...form, kind: 'settle' })).toEqual({ key: 'ask-settle', n: 2 });
  expect(expectedKey(form)).not.toBe(expectedKey({ ...form, kind: 'settle' }));
});

test('others’ positions stand with objections first, then wishes to speak, then words', () => {
  const stated = (name: string, value: StatedPositionView['value'], comment = '') => ({
    person: { id: name, name, office: { vi: '', en: '' } },
    value,
    comment,
    grade: null,
    late: false,
  });
  const all = [
    stated('Lê An', 'no_objection'),
    stated('Trần Bình', 'no_objection', 'Nên rút gọn'),
    stated('Vũ Chi', 'wishes_to_speak'),
    stated('Đỗ Dung', 'objects'),
  ];
  expect(byWeight(all).map(({ person }) => person.name)).toEqual(['Đỗ Dung', 'Vũ Chi', 'Trần Bình', 'Lê An']);
});

test('the cut-off is said in words, and what comes after it is called late', () => {
  words.locale = 'vi';
  const now = new Date(2026, 10, 22, 9);
  const wednesday = new Date(2026, 10, 25, 17).toISOString();
  expect(cutoffWords(wednesday, now)).toEqual({
    words: 'Lập trường được tính đến 17:00 thứ Tư.',
    over: false,
  });
  expect(cutoffWords(wednesday, new Date(2026, 10, 26))?.over).toBe(true);
  expect(cutoffWords(null, now)).toBeNull();
});

import { expect, test } from 'vitest';
import type { ItemView, MyBallotView, PollLineView } from '../src/ipc/bindings';
import { papersLine, pollLine, positionLine } from '../src/meeting/agenda';

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

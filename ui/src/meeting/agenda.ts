import type { ExpectedView, ItemView, PapersStateView, PollLineView, SafetyView } from '../ipc/bindings';
import { hrefOf } from '../shared/router';

/** What the papers column of an agenda line says: a catalogue key with its number, and its colour. */
export interface PapersLine {
  key: string;
  n: number;
  tone: 'quiet' | 'good' | 'waiting' | 'bad';
}

const TONES: Record<PapersStateView, PapersLine['tone']> = {
  ready: 'good',
  syncing: 'waiting',
  missing: 'bad',
  none: 'quiet',
  recalled: 'quiet',
};

/** How the papers of an item stand. */
export function papersLine(item: ItemView): PapersLine {
  return { key: `papers-${item.papers}`, n: item.nDocuments, tone: TONES[item.papers] };
}

/** Whether and why the position control of an item is there. */
export function positionLine(item: ItemView): 'control' | 'withdrawn' | 'recused' | 'none' {
  if (item.withdrawn) return 'withdrawn';
  if (item.recused) return 'recused';
  return item.mayStatePosition ? 'control' : 'none';
}

/** What a poll's line says: the state of the own ballot where there is one, else that of the poll. */
export function pollLine(
  line: PollLineView,
): { safety: SafetyView | 'stale' } | { key: string; asks: boolean } {
  if (line.myBallot) return { safety: line.myBallot.stale ? 'stale' : line.myBallot.safety };
  if (line.state !== 'open') return { key: `poll-${line.state}`, asks: false };
  return line.mayVote ? { key: 'poll-open-answer', asks: true } : { key: 'poll-open-reader', asks: false };
}

/** Where a thing that is expected is done. */
export function expectedHref(expected: ExpectedView): string {
  if (expected.poll) return hrefOf({ screen: 'poll', poll: expected.poll });
  return hrefOf({ screen: 'item', item: expected.item });
}

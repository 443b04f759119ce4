import type {
  AgendaView,
  ExpectedView,
  ItemView,
  MeetingView,
  PapersStateView,
  PartView,
  PlaceInPlanView,
  PollLineView,
  SafetyView,
} from '../ipc/bindings';
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

/** The polls of an item that stand on their own: the questions of a form are seen through the form. */
export function loosePolls(item: ItemView): PollLineView[] {
  return item.forms.length > 0 ? item.polls.filter(({ kind }) => kind !== 'opinion_form') : item.polls;
}

/** Where a thing that is expected is done. */
export function expectedHref(expected: ExpectedView): string {
  if (expected.form) return hrefOf({ screen: 'form', form: expected.form });
  if (expected.poll) return hrefOf({ screen: 'poll', poll: expected.poll });
  return hrefOf({ screen: 'item', item: expected.item });
}

/** An item in its part; `under` names the item it lies under where that one stands in another part. */
export interface AgendaRow {
  item: ItemView;
  under: ItemView | null;
}

/** A part of the agenda; `null` where the plan knows no parts. */
export interface AgendaPart {
  part: PartView | 'withdrawn' | null;
  rows: AgendaRow[];
}

/** Whether a meeting lies behind, so that its plan says nothing any more. */
export function isOver({ state }: MeetingView): boolean {
  return state === 'closed' || state === 'archived' || state === 'cancelled';
}

/** Splits an agenda into its parts, each in agenda order; a written procedure, a meeting that is over and an agenda whose plan is not known in full stay whole. */
export function groupAgenda({ meeting, items }: AgendaView): AgendaPart[] {
  const live = items.filter(({ withdrawn }) => !withdrawn);
  const planned = live.length > 0 && live.every(({ plan }) => plan) && !isOver(meeting);
  if (meeting.heldAs === 'written_procedure' || !planned)
    return [{ part: null, rows: items.map((item) => ({ item, under: null })) }];
  const partOf = (item: ItemView) => (item.withdrawn || !item.plan ? 'withdrawn' : item.plan.part);
  const parts = (['without_debate', 'discussion', 'withdrawn'] as const).map((part) => {
    const inside = items.filter((item) => partOf(item) === part);
    const rows = inside.map((item) => {
      const parent = items.find(({ id }) => id === item.parent);
      return { item, under: parent && partOf(parent) !== part ? parent : null };
    });
    return { part, rows };
  });
  return parts.filter(({ rows }) => rows.length > 0);
}

/** The minutes the agenda plans; without a forecast, those of the items this person sees. */
export function minutesPlanned({ items, forecast }: AgendaView): number {
  if (forecast) return forecast.minutesPlanned;
  return items.filter(({ withdrawn }) => !withdrawn).reduce((sum, { minutes }) => sum + minutes, 0);
}

/** Why an item is in its part, as a catalogue key with its variables. */
export function partReason(plan: PlaceInPlanView): { key: string; why: string } {
  return { key: `part-because-${plan.reason}`, why: plan.movedBecause ?? '' };
}

const DAY = 24 * 3_600_000;

/** What is expected, by how soon it is due; within a group the most urgent first. */
export function groupExpected(
  rows: ExpectedView[],
  now: Date,
): { key: 'today' | 'week' | 'later'; rows: ExpectedView[] }[] {
  const endOfDay = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
  const keyOf = (row: ExpectedView) => {
    const due = new Date(row.dueAt).getTime();
    if (due < endOfDay) return 'today';
    return due < now.getTime() + 7 * DAY ? 'week' : 'later';
  };
  const sorted = [...rows].sort((one, other) => urgency(one) - urgency(other) || byNumber(one, other));
  return (['today', 'week', 'later'] as const)
    .map((key) => ({ key, rows: sorted.filter((row) => keyOf(row) === key) }))
    .filter((group) => group.rows.length > 0);
}

/** Reading alone waits behind what must be answered on the same day. */
function urgency(row: ExpectedView): number {
  const due = new Date(row.dueAt);
  return row.kind === 'new_papers' ? due.setHours(23, 59, 59) : due.getTime();
}

function byNumber(one: ExpectedView, other: ExpectedView): number {
  return one.number.localeCompare(other.number, 'vi', { numeric: true });
}

/** Names a row among others: a form, poll or item may be asked for in several ways. */
export function expectedKey(row: ExpectedView): string {
  return `${row.kind}/${row.form ?? row.poll ?? row.item}`;
}

/** What a row asks, as a catalogue key with the number of questions or papers. */
export function expectedAsk(row: ExpectedView): { key: string; n: number } {
  const n = row.nAsked;
  if (row.stale && row.kind === 'opinion_form') return { key: 'ask-confirm', n };
  if (row.form && row.kind === 'opinion_form') return { key: 'ask-form', n };
  return { key: `ask-${row.kind}`, n };
}

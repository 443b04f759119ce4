import type { MeetingStateView, MeetingView } from '../ipc/bindings';

/** The groups of the list, in the order in which they stand. */
export const GROUPS = ['drafts', 'published', 'past'] as const;
export type Group = (typeof GROUPS)[number];

const GROUP_OF: Record<MeetingStateView, Group> = {
  draft: 'drafts',
  in_review: 'drafts',
  published: 'published',
  in_session: 'published',
  closed: 'past',
  archived: 'past',
  cancelled: 'past',
};

/** The meetings this person prepares, newest first, by where they stand; empty groups are left out. */
export function grouped(meetings: readonly MeetingView[]): { group: Group; meetings: MeetingView[] }[] {
  const mine = meetings.filter(({ mayPrepare }) => mayPrepare);
  return GROUPS.map((group) => ({
    group,
    meetings: mine.filter(({ state }) => GROUP_OF[state] === group).sort(newestFirst),
  })).filter((one) => one.meetings.length > 0);
}

/** The sessions to copy from, newest first; drafts come after those that members know. */
export function copySources(meetings: readonly MeetingView[]): MeetingView[] {
  return meetings
    .filter(({ mayPrepare, heldAs }) => mayPrepare && heldAs === 'session')
    .sort((one, other) => Number(isDraft(one)) - Number(isDraft(other)) || newestFirst(one, other));
}

/** The other meetings whose items can be copied here, newest first. */
export function othersToCopyFrom(meetings: readonly MeetingView[], here: string): MeetingView[] {
  return meetings.filter(({ id, mayPrepare }) => mayPrepare && id !== here).sort(newestFirst);
}

/** The other meetings whose agenda is still open: sessions before procedures, soonest first. */
export function othersToCopyTo(meetings: readonly MeetingView[], here: string): MeetingView[] {
  return meetings
    .filter(({ id, mayPrepare, state }) => mayPrepare && id !== here && GROUP_OF[state] !== 'past')
    .sort((one, other) => rank(one) - rank(other) || newestFirst(other, one));
}

function rank({ heldAs }: MeetingView): number {
  return heldAs === 'session' ? 0 : 1;
}

function isDraft(meeting: MeetingView): boolean {
  return GROUP_OF[meeting.state] === 'drafts';
}

function newestFirst(one: MeetingView, other: MeetingView): number {
  return other.startsAt.localeCompare(one.startsAt);
}

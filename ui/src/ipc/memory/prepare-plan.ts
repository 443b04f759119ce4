import type {
  AnnouncementView,
  ForecastView,
  MeetingView,
  PlaceInPlanView,
  PositionCountsView,
  PrepareItemView,
  PrepareView,
  TextView,
} from '../bindings';
import { numbered } from '../../shared/tree';

const MINUTE = 60_000;

/** What members see of a meeting and its items since the last publication. */
export interface Issued {
  meeting: Record<string, string>;
  items: Record<string, Record<string, string>>;
}

/** A meeting on the desk with what was last published of it. */
export interface Desk {
  view: PrepareView;
  issued: Issued | null;
  counts: Record<string, PositionCountsView>;
}

/** Numbers, times, parts, what is missing and what has changed, all anew. */
export function settled({ view, issued, counts }: Desk): void {
  view.items = numbered(view.items);
  let clock = new Date(view.meeting.startsAt).getTime() + MINUTE;
  for (const item of view.items) {
    item.missing = missingOf(item);
    item.isOut = issued?.items[item.id] !== undefined;
    item.isAmended = item.isOut && changedFields(issued?.items[item.id], faceOf(view, item)).length > 0;
    item.plan = item.withdrawn ? null : planOf(item, counts[item.id], clock, view.meeting.startsAt);
    if (item.plan?.part === 'discussion') clock += item.minutes * MINUTE;
  }
  view.forecast = forecastOf(view.items, clock);
  view.announcements = announcementsOf(view, issued);
  view.meeting.nItems = view.items.length;
  view.meeting.amended = issued !== null && view.announcements.some(({ kind }) => kind !== 'missing');
}

/** What goes out with a publication. */
export function issuedNow(view: PrepareView): Issued {
  const items = view.items.filter((item) => !item.withdrawn && item.visibility !== 'secretariat');
  return {
    meeting: faceOfMeeting(view.meeting, view),
    items: Object.fromEntries(items.map((item) => [item.id, faceOf(view, item)])),
  };
}

function missingOf(item: PrepareItemView): PrepareItemView['missing'] {
  if (item.onPaperOnly) return [];
  const has = (role: string) => item.documents.some((one) => one.role === role && !one.recalled);
  return [
    ...(item.summaryExpected && !has('summary_sheet') ? (['summary_sheet'] as const) : []),
    ...(item.paperExpected && !has('paper') ? (['paper'] as const) : []),
  ];
}

function planOf(
  item: PrepareItemView,
  counts: PositionCountsView | undefined,
  clock: number,
  start: string,
): PlaceInPlanView {
  const moved = item.plan?.movedBecause ?? null;
  const [part, reason] = partOf(item, counts, moved);
  const at = part === 'discussion' ? clock : new Date(start).getTime();
  return {
    part,
    reason,
    movedBecause: moved,
    beginsAt: new Date(at).toISOString(),
    counts: counts ?? null,
  };
}

function partOf(
  item: PrepareItemView,
  counts: PositionCountsView | undefined,
  moved: string | null,
): [PlaceInPlanView['part'], PlaceInPlanView['reason']] {
  if (moved !== null) return [item.plan?.part ?? 'discussion', 'moved'];
  if (item.kind === 'discussion') return ['discussion', 'is_a_discussion'];
  if (counts && counts.objects + counts.speak > 0) return ['discussion', 'opened'];
  if (item.kind === 'information') return ['without_debate', 'nobody_opened'];
  if (counts && counts.noObjection >= 14) return ['without_debate', 'enough_agree'];
  return ['discussion', 'not_enough_yet'];
}

function forecastOf(items: PrepareItemView[], ends: number): ForecastView {
  const alive = items.filter((item) => !item.withdrawn);
  const silent = alive.filter(({ plan }) => plan?.part === 'without_debate');
  return {
    nWithoutDebate: silent.length,
    nDiscussion: alive.length - silent.length,
    endsAt: new Date(ends).toISOString(),
    minutesPlanned: alive.reduce((sum, item) => sum + item.minutes, 0),
  };
}

function announcementsOf(view: PrepareView, issued: Issued | null): AnnouncementView[] {
  const list: AnnouncementView[] = [];
  if (issued) {
    for (const field of changedFields(issued.meeting, faceOfMeeting(view.meeting, view)))
      list.push({ kind: 'meeting', item: null, number: '', title: view.meeting.title, field });
  }
  for (const item of view.items) {
    if (item.withdrawn || item.visibility === 'secretariat') continue;
    list.push(...announcementsOfItem(view, item, issued));
  }
  return list;
}

function announcementsOfItem(
  view: PrepareView,
  item: PrepareItemView,
  issued: Issued | null,
): AnnouncementView[] {
  const say = (kind: string, title: TextView, field: string | null = null): AnnouncementView => ({
    kind,
    item: item.id,
    number: item.number,
    title,
    field,
  });
  const before = issued?.items[item.id];
  const fields = before ? changedFields(before, faceOf(view, item)) : [];
  const list = before ? fields.map((field) => say('item', item.title, field)) : [say('new_item', item.title)];
  if (item.missing.length > 0) return [...list, say('missing', item.title)];
  for (const document of item.documents.filter(({ recalled }) => !recalled)) {
    if (!document.published) list.push(say('new_document', document.title));
    else if (document.newest.issuedAt === null) list.push(say('new_version', document.title));
  }
  return list;
}

function faceOfMeeting(meeting: MeetingView, view: PrepareView): Record<string, string> {
  return {
    title: JSON.stringify(meeting.title),
    place: JSON.stringify(meeting.place),
    zone: meeting.zone,
    starts_at: meeting.startsAt,
    ends_at: meeting.endsAt,
    chair: view.chair,
    lodge_by: meeting.lodgeBy ?? '',
    positions_by: meeting.positionsBy ?? '',
  };
}

function faceOf(view: PrepareView, item: PrepareItemView): Record<string, string> {
  const siblings = view.items.filter(({ parent }) => parent === item.parent);
  return {
    rank: `${item.parent ?? ''}/${siblings[siblings.indexOf(item) - 1]?.id ?? ''}`,
    title: JSON.stringify(item.title),
    sponsor: item.sponsor,
    rapporteurs: item.rapporteurs.join(),
    minutes: String(item.minutes),
    kind: item.kind,
    decision: JSON.stringify(item.decision),
  };
}

function changedFields(before: Record<string, string> | undefined, now: Record<string, string>): string[] {
  return Object.keys(now).filter((field) => before?.[field] !== now[field]);
}

import type { ActInput, DossierStateView, PrepareDocumentView, PrepareItemView } from '../bindings';
import { placed } from '../../shared/tree';
import { SECRETARY } from './people';
import type { Desk } from './prepare-plan';
import { blankItem, blankView, CHOICES, publish, ZONE } from './prepare-scene';
import { momentOf, problem } from './prepare-times';

type Of<Act extends ActInput['act']> = Extract<ActInput, { act: Act }>;

/** Finds the desk of a meeting. */
export function deskOf(desks: Desk[], meeting: string): Desk {
  const found = desks.find(({ view }) => view.meeting.id === meeting);
  if (!found) throw problem('not-found');
  return found;
}

/** Finds an item and the desk it lies on. */
export function itemOf(desks: Desk[], id: string): { desk: Desk; item: PrepareItemView } {
  for (const desk of desks) {
    const item = desk.view.items.find((one) => one.id === id);
    if (item) return { desk, item };
  }
  throw problem('not-found');
}

/** Finds a document and its item. */
export function documentOf(
  desks: Desk[],
  id: string,
): { item: PrepareItemView; document: PrepareDocumentView } {
  for (const item of desks.flatMap(({ view }) => view.items)) {
    const document = item.documents.find((one) => one.id === id);
    if (document) return { item, document };
  }
  throw problem('not-found');
}

export function createMeeting(desks: Desk[], id: string, input: Of<'create_meeting'>): void {
  const { title, place, heldAs } = input;
  if (!title.vi.trim()) throw problem('text-empty');
  const zone = input.zone ?? ZONE;
  const view = blankView(id, { title, place, heldAs, zone });
  setTimes({ view, issued: null, counts: {} }, input.starts, input.ends, input.twice);
  desks.push({ view, issued: null, counts: {} });
}

export function copyMeeting(desks: Desk[], id: string, input: Of<'copy_meeting'>): void {
  const from = deskOf(desks, input.from).view;
  if (!input.title.vi.trim()) throw problem('text-empty');
  const view = blankView(id, {
    title: input.title,
    place: from.meeting.place,
    zone: from.meeting.zone,
    heldAs: from.meeting.heldAs,
  });
  const desk: Desk = { view, issued: null, counts: {} };
  setTimes(desk, input.starts, input.ends, null);
  view.items = copiesOf(from.items, input.items, id);
  desks.push(desk);
}

export function copyItems(desks: Desk[], id: string, input: Of<'copy_items'>): void {
  const { view } = deskOf(desks, input.meeting);
  const known = desks.flatMap((desk) => desk.view.items);
  if (!input.items.every((item) => known.some((one) => one.id === item))) throw problem('not-found');
  view.items = [...view.items, ...copiesOf(known, input.items, id)];
}

/** The wording of items under new names, without papers and positions; a child without its parent stands by itself. */
function copiesOf(items: PrepareItemView[], wanted: string[], id: string): PrepareItemView[] {
  const depths = new Map<string, number>();
  const copied = (item: string) => `${id}-${item}`;
  return items
    .filter((item) => wanted.includes(item.id))
    .map((item) => {
      const above = item.parent && depths.has(item.parent) ? item.parent : null;
      const depth = above === null ? 0 : (depths.get(above) ?? 0) + 1;
      depths.set(item.id, depth);
      const { title, decision, sponsor, sponsorName, minutes, kind, rapporteurs } = item;
      const { classification, onPaperOnly } = item;
      const kept = { title, decision, sponsor, sponsorName, minutes, kind, rapporteurs, classification };
      const parent = above === null ? null : copied(above);
      return { ...blankItem(copied(item.id)), ...structuredClone(kept), onPaperOnly, parent, depth };
    });
}

export function editMeeting(desk: Desk, input: Of<'edit_meeting'>): void {
  const { view } = desk;
  if (input.title && !input.title.vi.trim()) throw problem('text-empty');
  if (input.title) view.meeting.title = input.title;
  if (input.place) view.meeting.place = input.place;
  if (input.zone) view.meeting.zone = input.zone;
  if (input.chair) {
    view.chair = input.chair;
    view.meeting.chair = nameOf(input.chair);
  }
  setTimes(desk, input.starts ?? view.startsWall, input.ends ?? view.endsWall, input.twice);
  for (const [field, wall, at] of [
    ['lodgeBy', 'lodgeByWall', input.lodgeBy],
    ['positionsBy', 'positionsByWall', input.positionsBy],
  ] as const) {
    if (at === null) continue;
    view[wall] = at || null;
    view.meeting[field] = at ? momentOf(at, view.meeting.zone, null) : null;
    if (view.meeting[field] && view.meeting[field] > view.meeting.endsAt) throw problem('meeting-times');
  }
}

export function moveMeeting(desk: Desk, to: Of<'move_meeting'>['to']): void {
  if (!nextStates(desk).includes(to)) throw problem('not-possible-now');
  if (to === 'published') {
    if (desk.view.items.every((item) => item.withdrawn)) throw problem('nothing-in-it');
    if (desk.view.meeting.state === 'in_session') desk.view.meeting.state = to;
    else publish(desk);
    return;
  }
  if (to === 'in_session' && desk.view.meeting.state === to) return publish(desk);
  const [from, into] = to === 'closed' ? ['published', 'considered'] : ['considered', 'published'];
  const isTurn = to === 'closed' || (to === 'in_session' && desk.view.meeting.state === 'closed');
  if (isTurn && desk.view.meeting.state !== 'archived') turnDossiers(desk, from, into as DossierStateView);
  desk.view.meeting.state = to;
}

function turnDossiers(desk: Desk, from: string, to: DossierStateView): void {
  for (const item of desk.view.items) if (item.dossierState === from) item.dossierState = to;
}

/** Moves the papers of an item as a whole through their life. */
export function moveDossier(item: PrepareItemView, to: DossierStateView): void {
  const next: Record<DossierStateView, DossierStateView[]> = {
    draft: ['lodged', 'withdrawn'],
    lodged: ['draft', 'withdrawn'],
    published: ['confirmed', 'withdrawn'],
    confirmed: ['published', 'withdrawn'],
    considered: [],
    withdrawn: ['draft'],
  };
  if (!next[item.dossierState].includes(to)) throw problem('not-possible-now');
  if (to === 'lodged' && item.missing.length > 0) throw problem('not-complete');
  if (item.dossierState === 'withdrawn') for (const document of item.documents) document.published = false;
  item.dossierState = to;
}

/** Where a meeting may go from here. */
export function nextStates(desk: Desk): PrepareViewStates {
  const next: Partial<Record<string, PrepareViewStates>> = {
    draft: ['in_review', 'published'],
    in_review: ['draft', 'published'],
    published: ['published', 'in_session', 'cancelled'],
    in_session: ['published', 'in_session', 'closed'],
    closed: ['in_session', 'archived'],
    archived: ['closed'],
  };
  return next[desk.view.meeting.state] ?? [];
}
type PrepareViewStates = Desk['view']['nextStates'];

export function addItem(desk: Desk, id: string, input: Of<'add_item'>): void {
  if (!input.title.vi.trim()) throw problem('text-empty');
  const { title, sponsor, minutes, kind, classification } = input;
  const made = {
    ...blankItem(id),
    title,
    sponsor,
    sponsorName: nameOf(sponsor),
    minutes,
    kind,
    classification,
  };
  desk.view.items = placed([...desk.view.items, made], id, input);
}

export function editItem(desk: Desk, item: PrepareItemView, input: Of<'edit_item'>): void {
  const { act: _act, item: _item, ...fields } = input;
  if (fields.title && !fields.title.vi.trim()) throw problem('text-empty');
  if (fields.minutes !== null && !(fields.minutes >= 0 && fields.minutes <= 1440))
    throw problem('bad-number');
  const ranks = ['open', 'internal', 'confidential', 'secret', 'highly_secret', 'top_secret'];
  if (fields.classification && item.documents.length > 0) {
    const above = ranks.indexOf(fields.classification) > ranks.indexOf(desk.view.ceiling);
    if (above) throw problem('above-ceiling');
  }
  for (const [field, value] of Object.entries(fields))
    if (value !== null) Object.assign(item, { [field]: value });
  item.sponsorName = nameOf(item.sponsor);
  item.onPaperOnly = ranks.indexOf(item.classification) > ranks.indexOf(desk.view.ceiling);
}

export function removeItem(desk: Desk, item: PrepareItemView): void {
  if (item.isOut) throw problem('already-out');
  if (desk.view.items.some(({ parent }) => parent === item.id)) throw problem('not-possible-now');
  desk.view.items = desk.view.items.filter((one) => one !== item);
}

export function movePart(item: PrepareItemView, input: Of<'move_part'>): void {
  if (!item.plan) throw problem('not-possible-now');
  if (input.part === null) item.plan.movedBecause = null;
  else if (!input.reason.trim()) throw problem('reason-required');
  else Object.assign(item.plan, { part: input.part, movedBecause: input.reason });
}

export function recuse(item: PrepareItemView, person: string, reason: string): void {
  const others = item.recusals.filter((one) => one.person !== person);
  item.recusals = [...others, { person, name: nameOf(person), reason, at: new Date().toISOString() }];
}

export function decideLate(item: PrepareItemView, approved: boolean, words: string): void {
  if (!item.late) throw problem('not-found');
  Object.assign(item.late, { approved, words, decidedBy: SECRETARY.name, mayDecide: false });
}

export function resolveConflict(desks: Desk[], input: Of<'resolve_conflict'>): void {
  if (input.kind !== 'item') return;
  const { item } = itemOf(desks, input.id);
  const conflict = item.conflicts.find(({ field }) => field === input.field);
  item.conflicts = item.conflicts.filter((one) => one !== conflict);
  if (!conflict || !input.take) return;
  if (input.field === 'title') item.title = { vi: conflict.waiting, en: conflict.waiting };
  if (input.field === 'sponsor') {
    item.sponsor = conflict.waiting;
    item.sponsorName = nameOf(conflict.waiting);
  }
}

export function nameOf(person: string): string {
  return CHOICES.find((choice) => choice.person.id === person)?.person.name ?? '';
}

function setTimes(desk: Desk, starts: string, ends: string, twice: Of<'create_meeting'>['twice']): void {
  const { view } = desk;
  const from = momentOf(starts, view.meeting.zone, twice);
  const to = momentOf(ends, view.meeting.zone, twice);
  if (to <= from) throw problem('meeting-times');
  [view.startsWall, view.endsWall] = [starts, ends];
  [view.meeting.startsAt, view.meeting.endsAt] = [from, to];
}

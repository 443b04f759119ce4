import type { ActInput } from '../ipc/bindings';

type Of<Act extends ActInput['act']> = Extract<ActInput, { act: Act }>;

/** The fields of an item that can be edited. */
export type ItemChange = Partial<Omit<Of<'edit_item'>, 'act' | 'item'>>;
/** The fields of a meeting that can be edited. */
export type MeetingChange = Partial<Omit<Of<'edit_meeting'>, 'act' | 'meeting'>>;
/** The fields of a document that can be edited. */
export type DocumentChange = Partial<Omit<Of<'edit_document'>, 'act' | 'document'>>;

/** Edits the given fields of an item and leaves the others alone. */
export function editItem(item: string, change: ItemChange): ActInput {
  return {
    act: 'edit_item',
    item,
    title: null,
    decision: null,
    sponsor: null,
    rapporteurs: null,
    minutes: null,
    kind: null,
    visibility: null,
    readers: null,
    invitees: null,
    classification: null,
    paperExpected: null,
    summaryExpected: null,
    ...change,
  };
}

/** Edits the given fields of a meeting and leaves the others alone. */
export function editMeeting(meeting: string, change: MeetingChange): ActInput {
  return {
    act: 'edit_meeting',
    meeting,
    title: null,
    place: null,
    zone: null,
    starts: null,
    ends: null,
    twice: null,
    chair: null,
    lodgeBy: null,
    positionsBy: null,
    ...change,
  };
}

/** Edits the given fields of a document and leaves the others alone. */
export function editDocument(document: string, change: DocumentChange): ActInput {
  return { act: 'edit_document', document, title: null, role: null, order: null, mayCopy: null, ...change };
}

import type { Topic } from '../backend';
import type {
  ActInput,
  DoneView,
  DossierView,
  ItemView,
  MeetingView,
  PrepareDocumentView,
  PrepareView,
} from '../bindings';
import { placed } from '../../shared/tree';
import * as acts from './prepare-acts';
import type { Paper } from './papers';
import { SECRETARY } from './people';
import { settled, type Desk } from './prepare-plan';
import { deskOfMembers, makeDesks } from './prepare-scene';
import { TakenFiles, versionOf } from './prepare-files';
import { dossierOf, paperOf } from './prepare-reading';
import { problem } from './prepare-times';

const ANSWER_AFTER_MS = 1_500;
const SEND_STEP_MS = 250;

interface Step {
  word: string;
  desks: Desk[];
}

/** The secretariat's desk in memory; acts really change it, and undo brings the state before back. */
export class PrepareMemory {
  #desks: Desk[];
  #done: Step[] = [];
  #undone: Step[] = [];
  #nWaiting = 0;
  #n = 0;
  #tell: (topic: Topic) => void;
  #online: boolean;
  readonly files: TakenFiles;

  constructor(scene: URLSearchParams, online: boolean, tell: (topic: Topic) => void) {
    const n = Number(scene.get('agenda'));
    this.#desks = makeDesks(n > 0 ? n : null);
    this.#online = online;
    this.#tell = tell;
    this.files = new TakenFiles(scene.has('office'));
  }

  /** Takes meetings onto the desk that only members knew so far. */
  adopt(meetings: MeetingView[], itemsOf: (meeting: string) => ItemView[]): void {
    for (const meeting of meetings) {
      if (this.#desks.some(({ view }) => view.meeting.id === meeting.id)) continue;
      this.#desks.push(deskOfMembers(meeting, itemsOf(meeting.id)));
    }
  }

  /** The meetings of the window with those of the desk among them. */
  meetings(known: MeetingView[]): MeetingView[] {
    const mine = this.#desks.map(({ view }) => structuredClone(view.meeting));
    const others = known.filter(({ id }) => !mine.some((meeting) => meeting.id === id));
    const asked = (id: string) => known.find((meeting) => meeting.id === id)?.nExpected ?? 0;
    return [...others, ...mine.map((meeting) => ({ ...meeting, nExpected: asked(meeting.id) }))];
  }

  prepare(meeting: string): PrepareView {
    const desk = acts.deskOf(this.#desks, meeting);
    settled(desk);
    desk.view.nextStates = acts.nextStates(desk);
    desk.view.undo = this.#done.at(-1)?.word ?? null;
    desk.view.redo = this.#undone.at(-1)?.word ?? null;
    desk.view.nWaiting = this.#nWaiting;
    return structuredClone(desk.view);
  }

  /** A paper of the desk with the item it belongs to, for the reader. */
  paper(id: string): { paper: Paper; item: string } {
    const { item, document } = acts.documentOf(this.#desks, id);
    return { paper: paperOf(document), item: item.id };
  }

  /** An item of the desk with its papers. */
  dossier(id: string): DossierView {
    const { desk, item } = acts.itemOf(this.#desks, id);
    return dossierOf(desk.view, item);
  }

  act(input: ActInput): DoneView {
    const before = structuredClone(this.#desks);
    const id = `new-${(this.#n += 1)}`;
    const done = this.#carryOut(input, id);
    this.#desks.forEach(settled);
    if (isReversible(input, before)) this.#done.push({ word: WORDS[input.act] ?? input.act, desks: before });
    else this.#done = [];
    this.#undone = [];
    this.#wait();
    return done;
  }

  undo(): void {
    this.#step(this.#done, this.#undone);
  }

  redo(): void {
    this.#step(this.#undone, this.#done);
  }

  #step(from: Step[], to: Step[]): void {
    const step = from.pop();
    if (!step) throw problem('not-possible-now');
    to.push({ word: step.word, desks: this.#desks });
    this.#desks = step.desks;
    this.#wait();
  }

  #carryOut(input: ActInput, id: string): DoneView {
    switch (input.act) {
      case 'create_meeting':
        acts.createMeeting(this.#desks, id, input);
        return { id };
      case 'copy_meeting':
        acts.copyMeeting(this.#desks, id, input);
        return { id };
      case 'edit_meeting':
        acts.editMeeting(acts.deskOf(this.#desks, input.meeting), input);
        return { id: null };
      case 'move_meeting':
        acts.moveMeeting(acts.deskOf(this.#desks, input.meeting), input.to);
        return { id: null };
      case 'remove_meeting':
        if (acts.deskOf(this.#desks, input.meeting).issued) throw problem('already-out');
        this.#desks = this.#desks.filter(({ view }) => view.meeting.id !== input.meeting);
        return { id: null };
      case 'copy_items':
        acts.copyItems(this.#desks, id, input);
        return { id: null };
      case 'add_item':
        acts.addItem(acts.deskOf(this.#desks, input.meeting), id, input);
        return { id };
      case 'resolve_conflict':
        acts.resolveConflict(this.#desks, input);
        return { id: null };
      case 'lodge':
        return { id: this.#lodge(input, id) };
      default:
        return this.#carryOutOnItem(input);
    }
  }

  #carryOutOnItem(input: ActInput): DoneView {
    if ('document' in input) this.#carryOutOnDocument(input);
    if (!('item' in input)) return { id: null };
    const { desk, item } = acts.itemOf(this.#desks, input.item ?? '');
    const at = new Date().toISOString();
    if (input.act === 'edit_item') acts.editItem(desk, item, input);
    if (input.act === 'move_item') desk.view.items = placed(desk.view.items, item.id, input);
    if (input.act === 'remove_item') acts.removeItem(desk, item);
    if (input.act === 'withdraw_item') item.withdrawn = input.withdrawn;
    if (input.act === 'move_part') acts.movePart(item, input);
    if (input.act === 'recuse') acts.recuse(item, input.person ?? 'person-1', input.reason);
    if (input.act === 'lift_recusal')
      item.recusals = item.recusals.filter(({ person }) => person !== input.person);
    if (input.act === 'ask_late') {
      if (!input.reason.trim()) throw problem('reason-required');
      const open = { approved: null, words: '', decidedBy: null, mayDecide: false };
      item.late = { ...open, reason: input.reason, by: SECRETARY.name, at };
    }
    if (input.act === 'decide_late') acts.decideLate(item, input.approved, input.words);
    if (input.act === 'move_dossier') acts.moveDossier(item, input.to);
    return { id: null };
  }

  #carryOutOnDocument(input: ActInput): void {
    if (input.act === 'edit_document') {
      const { document } = acts.documentOf(this.#desks, input.document);
      const { title, role, order, mayCopy } = input;
      for (const [field, value] of Object.entries({ title, role, order, mayCopy }))
        if (value !== null) Object.assign(document, { [field]: value });
    } else if (input.act === 'recall') {
      acts.documentOf(this.#desks, input.document).document.recalled = true;
    } else if (input.act === 'remove_document') {
      const { item, document } = acts.documentOf(this.#desks, input.document);
      if (document.published) throw problem('already-out');
      item.documents = item.documents.filter((one) => one !== document);
    }
  }

  #lodge(input: Extract<ActInput, { act: 'lodge' }>, id: string): string {
    const { item } = acts.itemOf(this.#desks, input.item);
    if (item.onPaperOnly) throw problem('above-ceiling');
    const known = input.document ? acts.documentOf(this.#desks, input.document).document : null;
    if (known && !input.reason.trim()) throw problem('reason-required');
    if (!known && !input.title.vi.trim()) throw problem('text-empty');
    const as = { number: item.number, title: known?.title ?? input.title };
    const taken = this.files.claim(input.file, item.id, as);
    const version = versionOf(taken, known, { name: input.name, reason: input.reason });
    const sending = { sent: 0, length: taken.length };
    if (known) Object.assign(known, { newest: version, versions: [version, ...known.versions], sending });
    else {
      const made: PrepareDocumentView = {
        id,
        title: input.title,
        role: input.role,
        order: item.documents.length,
        published: false,
        recalled: false,
        mayCopy: true,
        newest: version,
        versions: [version],
        sending,
        warnings: taken.warnings,
        bookPage: null,
      };
      item.documents = [...item.documents, made].sort(inReadingOrder);
      item.dossierState = 'lodged';
    }
    if (this.#online) this.#send(known?.id ?? id);
    return known?.id ?? id;
  }

  #send(document: string): void {
    const timer = setInterval(() => {
      const found = this.#desks.flatMap(({ view }) => view.items).flatMap(({ documents }) => documents);
      const sending = found.find(({ id }) => id === document)?.sending;
      if (!sending) return clearInterval(timer);
      sending.sent = Math.min(sending.length, sending.sent + Math.ceil(sending.length / 8));
      if (sending.sent === sending.length) {
        const done = found.find(({ id }) => id === document);
        if (done) done.sending = null;
      }
      this.#tell('files');
    }, SEND_STEP_MS);
  }

  #wait(): void {
    this.#nWaiting += 1;
    this.#tell('agenda');
    if (!this.#online) return;
    setTimeout(() => {
      this.#nWaiting -= 1;
      this.#tell('agenda');
    }, ANSWER_AFTER_MS);
  }
}

/** Acts the core can take back: edits of records that nobody has acted on yet. */
const REVERSIBLE = [
  'create_meeting',
  'copy_meeting',
  'edit_meeting',
  'add_item',
  'copy_items',
  'edit_item',
  'move_item',
  'remove_item',
  'withdraw_item',
  'move_part',
  'edit_document',
];

/** Words under which an act stands in the list of what can be taken back, where it is another than its own. */
const WORDS: Partial<Record<ActInput['act'], string>> = {
  copy_meeting: 'create_meeting',
  copy_items: 'add_item',
};

function isReversible(input: ActInput, before: Desk[]): boolean {
  if (input.act !== 'remove_item') return REVERSIBLE.includes(input.act);
  return acts.itemOf(before, input.item).item.documents.length === 0;
}

function inReadingOrder(one: PrepareDocumentView, other: PrepareDocumentView): number {
  const roles = ['summary_sheet', 'paper', 'attachment'];
  return roles.indexOf(one.role) - roles.indexOf(other.role) || one.order - other.order;
}

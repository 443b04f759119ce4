import { onDestroy } from 'svelte';
import type { Backend } from '../ipc/backend';
import type {
  ActInput,
  DoneView,
  ErrorView,
  PartView,
  PrepareDocumentView,
  PrepareItemView,
  PrepareView,
} from '../ipc/bindings';
import { announcer } from '../shared/live.svelte';
import { notices } from '../shared/notices.svelte';
import { numbered, placed, spotBelow, type Spot } from '../shared/tree';
import { t, toErrorView } from '../shared/words.svelte';
import { reconciled } from './reconcile';
import type { MeetingStep } from './meetingsteps';
import { actWords } from './wording';

const SKELETON_AFTER_MS = 150;
const SETTLES_AFTER_MS = 40;

/** A question that is put before something is done to an item. */
export type Asking =
  | { kind: 'remove' | 'withdraw' | 'ask_late' | 'approve_late' | 'refuse_late'; item: PrepareItemView }
  | { kind: 'move_part'; item: PrepareItemView; part: PartView }
  | { kind: 'recuse'; item: PrepareItemView; person: string; name: string }
  | { kind: 'remove_document' | 'recall'; item: PrepareItemView; document: PrepareDocumentView }
  | { kind: 'rename_document'; item: PrepareItemView; document: PrepareDocumentView }
  | { kind: 'withdraw_dossier'; item: PrepareItemView }
  | { kind: 'remove_meeting' | MeetingStep };

/** The meeting on the desk: the core's view, what was done ahead of it, and what is selected. */
export class PrepareDesk {
  view = $state.raw<PrepareView | null>(null);
  items = $state.raw<PrepareItemView[]>([]);
  error = $state<ErrorView | null>(null);
  slow = $state(false);
  /** The item of the pane. */
  selected = $state<string | null>(null);
  /** The item whose title is being written in its line. */
  renaming = $state<string | null>(null);
  /** Where a new item is being written; the id of the one before it, or '' at the very end. */
  adding = $state<string | null>(null);
  /** The question now put. */
  asking = $state.raw<Asking | null>(null);
  /** What is being copied: items of other meetings to here, or this item to another. */
  copying = $state.raw<'here' | PrepareItemView | null>(null);
  /** Acts the core has not answered yet. */
  pending = $state(0);
  readonly meeting: string;
  #backend: Backend;
  #round = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend, meeting: string) {
    this.#backend = backend;
    this.meeting = meeting;
  }

  get item(): PrepareItemView | null {
    return this.items.find(({ id }) => id === this.selected) ?? null;
  }

  /** Whether the agenda may still be changed. */
  get isEditable(): boolean {
    const state = this.view?.meeting.state;
    return state !== undefined && !['closed', 'archived', 'cancelled'].includes(state);
  }

  /** Asks the core; an answer that acts have overtaken is left aside. */
  async again(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const timer = setTimeout(() => (this.slow = this.view === null), SKELETON_AFTER_MS);
    try {
      const view = await this.#backend.prepare(this.meeting);
      if (round === this.#round && this.pending === 0) this.#take(view);
    } catch (reason) {
      if (round === this.#round) this.error = toErrorView(reason);
    } finally {
      clearTimeout(timer);
      if (round === this.#round) this.slow = false;
    }
  }

  /** Asks again once what is happening has settled, so that many changes at once cost one question. */
  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.pending === 0 && void this.again(), SETTLES_AFTER_MS);
  }

  /** Does an act and asks again; rejects with an `ErrorView` where the core refuses. */
  async tryAct(input: ActInput): Promise<DoneView> {
    this.pending += 1;
    try {
      return await this.#backend.act(input);
    } finally {
      this.pending -= 1;
      this.soon();
    }
  }

  /** Does an act and shows a refusal above the page. */
  async act(input: ActInput): Promise<DoneView | null> {
    try {
      return await this.tryAct(input);
    } catch (reason) {
      notices.add(reason);
      return null;
    }
  }

  /** Moves an item: at once on screen, then in the core. */
  async move(id: string, spot: Spot | null): Promise<void> {
    const before = this.items.find((one) => one.id === id);
    if (!before) return;
    if (!spot) return announcer.say(t('prepare-move-stopped', { number: before.number }));
    this.items = numbered(placed(this.items, id, spot));
    const after = this.items.find((one) => one.id === id);
    announcer.say(t('prepare-moved', { from: before.number, to: after?.number ?? '' }));
    await this.act({ act: 'move_item', item: id, ...spot });
  }

  /** Adds an item below the one `adding` names, with the sponsor of its neighbour, and writes on below it. */
  async add(title: string): Promise<void> {
    const view = this.view;
    const words = title.trim();
    if (!view || !words) return this.stopAdding();
    const anchor = this.items.find(({ id }) => id === this.adding) ?? null;
    const last = this.items.filter(({ parent }) => parent === null).at(-1);
    const spot = spotBelow(this.items, anchor?.id ?? last?.id ?? '');
    const done = await this.act({
      act: 'add_item',
      meeting: view.meeting.id,
      ...spot,
      title: { vi: words, en: words },
      sponsor: anchor?.sponsor ?? view.chair,
      minutes: 10,
      kind: 'decision',
      classification: 'open',
    });
    if (!done?.id) return;
    announcer.say(t('prepare-added', { title: words }));
    await this.again();
    [this.selected, this.adding] = [done.id, done.id];
  }

  /** Takes an item away, after a question where more than a blank line is lost; one that is out is withdrawn. */
  async takeAway(item: PrepareItemView): Promise<void> {
    if (this.items.some(({ parent }) => parent === item.id)) {
      return announcer.say(t('prepare-has-children', { number: item.number }));
    }
    if (item.isOut) this.asking = { kind: 'withdraw', item };
    else if (item.documents.length > 0) this.asking = { kind: 'remove', item };
    else await this.remove(item);
  }

  /** Takes an item off the list; its neighbour is selected. */
  async remove(item: PrepareItemView): Promise<void> {
    const index = this.items.findIndex(({ id }) => id === item.id);
    const next = this.items[index + 1] ?? this.items[index - 1] ?? null;
    await this.tryAct({ act: 'remove_item', item: item.id });
    announcer.say(t('prepare-removed', { number: item.number }));
    this.selected = next?.id ?? null;
  }

  /** Asks for the items that were copied here, and selects the first of them; `before` is what stood here. */
  async showCopied(before: readonly PrepareItemView[], n: number): Promise<void> {
    await this.again();
    announcer.say(t('prepare-copied', { n }));
    const first = this.items.find(({ id }) => !before.some((one) => one.id === id));
    if (first) this.selected = first.id;
  }

  stopAdding(): void {
    this.adding = null;
  }

  async undo(): Promise<void> {
    await this.#step('undo');
  }

  async redo(): Promise<void> {
    await this.#step('redo');
  }

  async #step(step: 'undo' | 'redo'): Promise<void> {
    const word = this.view?.[step];
    if (!word) return;
    try {
      await this.#backend[step]();
      announcer.say(t(step === 'undo' ? 'prepare-undone' : 'prepare-redone', { act: actWords(word) }));
      await this.again();
    } catch (reason) {
      notices.add(reason);
    }
  }

  #take(view: PrepareView): void {
    const index = this.items.findIndex(({ id }) => id === this.selected);
    this.items = reconciled(this.items, view.items);
    this.view = view;
    this.error = null;
    if (index >= 0 && !this.items.some(({ id }) => id === this.selected))
      this.selected = (this.items[index] ?? this.items.at(-1))?.id ?? null;
  }
}

/** The desk of a meeting, asked again after each change, for the life of the calling component. */
export function openDesk(backend: Backend, meeting: string): PrepareDesk {
  const desk = new PrepareDesk(backend, meeting);
  const topics = ['agenda', 'polls', 'files', 'status'];
  onDestroy(backend.onChanged((topic) => topics.includes(topic) && desk.soon()));
  void desk.again();
  return desk;
}

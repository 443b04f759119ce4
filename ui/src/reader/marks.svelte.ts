import type { Backend } from '../ipc/backend';
import type { AnnotationView, MarkView } from '../ipc/bindings';
import { announcer } from '../shared/live.svelte';
import { notices } from '../shared/notices.svelte';
import { t } from '../shared/words.svelte';
import { inPaperOrder } from './stroke';
import { UndoStack } from './undo.svelte';

/** The member's own marks on one document, and every way they change. */
export class Marks {
  all = $state.raw<AnnotationView[]>([]);
  readonly history = new UndoStack();
  readonly inOrder = $derived(inPaperOrder(this.all));
  #backend: Backend;
  #document: string;
  #version: number;
  #round = 0;

  constructor(backend: Backend, document: string, version: number) {
    this.#backend = backend;
    this.#document = document;
    this.#version = version;
  }

  onPage(page: number): AnnotationView[] {
    return this.all.filter((annotation) => annotation.page === page);
  }

  async load(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const all = await this.#backend.annotations(this.#document).catch((reason) => notices.add(reason));
    if (all && round === this.#round) this.all = all;
  }

  /** Puts new marks on their pages; undone and redone together. */
  async add(marks: { page: number; mark: MarkView }[]): Promise<void> {
    const made: string[] = [];
    await this.#attempt(async () => {
      for (const { page, mark } of marks) {
        const input = { document: this.#document, version: this.#version, page, mark };
        made.push((await this.#backend.annotate(input)).id);
      }
    });
    await this.load();
    if (made.length === 0) return;
    this.history.push({ undo: () => this.#setErased(made, true), redo: () => this.#setErased(made, false) });
    const kind = marks[0]?.mark.kind;
    if (kind) announcer.say(t('mark-saved', { what: t(`mark-${kind}`) }));
  }

  /** Erases marks; undone together. */
  async erase(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const kind = this.all.find(({ id }) => id === ids[0])?.mark.kind;
    if (!(await this.#attempt(() => this.#setErased(ids, true)))) return;
    this.history.push({ undo: () => this.#setErased(ids, false), redo: () => this.#setErased(ids, true) });
    if (kind) announcer.say(t('mark-erased', { what: t(`mark-${kind}`) }));
  }

  /** Rewrites a note. */
  async edit(id: string, before: string, after: string): Promise<void> {
    if (before === after) return;
    const write = async (text: string) => {
      await this.#backend.editNote(id, text);
      await this.load();
    };
    if (!(await this.#attempt(() => write(after)))) return;
    this.history.push({ undo: () => write(before), redo: () => write(after) });
    announcer.say(t('mark-saved', { what: t('mark-note') }));
  }

  async undo(): Promise<void> {
    await this.#attempt(async () => {
      if (await this.history.undo()) announcer.say(t('undone'));
    });
  }

  async redo(): Promise<void> {
    await this.#attempt(async () => {
      if (await this.history.redo()) announcer.say(t('redone'));
    });
  }

  async #setErased(ids: string[], erased: boolean): Promise<void> {
    for (const id of ids) await this.#backend.setErased(id, erased);
    await this.load();
  }

  async #attempt(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (reason) {
      notices.add(reason);
      return false;
    }
  }
}

import type { Backend } from '../ipc/backend';
import type { AnnotationView, MarkInput, MarkView, NotesView, SharedNoteView } from '../ipc/bindings';
import { announcer } from '../shared/live.svelte';
import { notices } from '../shared/notices.svelte';
import { t } from '../shared/words.svelte';
import { inPaperOrder } from './geometry';

const NONE: NotesView = {
  annotations: [],
  shared: [],
  canUndo: false,
  canRedo: false,
  carried: 0,
  moved: 0,
  toCheck: 0,
  unplaced: 0,
  carriedFrom: null,
};

/** An annotation with its new place, size, words or colour. */
export interface Reshaped {
  id: string;
  page: number;
  mark: MarkView;
}

/** The member's own marks on one version of a document, and every way they change. */
export class Marks {
  view = $state.raw<NotesView>(NONE);
  /** Everything that has a place on this version, bookmarks too. */
  readonly inOrder = $derived(
    inPaperOrder(this.view.annotations.filter(({ placement }) => placement !== 'unplaced')),
  );
  /** What has no place on this version. */
  readonly tray = $derived(this.view.annotations.filter(({ placement }) => placement === 'unplaced'));
  readonly bookmarks = $derived(this.inOrder.filter(({ mark }) => mark.kind === 'bookmark'));
  readonly toCheck = $derived(this.inOrder.filter(({ placement }) => placement === 'check'));
  /** What others share and has a place on this version; their bookmarks are nothing to others. */
  readonly shared = $derived(
    this.view.shared.filter(({ note }) => note.placement !== 'unplaced' && note.mark.kind !== 'bookmark'),
  );
  readonly sharedTray = $derived(
    this.view.shared.filter(({ note }) => note.placement === 'unplaced' && note.mark.kind !== 'bookmark'),
  );
  readonly #byPage = $derived(groupByPage(this.inOrder, ({ page }) => page));
  readonly #sharedByPage = $derived(groupByPage(this.shared, ({ note }) => note.page));
  readonly #backend: Backend;
  readonly #document: string;
  readonly #version: number;
  #round = 0;

  constructor(backend: Backend, document: string, version: number) {
    this.#backend = backend;
    this.#document = document;
    this.#version = version;
  }

  onPage(page: number): AnnotationView[] {
    return this.#byPage.get(page) ?? [];
  }

  sharedOnPage(page: number): SharedNoteView[] {
    return this.#sharedByPage.get(page) ?? [];
  }

  findShared(id: string): SharedNoteView | undefined {
    return this.view.shared.find(({ note }) => note.id === id);
  }

  find(id: string): AnnotationView | undefined {
    return this.view.annotations.find((one) => one.id === id);
  }

  async load(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const view = await this.#backend
      .annotations(this.#document, this.#version)
      .catch((reason) => notices.add(reason));
    if (view && round === this.#round) this.view = withKnownInk(view, this.view.annotations);
  }

  /** Puts new marks on their pages; undone and redone together. */
  async add(marks: MarkInput[]): Promise<AnnotationView[]> {
    const made = await this.#attempt(() =>
      this.#backend.annotate({ document: this.#document, version: this.#version, marks }),
    );
    // Shown at once: ink must not vanish between the pen going up and the next answer of the core.
    if (made) this.#show(made);
    await this.load();
    const kind = marks[0]?.mark.kind;
    if (made && kind) announcer.say(t('mark-saved', { what: t(`mark-${kind}`) }));
    return made ?? [];
  }

  /** Erases marks; undone together. */
  async erase(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const kind = this.find(ids[0] ?? '')?.mark.kind;
    const isDone = await this.#attempt(async () => {
      await this.#backend.setErased(ids, true);
      return true;
    });
    await this.load();
    if (isDone && kind) announcer.say(t('mark-erased', { what: t(`mark-${kind}`) }));
  }

  /** Moves, resizes or recolours marks; undone together. */
  async reshape(marks: Reshaped[]): Promise<void> {
    if (marks.length === 0) return;
    const version = this.#version;
    const inputs = marks.map(({ id, page, mark }) => ({ annotation: id, version, page, mark }));
    const made = await this.#attempt(() => this.#backend.reshape(inputs));
    await this.load();
    const kind = marks[0]?.mark.kind;
    if (made && kind) announcer.say(t('mark-saved', { what: t(`mark-${kind}`) }));
  }

  /** Says that a note from an older version has no place here. */
  async layAside(id: string): Promise<void> {
    await this.#attempt(() => this.#backend.layAside(id, this.#version));
    await this.load();
  }

  /** Rewrites a note or a text box. */
  async edit(id: string, before: string, after: string): Promise<void> {
    if (before === after) return;
    const written = await this.#attempt(() => this.#backend.editNote(id, after));
    await this.load();
    if (written) announcer.say(t('mark-saved', { what: t(`mark-${written.mark.kind}`) }));
  }

  /** Makes notes of others one's own; undone together. */
  async takeOver(ids: string[]): Promise<void> {
    const n = await this.#attempt(() => this.#backend.takeOver(this.#document, ids));
    await this.load();
    if (n !== null) announcer.say(t('taken-over', { n }));
  }

  /** Takes notes back from all their readers, or puts aside that they could not be shared. */
  async unshare(ids: string[]): Promise<void> {
    const isDone = await this.#attempt(async () => {
      await this.#backend.unshareNotes(ids);
      return true;
    });
    await this.load();
    if (isDone) announcer.say(t('share-taken-back'));
  }

  /** Gives the readers of a note what it says now. */
  async shareAgain({ id, share }: AnnotationView): Promise<void> {
    const readers = share?.readers.map((person) => person.id) ?? [];
    const isDone = await this.#attempt(async () => {
      await this.#backend.shareNotes({ annotations: [id], readers, keep: false });
      return true;
    });
    await this.load();
    if (isDone) announcer.say(t('shared-done', { n: 1 }));
  }

  async undo(): Promise<void> {
    const kind = await this.#attempt(() => this.#backend.undoMarks(this.#document));
    await this.load();
    if (kind) announcer.say(`${t('undone')}: ${t(`mark-${kind}`)}`);
  }

  async redo(): Promise<void> {
    const kind = await this.#attempt(() => this.#backend.redoMarks(this.#document));
    await this.load();
    if (kind) announcer.say(`${t('redone')}: ${t(`mark-${kind}`)}`);
  }

  #show(made: AnnotationView[]): void {
    const known = new Set(this.view.annotations.map(({ id }) => id));
    const fresh = made.filter(({ id }) => !known.has(id));
    this.view = { ...this.view, annotations: [...this.view.annotations, ...fresh] };
  }

  async #attempt<T>(act: () => Promise<T>): Promise<T | null> {
    try {
      return await act();
    } catch (reason) {
      notices.add(reason);
      return null;
    }
  }
}

function groupByPage<T>(notes: T[], pageOf: (note: T) => number): Map<number, T[]> {
  const pages = new Map<number, T[]>();
  for (const note of notes) {
    const onPage = pages.get(pageOf(note));
    if (onPage) onPage.push(note);
    else pages.set(pageOf(note), [note]);
  }
  return pages;
}

/** Keeps the point lists of strokes that are drawn already, so that their outlines are not made again. */
function withKnownInk(view: NotesView, known: AnnotationView[]): NotesView {
  const drawn = new Map(known.map((one) => [one.id, one.mark]));
  const annotations = view.annotations.map((annotation) => {
    const { mark } = annotation;
    const before = drawn.get(annotation.id);
    if (mark.kind !== 'stroke' || before?.kind !== 'stroke') return annotation;
    const isSame =
      mark.points.length === before.points.length && mark.points.every((n, at) => n === before.points[at]);
    return isSame ? { ...annotation, mark: { ...mark, points: before.points } } : annotation;
  });
  return { ...view, annotations };
}

import type {
  AnnotationView,
  MarkInput,
  MarkView,
  MarksInput,
  NotesView,
  OwnShareView,
  PlacementView,
  ReshapeInput,
} from '../bindings';
import type { SharingMemory } from './sharing';

interface Kept {
  view: AnnotationView;
  erased: boolean;
}
type Step = { id: string; before: Kept | null; after: Kept }[];

/** Tells the cabinet that an annotation waits to be sent. */
type Hold = (id: string, onReceived: () => void) => void;

/** The member's annotations, with steps that can be taken back. */
export class MarksMemory {
  #kept = new Map<string, Kept>();
  #done = new Map<string, Step[]>();
  #undone = new Map<string, Step[]>();
  #hold: Hold;
  #sharing: SharingMemory;
  #n = 0;

  constructor(hold: Hold, sharing: SharingMemory) {
    this.#hold = hold;
    this.#sharing = sharing;
  }

  /** Puts a note there that was made on an older version. */
  carry(
    document: string,
    madeOn: number,
    placement: PlacementView,
    { page, mark }: MarkInput,
    changed = false,
  ): void {
    const view = this.#made(document, madeOn, { page, mark });
    Object.assign(view, { placement, textChanged: changed, safety: 'received' });
    this.#kept.set(view.id, { view, erased: false });
  }

  notes(document: string, version: number): NotesView {
    const shown = this.#live(document).filter(({ madeOn }) => madeOn <= version);
    const annotations = shown.map((view) => asSeenOn(view, version));
    const n = (placement: PlacementView) => annotations.filter((one) => one.placement === placement).length;
    const older = annotations.filter((one) => one.madeOn < version).map(({ madeOn }) => madeOn);
    return {
      annotations: structuredClone(annotations),
      shared: structuredClone(this.#sharing.seen(document, version, shown)),
      canUndo: (this.#done.get(document)?.length ?? 0) > 0,
      canRedo: (this.#undone.get(document)?.length ?? 0) > 0,
      carried: n('carried'),
      moved: n('moved'),
      toCheck: n('check'),
      unplaced: n('unplaced'),
      carriedFrom: older.length > 0 ? Math.max(...older) : null,
    };
  }

  count(document: string): number {
    return this.#live(document).length;
  }

  /** What was written, with where, for the search. */
  all(): AnnotationView[] {
    return [...this.#kept.values()].filter(({ erased }) => !erased).map(({ view }) => view);
  }

  annotate({ document, version, marks }: MarksInput): AnnotationView[] {
    const views = marks.map((mark) => this.#made(document, version, mark));
    this.#step(
      document,
      views.map((view) => ({ id: view.id, before: null, after: { view, erased: false } })),
    );
    return structuredClone(views);
  }

  reshape(inputs: ReshapeInput[]): AnnotationView[] {
    const views = inputs.map(({ annotation, version, page, mark }) => {
      const before = this.#find(annotation);
      const place = { version, madeOn: version, page, mark: structuredClone(mark) };
      return {
        ...before.view,
        ...place,
        placement: 'here' as const,
        textChanged: false,
        safety: 'saved' as const,
      };
    });
    this.#change(views);
    return structuredClone(views);
  }

  /** Says that a note has no place on a version: it goes into the tray. */
  layAside(annotation: string, _version: number): void {
    const { view } = this.#find(annotation);
    this.#change([{ ...view, placement: 'unplaced' }]);
  }

  edit(annotation: string, text: string): AnnotationView {
    const { view } = this.#find(annotation);
    if (view.mark.kind !== 'note' && view.mark.kind !== 'text_box') throw { code: 'not-found', details: {} };
    const written: AnnotationView = { ...view, mark: { ...view.mark, text }, safety: 'saved' };
    this.#change([written]);
    return structuredClone(written);
  }

  /** Says with whom a note is shared. */
  share(annotation: string, share: OwnShareView | null): void {
    const kept = this.#find(annotation);
    kept.view.share = share;
    this.#hold(`share-${annotation}`, () => {
      if (kept.view.share?.safety === 'saved') kept.view.share.safety = 'received';
    });
  }

  find(annotation: string): AnnotationView {
    return this.#find(annotation).view;
  }

  /** Makes notes of others the member's own. */
  takeOver(document: string, notes: string[]): number {
    const theirs = this.#sharing.all(document).filter(({ note }) => notes.includes(note.id));
    const views = theirs.map(({ note, author }) => {
      const view = this.#made(document, note.madeOn, note);
      this.#sharing.take(note.id, view.id);
      return { ...view, takenFrom: author };
    });
    this.#step(
      document,
      views.map((view) => ({ id: view.id, before: null, after: { view, erased: false } })),
    );
    return views.length;
  }

  setErased(annotations: string[], erased: boolean): void {
    const kept = annotations.map((id) => this.#find(id));
    const document = kept[0]?.view.document;
    if (!document) return;
    this.#step(
      document,
      kept.map((before) => ({ id: before.view.id, before, after: { ...before, erased } })),
    );
  }

  undo(document: string): MarkView['kind'] | null {
    const step = this.#done.get(document)?.pop();
    if (!step) return null;
    this.#undone.set(document, [...(this.#undone.get(document) ?? []), step]);
    for (const { id, before, after } of step) this.#put(id, before ?? { ...after, erased: true });
    return step[0]?.after.view.mark.kind ?? null;
  }

  redo(document: string): MarkView['kind'] | null {
    const step = this.#undone.get(document)?.pop();
    if (!step) return null;
    this.#done.set(document, [...(this.#done.get(document) ?? []), step]);
    for (const { id, after } of step) this.#put(id, after);
    return step[0]?.after.view.mark.kind ?? null;
  }

  #change(views: AnnotationView[]): void {
    const document = views[0]?.document;
    if (!document) return;
    this.#step(
      document,
      views.map((view) => ({ id: view.id, before: this.#find(view.id), after: { view, erased: false } })),
    );
  }

  #step(document: string, step: Step): void {
    this.#done.set(document, [...(this.#done.get(document) ?? []), step]);
    this.#undone.set(document, []);
    for (const { id, after } of step) this.#put(id, after);
  }

  #put(id: string, kept: Kept): void {
    this.#kept.set(id, kept);
    this.#hold(id, () => (kept.view.safety = 'received'));
  }

  #made(document: string, version: number, { page, mark }: MarkInput): AnnotationView {
    return {
      id: `annotation-${(this.#n += 1)}`,
      document,
      version,
      page,
      mark: structuredClone(mark),
      madeOn: version,
      placement: 'here',
      textChanged: false,
      madeAt: new Date().toISOString(),
      safety: 'saved',
      share: null,
      takenFrom: null,
    };
  }

  #live(document: string): AnnotationView[] {
    return this.all().filter((view) => view.document === document);
  }

  #find(annotation: string): Kept {
    const found = this.#kept.get(annotation);
    if (!found) throw { code: 'not-found', details: {} };
    return found;
  }
}

function asSeenOn(view: AnnotationView, version: number): AnnotationView {
  if (view.madeOn === version) return { ...view, placement: 'here', textChanged: false };
  const placement = view.placement === 'here' ? 'carried' : view.placement;
  return { ...view, placement, version: placement === 'unplaced' ? view.madeOn : version };
}

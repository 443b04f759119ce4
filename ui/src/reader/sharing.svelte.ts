import type { Backend } from '../ipc/backend';
import type {
  AnnotationView,
  ErrorView,
  PersonView,
  ReaderChoiceView,
  SharingKeyView,
} from '../ipc/bindings';
import { announcer } from '../shared/live.svelte';
import { folded } from '../shared/names';
import { inWords, t, toErrorView } from '../shared/words.svelte';
import type { Reader } from './reader.svelte';

/** Whether a note can be sealed to somebody. */
export function mayBeChosen(key: SharingKeyView): boolean {
  return key === 'known' || key === 'compared';
}

/** Choosing who reads notes of one's own. */
export class Sharing {
  typed = $state('');
  choices = $state.raw<ReaderChoiceView[] | null>(null);
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  isOffline = $state(false);
  working = $state(false);
  error = $state.raw<ErrorView | null>(null);
  readonly notes: AnnotationView[];
  /** Who reads the note already, where it is one. */
  readonly before: ReadonlySet<string>;
  readonly found = $derived.by(() => this.#found());
  readonly named: PersonView[] = $derived(
    (this.choices ?? []).map(({ reader }) => reader.person).filter(({ id }) => this.chosen.has(id)),
  );
  /** Everybody who will read one of the notes: those who are named, and of several notes those who read one already. */
  readonly told: PersonView[] = $derived.by(() => {
    const readers = new Map(this.named.map((person) => [person.id, person]));
    if (this.notes.length > 1 && readers.size > 0)
      for (const { share } of this.notes) for (const one of share?.readers ?? []) readers.set(one.id, one);
    return [...readers.values()];
  });
  /** Whether the choice is another than what stands. */
  readonly isNew = $derived.by(
    () =>
      this.chosen.size > 0 &&
      (this.notes.length > 1 ||
        this.chosen.size !== this.before.size ||
        [...this.chosen].some((id) => !this.before.has(id))),
  );
  readonly #reader: Reader;
  readonly #backend: Backend;

  constructor(reader: Reader, ids: readonly string[]) {
    this.#reader = reader;
    this.#backend = reader.backend;
    this.notes = ids
      .map((id) => reader.marks.find(id))
      .filter((one) => one !== undefined)
      .filter(({ mark }) => mark.kind !== 'bookmark');
    const [first] = this.notes;
    const readers = this.notes.length === 1 ? (first?.share?.readers ?? []) : [];
    this.before = new Set(readers.map(({ id }) => id));
  }

  /** Asks who may read the notes; those who read one already and still may are chosen. */
  async load(): Promise<void> {
    const { document, version } = this.#reader.opened;
    try {
      this.choices = await this.#backend.noteReaders(document.id, version);
      const possible = this.choices.filter(({ reader }) => mayBeChosen(reader.key));
      const kept = this.chosen.size > 0 ? this.chosen : this.before;
      this.chosen = new Set(possible.map(({ reader }) => reader.person.id).filter((id) => kept.has(id)));
      this.isOffline = !(await this.#backend.status()).online;
    } catch (reason) {
      this.error = toErrorView(reason);
    }
  }

  toggle(id: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
  }

  /** Shares; false where it is refused. */
  async share(): Promise<boolean> {
    if (this.working || this.chosen.size === 0) return false;
    this.working = true;
    this.error = null;
    const annotations = this.notes.map(({ id }) => id);
    try {
      const keep = annotations.length > 1;
      await this.#backend.shareNotes({ annotations, readers: [...this.chosen], keep });
      await this.#reader.marks.load();
      announcer.say(t('shared-done', { n: annotations.length }));
      return true;
    } catch (reason) {
      this.error = toErrorView(reason);
      return false;
    } finally {
      this.working = false;
    }
  }

  #found(): ReaderChoiceView[] {
    const wanted = folded(this.typed).split(/\s+/).filter(Boolean);
    return (this.choices ?? []).filter(({ reader: { person } }) => {
      const words = folded(`${person.name} ${inWords(person.office)}`);
      return wanted.every((word) => words.includes(word));
    });
  }
}

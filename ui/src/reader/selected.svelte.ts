import type { AnnotationView, RectView } from '../ipc/bindings';
import { announcer } from '../shared/live.svelte';
import { t } from '../shared/words.svelte';
import { boxOver, isLoose, markBox, moved } from './geometry';
import type { Marks } from './marks.svelte';
import { recoloured } from './tools';
import type { Point } from './turning';

/** Marks of one page taken together by the lasso or one by one. */
export class MarkSelection {
  ids = $state.raw<readonly string[]>([]);
  /** How far they are dragged just now. */
  drag = $state.raw<Point | null>(null);
  readonly marks = $derived.by(() => this.#found());
  readonly page = $derived(this.marks[0]?.page ?? null);
  readonly box: RectView | null = $derived(
    this.marks.length > 0 ? boxOver(this.marks.map(({ mark }) => markBox(mark))) : null,
  );
  readonly mayMove = $derived(this.marks.some(({ mark }) => isLoose(mark)));
  #all: Marks;

  constructor(all: Marks) {
    this.#all = all;
  }

  has(id: string): boolean {
    return this.ids.includes(id);
  }

  choose(ids: string[]): void {
    this.ids = ids;
    announcer.say(t('lasso-chosen', { n: ids.length }));
  }

  clear(): void {
    if (this.ids.length > 0) this.ids = [];
    this.drag = null;
  }

  /** Moves what may lie anywhere; marks on text stay with their text. */
  async move(by: Point): Promise<void> {
    const loose = this.marks.filter(({ mark }) => isLoose(mark));
    await this.#all.reshape(loose.map(({ id, page, mark }) => ({ id, page, mark: moved(mark, by) })));
    this.drag = null;
  }

  async recolour(colour: string): Promise<void> {
    const changed = this.marks
      .map(({ id, page, mark }) => ({ id, page, mark: recoloured(mark, colour), before: mark }))
      .filter(({ mark, before }) => mark !== before);
    await this.#all.reshape(changed.map(({ id, page, mark }) => ({ id, page, mark })));
  }

  async erase(): Promise<void> {
    const ids = [...this.ids];
    this.clear();
    await this.#all.erase(ids);
  }

  #found(): AnnotationView[] {
    return this.ids.map((id) => this.#all.find(id)).filter((one) => one !== undefined);
  }
}

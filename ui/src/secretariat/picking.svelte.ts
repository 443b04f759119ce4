import type { PrepareItemView } from '../ipc/bindings';

/** Items of another meeting, ticked to be copied. */
export class ItemPicking {
  items = $state.raw<PrepareItemView[]>([]);
  ticked = $state.raw<ReadonlySet<string>>(new Set());

  /** Offers these items, none of them ticked. */
  offer(items: PrepareItemView[]): void {
    [this.items, this.ticked] = [items, new Set()];
  }

  /** Ticks an item with all that lies below it; one that lies below another brings that one along. */
  tick(id: string, on: boolean): void {
    const next = new Set(this.ticked);
    for (const item of this.items) {
      const touched = item.id === id || this.#liesBelow(item, id);
      if (touched && on) next.add(item.id);
      if (touched && !on) next.delete(item.id);
    }
    let above = this.items.find((item) => item.id === id)?.parent;
    while (on && above) {
      next.add(above);
      above = this.items.find((item) => item.id === above)?.parent;
    }
    this.ticked = next;
  }

  tickAll(on: boolean): void {
    this.ticked = new Set(on ? this.items.map(({ id }) => id) : []);
  }

  /** The ticked items in the order of their agenda, as they are to stand in the other. */
  get inOrder(): string[] {
    return this.items.map(({ id }) => id).filter((id) => this.ticked.has(id));
  }

  #liesBelow(item: PrepareItemView, id: string): boolean {
    let above = item.parent;
    while (above && above !== id) above = this.items.find((one) => one.id === above)?.parent ?? null;
    return above === id;
  }
}

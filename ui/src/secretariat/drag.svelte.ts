import { spotOfGap, subtreeOf, type Spot, type TreeLine } from '../shared/tree';

/** Pixels a level is set in, on screen and for the pointer. */
export const INDENT = 24;
const BEGINS_AFTER = 4;
const EDGE = 48;

interface Band {
  top: number;
  bottom: number;
}

/** The lines' places on screen, which a drag asks for once. */
export interface Ground {
  scroller: HTMLElement;
  bandOf: (id: string) => Band | null;
}

/** A line of the tree in the hand: between which lines, and how deep, it would fall. */
export class TreeDrag {
  dragged = $state<string | null>(null);
  /** Where the line that shows the gap is drawn, from the top of the scrolled content. */
  top = $state(0);
  depth = $state(0);
  own = $state.raw<ReadonlySet<string>>(new Set());
  spot: Spot | null = null;
  #from = { x: 0, y: 0 };
  #ready: string | null = null;
  #lines: readonly TreeLine[] = [];
  #bands: Band[] = [];
  #ground: Ground | null = null;

  /** The handle is pressed; the drag begins with the first movement. */
  press(event: PointerEvent, id: string, lines: readonly TreeLine[], ground: Ground): void {
    [this.#ready, this.#lines, this.#ground] = [id, lines, ground];
    this.#from = { x: event.clientX, y: event.clientY };
    (event.currentTarget as HTMLElement).setPointerCapture?.(event.pointerId);
  }

  move(event: PointerEvent): void {
    if (!this.#ready || !this.#ground) return;
    const [dx, dy] = [event.clientX - this.#from.x, event.clientY - this.#from.y];
    if (!this.dragged && Math.hypot(dx, dy) < BEGINS_AFTER) return;
    if (!this.dragged) this.#begin(this.#ready);
    const { scroller } = this.#ground;
    const box = scroller.getBoundingClientRect();
    if (event.clientY < box.top + EDGE) scroller.scrollBy?.(0, -12);
    if (event.clientY > box.bottom - EDGE) scroller.scrollBy?.(0, 12);
    this.#aim(event.clientY - box.top + scroller.scrollTop, dx);
  }

  /** The line is let go; gives where it goes. */
  release(): { id: string; spot: Spot } | null {
    const done = this.dragged && this.spot ? { id: this.dragged, spot: this.spot } : null;
    this.cancel();
    return done;
  }

  cancel(): void {
    [this.#ready, this.dragged, this.spot] = [null, null, null];
    this.own = new Set();
  }

  #begin(id: string): void {
    this.dragged = id;
    this.own = new Set(subtreeOf(this.#lines, id).map((line) => line.id));
    const rest = this.#lines.filter((line) => !this.own.has(line.id));
    this.#bands = rest.map((line) => this.#ground?.bandOf(line.id) ?? { top: 0, bottom: 0 });
  }

  #aim(y: number, dx: number): void {
    const id = this.dragged ?? '';
    const start = this.#lines.find((line) => line.id === id)?.depth ?? 0;
    const gap = this.#bands.filter(({ top, bottom }) => (top + bottom) / 2 < y).length;
    const { spot, depth } = spotOfGap(this.#lines, id, gap, start + Math.round(dx / INDENT));
    [this.spot, this.depth] = [spot, depth];
    this.top = this.#bands[gap]?.top ?? this.#bands.at(-1)?.bottom ?? 0;
  }
}

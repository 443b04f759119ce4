import { untrack } from 'svelte';
import type { TileView } from '../ipc/backend';
import type { Reader } from './reader.svelte';
import { tilesFor, type Window } from './tiles';
import { seenRect } from './turning';

interface Size {
  width: number;
  height: number;
}

/** A tile with its place on the page, in fractions. */
export interface PlacedTile {
  url: string;
  left: number;
  top: number;
  width: number;
  height: number;
  isLoaded: boolean;
}

const SETTLE_MS = 110;
/** How much beyond the view is asked for, in parts of the view. */
const BEYOND = 0.25;

/** The tiles of one page; those of another size stay until all that are wanted now are there. */
export class TileSet {
  shown = $state.raw<PlacedTile[]>([]);
  #url: (size: Size, tile: TileView) => string;
  #wanted = new Set<string>();
  #width = 0;

  constructor(url: (size: Size, tile: TileView) => string) {
    this.#url = url;
  }

  /** Asks for the tiles in a window; at another size only once the zooming has come to rest. */
  want(size: Size | null, window: Window | null): (() => void) | undefined {
    if (!size || !window) {
      if (untrack(() => this.shown.length) > 0) this.shown = [];
      this.#width = 0;
      return undefined;
    }
    const placed = tilesFor(size, window).map((tile) => this.#placed(size, tile));
    if (size.width === this.#width) {
      untrack(() => this.#take(placed));
      return undefined;
    }
    const timer = setTimeout(() => {
      this.#width = size.width;
      this.#take(placed);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }

  async loaded(image: HTMLImageElement, url: string): Promise<void> {
    await image.decode?.().catch(() => undefined);
    const shown = this.shown.map((tile) => (tile.url === url ? { ...tile, isLoaded: true } : tile));
    const isDone = shown.every((tile) => tile.isLoaded || !this.#wanted.has(tile.url));
    this.shown = isDone ? shown.filter((tile) => this.#wanted.has(tile.url)) : shown;
  }

  #take(placed: PlacedTile[]): void {
    this.#wanted = new Set(placed.map(({ url }) => url));
    const known = new Set(this.shown.map(({ url }) => url));
    const fresh = placed.filter(({ url }) => !known.has(url));
    const old = this.shown.filter((tile) => tile.isLoaded || this.#wanted.has(tile.url));
    if (fresh.length === 0 && old.every(({ url }) => this.#wanted.has(url))) return;
    this.shown = fresh.length === 0 ? old.filter(({ url }) => this.#wanted.has(url)) : [...old, ...fresh];
  }

  #placed(size: Size, tile: TileView): PlacedTile {
    return {
      url: this.#url(size, tile),
      left: tile.x / size.width,
      top: tile.y / size.height,
      width: tile.w / size.width,
      height: tile.h / size.height,
      isLoaded: false,
    };
  }
}

/** The stretch of the upright page that is in view or nearly so. */
export function windowOn(reader: Reader, page: number): Window | null {
  const box = reader.layout.boxes[page];
  if (!box || box.width === 0 || !reader.inView.includes(page)) return null;
  const { width, height } = reader.view;
  const left = reader.columnWidth / 2 + box.left;
  const seen = {
    x: (reader.scrollLeft - BEYOND * width - left) / box.width,
    y: (reader.scrollTop - BEYOND * height - box.top) / box.height,
    w: ((1 + 2 * BEYOND) * width) / box.width,
    h: ((1 + 2 * BEYOND) * height) / box.height,
  };
  const back = reader.rotation === 90 ? 270 : reader.rotation === 270 ? 90 : reader.rotation;
  const { x, y, w, h } = seenRect(seen, back);
  return { left: Math.max(0, x), top: Math.max(0, y), right: Math.min(1, x + w), bottom: Math.min(1, y + h) };
}

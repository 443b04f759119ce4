import type { TileView } from '../ipc/backend';

/** Device pixels of a whole page beyond which it is asked for in tiles. */
const WHOLE_MOST = 6_000_000;
const TILE = 1024;
/** How many device pixels across the picture below the tiles has. */
const UNDER_WIDTH = 1600;

/** How the picture of a page is asked for. */
export interface PicturePlan {
  /** Device pixels across of the picture of the whole page. */
  whole: number;
  /** Device pixels across at which tiles are cut; `null` where the whole is sharp enough. */
  tiled: { width: number; height: number } | null;
}

/** The stretch of a page that is in view, in fractions. */
export interface Window {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A page of some device pixels is asked for whole, or, where that were a giant picture, in tiles over a small one. */
export function planPicture(width: number, height: number): PicturePlan {
  if (width * height <= WHOLE_MOST) return { whole: width, tiled: null };
  return { whole: Math.min(width, UNDER_WIDTH), tiled: { width, height } };
}

/** The tiles that touch the window, those nearest its middle first. */
export function tilesFor(size: { width: number; height: number }, window: Window): TileView[] {
  const columns = span(window.left, window.right, size.width);
  const rows = span(window.top, window.bottom, size.height);
  const tiles = rows.flatMap((row) =>
    columns.map((column) => {
      const [x, y] = [column * TILE, row * TILE];
      return { x, y, w: Math.min(TILE, size.width - x), h: Math.min(TILE, size.height - y) };
    }),
  );
  const middle = {
    x: ((window.left + window.right) / 2) * size.width,
    y: ((window.top + window.bottom) / 2) * size.height,
  };
  const away = ({ x, y, w, h }: TileView) => Math.hypot(x + w / 2 - middle.x, y + h / 2 - middle.y);
  return tiles.sort((one, other) => away(one) - away(other));
}

function span(from: number, to: number, length: number): number[] {
  const first = Math.floor((Math.max(0, from) * length) / TILE);
  const last = Math.ceil((Math.min(1, to) * length) / TILE);
  return Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n);
}

import type { PageView } from '../ipc/bindings';

/** How large pages are shown. */
export type Zoom = { mode: 'fit_width' } | { mode: 'fit_page' } | { mode: 'scale'; scale: number };

/** One under the other, one at a time, or two side by side. */
export type Flow = 'continuous' | 'single' | 'facing';

/** Turns of the reader's own, clockwise. */
export type Rotation = 0 | 90 | 180 | 270;

/** How pages are arranged. */
export interface Arrangement {
  flow: Flow;
  /** Facing pages: the first page stands alone at the right, as the cover of a book. */
  cover: boolean;
  rotation: Rotation;
  /** Only these pages, in ascending order; all where it is absent. */
  only: readonly number[] | null;
}

/** A page's place, in CSS pixels; `left` counts from the middle of the column. A page left out has no size. */
export interface PageBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Pages that stand beside one another. */
export interface Row {
  top: number;
  height: number;
  pages: number[];
}

/** All pages in their rows. */
export interface Layout {
  boxes: PageBox[];
  rows: Row[];
  width: number;
  height: number;
  /** CSS pixels per CSS pixel of the paper at its true size. */
  scale: number;
}

/** A place that stays put while pages grow: a page and how far down it, 0 to 1. */
export interface Anchor {
  page: number;
  fraction: number;
}

export const GAP = 16;
export const MARGIN = 24;
export const PLAIN: Arrangement = { flow: 'continuous', cover: true, rotation: 0, only: null };
const BETWEEN = 8;
const PIXELS_PER_POINT = 96 / 72;
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4, 6, 8];

interface Size {
  width: number;
  height: number;
}

/** Lays pages of any sizes in rows; in the fit modes no row is wider (or higher) than the view. */
export function layoutPages(pages: PageView[], zoom: Zoom, view: Size, how: Arrangement = PLAIN): Layout {
  const across = how.flow === 'facing' ? 2 : 1;
  const room = {
    width: Math.max(80, (view.width - 2 * MARGIN - (across - 1) * BETWEEN) / across),
    height: Math.max(80, view.height - 2 * GAP),
  };
  const sizes = pages.map((page) => turned(page, how.rotation));
  const scale = zoom.mode === 'scale' ? zoom.scale : fitScale(usualPage(sizes), zoom, room);
  const boxes = sizes.map((size) => {
    const own = zoom.mode === 'scale' ? scale : Math.min(scale, fitScale(size, zoom, room));
    const width = Math.max(1, Math.round(size.width * PIXELS_PER_POINT * own));
    const height = Math.max(1, Math.round(size.height * PIXELS_PER_POINT * own));
    return { left: 0, top: 0, width, height };
  });
  const rows = how.flow === 'single' ? placeSlots(boxes, how, view.height) : placeRows(boxes, how);
  hideOthers(boxes, rows);
  const width = Math.max(0, ...rows.map((row) => rowWidth(boxes, row)));
  const last = rows.at(-1);
  const foot = how.flow === 'single' ? 0 : GAP;
  return { boxes, rows, width, height: last ? last.top + last.height + foot : 2 * GAP, scale };
}

/** Which pages stand beside one another. */
export function rowsOf(nPages: number, how: Arrangement): number[][] {
  const pages = how.only ?? Array.from({ length: nPages }, (_, page) => page);
  if (how.flow !== 'facing') return pages.map((page) => [page]);
  const alone = how.cover && pages[0] !== undefined ? [[pages[0]]] : [];
  const rest = pages.slice(alone.length);
  return [
    ...alone,
    ...Array.from({ length: Math.ceil(rest.length / 2) }, (_, n) => rest.slice(2 * n, 2 * n + 2)),
  ];
}

/** The pages that touch the stretch from `from` to `to`. */
export function pagesIn(layout: Layout, from: number, to: number): number[] {
  const first = rowAt(layout, from);
  let last = first;
  while (last < layout.rows.length && (layout.rows[last]?.top ?? Infinity) <= to) last += 1;
  return layout.rows.slice(first, Math.max(last, first + 1)).flatMap(({ pages }) => pages);
}

/** The pages that touch the stretch from `from` to `to`, as first and one past the last. */
export function pagesBetween(layout: Layout, from: number, to: number): [number, number] {
  const pages = pagesIn(layout, from, to);
  return [pages[0] ?? 0, (pages.at(-1) ?? -1) + 1];
}

/** The row at a height of the column; a gap belongs to the row above it. */
export function rowAt(layout: Layout, y: number): number {
  let low = 0;
  let high = layout.rows.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((layout.rows[middle]?.top ?? Infinity) <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** The first page of the row at a height of the column. */
export function pageAt(layout: Layout, y: number): number {
  return layout.rows[rowAt(layout, y)]?.pages[0] ?? 0;
}

/** What lies at a height of the column. */
export function anchorAt(layout: Layout, y: number): Anchor {
  const page = pageAt(layout, y);
  const box = layout.boxes[page];
  return { page, fraction: box && box.height > 0 ? (y - box.top) / box.height : 0 };
}

/** Where an anchor lies in the column. */
export function heightOf(layout: Layout, anchor: Anchor): number {
  const box = layout.boxes[anchor.page];
  return box ? box.top + anchor.fraction * box.height : 0;
}

/** The width to ask a picture for, in device pixels. */
export function pictureWidth(cssWidth: number, pixelRatio: number): number {
  return Math.max(16, Math.round(cssWidth * pixelRatio));
}

/** The next larger or smaller step of zoom. */
export function nextScale(scale: number, direction: 1 | -1): number {
  const next =
    direction === 1
      ? STEPS.find((step) => step > scale * 1.01)
      : [...STEPS].reverse().find((step) => step < scale * 0.99);
  return next ?? clampScale(scale);
}

/** Keeps a scale between the smallest and the largest step. */
export function clampScale(scale: number): number {
  return Math.min(STEPS.at(-1) ?? 4, Math.max(STEPS[0] ?? 0.25, scale));
}

/** The page a typed number or printed label means, from 0; `null` where there is none. */
export function findPage(pages: PageView[], typed: string): number | null {
  const wanted = typed.trim().toLowerCase();
  const labelled = pages.findIndex((page) => page.label.toLowerCase() === wanted);
  if (labelled >= 0) return labelled;
  const number = Number(wanted);
  return Number.isInteger(number) && number >= 1 && number <= pages.length ? number - 1 : null;
}

/** A size after turns of the reader's own. */
export function turned(size: Size, rotation: Rotation): Size {
  const { width, height } = size;
  return rotation === 90 || rotation === 270 ? { width: height, height: width } : { width, height };
}

function placeRows(boxes: PageBox[], how: Arrangement): Row[] {
  const rows: Row[] = [];
  let top = GAP;
  for (const pages of rowsOf(boxes.length, how)) {
    const height = Math.max(...pages.map((page) => boxes[page]?.height ?? 0));
    placeAcross(boxes, pages, how, top, height);
    rows.push({ top, height, pages });
    top += height + GAP;
  }
  return rows;
}

/** One page at a time: each has the whole view for itself, and stands in its middle where it is lower. */
function placeSlots(boxes: PageBox[], how: Arrangement, viewHeight: number): Row[] {
  const rows: Row[] = [];
  let top = 0;
  for (const pages of rowsOf(boxes.length, how)) {
    const box = boxes[pages[0] ?? 0];
    const height = Math.max(viewHeight, (box?.height ?? 0) + 2 * GAP);
    placeAcross(boxes, pages, how, top, height);
    rows.push({ top, height, pages });
    top += height;
  }
  return rows;
}

function placeAcross(boxes: PageBox[], pages: number[], how: Arrangement, top: number, height: number): void {
  for (const page of pages) {
    const box = boxes[page];
    if (!box) continue;
    box.top = top + Math.round((height - box.height) / 2);
    if (how.flow !== 'facing') box.left = -box.width / 2;
    else {
      const isRight = page !== pages[0] || (how.cover && page === (how.only?.[0] ?? 0));
      box.left = isRight ? BETWEEN / 2 : -box.width - BETWEEN / 2;
    }
  }
}

/** Pages that stand in no row lie without size where the next shown page begins. */
function hideOthers(boxes: PageBox[], rows: Row[]): void {
  const shown = new Set(rows.flatMap(({ pages }) => pages));
  if (shown.size === boxes.length) return;
  let top = rows.at(-1)?.top ?? 0;
  for (let page = boxes.length - 1; page >= 0; page -= 1) {
    const box = boxes[page];
    if (box && shown.has(page)) top = box.top;
    else boxes[page] = { left: 0, top, width: 0, height: 0 };
  }
}

function rowWidth(boxes: PageBox[], row: Row): number {
  const edges = row.pages.map((page) => boxes[page]).filter((box) => box !== undefined);
  const reach = Math.max(...edges.map((box) => Math.max(-box.left, box.left + box.width)));
  return 2 * reach;
}

function fitScale(page: Size, zoom: Zoom, room: Size): number {
  const across = room.width / (page.width * PIXELS_PER_POINT);
  if (zoom.mode !== 'fit_page') return Math.min(across, 2);
  return Math.min(across, 4, room.height / (page.height * PIXELS_PER_POINT));
}

function usualPage(sizes: Size[]): Size {
  const sorted = [...sizes].sort((one, other) => one.width - other.width);
  return sorted[Math.floor(sorted.length / 2)] ?? { width: 595, height: 842 };
}

import type { PageView } from '../ipc/bindings';

/** How large pages are shown. */
export type Zoom = { mode: 'fit_width' } | { mode: 'fit_page' } | { mode: 'scale'; scale: number };

/** A page's place in the column, in CSS pixels. */
export interface PageBox {
  top: number;
  width: number;
  height: number;
}

/** All pages under one another. */
export interface Layout {
  boxes: PageBox[];
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
const PIXELS_PER_POINT = 96 / 72;
const PICTURE_STEP = 160;
const PICTURE_MAX = 3200;
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];

/** Lays pages of any sizes in a column; in the fit modes no page is wider (or higher) than the view. */
export function layoutPages(pages: PageView[], zoom: Zoom, view: { width: number; height: number }): Layout {
  const room = { width: Math.max(80, view.width - 2 * MARGIN), height: Math.max(80, view.height - 2 * GAP) };
  const scale = zoom.mode === 'scale' ? zoom.scale : fitScale(usualPage(pages), zoom, room);
  const boxes: PageBox[] = [];
  let top = GAP;
  let widest = 0;
  for (const page of pages) {
    const own = zoom.mode === 'scale' ? scale : Math.min(scale, fitScale(page, zoom, room));
    const width = Math.max(1, Math.round(page.width * PIXELS_PER_POINT * own));
    const height = Math.max(1, Math.round(page.height * PIXELS_PER_POINT * own));
    boxes.push({ top, width, height });
    top += height + GAP;
    widest = Math.max(widest, width);
  }
  return { boxes, width: widest, height: top, scale };
}

/** The pages that touch the stretch from `from` to `to`, as first and one past the last. */
export function pagesBetween(layout: Layout, from: number, to: number): [number, number] {
  const first = pageAt(layout, from);
  let last = first;
  while (last < layout.boxes.length && (layout.boxes[last]?.top ?? Infinity) <= to) last += 1;
  return [first, Math.max(last, Math.min(first + 1, layout.boxes.length))];
}

/** The page at a height of the column; a gap belongs to the page above it. */
export function pageAt(layout: Layout, y: number): number {
  let low = 0;
  let high = layout.boxes.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((layout.boxes[middle]?.top ?? Infinity) <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** What lies at a height of the column. */
export function anchorAt(layout: Layout, y: number): Anchor {
  const page = pageAt(layout, y);
  const box = layout.boxes[page];
  return { page, fraction: box ? (y - box.top) / box.height : 0 };
}

/** Where an anchor lies in the column. */
export function heightOf(layout: Layout, anchor: Anchor): number {
  const box = layout.boxes[anchor.page];
  return box ? box.top + anchor.fraction * box.height : 0;
}

/** The width to ask a picture for: device pixels, rounded up so that few widths are ever asked. */
export function pictureWidth(cssWidth: number, pixelRatio: number): number {
  const steps = Math.ceil((cssWidth * pixelRatio) / PICTURE_STEP);
  return Math.min(PICTURE_MAX, Math.max(1, steps) * PICTURE_STEP);
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

function fitScale(page: PageView, zoom: Zoom, room: { width: number; height: number }): number {
  const across = room.width / (page.width * PIXELS_PER_POINT);
  if (zoom.mode !== 'fit_page') return Math.min(across, 2);
  return Math.min(across, 4, room.height / (page.height * PIXELS_PER_POINT));
}

function usualPage(pages: PageView[]): PageView {
  const sorted = [...pages].sort((one, other) => one.width - other.width);
  return sorted[Math.floor(sorted.length / 2)] ?? { width: 595, height: 842, label: '' };
}

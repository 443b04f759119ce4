import type { RectView, TextRunView } from '../ipc/bindings';

/** A place in the text of a page: a run and an offset in it. */
export interface TextPlace {
  run: number;
  offset: number;
}

/** A stretch of text of one page. */
export interface TextStretch {
  page: number;
  from: TextPlace;
  to: TextPlace;
}

/** How wide a piece of text is, in any unit. */
export type Measure = (text: string) => number;

const byLength: Measure = (text) => text.length;

/** The boxes and the words of a stretch of runs: one box per line. */
export function stretchRects(
  runs: TextRunView[],
  from: TextPlace,
  to: TextPlace,
  measure: Measure = byLength,
): { rects: RectView[]; text: string } {
  const rects: RectView[] = [];
  let text = '';
  let previous: RectView | null = null;
  for (let index = from.run; index <= to.run; index += 1) {
    const run = runs[index];
    if (!run) continue;
    const start = index === from.run ? from.offset : 0;
    const end = index === to.run ? to.offset : run.text.length;
    if (end <= start) continue;
    text += joint(text, previous, run.rect) + run.text.slice(start, end);
    previous = run.rect;
    addRect(rects, partOf(run, start, end, measure));
  }
  return { rects, text };
}

/** The stretches of text that a browser selection covers below `root`, page by page. */
export function selectedStretches(root: HTMLElement, selection: Selection | null): TextStretch[] {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  const stretches: TextStretch[] = [];
  for (const layer of root.querySelectorAll<HTMLElement>('[data-text-page]')) {
    if (!range.intersectsNode(layer)) continue;
    const stretch = stretchOf(layer, range);
    if (stretch) stretches.push(stretch);
  }
  return stretches;
}

function stretchOf(layer: HTMLElement, range: Range): TextStretch | null {
  let from: TextPlace | null = null;
  let to: TextPlace | null = null;
  for (const span of layer.querySelectorAll<HTMLElement>('[data-run]')) {
    if (!range.intersectsNode(span)) continue;
    const run = Number(span.dataset.run);
    const length = span.textContent?.length ?? 0;
    const start = offsetIn(span, range.startContainer, range.startOffset, 0, length);
    const end = offsetIn(span, range.endContainer, range.endOffset, length, length);
    if (end <= start) continue;
    from ??= { run, offset: start };
    to = { run, offset: end };
  }
  return from && to ? { page: Number(layer.dataset.textPage), from, to } : null;
}

function offsetIn(
  span: HTMLElement,
  container: Node,
  offset: number,
  otherwise: number,
  length: number,
): number {
  if (!span.contains(container)) return otherwise;
  if (container.nodeType === Node.TEXT_NODE) return offset;
  return offset === 0 ? 0 : length;
}

function partOf(run: TextRunView, start: number, end: number, measure: Measure): RectView {
  const whole = measure(run.text) || 1;
  const left = measure(run.text.slice(0, start)) / whole;
  const right = measure(run.text.slice(0, end)) / whole;
  const { x, y, w, h } = run.rect;
  return { x: x + w * left, y, w: w * (right - left), h };
}

function addRect(rects: RectView[], rect: RectView): void {
  const last = rects.at(-1);
  if (!last || !onOneLine(last, rect) || rect.x - (last.x + last.w) > 2 * rect.h) {
    rects.push(rect);
    return;
  }
  const right = Math.max(last.x + last.w, rect.x + rect.w);
  const bottom = Math.max(last.y + last.h, rect.y + rect.h);
  const x = Math.min(last.x, rect.x);
  const y = Math.min(last.y, rect.y);
  rects[rects.length - 1] = { x, y, w: right - x, h: bottom - y };
}

function onOneLine(one: RectView, other: RectView): boolean {
  const overlap = Math.min(one.y + one.h, other.y + other.h) - Math.max(one.y, other.y);
  return overlap > 0.5 * Math.min(one.h, other.h);
}

function joint(text: string, previous: RectView | null, rect: RectView): string {
  if (!previous || /\s$/.test(text)) return '';
  const adjoins = onOneLine(previous, rect) && rect.x - (previous.x + previous.w) < 0.2 * rect.h;
  return adjoins ? '' : ' ';
}

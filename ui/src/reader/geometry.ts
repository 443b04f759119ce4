import type { AnnotationView, MarkView, RectView } from '../ipc/bindings';
import type { Point } from './turning';

/** How far down its page a mark begins, 0 to 1. */
export function markTop(mark: MarkView): number {
  return mark.kind === 'bookmark' ? 0 : Math.min(1, markBox(mark).y);
}

/** The box around a mark, in fractions of its page. */
export function markBox(mark: MarkView): RectView {
  switch (mark.kind) {
    case 'highlight':
    case 'underline':
    case 'strike_out':
      return boxAround(
        mark.rects.flatMap(({ x, y, w, h }) => [
          { x, y },
          { x: x + w, y: y + h },
        ]),
      );
    case 'stroke':
      return boxAround(pointsOf(mark.points));
    case 'note':
      return { x: mark.x, y: mark.y, w: 0, h: 0 };
    case 'text_box':
    case 'stamp':
      return mark.rect;
    case 'bookmark':
      return { x: 0, y: 0, w: 0, h: 0 };
  }
}

/** The box around several boxes. */
export function boxOver(boxes: RectView[]): RectView {
  return boxAround(
    boxes.flatMap(({ x, y, w, h }) => [
      { x, y },
      { x: x + w, y: y + h },
    ]),
  );
}

/** Whether a mark may lie anywhere; marks on text stay with their text. */
export function isLoose(mark: MarkView): boolean {
  return mark.kind === 'stroke' || mark.kind === 'note' || mark.kind === 'text_box' || mark.kind === 'stamp';
}

/** A mark moved by fractions of its page, as far as it stays on the page. */
export function moved(mark: MarkView, by: Point): MarkView {
  const { x, y, w, h } = markBox(mark);
  const dx = Math.min(Math.max(by.x, -x), 1 - w - x);
  const dy = Math.min(Math.max(by.y, -y), 1 - h - y);
  switch (mark.kind) {
    case 'stroke':
      return { ...mark, points: mark.points.map((value, n) => within(value + [dx, dy, 0][n % 3]!)) };
    case 'note':
      return { ...mark, x: within(mark.x + dx), y: within(mark.y + dy) };
    case 'text_box':
    case 'stamp':
      return { ...mark, rect: { ...mark.rect, x: within(mark.rect.x + dx), y: within(mark.rect.y + dy) } };
    case 'highlight':
    case 'underline':
    case 'strike_out':
    case 'bookmark':
      return mark;
  }
}

/** The marks that a loop drawn around them takes in: most of a stroke, the middle of anything else. */
export function marksInside(loop: Point[], annotations: AnnotationView[]): string[] {
  if (loop.length < 3) return [];
  return annotations.filter(({ mark }) => isInside(loop, mark)).map(({ id }) => id);
}

/** Whether a point lies in a polygon, by the even-odd rule. */
export function isPointIn(loop: Point[], { x, y }: Point): boolean {
  let isIn = false;
  let before = loop.at(-1);
  for (const corner of loop) {
    if (before && corner.y > y !== before.y > y) {
      const cut = ((before.x - corner.x) * (y - corner.y)) / (before.y - corner.y) + corner.x;
      if (x < cut) isIn = !isIn;
    }
    before = corner;
  }
  return isIn;
}

/** Flat `[x, y, pressure, ...]` as places. */
export function pointsOf(flat: number[]): Point[] {
  const points: Point[] = [];
  for (let n = 0; n + 2 < flat.length; n += 3) points.push({ x: flat[n] ?? 0, y: flat[n + 1] ?? 0 });
  return points;
}

/** Annotations in the order of the paper. */
export function inPaperOrder(annotations: AnnotationView[]): AnnotationView[] {
  return [...annotations].sort(
    (one, other) => one.page - other.page || markTop(one.mark) - markTop(other.mark),
  );
}

function isInside(loop: Point[], mark: MarkView): boolean {
  if (mark.kind === 'bookmark') return false;
  if (mark.kind === 'stroke') {
    const points = pointsOf(mark.points);
    return points.filter((point) => isPointIn(loop, point)).length > points.length / 2;
  }
  if ('rects' in mark) {
    const n = mark.rects.filter((rect) => isPointIn(loop, middleOf(rect))).length;
    return n > 0 && n >= mark.rects.length / 2;
  }
  return isPointIn(loop, middleOf(markBox(mark)));
}

function middleOf({ x, y, w, h }: RectView): Point {
  return { x: x + w / 2, y: y + h / 2 };
}

function boxAround(points: Point[]): RectView {
  let [left, top, right, bottom] = [1, 1, 0, 0];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return points.length === 0
    ? { x: 0, y: 0, w: 0, h: 0 }
    : { x: left, y: top, w: right - left, h: bottom - top };
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value));
}

import { getStroke } from 'perfect-freehand';
import type { AnnotationView, MarkView } from '../ipc/bindings';

const CLOSE = 0.0012;

/** Adds a point of the pen to flat `[x, y, pressure, ...]` unless it lies where the last one does. */
export function addPoint(points: number[], x: number, y: number, pressure: number): void {
  const n = points.length;
  const [lastX = -1, lastY = -1] = [points[n - 3], points[n - 2]];
  if (n > 0 && Math.hypot(x - lastX, y - lastY) < CLOSE) return;
  points.push(rounded(clamp(x)), rounded(clamp(y)), rounded(clamp(pressure || 0.5)));
}

/** The outline of a stroke as an SVG path in a page of the given size. */
export function strokePath(points: number[], width: number, page: { width: number; height: number }): string {
  const input = triples(points).map(([x, y, pressure]) => [x * page.width, y * page.height, pressure]);
  const outline = getStroke(input, {
    size: Math.max(0.5, width * page.width),
    thinning: 0.45,
    smoothing: 0.5,
    streamline: 0.35,
    simulatePressure: !hasPressure(points),
  });
  return outlinePath(outline);
}

/** Whether a device told real pressure; a mouse always says one half. */
export function hasPressure(points: number[]): boolean {
  return triples(points).some(([, , pressure]) => pressure !== 0.5);
}

/** How far down its page a mark begins, 0 to 1. */
export function markTop(mark: MarkView): number {
  switch (mark.kind) {
    case 'highlight':
      return Math.min(...mark.rects.map(({ y }) => y), 1);
    case 'stroke':
      return Math.min(...triples(mark.points).map(([, y]) => y), 1);
    case 'note':
      return mark.y;
  }
}

/** Annotations in the order of the paper. */
export function inPaperOrder(annotations: AnnotationView[]): AnnotationView[] {
  return [...annotations].sort(
    (one, other) => one.page - other.page || markTop(one.mark) - markTop(other.mark),
  );
}

function triples(points: number[]): [number, number, number][] {
  const found: [number, number, number][] = [];
  for (let index = 0; index + 2 < points.length; index += 3) {
    found.push([points[index] ?? 0, points[index + 1] ?? 0, points[index + 2] ?? 0.5]);
  }
  return found;
}

function outlinePath(outline: number[][]): string {
  const [first, ...rest] = outline;
  if (!first) return '';
  const at = (point: number[]) => `${(point[0] ?? 0).toFixed(2)} ${(point[1] ?? 0).toFixed(2)}`;
  const middle = (one: number[], other: number[]) =>
    at([((one[0] ?? 0) + (other[0] ?? 0)) / 2, ((one[1] ?? 0) + (other[1] ?? 0)) / 2]);
  const curves = rest.map((point, index) => `Q${at(point)} ${middle(point, rest[index + 1] ?? first)}`);
  return `M${at(first)}${curves.join('')}Z`;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

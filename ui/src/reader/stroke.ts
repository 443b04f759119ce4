import { getStroke } from 'perfect-freehand';

const CLOSE = 0.0012;
const THINNING = 0.45;
const paths = new WeakMap<number[], string>();

/** Adds a point of the pen to flat `[x, y, pressure, ...]` unless it lies where the last one does. */
export function addPoint(points: number[], x: number, y: number, pressure: number, close = CLOSE): void {
  const n = points.length;
  const [lastX = -1, lastY = -1] = [points[n - 3], points[n - 2]];
  if (n > 0 && Math.hypot(x - lastX, y - lastY) < close) return;
  points.push(rounded(clamp(x)), rounded(clamp(y)), rounded(clamp(pressure || 0.5)));
}

/** The outline of a stroke as an SVG path in a page of the given size; one that was drawn before is remembered. */
export function strokePath(points: number[], width: number, page: { width: number; height: number }): string {
  const known = paths.get(points);
  if (known !== undefined) return known;
  const path = outlineOf(points, width, page);
  paths.set(points, path);
  return path;
}

function outlineOf(points: number[], width: number, page: { width: number; height: number }): string {
  const input = triples(points).map(([x, y, pressure]) => [x * page.width, y * page.height, pressure]);
  const outline = getStroke(input, {
    size: Math.max(0.5, width * page.width),
    thinning: THINNING,
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

/** A long stroke as several of at most `most` points; each begins where the one before ends. */
export function splitStroke(points: number[], most: number): number[][] {
  const pieces: number[][] = [];
  for (let from = 0; from === 0 || from + 3 < points.length; from += (most - 1) * 3)
    pieces.push(points.slice(from, from + most * 3));
  return pieces;
}

/** How wide the pen draws at a pressure, as a share of its width; the same as the finished stroke. */
export function widthAt(pressure: number): number {
  return 1 - 2 * THINNING * (0.5 - pressure);
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

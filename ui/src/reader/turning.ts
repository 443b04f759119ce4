import type { RectView } from '../ipc/bindings';
import type { Rotation } from './layout';

/** A place in fractions. */
export interface Point {
  x: number;
  y: number;
}

/** Where a place on the upright page is seen once the page is turned clockwise. */
export function seenAt({ x, y }: Point, rotation: Rotation): Point {
  switch (rotation) {
    case 0:
      return { x, y };
    case 90:
      return { x: 1 - y, y: x };
    case 180:
      return { x: 1 - x, y: 1 - y };
    case 270:
      return { x: y, y: 1 - x };
  }
}

/** The place on the upright page that is seen at a place of the turned one. */
export function uprightAt(seen: Point, rotation: Rotation): Point {
  return seenAt(seen, backwards(rotation));
}

/** The box in which a box of the upright page is seen. */
export function seenRect(rect: RectView, rotation: Rotation): RectView {
  const one = seenAt({ x: rect.x, y: rect.y }, rotation);
  const other = seenAt({ x: rect.x + rect.w, y: rect.y + rect.h }, rotation);
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    w: Math.abs(one.x - other.x),
    h: Math.abs(one.y - other.y),
  };
}

/** What turns the upright page, whose corner lies at 0, into the seen box; whole pixels stay whole. */
export function turnOf(rotation: Rotation, seen: { width: number; height: number }): string {
  switch (rotation) {
    case 0:
      return 'none';
    case 90:
      return `translate(${seen.width}px, 0) rotate(90deg)`;
    case 180:
      return `translate(${seen.width}px, ${seen.height}px) rotate(180deg)`;
    case 270:
      return `translate(0, ${seen.height}px) rotate(270deg)`;
  }
}

/** A quarter turn further. */
export function nextTurn(rotation: Rotation, direction: 1 | -1): Rotation {
  const all: Rotation[] = [0, 90, 180, 270];
  return all[(all.indexOf(rotation) + direction + 4) % 4] ?? 0;
}

function backwards(rotation: Rotation): Rotation {
  return rotation === 90 ? 270 : rotation === 270 ? 90 : rotation;
}

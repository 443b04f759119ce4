/** A line of a tree, listed in reading order. */
export interface TreeLine {
  id: string;
  parent: string | null;
  depth: number;
}

/** Where a line stands: under `parent`, right behind its sibling `after`, or first. */
export interface Spot {
  parent: string | null;
  after: string | null;
}

/** Deepest tree of an agenda, as the core holds it. */
export const MAX_DEPTH = 8;

/** A line with everything that lies below it. */
export function subtreeOf<T extends TreeLine>(lines: readonly T[], id: string): T[] {
  const start = lines.findIndex((line) => line.id === id);
  const top = lines[start];
  if (!top) return [];
  const length = lines.slice(start + 1).findIndex((line) => line.depth <= top.depth);
  return lines.slice(start, length < 0 ? undefined : start + 1 + length);
}

/** Where a line stands now. */
export function spotOf(lines: readonly TreeLine[], id: string): Spot | null {
  const line = lines.find((one) => one.id === id);
  if (!line) return null;
  const siblings = siblingsOf(lines, line.parent);
  return { parent: line.parent, after: siblings[siblings.indexOf(line) - 1]?.id ?? null };
}

/** Before its elder sibling. */
export function spotUp(lines: readonly TreeLine[], id: string): Spot | null {
  const now = spotOf(lines, id);
  return now?.after ? spotOf(lines, now.after) : null;
}

/** Behind its younger sibling. */
export function spotDown(lines: readonly TreeLine[], id: string): Spot | null {
  const line = lines.find((one) => one.id === id);
  if (!line) return null;
  const siblings = siblingsOf(lines, line.parent);
  const next = siblings[siblings.indexOf(line) + 1];
  return next ? { parent: line.parent, after: next.id } : null;
}

/** Under its elder sibling, as the last. */
export function spotIn(lines: readonly TreeLine[], id: string): Spot | null {
  const parent = spotOf(lines, id)?.after;
  if (!parent || deepest(lines, id) + 1 >= MAX_DEPTH) return null;
  return { parent, after: siblingsOf(lines, parent).at(-1)?.id ?? null };
}

/** Behind the item it lies under. */
export function spotOut(lines: readonly TreeLine[], id: string): Spot | null {
  const above = lines.find((one) => one.id === id)?.parent;
  const parent = lines.find((one) => one.id === above);
  return parent ? { parent: parent.parent, after: parent.id } : null;
}

/** Right below a line, as its younger sibling. */
export function spotBelow(lines: readonly TreeLine[], id: string): Spot {
  const line = lines.find((one) => one.id === id);
  return { parent: line?.parent ?? null, after: line?.id ?? null };
}

/** The spot of a gap between two lines at the wished depth, or the nearest depth that the gap allows. */
export function spotOfGap(
  lines: readonly TreeLine[],
  dragged: string,
  gap: number,
  wished: number,
): { spot: Spot; depth: number } {
  const own = subtreeOf(lines, dragged);
  const rest = lines.filter((line) => !own.includes(line));
  const height = deepest(lines, dragged) - (own[0]?.depth ?? 0);
  const [before, next] = [rest[gap - 1], rest[gap]];
  const most = before ? Math.min(before.depth + 1, MAX_DEPTH - 1 - height) : 0;
  const depth = Math.max(next?.depth ?? 0, Math.min(most, wished), 0);
  if (!before || depth > before.depth) return { spot: { parent: before?.id ?? null, after: null }, depth };
  let above = before;
  while (above.depth > depth) above = rest.find((line) => line.id === above.parent) ?? { ...above, depth };
  return { spot: { parent: above.parent, after: above.id }, depth };
}

/** The lines after one of them, with all that lies below it, has gone to another spot. */
export function placed<T extends TreeLine>(lines: readonly T[], id: string, spot: Spot): T[] {
  const own = subtreeOf(lines, id);
  const top = own[0];
  if (!top) return [...lines];
  const rest = lines.filter((line) => !own.includes(line));
  const parent = rest.find((line) => line.id === spot.parent);
  const depth = parent ? parent.depth + 1 : 0;
  const moved = own.map((line) => ({
    ...line,
    depth: line.depth - top.depth + depth,
    parent: line === top ? spot.parent : line.parent,
  }));
  const anchor = spot.after ?? spot.parent;
  const below = spot.after ? subtreeOf(rest, spot.after).length : 1;
  const at = anchor === null ? 0 : rest.findIndex((line) => line.id === anchor) + below;
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
}

/** The lines with the numbers of their places, such as `3.2`; lines whose number stands are the same objects. */
export function numbered<T extends TreeLine & { number: string }>(lines: readonly T[]): T[] {
  const counts: number[] = [];
  return lines.map((line) => {
    counts.length = line.depth + 1;
    counts[line.depth] = (counts[line.depth] ?? 0) + 1;
    const number = counts.map((count) => count || 1).join('.');
    return line.number === number ? line : { ...line, number };
  });
}

function siblingsOf(lines: readonly TreeLine[], parent: string | null): TreeLine[] {
  return lines.filter((line) => line.parent === parent);
}

function deepest(lines: readonly TreeLine[], id: string): number {
  return Math.max(...subtreeOf(lines, id).map((line) => line.depth));
}

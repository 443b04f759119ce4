const BETWEEN = 8;

/** Places cards beside their marks, each pushed down just enough to clear the one above. */
export function placeCards(wanted: number[], heights: number[]): number[] {
  let free = BETWEEN;
  return wanted.map((top, index) => {
    const placed = Math.max(top, free);
    free = placed + (heights[index] ?? 0) + BETWEEN;
    return placed;
  });
}

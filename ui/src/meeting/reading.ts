const MINUTES_PER_PAGE = 2;

/** An honest reading time: two minutes a page. */
export function readingMinutes(nPages: number): number {
  return Math.max(1, nPages * MINUTES_PER_PAGE);
}

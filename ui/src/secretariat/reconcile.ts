/** The newer list, with the older objects where nothing changed, so that only changed lines are drawn again. */
export function reconciled<T extends { id: string }>(older: readonly T[], newer: readonly T[]): T[] {
  const known = new Map(older.map((one) => [one.id, one]));
  return newer.map((one) => {
    const before = known.get(one.id);
    return before && JSON.stringify(before) === JSON.stringify(one) ? before : one;
  });
}

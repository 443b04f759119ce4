/** A paper that is open. */
export interface OpenPaper {
  item: string;
  document: string;
  version: number;
}

/** What names a tab. */
export function keyOf({ document, version }: Omit<OpenPaper, 'item'>): string {
  return `${document}/${version}`;
}

/** The tabs with one more paper, right behind the one that is shown; a paper that is open stays where it is. */
export function withPaper<T extends OpenPaper>(tabs: readonly T[], paper: T, behind: string | null): T[] {
  if (tabs.some((tab) => keyOf(tab) === keyOf(paper))) return [...tabs];
  const at = tabs.findIndex((tab) => keyOf(tab) === behind);
  return at < 0 ? [...tabs, paper] : [...tabs.slice(0, at + 1), paper, ...tabs.slice(at + 1)];
}

/** What is shown once a tab is closed: the next one, else the one before, else none. */
export function afterClosing<T extends OpenPaper>(tabs: readonly T[], key: string): T | null {
  const at = tabs.findIndex((tab) => keyOf(tab) === key);
  return tabs[at + 1] ?? tabs[at - 1] ?? null;
}

/** The tab some steps further, around the ends. */
export function neighbour<T extends OpenPaper>(tabs: readonly T[], key: string, step: 1 | -1): T | null {
  const at = tabs.findIndex((tab) => keyOf(tab) === key);
  return at < 0 ? (tabs[0] ?? null) : (tabs[(at + step + tabs.length) % tabs.length] ?? null);
}

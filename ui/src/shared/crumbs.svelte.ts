/** One step of the way to this place; the last has no address. */
export interface Crumb {
  words: string;
  href: string | null;
}

/** The way from the meeting to this place; every view writes its own. */
class Crumbs {
  steps = $state.raw<Crumb[]>([]);
}

export const crumbs = new Crumbs();

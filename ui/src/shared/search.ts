import { folded } from './names';

/** A place the palette can go to. */
export interface Goal {
  kind: 'screen' | 'meeting' | 'form' | 'item' | 'document' | 'person';
  words: string;
  /** Where it lies, shown small and searched too. */
  within: string;
  href: string;
}

const SHOWN = 12;

/** The goals in which every typed word occurs, diacritics or not; those that begin with it first. */
export function matching(goals: Goal[], typed: string): Goal[] {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return goals.slice(0, SHOWN);
  const found = goals.filter((goal) => {
    const haystack = folded(`${goal.words} ${goal.within}`);
    return wanted.every((word) => haystack.includes(word));
  });
  const first = wanted.join(' ');
  const rank = (goal: Goal) =>
    folded(goal.words).startsWith(first) ? 0 : folded(goal.words).includes(first) ? 1 : 2;
  return found.sort((one, other) => rank(one) - rank(other)).slice(0, SHOWN);
}

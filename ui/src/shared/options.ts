import { folded } from './names';

/** One line of a searchable list. */
export interface Option {
  id: string;
  words: string;
  within: string;
}

const SHOWN = 60;

/** The options in which every typed word occurs, diacritics or not; by their own words first, else in the order given. */
export function matchingOptions(options: readonly Option[], typed: string): Option[] {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  const found = options.filter(({ words, within }) => {
    const haystack = folded(`${words} ${within}`).replace(/[/_]/g, ' ');
    return wanted.every((word) => haystack.includes(word));
  });
  const own = found.filter(({ words }) => wanted.every((word) => folded(words).includes(word)));
  return [...own, ...found.filter((option) => !own.includes(option))].slice(0, SHOWN);
}

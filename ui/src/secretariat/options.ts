import type { PersonChoiceView } from '../ipc/bindings';
import { folded } from '../shared/names';
import { inWords } from '../shared/words.svelte';

/** One line of a searchable list. */
export interface Option {
  id: string;
  words: string;
  within: string;
}

const SHOWN = 60;

/** The options in which every typed word occurs, diacritics or not, in the order given. */
export function matchingOptions(options: readonly Option[], typed: string): Option[] {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  const found = options.filter(({ words, within }) => {
    const haystack = folded(`${words} ${within}`).replace(/[/_]/g, ' ');
    return wanted.every((word) => haystack.includes(word));
  });
  return found.slice(0, SHOWN);
}

/** People to choose from, in the order of the core (by given name), without those already chosen. */
export function peopleOptions(
  people: readonly PersonChoiceView[],
  without: readonly string[] = [],
): Option[] {
  return people
    .filter(({ person }) => !without.includes(person.id))
    .map(({ person }) => ({ id: person.id, words: person.name, within: inWords(person.office) }));
}

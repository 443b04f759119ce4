import type { PersonChoiceView } from '../ipc/bindings';
import type { Option } from '../shared/options';
import { inWords } from '../shared/words.svelte';

/** People to choose from, in the order of the core (by given name), without those already chosen. */
export function peopleOptions(
  people: readonly PersonChoiceView[],
  without: readonly string[] = [],
): Option[] {
  return people
    .filter(({ person }) => !without.includes(person.id))
    .map(({ person }) => ({ id: person.id, words: person.name, within: inWords(person.office) }));
}

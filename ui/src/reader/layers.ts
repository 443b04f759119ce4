import type { AnnotationView, LayerView, PersonView, SharedNoteView } from '../ipc/bindings';
import { t } from '../shared/words.svelte';

/** The layers of notes on a paper, as the column of notes can be narrowed to them. */
export const LAYERS = ['mine', 'advice', 'shared', 'given'] as const;
export type LayerChoice = (typeof LAYERS)[number];

/** A note of the column: one's own, or one that somebody else shares. */
export interface NoteLine {
  note: AnnotationView;
  from: SharedNoteView | null;
}

/** Whether a note lies on a layer; those that are one's own and shared lie on two. */
export function isOnLayer({ note, from }: NoteLine, layer: LayerChoice): boolean {
  switch (layer) {
    case 'mine':
      return from === null;
    case 'advice':
    case 'shared':
      return from?.layer === layer;
    case 'given':
      return from === null && (note.share?.readers.length ?? 0) > 0;
  }
}

/** The first letters of the last two words of a name: in Vietnamese names those by which people are called. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean).slice(-2);
  return (
    words
      .map((word) => [...word][0] ?? '')
      .join('')
      .toLocaleUpperCase('vi') || '?'
  );
}

/** A person's name, or words for one whom this device does not know. */
export function nameOf(person: PersonView): string {
  return person.name || t('person-unknown');
}

/** Names in one line, in the way of the language. */
export function namesOf(people: PersonView[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(people.map(nameOf));
}

/** The same with the initials that stand on the page, by which people call what they see. */
export function tagWords(layer: LayerView, author: PersonView): string {
  return t('layer-tag', { words: layerWords(layer, author), initials: initialsOf(author.name) });
}

/** The name of a layer with its author, for those who do not see colours and places. */
export function layerWords(layer: LayerView, author: PersonView): string {
  return t(`layer-of-${layer}`, { name: nameOf(author) });
}

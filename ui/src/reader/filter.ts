import type { AnnotationView, MarkView } from '../ipc/bindings';
import { folded } from '../shared/names';
import { markMeaning, markWords, type Meaning } from './tools';

/** What of the notes is listed. */
export interface NotesFilter {
  words: string;
  kind: MarkView['kind'] | 'all';
  meaning: Meaning | 'all';
  state: 'all' | 'check' | 'changed' | 'moved';
}

export const EVERYTHING: NotesFilter = { words: '', kind: 'all', meaning: 'all', state: 'all' };

/** Whether anything is left out. */
export function isNarrowed({ words, kind, meaning, state }: NotesFilter): boolean {
  return words.trim() !== '' || kind !== 'all' || meaning !== 'all' || state !== 'all';
}

/** The notes in which every typed word stands, diacritics or not, and that are of the wanted kind. */
export function filtered(annotations: AnnotationView[], filter: NotesFilter): AnnotationView[] {
  const wanted = folded(filter.words).split(/\s+/).filter(Boolean);
  return annotations.filter((annotation) => {
    const { mark } = annotation;
    if (filter.kind !== 'all' && mark.kind !== filter.kind) return false;
    if (filter.meaning !== 'all' && markMeaning(mark) !== filter.meaning) return false;
    if (!isInState(annotation, filter.state)) return false;
    const words = folded(markWords(mark));
    return wanted.every((word) => words.includes(word));
  });
}

function isInState({ placement, textChanged }: AnnotationView, state: NotesFilter['state']): boolean {
  switch (state) {
    case 'all':
      return true;
    case 'check':
      return placement === 'check';
    case 'changed':
      return textChanged;
    case 'moved':
      return placement === 'moved';
  }
}

import type { AnnotationView, MarkView } from '../ipc/bindings';
import { folded } from '../shared/names';
import { isOnLayer, type LayerChoice, type NoteLine } from './layers';
import { markMeaning, markWords, type Meaning } from './tools';

/** What of the notes is listed. */
export interface NotesFilter {
  words: string;
  layer: LayerChoice | 'all';
  kind: MarkView['kind'] | 'all';
  meaning: Meaning | 'all';
  state: 'all' | 'check' | 'changed' | 'moved';
}

export const EVERYTHING: NotesFilter = { words: '', layer: 'all', kind: 'all', meaning: 'all', state: 'all' };

/** Whether anything is left out. */
export function isNarrowed({ words, layer, kind, meaning, state }: NotesFilter): boolean {
  return words.trim() !== '' || layer !== 'all' || kind !== 'all' || meaning !== 'all' || state !== 'all';
}

/** The notes in which every typed word stands, diacritics or not, and that are of the wanted layer, kind and state. */
export function filtered(lines: NoteLine[], filter: NotesFilter): NoteLine[] {
  const wanted = folded(filter.words).split(/\s+/).filter(Boolean);
  return lines.filter((line) => {
    const { mark } = line.note;
    if (filter.layer !== 'all' && !isOnLayer(line, filter.layer)) return false;
    if (filter.kind !== 'all' && mark.kind !== filter.kind) return false;
    if (filter.meaning !== 'all' && markMeaning(mark) !== filter.meaning) return false;
    if (!isInState(line.note, filter.state)) return false;
    const words = folded(`${markWords(mark)} ${line.from?.author.name ?? ''}`);
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

import type { AnnotationView } from '../ipc/bindings';
import { inWords, t } from '../shared/words.svelte';
import type { Reader } from './reader.svelte';
import { markWords } from './tools';

/** Puts the words of a note on the clipboard with their source, or says why not. */
export async function copyQuotation(reader: Reader, annotation: AnnotationView): Promise<void> {
  const { mark, page } = annotation;
  const isOwn = mark.kind === 'note' || mark.kind === 'text_box';
  if (!isOwn && !reader.opened.document.mayCopy) return reader.say(t('copy-blocked'));
  try {
    await navigator.clipboard.writeText(quotation(reader, markWords(mark), page, annotation.version));
    reader.say(t('quote-copied'));
  } catch {
    reader.say(t('copy-failed'));
  }
}

/** Words with title, version and page of where they stand. */
export function quotation(reader: Reader, words: string, page: number, version: number): string {
  const title = inWords(reader.opened.document.title);
  return t('quote', { words: words.trim().replace(/\s+/g, ' '), title, version, page: reader.label(page) });
}

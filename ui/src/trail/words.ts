import type { TrailSubjectView } from '../ipc/bindings';
import { hrefOf } from '../shared/router';
import { hasWords, t } from '../shared/words.svelte';

/** What an act was, in words; a verb this window does not know stands as it is. */
export function verbWords(verb: string): string {
  const key = `trail-verb-${verb}`;
  return hasWords(key) ? t(key) : verb;
}

/** What kind of record was touched; likewise. */
export function kindWords(kind: string): string {
  const key = `trail-kind-${kind}`;
  return hasWords(key) ? t(key) : kind;
}

/** Where a record is shown, if it has a place of its own and may be seen. */
export function subjectHref({ kind, id, title }: TrailSubjectView): string | null {
  if (!title) return null;
  if (kind === 'person') return hrefOf({ screen: 'people', person: id });
  if (kind === 'meeting') return hrefOf({ screen: 'meeting', meeting: id });
  if (kind === 'item') return hrefOf({ screen: 'item', item: id });
  if (kind === 'form') return hrefOf({ screen: 'form', form: id });
  return null;
}

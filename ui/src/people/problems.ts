import type { ImportLineView, ImportProblemView } from '../ipc/bindings';
import { hasWords, t } from '../shared/words.svelte';

/** The columns of the preview that can carry a problem; what has no column of its own stands under `rest`. */
export type ProblemPlace = 'name' | 'office' | 'mail' | 'role' | 'rest';

const PLACES: Record<string, ProblemPlace> = {
  name: 'name',
  handle: 'name',
  office_vi: 'office',
  office_en: 'office',
  mail: 'mail',
  role: 'role',
};

/** What is wrong at one place of a line. */
export function problemsAt(line: ImportLineView, place: ProblemPlace): ImportProblemView[] {
  return line.problems.filter(({ field }) => (PLACES[field ?? ''] ?? 'rest') === place);
}

/** Whether a problem is only worth a look. */
export function isHint(problem: ImportProblemView): boolean {
  return problem.code === 'import-looks-like';
}

/** A problem as a sentence; one without words of its own shows its code. */
export function problemWords({ code, field, detail }: ImportProblemView): string {
  if (code === 'import-cells' && field) return t('people-problem-cell');
  const key = `people-problem-${code}`;
  return hasWords(key) ? t(key, { detail }) : t('people-problem-other', { code, detail });
}

/** The words of a field of the list. */
export function fieldWords(field: string): string {
  const key = `people-field-${field}`;
  return hasWords(key) ? t(key) : field;
}

/** The headings a field is known by. */
export function acceptedHeadings(field: string): string {
  const key = `people-headings-${field}`;
  return hasWords(key) ? t(key) : fieldWords(field);
}

/** The character between cells by its name. */
export function separatorWords(separator: string): string {
  const names: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab' };
  const name = names[separator];
  return name ? t(`people-separator-${name}`) : separator;
}

import type {
  ClassificationView,
  ConflictView,
  PaperWarningView,
  PersonChoiceView,
  PlaceInPlanView,
  PrepareView,
} from '../ipc/bindings';
import { dateTime } from '../shared/dates';
import { errorWords, hasWords, inWords, t } from '../shared/words.svelte';
import { clockIn } from './wall';

const CLASSIFICATIONS: ClassificationView[] = [
  'open',
  'internal',
  'confidential',
  'secret',
  'highly_secret',
  'top_secret',
];

/** The classifications, lowest first. */
export function classifications(): ClassificationView[] {
  return CLASSIFICATIONS;
}

/** Whether content of a classification may not be on the server. */
export function isAbove(classification: ClassificationView, ceiling: ClassificationView): boolean {
  return CLASSIFICATIONS.indexOf(classification) > CLASSIFICATIONS.indexOf(ceiling);
}

/** A field's name within a sentence. */
export function fieldWords(field: string): string {
  const key = `prepare-field-${field}`;
  return hasWords(key) ? t(key) : t('prepare-field-other');
}

/** An act's name, as undo and redo show it. */
export function actWords(act: string): string {
  const key = `prepare-act-${act}`;
  return hasWords(key) ? t(key) : t('prepare-act-other');
}

/** Why an item is in its part. */
export function reasonWords(plan: PlaceInPlanView): string {
  return t(`part-because-${plan.reason}`, { why: plan.movedBecause ?? '' });
}

/** A warning about a paper. */
export function warningWords(warning: PaperWarningView): string {
  switch (warning.kind) {
    case 'same_file':
      return t('prepare-warn-same_file', { number: warning.number, title: inWords(warning.title) });
    case 'unreadable':
      return errorWords({ code: warning.code, details: {} });
    case 'looks_like':
      return t('prepare-warn-looks_like', { role: t(`role-${warning.role}`) });
    case 'converted':
      return t('prepare-warn-converted', { from: warning.from });
    case 'unchanged':
    case 'no_text':
    case 'has_macros':
      return t(`prepare-warn-${warning.kind}`);
  }
}

/** One side of a conflict as a person reads it: names for people, words for closed vocabularies. */
export function valueWords(
  conflict: Pick<ConflictView, 'field'>,
  value: string,
  people: readonly PersonChoiceView[],
): string {
  if (value === '') return t('prepare-value-empty');
  const nameOf = (id: string) => people.find(({ person }) => person.id === id)?.person.name;
  const named = value.split(/,\s*/).map(nameOf);
  if (named.every((name) => name !== undefined)) return named.join(', ');
  for (const prefix of ['prepare-kind-', 'prepare-visibility-', 'classification-']) {
    if (hasWords(`${prefix}${value}`)) return t(`${prefix}${value}`);
  }
  if (conflict.field.endsWith('_at') || conflict.field.endsWith('_by')) return instantWords(value);
  if (value === 'true' || value === 'false') return t(`prepare-value-${value}`);
  return value;
}

/** The last line of the desk: items, minutes, what passes without debate, when it should end. */
export function forecastWords(view: PrepareView, nItems: number): string {
  const { minutesPlanned, nWithoutDebate, endsAt } = view.forecast;
  return t('prepare-forecast', {
    items: nItems,
    minutes: minutesPlanned,
    silent: nWithoutDebate,
    time: clockIn(endsAt, view.meeting.zone),
  });
}

function instantWords(value: string): string {
  return Number.isNaN(Date.parse(value)) ? value : dateTime(value);
}

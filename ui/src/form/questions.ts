import type { TextView } from '../ipc/bindings';

/** A question as it is written: the key stays with it while it moves. */
export interface WrittenQuestion {
  key: number;
  vi: string;
  en: string;
}

/** Questions as they are sent: empty ones fall away, and a missing translation is the Vietnamese text. */
export function sentQuestions(questions: WrittenQuestion[]): TextView[] {
  return questions
    .map(({ vi, en }) => ({ vi: vi.trim(), en: en.trim() || vi.trim() }))
    .filter(({ vi }) => vi !== '');
}

/** Moves a question by one place; the same list where it cannot go further. */
export function movedQuestion(questions: WrittenQuestion[], index: number, step: -1 | 1): WrittenQuestion[] {
  const to = index + step;
  const [moved, other] = [questions[index], questions[to]];
  if (!moved || !other) return questions;
  const next = [...questions];
  next[index] = other;
  next[to] = moved;
  return next;
}

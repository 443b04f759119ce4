import type { TextRunView } from '../ipc/bindings';

/** A run with its number on the page. */
export interface NumberedRun {
  run: TextRunView;
  index: number;
}

const LEADER = /^[.\u2024\u2025\u2026\u00b7]+$/;
/** Dots in a row that lead the eye from one column to another. */
const LEAST_LEADERS = 4;

/** The runs of a page but for the dots of leaders: a table of contents has thousands, and nobody selects one. */
export function withoutLeaders(runs: readonly TextRunView[]): NumberedRun[] {
  const kept: NumberedRun[] = [];
  let dots: NumberedRun[] = [];
  const close = () => {
    if (dots.length < LEAST_LEADERS) kept.push(...dots);
    dots = [];
  };
  runs.forEach((run, index) => {
    if (LEADER.test(run.text.trim())) {
      dots.push({ run, index });
      return;
    }
    close();
    kept.push({ run, index });
  });
  close();
  return kept;
}

/** The space between letters, in pixels, with which a text that is `natural` pixels wide becomes `wanted` wide. */
export function letterSpacing(text: string, natural: number, wanted: number): number {
  const letters = [...text.normalize('NFC')].length;
  return letters > 0 && natural > 0 ? (wanted - natural) / letters : 0;
}

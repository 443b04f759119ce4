import { describe, expect, it } from 'vitest';
import type { TextRunView } from '../src/ipc/bindings';
import { letterSpacing, withoutLeaders } from '../src/reader/lettering';

const runs = (...texts: string[]): TextRunView[] =>
  texts.map((text, at) => ({ text, rect: { x: at / 100, y: 0.1, w: 0.01, h: 0.01 } }));
const texts = (kept: ReturnType<typeof withoutLeaders>) =>
  kept.map(({ run, index }) => `${index} ${run.text}`);

describe('letters over a page', () => {
  it('leaves out the dots that lead to a number, and keeps every other run with its own number', () => {
    const kept = withoutLeaders(runs('1. Mở đầu', '.', ' .', '.', '.', '7', '.', 'a'));
    expect(texts(kept)).toEqual(['0 1. Mở đầu', '5 7', '6 .', '7 a']);
    expect(texts(withoutLeaders(runs('…', '.', '.')))).toEqual(['0 …', '1 .', '2 .']);
    expect(withoutLeaders(runs('.', '.', '.', '.'))).toEqual([]);
  });

  it('spreads the letters of a text over its box, marks counted with their letters', () => {
    expect(letterSpacing('Việt', 40, 48)).toBe(2);
    expect(letterSpacing('Việt'.normalize('NFD'), 40, 48)).toBe(2);
    expect(letterSpacing('Việt', 48, 40)).toBe(-2);
    expect(letterSpacing('', 0, 40)).toBe(0);
  });
});

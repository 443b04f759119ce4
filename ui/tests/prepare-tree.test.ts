import { describe, expect, test } from 'vitest';
import { wishOf } from '../src/secretariat/treekeys';
import {
  numbered,
  placed,
  spotDown,
  spotIn,
  spotOf,
  spotOfGap,
  spotOut,
  spotUp,
  subtreeOf,
} from '../src/shared/tree';

interface Line {
  id: string;
  parent: string | null;
  depth: number;
  number: string;
}

/** Reads `a b >c >>d` as a tree; each `>` is a level. */
function tree(sketch: string): Line[] {
  const above: string[] = [];
  const lines = sketch.split(' ').map((word) => {
    const depth = word.lastIndexOf('>') + 1;
    const id = word.slice(depth);
    above[depth] = id;
    return { id, depth, parent: depth > 0 ? (above[depth - 1] ?? null) : null, number: '' };
  });
  return numbered(lines);
}

function drawn(lines: Line[]): string {
  return lines.map(({ id, depth }) => '>'.repeat(depth) + id).join(' ');
}

const AGENDA = 'a b >c >d >>e f';

describe('numbers', () => {
  test('every line has the number of its place', () => {
    expect(tree(AGENDA).map(({ number }) => number)).toEqual(['1', '2', '2.1', '2.2', '2.2.1', '3']);
  });

  test('lines whose number stands are the same objects', () => {
    const before = tree(AGENDA);
    const after = numbered(placed(before, 'f', { parent: 'b', after: 'd' }));
    expect(after.slice(0, 5).every((line, index) => line === before[index])).toBe(true);
    expect(after.at(-1)).toMatchObject({ id: 'f', number: '2.3', depth: 1, parent: 'b' });
  });
});

describe('placing', () => {
  const CASES: [string, typeof spotUp, string, string | null][] = [
    ['up among siblings', spotUp, 'f', 'a f b >c >d >>e'],
    ['down takes along what lies below', spotDown, 'b', 'a f b >c >d >>e'],
    ['the first cannot go up', spotUp, 'a', null],
    ['the last cannot go down', spotDown, 'f', null],
    ['in becomes the last below its elder sibling', spotIn, 'f', 'a b >c >d >>e >f'],
    ['the first child has nothing to go into', spotIn, 'c', null],
    ['out stands behind what it lay under', spotOut, 'c', 'a b >d >>e c f'],
    ['out of the top there is nothing', spotOut, 'a', null],
  ];
  test.each(CASES)('%s', (_, spotFor, id, expected) => {
    const lines = tree(AGENDA);
    const spot = spotFor(lines, id);
    expect(spot && drawn(placed(lines, id, spot))).toBe(expected);
  });

  test('in and out again is where it was, among the top', () => {
    const lines = tree('a b c');
    const inside = placed(lines, 'b', spotIn(lines, 'b') ?? { parent: null, after: null });
    expect(drawn(inside)).toBe('a >b c');
    expect(drawn(placed(inside, 'b', spotOut(inside, 'b') ?? { parent: null, after: null }))).toBe('a b c');
  });

  test('a spot names the sibling before', () => {
    expect(spotOf(tree(AGENDA), 'd')).toEqual({ parent: 'b', after: 'c' });
    expect(subtreeOf(tree(AGENDA), 'b').map(({ id }) => id)).toEqual(['b', 'c', 'd', 'e']);
  });

  test('the tree grows no deeper than eight levels', () => {
    const deep = tree('a >b >>c >>>d >>>>e >>>>>f >>>>>>g >>>>>>>h >>>>>>>i');
    expect(spotIn(deep, 'i')).toBeNull();
  });
});

describe('dropping between lines', () => {
  const CASES: [string, string, number, number, string][] = [
    ['at the very top', 'f', 0, 3, 'f a b >c >d >>e'],
    ['below a parent as its first child', 'f', 2, 1, 'a b >f >c >d >>e'],
    ['never shallower than the line that follows', 'f', 3, 0, 'a b >c >f >d >>e'],
    ['at the end as deep as the pointer says', 'a', 4, 2, 'b >c >d >>e >>a f'],
    ['at the end at the top', 'a', 5, 0, 'b >c >d >>e f a'],
  ];
  test.each(CASES)('%s', (_, id, gap, depth, expected) => {
    const lines = tree(AGENDA);
    expect(drawn(placed(lines, id, spotOfGap(lines, id, gap, depth).spot))).toBe(expected);
  });
});

describe('keys', () => {
  const lines = tree(AGENDA);
  const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
    wishOf(
      { key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held } as KeyboardEvent,
      lines,
      'b',
    );

  test('arrows go, with Alt they move', () => {
    expect(press('ArrowDown')).toEqual({ kind: 'go', to: 'c' });
    expect(press('ArrowUp', { altKey: true })).toEqual({ kind: 'move', spot: { parent: null, after: null } });
    expect(press('ArrowRight', { altKey: true })).toEqual({
      kind: 'move',
      spot: { parent: 'a', after: null },
    });
  });

  test('the rest of the keys', () => {
    expect(press('F2')).toEqual({ kind: 'rename' });
    expect(press('Insert')).toEqual({ kind: 'add' });
    expect(press('Enter', { ctrlKey: true })).toEqual({ kind: 'add' });
    expect(press('Delete')).toEqual({ kind: 'remove' });
    expect(press('z', { ctrlKey: true })).toBeNull();
  });
});

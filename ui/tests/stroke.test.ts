import { expect, test } from 'vitest';
import type { AnnotationView, MarkView } from '../src/ipc/bindings';
import { placeCards } from '../src/reader/notes';
import { inPaperOrder, markTop } from '../src/reader/geometry';
import { addPoint, hasPressure, splitStroke, strokePath } from '../src/reader/stroke';

const page = { width: 595, height: 842 };

test('points stay on the page and crowd no place', () => {
  const points: number[] = [];
  addPoint(points, -0.2, 0.5, 0.5);
  addPoint(points, 0.3, 0.5, 0.5);
  addPoint(points, 0.30001, 0.5, 0.5);
  addPoint(points, 1.4, 0.5, 0);
  expect(points).toEqual([0, 0.5, 0.5, 0.3, 0.5, 0.5, 1, 0.5, 0.5]);
});

test('a stroke becomes one closed outline around its points', () => {
  const path = strokePath([0.1, 0.1, 0.5, 0.2, 0.1, 0.5, 0.3, 0.1, 0.5], 0.01, page);
  expect(path).toMatch(/^M[\d.]+ [\d.]+(Q[-\d. ]+)+Z$/);
  const ys = [...path.matchAll(/[\d.]+ ([\d.]+)/g)].map((match) => Number(match[1]));
  expect(Math.min(...ys)).toBeGreaterThan(0.1 * page.height - 6);
  expect(Math.max(...ys)).toBeLessThan(0.1 * page.height + 6);
});

test('a mere dot is still drawn', () => {
  expect(strokePath([0.5, 0.5, 0.5], 0.004, page)).toMatch(/^M.+Z$/);
});

test('a mouse has no pressure, a pen has', () => {
  expect(hasPressure([0, 0, 0.5, 1, 1, 0.5])).toBe(false);
  expect(hasPressure([0, 0, 0.5, 1, 1, 0.8])).toBe(true);
});

test('marks stand in the order of the paper', () => {
  const make = (id: string, onPage: number, mark: MarkView): AnnotationView => ({
    id,
    document: 'd',
    version: 1,
    page: onPage,
    mark,
    madeOn: 1,
    placement: 'here',
    textChanged: false,
    madeAt: '2026-11-21T00:00:00Z',
    safety: 'saved',
    share: null,
    takenFrom: null,
  });
  const marks = [
    make('note', 2, { kind: 'note', x: 0, y: 0.2, text: '', colour: 'yellow' }),
    make('stroke', 1, { kind: 'stroke', points: [0, 0.9, 0.5, 0, 0.4, 0.5], width: 0.01, colour: 'ink' }),
    make('highlight', 1, {
      kind: 'highlight',
      rects: [{ x: 0, y: 0.5, w: 1, h: 0.1 }],
      text: '',
      colour: 'yellow',
    }),
  ];
  expect(marks.map(({ mark }) => markTop(mark))).toEqual([0.2, 0.4, 0.5]);
  expect(inPaperOrder(marks).map(({ id }) => id)).toEqual(['stroke', 'highlight', 'note']);
});

test('cards stand beside their marks and never over one another', () => {
  expect(placeCards([100, 110, 400], [60, 60, 60])).toEqual([100, 168, 400]);
});

test('a stroke of 50,000 points becomes three that touch, with no point lost', () => {
  const points = Array.from({ length: 50_000 }, (_, n) => [n / 50_000, 0.5, 0.5]).flat();
  const pieces = splitStroke(points, 20_000);
  expect(pieces.map((piece) => piece.length / 3)).toEqual([20_000, 20_000, 10_002]);
  for (const [index, piece] of pieces.slice(1).entries())
    expect(piece.slice(0, 3)).toEqual(pieces[index]?.slice(-3));
  expect(splitStroke([0.5, 0.5, 0.5], 20_000)).toEqual([[0.5, 0.5, 0.5]]);
});

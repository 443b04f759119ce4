import { expect, test } from 'vitest';
import type { TextRunView } from '../src/ipc/bindings';
import { selectedStretches, stretchRects } from '../src/reader/selection';

const runs: TextRunView[] = [
  { text: 'Hội đồng ', rect: { x: 0.1, y: 0.1, w: 0.2, h: 0.02 } },
  { text: 'thẩm định', rect: { x: 0.3, y: 0.1, w: 0.2, h: 0.02 } },
  { text: 'giữ nguyên', rect: { x: 0.1, y: 0.13, w: 0.25, h: 0.02 } },
];

test('runs of one line make one box, a further line another', () => {
  const { rects, text } = stretchRects(runs, { run: 0, offset: 0 }, { run: 2, offset: 10 });
  expect(rects).toHaveLength(2);
  expect(rects[0]!.x).toBeCloseTo(0.1);
  expect(rects[0]!.w).toBeCloseTo(0.4);
  expect(rects[1]!.y).toBe(0.13);
  expect(text).toBe('Hội đồng thẩm định giữ nguyên');
});

test('a part of a run makes a part of its box', () => {
  const { rects, text } = stretchRects(runs, { run: 2, offset: 5 }, { run: 2, offset: 10 });
  expect(text).toBe('guyên');
  expect(rects[0]!.x).toBeCloseTo(0.1 + 0.125);
  expect(rects[0]!.w).toBeCloseTo(0.125);
});

test('wide letters weigh as the measure says', () => {
  const measure = (text: string) => [...text].reduce((sum, letter) => sum + (letter === 'm' ? 3 : 1), 0);
  const run = { text: 'mi', rect: { x: 0, y: 0, w: 0.4, h: 0.02 } };
  const { rects } = stretchRects([run], { run: 0, offset: 0 }, { run: 0, offset: 1 }, measure);
  expect(rects[0]!.w).toBeCloseTo(0.3);
});

test('columns on one line stay apart', () => {
  const columns = [
    { text: 'trái', rect: { x: 0.1, y: 0.1, w: 0.1, h: 0.02 } },
    { text: 'phải', rect: { x: 0.6, y: 0.1, w: 0.1, h: 0.02 } },
  ];
  expect(stretchRects(columns, { run: 0, offset: 0 }, { run: 1, offset: 4 }).rects).toHaveLength(2);
});

test('a selection over two pages makes a stretch on each', () => {
  document.body.innerHTML = `<div id="root">
    <div data-text-page="4"><span data-run="0">Hội đồng</span><span data-run="1">thẩm định</span></div>
    <div data-text-page="5"><span data-run="0">kiến nghị</span></div></div>`;
  const root = document.getElementById('root')!;
  const spans = root.querySelectorAll('span');
  const range = document.createRange();
  range.setStart(spans[1]!.firstChild!, 5);
  range.setEnd(spans[2]!.firstChild!, 4);
  const selection = getSelection()!;
  selection.removeAllRanges();
  selection.addRange(range);
  expect(selectedStretches(root, selection)).toEqual([
    { page: 4, from: { run: 1, offset: 5 }, to: { run: 1, offset: 9 } },
    { page: 5, from: { run: 0, offset: 0 }, to: { run: 0, offset: 4 } },
  ]);
  selection.removeAllRanges();
  expect(selectedStretches(root, selection)).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import {
  anchorAt,
  findPage,
  heightOf,
  layoutPages,
  MARGIN,
  nextScale,
  pageAt,
  pagesBetween,
  pictureWidth,
} from '../src/reader/layout';
import { pageSizes } from '../src/ipc/memory/pages';

const view = { width: 900, height: 700 };
const mixed = pageSizes(2_500);
const fitWidth = layoutPages(mixed, { mode: 'fit_width' }, view);

describe('layout of 2,500 pages of mixed sizes', () => {
  test('no page is wider than the view when its width is fitted', () => {
    const widest = Math.max(...fitWidth.boxes.map((box) => box.width));
    expect(widest).toBeLessThanOrEqual(view.width - 2 * MARGIN);
    expect(fitWidth.boxes[0]?.width).toBe(view.width - 2 * MARGIN);
  });

  test('pages lie under one another without overlap', () => {
    for (let page = 1; page < fitWidth.boxes.length; page += 1) {
      const above = fitWidth.boxes[page - 1]!;
      expect(fitWidth.boxes[page]!.top).toBeGreaterThan(above.top + above.height);
    }
  });

  test('a page keeps its proportions', () => {
    const box = fitWidth.boxes[8]!;
    expect(box.width / box.height).toBeCloseTo(842 / 595, 2);
  });

  test('only the pages near the view are drawn', () => {
    const top = fitWidth.boxes[1_249]!.top;
    const [first, last] = pagesBetween(fitWidth, top - view.height / 2, top + view.height * 1.5);
    expect(first).toBeGreaterThanOrEqual(1_248);
    expect(last).toBeLessThanOrEqual(1_253);
    expect(first).toBeLessThan(1_250);
    expect(last).toBeGreaterThan(1_249);
  });

  test('a page that is fitted whole is whole in the view', () => {
    const whole = layoutPages(mixed, { mode: 'fit_page' }, view);
    expect(Math.max(...whole.boxes.map((box) => box.height))).toBeLessThanOrEqual(view.height);
  });

  test('a scale is kept exactly, however wide the page becomes', () => {
    const large = layoutPages(mixed, { mode: 'scale', scale: 2 }, view);
    expect(large.boxes[0]?.width).toBe(Math.round(595 * (96 / 72) * 2));
    expect(large.width).toBeGreaterThan(view.width);
  });
});

test('the page at a height is the one whose stretch covers it', () => {
  expect(pageAt(fitWidth, -50)).toBe(0);
  expect(pageAt(fitWidth, fitWidth.boxes[7]!.top)).toBe(7);
  expect(pageAt(fitWidth, fitWidth.boxes[7]!.top - 1)).toBe(6);
  expect(pageAt(fitWidth, fitWidth.height * 2)).toBe(2_499);
});

test('what was read stays where it was when pages grow', () => {
  const y = fitWidth.boxes[300]!.top + 0.4 * fitWidth.boxes[300]!.height;
  const anchor = anchorAt(fitWidth, y);
  const larger = layoutPages(mixed, { mode: 'scale', scale: 3 }, view);
  expect(anchor).toMatchObject({ page: 300 });
  expect(heightOf(larger, anchor)).toBeCloseTo(larger.boxes[300]!.top + 0.4 * larger.boxes[300]!.height, 0);
});

test.each([
  [1, 1, 16],
  [160, 1, 160],
  [161, 1.25, 201],
  [800, 2, 1_600],
  [5_000, 2, 10_000],
])('a page of %i px at ratio %i asks for a picture of %i', (width, ratio, expected) => {
  expect(pictureWidth(width, ratio)).toBe(expected);
});

test('zoom steps go up and down and end', () => {
  expect(nextScale(1, 1)).toBe(1.25);
  expect(nextScale(1.06, -1)).toBe(1);
  expect(nextScale(8, 1)).toBe(8);
  expect(nextScale(0.25, -1)).toBe(0.25);
});

test.each([
  ['ii', 1],
  ['IV', 3],
  ['250', 249],
  [' 1 ', 0],
  ['2501', null],
  ['chương', null],
  ['', null],
])('page %j is number %j', (typed, expected) => {
  expect(findPage(mixed, typed)).toBe(expected);
});

test('a document of one page has one page to draw', () => {
  const single = layoutPages(pageSizes(1), { mode: 'fit_width' }, view);
  expect(pagesBetween(single, -500, 5_000)).toEqual([0, 1]);
});

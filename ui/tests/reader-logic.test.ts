import { describe, expect, test } from 'vitest';
import type { AnnotationView, MarkView } from '../src/ipc/bindings';
import { pageSizes } from '../src/ipc/memory/pages';
import { ADVISER, SharingMemory } from '../src/ipc/memory/sharing';
import { EVERYTHING, filtered } from '../src/reader/filter';
import { marksInside, moved } from '../src/reader/geometry';
import { JumpHistory } from '../src/reader/history';
import { initialsOf, type NoteLine } from '../src/reader/layers';
import { layoutPages, MARGIN, pageAt, pagesIn, PLAIN, rowsOf, type Arrangement } from '../src/reader/layout';
import { afterClosing, keyOf, neighbour, withPaper } from '../src/reader/tabs';
import { planPicture, tilesFor } from '../src/reader/tiles';
import { recoloured } from '../src/reader/tools';
import { nextTurn, seenAt, seenRect, uprightAt } from '../src/reader/turning';

const view = { width: 1000, height: 700 };
const pages = pageSizes(30);
const arranged = (how: Partial<Arrangement>, zoom: 'fit_width' | 'fit_page' = 'fit_width') =>
  layoutPages(pages, { mode: zoom }, view, { ...PLAIN, ...how });

describe('arrangement of pages', () => {
  test('facing pages begin with a cover at the right, then stand in pairs', () => {
    expect(rowsOf(6, { ...PLAIN, flow: 'facing' })).toEqual([[0], [1, 2], [3, 4], [5]]);
    expect(rowsOf(6, { ...PLAIN, flow: 'facing', cover: false })).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
    const { boxes } = arranged({ flow: 'facing' });
    expect(boxes[0]!.left).toBeGreaterThan(0);
    expect(boxes[1]!.left + boxes[1]!.width).toBeLessThan(0);
    expect(boxes[2]!.left).toBeGreaterThan(0);
    expect(boxes[1]!.top).toBe(boxes[2]!.top);
  });

  test('two facing pages together are no wider than the view', () => {
    for (const zoom of ['fit_width', 'fit_page'] as const) {
      const { width } = arranged({ flow: 'facing' }, zoom);
      expect(width).toBeLessThanOrEqual(view.width - 2 * MARGIN + 1);
    }
  });

  test('one page at a time has the whole view for itself', () => {
    const layout = arranged({ flow: 'single' }, 'fit_page');
    expect(layout.rows).toHaveLength(30);
    for (const row of layout.rows) expect(row.height).toBe(view.height);
    const box = layout.boxes[3]!;
    expect(box.top + box.height / 2).toBeCloseTo(3.5 * view.height, 0);
    expect(pagesIn(layout, 3 * view.height, 4 * view.height - 1)).toEqual([3]);
  });

  test('a quarter turn swaps width and height', () => {
    const turned = layoutPages(pages, { mode: 'scale', scale: 1 }, view, { ...PLAIN, rotation: 90 });
    const upright = layoutPages(pages, { mode: 'scale', scale: 1 }, view);
    expect([turned.boxes[0]!.width, turned.boxes[0]!.height]).toEqual([
      upright.boxes[0]!.height,
      upright.boxes[0]!.width,
    ]);
  });

  test('pages left out take no room, and lead to the next shown one', () => {
    const layout = arranged({ only: [4, 9, 20] });
    expect(layout.rows.map((row) => row.pages)).toEqual([[4], [9], [20]]);
    expect(layout.boxes[5]!.height).toBe(0);
    expect(layout.boxes[5]!.top).toBe(layout.boxes[9]!.top);
    expect(pageAt(layout, layout.boxes[9]!.top + 5)).toBe(9);
  });
});

describe('turning', () => {
  test.each([0, 90, 180, 270] as const)('a place turned by %i degrees is found again', (rotation) => {
    const place = { x: 0.2, y: 0.7 };
    const back = uprightAt(seenAt(place, rotation), rotation);
    expect(back.x).toBeCloseTo(place.x);
    expect(back.y).toBeCloseTo(place.y);
  });

  test('the top left corner goes clockwise', () => {
    expect(seenAt({ x: 0, y: 0 }, 90)).toEqual({ x: 1, y: 0 });
    expect(seenRect({ x: 0, y: 0, w: 0.5, h: 0.25 }, 90)).toEqual({ x: 0.75, y: 0, w: 0.25, h: 0.5 });
    expect(nextTurn(270, 1)).toBe(0);
    expect(nextTurn(0, -1)).toBe(270);
  });
});

describe('tiles', () => {
  test('a page of usual size is asked for whole, a giant one in tiles over a small picture', () => {
    expect(planPicture(1600, 2264)).toEqual({ whole: 1600, tiled: null });
    expect(planPicture(6000, 8490)).toEqual({ whole: 1600, tiled: { width: 6000, height: 8490 } });
  });

  test('tiles cover the window and nothing far from it, and end with the page', () => {
    const tiles = tilesFor({ width: 5000, height: 7000 }, { left: 0.7, top: 0.8, right: 1, bottom: 1 });
    expect(Math.min(...tiles.map(({ x }) => x))).toBe(3072);
    expect(Math.max(...tiles.map(({ x, w }) => x + w))).toBe(5000);
    expect(Math.max(...tiles.map(({ y, h }) => y + h))).toBe(7000);
    expect(tiles).toHaveLength(4);
  });

  test('tiles nearest the middle of the window come first', () => {
    const [first] = tilesFor({ width: 9000, height: 9000 }, { left: 0, top: 0, right: 1, bottom: 1 });
    expect(Math.abs(first!.x + first!.w / 2 - 4500)).toBeLessThan(1024);
  });
});

test('jumps lead back and forward; a step of a hand breadth is no jump', () => {
  const history = new JumpHistory();
  const at = (page: number, fraction = 0) => ({ page, fraction });
  history.leave(at(1), at(40));
  history.leave(at(40), at(40, 0.01));
  history.leave(at(40), at(7));
  expect(history.back(at(7))).toEqual(at(40));
  expect(history.back(at(40))).toEqual(at(1));
  expect(history.back(at(1))).toBeNull();
  expect(history.forward(at(1))).toEqual(at(40));
  history.leave(at(40), at(9));
  expect(history.canGoForward).toBe(false);
});

describe('tabs', () => {
  const paper = (document: string) => ({ item: 'i', document, version: 1 });
  const keys = (tabs: { document: string; version: number }[]) => tabs.map(keyOf);

  test('a new paper stands right behind the shown one, an open one stays', () => {
    const tabs = withPaper([paper('a'), paper('b')], paper('c'), 'a/1');
    expect(keys(tabs)).toEqual(['a/1', 'c/1', 'b/1']);
    expect(keys(withPaper(tabs, paper('b'), 'a/1'))).toEqual(['a/1', 'c/1', 'b/1']);
  });

  test('closing leads to the next, else to the one before, else nowhere', () => {
    const tabs = [paper('a'), paper('b')];
    expect(afterClosing(tabs, 'a/1')?.document).toBe('b');
    expect(afterClosing(tabs, 'b/1')?.document).toBe('a');
    expect(afterClosing([paper('a')], 'a/1')).toBeNull();
  });

  test('going round the tabs does not end', () => {
    const tabs = [paper('a'), paper('b'), paper('c')];
    expect(neighbour(tabs, 'c/1', 1)?.document).toBe('a');
    expect(neighbour(tabs, 'a/1', -1)?.document).toBe('c');
  });
});

let n = 0;
function made(mark: MarkView, more: Partial<AnnotationView> = {}): AnnotationView {
  const base = {
    document: 'd',
    version: 1,
    page: 0,
    madeOn: 1,
    placement: 'here',
    textChanged: false,
    share: null,
    takenFrom: null,
  } as const;
  return { ...base, id: `m${(n += 1)}`, mark, madeAt: '2026-11-21T00:00:00Z', safety: 'saved', ...more };
}

describe('lasso', () => {
  const loop = [
    { x: 0.1, y: 0.1 },
    { x: 0.5, y: 0.1 },
    { x: 0.5, y: 0.5 },
    { x: 0.1, y: 0.5 },
  ];
  const stroke = (points: number[]): MarkView => ({ kind: 'stroke', points, width: 0.003, colour: 'ink' });

  test('takes in strokes that lie mostly inside, and whatever has its middle there', () => {
    const inside = made(stroke([0.2, 0.2, 0.5, 0.3, 0.3, 0.5, 0.9, 0.9, 0.5]));
    const outside = made(stroke([0.2, 0.2, 0.5, 0.8, 0.8, 0.5, 0.9, 0.9, 0.5]));
    const note = made({ kind: 'note', x: 0.4, y: 0.4, text: '', colour: 'blue' });
    const bookmark = made({ kind: 'bookmark', title: '' });
    const line = made({
      kind: 'underline',
      rects: [{ x: 0.2, y: 0.2, w: 0.2, h: 0.02 }],
      text: 'x',
      colour: 'green',
    });
    expect(marksInside(loop, [inside, outside, note, bookmark, line])).toEqual([inside.id, note.id, line.id]);
    expect(marksInside(loop.slice(0, 2), [note])).toEqual([]);
  });

  test('what is moved stays on the page, and marks on text stay with their text', () => {
    const note: MarkView = { kind: 'note', x: 0.9, y: 0.4, text: '', colour: 'blue' };
    expect(moved(note, { x: 0.5, y: 0.1 })).toMatchObject({ x: 1, y: 0.5 });
    const ink = moved(stroke([0.2, 0.2, 0.7, 0.9, 0.3, 0.7]), { x: 0.3, y: -0.5 });
    expect(ink).toMatchObject({ points: [expect.closeTo(0.3), 0, 0.7, 1, expect.closeTo(0.1), 0.7] });
    const line: MarkView = { kind: 'highlight', rects: [], text: 'x', colour: 'yellow' };
    expect(moved(line, { x: 0.1, y: 0.1 })).toBe(line);
  });

  test('a colour that a kind does not have changes nothing', () => {
    const ink = stroke([0, 0, 0.5]);
    expect(recoloured(ink, 'pink')).toBe(ink);
    expect(recoloured(ink, 'red')).toMatchObject({ colour: 'red' });
  });
});

test('notes are filtered by words without diacritics, layer, kind, meaning and state', () => {
  const ask = made({ kind: 'note', x: 0, y: 0, text: 'Hỏi lại Bộ Tài chính', colour: 'blue' });
  const agree = made(
    { kind: 'highlight', rects: [], text: 'nguồn vốn', colour: 'green' },
    { placement: 'check', textChanged: true },
  );
  const advice = new SharingMemory().receive(ADVISER, ask);
  const lines: NoteLine[] = [ask, agree].map((note) => ({ note, from: null }));
  lines.push({ note: advice.note, from: advice });
  const ids = (filter: Partial<typeof EVERYTHING>) =>
    filtered(lines, { ...EVERYTHING, layer: 'mine', ...filter }).map(({ note }) => note.id);
  expect(ids({ layer: 'all' })).toEqual([ask.id, agree.id, advice.note.id]);
  expect(ids({ layer: 'advice', words: 'ngoc mai' })).toEqual([advice.note.id]);
  expect(ids({ layer: 'shared' })).toEqual([]);
  expect(ids({})).toEqual([ask.id, agree.id]);
  expect(ids({ words: 'bo hoi' })).toEqual([ask.id]);
  expect(ids({ kind: 'highlight' })).toEqual([agree.id]);
  expect(ids({ meaning: 'question' })).toEqual([ask.id]);
  expect(ids({ state: 'check' })).toEqual([agree.id]);
  expect(ids({ state: 'changed', words: 'von' })).toEqual([agree.id]);
});

test('people are known by the last two words of their names', () => {
  expect(initialsOf('Trần Thị Quỳnh Mai')).toBe('QM');
  expect(initialsOf('Đỗ  ánh ')).toBe('ĐÁ');
  expect(initialsOf('An')).toBe('A');
  expect(initialsOf('')).toBe('?');
});

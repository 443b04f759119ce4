import type { ChangesView, PageChangeView, PageView, ParagraphChangeView, PieceView } from '../bindings';
import { pageParagraphs, rectsOfWords, type PageOf } from './pages';

/** What changed from the version before; the older one had one page more. */
export function changesOf(title: string, sizes: PageView[], from: number, to: number): ChangesView {
  const pages: PageChangeView[] = [];
  sizes.forEach((size, page) => {
    const paragraphs = changedParagraphs({ title, page, size, isOld: false });
    const areas = page === 30 ? [{ x: 0.2, y: 0.72, w: 0.3, h: 0.12 }] : [];
    const kind = paragraphs.length + areas.length > 0 ? 'changed' : 'same';
    pages.push({ page, oldPage: page, kind, paragraphs, areas });
  });
  pages.push({ page: null, oldPage: sizes.length, kind: 'removed', paragraphs: [], areas: [] });
  return { from, to, pages };
}

/** Words and spaces, alternating, that two texts share in order, and what each has of its own. */
export function differences(before: string, after: string): PieceView[] {
  const [old, now] = [before.split(/(?<=\s)/), after.split(/(?<=\s)/)];
  const lengths = commonLengths(old, now);
  const pieces: PieceView[] = [];
  const add = (text: string | undefined, change: PieceView['change']) => {
    const last = pieces.at(-1);
    if (last?.change === change) last.text += text ?? '';
    else pieces.push({ text: text ?? '', change });
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      add(now[j], 'same');
      [i, j] = [i + 1, j + 1];
    } else if (j >= now.length || (i < old.length && at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      add(old[i], 'removed');
      i += 1;
    } else {
      add(now[j], 'added');
      j += 1;
    }
  }
  return pieces;
}

function changedParagraphs(of: PageOf): ParagraphChangeView[] {
  const old = pageParagraphs({ ...of, isOld: true });
  const now = pageParagraphs(of);
  const known = new Set(old.map(({ text }) => text));
  const kept = new Set(now.map(({ text }) => text));
  const gone = old.filter(({ text }) => !kept.has(text));
  return now.flatMap((paragraph, index): ParagraphChangeView[] => {
    if (known.has(paragraph.text) || !paragraph.text.endsWith('.')) return [];
    const before = gone.find(({ text }) => shares(text, paragraph.text));
    const pieces = before
      ? differences(before.text, paragraph.text)
      : [{ text: paragraph.text, change: 'added' as const }];
    return [
      {
        kind: before ? 'edited' : 'added',
        pieces,
        rects: addedRects(of, index - 1, pieces),
        oldPage: before ? of.page : null,
        oldRects: before
          ? rectsOfWords({ ...of, isOld: true }, old.indexOf(before) - 1, 0, before.text.length)
          : [],
        notes: [],
      },
    ];
  });
}

function addedRects(of: PageOf, paragraph: number, pieces: PieceView[]) {
  let at = 0;
  return pieces.flatMap(({ text, change }) => {
    if (change === 'removed') return [];
    const from = at;
    at += text.length;
    return change === 'added' ? rectsOfWords(of, paragraph, from, at) : [];
  });
}

function shares(one: string, other: string): boolean {
  const words = new Set(one.split(' '));
  const common = other.split(' ').filter((word) => words.has(word)).length;
  return common > 0.7 * other.split(' ').length;
}

function commonLengths(old: string[], now: string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      lengths[i]![j] =
        old[i] === now[j]
          ? at(lengths, i + 1, j + 1) + 1
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
  return lengths;
}

function at(lengths: number[][], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}

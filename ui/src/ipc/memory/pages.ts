import type { PictureInput } from '../backend';
import type { PageTextView, PageView, ParagraphView, RectView } from '../bindings';
import { paragraphText } from './page-words';

interface Line {
  text: string;
  x: number;
  y: number;
  size: number;
  bold: boolean;
  width: number;
  paragraph: number;
}

/** Which page of which paper; an old version reads differently in places. */
export interface PageOf {
  title: string;
  page: number;
  size: PageView;
  isOld: boolean;
}

const CHARS_PER_LINE = 74;
const BODY = 12.5;
const CHART = { height: 150, foot: 90 };
const BARS = ['#2f4b8f', '#c77c11', '#2a6a3c', '#a4262c', '#6a4c93', '#1f7a8c'];

/** The sizes of a document's pages; every ninth page of a long one lies across, some are larger. */
export function pageSizes(nPages: number): PageView[] {
  return Array.from({ length: nPages }, (_, index) => {
    const label = nPages > 40 && index < 4 ? (['i', 'ii', 'iii', 'iv'][index] ?? '') : String(index + 1);
    if (nPages > 40 && index % 9 === 8) return { width: 842, height: 595, label };
    if (nPages > 40 && index % 50 === 30) return { width: 842, height: 1191, label };
    return { width: 595, height: 842, label };
  });
}

/** A page, or a part of it, as a drawn picture. */
export function pagePicture(of: PageOf, { width: across, tile }: PictureInput): string {
  const lines = pageLines(of).map(drawLine).join('');
  const { width, height } = of.size;
  const scale = across / width;
  const { x, y, w, h } = tile ?? { x: 0, y: 0, w: across, h: Math.round(height * scale) };
  const box = [x, y, w, h].map((n) => n / scale).join(' ');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${w}" height="${h}">` +
    `<rect width="${width}" height="${height}" fill="#fff"/>${drawChart(of)}${lines}` +
    `<text x="${width / 2}" y="${height - 36}" font-family="Noto Serif, serif" font-size="10" fill="#555" text-anchor="middle">${of.size.label}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** The text of a page with its boxes. */
export function pageRuns(of: PageOf): PageTextView {
  return { runs: pageLines(of).map((line) => ({ text: line.text, rect: rectOf(line, of.size) })) };
}

/** The paragraphs of a page in reading order. */
export function pageParagraphs(of: PageOf): ParagraphView[] {
  const paragraphs = new Map<number, Line[]>();
  for (const line of pageLines(of)) {
    paragraphs.set(line.paragraph, [...(paragraphs.get(line.paragraph) ?? []), line]);
  }
  return [...paragraphs.values()].map((lines) => ({
    text: lines.map(({ text }) => text).join(' '),
    heading: lines.every(({ bold }) => bold),
  }));
}

/** The boxes of the lines that hold some words of a paragraph, one box a line. */
export function rectsOfWords(of: PageOf, paragraph: number, from: number, to: number): RectView[] {
  let at = 0;
  const rects: RectView[] = [];
  for (const line of pageLines(of).filter((one) => one.paragraph === paragraph)) {
    const [start, end] = [Math.max(from, at), Math.min(to, at + line.text.length)];
    if (end > start) {
      const { x, y, w, h } = rectOf(line, of.size);
      const share = w / line.text.length;
      rects.push({ x: x + (start - at) * share, y, w: (end - start) * share, h });
    }
    at += line.text.length + 1;
  }
  return rects;
}

/** Where a page bears a picture. */
export function pageImages({ page, size }: PageOf): RectView[] {
  if (page % 9 !== 4) return [];
  const top = size.height - CHART.foot - CHART.height;
  return [
    {
      x: 72 / size.width,
      y: top / size.height,
      w: (size.width - 144) / size.width,
      h: CHART.height / size.height,
    },
  ];
}

function pageLines(of: PageOf): Line[] {
  const { title, page, size } = of;
  const left = 72;
  const room = size.width - 2 * left;
  const foot = pageImages(of).length > 0 ? CHART.foot + CHART.height + 8 : 84;
  const lines: Line[] = [];
  let y = 96;
  if (page === 0) {
    for (const text of wrap(title, Math.floor((room / 451) * 46))) {
      const width = (text.length / 46) * 451;
      lines.push({ text, x: left, y, size: 19, bold: true, width, paragraph: -1 });
      y += 30;
    }
    y += 14;
  } else {
    const text = `${Math.ceil(page / 4)}.${(page % 4) + 1}. Nội dung, nhiệm vụ và giải pháp thực hiện`;
    lines.push({ text, x: left, y, size: 14, bold: true, width: text.length * 7.2, paragraph: -1 });
    y += 32;
  }
  const perLine = Math.floor((room / 451) * CHARS_PER_LINE);
  for (let paragraph = 0; y < size.height - foot - 46; paragraph += 1) {
    for (const text of wrap(paragraphText(page, paragraph, of.isOld), perLine)) {
      if (y > size.height - foot) break;
      const width = (text.length / perLine) * room;
      lines.push({ text, x: left, y, size: BODY, bold: false, width, paragraph });
      y += 20;
    }
    y += 12;
  }
  return lines;
}

function rectOf(line: Line, size: PageView): RectView {
  return {
    x: line.x / size.width,
    y: (line.y - line.size) / size.height,
    w: line.width / size.width,
    h: (line.size * 1.3) / size.height,
  };
}

function drawChart(of: PageOf): string {
  const { width, height } = of.size;
  return pageImages(of)
    .map(({ x, y, w, h }) => {
      const step = (w * width) / BARS.length;
      const bars = BARS.map((colour, n) => {
        const tall = h * height * (0.35 + 0.6 * Math.abs(Math.sin(of.page + n * 1.7)));
        const [left, top] = [x * width + n * step + 6, (y + h) * height - tall];
        return `<rect x="${left}" y="${top}" width="${step - 12}" height="${tall}" fill="${colour}"/>`;
      });
      return `<rect x="${x * width}" y="${y * height}" width="${w * width}" height="${h * height}" fill="#f3f1ea"/>${bars.join('')}`;
    })
    .join('');
}

function wrap(text: string, perLine: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + 1 + word.length > perLine) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return line ? [...lines, line] : lines;
}

function drawLine(line: Line): string {
  const weight = line.bold ? ' font-weight="600"' : '';
  const length = `textLength="${line.width.toFixed(1)}" lengthAdjust="spacingAndGlyphs"`;
  const escaped = line.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${line.x}" y="${line.y}" font-family="Noto Serif, serif" font-size="${line.size}"${weight} fill="#1d1c1a" ${length}>${escaped}</text>`;
}

import type { DocumentRoleView, DocumentView, ErrorView, FileStateView } from '../bindings';
import { daysFromNow, text } from './text';

/** Keeps what a document's view does not say: why it will not open, and which page fails. */
export interface Paper {
  view: DocumentView;
  opensWith: ErrorView | null;
  brokenPage: number | null;
  outline: boolean;
}

interface PaperSketch {
  item: string;
  role: DocumentRoleView;
  title: [string, string];
  pages: number;
  version?: number;
  file?: FileStateView;
  copy?: boolean;
  fails?: string;
  brokenPage?: number;
  lastPage?: number;
  /** Days since the version was lodged. */
  daysAgo?: number;
}

/** Makes the papers of one item; the first is always the summary sheet. */
export function makePapers(
  item: string,
  title: [string, string],
  extra: Omit<PaperSketch, 'item'>[],
): Paper[] {
  const summary: PaperSketch = {
    item,
    role: 'summary_sheet',
    title: [`Phiếu trình: ${title[0]}`, `Summary sheet: ${title[1]}`],
    pages: 1,
  };
  return [summary, ...extra.map((sketch) => ({ ...sketch, item }))].map(makePaper);
}

/** Gives papers their pages in the book of the meeting. */
export function numberPages(papers: Paper[]): void {
  let page = 1;
  for (const { view } of papers) {
    view.bookPage = page;
    page += view.nPages ?? 0;
  }
}

function makePaper(sketch: PaperSketch, index: number): Paper {
  const file = sketch.file ?? 'ready';
  const length = 90_000 + sketch.pages * 41_000;
  const view: DocumentView = {
    id: `${sketch.item}-paper-${index}`,
    title: text(...sketch.title),
    role: sketch.role,
    version: sketch.version ?? 1,
    lodgedAt: daysFromNow(-(sketch.daysAgo ?? 6 - index), 10 + index),
    nPages: sketch.pages,
    length,
    file,
    bytesDone: file === 'ready' ? length : file === 'partial' ? Math.round(length * 0.42) : 0,
    problem: file === 'failed' ? { code: 'document-too-large', details: {} } : null,
    nAnnotations: 0,
    nShared: 0,
    lastPage: sketch.lastPage ?? 0,
    mayCopy: sketch.copy ?? true,
    bookPage: null,
  };
  return {
    view,
    opensWith: openProblem(file, sketch.fails),
    brokenPage: sketch.brokenPage ?? null,
    outline: sketch.pages > 20,
  };
}

function openProblem(file: FileStateView, fails: string | undefined): ErrorView | null {
  if (fails) return { code: fails, details: {} };
  if (file === 'recalled') return { code: 'document-recalled', details: {} };
  return file === 'ready' ? null : { code: 'document-not-here', details: {} };
}

import { folded } from '../../shared/names';
import type {
  AnnotationView,
  FindHitView,
  FindView,
  MeetingView,
  SearchHitView,
  SearchInput,
  SearchView,
  TextView,
} from '../bindings';
import type { Paper } from './papers';
import { pageRuns, pageSizes } from './pages';

const HITS_SHOWN = 500;
/** Pages of each paper that the search over everything reads here. */
const PAGES_SEARCHED = 12;
const CONTEXT = 36;

/** A paper with where it lies. */
export interface Shelved {
  paper: Paper;
  item: string;
  itemTitle: TextView;
  meeting: MeetingView;
}

/** Every place in a paper where the words stand, diacritics or not. */
export function findInPaper(paper: Paper, isOld: boolean, words: string): FindView {
  const sizes = pageSizes(paper.view.nPages ?? 1);
  const wanted = folded(words.trim());
  const hits: FindHitView[] = [];
  let total = 0;
  if (wanted.length > 0)
    sizes.forEach((size, page) => {
      pageRuns({ title: paper.view.title.vi, page, size, isOld }).runs.forEach(({ text }, run) => {
        for (const at of placesOf(text, wanted)) {
          total += 1;
          if (hits.length < HITS_SHOWN) hits.push(hitOf(page, run, text, at, words.trim()));
        }
      });
    });
  return { hits, total, pages: sizes.length, pagesWithoutText: 0 };
}

/** Everything in which the words stand, exact ones first. */
export function searchAll(
  shelf: Shelved[],
  notes: AnnotationView[],
  { words, meeting, document, kinds, limit }: SearchInput,
): SearchView {
  const wanted = folded(words.trim());
  const papers = shelf.filter(
    (one) => (!meeting || one.meeting.id === meeting) && (!document || one.paper.view.id === document),
  );
  const isAsked = (kind: SearchHitView['kind']) => kinds.length === 0 || kinds.includes(kind);
  const hits = wanted.length < 2 ? [] : papers.flatMap((one) => hitsOf(one, notes, wanted, words, isAsked));
  const sorted = hits.sort((one, other) => Number(other.exact) - Number(one.exact));
  return {
    hits: sorted.slice(0, limit),
    total: hits.length,
    totalIsMore: false,
    indexed: papers.length,
    toIndex: 0,
    withoutText: papers.filter(({ paper }) => paper.opensWith).length,
  };
}

function hitsOf(
  one: Shelved,
  notes: AnnotationView[],
  wanted: string,
  words: string,
  isAsked: (kind: SearchHitView['kind']) => boolean,
): SearchHitView[] {
  const { view, opensWith } = one.paper;
  const base = { document: view.id, version: view.version, item: one.item, meeting: one.meeting.id };
  const titles = { title: view.title, place: one.meeting.title };
  const make = (kind: SearchHitView['kind'], text: string, page: number | null, annotation: string | null) =>
    placesOf(text, wanted)
      .slice(0, 1)
      .map((at) => {
        const { before, found, after, exact } = hitOf(0, 0, text, at, words.trim());
        const pieces = [before, found, after].map((piece, n) => ({ text: piece, found: n === 1 }));
        return { ...base, ...titles, kind, page, annotation, author: null, pieces, exact };
      });
  const hits: SearchHitView[] = [];
  if (isAsked('title')) hits.push(...make('title', view.title.vi, null, null));
  for (const { id, page, mark } of isAsked('note') ? notes.filter((note) => note.document === view.id) : [])
    hits.push(...make('note', 'text' in mark ? mark.text : '', page, id));
  if (isAsked('page') && !opensWith)
    pageSizes(view.nPages ?? 1)
      .slice(0, PAGES_SEARCHED)
      .forEach((size, page) => {
        const { runs } = pageRuns({ title: view.title.vi, page, size, isOld: false });
        const text = runs.map((run) => run.text).join(' ');
        hits.push(...make('page', text, page, null));
      });
  return hits;
}

function placesOf(text: string, wanted: string): number[] {
  const plain = folded(text);
  const places: number[] = [];
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + wanted.length))
    places.push(at);
  return places;
}

function hitOf(page: number, run: number, text: string, at: number, words: string): FindHitView {
  const end = at + words.length;
  const found = text.slice(at, end);
  return {
    page,
    from: { run, offset: at },
    to: { run, offset: end },
    before: text.slice(Math.max(0, at - CONTEXT), at),
    found,
    after: text.slice(end, end + CONTEXT),
    exact: found.toLowerCase() === words.toLowerCase(),
  };
}

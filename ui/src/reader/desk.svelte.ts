import type { TextView } from '../ipc/bindings';
import type { Anchor } from './layout';
import type { Reader } from './reader.svelte';
import { afterClosing, keyOf, neighbour, withPaper, type OpenPaper } from './tabs';

/** An open paper with what is known of it. */
export interface PaperTab extends OpenPaper {
  title: TextView | null;
}

/** Parts of the panel at the left. */
export const PANEL_PARTS = [
  'thumbnails',
  'outline',
  'notes',
  'bookmarks',
  'find',
  'changes',
  'signatures',
] as const;
export type PanelPart = (typeof PANEL_PARTS)[number];
export type Side = 'main' | 'beside';

const CLOSED_MOST = 20;
/** Readers that are kept as they were left, newest last. */
const READERS_MOST = 12;

/** The papers that lie on the reading desk while the window lives: tabs, the paper beside, panes and their sizes. */
class ReadingDesk {
  tabs = $state.raw<PaperTab[]>([]);
  shown = $state<string | null>(null);
  beside = $state.raw<PaperTab | null>(null);
  /** Where the paper beside begins; where one was in it, if absent. */
  besidePage = $state<number | null>(null);
  /** The pane that the keyboard acts on. */
  side = $state<Side>('main');
  isLinked = $state(false);
  /** Share of the width that the first of two papers has. */
  split = $state(0.5);
  panel = $state<PanelPart | null>(null);
  lastPanel = $state<PanelPart>('thumbnails');
  panelWidth = $state(248);
  /** How often the search was called for, each of which takes the focus there. */
  findCalls = $state(0);
  hasNotes = $state(innerWidth >= 1240);
  isDark = $state(false);
  /** Whether what others share is drawn on the pages. */
  hasOthers = $state(true);
  /** The readers on screen. */
  readers = $state.raw<Record<Side, Reader | null>>({ main: null, beside: null });
  /** The reader that toolbar, panel and keys act on. */
  readonly active = $derived(this.readers[this.side] ?? this.readers.main);
  #closed: PaperTab[] = [];
  #kept = new Map<string, Reader>();
  #link: { main: number; beside: number } | null = null;

  /** Shows a paper in the first pane. */
  show(paper: OpenPaper): void {
    const key = keyOf(paper);
    this.tabs = withPaper(this.tabs, { ...paper, title: null }, this.shown);
    if (this.shown !== key) this.isLinked = false;
    this.shown = key;
    this.side = 'main';
  }

  /** Learns the title of a paper once it is open. */
  name(key: string, title: TextView): void {
    this.tabs = this.tabs.map((tab) => (keyOf(tab) === key ? { ...tab, title } : tab));
    if (this.beside && keyOf(this.beside) === key) this.beside = { ...this.beside, title };
  }

  /** Closes a tab; answers the paper to show instead, if the shown one was closed. */
  close(key: string): PaperTab | null {
    const tab = this.tabs.find((one) => keyOf(one) === key);
    if (!tab) return null;
    const next = this.shown === key ? afterClosing(this.tabs, key) : null;
    this.#closed = [...this.#closed, tab].slice(-CLOSED_MOST);
    this.tabs = this.tabs.filter((one) => one !== tab);
    this.#kept.delete(`main/${key}`);
    if (this.shown === key) this.shown = null;
    return next;
  }

  /** The paper that was closed last. */
  reopened(): PaperTab | null {
    return this.#closed.pop() ?? null;
  }

  neighbour(step: 1 | -1): PaperTab | null {
    return neighbour(this.tabs, this.shown ?? '', step);
  }

  /** Lays a paper beside the shown one. */
  layBeside(paper: PaperTab, page: number | null = null): void {
    this.beside = paper;
    this.besidePage = page;
    this.side = 'beside';
    this.isLinked = false;
  }

  closeBeside(): void {
    if (this.beside) this.#kept.delete(`beside/${keyOf(this.beside)}`);
    this.beside = null;
    this.side = 'main';
    this.isLinked = false;
  }

  /** The reader as it was left in a pane. */
  readerOf(side: Side, key: string): Reader | undefined {
    return this.#kept.get(`${side}/${key}`);
  }

  keep(side: Side, key: string, reader: Reader): void {
    this.#kept.delete(`${side}/${key}`);
    this.#kept.set(`${side}/${key}`, reader);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > READERS_MOST && oldest !== undefined) this.#kept.delete(oldest);
  }

  forget(side: Side, key: string): void {
    this.#kept.delete(`${side}/${key}`);
  }

  /** Says which reader a pane shows now. */
  seat(side: Side, reader: Reader | null): void {
    this.readers = { ...this.readers, [side]: reader };
  }

  /** The readers of both panes. */
  pair(): { main: Reader; beside: Reader } | null {
    const { main, beside } = this.readers;
    return main && beside ? { main, beside } : null;
  }

  /** Lets both papers scroll together from where they stand now, or apart again. */
  toggleLink(): void {
    const pair = this.pair();
    this.isLinked = !this.isLinked && pair !== null;
    this.#link = pair ? { main: position(pair.main), beside: position(pair.beside) } : null;
  }

  /** One of the papers moved: the other follows, page for page. */
  moved(side: Side): void {
    const pair = this.pair();
    if (!this.isLinked || !pair || !this.#link) return;
    const other: Side = side === 'main' ? 'beside' : 'main';
    const goal = this.#link[other] + position(pair[side]) - this.#link[side];
    if (Math.abs(position(pair[other]) - goal) < 0.002) return;
    const anchor = anchorOf(goal, pair[other]);
    const tell = pair[other].onMoved;
    pair[other].onMoved = null;
    pair[other].follow(anchor);
    pair[other].onMoved = tell;
  }

  open(part: PanelPart): void {
    this.panel = part;
    this.lastPanel = part;
  }

  /** Opens the search in the paper, ready for typing. */
  callFind(): void {
    this.open('find');
    this.findCalls += 1;
  }

  togglePanel(): void {
    this.panel = this.panel ? null : this.lastPanel;
  }

  /** Forgets everything, so that nothing is left when the cabinet is locked. */
  clear(): void {
    this.tabs = [];
    this.shown = null;
    this.beside = null;
    this.#closed = [];
    this.#kept.clear();
    this.readers = { main: null, beside: null };
    this.isLinked = false;
    this.panel = null;
  }
}

export const desk = new ReadingDesk();

function position(reader: Reader): number {
  const { page, fraction } = reader.here();
  return page + fraction;
}

function anchorOf(position: number, reader: Reader): Anchor {
  const within = Math.max(0, Math.min(position, reader.opened.pages.length - 0.001));
  const page = Math.floor(within);
  return { page, fraction: within - page };
}

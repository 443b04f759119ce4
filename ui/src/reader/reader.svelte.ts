import { tick } from 'svelte';
import type { Backend, PageAddress } from '../ipc/backend';
import type { OpenedView, PagePartsView, PageTextView } from '../ipc/bindings';
import { Changes } from './changes.svelte';
import { Finder } from './find.svelte';
import { JumpHistory } from './history';
import { Ink } from './ink';
import {
  anchorAt,
  clampScale,
  heightOf,
  layoutPages,
  MARGIN,
  nextScale,
  pageAt,
  pagesIn,
  rowAt,
  type Anchor,
  type Flow,
  type Rotation,
  type Zoom,
} from './layout';
import { Marks } from './marks.svelte';
import { Kept } from './kept';
import { MarkSelection } from './selected.svelte';
import { Signatures } from './signatures.svelte';
import { TEXT_SIZES, type Tool } from './tools';

/** A note being written: a new one where `id` is null. */
export interface NoteDraft {
  id: string | null;
  page: number;
  x: number;
  y: number;
  before: string;
}

/** Words being written on the page itself: new ones where `id` is null. */
export interface BoxDraft {
  id: string | null;
  page: number;
  rect: { x: number; y: number; w: number; h: number };
  before: string;
  size: number;
  colour: string;
}

const REST_AFTER_MS = 180;
const WORDS_AFTER_MS = 120;
const REMEMBER_AFTER_MS = 700;
const MESSAGE_FOR_MS = 6_000;
/** Pages before and behind the one in view whose pictures are kept ready. */
const READY = 2;
const KEPT_PAGES = 60;

/** Makes a reader that outlives the component that asked for it, as a tab does that is left and shown again. */
export function makeReader(backend: Backend, opened: OpenedView): Reader {
  let reader: Reader | undefined;
  $effect.root(() => {
    reader = new Reader(backend, opened);
  });
  return reader ?? new Reader(backend, opened);
}

/** One opened document: where the reader is in it, how large, and with which tool in hand. */
export class Reader {
  readonly opened: OpenedView;
  readonly marks: Marks;
  readonly find: Finder;
  readonly changes: Changes;
  readonly selected: MarkSelection;
  readonly signatures: Signatures;
  readonly ink = new Ink();
  readonly backend: Backend;
  zoom = $state.raw<Zoom>({ mode: 'fit_width' });
  flow = $state<Flow>('continuous');
  cover = $state(true);
  rotation = $state<Rotation>(0);
  only = $state.raw<readonly number[] | null>(null);
  view = $state.raw({ width: 800, height: 600 });
  scrollTop = $state(0);
  scrollLeft = $state(0);
  tool = $state<Tool>('select');
  markColour = $state('yellow');
  penColour = $state('ink');
  stamp = $state('seen');
  textSize = $state<number>(TEXT_SIZES[1]);
  writing = $state(false);
  note = $state.raw<NoteDraft | null>(null);
  box = $state.raw<BoxDraft | null>(null);
  message = $state<string | null>(null);
  /** The note of somebody else that is open on its page. */
  sharedOpen = $state<string | null>(null);
  /** Own notes whose readers are being chosen. */
  sharing = $state.raw<readonly string[] | null>(null);
  /** Which of the notes to be checked is being looked at. */
  reviewAt = $state<number | null>(null);
  readonly layout = $derived.by(() =>
    layoutPages(this.opened.pages, this.zoom, this.view, {
      flow: this.flow,
      cover: this.cover,
      rotation: this.rotation,
      only: this.only,
    }),
  );
  readonly columnWidth = $derived.by(() => Math.max(this.view.width, this.layout.width + 2 * MARGIN));
  readonly page = $derived.by(() => pageAt(this.layout, this.scrollTop + this.view.height / 3));
  readonly inView = $derived.by(() =>
    pagesIn(this.layout, this.scrollTop, this.scrollTop + this.view.height - 1),
  );
  /** Pages that are drawn: those in or near the view, and those kept ready around them. */
  readonly shown = $derived.by(() => this.#shownPages());
  /**
   * Pages over which their words lie to be selected: those in view once it has come to rest, for words cost time in
   * every frame of a scroll.
   */
  worded = $state.raw<readonly number[]>([]);
  /** Follows the scrolling of this reader, for two papers that are read together. */
  onMoved: (() => void) | null = null;
  #scroller: HTMLElement | null = null;
  #place: Anchor | null = null;
  #direction: 1 | -1 = 1;
  #texts: Kept<PageTextView>;
  #parts: Kept<PagePartsView>;
  #awaitsWords = false;
  /** Counts how often the words of scanned pages were asked for anew. */
  wordsAsked = $state(0);
  /** Whether it was said that a program read the words of this paper. */
  toldOfPicture = false;
  #history = new JumpHistory();
  #jumps = $state(0);
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #wordsTimer: ReturnType<typeof setTimeout> | undefined;
  #rememberTimer: ReturnType<typeof setTimeout> | undefined;
  #messageTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend, opened: OpenedView) {
    this.backend = backend;
    this.opened = opened;
    this.marks = new Marks(backend, opened.document.id, opened.version);
    this.find = new Finder(this);
    this.changes = new Changes(this);
    this.selected = new MarkSelection(this.marks);
    this.signatures = new Signatures(backend, opened.document.id, opened.version);
    this.stamp = opened.stamps[0] ?? 'seen';
    this.#texts = new Kept(KEPT_PAGES, (page) => backend.pageText(this.address(page)));
    this.#parts = new Kept(KEPT_PAGES, (page) => backend.pageParts(this.address(page)));
  }

  /** The element whose scrolling shows the pages, while there is one. */
  get scroller(): HTMLElement | null {
    return this.#scroller;
  }

  get canGoBack(): boolean {
    return this.#jumps >= 0 && this.#history.canGoBack;
  }

  get canGoForward(): boolean {
    return this.#jumps >= 0 && this.#history.canGoForward;
  }

  address(page: number): PageAddress {
    return { document: this.opened.document.id, version: this.opened.version, page };
  }

  /** What is printed on a page as its number. */
  label(page: number): string {
    return this.opened.pages[page]?.label || String(page + 1);
  }

  /** Takes the scrolling element and shows `page`, or what was shown when another element was let go. */
  attach(scroller: HTMLElement, page: number | null): void {
    this.#scroller = scroller;
    if (page === null && this.#place) this.#scrollTo(heightOf(this.layout, this.#place));
    else this.goTo(page ?? 0);
  }

  detach(scroller: HTMLElement): void {
    if (this.#scroller === scroller) this.#scroller = null;
    this.remember();
  }

  /** The view became larger or smaller: what stood at its top stays there. */
  async resize(width: number, height: number): Promise<void> {
    if (width === this.view.width && height === this.view.height) return;
    await this.#keeping(0, () => (this.view = { width, height }));
  }

  scrolled(): void {
    const top = this.#scroller?.scrollTop ?? 0;
    if (top !== this.scrollTop) this.#direction = top > this.scrollTop ? 1 : -1;
    this.scrollTop = top;
    this.scrollLeft = this.#scroller?.scrollLeft ?? 0;
    this.#settle();
  }

  /** Tells the core which page is being read. */
  remember(): void {
    clearTimeout(this.#rememberTimer);
    void this.backend.rememberPage(this.opened.document.id, this.page).catch(() => undefined);
  }

  /** What stands at the top of the view. */
  here(): Anchor {
    return anchorAt(this.layout, this.scrollTop);
  }

  goTo(page: number, fraction = 0): void {
    if (this.only && !this.only.includes(page)) this.only = null;
    this.#scrollTo(this.#topOf(page, fraction));
  }

  /** Goes to a place from where one can go back. */
  jump(page: number, fraction = 0): void {
    this.leave({ page, fraction });
    this.goTo(page, fraction);
  }

  /** Remembers this place before something leads to another. */
  leave(to: Anchor): void {
    this.#history.leave(this.here(), to);
    this.#jumps += 1;
  }

  /** Goes back to where a jump began, or forward again; false where there is no way. */
  travel(direction: 1 | -1): boolean {
    const goal = direction === -1 ? this.#history.back(this.here()) : this.#history.forward(this.here());
    this.#jumps += 1;
    if (!goal) return false;
    if (this.only && !this.only.includes(goal.page)) this.only = null;
    this.#scrollTo(heightOf(this.layout, goal));
    return true;
  }

  /** Whether the row of pages in view is read to its end, or to its beginning. */
  isReadTo(direction: 1 | -1): boolean {
    const row = this.layout.rows[this.#rowInView()];
    if (!row) return true;
    return direction === 1
      ? row.top + row.height <= this.scrollTop + this.view.height + 4
      : row.top >= this.scrollTop - 4;
  }

  /** Goes one view further, and on to the next row of pages where this one is read to its end. */
  turn(direction: 1 | -1): void {
    if (!this.isReadTo(direction)) return this.#scrollTo(this.scrollTop + direction * this.view.height * 0.9);
    const next = this.layout.rows[this.#rowInView() + direction]?.pages[0];
    if (next !== undefined) this.goTo(next);
  }

  /** Keeps the place of another reader, some pages further. */
  follow(anchor: Anchor): void {
    this.#scrollTo(heightOf(this.layout, anchor));
  }

  async fit(mode: 'fit_width' | 'fit_page'): Promise<void> {
    await this.#keeping(0, () => (this.zoom = { mode }));
  }

  /** Changes flow, rotation or the pages shown, and stays at the page. */
  async arrange(change: Partial<Pick<Reader, 'flow' | 'cover' | 'rotation' | 'only'>>): Promise<void> {
    const { page } = this;
    Object.assign(this, change);
    await tick();
    this.#scrollTo(this.#topOf(page, 0));
  }

  async step(direction: 1 | -1): Promise<void> {
    const scale = nextScale(this.layout.scale, direction);
    await this.#keeping(this.view.height / 2, () => (this.zoom = { mode: 'scale', scale }));
  }

  /** Zooms by a factor around a height of the view, for the wheel. */
  async zoomBy(factor: number, y: number): Promise<void> {
    const scale = clampScale(this.layout.scale * factor);
    await this.#keeping(y, () => (this.zoom = { mode: 'scale', scale }));
  }

  /** The text of a page, asked for once while it is near. */
  text(page: number): Promise<PageTextView> {
    return this.#texts.get(page);
  }

  /** What lies on a page besides its text, asked for once while it is near. */
  async parts(page: number): Promise<PagePartsView> {
    const parts = await this.#parts.get(page);
    if (parts.words === 'awaited') this.#awaitsWords = true;
    return parts;
  }

  /** Asks for pages anew whose words were not read yet: they may have come. */
  wordsMayHaveCome(): void {
    if (!this.#awaitsWords) return;
    this.#awaitsWords = false;
    this.#texts.clear();
    this.#parts.clear();
    this.wordsAsked += 1;
  }

  choose(tool: Tool): void {
    this.tool = tool;
    if (tool !== 'lasso' && tool !== 'select') this.selected.clear();
  }

  /** Shows a short word over the pages for a few seconds. */
  say(message: string): void {
    this.message = message;
    clearTimeout(this.#messageTimer);
    this.#messageTimer = setTimeout(() => (this.message = null), MESSAGE_FOR_MS);
  }

  #shownPages(): number[] {
    const { scrollTop, view, layout } = this;
    const near = pagesIn(layout, scrollTop - view.height / 2, scrollTop + view.height * 1.5);
    const row = rowAt(layout, scrollTop + view.height / 3);
    const [before, behind] = this.#direction === 1 ? [READY, READY + 1] : [READY + 1, READY];
    const ready = layout.rows
      .slice(Math.max(0, row - before), row + behind + 1)
      .flatMap(({ pages }) => pages);
    return [...new Set([...ready, ...near])].sort((one, other) => one - other);
  }

  #topOf(page: number, fraction: number): number {
    const row = this.layout.rows.find(({ pages }) => pages.includes(page));
    if (this.flow === 'single' && row && fraction === 0) return row.top;
    return heightOf(this.layout, { page, fraction }) - (fraction > 0 ? this.view.height / 4 : 8);
  }

  async #keeping(y: number, change: () => void): Promise<void> {
    const anchor = anchorAt(this.layout, this.scrollTop + y);
    const middle = ((this.#scroller?.scrollLeft ?? 0) + this.view.width / 2) / this.columnWidth;
    change();
    await tick();
    this.#scrollTo(heightOf(this.layout, anchor) - y);
    if (this.#scroller) this.#scroller.scrollLeft = middle * this.columnWidth - this.view.width / 2;
  }

  #scrollTo(top: number): void {
    const within = Math.max(0, Math.min(top, this.layout.height - this.view.height));
    if (this.#scroller) this.#scroller.scrollTop = within;
    this.scrollTop = within;
    this.#settle();
  }

  #rowInView(): number {
    return rowAt(this.layout, this.scrollTop + this.view.height / 2);
  }

  /** One page at a time: what was let go between two pages comes to rest on the nearer one. */
  #rest(): void {
    const row = this.layout.rows[this.#rowInView()];
    if (this.flow !== 'single' || !row || !this.#scroller) return;
    const within = Math.max(row.top, Math.min(this.scrollTop, row.top + row.height - this.view.height));
    if (Math.abs(within - this.scrollTop) > 1) this.#scrollTo(within);
  }

  #layWords(): void {
    const selection = this.#scroller ? getSelection() : null;
    const isSelecting =
      selection !== null && !selection.isCollapsed && this.#scroller?.contains(selection.anchorNode);
    // What is selected stays selected when its page leaves the view.
    const wanted = isSelecting ? [...new Set([...this.worded, ...this.inView])] : this.inView;
    if (String(wanted) !== String(this.worded)) this.worded = wanted;
  }

  #settle(): void {
    this.#place = this.here();
    clearTimeout(this.#restTimer);
    if (this.flow === 'single') this.#restTimer = setTimeout(() => this.#rest(), REST_AFTER_MS);
    clearTimeout(this.#wordsTimer);
    this.#wordsTimer = setTimeout(() => this.#layWords(), WORDS_AFTER_MS);
    this.onMoved?.();
    clearTimeout(this.#rememberTimer);
    this.#rememberTimer = setTimeout(() => this.remember(), REMEMBER_AFTER_MS);
  }
}

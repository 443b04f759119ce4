import { tick } from 'svelte';
import type { Backend } from '../ipc/backend';
import type { OpenedView, PageTextView } from '../ipc/bindings';
import {
  anchorAt,
  clampScale,
  heightOf,
  layoutPages,
  MARGIN,
  nextScale,
  pageAt,
  pagesBetween,
  type Zoom,
} from './layout';
import { Marks } from './marks.svelte';

export const TOOLS = ['select', 'highlight', 'pen', 'note', 'eraser'] as const;
export type Tool = (typeof TOOLS)[number];

/** A note being written: a new one where `id` is null. */
export interface NoteDraft {
  id: string | null;
  page: number;
  x: number;
  y: number;
  before: string;
}

const REMEMBER_AFTER_MS = 700;
const MESSAGE_FOR_MS = 6_000;

/** One opened document: where the reader is in it, how large, and with which tool in hand. */
export class Reader {
  readonly opened: OpenedView;
  readonly marks: Marks;
  readonly backend: Backend;
  zoom = $state.raw<Zoom>({ mode: 'fit_width' });
  view = $state.raw({ width: 800, height: 600 });
  scrollTop = $state(0);
  tool = $state<Tool>('select');
  markColour = $state('yellow');
  penColour = $state('ink');
  writing = $state(false);
  note = $state.raw<NoteDraft | null>(null);
  message = $state<string | null>(null);
  readonly layout = $derived.by(() => layoutPages(this.opened.pages, this.zoom, this.view));
  readonly columnWidth = $derived.by(() => Math.max(this.view.width, this.layout.width + 2 * MARGIN));
  readonly page = $derived.by(() => pageAt(this.layout, this.scrollTop + this.view.height / 3));
  readonly shown = $derived.by(() =>
    pagesBetween(this.layout, this.scrollTop - this.view.height / 2, this.scrollTop + this.view.height * 1.5),
  );
  #scroller: HTMLElement | null = null;
  #texts = new Map<number, Promise<PageTextView>>();
  #rememberTimer: ReturnType<typeof setTimeout> | undefined;
  #messageTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend, opened: OpenedView) {
    this.backend = backend;
    this.opened = opened;
    this.marks = new Marks(backend, opened.document.id, opened.document.version);
  }

  /** Takes the scrolling element and shows `page`. */
  attach(scroller: HTMLElement, page: number): void {
    this.#scroller = scroller;
    this.goTo(page);
  }

  /** The view became larger or smaller: what stood at its top stays there. */
  async resize(width: number, height: number): Promise<void> {
    if (width === this.view.width && height === this.view.height) return;
    await this.#keeping(0, () => (this.view = { width, height }));
  }

  scrolled(): void {
    this.scrollTop = this.#scroller?.scrollTop ?? 0;
    clearTimeout(this.#rememberTimer);
    this.#rememberTimer = setTimeout(() => this.remember(), REMEMBER_AFTER_MS);
  }

  /** Tells the core which page is being read. */
  remember(): void {
    clearTimeout(this.#rememberTimer);
    void this.backend.rememberPage(this.opened.document.id, this.page).catch(() => undefined);
  }

  goTo(page: number, fraction = 0): void {
    const top = heightOf(this.layout, { page, fraction }) - (fraction > 0 ? this.view.height / 4 : 8);
    this.#scrollTo(top);
  }

  async fit(mode: 'fit_width' | 'fit_page'): Promise<void> {
    await this.#keeping(0, () => (this.zoom = { mode }));
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

  /** The text of a page, asked for once. */
  text(page: number): Promise<PageTextView> {
    const known = this.#texts.get(page);
    if (known) return known;
    const { id, version } = this.opened.document;
    const asked = this.backend.pageText({ document: id, version, page });
    asked.catch(() => this.#texts.delete(page));
    this.#texts.set(page, asked);
    return asked;
  }

  choose(tool: Tool): void {
    this.tool = tool;
  }

  /** Shows a short word over the pages for a few seconds. */
  say(message: string): void {
    this.message = message;
    clearTimeout(this.#messageTimer);
    this.#messageTimer = setTimeout(() => (this.message = null), MESSAGE_FOR_MS);
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
  }
}

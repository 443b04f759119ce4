import type { FindHitView, FindView } from '../ipc/bindings';
import { announcer } from '../shared/live.svelte';
import { notices } from '../shared/notices.svelte';
import { t } from '../shared/words.svelte';
import { stretchRects } from './selection';
import type { Reader } from './reader.svelte';

const TYPING_MS = 140;

/** The search in one paper: what was typed, what was found, and which hit is looked at. */
export class Finder {
  words = $state('');
  answer = $state.raw<FindView | null>(null);
  index = $state(-1);
  isBusy = $state(false);
  readonly hits = $derived(this.answer?.hits ?? []);
  readonly #byPage = $derived(grouped(this.hits));
  #reader: Reader;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The hits on a page. */
  onPage(page: number): FindHitView[] {
    return this.#byPage.get(page) ?? [];
  }

  isCurrent(hit: FindHitView): boolean {
    return this.hits[this.index] === hit;
  }

  /** Takes what was typed so far; asks once the hand rests. */
  type(words: string): void {
    if (!this.words.trim() && words.trim()) this.#reader.leave({ page: -1, fraction: 0 });
    this.words = words;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(), TYPING_MS);
  }

  /** Asks for the words now, and shows the first hit from here on. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    this.#round += 1;
    const round = this.#round;
    const words = this.words.trim();
    if (!words) return this.clear();
    this.isBusy = true;
    const { document, version } = this.#reader.opened;
    const answer = await this.#reader.backend
      .findInPaper(document.id, version, words)
      .catch((reason) => notices.add(reason));
    if (round !== this.#round) return;
    this.isBusy = false;
    if (!answer) return;
    this.answer = answer;
    const from = answer.hits.findIndex(({ page }) => page >= this.#reader.page);
    this.index = answer.hits.length === 0 ? -1 : Math.max(0, from);
    announcer.say(t('find-count', { n: answer.total }));
    await this.#show();
  }

  /** The next or the previous hit, around the ends. */
  async step(direction: 1 | -1): Promise<void> {
    if (this.hits.length === 0) return;
    await this.look((this.index + direction + this.hits.length) % this.hits.length);
  }

  /** Shows one hit. */
  async look(index: number): Promise<void> {
    this.index = index;
    announcer.say(t('find-at', { at: index + 1, n: this.answer?.total ?? 0 }));
    await this.#show();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#round += 1;
    this.words = '';
    this.answer = null;
    this.index = -1;
    this.isBusy = false;
  }

  async #show(): Promise<void> {
    const hit = this.hits[this.index];
    if (!hit) return;
    const text = await this.#reader.text(hit.page).catch(() => null);
    const rect = text ? stretchRects(text.runs, hit.from, hit.to).rects[0] : undefined;
    this.#reader.goTo(hit.page, rect?.y ?? 0);
  }
}

function grouped(hits: FindHitView[]): Map<number, FindHitView[]> {
  const pages = new Map<number, FindHitView[]>();
  for (const hit of hits) pages.set(hit.page, [...(pages.get(hit.page) ?? []), hit]);
  return pages;
}

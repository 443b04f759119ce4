import type { Backend } from '../ipc/backend';
import type { ErrorView, SearchHitView, SearchKindView, SearchView, TextView } from '../ipc/bindings';
import { announcer } from '../shared/live.svelte';
import { hrefOf } from '../shared/router';
import { t, toErrorView } from '../shared/words.svelte';

export const KINDS: readonly SearchKindView[] = ['page', 'note', 'title'];
const TYPING_MS = 120;
const SLOW_MS = 150;
const LIMIT = 200;
/** Shorter words would find everything. */
const LEAST = 2;

/** Hits of one paper, item or meeting. */
export interface HitGroup {
  key: string;
  title: TextView;
  place: TextView | null;
  hits: SearchHitView[];
}

/** The search over everything: what was typed, where, and what was found so far. */
export class Searching {
  words = $state('');
  meeting = $state<string | null>(null);
  kinds = $state.raw<readonly SearchKindView[]>([]);
  answer = $state.raw<SearchView | null>(null);
  error = $state.raw<ErrorView | null>(null);
  isSlow = $state(false);
  readonly isAsked = $derived(this.words.trim().length >= LEAST);
  readonly groups = $derived(groupHits(this.isAsked ? (this.answer?.hits ?? []) : []));
  #backend: Backend;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;

  constructor(backend: Backend, words: string) {
    this.#backend = backend;
    this.words = words;
    if (words) void this.ask();
  }

  type(words: string): void {
    this.words = words;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(), TYPING_MS);
  }

  within(meeting: string | null): void {
    this.meeting = meeting;
    void this.ask();
  }

  /** Takes a kind in or out; none means all. */
  toggle(kind: SearchKindView): void {
    this.kinds = this.kinds.includes(kind) ? this.kinds.filter((one) => one !== kind) : [...this.kinds, kind];
    void this.ask();
  }

  async ask(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    if (!this.isAsked) {
      this.answer = null;
      return;
    }
    const slow = setTimeout(() => (this.isSlow = this.answer === null), SLOW_MS);
    try {
      const { words, meeting, kinds } = this;
      const input = { words: words.trim(), meeting, document: null, kinds: [...kinds], limit: LIMIT };
      const answer = await this.#backend.search(input);
      if (round !== this.#round) return;
      this.answer = answer;
      this.error = null;
      announcer.say(t('search-count', { n: answer.total }));
    } catch (reason) {
      if (round === this.#round) this.error = toErrorView(reason);
    } finally {
      clearTimeout(slow);
      this.isSlow = false;
    }
  }
}

/** The place of a hit: its page with the words found there, else its item or its meeting. */
export function hrefOfHit(hit: SearchHitView, words: string): string {
  const { item, document, version, page, meeting, kind } = hit;
  if (item && document) {
    const find = kind === 'page' ? words.trim() : undefined;
    return hrefOf({ screen: 'reader', item, document, version, page, words: find });
  }
  if (item) return hrefOf({ screen: 'item', item });
  return meeting ? hrefOf({ screen: 'meeting', meeting }) : hrefOf({ screen: 'meetings' });
}

function groupHits(hits: SearchHitView[]): HitGroup[] {
  const groups = new Map<string, HitGroup>();
  for (const hit of hits) {
    const key = hit.document ?? hit.item ?? hit.meeting ?? '';
    const group = groups.get(key) ?? { key, title: hit.title, place: hit.place, hits: [] };
    group.hits.push(hit);
    groups.set(key, group);
  }
  return [...groups.values()];
}

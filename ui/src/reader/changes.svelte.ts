import type { ChangesView, ErrorView, PageChangeView, ParagraphChangeView, RectView } from '../ipc/bindings';
import { announcer } from '../shared/live.svelte';
import { t, toErrorView } from '../shared/words.svelte';
import type { Reader } from './reader.svelte';

/** One change, as the list and the next/previous keys count them. */
export interface ChangeLine {
  /** Page of this version; `null` for a page that is gone. */
  page: number | null;
  oldPage: number | null;
  kind: PageChangeView['kind'];
  paragraph: ParagraphChangeView | null;
  /** Where the picture of a scan differs. */
  areas: RectView[];
}

/** What changed since an older version of the paper. */
export class Changes {
  view = $state.raw<ChangesView | null>(null);
  error = $state.raw<ErrorView | null>(null);
  isBusy = $state(false);
  index = $state(-1);
  from = $state<number | null>(null);
  readonly lines = $derived(this.view ? linesOf(this.view) : []);
  /** Pages of this version that read differently. */
  readonly pages = $derived([...new Set(this.lines.map(({ page }) => page))].filter((page) => page !== null));
  #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.from = reader.opened.previous ?? this.older.at(-1) ?? null;
  }

  /** Older versions that can be compared with. */
  get older(): number[] {
    const { readableVersions, version } = this.#reader.opened;
    return readableVersions.filter((one) => one < version);
  }

  onPage(page: number): ChangeLine[] {
    return this.lines.filter((line) => line.page === page);
  }

  isCurrent(line: ChangeLine): boolean {
    return this.lines[this.index] === line;
  }

  /** Compares with an older version. */
  async load(from: number): Promise<void> {
    this.from = from;
    this.isBusy = true;
    this.error = null;
    try {
      const { document, version } = this.#reader.opened;
      const view = await this.#reader.backend.changes(document.id, from, version);
      if (this.from === from) this.view = view;
      this.index = -1;
    } catch (reason) {
      this.error = toErrorView(reason);
    } finally {
      this.isBusy = false;
    }
  }

  /** The next or the previous change, around the ends. */
  step(direction: 1 | -1): void {
    const n = this.lines.length;
    if (n === 0) return;
    this.look(this.index < 0 && direction === -1 ? n - 1 : (this.index + direction + n) % n);
  }

  /** Shows one change. */
  look(index: number): void {
    this.index = index;
    const line = this.lines[index];
    if (!line) return;
    announcer.say(t('change-at', { at: index + 1, n: this.lines.length }));
    const rect = line.paragraph?.rects[0] ?? line.areas[0];
    if (line.page !== null) this.#reader.jump(line.page, rect?.y ?? 0);
  }
}

function linesOf(view: ChangesView): ChangeLine[] {
  return view.pages.flatMap((change): ChangeLine[] => {
    const { page, oldPage, kind, paragraphs, areas } = change;
    const base = { page, oldPage, kind };
    const lines = paragraphs.map((paragraph) => ({ ...base, paragraph, areas: [] }));
    if (areas.length > 0) return [...lines, { ...base, paragraph: null, areas }];
    if (lines.length > 0 || kind === 'same') return lines;
    return [{ ...base, paragraph: null, areas: [] }];
  });
}

import type { Backend } from '../ipc/backend';
import type { ErrorView, ImportDoesView, ImportLineView, PeopleImportView } from '../ipc/bindings';
import { toErrorView } from '../shared/words.svelte';

/** Lines drawn at once; more are asked for. */
const PORTION = 200;

/** Every outcome of a line, in the order of their numbers above the table. */
export const DOES: ImportDoesView[] = ['new', 'changes', 'same', 'bad'];

/** Whether a line writes anything unless it is left out. */
export function writes(line: ImportLineView): boolean {
  return line.does === 'new' || line.does === 'changes';
}

/** A list of people between the file and the directory: read, looked through, carried out. */
export class PeopleImport {
  file = $state('');
  view = $state.raw<PeopleImportView | null>(null);
  error = $state<ErrorView | null>(null);
  working = $state(false);
  shown = $state<ImportDoesView | 'all'>('all');
  leftOut = $state.raw<ReadonlySet<number>>(new Set());
  done = $state.raw<{ made: number; changed: number } | null>(null);
  #most = $state(PORTION);
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Lines of the chosen outcome, as far as they are drawn. */
  get lines(): ImportLineView[] {
    return this.#chosen.slice(0, this.#most);
  }

  get nMore(): number {
    return Math.max(0, this.#chosen.length - this.#most);
  }

  /** What would be done now. */
  get plan(): { made: number; changed: number } {
    const taken = (this.view?.lines ?? []).filter(({ line }) => !this.leftOut.has(line));
    const n = (does: ImportDoesView) => taken.filter((line) => line.does === does).length;
    return { made: n('new'), changed: n('changes') };
  }

  get #chosen(): ImportLineView[] {
    const lines = this.view?.lines ?? [];
    return this.shown === 'all' ? lines : lines.filter(({ does }) => does === this.shown);
  }

  async read(file: File): Promise<void> {
    await this.#work(async () => {
      this.forget();
      this.file = file.name;
      this.view = await this.#backend.readPeople(new Uint8Array(await file.arrayBuffer()));
    });
  }

  async carryOut(): Promise<void> {
    const view = this.view;
    if (!view) return;
    await this.#work(async () => {
      const plan = this.plan;
      const leaveOut = [...this.leftOut].sort((one, other) => one - other);
      await this.#backend.act({ act: 'import_people', import: view.import, leaveOut });
      [this.done, this.view] = [plan, null];
    });
  }

  show(does: ImportDoesView | 'all'): void {
    [this.shown, this.#most] = [does, PORTION];
  }

  showMore(): void {
    this.#most += PORTION;
  }

  take(lines: readonly ImportLineView[], taken: boolean): void {
    const next = new Set(this.leftOut);
    for (const { line } of lines.filter(writes)) {
      if (taken) next.delete(line);
      else next.add(line);
    }
    this.leftOut = next;
  }

  forget(): void {
    [this.view, this.error, this.done, this.file] = [null, null, null, ''];
    this.leftOut = new Set();
    this.show('all');
  }

  async #work(does: () => Promise<void>): Promise<void> {
    if (this.working) return;
    this.working = true;
    this.error = null;
    try {
      await does();
    } catch (reason) {
      this.error = toErrorView(reason);
    } finally {
      this.working = false;
    }
  }
}

import type { Backend } from '../ipc/backend';
import type { ActInput, DoneView, ErrorView } from '../ipc/bindings';
import { toErrorView } from './words.svelte';

/** One act of a dialog: working or not, and the reason of a refusal. */
export class Acting {
  working = $state(false);
  error = $state<ErrorView | null>(null);
  #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Does the acts in order, each made from what the one before brought about; `null` where one is refused. */
  async run(...acts: ((done: DoneView) => ActInput | null)[]): Promise<DoneView | null> {
    if (this.working) return null;
    this.working = true;
    this.error = null;
    let done: DoneView = { id: null };
    try {
      for (const make of acts) {
        const input = make(done);
        if (input) done = await this.#backend.act(input);
      }
      return done;
    } catch (reason) {
      this.error = toErrorView(reason);
      return null;
    } finally {
      this.working = false;
    }
  }
}

import { onDestroy } from 'svelte';
import type { Backend, Topic } from '../ipc/backend';
import type { ErrorView } from '../ipc/bindings';
import { toErrorView } from './words.svelte';

const SKELETON_AFTER_MS = 150;

/** An answer of the core that is asked for again whenever one of its topics changes. */
export class Asked<T> {
  value = $state<T | null>(null);
  error = $state<ErrorView | null>(null);
  /** When the core last answered. */
  at = $state<Date | null>(null);
  /** Whether the first answer is late enough for a skeleton to be shown. */
  slow = $state(false);
  #ask: () => Promise<T>;
  #round = 0;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  async again(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const timer = setTimeout(() => (this.slow = this.value === null), SKELETON_AFTER_MS);
    try {
      const value = await this.#ask();
      if (round === this.#round) [this.value, this.error, this.at] = [value, null, new Date()];
    } catch (reason) {
      if (round === this.#round) this.error = toErrorView(reason);
    } finally {
      clearTimeout(timer);
      if (round === this.#round) this.slow = false;
    }
  }
}

/** Asks now and after each change of `topics`, for the life of the calling component. */
export function asking<T>(backend: Backend, topics: Topic[], ask: () => Promise<T>): Asked<T> {
  const asked = new Asked(ask);
  const stop = backend.onChanged((topic) => {
    if (topics.includes(topic)) void asked.again();
  });
  onDestroy(stop);
  void asked.again();
  return asked;
}

import type { ErrorView } from '../ipc/bindings';
import { toErrorView } from '../shared/words.svelte';

const WAIT_MS = 900;

/** One field that saves itself: a moment after the last key, and at once when it is left. */
export class Autosave<T> {
  value = $state.raw() as T;
  state = $state<'same' | 'typed' | 'sending' | 'refused'>('same');
  error = $state<ErrorView | null>(null);
  #kept: T;
  #send: (value: T) => Promise<void>;
  #isSame: (one: T, other: T) => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(kept: T, send: (value: T) => Promise<void>, isSame: (one: T, other: T) => boolean = Object.is) {
    this.value = kept;
    this.#kept = kept;
    this.#send = send;
    this.#isSame = isSame;
  }

  /** Takes what the core has now, unless something is being typed over it. */
  meet(kept: T): void {
    if (this.#isSame(kept, this.#kept)) return;
    this.#kept = kept;
    if (this.state === 'same') this.value = kept;
  }

  type(value: T): void {
    this.value = value;
    this.error = null;
    this.state = this.#isSame(value, this.#kept) ? 'same' : 'typed';
    clearTimeout(this.#timer);
    if (this.state === 'typed') this.#timer = setTimeout(() => void this.leave(), WAIT_MS);
  }

  /** Puts back what the core has. */
  revert(): void {
    clearTimeout(this.#timer);
    [this.value, this.error, this.state] = [this.#kept, null, 'same'];
  }

  /** Saves what was typed; what is refused stays in the field with its reason. */
  async leave(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.state !== 'typed') return;
    const sent = this.value;
    this.state = 'sending';
    try {
      await this.#send(sent);
      this.#kept = sent;
      this.#settle();
    } catch (reason) {
      this.error = toErrorView(reason);
      if (this.state === 'sending') this.state = 'refused';
    }
  }

  #settle(): void {
    if (this.#isSame(this.value, this.#kept)) this.state = 'same';
  }
}

import type { ErrorView } from '../ipc/bindings';
import { toErrorView } from './words.svelte';

/** Errors of actions, shown above the page until hidden. */
class Notices {
  errors = $state<ErrorView[]>([]);

  add(reason: unknown): void {
    const error = toErrorView(reason);
    this.errors = [...this.errors.filter((shown) => shown.code !== error.code), error];
  }

  dismiss(error: ErrorView): void {
    this.errors = this.errors.filter((shown) => shown !== error);
  }

  clear(): void {
    this.errors = [];
  }
}

export const notices = new Notices();

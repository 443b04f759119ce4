import type { ErrorView, SavedFileView } from '../ipc/bindings';
import { toErrorView } from './words.svelte';

/** Errors of actions and files that were saved, shown above the page until hidden. */
class Notices {
  errors = $state<ErrorView[]>([]);
  saved = $state.raw<SavedFileView | null>(null);

  add(reason: unknown): void {
    const error = toErrorView(reason);
    this.errors = [...this.errors.filter((shown) => shown.code !== error.code), error];
  }

  dismiss(error: ErrorView): void {
    this.errors = this.errors.filter((shown) => shown !== error);
  }

  clear(): void {
    this.errors = [];
    this.saved = null;
  }
}

export const notices = new Notices();

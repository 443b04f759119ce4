import type { Backend } from '../ipc/backend';
import type { ErrorView, FormView } from '../ipc/bindings';
import { toErrorView } from '../shared/words.svelte';
import { sentQuestions, type WrittenQuestion } from './questions';

const SAVE_AFTER_MS = 700;

/** A draft form while it is written; what changed is saved by itself a moment after the last key. */
export class FormEditor {
  title = $state({ vi: '', en: '' });
  questions = $state.raw<WrittenQuestion[]>([]);
  closes = $state('');
  shortReason = $state('');
  saving = $state<'none' | 'waiting' | 'saved'>('none');
  error = $state<ErrorView | null>(null);
  #backend: Backend;
  #form: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: string;

  constructor(backend: Backend, { line, questions, closesWall, shortReason }: FormView) {
    this.#backend = backend;
    this.#form = line.id;
    this.title = { ...line.title };
    this.questions = questions.map(({ text }, index) => ({ key: index + 1, vi: text.vi, en: text.en }));
    if (this.questions.length === 0) this.questions = [{ key: 1, vi: '', en: '' }];
    this.closes = closesWall;
    this.shortReason = shortReason;
    this.#last = this.#state();
  }

  /** Saves a moment later. */
  touch(): void {
    clearTimeout(this.#timer);
    this.saving = 'waiting';
    this.#timer = setTimeout(() => void this.save(), SAVE_AFTER_MS);
  }

  /** Saves now what changed; false where the core refuses it. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer);
    const state = this.#state();
    const questions = sentQuestions(this.questions);
    const vi = this.title.vi.trim();
    if (!vi || questions.length === 0) return false;
    if (state === this.#last) {
      this.saving = this.saving === 'waiting' ? 'saved' : this.saving;
      return true;
    }
    try {
      await this.#backend.act({
        act: 'edit_form',
        form: this.#form,
        title: { vi, en: this.title.en.trim() || vi },
        questions,
        closes: this.closes,
        shortReason: this.shortReason.trim(),
      });
      this.#last = state;
      this.saving = 'saved';
      this.error = null;
      return true;
    } catch (reason) {
      this.error = toErrorView(reason);
      this.saving = 'none';
      return false;
    }
  }

  #state(): string {
    return JSON.stringify([this.title, this.questions, this.closes, this.shortReason]);
  }
}

import type { Backend } from '../ipc/backend';
import type { BoundPaperView, ChoiceView, ErrorView, PollView } from '../ipc/bindings';
import { toErrorView } from '../shared/words.svelte';

interface Draft {
  choice: ChoiceView | null;
  opinion: string;
}

const drafts = new Map<string, Draft>();

/** Forgets every draft; called when the profile is locked. */
export function forgetDrafts(): void {
  drafts.clear();
}

/** One ballot sheet: choosing, reviewing, sealing, and changing until the close. */
export class BallotSheet {
  step = $state<'choose' | 'review' | 'sealed'>('choose');
  choice = $state<ChoiceView | null>(null);
  opinion = $state('');
  working = $state(false);
  error = $state<ErrorView | null>(null);
  #backend: Backend;
  #poll: string;
  #begun = false;
  #reviewed: BoundPaperView[] = [];

  constructor(backend: Backend, poll: string) {
    this.#backend = backend;
    this.#poll = poll;
  }

  /** Takes up the draft where it was left, else the ballot already sealed. */
  begin(poll: PollView): void {
    if (this.#begun) return;
    this.#begun = true;
    const mine = poll.line.myBallot;
    const draft = drafts.get(this.#poll);
    this.choice = draft?.choice ?? mine?.choice ?? null;
    this.opinion = draft?.opinion ?? mine?.opinion ?? '';
    this.step = mine && !draft ? 'sealed' : 'choose';
  }

  choose(choice: ChoiceView): void {
    this.choice = choice;
    this.error = null;
    this.keep();
  }

  /** Keeps the draft for the time the profile is open. */
  keep(): void {
    drafts.set(this.#poll, { choice: this.choice, opinion: this.opinion });
  }

  /** Shows the ballot for review, bound to the papers that lie on the sheet now. */
  review(papers: BoundPaperView[]): void {
    if (this.choice === 'other' && !this.opinion.trim()) {
      this.error = { code: 'opinion-required', details: {} };
      return;
    }
    this.error = null;
    this.#reviewed = papers;
    if (this.choice) this.step = 'review';
  }

  change(): void {
    this.step = 'choose';
  }

  async seal(): Promise<boolean> {
    if (!this.choice || this.working) return false;
    this.working = true;
    this.error = null;
    try {
      const opinion = this.opinion.trim() || null;
      const papers = this.#reviewed;
      await this.#backend.castBallot({ poll: this.#poll, choice: this.choice, opinion, papers });
      drafts.delete(this.#poll);
      this.step = 'sealed';
      return true;
    } catch (reason) {
      this.error = toErrorView(reason);
      return false;
    } finally {
      this.working = false;
    }
  }
}

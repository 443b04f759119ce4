import type { Backend } from '../ipc/backend';
import type { BoundPaperView, ChoiceView, ErrorView, GradeView, PollView } from '../ipc/bindings';
import { bearsGrade, gradeSealed } from '../shared/grades';
import { toErrorView } from '../shared/words.svelte';

interface Draft {
  choice: ChoiceView | null;
  grade: GradeView | null;
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
  grade = $state<GradeView | null>(null);
  opinion = $state('');
  working = $state(false);
  error = $state<ErrorView | null>(null);
  #backend: Backend;
  #poll: string;
  #begun = false;
  #written = $state(false);
  #reviewed: BoundPaperView[] = [];

  constructor(backend: Backend, poll: string) {
    this.#backend = backend;
    this.#poll = poll;
  }

  /** Takes up the draft where it was left, else the ballot already sealed. */
  begin(poll: PollView): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#written = poll.line.kind === 'opinion_form';
    const mine = poll.line.myBallot;
    const draft = drafts.get(this.#poll);
    this.choice = draft?.choice ?? mine?.choice ?? null;
    this.grade = draft?.grade ?? mine?.grade ?? null;
    this.opinion = draft?.opinion ?? mine?.opinion ?? '';
    this.step = mine && !draft ? 'sealed' : 'choose';
  }

  /** Whether the opinion is weighed: words with an agreement or an other opinion on an opinion form. */
  get graded(): boolean {
    return this.#written && bearsGrade(this.choice) && this.opinion.trim() !== '';
  }

  /** The grade that is sealed; `null` where the opinion carries none. */
  get sealedGrade(): GradeView | null {
    return this.#written ? gradeSealed(this.choice, this.grade, this.opinion) : null;
  }

  choose(choice: ChoiceView): void {
    this.choice = choice;
    this.error = null;
    this.keep();
  }

  rate(grade: GradeView | null): void {
    this.grade = grade;
    this.keep();
  }

  /** Keeps the draft for the time the profile is open. */
  keep(): void {
    drafts.set(this.#poll, { choice: this.choice, grade: this.grade, opinion: this.opinion });
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
      const grade = this.sealedGrade;
      await this.#backend.castBallot({ poll: this.#poll, choice: this.choice, grade, opinion, papers });
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

import type { Backend } from '../ipc/backend';
import type { BoundPaperView, ChoiceView, ErrorView, GradeView, PollView } from '../ipc/bindings';
import { toErrorView } from '../shared/words.svelte';
import {
  ballotOf,
  draftFrom,
  problemOf,
  toSeal,
  type AnswerDraft,
  type AnswerProblem,
  type Drafts,
} from './answers';

const kept = new Map<string, Drafts>();

/** Forgets every draft; called when the profile is locked. */
export function forgetFormDrafts(): void {
  kept.clear();
}

/** One opinion form of one member: answering, reviewing all at once, sealing, and changing until the close. */
export class FormSheet {
  step = $state<'answer' | 'review'>('answer');
  drafts = $state<Drafts>({});
  problems = $state<Record<string, AnswerProblem>>({});
  working = $state(false);
  error = $state<ErrorView | null>(null);
  #backend: Backend;
  #form: string;
  #reviewed = new Map<string, BoundPaperView[]>();

  constructor(backend: Backend, form: string) {
    this.#backend = backend;
    this.#form = form;
    this.drafts = structuredClone(kept.get(form) ?? {});
  }

  choose(poll: PollView, choice: ChoiceView): void {
    this.#edit(poll, { choice });
  }

  grade(poll: PollView, grade: GradeView | null): void {
    this.#edit(poll, { grade });
  }

  write(poll: PollView, opinion: string): void {
    this.#edit(poll, { opinion });
  }

  /** Opens a sealed answer for change, or takes it up again as it is to be confirmed on the new papers. */
  takeUp(poll: PollView): void {
    this.#edit(poll, {});
  }

  /** Leaves a sealed answer as it was. */
  leave(poll: PollView): void {
    delete this.drafts[poll.line.id];
    delete this.problems[poll.line.id];
    this.#keep();
  }

  /** Shows all answers together, bound to the papers that lie on the sheet now; false where one needs mending. */
  review(polls: PollView[]): boolean {
    this.error = null;
    this.problems = {};
    for (const poll of polls) {
      const problem = problemOf(this.drafts[poll.line.id]);
      if (problem) this.problems[poll.line.id] = problem;
    }
    if (Object.keys(this.problems).length > 0) return false;
    const sealed = toSeal(polls, this.drafts);
    for (const poll of sealed) this.#reviewed.set(poll.line.id, poll.papers);
    if (sealed.length > 0) this.step = 'review';
    return sealed.length > 0;
  }

  change(): void {
    this.step = 'answer';
  }

  /** Casts one ballot a question; stops at the first refusal and keeps what is not sealed. */
  async seal(polls: PollView[]): Promise<number> {
    if (this.working) return 0;
    this.working = true;
    this.error = null;
    let n = 0;
    try {
      for (const { line } of toSeal(polls, this.drafts)) {
        const draft = this.drafts[line.id];
        const ballot = draft && ballotOf(line.id, draft, this.#reviewed.get(line.id) ?? []);
        if (!ballot) continue;
        await this.#backend.castBallot(ballot);
        delete this.drafts[line.id];
        this.#keep();
        n += 1;
      }
      this.step = 'answer';
    } catch (reason) {
      this.error = toErrorView(reason);
    } finally {
      this.working = false;
    }
    return n;
  }

  #edit(poll: PollView, change: Partial<AnswerDraft>): void {
    const id = poll.line.id;
    this.drafts[id] = { ...(this.drafts[id] ?? draftFrom(poll)), ...change };
    delete this.problems[id];
    this.error = null;
    this.#keep();
  }

  #keep(): void {
    kept.set(this.#form, $state.snapshot(this.drafts));
  }
}

import type {
  BallotInput,
  BoundPaperView,
  ChoiceView,
  DocumentView,
  GradeView,
  PollView,
} from '../ipc/bindings';
import { gradeSealed } from '../shared/grades';

/** An answer being written. */
export interface AnswerDraft {
  choice: ChoiceView | null;
  grade: GradeView | null;
  opinion: string;
}

/** Drafts of a form's questions, by poll. */
export type Drafts = Record<string, AnswerDraft>;

/** What must be mended before a question can be reviewed. */
export type AnswerProblem = 'opinion' | 'grade' | 'choice';

/** The draft to begin with: the answer already sealed, or nothing. */
export function draftFrom(poll: PollView): AnswerDraft {
  const mine = poll.line.myBallot;
  return { choice: mine?.choice ?? null, grade: mine?.grade ?? null, opinion: mine?.opinion ?? '' };
}

/** Whether this person may still answer a question. */
export function mayAnswer(poll: PollView): boolean {
  return poll.line.state === 'open' && poll.line.mayVote;
}

/** Whether a question is shown open for writing: it has no sealed answer, or the person is changing it. */
export function isBeingWritten(poll: PollView, drafts: Drafts): boolean {
  return mayAnswer(poll) && (Boolean(drafts[poll.line.id]) || !poll.line.myBallot);
}

/** What is wrong with a draft; `null` where it can be sealed. */
export function problemOf(draft: AnswerDraft | undefined): AnswerProblem | null {
  if (!draft?.choice) return draft?.opinion.trim() ? 'choice' : null;
  const words = draft.opinion.trim();
  if (draft.choice === 'other' && !words) return 'opinion';
  return draft.choice === 'agree' && draft.grade && !words ? 'grade' : null;
}

/** The questions whose drafts would be sealed now, in order. */
export function toSeal(polls: PollView[], drafts: Drafts): PollView[] {
  return polls.filter((poll) => mayAnswer(poll) && drafts[poll.line.id]?.choice);
}

/** The questions that stay without an answer if the drafts are sealed now, by their places from 1. */
export function leftOpen(polls: PollView[], drafts: Drafts): number[] {
  return polls.flatMap((poll, index) => {
    const answered = poll.line.myBallot && !poll.line.myBallot.stale;
    return mayAnswer(poll) && !answered && !drafts[poll.line.id]?.choice ? [index + 1] : [];
  });
}

/** The ballot of a draft, bound to the papers that were reviewed; a grade goes only with an agreement or an other opinion, in words. */
export function ballotOf(poll: string, draft: AnswerDraft, papers: BoundPaperView[]): BallotInput | null {
  if (!draft.choice) return null;
  const opinion = draft.opinion.trim() || null;
  const grade = gradeSealed(draft.choice, draft.grade, draft.opinion);
  return { poll, choice: draft.choice, grade, opinion, papers };
}

/** The sentence that says what is sealed for one question: a catalogue key and what stands in it. */
export interface ReviewSentence {
  key: 'form-review-plain' | 'form-review-words' | 'form-review-graded';
  number: number;
  choice: ChoiceView;
  grade: GradeView | null;
  words: string;
}

/** One sentence for each question that is sealed now. */
export function reviewSentences(polls: PollView[], drafts: Drafts): ReviewSentence[] {
  return toSeal(polls, drafts).flatMap((poll) => {
    const draft = drafts[poll.line.id];
    const ballot = draft && ballotOf(poll.line.id, draft, []);
    if (!ballot) return [];
    const { choice, grade, opinion } = ballot;
    const key = grade ? 'form-review-graded' : opinion ? 'form-review-words' : 'form-review-plain';
    return [{ key, number: polls.indexOf(poll) + 1, choice, grade, words: opinion ?? '' }];
  });
}

/** The bound papers that came after an answer was given, which is why it must be confirmed. */
export function changedPapers(
  papers: BoundPaperView[],
  documents: DocumentView[],
  since: string,
): BoundPaperView[] {
  return papers.filter((paper) => {
    const lodged = documents.find(({ id }) => id === paper.document)?.lodgedAt;
    return lodged !== undefined && new Date(lodged) > new Date(since);
  });
}

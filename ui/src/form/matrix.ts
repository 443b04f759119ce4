import type {
  ChoiceView,
  FormAnswerView,
  FormMemberStateView,
  FormMemberView,
  FormQuestionView,
  FormView,
} from '../ipc/bindings';
import { byGivenName } from '../shared/names';

/** In which order the members of a matrix stand. */
export type MatrixOrder = 'name' | 'waiting';

const WAITING: Record<FormMemberStateView, number> = {
  overdue: 0,
  stale: 1,
  sent: 2,
  delivered: 3,
  partly: 4,
  answered: 5,
  recused: 6,
  gone: 7,
};

/** The members by given name, or with those first whose answer is still to come. */
export function orderMembers(members: FormMemberView[], order: MatrixOrder): FormMemberView[] {
  const byName = (one: FormMemberView, other: FormMemberView) =>
    byGivenName(one.person.name, other.person.name);
  if (order === 'name') return [...members].sort(byName);
  return [...members].sort((one, other) => WAITING[one.state] - WAITING[other.state] || byName(one, other));
}

/** How urgent a member's state looks: only late and stale rows are coloured. */
export function rowTone(state: FormMemberStateView): 'late' | 'stale' | 'quiet' | 'plain' {
  if (state === 'overdue') return 'late';
  if (state === 'stale') return 'stale';
  return state === 'recused' || state === 'gone' ? 'quiet' : 'plain';
}

/** An opinion on a question, with whose it is. */
export interface OpinionRow {
  member: FormMemberView;
  answer: FormAnswerView;
}

const CHOICES: Record<ChoiceView, number> = { disagree: 0, other: 1, agree: 2, abstain: 3 };

/** The answers to a question that carry words, the weightiest first: against, otherwise, on a condition, the rest. */
export function opinionsOn(form: FormView, column: number): OpinionRow[] {
  const rows = form.members.flatMap((member) => {
    const answer = member.answers[column];
    return answer?.opinion ? [{ member, answer }] : [];
  });
  const rank = ({ answer }: OpinionRow) =>
    answer.choice === 'agree' && answer.grade === 'condition' ? 1.5 : CHOICES[answer.choice];
  return rows.sort(
    (one, other) => rank(one) - rank(other) || byGivenName(one.member.person.name, other.member.person.name),
  );
}

/** Opinions of a question the drafting ministry has not replied to; remarks ask for no reply. */
export function nUnreplied(form: FormView, column: number): number {
  const asks = ({ answer }: OpinionRow) => !answer.reply && answer.grade !== 'remark';
  return opinionsOn(form, column).filter(asks).length;
}

/** What a question's column says below: the piles that are not empty, as catalogue keys with their numbers. */
export function pilesOf({ result }: FormQuestionView): { key: string; n: number }[] {
  if (!result) return [];
  const all = [
    { key: 'pile-agree', n: result.agree },
    { key: 'pile-disagree', n: result.disagree },
    { key: 'pile-other', n: result.other },
    { key: 'pile-abstain', n: result.abstain },
    { key: 'pile-held', n: result.held },
    { key: 'pile-stale', n: result.stale },
    { key: 'pile-reached', n: result.reached },
    { key: 'pile-unreached', n: result.unreached },
    { key: 'pile-aside', n: result.aside },
  ];
  return all.filter((pile, index) => pile.n > 0 || index === 0);
}

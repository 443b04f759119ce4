import type { FormAnswerView, OutcomeView, ResultView, TextView } from '../bindings';
import type { FormRecord, Question } from './forms-made';
import { PEOPLE } from './people';
import { text } from './text';

/** Counts one question as the two rules of the in-memory cabinet say. */
export function countQuestion(
  form: FormRecord,
  question: Question,
  answers: Map<string, FormAnswerView>,
): ResultView {
  const given = [...answers.values()].filter((one) => one.safety !== 'late' && one.safety !== 'refused');
  const standing = given.filter((one) => !one.stale);
  const isHeld = ({ choice, grade, reply }: FormAnswerView) =>
    form.writeRound &&
    (choice === 'agree' || choice === 'other') &&
    grade === 'condition' &&
    reply?.does !== 'accepted';
  const n = (choice: string) => standing.filter((one) => one.choice === choice && !isHeld(one)).length;
  const held = standing.filter(isHeld).length;
  const aside = form.recused.length;
  const total = PEOPLE.length - form.gone.length;
  const silent = total - given.length - aside;
  const unreached = form.writeRound ? Math.min(silent, 3) : 0;
  const counted = {
    total,
    received: given.length,
    agree: n('agree'),
    disagree: n('disagree'),
    other: n('other'),
    abstain: n('abstain'),
    held,
    stale: given.length - standing.length,
    reached: form.writeRound ? silent - unreached : 0,
    unreached,
    aside,
    needed: form.writeRound ? total - aside : Math.floor(total / 2) + 1,
  };
  const outcome = outcomeOf(form, counted);
  return {
    ...counted,
    outcome,
    awaitsChair: form.writeRound && outcome === 'adopted',
    settled: question.settled,
    sentence: sentenceOf(outcome, counted),
    votes: PEOPLE.map((person) => {
      const answer = answers.get(person.id);
      const { choice = null, grade = null, opinion = null } = answer ?? {};
      return { person, choice, grade, opinion };
    }),
  };
}

type Counted = Pick<ResultView, 'total' | 'agree' | 'disagree' | 'held' | 'needed' | 'unreached' | 'reached'>;

function outcomeOf(form: FormRecord, counted: Counted): OutcomeView {
  if (form.writeRound) {
    if (counted.disagree + counted.held > 0) return 'goes_to_session';
    return counted.unreached > 0 ? 'unreached' : 'adopted';
  }
  if (counted.agree >= counted.needed) return 'adopted';
  return counted.agree === counted.disagree ? 'chair_decides' : 'not_adopted';
}

function sentenceOf(
  outcome: OutcomeView,
  { agree, total, needed, disagree, held, unreached }: Counted,
): TextView {
  switch (outcome) {
    case 'adopted':
      return text(
        `Thông qua: ${agree} trên ${total} đồng ý, cần ít nhất ${needed}.`,
        `Adopted: ${agree} of ${total} agree, at least ${needed} are needed.`,
      );
    case 'chair_decides':
      return text(
        `Chưa ngã ngũ: ${agree} đồng ý và ${disagree} không đồng ý, ngang nhau nhưng chưa đến một nửa của ${total}; quy tắc để người chủ trì quyết định.`,
        `Undecided: ${agree} agree and ${disagree} disagree, equal but below half of ${total}; the rule leaves it to the chair.`,
      );
    case 'goes_to_session':
      return text(
        `Đưa ra phiên họp: ${disagree + held} ý kiến phản đối hoặc có điều kiện chưa được tiếp thu; theo quy tắc, một ý kiến như vậy là đủ.`,
        `Goes to a session: ${disagree + held} object or agree on a condition not accepted; by the rule one is enough.`,
      );
    case 'unreached':
      return text(
        `Chưa quyết định: còn ${unreached} thành viên chưa xác nhận nhận được tài liệu, nên im lặng của họ chưa được coi là đồng ý.`,
        `Undecided: ${unreached} members have not confirmed that the papers arrived, so their silence is no consent yet.`,
      );
    case 'not_adopted':
    case 'no_quorum':
      return text(
        `Không thông qua: ${agree} trên ${total} đồng ý, cần ít nhất ${needed}.`,
        `Not adopted: ${agree} of ${total} agree, at least ${needed} are needed.`,
      );
  }
}

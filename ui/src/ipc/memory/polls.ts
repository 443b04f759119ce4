import type { ChoiceView, GradeView, MyBallotView, NamedVoteView, PollView, ResultView } from '../bindings';
import { PEOPLE } from './people';
import { daysFromNow, hoursFromNow, text } from './text';

const WRITTEN: ChoiceView[] = ['agree', 'disagree', 'other'];
const CALLED: ChoiceView[] = ['agree', 'disagree', 'abstain'];

/** Makes the polls of the in-memory cabinet; items and papers are filled in by the cabinet. */
export function makePolls(): PollView[] {
  return [
    poll('form-decree', 'regular-4', {
      question: [
        'Thành viên Chính phủ có đồng ý ban hành Nghị định về quản lý và chia sẻ dữ liệu số theo dự thảo trình kèm không?',
        'Do you agree that the decree on the governance and sharing of digital data be issued as drafted?',
      ],
      closes: hoursFromNow(4),
    }),
    poll('form-programme', 'regular-2', {
      question: [
        'Thành viên Chính phủ có đồng ý trình cấp có thẩm quyền Chương trình phát triển trường học vùng cao không?',
        'Do you agree to submit the programme for highland schools?',
      ],
      closes: daysFromNow(1, 17),
      ballot: { ...ballot('agree', 'received', null), stale: true },
    }),
    poll('roll-call-budget', 'regular-1', {
      question: [
        'Chính phủ thông qua Báo cáo tình hình thực hiện ngân sách nhà nước mười một tháng năm 2026.',
        'The Government adopts the report on the execution of the state budget.',
      ],
      closes: daysFromNow(3, 10),
      kind: 'roll_call',
    }),
    poll('past-budget', 'past-1', {
      question: [
        'Thành viên Chính phủ có đồng ý với dự toán ngân sách nhà nước năm 2027 không?',
        'Do you agree with the estimate of the state budget for 2027?',
      ],
      closes: daysFromNow(-25, 17),
      ballot: ballot('agree', 'counted', null),
      result: makeResult(),
    }),
  ];
}

/** A ballot of the person signed in. */
export function ballot(
  choice: ChoiceView,
  safety: MyBallotView['safety'],
  opinion: string | null,
  grade: GradeView | null = null,
): MyBallotView {
  return {
    choice,
    grade,
    opinion,
    castAt: new Date().toISOString(),
    safety,
    logIndex: safety === 'saved' ? null : 1_042,
    tracker: '7c1f 09ab e35d',
    stale: false,
    refusal: null,
  };
}

interface PollSketch {
  question: [string, string];
  closes: string;
  kind?: PollView['line']['kind'];
  ballot?: MyBallotView;
  result?: ResultView;
}

function poll(id: string, item: string, sketch: PollSketch): PollView {
  return {
    line: {
      id,
      kind: sketch.kind ?? 'opinion_form',
      state: sketch.result ? 'closed' : 'open',
      closesAt: sketch.closes,
      mayVote: true,
      myBallot: sketch.ballot ?? null,
    },
    form: null,
    question: text(...sketch.question),
    item,
    itemNumber: '',
    itemTitle: text('', ''),
    meeting: '',
    opensAt: daysFromNow(-7, 8),
    papers: [],
    choices: sketch.kind === 'roll_call' ? CALLED : WRITTEN,
    nRoll: PEOPLE.length,
    result: sketch.result ?? null,
    mayClose: false,
  };
}

function makeResult(): ResultView {
  return {
    outcome: 'adopted',
    total: 27,
    received: 26,
    agree: 24,
    disagree: 1,
    other: 1,
    abstain: 0,
    held: 0,
    stale: 0,
    reached: 0,
    unreached: 0,
    aside: 0,
    needed: 14,
    awaitsChair: false,
    settled: null,
    sentence: text(
      'Thông qua: 24 trên 27 đồng ý, cần ít nhất 14.',
      'Adopted: 24 of 27 agree, at least 14 are needed.',
    ),
    votes: PEOPLE.map(vote),
  };
}

function vote(person: (typeof PEOPLE)[number], index: number): NamedVoteView {
  if (index === 4)
    return {
      person,
      choice: 'disagree',
      grade: null,
      opinion: 'Cần làm rõ nguồn bù đắp cho khoản chi tăng thêm của ngành giáo dục.',
    };
  if (index === 7)
    return {
      person,
      choice: 'other',
      grade: null,
      opinion: 'Đồng ý về nguyên tắc; đề nghị rà soát lại căn cứ pháp lý tại Điều 6.',
    };
  if (index === 9)
    return {
      person,
      choice: 'agree',
      grade: 'should',
      opinion: 'Nên bổ sung dự phòng chi cho khắc phục hậu quả thiên tai.',
    };
  return { person, choice: index === 11 ? null : 'agree', grade: null, opinion: null };
}

import type {
  ChoiceView,
  ExtensionView,
  FormStateView,
  GradeView,
  ReplyView,
  SettledView,
  TextView,
} from '../bindings';
import { PEOPLE } from './people';
import { daysFromNow, hoursFromNow, text } from './text';

/** An answer as the server keeps it. */
export interface Answer {
  ballot: string;
  choice: ChoiceView;
  grade: GradeView | null;
  opinion: string | null;
  receivedAt: string;
  late: boolean;
  stale: boolean;
  reply: ReplyView | null;
}

/** A question and the answers of everybody but the person signed in. */
export interface Question {
  poll: string;
  text: TextView;
  answers: Map<string, Answer>;
  settled: SettledView | null;
}

/** A form as the in-memory cabinet keeps it. */
export interface FormRecord {
  id: string;
  item: string;
  title: TextView;
  state: FormStateView;
  sentAt: string;
  closesAt: string;
  shortReason: string;
  extensions: ExtensionView[];
  questions: Question[];
  /** Whether silence consents once delivered and one objection takes the matter to a session. */
  writeRound: boolean;
  movedTo: string | null;
  recused: string[];
  gone: string[];
}

const OPINIONS: Partial<Record<ChoiceView, [string, GradeView | null][]>> = {
  agree: [
    [
      'Đồng ý với điều kiện bổ sung quy định chuyển tiếp đối với những hồ sơ đang được giải quyết.',
      'condition',
    ],
    ['Nên quy định rõ thời hạn phối hợp giữa các bộ là 07 ngày làm việc.', 'should'],
    ['Ghi nhận việc cơ quan soạn thảo đã tiếp thu đầy đủ ý kiến của Bộ.', 'remark'],
  ],
  disagree: [
    [
      'Chưa có nguồn nhân lực và kinh phí bảo đảm cho năm 2027; đề nghị giữ như quy định hiện hành đến khi có đánh giá tác động đầy đủ.',
      null,
    ],
  ],
  other: [
    ['Đồng ý về chủ trương; đề nghị tách phần nguồn vốn để xem xét tại phiên họp gần nhất.', 'condition'],
  ],
};

/** Makes the forms of the in-memory cabinet, in every state. */
export function makeForms(): FormRecord[] {
  const open = form('phieu-giay-phep', 'written-1-1', 'sent', daysFromNow(1, 17), [
    'Phiếu lấy ý kiến về dự thảo Nghị định cấp giấy phép xây dựng',
    'Opinion form on the draft decree on building permits',
  ]);
  open.questions = [
    question('giay-phep-1', [
      'Thành viên Chính phủ có đồng ý rút ngắn thời hạn cấp giấy phép xây dựng từ 20 ngày xuống còn 15 ngày làm việc không?',
      'Do you agree to shorten the time for a building permit from 20 to 15 working days?',
    ]),
    question('giay-phep-2', [
      'Thành viên Chính phủ có đồng ý phân cấp cho Ủy ban nhân dân cấp xã cấp giấy phép đối với nhà ở riêng lẻ tại khu vực không có quy hoạch chi tiết không?',
      'Do you agree that communes issue permits for single houses where no detailed plan exists?',
    ]),
    question('giay-phep-3', [
      'Thành viên Chính phủ có đồng ý để Nghị định có hiệu lực từ ngày 01 tháng 01 năm 2027 không?',
      'Do you agree that the decree take effect on 1 January 2027?',
    ]),
  ];
  open.extensions = [
    {
      from: daysFromNow(-1, 17),
      to: open.closesAt,
      reason: 'Bản trình được thay bằng phiên bản 2 sau ý kiến của Bộ Tư pháp',
      by: 'Trần Ngọc Lan',
    },
  ];
  open.recused = ['person-7'];
  open.gone = ['person-26'];
  fill(open, 17);
  const medicine = form('phieu-thuoc', 'regular-8', 'sent', hoursFromNow(5), [
    'Phiếu lấy ý kiến về dự trữ thuốc và vật tư y tế thiết yếu',
    'Opinion form on reserves of essential medicines',
  ]);
  medicine.shortReason = 'Cần có ý kiến trước khi ký hợp đồng nhập khẩu ngày mai';
  medicine.questions = [
    question('thuoc-1', [
      'Thành viên Chính phủ có đồng ý mức dự trữ thuốc thiết yếu bằng 60 ngày sử dụng không?',
      'Do you agree to hold essential medicines for 60 days of use?',
    ]),
    question('thuoc-2', [
      'Thành viên Chính phủ có đồng ý giao Bộ Y tế mua sắm tập trung không?',
      'Do you agree that the Ministry of Health buy centrally?',
    ]),
  ];
  fill(medicine, 23);
  const housing = form('phieu-nha-o', 'regular-5', 'sent', daysFromNow(3, 17), [
    'Phiếu lấy ý kiến về Đề án nhà ở cho công nhân khu công nghiệp',
    'Opinion form on housing for workers in industrial zones',
  ]);
  housing.questions = [
    question('nha-o-1', [
      'Thành viên Chính phủ có đồng ý ban hành Đề án nhà ở cho công nhân khu công nghiệp không?',
      'Do you agree to issue the scheme for workers’ housing?',
    ]),
  ];
  fill(housing, 20);
  return [open, medicine, housing, ...finishedForms(), draftForm()];
}

function finishedForms(): FormRecord[] {
  const chips = form('phieu-ban-dan', 'past-2', 'closed', daysFromNow(-2, 17), [
    'Phiếu lấy ý kiến về Chiến lược phát triển công nghệ bán dẫn',
    'Opinion form on the semiconductor strategy',
  ]);
  chips.questions = [
    question('ban-dan-1', [
      'Thành viên Chính phủ có đồng ý ban hành Chiến lược không?',
      'Do you agree to issue the strategy?',
    ]),
    question('ban-dan-2', [
      'Thành viên Chính phủ có đồng ý lập Quỹ hỗ trợ công nghiệp bán dẫn ngoài ngân sách không?',
      'Do you agree to set up a fund for the industry outside the budget?',
    ]),
  ];
  fill(chips, 22);
  divide(chips.questions[1]);
  const rules = form('phieu-du-lieu', 'written-2-1', 'moved_to_session', daysFromNow(-6, 17), [
    'Phiếu lấy ý kiến về Quy chế phối hợp bảo vệ dữ liệu cá nhân',
    'Opinion form on protecting personal data together',
  ]);
  rules.questions = [
    question('du-lieu-1', [
      'Thành viên Chính phủ có đồng ý ban hành Quy chế không?',
      'Do you agree to issue the rules?',
    ]),
  ];
  rules.writeRound = true;
  rules.movedTo = 'regular-3.1';
  fill(rules, 18);
  return [chips, rules];
}

function draftForm(): FormRecord {
  const draft = form('phieu-dieu-hoa', 'written-3-1', 'draft', daysFromNow(9, 17), [
    'Phiếu lấy ý kiến về phương án điều hòa vốn đầu tư công quý IV',
    'Opinion form on reallocating public investment, fourth quarter',
  ]);
  draft.questions = [
    question('dieu-hoa-1', [
      'Thành viên Chính phủ có đồng ý điều hòa 4.200 tỷ đồng từ các dự án chậm giải ngân không?',
      'Do you agree to move 4,200 billion dong from slow projects?',
    ]),
  ];
  return draft;
}

function form(
  id: string,
  item: string,
  state: FormStateView,
  closesAt: string,
  title: [string, string],
): FormRecord {
  return {
    id,
    item,
    title: text(...title),
    state,
    sentAt: daysFromNow(-4, 9),
    closesAt,
    shortReason: '',
    extensions: [],
    questions: [],
    writeRound: false,
    movedTo: null,
    recused: [],
    gone: [],
  };
}

function question(poll: string, words: [string, string]): Question {
  return { poll, text: text(...words), answers: new Map(), settled: null };
}

/** Lets the first `n` members answer, some of them in part, on older papers, or too late. */
function fill(form: FormRecord, n: number): void {
  PEOPLE.forEach((person, index) => {
    const place = (index * 7) % PEOPLE.length;
    if (place >= n || form.recused.includes(person.id) || form.gone.includes(person.id)) return;
    form.questions.forEach((question, column) => {
      if (place === n - 1 && column > 0) return;
      question.answers.set(person.id, answer(question.poll, place, column, index));
    });
  });
}

function answer(poll: string, place: number, column: number, index: number): Answer {
  const turn = (place * 5 + column * 3) % 17;
  const choice: ChoiceView = turn === 4 ? 'disagree' : turn === 9 ? 'other' : 'agree';
  const speaks = choice !== 'agree' || turn % 5 === 2;
  const said = OPINIONS[choice] ?? [];
  const [opinion, grade] = speaks ? (said[turn % said.length] ?? [null, null]) : [null, null];
  const replied = grade === 'should' || (choice === 'disagree' && column === 0);
  return {
    ballot: `${poll}-ballot-${index}`,
    choice,
    grade,
    opinion,
    receivedAt: daysFromNow(-(place % 3) - 1, 8 + (place % 9), 7 * (place % 8)),
    late: false,
    stale: place === 6 || place === 11,
    reply: replied ? reply(choice) : null,
  };
}

function reply(choice: ChoiceView): ReplyView {
  const base = { by: 'Bùi Thị Hạnh', at: daysFromNow(-1, 15, 20) };
  if (choice === 'agree')
    return { ...base, does: 'accepted', words: 'Tiếp thu, chỉnh lý tại khoản 2 Điều 8.' };
  return {
    ...base,
    does: 'explained',
    words: 'Lộ trình được chia làm hai bước; nguồn lực của bước một đã cân đối trong dự toán.',
  };
}

/** Makes agreement and disagreement equal and below half, which the rule leaves to the chair. */
function divide(question: Question | undefined): void {
  [...(question?.answers.values() ?? [])].forEach((one, index) => {
    one.choice = index < 9 ? 'agree' : index < 18 ? 'disagree' : 'other';
    const said = OPINIONS[one.choice] ?? [];
    [one.opinion, one.grade] = one.choice === 'agree' ? [null, null] : (said[0] ?? [null, null]);
    one.stale = false;
  });
}

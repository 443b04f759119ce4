import type {
  AgendaView,
  GradeView,
  ItemView,
  LateView,
  MeetingView,
  PartReasonView,
  PartView,
  StatedPositionView,
} from '../bindings';
import { CHAIR, PEOPLE, type SignedIn } from './people';
import { daysFromNow } from './text';

const QUIET = new Set(['regular-1', 'regular-3.1', 'regular-5', 'regular-6.1', 'regular-10']);
const WORDS: [string, GradeView | null][] = [
  ['', null],
  ['', null],
  ['Đề nghị bổ sung đánh giá tác động đối với các tỉnh miền núi trước khi trình.', 'condition'],
  ['', null],
  ['Nên rút gọn phần căn cứ pháp lý cho dễ theo dõi.', 'should'],
  ['Bộ đã có ý kiến bằng văn bản và đã được tiếp thu.', 'remark'],
];

/** Papers that came late, with the chair's consent. */
export function late(): LateView {
  return {
    reason: 'Hoàn thiện theo ý kiến thẩm định của Bộ Tư pháp ngày hôm trước',
    by: 'Bùi Thị Hạnh',
    at: daysFromNow(-1, 9),
    approved: true,
    words: 'Đồng ý do yêu cầu cấp bách của nội dung.',
    decidedBy: CHAIR,
    mayDecide: false,
  };
}

/** Gives each item its place in the plan and what others stated, to the chair and the secretariat; others see what was moved by hand. */
export function planAgenda(meeting: MeetingView, items: ItemView[], as: SignedIn): AgendaView {
  const sees = as === 'chair' || as === 'secretary';
  let clock = new Date(meeting.startsAt).getTime() + 60_000;
  let nWithoutDebate = 0;
  const live = items.filter((item) => !item.withdrawn);
  for (const item of live) {
    const seen = meeting.id === 'regular' ? othersOn(item) : [];
    const [part, reason] = placeOf(item);
    const movedBecause = reason === 'moved' ? 'Bộ Y tế đề nghị báo cáo ngắn về tiến độ mua sắm' : null;
    const beginsAt = part === 'discussion' ? new Date(clock).toISOString() : meeting.startsAt;
    if (part === 'discussion') clock += item.minutes * 60_000;
    else nWithoutDebate += 1;
    item.positions = sees ? seen : [];
    item.plan = { part, reason, movedBecause, beginsAt, counts: countsOf(seen) };
    if (!sees) item.plan = movedBecause ? { ...item.plan, beginsAt: null, counts: null } : null;
  }
  if (!sees) return { meeting, items, forecast: null };
  const forecast = {
    nWithoutDebate,
    nDiscussion: live.length - nWithoutDebate,
    endsAt: new Date(clock).toISOString(),
    minutesPlanned: live.reduce((sum, item) => sum + item.minutes, 0),
  };
  return { meeting, items, forecast };
}

function placeOf(item: ItemView): [PartView, PartReasonView] {
  if (item.number === '8') return ['discussion', 'moved'];
  if (item.kind === 'discussion') return ['discussion', 'is_a_discussion'];
  if (item.myPosition && item.myPosition.value !== 'no_objection') return ['discussion', 'opened'];
  if (item.kind === 'information') return ['without_debate', 'nobody_opened'];
  if (QUIET.has(item.id)) return ['without_debate', 'enough_agree'];
  return ['discussion', item.number === '4' ? 'opened' : 'not_enough_yet'];
}

function othersOn(item: ItemView): StatedPositionView[] {
  const quiet = QUIET.has(item.id);
  return PEOPLE.slice(2).flatMap((person, index): StatedPositionView[] => {
    if (!quiet && index % 3 === 2) return [];
    const [comment, grade] = quiet ? ['', null] : (WORDS[index % WORDS.length] ?? ['', null]);
    const value =
      !quiet && index % 11 === 4 ? 'objects' : !quiet && index % 9 === 0 ? 'wishes_to_speak' : 'no_objection';
    return [{ person, value, comment, grade, late: index === 16 }];
  });
}

function countsOf(stated: StatedPositionView[]) {
  const inTime = stated.filter((one) => !one.late);
  const n = (value: StatedPositionView['value']) => inTime.filter((one) => one.value === value).length;
  const counts = { noObjection: n('no_objection'), objects: n('objects'), speak: n('wishes_to_speak') };
  return { ...counts, silent: PEOPLE.length - inTime.length };
}

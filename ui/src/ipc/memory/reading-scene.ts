import type { MarkView, PlacementView } from '../bindings';
import type { MarksMemory } from './marks';

const PAPER = 'regular-3.2-paper-1';

/** Notes made on version 2 of a paper that has since been republished. */
export function carryNotes(marks: MarksMemory): void {
  const carry = (placement: PlacementView, page: number, mark: MarkView, isChanged = false) =>
    marks.carry(PAPER, 2, placement, { page, mark }, isChanged);
  const [bo, von] = ['Ý kiến của các bộ, cơ quan liên quan đã được tổng hợp', 'không dàn trải'];
  carry('carried', 1, onLine('highlight', 0.1373, bo, 'yellow'));
  carry('carried', 2, note(0.8, 0.2, 'Hỏi lại Bộ Tài chính về nguồn vốn đối ứng.', 'blue'));
  carry('carried', 3, onLine('underline', 0.1373, 'phần việc chậm quá hai quý liên tiếp', 'green'));
  carry('moved', 1, onLine('highlight', 0.2464, `Việc phân bổ bảo đảm công khai, ${von}`, 'green'));
  const late = 'thời hạn hoàn thành có thể vượt quá năm cuối';
  carry('check', 2, onLine('strike_out', 0.2227, late, 'pink'), true);
  carry('check', 4, {
    kind: 'text_box',
    rect: { x: 0.55, y: 0.05, w: 0.32, h: 0.05 },
    text: 'Xem lại số liệu này với Tổng cục Thống kê',
    size: 12,
    colour: 'red',
  });
  carry('unplaced', 320, note(0.5, 0.4, 'Phụ lục này trùng với phụ lục II, đề nghị bỏ.', 'pink'));
}

function onLine(
  kind: 'highlight' | 'underline' | 'strike_out',
  y: number,
  text: string,
  colour: string,
): MarkView {
  return { kind, rects: [{ x: 0.121, y, w: 0.6, h: 0.0193 }], text, colour };
}

function note(x: number, y: number, text: string, colour: string): MarkView {
  return { kind: 'note', x, y, text, colour };
}

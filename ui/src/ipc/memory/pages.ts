import type { PageTextView, PageView } from '../bindings';

interface Line {
  text: string;
  x: number;
  y: number;
  size: number;
  bold: boolean;
  width: number;
}

const SENTENCES = [
  'Trên cơ sở kết quả rà soát, cơ quan chủ trì đề nghị giữ nguyên mục tiêu và điều chỉnh lộ trình thực hiện cho phù hợp với khả năng cân đối nguồn lực.',
  'Các địa phương báo cáo tiến độ theo từng quý; phần việc chậm quá hai quý liên tiếp phải kèm phương án xử lý cụ thể.',
  'Hội đồng thẩm định kiến nghị giữ nguyên tổng mức vốn đã thông báo.',
  'Ý kiến của các bộ, cơ quan liên quan đã được tổng hợp, tiếp thu và giải trình tại phụ lục kèm theo.',
  'Số liệu trong văn bản này là số liệu giả định, chỉ dùng để trình diễn.',
  'Việc phân bổ bảo đảm công khai, minh bạch, không dàn trải, ưu tiên các dự án liên vùng có tác động lan tỏa.',
  'Cơ quan soạn thảo chịu trách nhiệm về tính chính xác của hồ sơ và số liệu trình Chính phủ xem xét.',
  'Đối với nhiệm vụ chuyển tiếp, thời hạn hoàn thành không vượt quá năm cuối của kỳ kế hoạch.',
  'Thủ tục hành chính liên quan được rút gọn từ bảy bước xuống còn ba bước, thực hiện trên môi trường điện tử.',
  'Nguồn kinh phí được bố trí trong dự toán hằng năm theo phân cấp hiện hành.',
  'Dự thảo đã được lấy ý kiến rộng rãi trong thời gian sáu mươi ngày; đa số ý kiến thống nhất với các quy định về phân cấp.',
  'Cơ chế kiểm tra, giám sát được thiết kế theo hướng hậu kiểm, gắn với trách nhiệm của người đứng đầu.',
];

const CHARS_PER_LINE = 74;
const BODY = 12.5;

/** The sizes of a document's pages; every ninth page of a long one lies across, some are larger. */
export function pageSizes(nPages: number): PageView[] {
  return Array.from({ length: nPages }, (_, index) => {
    const label = nPages > 40 && index < 4 ? (['i', 'ii', 'iii', 'iv'][index] ?? '') : String(index + 1);
    if (nPages > 40 && index % 9 === 8) return { width: 842, height: 595, label };
    if (nPages > 40 && index % 50 === 30) return { width: 842, height: 1191, label };
    return { width: 595, height: 842, label };
  });
}

/** A page as a drawn picture. */
export function pagePicture(title: string, page: number, size: PageView): string {
  const lines = pageLines(title, page, size).map(drawLine).join('');
  const { width, height } = size;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width * 2}" height="${height * 2}">` +
    `<rect width="100%" height="100%" fill="#fff"/>${lines}` +
    `<text x="${width / 2}" y="${height - 36}" font-family="Noto Serif, serif" font-size="10" fill="#555" text-anchor="middle">${size.label}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** The text of a page with its boxes. */
export function pageRuns(title: string, page: number, size: PageView): PageTextView {
  return {
    runs: pageLines(title, page, size).map((line) => ({
      text: line.text,
      rect: {
        x: line.x / size.width,
        y: (line.y - line.size) / size.height,
        w: line.width / size.width,
        h: (line.size * 1.3) / size.height,
      },
    })),
  };
}

function pageLines(title: string, page: number, size: PageView): Line[] {
  const left = 72;
  const room = size.width - 2 * left;
  const lines: Line[] = [];
  let y = 96;
  if (page === 0) {
    for (const part of wrap(title, Math.floor((room / 451) * 46))) {
      lines.push({ text: part, x: left, y, size: 19, bold: true, width: (part.length / 46) * 451 });
      y += 30;
    }
    y += 14;
  } else {
    const heading = `${Math.ceil(page / 4)}.${(page % 4) + 1}. Nội dung, nhiệm vụ và giải pháp thực hiện`;
    lines.push({ text: heading, x: left, y, size: 14, bold: true, width: heading.length * 7.2 });
    y += 32;
  }
  const perLine = Math.floor((room / 451) * CHARS_PER_LINE);
  for (let paragraph = 0; y < size.height - 130; paragraph += 1) {
    for (const part of wrap(paragraphText(page, paragraph), perLine)) {
      if (y > size.height - 84) break;
      lines.push({ text: part, x: left, y, size: BODY, bold: false, width: (part.length / perLine) * room });
      y += 20;
    }
    y += 12;
  }
  return lines;
}

function paragraphText(page: number, paragraph: number): string {
  const pick = (step: number) => SENTENCES[(page * 5 + paragraph * 3 + step) % SENTENCES.length] ?? '';
  return [pick(0), pick(4), pick(9)].slice(0, 2 + ((page + paragraph) % 2)).join(' ');
}

function wrap(text: string, perLine: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + 1 + word.length > perLine) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return line ? [...lines, line] : lines;
}

function drawLine(line: Line): string {
  const weight = line.bold ? ' font-weight="600"' : '';
  const length = `textLength="${line.width.toFixed(1)}" lengthAdjust="spacingAndGlyphs"`;
  const escaped = line.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${line.x}" y="${line.y}" font-family="Noto Serif, serif" font-size="${line.size}"${weight} fill="#1d1c1a" ${length}>${escaped}</text>`;
}

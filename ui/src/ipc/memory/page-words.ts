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

/** A paragraph of a page; in the old version some read differently, and one of the newer ones is not there. */
export function paragraphText(page: number, paragraph: number, isOld: boolean): string {
  if (isOld && isInserted(page)) return paragraph === 0 ? plain(page, 0) : plain(page, paragraph + 1);
  if (isOld && page % 7 === 2 && paragraph === 1 && page < 60) return edited(page, paragraph);
  return plain(page, paragraph);
}

function isInserted(page: number): boolean {
  return page === 1;
}

function plain(page: number, paragraph: number): string {
  return [pick(page, paragraph, 0), pick(page, paragraph, 4), pick(page, paragraph, 9)]
    .slice(0, 2 + ((page + paragraph) % 2))
    .join(' ');
}

function edited(page: number, paragraph: number): string {
  return plain(page, paragraph)
    .replace('giữ nguyên', 'điều chỉnh giảm')
    .replace('từng quý', 'sáu tháng')
    .replace('sáu mươi', 'ba mươi')
    .replace('hằng năm', 'trung hạn')
    .replace('giả định', 'tạm tính')
    .replace('Chính phủ', 'Thủ tướng Chính phủ')
    .replace('không vượt quá', 'có thể vượt quá');
}

function pick(page: number, paragraph: number, step: number): string {
  return SENTENCES[(page * 5 + paragraph * 3 + step) % SENTENCES.length] ?? '';
}

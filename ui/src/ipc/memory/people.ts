import type { PersonView, TextView } from '../bindings';
import { text } from './text';

const OFFICES: [string, TextView][] = [
  ['Nguyễn Đình Khải', text('Thủ tướng Chính phủ', 'Prime Minister')],
  ['Trần Hoài An', text('Bộ trưởng Bộ Xây dựng', 'Minister of Construction')],
  ['Lê Thanh Bình', text('Bộ trưởng Bộ Y tế', 'Minister of Health')],
  ['Phạm Quốc Cường', text('Bộ trưởng Bộ Tài chính', 'Minister of Finance')],
  ['Đặng Thùy Dung', text('Bộ trưởng Bộ Giáo dục và Đào tạo', 'Minister of Education and Training')],
  ['Vũ Ngọc Giang', text('Bộ trưởng Bộ Nội vụ', 'Minister of Home Affairs')],
  ['Hoàng Việt Hải', text('Bộ trưởng Bộ Công Thương', 'Minister of Industry and Trade')],
  ['Bùi Thị Hạnh', text('Bộ trưởng Bộ Tư pháp', 'Minister of Justice')],
  ['Đỗ Minh Khôi', text('Bộ trưởng Bộ Khoa học và Công nghệ', 'Minister of Science and Technology')],
  ['Ngô Đức Lâm', text('Bộ trưởng Bộ Nông nghiệp và Môi trường', 'Minister of Agriculture and Environment')],
  [
    'Phan Tuyết Nga',
    text('Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch', 'Minister of Culture, Sports and Tourism'),
  ],
  [
    'Dương Bảo Sơn',
    text('Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ', 'Minister, Head of the Government Office'),
  ],
  ['Lý Hồng Yến', text('Tổng Thanh tra Chính phủ', 'Government Inspector General')],
];

/** Everyone of the in-memory cabinet; the second is the person signed in. */
export const PEOPLE: PersonView[] = OFFICES.map(([name, office], index) => ({
  id: `person-${index}`,
  name,
  office,
}));

/** The person signed in. */
export const ME: PersonView = PEOPLE[1] as PersonView;

/** The chair's name. */
export const CHAIR = (PEOPLE[0] as PersonView).name;

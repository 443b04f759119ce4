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
  ['Trịnh Xuân Bách', text('Phó Thủ tướng Thường trực', 'First Deputy Prime Minister')],
  ['Mai Thục Chi', text('Phó Thủ tướng Chính phủ', 'Deputy Prime Minister')],
  ['Hồ Văn Đạt', text('Phó Thủ tướng Chính phủ', 'Deputy Prime Minister')],
  ['Cao Hữu Đức', text('Phó Thủ tướng Chính phủ', 'Deputy Prime Minister')],
  ['Tạ Kim Hoa', text('Phó Thủ tướng Chính phủ', 'Deputy Prime Minister')],
  ['Đinh Công Huy', text('Bộ trưởng Bộ Quốc phòng', 'Minister of Defence')],
  ['Lương Gia Khánh', text('Bộ trưởng Bộ Công an', 'Minister of Public Security')],
  ['Tô Diệu Linh', text('Bộ trưởng Bộ Ngoại giao', 'Minister of Foreign Affairs')],
  ['Nguyễn Phúc Ổn', text('Thống đốc Ngân hàng Nhà nước', 'Governor of the State Bank')],
  ['Quách Thiện Phú', text('Bộ trưởng Bộ Dân tộc và Tôn giáo', 'Minister of Ethnic and Religious Affairs')],
  ['Kiều Ánh Quyên', text('Phó Thủ tướng Chính phủ', 'Deputy Prime Minister')],
  ['Chu Đăng Tiến', text('Phó Thủ tướng Chính phủ', 'Deputy Prime Minister')],
  ['La Thế Vinh', text('Phó Thủ tướng Chính phủ', 'Deputy Prime Minister')],
  ['Nông Khánh Vy', text('Bộ trưởng, đặc phái viên Chính phủ', 'Minister, special envoy of the Government')],
];

/** The members of the in-memory cabinet; the first is the chair, the second is signed in unless the scene says so. */
export const PEOPLE: PersonView[] = OFFICES.map(([name, office], index) => ({
  id: `person-${index}`,
  name,
  office,
}));

/** The member signed in where the scene does not say otherwise. */
export const ME: PersonView = PEOPLE[1] as PersonView;

/** Prepares the meetings and votes on nothing. */
export const SECRETARY: PersonView = {
  id: 'person-secretary',
  name: 'Trần Ngọc Lan',
  office: text('Vụ trưởng Vụ Tổng hợp, Văn phòng Chính phủ', 'Director, General Affairs, Government Office'),
};

/** Runs people and devices, and sees no meeting. */
export const ADMINISTRATOR: PersonView = {
  id: 'person-administrator',
  name: 'Hà Quang Tùng',
  office: text(
    'Trưởng phòng Công nghệ thông tin, Văn phòng Chính phủ',
    'Head of Information Technology, Government Office',
  ),
};

/** Reads the trail, and changes nothing. */
export const AUDITOR: PersonView = {
  id: 'person-auditor',
  name: 'Phùng Bích Liên',
  office: text('Kiểm toán viên chính, Kiểm toán Nhà nước', 'Senior Auditor, State Audit Office'),
};

/** The chair's name. */
export const CHAIR = (PEOPLE[0] as PersonView).name;

/** Who is signed in: a member, or as the scene's `as` says somebody else. */
export type SignedIn = 'member' | 'chair' | 'secretary' | 'administrator' | 'auditor';

const SIGNED_IN: Record<SignedIn, PersonView> = {
  member: ME,
  chair: PEOPLE[0] as PersonView,
  secretary: SECRETARY,
  administrator: ADMINISTRATOR,
  auditor: AUDITOR,
};

/** Reads `?as=` of the scene. */
export function signedIn(scene: URLSearchParams): SignedIn {
  const as = scene.get('as') ?? '';
  return as in SIGNED_IN ? (as as SignedIn) : 'member';
}

/** The person who is signed in. */
export function personOf(as: SignedIn): PersonView {
  return SIGNED_IN[as];
}

/** Whether they answer forms and state positions. */
export function votes(as: SignedIn): boolean {
  return as === 'member' || as === 'chair';
}

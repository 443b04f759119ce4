import type { ClassificationView, DocumentRoleView, ItemKindView } from '../bindings';

/** An item of the in-memory desk in few words. */
export interface ItemSketch {
  number: string;
  title: [string, string];
  by: number;
  minutes: number;
  kind?: ItemKindView;
  decision?: [string, string];
  papers?: DocumentRoleView[];
  classification?: ClassificationView;
  withdrawn?: boolean;
  conflict?: boolean;
  late?: boolean;
  recused?: boolean;
  scan?: boolean;
  revised?: boolean;
  missing?: boolean;
  out?: boolean;
  withRapporteur?: boolean;
}

/** Eighteen items with what can go well and badly on an agenda. */
export const AGENDA: ItemSketch[] = [
  {
    number: '1',
    title: [
      'Tình hình thực hiện ngân sách nhà nước mười một tháng năm 2026',
      'Execution of the state budget, eleven months of 2026',
    ],
    by: 3,
    minutes: 20,
    papers: ['summary_sheet', 'paper', 'attachment'],
    scan: true,
    withRapporteur: true,
    decision: [
      'Chính phủ thông qua Báo cáo; giao Bộ Tài chính tiếp thu ý kiến, hoàn thiện và trình Quốc hội trước ngày 20.',
      'The Government adopts the report; the Ministry of Finance completes it and submits it by the 20th.',
    ],
  },
  {
    number: '2',
    title: [
      'Dự án Luật Khoa học, công nghệ và đổi mới sáng tạo (sửa đổi)',
      'Bill on Science, Technology and Innovation (amended)',
    ],
    by: 8,
    minutes: 15,
    conflict: true,
    revised: true,
  },
  {
    number: '3',
    title: [
      'Việc phân cấp, phân quyền trong quản lý đầu tư công, đấu thầu, quản lý và sử dụng tài sản công, đất đai, quy hoạch đô thị và nông thôn giữa các bộ, ngành trung ương và chính quyền địa phương hai cấp giai đoạn 2026-2030',
      'Delegation of powers in public investment, procurement, public assets, land and planning between ministries and the two tiers of local government, 2026-2030',
    ],
    by: 1,
    minutes: 0,
    kind: 'discussion',
    papers: ['summary_sheet', 'paper'],
  },
  {
    number: '3.1',
    title: ['Phân cấp trong quản lý đầu tư công', 'Delegation in public investment'],
    by: 3,
    minutes: 15,
    recused: true,
  },
  {
    number: '3.2',
    title: ['Phân quyền về đất đai và quy hoạch', 'Delegation in land and planning'],
    by: 9,
    minutes: 15,
    papers: ['paper'],
    missing: true,
  },
  {
    number: '4',
    title: [
      'Nghị định về quản lý, kết nối và chia sẻ dữ liệu số của cơ quan nhà nước',
      'Decree on the governance and sharing of digital data',
    ],
    by: 8,
    minutes: 10,
    revised: true,
    out: true,
  },
  {
    number: '5',
    title: ['Chính sách tiền lương khu vực công từ năm 2027', 'Public-sector pay from 2027'],
    by: 5,
    minutes: 20,
    late: true,
    papers: ['summary_sheet'],
    missing: true,
  },
  {
    number: '6',
    title: [
      'Phương án bảo đảm an ninh năng lượng trong tình huống khẩn cấp',
      'Energy security in an emergency',
    ],
    by: 6,
    minutes: 15,
    classification: 'secret',
    papers: [],
  },
  {
    number: '7',
    title: [
      'Chương trình phát triển trường học vùng cao đến năm 2035',
      'Programme for highland schools until 2035',
    ],
    by: 4,
    minutes: 10,
  },
  {
    number: '8',
    title: ['Điều chỉnh Quy hoạch mạng lưới cơ sở y tế', 'Amended plan for the network of health facilities'],
    by: 2,
    minutes: 10,
  },
  {
    number: '9',
    title: ['Quy hoạch mạng lưới bảo tàng', 'Plan for the network of museums'],
    by: 10,
    minutes: 10,
    withdrawn: true,
  },
  {
    number: '10',
    title: ['Các dự án hạ tầng giao thông trọng điểm', 'Key transport projects'],
    by: 1,
    minutes: 0,
    kind: 'information',
    papers: [],
  },
  {
    number: '10.1',
    title: ['Tuyến đường sắt kết nối cảng biển Lạch Huyện', 'Rail link to the port of Lạch Huyện'],
    by: 1,
    minutes: 10,
  },
  {
    number: '10.2',
    title: ['Mở rộng đường cao tốc Bắc - Nam phía Đông', 'Widening of the eastern North-South expressway'],
    by: 1,
    minutes: 10,
    classification: 'internal',
  },
  {
    number: '10.3',
    title: [
      'Hồ chứa và các công trình ngăn mặn vùng đồng bằng',
      'Reservoirs and salinity barriers in the delta',
    ],
    by: 9,
    minutes: 10,
    papers: [],
    missing: true,
  },
  {
    number: '11',
    title: ['Báo cáo công tác cải cách hành chính năm 2026', 'Report on administrative reform in 2026'],
    by: 5,
    minutes: 10,
    kind: 'information',
    papers: ['paper'],
  },
  {
    number: '12',
    title: ['Kết quả tiếp công dân, giải quyết khiếu nại, tố cáo', 'Complaints received and settled'],
    by: 12,
    minutes: 10,
    kind: 'information',
    papers: ['paper'],
  },
  {
    number: '13',
    title: ['Các nội dung khác', 'Other business'],
    by: 11,
    minutes: 10,
    kind: 'information',
    papers: [],
  },
];

import type { ItemView, MeetingView, TextView } from '../bindings';
import { late } from './plan';
import { makePapers, numberPages, type Paper } from './papers';
import { CHAIR, ME } from './people';
import { daysFromNow, text, ZONE } from './text';

type Sketch = Partial<Omit<ItemView, 'title'>> & {
  title: [string, string];
  papersOf?: Parameters<typeof makePapers>[2];
};

const REGULAR: [string, Sketch][] = [
  [
    '1',
    {
      sponsor: 'Phạm Quốc Cường',
      minutes: 20,
      title: [
        'Tình hình thực hiện ngân sách nhà nước mười một tháng năm 2026',
        'Execution of the state budget, eleven months of 2026',
      ],
      papersOf: [
        {
          role: 'paper',
          title: [
            'Báo cáo tình hình thực hiện ngân sách nhà nước',
            'Report on the execution of the state budget',
          ],
          pages: 12,
          lastPage: 4,
        },
        {
          role: 'attachment',
          title: ['Phụ lục số liệu thu, chi theo địa phương', 'Annex: revenue and spending by locality'],
          pages: 6,
        },
      ],
    },
  ],
  [
    '2',
    {
      nNewPapers: 1,
      sponsor: 'Đặng Thùy Dung',
      minutes: 15,
      title: [
        'Chương trình phát triển trường học vùng cao đến năm 2035',
        'Programme for schools in the highlands until 2035',
      ],
      papersOf: [
        {
          role: 'paper',
          title: [
            'Tờ trình về Chương trình phát triển trường học vùng cao',
            'Submission on the programme for highland schools',
          ],
          pages: 9,
          version: 2,
        },
      ],
    },
  ],
  [
    '3',
    {
      kind: 'discussion',
      sponsor: 'Hoàng Việt Hải',
      minutes: 40,
      title: ['Đầu tư công trung hạn giai đoạn 2026–2030', 'Medium-term public investment 2026–2030'],
      papersOf: [
        {
          role: 'paper',
          title: ['Báo cáo tổng hợp đầu tư công trung hạn', 'Overview of medium-term public investment'],
          pages: 11,
        },
      ],
    },
  ],
  [
    '3.1',
    {
      sponsor: 'Hoàng Việt Hải',
      minutes: 15,
      title: ['Nguyên tắc và tiêu chí phân bổ vốn', 'Principles and criteria of allocation'],
      papersOf: [
        {
          role: 'paper',
          title: [
            'Tờ trình về nguyên tắc, tiêu chí và định mức phân bổ',
            'Submission on principles and criteria',
          ],
          pages: 8,
          copy: false,
        },
      ],
    },
  ],
  [
    '3.2',
    {
      nNewPapers: 1,
      sponsor: 'Hoàng Việt Hải',
      minutes: 25,
      title: ['Kế hoạch đầu tư công theo địa phương và lĩnh vực', 'Investment plan by locality and sector'],
      papersOf: [
        {
          role: 'paper',
          title: [
            'Kế hoạch đầu tư công trung hạn theo địa phương và lĩnh vực',
            'Medium-term investment plan by locality and sector',
          ],
          pages: 320,
          version: 3,
          lastPage: 2,
          brokenPage: 6,
        },
        {
          role: 'attachment',
          title: ['Tập hợp hồ sơ dự án, toàn văn', 'Project files, full text'],
          pages: 2500,
        },
        {
          role: 'attachment',
          title: ['Bản đồ mạng lưới giao thông (bản quét)', 'Map of the transport network (scan)'],
          pages: 6,
          fails: 'document-broken',
        },
      ],
    },
  ],
  [
    '4',
    {
      late: late(),
      sponsor: 'Bùi Thị Hạnh',
      minutes: 25,
      title: [
        'Dự thảo Nghị định về quản lý và chia sẻ dữ liệu số',
        'Draft decree on the governance and sharing of digital data',
      ],
      papersOf: [
        {
          role: 'paper',
          title: [
            'Dự thảo Nghị định về quản lý và chia sẻ dữ liệu số',
            'Draft decree on the governance and sharing of data',
          ],
          pages: 12,
          version: 3,
        },
        {
          role: 'attachment',
          title: ['Bản tổng hợp ý kiến góp ý', 'Summary of comments received'],
          pages: 7,
          fails: 'document-encrypted',
        },
      ],
    },
  ],
  [
    '5',
    {
      sponsor: ME.name,
      minutes: 15,
      title: ['Đề án nhà ở cho công nhân khu công nghiệp', 'Housing for workers in industrial zones'],
      papersOf: [
        {
          role: 'paper',
          title: ['Đề án nhà ở cho công nhân khu công nghiệp', 'Scheme for workers’ housing'],
          pages: 10,
        },
      ],
    },
  ],
  [
    '6',
    {
      kind: 'discussion',
      sponsor: 'Ngô Đức Lâm',
      minutes: 30,
      title: ['Ứng phó hạn mặn và an ninh nguồn nước', 'Drought, salinity and water security'],
      papersOf: [],
    },
  ],
  [
    '6.1',
    {
      sponsor: 'Ngô Đức Lâm',
      minutes: 15,
      papers: 'syncing',
      title: ['Phương án vận hành liên hồ chứa mùa khô', 'Operating the reservoirs in the dry season'],
      papersOf: [
        {
          role: 'paper',
          title: [
            'Phương án vận hành liên hồ chứa mùa khô 2026–2027',
            'Reservoir operation in the dry season 2026–2027',
          ],
          pages: 9,
          file: 'partial',
        },
      ],
    },
  ],
  [
    '6.2',
    {
      sponsor: 'Ngô Đức Lâm',
      minutes: 15,
      papers: 'missing',
      title: ['Hỗ trợ hộ dân vùng nhiễm mặn', 'Support for households in saline areas'],
      papersOf: [],
    },
  ],
  [
    '7',
    {
      sponsor: 'Vũ Ngọc Giang',
      minutes: 10,
      recused: true,
      mayStatePosition: false,
      papers: 'none',
      nDocuments: 0,
      title: ['Công tác nhân sự', 'Appointments'],
    },
  ],
  [
    '8',
    {
      sponsor: 'Lê Thanh Bình',
      minutes: 15,
      title: ['Dự trữ thuốc và vật tư y tế thiết yếu', 'Reserves of essential medicines'],
      papersOf: [
        {
          role: 'paper',
          title: [
            'Báo cáo về dự trữ thuốc và vật tư y tế thiết yếu',
            'Report on reserves of essential medicines',
          ],
          pages: 7,
          version: 2,
          daysAgo: 0,
        },
        { role: 'attachment', title: ['Danh mục thu hồi', 'Recalled list'], pages: 3, file: 'recalled' },
      ],
    },
  ],
  [
    '9',
    {
      sponsor: 'Phan Tuyết Nga',
      minutes: 10,
      withdrawn: true,
      mayStatePosition: false,
      papers: 'recalled',
      title: ['Quy hoạch mạng lưới bảo tàng', 'Plan for the network of museums'],
    },
  ],
  [
    '10',
    {
      kind: 'information',
      sponsor: 'Dương Bảo Sơn',
      minutes: 5,
      papers: 'none',
      nDocuments: 0,
      mayStatePosition: false,
      title: ['Các nội dung khác', 'Other business'],
    },
  ],
  [
    '11',
    {
      sponsor: 'Đinh Công Huy',
      minutes: 15,
      papers: 'none',
      nDocuments: 0,
      onPaperOnly: true,
      kind: 'discussion',
      title: ['Nội dung thuộc lĩnh vực quốc phòng (tài liệu giấy)', 'A defence matter (papers by hand)'],
    },
  ],
];

const WRITTEN: Record<string, Sketch> = {
  'written-1': {
    sponsor: 'Bùi Thị Hạnh',
    minutes: 0,
    mayStatePosition: false,
    title: [
      'Dự thảo Nghị định sửa đổi, bổ sung một số điều của các nghị định quy định chi tiết thi hành Luật Xây dựng về trình tự, thủ tục cấp giấy phép và phân cấp, phân quyền cho chính quyền địa phương',
      'Draft decree amending the decrees on building permits and on the devolution of powers to local authorities',
    ],
    papersOf: [
      {
        role: 'paper',
        title: ['Dự thảo Nghị định (bản trình Chính phủ)', 'Draft decree as submitted'],
        pages: 34,
        version: 2,
      },
      {
        role: 'paper',
        title: ['Báo cáo tiếp thu, giải trình ý kiến thẩm định', 'Report on the appraisal'],
        pages: 12,
      },
    ],
  },
  'written-2': {
    sponsor: 'Lương Gia Khánh',
    minutes: 0,
    mayStatePosition: false,
    title: ['Quy chế phối hợp bảo vệ dữ liệu cá nhân', 'Rules on protecting personal data together'],
    papersOf: [{ role: 'paper', title: ['Dự thảo Quy chế', 'Draft rules'], pages: 14 }],
  },
  'written-3': {
    sponsor: 'Phạm Quốc Cường',
    minutes: 0,
    mayStatePosition: false,
    title: ['Phương án điều hòa vốn đầu tư công quý IV', 'Reallocating public investment, fourth quarter'],
    papersOf: [{ role: 'paper', title: ['Tờ trình về phương án điều hòa vốn', 'Submission'], pages: 8 }],
  },
};

const PAST: [string, Sketch][] = [
  [
    '1',
    {
      sponsor: 'Phạm Quốc Cường',
      minutes: 20,
      title: ['Dự toán ngân sách nhà nước năm 2027', 'State budget estimate for 2027'],
      papersOf: [
        {
          role: 'paper',
          title: ['Báo cáo dự toán ngân sách nhà nước năm 2027', 'Report on the 2027 estimate'],
          pages: 12,
        },
      ],
    },
  ],
  [
    '2',
    {
      sponsor: 'Đỗ Minh Khôi',
      minutes: 15,
      title: ['Chiến lược phát triển công nghệ bán dẫn', 'Semiconductor strategy'],
      papersOf: [{ role: 'paper', title: ['Dự thảo Chiến lược', 'Draft strategy'], pages: 8 }],
    },
  ],
];

/** The meetings, in no order; drafts only for the secretariat. */
export function makeMeetings(prepares: boolean): MeetingView[] {
  const regular = meeting(
    'regular',
    ['Phiên họp Chính phủ thường kỳ tháng 12 năm 2026', 'Regular session of the Government, December 2026'],
    3,
    'published',
  );
  regular.positionsBy = daysFromNow(2, 17);
  regular.lodgeBy = daysFromNow(-1, 17);
  const all = [
    regular,
    meeting(
      'thematic',
      ['Phiên họp chuyên đề về xây dựng pháp luật', 'Thematic session on law-making'],
      17,
      'draft',
    ),
    meeting(
      'past',
      ['Phiên họp Chính phủ thường kỳ tháng 11 năm 2026', 'Regular session of the Government, November 2026'],
      -24,
      'closed',
    ),
    written('written-1', 2, 'published'),
    written('written-2', -6, 'closed'),
  ];
  if (prepares) all.push(written('written-3', 9, 'draft'));
  return all.map((one) => ({ ...one, mayPrepare: prepares }));
}

/** The items of a meeting with their papers, in agenda order. */
export function makeItems(meeting: string): { item: ItemView; papers: Paper[] }[] {
  const procedure = WRITTEN[meeting];
  if (procedure) return [makeItem(meeting, '1', procedure)];
  const sketches = meeting === 'regular' ? REGULAR : meeting === 'past' ? PAST : [];
  const items = sketches.map(([number, sketch]) => makeItem(meeting, number, sketch));
  numberPages(items.flatMap(({ papers }) => papers));
  return items;
}

function makeItem(meeting: string, number: string, sketch: Sketch): { item: ItemView; papers: Paper[] } {
  const { title, papersOf, ...given } = sketch;
  const id = `${meeting}-${number}`;
  const papers = papersOf ? makePapers(id, title, papersOf) : [];
  const parent = number.includes('.') ? `${meeting}-${number.split('.')[0]}` : null;
  const item: ItemView = {
    ...plainItem(id, number, text(...title)),
    parent,
    depth: parent ? 1 : 0,
    papers: 'ready',
    nDocuments: papers.length,
    mayStatePosition: meeting === 'regular',
    mayRecuse: (meeting === 'regular' || meeting === 'written-1') && !given.recused && !given.withdrawn,
    ...given,
  };
  return { item, papers };
}

/** An item with nothing in it but its title. */
export function plainItem(id: string, number: string, title: TextView): ItemView {
  return {
    id,
    parent: null,
    number,
    depth: 0,
    title,
    sponsor: '',
    minutes: 10,
    withdrawn: false,
    recused: false,
    papers: 'none',
    nDocuments: 0,
    mayStatePosition: false,
    myPosition: null,
    polls: [],
    kind: 'decision',
    decision: text('', ''),
    plan: null,
    positions: [],
    late: null,
    onPaperOnly: false,
    mayRecuse: false,
    forms: [],
    nNewPapers: 0,
  };
}

function meeting(
  id: string,
  title: [string, string],
  inDays: number,
  state: MeetingView['state'],
): MeetingView {
  return {
    id,
    title: text(...title),
    body: text('Chính phủ', 'The Government'),
    place: text('Phòng họp số 1, Trụ sở Chính phủ', 'Room 1, Government House'),
    startsAt: daysFromNow(inDays, 8),
    endsAt: daysFromNow(inDays, 10, 30),
    state,
    heldAs: 'session',
    zone: ZONE,
    lodgeBy: null,
    positionsBy: null,
    edition: state === 'draft' ? 0 : 1,
    amended: false,
    mayPrepare: false,
    chair: CHAIR,
    nItems: 0,
    nExpected: 0,
  };
}

function written(id: string, endsInDays: number, state: MeetingView['state']): MeetingView {
  const title: [string, string] = WRITTEN[id]?.title ?? ['', ''];
  return {
    ...meeting(id, title, endsInDays, state),
    place: text('Lấy ý kiến bằng văn bản', 'In writing'),
    heldAs: 'written_procedure',
    startsAt: daysFromNow(endsInDays - 8, 8),
    endsAt: daysFromNow(endsInDays, 17),
  };
}

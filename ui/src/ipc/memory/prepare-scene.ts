import type {
  DocumentRoleView,
  ItemView,
  MeetingView,
  PersonChoiceView,
  PrepareDocumentView,
  PrepareItemView,
  PrepareView,
} from '../bindings';
import { AGENDA, type ItemSketch } from './prepare-agenda';
import { PEOPLE, SECRETARY } from './people';
import { issuedNow, settled, type Desk } from './prepare-plan';
import { momentOf, wallOf } from './prepare-times';
import { daysFromNow, text } from './text';

export const ZONE = 'Asia/Ho_Chi_Minh';

/** Everybody of the body, as the pickers offer them. */
export const CHOICES: PersonChoiceView[] = [
  ...PEOPLE.map((person, index) => ({
    person,
    role: index === 0 ? ('chair' as const) : ('member' as const),
    votes: true,
  })),
  { person: SECRETARY, role: 'secretariat' as const, votes: false },
  ...(
    [
      ['Trịnh Quang Huy', 'Chuyên viên Vụ Tổng hợp', 'Officer, General Affairs', 'secretariat'],
      ['Võ Ánh Nguyệt', 'Thứ trưởng Bộ Tài chính', 'Deputy Minister of Finance', 'adviser'],
      ['Hồ Sỹ Đức', 'Chủ tịch Hội đồng Dân tộc', 'Chair, Council for Ethnic Affairs', 'invitee'],
      ['Mai Phương Thảo', 'Chủ tịch UBND thành phố Huế', 'Mayor of Huế', 'invitee'],
    ] as const
  ).map(([name, vi, en, role], index) => ({
    person: { id: `prepare-person-${index}`, name, office: text(vi, en) },
    role,
    votes: false,
  })),
].sort((one, other) => lastWord(one.person.name).localeCompare(lastWord(other.person.name), 'vi'));

/** The meetings on the desk; `long` makes the draft one of 111 items. */
export function makeDesks(nItems: number | null): Desk[] {
  const draft = makeDesk('thematic', 17, 'draft', [
    'Phiên họp chuyên đề về xây dựng pháp luật tháng 12 năm 2026',
    'Thematic session on law-making, December 2026',
  ]);
  draft.view.items = nItems ? longAgenda(nItems) : AGENDA.map((sketch) => makeItem('thematic', sketch));
  draft.counts = countsOf(draft.view.items);
  const regular = makeDesk('regular', 3, 'published', [
    'Phiên họp Chính phủ thường kỳ tháng 12 năm 2026',
    'Regular session of the Government, December 2026',
  ]);
  regular.view.items = AGENDA.slice(0, 9)
    .filter((sketch) => !sketch.conflict && !sketch.late && !sketch.missing)
    .map((sketch) => makeItem('regular', { ...sketch, out: true }));
  regular.counts = countsOf(regular.view.items);
  publish(regular);
  amend(regular);
  const past = makeDesk('past', -24, 'closed', [
    'Phiên họp Chính phủ thường kỳ tháng 11 năm 2026',
    'Regular session of the Government, November 2026',
  ]);
  past.view.items = AGENDA.slice(0, 6).map((sketch) =>
    makeItem('past', { ...sketch, out: true, conflict: false }),
  );
  publish(past);
  past.view.meeting.state = 'closed';
  const desks = [draft, regular, past];
  desks.forEach(settled);
  return desks;
}

/** An empty meeting. */
export function blankView(id: string, meeting: Partial<MeetingView>): PrepareView {
  const startsAt = daysFromNow(14, 8);
  return {
    meeting: {
      id,
      title: text('', ''),
      body: text('Chính phủ', 'The Government'),
      place: text('Phòng họp số 1, Trụ sở Chính phủ', 'Room 1, Government House'),
      startsAt,
      endsAt: daysFromNow(14, 10, 30),
      state: 'draft',
      heldAs: 'session',
      zone: ZONE,
      lodgeBy: null,
      positionsBy: null,
      edition: 0,
      amended: false,
      mayPrepare: true,
      chair: (PEOPLE[0] as { name: string }).name,
      nItems: 0,
      nExpected: 0,
      ...meeting,
    },
    chair: (PEOPLE[0] as { id: string }).id,
    startsWall: '',
    endsWall: '',
    lodgeByWall: null,
    positionsByWall: null,
    items: [],
    forecast: { nWithoutDebate: 0, nDiscussion: 0, endsAt: startsAt, minutesPlanned: 0 },
    announcements: [],
    conflicts: [],
    nextStates: [],
    people: CHOICES,
    ceiling: 'confidential',
    undo: null,
    redo: null,
    nWaiting: 0,
    holidaysUnknown: false,
  };
}

/** An item with nothing in it yet. */
export function blankItem(id: string): PrepareItemView {
  return {
    id,
    parent: null,
    number: '',
    depth: 0,
    title: text('', ''),
    decision: text('', ''),
    sponsor: '',
    sponsorName: '',
    rapporteurs: [],
    minutes: 10,
    kind: 'decision',
    visibility: 'body',
    readers: [],
    invitees: [],
    withdrawn: false,
    isOut: false,
    isAmended: false,
    plan: null,
    recusals: [],
    late: null,
    dossier: `${id}-dossier`,
    dossierState: 'draft',
    classification: 'open',
    onPaperOnly: false,
    paperExpected: true,
    summaryExpected: true,
    missing: [],
    documents: [],
    conflicts: [],
    forms: [],
  };
}

/** A meeting that members know, with its items as they stand, on the desk. */
export function deskOfMembers(meeting: MeetingView, items: ItemView[]): Desk {
  const view = blankView(meeting.id, { ...structuredClone(meeting), zone: ZONE, mayPrepare: true });
  view.startsWall = wallOf(Date.parse(meeting.startsAt), ZONE);
  view.endsWall = wallOf(Date.parse(meeting.endsAt), ZONE);
  view.items = items.map((item) => {
    const { id, parent, number, depth, title, minutes, withdrawn, kind, decision, forms } =
      structuredClone(item);
    const sponsor = PEOPLE.find(({ name }) => name === item.sponsor);
    const own = { parent, number, depth, title, minutes, withdrawn, kind, decision, forms };
    return { ...blankItem(id), ...own, sponsor: sponsor?.id ?? '', sponsorName: item.sponsor };
  });
  const issued = meeting.state === 'draft' ? null : issuedNow(view);
  return { view, issued, counts: {} };
}

/** Brings everything out. */
export function publish(desk: Desk): void {
  const at = new Date().toISOString();
  for (const item of desk.view.items) {
    if (item.withdrawn || item.visibility === 'secretariat' || item.missing.length > 0) continue;
    if (item.documents.length > 0) item.dossierState = 'published';
    for (const document of item.documents) {
      document.published = true;
      for (const version of [document.newest, ...document.versions]) version.issuedAt ??= at;
    }
  }
  desk.issued = issuedNow(desk.view);
  desk.view.meeting.edition += 1;
  if (desk.view.meeting.state !== 'in_session') desk.view.meeting.state = 'published';
}

function makeDesk(id: string, inDays: number, state: MeetingView['state'], title: [string, string]): Desk {
  const view = blankView(id, { title: text(...title), state });
  const day = wallOf(Date.now() + inDays * 86_400_000, ZONE).slice(0, 10);
  [view.startsWall, view.endsWall] = [`${day}T08:00`, `${day}T10:30`];
  const before = wallOf(Date.now() + (inDays - 5) * 86_400_000, ZONE).slice(0, 10);
  [view.lodgeByWall, view.positionsByWall] = [`${before}T17:00`, null];
  view.meeting.startsAt = momentOf(view.startsWall, ZONE, null);
  view.meeting.endsAt = momentOf(view.endsWall, ZONE, null);
  view.meeting.lodgeBy = momentOf(`${before}T17:00`, ZONE, null);
  return { view, issued: null, counts: {} };
}

function longAgenda(nItems: number): PrepareItemView[] {
  return Array.from({ length: nItems }, (_, index) => {
    const sketch = AGENDA[index % AGENDA.length] as ItemSketch;
    const item = makeItem('thematic', {
      ...sketch,
      number: `${index}`,
      conflict: index === 5 && sketch.conflict,
    });
    return { ...item, parent: null, depth: 0, title: text(`${sketch.title[0]}`, `${sketch.title[1]}`) };
  });
}

function makeItem(meeting: string, sketch: ItemSketch): PrepareItemView {
  const id = `${meeting}-p${sketch.number}`;
  const parent = sketch.number.includes('.') ? `${meeting}-p${sketch.number.split('.')[0]}` : null;
  const sponsor = PEOPLE[sketch.by] ?? (PEOPLE[1] as (typeof PEOPLE)[number]);
  const roles = sketch.papers ?? ['summary_sheet', 'paper'];
  const [vi, en] = sketch.decision ?? ['', ''];
  return {
    ...blankItem(id),
    parent,
    number: sketch.number,
    depth: parent ? 1 : 0,
    title: text(...sketch.title),
    decision: text(vi, en),
    sponsor: sponsor.id,
    sponsorName: sponsor.name,
    rapporteurs: sketch.withRapporteur ? ['prepare-person-1'] : [],
    minutes: sketch.minutes,
    kind: sketch.kind ?? 'decision',
    invitees: sketch.withRapporteur ? ['prepare-person-2'] : [],
    withdrawn: sketch.withdrawn ?? false,
    classification: sketch.classification ?? 'open',
    onPaperOnly: sketch.classification === 'secret',
    paperExpected: sketch.kind !== 'information' || roles.length > 0,
    summaryExpected: sketch.kind !== 'information',
    dossierState: roles.length > 0 ? 'lodged' : 'draft',
    documents:
      sketch.classification === 'secret' ? [] : roles.map((role, n) => makeDocument(id, sketch, role, n)),
    ...troublesOf(id, sketch, sponsor.id),
  };
}

function troublesOf(
  id: string,
  sketch: ItemSketch,
  sponsor: string,
): Pick<PrepareItemView, 'recusals' | 'late' | 'conflicts'> {
  return {
    recusals: sketch.recused
      ? [
          {
            person: 'person-3',
            name: 'Phạm Quốc Cường',
            reason: 'Người thân là thành viên Hội đồng quản trị của doanh nghiệp được xem xét.',
            at: daysFromNow(-2, 9),
          },
        ]
      : [],
    late: sketch.late
      ? {
          reason:
            'Số liệu quý IV của các địa phương chỉ được xác nhận vào ngày 28; hồ sơ cần phản ánh số liệu này.',
          by: 'Trịnh Quang Huy',
          at: daysFromNow(-1, 16, 20),
          approved: null,
          words: '',
          decidedBy: null,
          mayDecide: true,
        }
      : null,
    conflicts: sketch.conflict
      ? [
          {
            kind: 'item',
            id,
            field: 'title',
            standing: sketch.title[0],
            waiting: 'Dự án Luật Khoa học, công nghệ và đổi mới sáng tạo (sửa đổi, bổ sung một số điều)',
            by: 'Trịnh Quang Huy',
            at: daysFromNow(0, 7, 45),
          },
          {
            kind: 'item',
            id,
            field: 'sponsor',
            standing: sponsor,
            waiting: 'person-11',
            by: 'Trịnh Quang Huy',
            at: daysFromNow(0, 7, 45),
          },
        ]
      : [],
  };
}

function makeDocument(
  item: string,
  sketch: ItemSketch,
  role: DocumentRoleView,
  order: number,
): PrepareDocumentView {
  const head = { summary_sheet: 'Phiếu trình', paper: 'Tờ trình', attachment: 'Phụ lục' }[role];
  const headEn = { summary_sheet: 'Summary sheet', paper: 'Submission', attachment: 'Annex' }[role];
  const nPages = { summary_sheet: 2, paper: 24 + ((sketch.minutes * 7) % 90), attachment: 148 }[role];
  const version = (number: number, reason: string, hoursAgo: number, issued: boolean) => ({
    number,
    length: 190_000 + nPages * 61_300 + number * 4_096,
    nPages,
    hasText: !(sketch.scan && role === 'attachment'),
    digest: ['7c1f09', 'ab3e5d', '40d2c8'][number - 1] ?? '9e11a0',
    name: `${head} ${sketch.number} v${number}.pdf`,
    reason,
    lodgedBy: number > 1 ? 'Trịnh Quang Huy' : SECRETARY.name,
    lodgedAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
    issuedAt: issued ? new Date(Date.now() - hoursAgo * 3_600_000).toISOString() : null,
  });
  const versions = [version(1, '', 90, sketch.out ?? false)];
  if (sketch.revised && role === 'paper')
    versions.unshift(version(2, 'Tiếp thu ý kiến thẩm định của Bộ Tư pháp tại Điều 6 và Điều 12.', 5, false));
  return {
    id: `${item}-d${order}`,
    title: text(`${head}: ${sketch.title[0]}`, `${headEn}: ${sketch.title[1]}`),
    role,
    order,
    published: sketch.out ?? false,
    recalled: false,
    mayCopy: role !== 'summary_sheet',
    newest: versions[0] as (typeof versions)[number],
    versions,
    sending: null,
    warnings: sketch.scan && role === 'attachment' ? [{ kind: 'no_text' }] : [],
    bookPage: sketch.out ? 1 + order * nPages : null,
  };
}

function amend(desk: Desk): void {
  const [first, second] = desk.view.items;
  if (first) first.minutes += 5;
  if (second) second.title = { ...second.title, vi: `${second.title.vi} (điều chỉnh)` };
}

function countsOf(items: PrepareItemView[]): Desk['counts'] {
  const counts = items.map((item, index): [string, Desk['counts'][string]] => {
    const opened = index % 5 === 1 ? 1 : 0;
    const noObjection = index % 3 === 0 || index % 7 === 0 ? 19 : 8;
    return [
      item.id,
      { noObjection, objects: opened, speak: index % 8 === 5 ? 2 : 0, silent: 26 - noObjection - opened },
    ];
  });
  return Object.fromEntries(counts);
}

function lastWord(name: string): string {
  return name.split(' ').at(-1) ?? name;
}

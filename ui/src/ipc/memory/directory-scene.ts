import type {
  BodyView,
  DelegationView,
  PersonLineView,
  PersonView,
  RoleView,
  SeatStateView,
  SeatView,
} from '../bindings';
import { folded } from '../../shared/names';
import { ADMINISTRATOR, AUDITOR, type SignedIn } from './people';
import { CHOICES } from './prepare-scene';
import { text } from './text';

/** The government and one committee of it. */
export const GOVERNMENT = 'body-government';
const COMMITTEE = 'body-committee';
const ZONE = 'Asia/Ho_Chi_Minh';

const MORE: [string, string, string, RoleView, string | null][] = [
  ['Lâm Tú Uyên', 'Thư ký Bộ trưởng Bộ Y tế', 'Secretary to the Minister of Health', 'adviser', 'person-2'],
  [
    'Bạch Hữu Toàn',
    'Vụ trưởng Vụ Pháp chế, Bộ Xây dựng',
    'Legal Director, Construction',
    'adviser',
    'person-1',
  ],
  ['Nguyễn Thị Sáu', 'Thứ trưởng Bộ Công Thương', 'Deputy Minister of Industry and Trade', 'invitee', null],
  ['Thái Ngọc Ẩn', 'Chủ tịch UBND tỉnh Nghệ An', 'Chair, People’s Committee of Nghệ An', 'invitee', null],
];

/** The bodies, as the person signed in runs them. */
export function makeBodies(as: SignedIn): BodyView[] {
  const may = { mayAdminister: as === 'administrator', mayDelegate: as === 'secretary' };
  const body = { zone: ZONE, nVoting: 0, substitutesVote: false, ...may };
  return [
    {
      ...body,
      id: COMMITTEE,
      name: text('Ban Chỉ đạo quốc gia về chuyển đổi số', 'National Committee on Digital Transformation'),
    },
    { ...body, id: GOVERNMENT, name: text('Chính phủ', 'The Government') },
  ];
}

/** Everybody there is, with their seats; two have left or are about to come. */
export function makeDirectory(): PersonLineView[] {
  const known = CHOICES.map(({ person, role }) => {
    const advises = role === 'adviser' ? 'person-3' : null;
    return line(person, [seat(person.id, role, advises)]);
  });
  const more = MORE.map(([name, vi, en, role, advises], index) => {
    const person = { id: `person-more-${index}`, name, office: text(vi, en) };
    return line(person, [seat(person.id, role, advises, index === 3 ? 'coming' : 'now')]);
  });
  const staff = [
    line(ADMINISTRATOR, [seat(ADMINISTRATOR.id, 'administrator', null)]),
    line(AUDITOR, [seat(AUDITOR.id, 'auditor', null)]),
  ];
  const left = line(
    { id: 'person-left', name: 'Đào Duy Nhân', office: text('Bộ trưởng Bộ Tư pháp', 'Minister of Justice') },
    [seat('person-left', 'member', null, 'over')],
  );
  const seatless = line(
    {
      id: 'person-seatless',
      name: 'Lục Văn Phong',
      office: text('Chuyên viên Vụ Hành chính', 'Officer, Administration'),
    },
    [],
  );
  const all = [...known, ...more, ...staff, { ...left, removed: true }, seatless];
  for (const [n, one] of all.filter(({ seats }) => seats[0]?.role === 'member').entries()) {
    if (n % 5 !== 0 || one.removed) continue;
    one.seats.push(seat(one.person.id, n === 0 ? 'chair' : 'member', null, 'now', COMMITTEE));
  }
  for (const one of all) for (const held of one.seats) held.advisesName = nameIn(all, held.advises);
  return all;
}

/** Who stands in for whom. */
export function makeDelegations(): DelegationView[] {
  return [
    {
      id: 'delegation-1',
      body: GOVERNMENT,
      member: 'person-6',
      memberName: 'Hoàng Việt Hải',
      substitute: 'person-more-2',
      substituteName: 'Nguyễn Thị Sáu',
      meeting: 'regular',
      meetingTitle: text(
        'Phiên họp Chính phủ thường kỳ tháng 12 năm 2026',
        'Regular session of the Government, December 2026',
      ),
      reason: 'Đi công tác nước ngoài theo chương trình đã được phê duyệt',
      ended: false,
    },
    {
      id: 'delegation-2',
      body: GOVERNMENT,
      member: 'person-3',
      memberName: 'Phạm Quốc Cường',
      substitute: 'prepare-person-1',
      substituteName: 'Võ Ánh Nguyệt',
      meeting: null,
      meetingTitle: null,
      reason: 'Nghỉ điều trị',
      ended: true,
    },
  ];
}

/** A day some days from today, such as `2026-12-01`. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE');
}

/** A handle from the given name and the first letters of the others. */
export function handleOf(name: string): string {
  const words = folded(name)
    .split(/[^a-z]+/)
    .filter(Boolean);
  const first = words.slice(0, -1).map((word) => word[0]);
  return [words.at(-1) ?? 'x', first.join('')].filter(Boolean).join('_');
}

export function nameIn(all: PersonLineView[], person: string | null): string | null {
  return all.find((one) => one.person.id === person)?.person.name ?? null;
}

function line(person: PersonView, seats: SeatView[]): PersonLineView {
  const handle = handleOf(person.name);
  return { person, handle, mail: `${handle}@chinhphu.vi-du.vn`, removed: false, isMe: false, seats };
}

function seat(
  person: string,
  role: RoleView,
  advises: string | null,
  state: SeatStateView = 'now',
  body = GOVERNMENT,
): SeatView {
  const days = { now: [-600, null], coming: [12, 377], over: [-1900, -140] } as const;
  const [from, until] = days[state];
  const cleared = role === 'administrator' || role === 'auditor' || role === 'invitee';
  return {
    id: `seat-${body}-${person}`,
    body,
    role,
    advises,
    advisesName: null,
    clearance: cleared ? 'internal' : 'confidential',
    votes: 1,
    from: dayFromNow(from),
    until: until === null ? null : dayFromNow(until),
    state,
  };
}

import { beforeEach, describe, expect, test } from 'vitest';
import type { PeopleView, PersonLineView, SeatView, TrailInput, TrailLineView } from '../src/ipc/bindings';
import { makeMemoryCabinet } from '../src/ipc/memory';
import { matchingOptions } from '../src/shared/options';
import { words } from '../src/shared/words.svelte';
import { goesIntoCalendars } from '../src/meeting/calendar';
import { dayPlus, dayWords } from '../src/people/days';
import {
  busiest,
  matchingPeople,
  NO_FILTER,
  seatDays,
  seated,
  seatsWithin,
  seatWords,
  type PeopleFilter,
} from '../src/people/directory';
import { handleFor } from '../src/people/handles';
import { PeopleImport } from '../src/people/importing.svelte';
import { PersonForm } from '../src/people/personform.svelte';
import { isHint, problemsAt, problemWords, separatorWords } from '../src/people/problems';
import { SeatForm } from '../src/people/seatform.svelte';
import { byDay, TrailReading } from '../src/trail/reading.svelte';
import { subjectHref, verbWords } from '../src/trail/words';

beforeEach(() => (words.locale = 'vi'));

const administrator = () => makeMemoryCabinet(new URLSearchParams('as=administrator'));

function seat(change: Partial<SeatView> = {}): SeatView {
  return {
    id: 'seat',
    body: 'body',
    role: 'member',
    advises: null,
    advisesName: null,
    clearance: 'internal',
    votes: 1,
    from: '2026-01-01',
    until: null,
    state: 'now',
    ...change,
  };
}

function person(id: string, name: string, change: Partial<PersonLineView> = {}): PersonLineView {
  const office = { vi: 'Bộ trưởng Bộ Xây dựng', en: 'Minister of Construction' };
  return {
    person: { id, name, office },
    handle: id,
    mail: '',
    removed: false,
    isMe: false,
    seats: [seat()],
    ...change,
  };
}

describe('directory', () => {
  const people = [
    person('an', 'Trần Hoài An'),
    person('dung', 'Đặng Thùy Dung', { seats: [seat({ role: 'adviser', body: 'other' })] }),
    person('nhan', 'Đào Duy Nhân', { removed: true, seats: [seat({ state: 'over' })] }),
    person('sau', 'Nguyễn Thị Sáu', { seats: [seat({ state: 'over' })] }),
    person('phong', 'Lục Văn Phong', { seats: [] }),
    person('an-tn', 'Thái Ngọc Ẩn', { seats: [seat({ state: 'coming' })] }),
  ];
  const ids = (filter: Partial<PeopleFilter>) =>
    matchingPeople(people, { ...NO_FILTER, ...filter }).map((one) => one.person.id);

  test('whoever holds a seat, is about to or has none yet is in office; the others are past', () => {
    expect(ids({})).toEqual(['an', 'dung', 'phong', 'an-tn']);
    expect(ids({ shown: 'past' })).toEqual(['nhan', 'sau']);
    expect(ids({ shown: 'all' })).toHaveLength(6);
  });

  test('words are found without diacritics in names, offices and handles', () => {
    expect(ids({ typed: 'dang dung' })).toEqual(['dung']);
    expect(ids({ typed: 'construction ĐẶNG' })).toEqual(['dung']);
    expect(ids({ typed: 'an-tn' })).toEqual(['an-tn']);
    expect(ids({ typed: 'nobody' })).toEqual([]);
  });

  test('a body and a role narrow to the seats they name', () => {
    expect(ids({ role: 'adviser' })).toEqual(['dung']);
    expect(ids({ body: 'body' })).toEqual(['an', 'an-tn']);
    expect(ids({ body: 'body', role: 'adviser' })).toEqual([]);
    const two = person('two', 'Hai', { seats: [seat(), seat({ id: 'old', state: 'over' })] });
    expect(seatsWithin(two, NO_FILTER).map(({ id }) => id)).toEqual(['seat']);
    expect(seatsWithin(two, { ...NO_FILTER, shown: 'all' })).toHaveLength(2);
  });

  test('the last day of a seat is named, not the first day without it', () => {
    words.locale = 'en';
    expect(seatDays(seat({ until: '2027-01-01' }))).toBe('From 1 January 2026 to 31 December 2026');
    expect(seatDays(seat({ from: null, until: '2027-03-01' }))).toBe('To 28 February 2027');
    expect(seatDays(seat({ from: null }))).toBe('No dates noted');
  });

  test('the body is named only where there are several', () => {
    const body = { id: 'body', name: { vi: 'Chính phủ', en: 'The Government' }, zone: '' };
    const rights = { nVoting: 2, mayAdminister: true, mayDelegate: false, substitutesVote: false };
    const one = { ...body, ...rights };
    expect(seatWords(seat(), [one])).toBe('Thành viên');
    expect(seatWords(seat(), [one, { ...one, id: 'other' }])).toBe('Thành viên, Chính phủ');
    expect(busiest([one, { ...one, id: 'other', nVoting: 9 }])?.id).toBe('other');
    expect(busiest([])).toBeUndefined();
  });

  test('only those who sit in a body now can be chosen for it', async () => {
    const view = await administrator().people();
    const body = view.bodies.find(({ name }) => name.vi === 'Chính phủ')?.id ?? '';
    const invited = seated(view, body, (_, role) => role === 'invitee').map(({ words }) => words);
    expect(invited).toContain('Nguyễn Thị Sáu');
    expect(invited).not.toContain('Thái Ngọc Ẩn');
  });
});

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2027-01-01', -1, '2026-12-31'],
  ['2028-02-28', 1, '2028-02-29'],
  ['', 1, ''],
  ['soon', 1, ''],
])('%s and %i days are %s', (day, days, expected) => {
  expect(dayPlus(day, days)).toBe(expected);
});

test('what is no day stands as it is', () => {
  expect(dayWords('2026-12-01')).toContain('12');
  expect(dayWords('?')).toBe('?');
});

test.each([
  ['Trần Hoài An', [], 'an_th'],
  ['Đỗ Thị Ễnh', [], 'enh_dt'],
  ['Trần Hoài An', ['an_th', 'an_th2'], 'an_th3'],
  ['Pelé', [], 'pele'],
  ['  ', [], ''],
])('%s with %j taken gets the handle %s', (name, taken, expected) => {
  expect(handleFor(name, new Set(taken))).toBe(expected);
});

describe('writing a person', () => {
  const view: PeopleView = { bodies: [], people: [person('an_th', 'Trần Hoài An')], delegations: [] };

  test('the handle follows the name until somebody writes it', () => {
    const form = new PersonForm(view, null);
    form.name = 'Trần Hoàng An';
    expect(form.handle).toBe('an_th2');
    form.handle = 'an_moi';
    form.name = 'Trần Hoàng Anh';
    expect(form.handle).toBe('an_moi');
    form.handle = ' AN_TH ';
    expect(form.isHandleTaken).toBe(true);
    expect(form.isReady).toBe(false);
  });

  test('an own handle is not taken, and the English office follows where nobody translated it', () => {
    const form = new PersonForm(view, view.people[0] ?? null);
    expect(form.isReady).toBe(true);
    form.vi = 'Phó Thủ tướng';
    form.en = '';
    expect(form.input()).toMatchObject({
      person: 'an_th',
      office: { vi: 'Phó Thủ tướng', en: 'Phó Thủ tướng' },
    });
  });
});

describe('writing a seat', () => {
  test('the last day is asked for and the day after it is sent', async () => {
    const view = await administrator().people();
    const form = new SeatForm(view, 'person-seatless', null);
    form.from = '2026-12-01';
    form.last = '2026-12-31';
    expect(form.input()).toMatchObject({
      seat: null,
      from: '2026-12-01',
      until: '2027-01-01',
      advises: null,
    });
    form.last = '2026-11-30';
    expect(form.wrong).toBe('last');
    form.last = '';
    expect(form.input()).toMatchObject({ until: '' });
  });

  test('an adviser needs a member, and a vote needs to be a whole number', async () => {
    const view = await administrator().people();
    const form = new SeatForm(view, 'person-seatless', null);
    expect(form.wrong).toBeNull();
    form.role = 'adviser';
    expect(form.wrong).toBe('advises');
    form.role = 'chair';
    for (const votes of [0, 1.5, 1001, null]) {
      form.votes = votes;
      expect(form.wrong).toBe('votes');
    }
  });

  test('the days of a seat come back as they were', async () => {
    const held = seat({ until: '2027-07-01', role: 'adviser', advises: 'person-1' });
    const form = new SeatForm({ bodies: [], people: [], delegations: [] }, 'person', held);
    expect(form.last).toBe('2027-06-30');
    expect(form.input()).toMatchObject({ seat: 'seat', until: '2027-07-01', advises: 'person-1' });
  });
});

describe('a list of people', () => {
  const csv = (text: string) => new File([text], 'list.csv');

  test('nothing is written before it is carried out, and left-out lines are not written', async () => {
    const backend = administrator();
    const list = new PeopleImport(backend);
    const before = (await backend.people()).people.length;
    await list.read(csv('Họ và tên;Vai trò\nĐỗ Một;Thành viên\nĐỗ Hai;Khách mời\n;Thành viên\n'));
    expect(list.plan).toEqual({ made: 2, changed: 0 });
    expect((await backend.people()).people).toHaveLength(before);
    const second = list.lines[1];
    if (second) list.take([second], false);
    expect(list.plan).toEqual({ made: 1, changed: 0 });
    await list.carryOut();
    expect(list.done).toEqual({ made: 1, changed: 0 });
    const names = (await backend.people()).people.map((one) => one.person.name);
    expect(names).toContain('Đỗ Một');
    expect(names).not.toContain('Đỗ Hai');
  });

  test('missing columns leave no lines, and a workbook is refused', async () => {
    const list = new PeopleImport(administrator());
    await list.read(csv('Tên cán bộ,Chức vụ\nAn,Bộ trưởng\n'));
    expect(list.view?.missing).toEqual(['name', 'role']);
    expect(list.lines).toEqual([]);
    await list.read(csv('PK\u0003\u0004'));
    expect(list.error?.code).toBe('import-is-workbook');
    expect(list.view).toBeNull();
  });

  test('a refusal keeps the reading to try again', async () => {
    const backend = administrator();
    backend.act = () => Promise.reject({ code: 'disk-full', details: {} });
    const list = new PeopleImport(backend);
    await list.read(csv('Name,Role\nAn,member\n'));
    await list.carryOut();
    expect(list.error?.code).toBe('disk-full');
    expect(list.view).not.toBeNull();
    expect(list.done).toBeNull();
  });

  test('long lists are drawn in portions', async () => {
    const rows = Array.from({ length: 450 }, (_, n) => `Người ${n},member,nguoi${n}`);
    const list = new PeopleImport(administrator());
    await list.read(csv(`Name,Role,Handle\n${rows.join('\n')}\n`));
    expect([list.lines.length, list.nMore]).toEqual([200, 250]);
    list.showMore();
    expect([list.lines.length, list.nMore]).toEqual([400, 50]);
    list.show('bad');
    expect(list.lines).toEqual([]);
  });

  test('a problem stands at its cell, in words, and one without words shows its code', async () => {
    const list = new PeopleImport(administrator());
    await list.read(csv('Name,Role,From\nTrần Hoài An,Trưởng ban,32/13/2026\n'));
    const line = list.lines[0];
    if (!line) throw new Error('no line');
    expect(problemsAt(line, 'role').map(problemWords)).toEqual(['Không có vai trò “Trưởng ban”.']);
    expect(problemsAt(line, 'rest').map(({ code }) => code)).toEqual(['import-date']);
    expect(problemWords({ field: null, code: 'import-moon', detail: 'x' })).toContain('import-moon');
    expect(isHint({ field: 'name', code: 'import-looks-like', detail: '' })).toBe(true);
    expect(separatorWords('\t')).toBe('dấu tab');
    expect(separatorWords('|')).toBe('|');
  });
});

describe('trail', () => {
  test('lines stand under their days, in the order given', () => {
    const line = (seq: number, at: Date) => ({ seq, at: at.toISOString() }) as TrailLineView;
    const days = byDay([
      line(3, new Date(2026, 10, 2, 9)),
      line(2, new Date(2026, 10, 2, 8)),
      line(1, new Date(2026, 10, 1, 23)),
    ]);
    expect(days.map(({ day, lines }) => [day, lines.map(({ seq }) => seq)])).toEqual([
      ['2026-11-02', [3, 2]],
      ['2026-11-01', [1]],
    ]);
  });

  test('an unknown verb stands as it is', () => {
    expect(verbWords('settle')).toBe('Người chủ trì quyết định');
    expect(verbWords('reticulate')).toBe('reticulate');
  });

  test('a record without a visible title leads nowhere', () => {
    const title = { vi: 'An', en: 'An' };
    expect(subjectHref({ kind: 'person', id: 'p', title })).toBe('#/people/p');
    expect(subjectHref({ kind: 'item', id: 'i', title: null })).toBeNull();
    expect(subjectHref({ kind: 'ballot', id: 'b', title })).toBeNull();
  });

  test('older parts come after what was read, each line once', async () => {
    const trail = new TrailReading(administrator(), null);
    await trail.again();
    expect(trail.lines).toHaveLength(100);
    await trail.older();
    const seqs = trail.lines?.map(({ seq }) => seq) ?? [];
    expect(seqs).toHaveLength(200);
    expect(new Set(seqs).size).toBe(200);
    await trail.older();
    expect(trail.more).toBe(false);
  });

  test('a narrower question forgets the answer to the one before', async () => {
    const asked: TrailInput[] = [];
    const answers: (() => void)[] = [];
    const backend = administrator();
    backend.trail = (input) => {
      asked.push(input);
      const line = { seq: asked.length, at: new Date().toISOString(), subjects: [] } as unknown;
      const part = { lines: [line as TrailLineView], more: false, verbs: [] };
      return new Promise((resolve) => answers.push(() => resolve(part)));
    };
    const trail = new TrailReading(backend, 'subject');
    trail.narrow({ verb: 'settle' });
    for (const answer of answers.reverse()) answer();
    await Promise.resolve();
    await new Promise((resolve) => queueMicrotask(() => resolve(null)));
    expect(asked[1]).toMatchObject({ verb: 'settle', subject: 'subject', person: null, before: null });
    expect(trail.lines?.map(({ seq }) => seq)).toEqual([2]);
  });

  test('what was read stays when the network goes', async () => {
    const backend = administrator();
    const trail = new TrailReading(backend, null);
    await trail.again();
    backend.trail = () => Promise.reject({ code: 'network-unreachable', details: {} });
    await trail.older();
    expect(trail.error?.code).toBe('network-unreachable');
    expect(trail.lines).toHaveLength(100);
    expect(trail.at).not.toBeNull();
  });
});

test('a choice is found by its own words before what stands beside it', () => {
  const options = [
    { id: 'an', words: 'Trần Hoài An', within: 'Bộ trưởng Bộ Xây dựng' },
    { id: 'dung', words: 'Đặng Thùy Dung', within: 'Bộ trưởng' },
  ];
  expect(matchingOptions(options, 'dung').map(({ id }) => id)).toEqual(['dung', 'an']);
});

test('only what was published and not cancelled goes into calendars', async () => {
  const meetings = await makeMemoryCabinet().meetings();
  const first = meetings[0];
  if (!first) throw new Error('no meeting');
  expect(goesIntoCalendars({ ...first, state: 'published' })).toBe(true);
  expect(goesIntoCalendars({ ...first, state: 'draft' })).toBe(false);
  expect(goesIntoCalendars({ ...first, state: 'cancelled' })).toBe(false);
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AnnouncementView, PrepareItemView, TextView } from '../src/ipc/bindings';
import { makeMemoryCabinet } from '../src/ipc/memory';
import { momentOf } from '../src/ipc/memory/prepare-times';
import { byItem, missingWords } from '../src/secretariat/announce';
import { Autosave } from '../src/secretariat/autosave.svelte';
import { isMadeIntoPdf, roleFromName, titleFromName } from '../src/secretariat/filenames';
import { Intake } from '../src/secretariat/intake.svelte';
import { MeetingForm } from '../src/secretariat/meetingform.svelte';
import { copySources, grouped } from '../src/secretariat/meetinggroups';
import { matchingOptions } from '../src/shared/options';
import { CHUNK, percentOf, piecesOf } from '../src/secretariat/pieces';
import { reconciled } from '../src/secretariat/reconcile';
import { ownEnglish, sameText, spelled } from '../src/secretariat/spelling';
import { clockIn, joinWall, monthLater, spelledTime, wallIn } from '../src/secretariat/wall';
import { warningWords } from '../src/secretariat/wording';
import { words } from '../src/shared/words.svelte';

beforeEach(() => {
  words.locale = 'vi';
});
afterEach(() => {
  vi.useRealTimers();
});

describe('pieces of a file', () => {
  test.each([0, 1, CHUNK, 1_048_576, 1_048_577, 5_000_000])(
    '%i bytes are covered once, in order',
    (length) => {
      const pieces = piecesOf(length);
      expect(pieces.reduce((sum, { offset, end }) => sum + end - offset, 0)).toBe(length);
      pieces.forEach(({ offset }, index) => expect(offset).toBe(pieces[index - 1]?.end ?? 0));
      for (const { offset, end } of pieces.slice(0, -1)) expect((end - offset) % CHUNK).toBe(0);
    },
  );

  test('per cent reach a hundred only at the end', () => {
    expect(percentOf(999, 1000)).toBe(99);
    expect(percentOf(1000, 1000)).toBe(100);
  });

  test('a file is read in pieces, confirmed and lodged; what is no PDF is refused', async () => {
    const backend = makeMemoryCabinet(new URLSearchParams('as=secretary'));
    const append = vi.spyOn(backend, 'appendFile');
    const intake = new Intake(backend);
    const pdf = new File([`%PDF-1.7 /Type /Page /Font${' '.repeat(1_300_000)}`], 'Phu_luc-1.pdf');
    const sheet = new File(['PK'], 'bang.xlsx');
    const letter = new File(['PK\x03\x04 word'], 'to-trinh.docx');
    await intake.take([pdf, sheet, letter], 'thematic-p3.2');
    expect(append.mock.calls.map(([, offset]) => offset)).toEqual([0, 1_048_576, 0, 0]);
    const [first, second, third] = intake.files;
    expect(first).toMatchObject({ state: 'ready', role: 'attachment', title: 'Phu luc 1' });
    expect(second).toMatchObject({ state: 'refused', error: { code: 'file-not-pdf' } });
    expect(third).toMatchObject({ state: 'refused', error: { code: 'office-not-installed' } });
    expect(await intake.lodge('thematic-p3.2')).toBe(1);
    const item = (await backend.prepare('thematic')).items.find(({ id }) => id === 'thematic-p3.2');
    expect(item?.documents.at(-1)).toMatchObject({ title: { vi: 'Phu luc 1' }, role: 'attachment' });
  });

  test('what a PDF was made of is told, and how it is named decides what is said meanwhile', () => {
    expect(warningWords({ kind: 'converted', from: 'docm' })).toContain('docm');
    expect(warningWords({ kind: 'has_macros' })).toContain('macro');
    expect(isMadeIntoPdf('Tờ trình.docx')).toBe(true);
    expect(isMadeIntoPdf('QUET.PDF')).toBe(false);
  });

  test('a new version without a reason stays with what the core says', async () => {
    const backend = makeMemoryCabinet(new URLSearchParams('as=secretary'));
    const intake = new Intake(backend);
    await intake.take([new File(['%PDF-1.7 /Font'], 'moi.pdf')], 'thematic-p7', 'thematic-p7-d1');
    expect(await intake.lodge('thematic-p7')).toBe(0);
    expect(intake.files[0]).toMatchObject({ state: 'ready', error: { code: 'reason-required' } });
  });

  test('a file that is dropped while it is read is forgotten by the core, too', async () => {
    const backend = makeMemoryCabinet(new URLSearchParams('as=secretary'));
    const drop = vi.spyOn(backend, 'dropFile');
    const intake = new Intake(backend);
    const taking = intake.take([new File([`%PDF${' '.repeat(3_000_000)}`], 'to.pdf')], 'thematic-p7');
    await vi.waitFor(() => expect(intake.files[0]?.id).toBeTruthy());
    if (intake.files[0]) await intake.drop(intake.files[0]);
    await taking;
    expect(intake.files).toEqual([]);
    expect(drop).toHaveBeenCalledOnce();
  });
});

describe('names of files', () => {
  test('a title is made of a name', () => {
    expect(titleFromName('du_thao-nghi-dinh_v2.pdf')).toBe('Du thao nghi dinh v2');
    expect(titleFromName('Tờ trình 12.pdf')).toBe('Tờ trình 12');
  });

  test('the part is guessed with and without diacritics', () => {
    expect(roleFromName('Phiếu trình số 3.pdf')).toBe('summary_sheet');
    expect(roleFromName('phu-luc-2.pdf')).toBe('attachment');
    expect(roleFromName('Tờ trình.pdf')).toBe('paper');
  });
});

describe('autosave', () => {
  const title = (text: string): TextView => ({ vi: text, en: text });

  test('it saves a moment after the last key, once', async () => {
    vi.useFakeTimers();
    const send = vi.fn(async () => {});
    const save = new Autosave(title('a'), send, sameText);
    save.type(title('ab'));
    save.type(title('abc'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(send).toHaveBeenCalledExactlyOnceWith(title('abc'));
    expect(save.state).toBe('same');
  });

  test('leaving the field saves at once, and nothing where nothing was typed', async () => {
    const send = vi.fn(async () => {});
    const save = new Autosave<string>('a', send);
    await save.leave();
    expect(send).not.toHaveBeenCalled();
    save.type('b');
    await save.leave();
    expect(send).toHaveBeenCalledExactlyOnceWith('b');
  });

  test('what the core brings does not overwrite what is being typed', () => {
    const save = new Autosave<string>('a', async () => {});
    save.type('mine');
    save.meet('theirs');
    expect(save.value).toBe('mine');
    save.revert();
    expect(save.value).toBe('theirs');
  });

  test('a refusal keeps the words and says why', async () => {
    const save = new Autosave<string>('a', () => Promise.reject({ code: 'text-empty', details: {} }));
    save.type('');
    await save.leave();
    expect(save).toMatchObject({ value: '', state: 'refused', error: { code: 'text-empty' } });
  });

  test('what is typed while sending is sent afterwards', async () => {
    vi.useFakeTimers();
    const sent: string[] = [];
    let received = () => {};
    const first = new Promise<void>((done) => (received = done));
    const save = new Autosave<string>('a', async (value) => {
      sent.push(value);
      if (value === 'b') await first;
    });
    save.type('b');
    void save.leave();
    save.type('c');
    received();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual(['b', 'c']);
    expect(save.state).toBe('same');
  });
});

test('English follows the Vietnamese until somebody translates it', () => {
  expect(spelled(' Một ', '')).toEqual({ vi: 'Một', en: 'Một' });
  expect(ownEnglish({ vi: 'Một', en: 'Một' })).toBe('');
  expect(ownEnglish({ vi: 'Một', en: 'One' })).toBe('One');
});

describe('wall times', () => {
  test.each([
    ['8:30', '08:30'],
    ['0830', '08:30'],
    ['8h30', '08:30'],
    ['17', '17:00'],
    ['25:00', null],
    ['8:75', null],
    ['', null],
  ])('%s is %s', (typed, expected) => expect(spelledTime(typed)).toBe(expected));

  test('they are put together only when whole', () => {
    expect(joinWall({ date: '2026-12-03', time: '8:30' })).toBe('2026-12-03T08:30');
    expect(joinWall({ date: '', time: '08:30' })).toBeNull();
    expect(monthLater('2026-12-03T08:30')).toBe('2026-12-31T08:30');
  });

  test('an instant is shown on the wall of the meeting, not of this machine', () => {
    expect(clockIn('2026-12-03T01:30:00Z', 'Asia/Ho_Chi_Minh')).toBe('08:30');
    expect(wallIn('2026-12-02T18:30:00Z', 'Asia/Ho_Chi_Minh')).toBe('2026-12-03T01:30');
  });

  test('hours that do not exist, or come twice, are refused as the core refuses them', () => {
    const code = (wall: string) => {
      try {
        return momentOf(wall, 'Europe/Tallinn', null);
      } catch (reason) {
        return (reason as { code: string }).code;
      }
    };
    expect(code('2027-03-28T03:30')).toBe('time-skipped');
    expect(code('2026-10-25T03:30')).toBe('time-twice');
    expect(momentOf('2026-10-25T03:30', 'Europe/Tallinn', 'second')).toBe('2026-10-25T01:30:00.000Z');
  });
});

describe('the form of a meeting', () => {
  const open = () => makeMemoryCabinet(new URLSearchParams('as=secretary'));

  test('errors stand beside their field', async () => {
    const form = new MeetingForm(open(), { kind: 'new' });
    expect(await form.submit()).toBeNull();
    expect(form.errorPlace).toBe('title');
    form.vi = 'Phiên họp';
    [form.date, form.endTime] = ['2027-01-07', '07:00'];
    expect(await form.submit()).toBeNull();
    expect(form.errorPlace).toBe('times');
    form.endTime = '10:00';
    expect(await form.submit()).toMatch(/^new-/);
  });

  test('where an hour comes twice the form asks which is meant', async () => {
    const form = new MeetingForm(open(), { kind: 'new' });
    [form.vi, form.date, form.startTime, form.endTime] = ['Phiên họp', '2026-10-25', '03:30', '09:00'];
    form.zone = 'Europe/Tallinn';
    expect(await form.submit()).toBeNull();
    expect(form.asksTwice).toBe(true);
    form.twice = 'first';
    expect(await form.submit()).toMatch(/^new-/);
  });

  test('ticking a child brings its parent along, and a parent its children', async () => {
    const backend = open();
    const sources = copySources(await backend.meetings());
    const form = new MeetingForm(backend, { kind: 'copy', sources });
    await form.chooseSource('thematic');
    form.picking.tick('thematic-p3.2', true);
    expect([...form.picking.ticked].sort()).toEqual(['thematic-p3', 'thematic-p3.2']);
    form.picking.tick('thematic-p3', true);
    expect(form.picking.ticked.size).toBe(3);
    form.picking.tick('thematic-p3', false);
    expect(form.picking.ticked.size).toBe(0);
  });
});

test('meetings stand in groups, newest first, and drafts are the last to copy from', async () => {
  const meetings = await makeMemoryCabinet(new URLSearchParams('as=secretary')).meetings();
  expect(grouped(meetings).map(({ group }) => group)).toEqual(['drafts', 'published', 'past']);
  expect(copySources(meetings).map(({ id }) => id)).toEqual(['regular', 'past', 'thematic']);
  expect(grouped(await makeMemoryCabinet().meetings())).toEqual([]);
});

describe('what members will see change', () => {
  const said = (kind: string, item: string | null, field: string | null = null): AnnouncementView => ({
    kind,
    item,
    number: '9',
    title: { vi: 'Tờ trình', en: 'Submission' },
    field,
  });
  const items = [
    { id: 'a', number: '1', title: { vi: 'Một', en: 'One' }, missing: [] },
    { id: 'b', number: '2', title: { vi: 'Hai', en: 'Two' }, missing: ['summary_sheet'] },
  ] as unknown as PrepareItemView[];

  test('it is gathered by item, in words', () => {
    const groups = byItem(
      [
        said('meeting', null, 'starts_at'),
        said('item', 'a', 'minutes'),
        said('new_version', 'a'),
        said('new_item', 'b'),
        said('missing', 'b'),
      ],
      items,
    );
    expect(groups.map(({ number, lines }) => [number, ...lines.map((line) => line.words)])).toEqual([
      ['9', 'Thay đổi giờ bắt đầu'],
      ['1', 'Thay đổi số phút', 'Phiên bản mới: Tờ trình'],
      ['2', 'Nội dung mới'],
    ]);
    expect(groups[2]?.missing).toEqual(['summary_sheet']);
  });

  test('a new item is one line with the number of its papers', () => {
    const [group] = byItem(
      [said('new_item', 'a'), said('new_document', 'a'), said('new_document', 'a')],
      items,
    );
    expect(group?.lines.map((line) => line.words)).toEqual(['Nội dung mới, kèm 2 tài liệu']);
  });

  test('a field without words of its own is still a sentence', () => {
    const [group] = byItem([said('item', 'a', 'never_heard_of')], items);
    expect(group?.lines[0]?.words).toBe('Thay đổi một chi tiết');
  });

  test('what is missing is said in words', () => {
    expect(missingWords(['summary_sheet'])).toBe('thiếu phiếu trình');
    expect(missingWords(['summary_sheet', 'paper'])).toBe('thiếu phiếu trình và văn bản chính');
    expect(missingWords([])).toBe('');
  });
});

test('people are found without diacritics, by name or office', () => {
  const options = [
    { id: '1', words: 'Đặng Thùy Dung', within: 'Bộ trưởng Bộ Giáo dục và Đào tạo' },
    { id: '2', words: 'Phạm Quốc Cường', within: 'Bộ trưởng Bộ Tài chính' },
  ];
  expect(matchingOptions(options, 'dang dung').map(({ id }) => id)).toEqual(['1']);
  expect(matchingOptions(options, 'tai chinh').map(({ id }) => id)).toEqual(['2']);
  expect(matchingOptions(options, '')).toHaveLength(2);
});

test('lines that did not change stay the same objects', () => {
  const before = [
    { id: 'a', n: 1 },
    { id: 'b', n: 1 },
  ];
  const after = reconciled(before, [
    { id: 'b', n: 1 },
    { id: 'a', n: 2 },
  ]);
  expect(after[0]).toBe(before[1]);
  expect(after[1]).not.toBe(before[0]);
});

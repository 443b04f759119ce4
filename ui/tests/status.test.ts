import { beforeEach, describe, expect, test } from 'vitest';
import { statusWords } from '../src/device/status';
import { inGroups } from '../src/device/codes';
import type { StatusView } from '../src/ipc/bindings';
import { makeMemoryCabinet } from '../src/ipc/memory';
import { bytes, fullDate, timeLeft } from '../src/shared/dates';
import { byGivenName, folded } from '../src/shared/names';
import { matching } from '../src/shared/search';
import { words } from '../src/shared/words.svelte';

beforeEach(() => (words.locale = 'vi'));

async function status(change: Partial<StatusView>): Promise<StatusView> {
  return {
    ...(await makeMemoryCabinet().status()),
    syncing: false,
    dossiersReady: 12,
    dossiersTotal: 12,
    ...change,
  };
}

describe('status sentence', () => {
  const today = new Date(2026, 10, 21, 15, 0);

  test('offline names the hour it began', async () => {
    const since = new Date(2026, 10, 21, 9, 12).toISOString();
    const spoken = statusWords(
      await status({ online: false, lastContact: since, nWaiting: 3, nWaitingBallots: 1 }),
      today,
    );
    expect(spoken.contact).toBe('Ngoại tuyến từ 09:12');
    expect(spoken.waiting).toBe('3 mục chờ gửi, trong đó 1 phiếu');
    expect(spoken.ready).toBe('Sẵn sàng ngoại tuyến: 12/12 hồ sơ đã kiểm tra');
  });

  test('offline since another day names the day', async () => {
    const since = new Date(2026, 10, 19, 9, 12).toISOString();
    expect(statusWords(await status({ online: false, lastContact: since }), today).contact).toContain(
      '19 tháng 11',
    );
  });

  test('never says connected when offline, nor waiting when nothing waits', async () => {
    const spoken = statusWords(await status({ online: false, lastContact: null }), today);
    expect(spoken.contact).toBe('Ngoại tuyến');
    expect(spoken.waiting).toBeNull();
  });

  test('syncing gives bytes and time left', async () => {
    words.locale = 'en';
    const change = {
      online: true,
      syncing: true,
      bytesDone: 1_500_000,
      bytesTotal: 30_000_000,
      secondsLeft: 90,
    };
    expect(statusWords(await status(change), today).contact).toBe(
      'Synchronising 1.5 MB of 30 MB, 2 min left',
    );
  });

  test('what was refused or unreadable is said', async () => {
    expect(statusWords(await status({ nRefused: 1, nQuarantined: 2 }), today).trouble).toHaveLength(2);
  });
});

describe('dates', () => {
  const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute);

  test.each([
    [at(21, 15, 20), 'còn 20 phút'],
    [at(21, 19), 'còn 4 giờ'],
    [at(21, 23, 30), 'trước 23:30 hôm nay'],
    [at(22, 17), 'trước 17:00 ngày mai'],
    [at(24, 8), 'trước 08:00 thứ Ba'],
    [at(30, 8), 'trước ngày 30 tháng 11 năm 2026'],
    [at(20, 8), 'đã hết hạn ngày 20 tháng 11 năm 2026'],
  ])('%s is said as %s', (due, expected) => {
    expect(timeLeft(due.toISOString(), at(21, 15))).toBe(expected);
  });

  test('a date carries its weekday in both languages', () => {
    const day = new Date(2026, 1, 3, 8).toISOString();
    expect(fullDate(day)).toBe('Thứ Ba, ngày 03 tháng 02 năm 2026');
    words.locale = 'en';
    expect(fullDate(day)).toBe('Tuesday, 3 February 2026');
    expect(bytes(13_210_000)).toBe('13 MB');
  });
});

test('Vietnamese names are sorted by the given name', () => {
  const sorted = ['Lê Thanh Bình', 'Trần Hoài An', 'Đỗ Văn Đức', 'Bùi Thị Dung'].sort(byGivenName);
  expect(sorted).toEqual(['Trần Hoài An', 'Lê Thanh Bình', 'Bùi Thị Dung', 'Đỗ Văn Đức']);
});

test('search needs no diacritics', () => {
  const goal = (name: string) => ({ kind: 'item' as const, words: name, within: '', href: name });
  const goals = ['Đầu tư công trung hạn', 'Quyết định đầu tư', 'Nhân sự'].map(goal);
  expect(folded('Đường Ặ Ễ')).toBe('duong a e');
  expect(matching(goals, 'dau tu').map(({ words: found }) => found)).toEqual([
    'Đầu tư công trung hạn',
    'Quyết định đầu tư',
  ]);
  expect(matching(goals, 'không có')).toEqual([]);
});

test('codes are read in groups', () => {
  expect(inGroups('482913057')).toBe('482 913 057');
  expect(inGroups('K7QF-2M9D')).toBe('K7QF 2M9D');
});

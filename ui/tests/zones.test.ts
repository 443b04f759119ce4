import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cutoffWords } from '../src/meeting/cutoff';
import { clock, dateSpan, dateTime, deadline, timeLeft } from '../src/shared/dates';
import { words } from '../src/shared/words.svelte';
import { isElsewhere, wallTime } from '../src/shared/zones';

const HOME = 'Asia/Ho_Chi_Minh';
const starts = '2026-12-03T01:30:00Z';
const ends = '2026-12-03T03:30:00Z';

beforeEach(() => (words.locale = 'vi'));
afterEach(() => (words.locale = 'vi'));

test('a moment stands on the wall of its zone, weekday included', () => {
  expect(wallTime(new Date('2026-12-31T20:05:00Z'), HOME)).toEqual({
    year: 2027,
    month: 1,
    day: 1,
    weekday: 5,
    hour: 3,
    minute: 5,
  });
  expect(wallTime(new Date(starts), 'Nowhere/Never').hour).toBe(8);
});

test('a machine in the zone of the meeting, or in one with the same clock, is nowhere else', () => {
  expect(isElsewhere(new Date(starts), HOME)).toBe(false);
  expect(isElsewhere(new Date(starts), 'Asia/Bangkok')).toBe(false);
  expect(isElsewhere(new Date(starts), 'Asia/Tokyo')).toBe(true);
  expect(isElsewhere(new Date(starts), null)).toBe(false);
});

test('where the clocks agree nothing is added', () => {
  expect(dateSpan(starts, ends, HOME)).toBe(dateSpan(starts, ends));
  expect(dateTime(starts, HOME)).toBe('08:30 ngày 03 tháng 12 năm 2026');
});

describe('a meeting in another zone than this machine', () => {
  const zone = 'Europe/Paris';

  test('is told in its own time and in this machine’s, both named', () => {
    expect(clock(starts, zone)).toBe('02:30');
    expect(dateSpan(starts, ends, zone)).toBe(
      'Thứ Năm, ngày 03 tháng 12 năm 2026, từ 02:30 đến 04:30 (giờ phiên họp, GMT+1; trên máy này: từ 08:30 đến 10:30)',
    );
    words.locale = 'en';
    expect(dateTime(starts, zone)).toBe(
      '02:30, 3 December 2026 (meeting time, GMT+1; on this computer: 08:30)',
    );
  });

  test('names the day of this machine where it is another one', () => {
    expect(dateTime('2026-12-03T20:00:00Z', zone)).toContain('trên máy này: 03:00 ngày 04 tháng 12 năm 2026');
    expect(dateSpan('2026-12-03T20:00:00Z', '2026-12-03T21:00:00Z', zone)).toContain(
      'Thứ Sáu, ngày 04 tháng 12 năm 2026, từ 03:00 đến 04:00)',
    );
  });

  test('has its deadline on the day of its own calendar', () => {
    const now = new Date('2026-12-03T02:00:00Z');
    const at = '2026-12-03T22:00:00Z';
    expect(deadline(at, now, zone)).toMatch(/^23:00 hôm nay \(/);
    expect(deadline(at, now, HOME)).toBe('05:00 ngày mai');
    expect(timeLeft(at, now, zone)).toMatch(/^trước 23:00 hôm nay \(giờ phiên họp, GMT\+1; .*05:00/);
    expect(cutoffWords(at, now, zone)?.words).toContain('GMT+1');
  });

  test('what is relative needs no zone', () => {
    expect(timeLeft(ends, new Date(starts), zone)).toBe('còn 2 giờ');
  });
});

test('a meeting of several days names its last day', () => {
  expect(dateSpan(starts, '2026-12-04T04:00:00Z', HOME)).toBe(
    'Thứ Năm, ngày 03 tháng 12 năm 2026, từ 08:30 đến 11:00 ngày 04 tháng 12 năm 2026',
  );
});

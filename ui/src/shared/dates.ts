import { t, words } from './words.svelte';
import { daysBetween, isElsewhere, offsetWords, wallTime, type WallTime, type Zone } from './zones';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Where a zone is given, the time is the zone's; where this machine's clock shows another one, that is said as well.

/** The time of day on a 24-hour clock, such as `09:12`. */
export function clock(at: string, zone?: Zone): string {
  return clockOf(wallTime(new Date(at), zone));
}

/** The date in words with its weekday. */
export function fullDate(at: string, zone?: Zone): string {
  const wall = wallTime(new Date(at), zone);
  return t('date-full', { weekday: t(`weekday-${wall.weekday}`), ...dateParts(wall) });
}

/** The date in words without the weekday. */
export function shortDate(at: string, zone?: Zone): string {
  return t('date-short', dateParts(wallTime(new Date(at), zone)));
}

/** The time of day with the date in words. */
export function dateTime(at: string, zone?: Zone): string {
  return withHere(t('date-time', { time: clock(at, zone), date: shortDate(at, zone) }), at, zone);
}

/** A meeting's date with its first and last hour. */
export function dateSpan(from: string, to: string, zone?: Zone): string {
  const there = spanIn(from, to, zone);
  if (!isElsewhere(new Date(from), zone)) return there;
  const isSameDay = shortDate(from, zone) === shortDate(from) && shortDate(to, zone) === shortDate(to);
  const clocks = t('clock-span', { from: clock(from), to: clock(to) });
  return both(there, from, zone, isSameDay ? clocks : spanIn(from, to));
}

function spanIn(from: string, to: string, zone?: Zone): string {
  const clocks = { from: clock(from, zone), to: clock(to, zone) };
  if (shortDate(from, zone) === shortDate(to, zone))
    return t('date-span', { date: fullDate(from, zone), ...clocks });
  return t('date-span-days', { date: fullDate(from, zone), last: shortDate(to, zone), ...clocks });
}

/** How long is left until `at`: relative under a day, absolute beyond. */
export function timeLeft(at: string, now: Date, zone?: Zone): string {
  const date = new Date(at);
  const left = date.getTime() - now.getTime();
  if (left <= 0) return t('left-over', { date: shortDate(at, zone) });
  if (left < HOUR) return t('left-minutes', { n: Math.max(1, Math.floor(left / MINUTE)) });
  if (left < 6 * HOUR) return t('left-hours', { n: Math.floor(left / HOUR) });
  const days = daysBetween(now, date, zone);
  if (days >= 7) return t('left-date', { date: shortDate(at, zone) });
  const [time, weekday] = [clock(at, zone), t(`weekday-in-${wallTime(date, zone).weekday}`)];
  const key = days === 0 ? 'left-today' : days === 1 ? 'left-tomorrow' : 'left-weekday';
  return withHere(t(key, { time, weekday }), at, zone);
}

/** A moment as one names it to people: the weekday within a week, the date beyond. */
export function deadline(at: string, now: Date, zone?: Zone): string {
  const date = new Date(at);
  const days = daysBetween(now, date, zone);
  const [time, weekday] = [clock(at, zone), t(`weekday-in-${wallTime(date, zone).weekday}`)];
  const [key, words] =
    days === 0
      ? ['at-today', { time }]
      : days === 1
        ? ['at-tomorrow', { time }]
        : days > 1 && days < 7
          ? ['at-weekday', { time, weekday }]
          : ['at-date', { time, date: shortDate(at, zone) }];
  return withHere(t(key, words), at, zone);
}

/** Adds what this machine's clock shows, with both named, where it differs. */
function withHere(there: string, at: string, zone: Zone): string {
  if (!isElsewhere(new Date(at), zone)) return there;
  const isSameDay = shortDate(at, zone) === shortDate(at);
  const here = isSameDay ? clock(at) : t('at-date', { time: clock(at), date: shortDate(at) });
  return both(there, at, zone, here);
}

function both(there: string, at: string, zone: Zone, here: string): string {
  return t('time-both', { there, zone: offsetWords(new Date(at), zone ?? ''), here });
}

/** How long ago `at` was: relative under a day, the date beyond. */
export function timeAgo(at: string, now: Date): string {
  const past = now.getTime() - new Date(at).getTime();
  if (past < MINUTE) return t('ago-now');
  if (past < HOUR) return t('ago-minutes', { n: Math.floor(past / MINUTE) });
  if (past < DAY) return t('ago-hours', { n: Math.floor(past / HOUR) });
  return dateTime(at);
}

/** A length of time in its largest unit. */
export function duration(seconds: number): string {
  if (seconds < 60) return t('duration-seconds', { n: Math.max(1, Math.round(seconds)) });
  if (seconds < 3600) return t('duration-minutes', { n: Math.round(seconds / 60) });
  return t('duration-hours', { n: Math.round(seconds / 3600) });
}

/** A length in bytes, in decimal units with at most one decimal. */
export function bytes(length: number): string {
  const units = ['b', 'kb', 'mb', 'gb'] as const;
  let n = length;
  let unit = 0;
  while (n >= 1000 && unit < units.length - 1) {
    n /= 1000;
    unit += 1;
  }
  return t(`bytes-${units[unit]}`, { n: n < 10 ? Math.round(n * 10) / 10 : Math.round(n) });
}

function clockOf({ hour, minute }: WallTime): string {
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

function dateParts({ day, month, year }: WallTime): { day: string; month: string; year: string } {
  const spelled = words.locale === 'vi' ? twoDigits(day) : String(day);
  return { day: spelled, month: t(`month-${month}`), year: String(year) };
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}

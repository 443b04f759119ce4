import { t, words } from './words.svelte';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The time of day on a 24-hour clock, such as `09:12`. */
export function clock(at: string): string {
  const date = new Date(at);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** The date in words with its weekday. */
export function fullDate(at: string): string {
  const date = new Date(at);
  return t('date-full', { weekday: t(`weekday-${date.getDay()}`), ...dateParts(date) });
}

/** The date in words without the weekday. */
export function shortDate(at: string): string {
  return t('date-short', dateParts(new Date(at)));
}

/** The time of day with the date in words. */
export function dateTime(at: string): string {
  return t('date-time', { time: clock(at), date: shortDate(at) });
}

/** A meeting's date with its first and last hour. */
export function dateSpan(from: string, to: string): string {
  return t('date-span', { date: fullDate(from), from: clock(from), to: clock(to) });
}

/** How long is left until `at`: relative under a day, absolute beyond. */
export function timeLeft(at: string, now: Date): string {
  const date = new Date(at);
  const left = date.getTime() - now.getTime();
  if (left <= 0) return t('left-over', { date: shortDate(at) });
  if (left < HOUR) return t('left-minutes', { n: Math.max(1, Math.floor(left / MINUTE)) });
  if (left < 6 * HOUR) return t('left-hours', { n: Math.floor(left / HOUR) });
  const days = daysBetween(now, date);
  const time = clock(at);
  if (days === 0) return t('left-today', { time });
  if (days === 1) return t('left-tomorrow', { time });
  if (days < 7) return t('left-weekday', { time, weekday: t(`weekday-in-${date.getDay()}`) });
  return t('left-date', { date: shortDate(at) });
}

/** A moment as one names it to people: the weekday within a week, the date beyond. */
export function deadline(at: string, now: Date): string {
  const date = new Date(at);
  const time = clock(at);
  const days = daysBetween(now, date);
  if (days === 0) return t('at-today', { time });
  if (days === 1) return t('at-tomorrow', { time });
  if (days > 1 && days < 7) return t('at-weekday', { time, weekday: t(`weekday-in-${date.getDay()}`) });
  return t('at-date', { time, date: shortDate(at) });
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

function dateParts(date: Date): { day: string; month: string; year: string } {
  const day = words.locale === 'vi' ? twoDigits(date.getDate()) : String(date.getDate());
  return { day, month: t(`month-${date.getMonth() + 1}`), year: String(date.getFullYear()) };
}

function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(to) - midnight(from)) / DAY);
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}

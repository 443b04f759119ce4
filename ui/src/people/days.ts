import { shortDate } from '../shared/dates';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day such as `2026-12-01` in words; what is no day stands as it is. */
export function dayWords(day: string): string {
  return DAY.test(day) ? shortDate(`${day}T00:00`) : day;
}

/** The day some days after another; empty where there is none to count from. */
export function dayPlus(day: string, days: number): string {
  if (!DAY.test(day)) return '';
  const at = new Date(`${day}T00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

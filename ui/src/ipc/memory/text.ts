import type { TextView } from '../bindings';

/** A bilingual text. */
export function text(vi: string, en: string): TextView {
  return { vi, en };
}

const HOUR = 3_600_000;

/** A moment some hours from the opening of the cabinet, on the full hour. */
export function hoursFromNow(hours: number): string {
  const at = Math.round(Date.now() / HOUR) * HOUR + hours * HOUR;
  return new Date(at).toISOString();
}

/** A moment some days from now at the given local hour. */
export function daysFromNow(days: number, hour: number, minute = 0): string {
  const at = new Date();
  at.setDate(at.getDate() + days);
  at.setHours(hour, minute, 0, 0);
  return at.toISOString();
}

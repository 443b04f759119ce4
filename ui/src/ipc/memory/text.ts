import type { TextView } from '../bindings';
import { momentOf, wallOf } from './prepare-times';

/** A bilingual text. */
export function text(vi: string, en: string): TextView {
  return { vi, en };
}

/** The zone of the in-memory cabinet, wherever the machine stands. */
export const ZONE = 'Asia/Ho_Chi_Minh';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A moment some hours from the opening of the cabinet, on the full hour. */
export function hoursFromNow(hours: number): string {
  const at = Math.round(Date.now() / HOUR) * HOUR + hours * HOUR;
  return new Date(at).toISOString();
}

/** A moment some days from now at the given hour of the cabinet's zone. */
export function daysFromNow(days: number, hour: number, minute = 0): string {
  const day = wallOf(Date.now() + days * DAY, ZONE).slice(0, 10);
  const [hours, minutes] = [hour, minute].map((n) => String(n).padStart(2, '0'));
  return momentOf(`${day}T${hours}:${minutes}`, ZONE, null);
}

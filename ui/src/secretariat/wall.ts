import { folded } from '../shared/names';

/** A wall time such as `2026-12-03T08:30`, in the two fields it is typed in. */
export interface Wall {
  date: string;
  time: string;
}

/** The zone of a new meeting where the body does not say otherwise. */
export const HOME_ZONE = 'Asia/Ho_Chi_Minh';

/** Takes a wall time apart. */
export function splitWall(wall: string | null): Wall {
  const [date = '', time = ''] = (wall ?? '').split('T');
  return { date, time: time.slice(0, 5) };
}

/** Puts a wall time together; `null` while a part is missing or is no date or time. */
export function joinWall({ date, time }: Wall): string | null {
  const clock = spelledTime(time);
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && clock ? `${date}T${clock}` : null;
}

/** A time of day as people type it (`8:30`, `830`, `8h30`, `8`) on a 24-hour clock; `null` where it is none. */
export function spelledTime(typed: string): string | null {
  const found =
    /^(\d{1,2})(?:[:.hg ]+(\d{2})?)?$/i.exec(typed.trim()) ?? /^(\d{1,2})(\d{2})$/.exec(typed.trim());
  if (!found) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)];
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** The same day of the week and hour four weeks later, as the next session of a monthly series. */
export function monthLater(wall: string): string {
  const { date, time } = splitWall(wall);
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return wall;
  day.setUTCDate(day.getUTCDate() + 28);
  return `${day.toISOString().slice(0, 10)}T${time}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The time of day of an instant on the wall of a zone. */
export function clockIn(at: string, zone: string): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const make = () => new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  return kept(clocks, zone, make).format(new Date(at));
}

/** The wall time of an instant in a zone, such as `2026-12-03T08:30`. */
export function wallIn(at: string, zone: string): string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const make = () => new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone });
  return `${kept(calendars, zone, make).format(new Date(at))}T${clockIn(at, zone)}`;
}

/** Making a format costs far more than using it, and an agenda shows a hundred times at once. */
function kept(
  formats: Map<string, Intl.DateTimeFormat>,
  zone: string,
  make: () => Intl.DateTimeFormat,
): Intl.DateTimeFormat {
  const format = formats.get(zone) ?? make();
  formats.set(zone, format);
  return format;
}

/** How far a zone is from Greenwich now, such as `GMT+7`. */
export function offsetOf(zone: string): string {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' });
  return format.formatToParts(new Date()).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** A zone's city, as it stands in its name. */
export function cityOf(zone: string): string {
  return zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
}

const OLDER_NAMES: Record<string, string> = { 'Asia/Saigon': HOME_ZONE };

/** Every zone this machine knows, home first. */
export function allZones(): string[] {
  const known = Intl.supportedValuesOf('timeZone').map((zone) => OLDER_NAMES[zone] ?? zone);
  return [HOME_ZONE, ...new Set(known.filter((zone) => zone !== HOME_ZONE)), 'UTC'];
}

/** Whether a wall time ends after it began. */
export function isSpan(starts: string, ends: string): boolean {
  return starts < ends;
}

/** Whether words occur in a zone's name, diacritics or not. */
export function zoneMatches(zone: string, typed: string): boolean {
  const haystack = folded(zone.replace(/[/_]/g, ' '));
  return folded(typed)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

/** A moment as it stands on a wall: `month` from 1, `weekday` from Sunday as 0. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
}

/** An IANA zone; this machine's where it is absent. */
export type Zone = string | null | undefined;

const formats = new Map<string, Intl.DateTimeFormat | null>();

/** A moment on the wall of a zone; a zone this machine does not know is read as its own. */
export function wallTime(at: Date, zone?: Zone): WallTime {
  const format = zone ? formatOf(zone) : null;
  if (!format) {
    const [year, month, day] = [at.getFullYear(), at.getMonth() + 1, at.getDate()];
    return { year, month, day, weekday: at.getDay(), hour: at.getHours(), minute: at.getMinutes() };
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(), hour, minute };
}

/** Whether the clock of this machine shows something else at that moment than the clock of the zone. */
export function isElsewhere(at: Date, zone: Zone): boolean {
  if (!zone || Number.isNaN(at.getTime())) return false;
  const [there, here] = [wallTime(at, zone), wallTime(at)];
  return there.hour !== here.hour || there.minute !== here.minute || there.day !== here.day;
}

/** Whole days from one moment to another by the calendar of a zone. */
export function daysBetween(from: Date, to: Date, zone?: Zone): number {
  const midnight = (date: Date) => {
    const { year, month, day } = wallTime(date, zone);
    return Date.UTC(year, month - 1, day);
  };
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

/** How far a zone is from Greenwich at a moment, such as `GMT+7`. */
export function offsetWords(at: Date, zone: string): string {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' });
    return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  } catch {
    return zone;
  }
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = makeFormat(zone);
  formats.set(zone, made);
  return made;
}

function makeFormat(zone: string): Intl.DateTimeFormat | null {
  const numeric = 'numeric' as const;
  const parts = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric };
  try {
    return new Intl.DateTimeFormat('en-GB', { ...parts, hourCycle: 'h23', timeZone: zone });
  } catch {
    return null;
  }
}

import type { ErrorView, TwiceInput } from '../bindings';

const DAY = 86_400_000;

/** The instant of a wall time in a zone; throws an `ErrorView` where it names none, or two. */
export function momentOf(wall: string, zone: string, twice: TwiceInput | null): string {
  const plain = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(plain)) throw problem('time-unreadable');
  const offsets = new Set([plain - DAY, plain + DAY].map((at) => offsetAt(at, zone)));
  const found = [...offsets].map((offset) => plain - offset).filter((at) => wallOf(at, zone) === wall);
  found.sort((one, other) => one - other);
  if (found.length === 0) throw problem('time-skipped');
  if (found.length > 1 && twice === null) throw problem('time-twice');
  return new Date((twice === 'second' ? found.at(-1) : found[0]) ?? plain).toISOString();
}

/** The wall time of an instant in a zone, such as `2026-12-03T08:30`. */
export function wallOf(at: number, zone: string): string {
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16);
}

/** An error as the core would reject with. */
export function problem(code: string): ErrorView {
  return { code, details: {} };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format is made once for each zone: making one costs far more than using it. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  formats.set(zone, made);
  return made;
}

const QUARTER = 15 * 60_000;
const offsets = new Map<string, number>();

/** How far a zone is from Greenwich at an instant; zones change on the quarter of an hour. */
function offsetAt(at: number, zone: string): number {
  const key = `${zone} ${Math.floor(at / QUARTER)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  const wall = Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:00Z`);
  const offset = wall - Math.floor(at / 60_000) * 60_000;
  offsets.set(key, offset);
  return offset;
}

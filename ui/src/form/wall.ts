/** The day and the time of a wall time such as `2026-12-03T17:00`; empty where there is none. */
export function splitWall(wall: string): { day: string; time: string } {
  const [day = '', time = ''] = wall.split('T');
  return { day, time: time.slice(0, 5) };
}

/** The wall time of a day and a time; empty without a day, at 17:00 where the time is missing or no time of day. */
export function joinWall(day: string, time: string): string {
  return day ? `${day}T${clockOf(time) ?? '17:00'}` : '';
}

/** A time of day as people type it (`9`, `9h30`, `17.00`, `1700`) on a 24-hour clock; `null` where it is none. */
export function clockOf(typed: string): string | null {
  const found = /^(\d{1,2})(?:\s*[:.hg]\s*|(?=\d{2}$))?(\d{2})?$/.exec(typed.trim().toLowerCase());
  const [hour, minute] = [Number(found?.[1] ?? NaN), Number(found?.[2] ?? 0)];
  if (!(hour <= 23 && minute <= 59)) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

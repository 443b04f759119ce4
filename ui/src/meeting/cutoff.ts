import { deadline } from '../shared/dates';
import { t } from '../shared/words.svelte';
import type { Zone } from '../shared/zones';

/** Until when positions count, in words; `null` where the meeting sets no time. */
export function cutoffWords(
  positionsBy: string | null,
  now: Date,
  zone?: Zone,
): { words: string; over: boolean } | null {
  if (!positionsBy) return null;
  const over = new Date(positionsBy) <= now;
  const when = deadline(positionsBy, now, zone);
  return { words: t(over ? 'position-cutoff-over' : 'position-cutoff', { when }), over };
}

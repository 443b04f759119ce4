import { folded } from '../shared/names';

/** A handle for somebody new: the given name, then first letters of the others, then a number until it is free. */
export function handleFor(name: string, taken: ReadonlySet<string>): string {
  const words = folded(name)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const given = words.at(-1);
  if (!given) return '';
  const letters = words.slice(0, -1).map((word) => word[0] ?? '');
  const wanted = [given, letters.join('')].filter(Boolean).join('_');
  let [handle, n] = [wanted, 2];
  for (; taken.has(handle); n += 1) handle = `${wanted}${n}`;
  return handle;
}

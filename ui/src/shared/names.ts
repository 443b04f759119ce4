/** Sorts Vietnamese names by the given name, which stands last, then by the whole name. */
export function byGivenName(one: string, other: string): number {
  const collator = new Intl.Collator('vi');
  const given = (name: string) => name.trim().split(/\s+/).at(-1) ?? '';
  return collator.compare(given(one), given(other)) || collator.compare(one, other);
}

/** Lower case without diacritics, so that `quyet dinh` finds `Quyết định`. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

import type { TextView } from '../ipc/bindings';

/** A text in both languages; English follows the Vietnamese where nobody translated it. */
export function spelled(vi: string, en: string): TextView {
  return { vi: vi.trim(), en: en.trim() || vi.trim() };
}

/** What stands in the English field: nothing while it only follows the Vietnamese. */
export function ownEnglish(text: TextView): string {
  return text.en === text.vi ? '' : text.en;
}

/** Whether two texts say the same. */
export function sameText(one: TextView, other: TextView): boolean {
  return one.vi === other.vi && one.en === other.en;
}

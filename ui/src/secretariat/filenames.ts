import type { DocumentRoleView } from '../ipc/bindings';
import { folded } from '../shared/names';

/** A title out of a file's name: without its ending, with spaces for lines and dots. */
export function titleFromName(name: string): string {
  const bare = name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[_+]+|(?<=\S)-(?=\S)/g, ' ')
    .replace(/\s+/g, ' ')
    .normalize('NFC')
    .trim();
  return bare.charAt(0).toLocaleUpperCase('vi') + bare.slice(1);
}

const WORDS: [DocumentRoleView, RegExp][] = [
  ['summary_sheet', /phieu trinh|^pt |summary|tom tat/],
  ['attachment', /phu luc|^pl |annex|appendix|attachment|kem theo|bang tong hop|danh muc/],
];

/** The part in the dossier that a file's name speaks of; a paper where it says nothing. */
export function roleFromName(name: string): DocumentRoleView {
  const words = folded(titleFromName(name));
  return WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'paper';
}

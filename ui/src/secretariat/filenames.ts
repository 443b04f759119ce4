import type { DocumentRoleView } from '../ipc/bindings';
import { folded } from '../shared/names';

/** What the file dialog offers: PDF, and office files that are made into PDF. What a file is, the core finds out. */
export const OFFERED = [
  'application/pdf',
  '.pdf',
  ...['.docx', '.docm', '.doc', '.odt', '.dotx', '.dot', '.ott'],
  ...['.xlsx', '.xlsm', '.xlsb', '.xls', '.ods'],
  ...['.pptx', '.pptm', '.ppsx', '.ppt', '.odp'],
].join(',');

/** Whether a file will be made into PDF after it was read, by its name. */
export function isMadeIntoPdf(name: string): boolean {
  return !/\.pdf$/i.test(name);
}

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

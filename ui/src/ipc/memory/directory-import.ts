import type {
  ErrorView,
  ImportLineView,
  ImportProblemView,
  PeopleImportView,
  PersonLineView,
  RoleView,
} from '../bindings';
import { folded } from '../../shared/names';
import { dayFromNow, handleOf } from './directory-scene';
import { text } from './text';

const HEADINGS: Record<string, string[]> = {
  handle: ['handle', 'ma', 'bi danh', 'ten tat'],
  name: ['ho va ten', 'ho ten', 'name', 'full name'],
  office_vi: ['chuc vu', 'office'],
  office_en: ['chuc vu (tieng anh)', 'office (english)', 'office en'],
  mail: ['thu dien tu', 'email', 'mail'],
  role: ['vai tro', 'role'],
  advises: ['co van cho', 'giup viec cho', 'advises'],
  clearance: ['do mat', 'clearance'],
  votes: ['so phieu', 'votes'],
  from: ['tu ngay', 'from'],
  until: ['den ngay', 'until'],
};
const ROLES: Record<string, RoleView> = {
  'nguoi chu tri': 'chair',
  chair: 'chair',
  'thanh vien': 'member',
  member: 'member',
  'giup viec': 'adviser',
  adviser: 'adviser',
  'ban thu ky': 'secretariat',
  secretariat: 'secretariat',
  'khach moi': 'invitee',
  invitee: 'invitee',
};

/** Reads a list of people as the core does, but for its rarer forms; nothing is changed. */
export function readList(
  bytes: Uint8Array,
  known: PersonLineView[],
  id: string,
  me: string,
): PeopleImportView {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) throw problem('import-is-workbook');
  if (bytes.subarray(0, 4096).includes(0) && bytes[0] !== 0xff) throw problem('import-unreadable');
  const { encoding, written } = decoded(bytes);
  const separator = [';', '\t', ','].find((one) => (written.split('\n')[0] ?? '').includes(one)) ?? ',';
  const [headings = [], ...rows] = rowsOf(written, separator);
  const columns = headings.map((heading) => ({ heading, field: fieldOf(heading) }));
  const missing = ['name', 'role'].filter((field) => !columns.some((column) => column.field === field));
  const lines = missing.length > 0 ? [] : rows.map((cells, n) => lineOf(columns, cells, n + 2, known, me));
  for (const line of lines) {
    const first = lines.find((one) => one.handle === line.handle);
    if (first && first !== line) spoil(line, 'handle', 'import-twice', String(first.line));
  }
  const n = (does: ImportLineView['does']) => lines.filter((line) => line.does === does).length;
  const counts = { nNew: n('new'), nChanged: n('changes'), nSame: n('same'), nBad: n('bad') };
  return { import: id, encoding, separator, columns, missing, lines, ...counts };
}

/** Writes the lines that make or change somebody, but those left out. */
export function carriedOut(
  people: PersonLineView[],
  read: PeopleImportView,
  leaveOut: number[],
  body: string,
): void {
  for (const line of read.lines) {
    if (leaveOut.includes(line.line) || line.does === 'bad' || line.does === 'same') continue;
    const found = people.find((one) => one.handle === line.handle);
    if (found) {
      Object.assign(found, { mail: line.mail || found.mail });
      Object.assign(found.person, { name: line.name, office: line.office });
      continue;
    }
    const person = { id: `person-${read.import}-${line.line}`, name: line.name, office: line.office };
    const seat = {
      id: `seat-${person.id}`,
      body,
      role: line.role ?? 'invitee',
      advises: null,
      advisesName: null,
      clearance: 'internal' as const,
      votes: 1,
      from: dayFromNow(0),
      until: null,
      state: 'now' as const,
    };
    people.push({
      person,
      handle: line.handle,
      mail: line.mail,
      removed: false,
      isMe: false,
      seats: [seat],
    });
  }
}

function lineOf(
  columns: PeopleImportView['columns'],
  cells: string[],
  line: number,
  known: PersonLineView[],
  me: string,
): ImportLineView {
  const cell = (field: string) => {
    const at = columns.findIndex((column) => column.field === field);
    return (cells[at] ?? '').trim();
  };
  const [name, role] = [cell('name'), cell('role')];
  const handle = cell('handle').toLowerCase() || handleOf(name);
  const office = text(cell('office_vi'), cell('office_en') || cell('office_vi'));
  const mail = cell('mail');
  const problems: ImportProblemView[] = [];
  const bad = (field: string, code: string, detail: string) => problems.push({ field, code, detail });
  if (!name) bad('name', 'import-name-empty', '');
  if (!ROLES[folded(role)]) bad('role', 'import-role', role);
  if (mail && !/^[^\s@]+@[^\s@]+$/.test(mail)) bad('mail', 'import-mail', mail);
  for (const field of ['from', 'until'])
    if (cell(field) && !isDay(cell(field))) bad(field, 'import-date', cell(field));
  const there = known.find((one) => one.handle === handle && !one.removed);
  if (there?.person.id === me) bad('role', 'import-own-rights', '');
  const likeness = known.find((one) => !there && folded(one.person.name) === folded(name));
  const isBad = problems.length > 0;
  if (likeness) bad('name', 'import-looks-like', likeness.person.name);
  const changes = there ? changed(there, { name, office_vi: office.vi, mail }) : [];
  const does = isBad ? 'bad' : !there ? 'new' : changes.length > 0 ? 'changes' : 'same';
  return { line, handle, name, office, mail, role: ROLES[folded(role)] ?? null, does, changes, problems };
}

function isDay(written: string): boolean {
  const [day, month, year] = written.split('/');
  const iso = year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : written;
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(`${iso}T00:00Z`));
}

function changed(there: PersonLineView, now: Record<string, string>): string[] {
  const was: Record<string, string> = {
    name: there.person.name,
    office_vi: there.person.office.vi,
    mail: there.mail,
  };
  return Object.keys(now).filter((field) => now[field] !== '' && now[field] !== was[field]);
}

function spoil(line: ImportLineView, field: string, code: string, detail: string): void {
  line.does = 'bad';
  line.problems.push({ field, code, detail });
}

function fieldOf(heading: string): string | null {
  const wanted = folded(heading).trim();
  return Object.keys(HEADINGS).find((field) => HEADINGS[field]?.includes(wanted)) ?? null;
}

function decoded(bytes: Uint8Array): { encoding: string; written: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { encoding: 'UTF-16LE', written: new TextDecoder('utf-16le').decode(bytes) };
  try {
    return { encoding: 'UTF-8', written: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const written = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
    return { encoding: 'windows-1258', written };
  }
}

function rowsOf(written: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let [cell, quoted] = ['', false];
  const end = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (const [at, one] of [...written].entries()) {
    if (one === '"') quoted = !quoted;
    else if (one === separator && !quoted) end();
    else if (one === '\n' && !quoted) {
      end();
      if (at < written.length - 1) rows.push([]);
    } else if (one !== '\r') cell += one;
  }
  if (cell) end();
  return rows.filter((row) => row.some((value) => value.trim() !== ''));
}

function problem(code: string): ErrorView {
  return { code, details: {} };
}

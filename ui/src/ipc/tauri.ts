import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Backend, PictureInput, Topic } from './backend';

/** The backend of the desktop program: every call goes to the Rust core. */
export const tauriBackend: Backend = {
  appView: () => invoke('app_view'),
  enrol: (input) => invoke('enrol', { input }),
  tryDemo: () => invoke('try_demo'),
  unlock: (passphrase) => invoke('unlock', { passphrase }),
  lock: () => invoke('lock'),
  setLocale: (locale) => invoke('set_locale', { locale }),
  setTheme: (theme) => invoke('set_theme', { theme }),
  status: () => invoke('status'),
  syncNow: () => invoke('sync_now'),
  kept: () => invoke('kept'),
  meetings: () => invoke('meetings'),
  agenda: (meeting) => invoke('agenda', { meeting }),
  expected: () => invoke('expected'),
  dossier: (item) => invoke('dossier', { item }),
  openDocument: (document, version) => invoke('open_document', { document, version }),
  givePassword: (document, version, password) => invoke('give_password', { document, version, password }),
  pageText: (address) => invoke('page_text', { ...address }),
  pageProblem: (address) => invoke('page_problem', { ...address }),
  pageUrl: ({ document, version, page }, picture) =>
    `${convertFileSrc('', 'page')}${document}/${version}/${page}?${pictureQuery(picture)}`,
  wantPages: (document, version, first, last) => invoke('want_pages', { document, version, first, last }),
  pageParts: (address) => invoke('page_parts', { ...address }),
  rememberPage: (document, page) => invoke('remember_page', { document, page }),
  annotations: (document, version) => invoke('annotations', { document, version }),
  annotate: (input) => invoke('annotate', { input }),
  reshape: (inputs) => invoke('reshape', { inputs }),
  setErased: (annotations, erased) => invoke('set_erased', { annotations, erased }),
  layAside: (annotation, version) => invoke('lay_aside', { annotation, version }),
  editNote: (annotation, text) => invoke('edit_note', { annotation, text }),
  undoMarks: (document) => invoke('undo_marks', { document }),
  redoMarks: (document) => invoke('redo_marks', { document }),
  noteReaders: (document, version) => invoke('note_readers', { document, version }),
  shareNotes: (input) => invoke('share_notes', { input }),
  unshareNotes: (annotations) => invoke('unshare_notes', { annotations }),
  takeOver: (document, notes) => invoke('take_over', { document, notes }),
  ownSharing: () => invoke('own_sharing'),
  confirmSharingKey: (person, code) => invoke('confirm_sharing_key', { person, code }),
  findInPaper: (document, version, words) => invoke('find_in_paper', { document, version, words }),
  search: (input) => invoke('search', { input }),
  changes: (document, from, to) => invoke('changes', { document, from, to }),
  signatures: (document, version) => invoke('signatures', { document, version }),
  openAddress: (address) => invoke('open_address', { address }),
  saveMarkedCopy: (document, version) => invoke('save_marked_copy', { document, version }),
  saveNotes: (document, version, format) => invoke('save_notes', { document, version, format }),
  readXfdf: (document, version, bytes) =>
    invoke('read_xfdf', bytes, { headers: { 'x-document': document, 'x-version': String(version) } }),
  printPaper: (document, version) => invoke('print_paper', { document, version }),
  statePosition: (input) => invoke('state_position', { input }),
  act: (input) => invoke('act', { input }),
  undo: () => invoke('undo'),
  redo: () => invoke('redo'),
  prepare: (meeting) => invoke('prepare', { meeting }),
  forms: () => invoke('forms'),
  form: (form) => invoke('form', { form }),
  beginFile: (length) => invoke('begin_file', { length }),
  appendFile: (file, offset, piece) =>
    invoke('append_file', piece, { headers: { 'x-file': file, 'x-offset': String(offset) } }),
  finishFile: (file, name, item) => invoke('finish_file', { file, name, item }),
  dropFile: (file) => invoke('drop_file', { file }),
  poll: (poll) => invoke('poll', { poll }),
  castBallot: (input) => invoke('cast_ballot', { input }),
  devices: () => invoke('devices'),
  approveDevice: (device) => invoke('approve_device', { device }),
  revokeDevice: (device) => invoke('revoke_device', { device }),
  recoveryCode: () => invoke('recovery_code'),
  restoreNoteKey: (code) => invoke('restore_note_key', { code }),
  people: () => invoke('people'),
  readPeople: (bytes) => invoke('read_people', bytes),
  administeredDevices: () => invoke('administered_devices'),
  revokeAnyDevice: (device) => invoke('revoke_any_device', { device }),
  makeEnrolmentCode: (person) => invoke('make_enrolment_code', { person }),
  trail: (input) => invoke('trail', { input }),
  saveTrail: (input) => invoke('save_trail', { input }),
  saveReport: (form, format) => invoke('save_report', { form, format }),
  saveCalendar: (meeting) => invoke('save_calendar', { meeting }),
  saveBook: (meeting) => invoke('save_book', { meeting }),
  onChanged(listener) {
    const stopped = listen<Topic>('changed', (event) => listener(event.payload));
    return () => void stopped.then((stop) => stop());
  },
};

const KINDS = { visible: 'v', next: 'n', thumbnail: 't' };

function pictureQuery({ width, tile, rotation, kind }: PictureInput): string {
  const part = tile ? `&x=${tile.x}&y=${tile.y}&tw=${tile.w}&th=${tile.h}` : '';
  const turn = rotation === 0 ? '' : `&r=${rotation}`;
  return `w=${width}${part}${turn}&k=${KINDS[kind]}`;
}

import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Backend, Topic } from './backend';

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
  pageText: (address) => invoke('page_text', { ...address }),
  pageProblem: (address) => invoke('page_problem', { ...address }),
  pageUrl: ({ document, version, page }, pixelsWide) =>
    `${convertFileSrc('', 'page')}${document}/${version}/${page}?w=${pixelsWide}`,
  rememberPage: (document, page) => invoke('remember_page', { document, page }),
  annotations: (document) => invoke('annotations', { document }),
  annotate: (input) => invoke('annotate', { input }),
  editNote: (annotation, text) => invoke('edit_note', { annotation, text }),
  setErased: (annotation, erased) => invoke('set_erased', { annotation, erased }),
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

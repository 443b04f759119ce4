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
  statePosition: (item, value) => invoke('state_position', { item, value }),
  poll: (poll) => invoke('poll', { poll }),
  castBallot: (input) => invoke('cast_ballot', { input }),
  devices: () => invoke('devices'),
  approveDevice: (device) => invoke('approve_device', { device }),
  revokeDevice: (device) => invoke('revoke_device', { device }),
  recoveryCode: () => invoke('recovery_code'),
  restoreNoteKey: (code) => invoke('restore_note_key', { code }),
  onChanged(listener) {
    const stopped = listen<Topic>('changed', (event) => listener(event.payload));
    return () => void stopped.then((stop) => stop());
  },
};

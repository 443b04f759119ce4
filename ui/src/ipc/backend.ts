import type {
  ActInput,
  AdministeredDeviceView,
  AgendaView,
  AnnotationInput,
  AnnotationView,
  AppView,
  BallotInput,
  DeviceView,
  DoneView,
  DossierView,
  EnrolInput,
  EnrolmentCodeView,
  ErrorView,
  ExpectedView,
  FormLineView,
  FormView,
  KeptView,
  MeetingView,
  MyBallotView,
  MyPositionView,
  OpenedView,
  PageTextView,
  PeopleImportView,
  PeopleView,
  PollView,
  PositionInput,
  PrepareView,
  ReportFormatView,
  SavedFileView,
  StatusView,
  TakenFileView,
  TrailInput,
  TrailView,
} from './bindings';

/** What the core says has changed; never data, so that the window asks again. */
export type Topic = 'status' | 'agenda' | 'annotations' | 'polls' | 'files' | 'devices' | 'app';

/** Names one page of one version of a document; `page` counts from 0. */
export interface PageAddress {
  document: string;
  version: number;
  page: number;
}

/** The whole face of the core towards the window; a refused call rejects with an `ErrorView`. */
export interface Backend {
  appView(): Promise<AppView>;
  enrol(input: EnrolInput): Promise<void>;
  tryDemo(): Promise<void>;
  unlock(passphrase: string | null): Promise<void>;
  lock(): Promise<void>;
  setLocale(locale: string): Promise<void>;
  setTheme(theme: string): Promise<void>;
  status(): Promise<StatusView>;
  syncNow(): Promise<void>;
  kept(): Promise<KeptView[]>;
  meetings(): Promise<MeetingView[]>;
  agenda(meeting: string): Promise<AgendaView>;
  expected(): Promise<ExpectedView[]>;
  dossier(item: string): Promise<DossierView>;
  openDocument(document: string, version: number): Promise<OpenedView>;
  pageText(address: PageAddress): Promise<PageTextView>;
  pageProblem(address: PageAddress): Promise<ErrorView>;
  pageUrl(address: PageAddress, pixelsWide: number): string;
  rememberPage(document: string, page: number): Promise<void>;
  annotations(document: string): Promise<AnnotationView[]>;
  annotate(input: AnnotationInput): Promise<AnnotationView>;
  editNote(annotation: string, text: string): Promise<AnnotationView>;
  setErased(annotation: string, erased: boolean): Promise<void>;
  statePosition(input: PositionInput): Promise<MyPositionView>;
  /** Does what the secretariat, the chair or a member does beyond positions and ballots. */
  act(input: ActInput): Promise<DoneView>;
  /** Takes back the last edit of this window, or does it again. */
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** A meeting on the secretariat's desk. */
  prepare(meeting: string): Promise<PrepareView>;
  /** Forms this person sees, by deadline. */
  forms(): Promise<FormLineView[]>;
  form(form: string): Promise<FormView>;
  /** Takes a file in for lodging, in pieces of whole 64 KiB chunks but for the last: begin, append in order, finish. */
  beginFile(length: number): Promise<string>;
  appendFile(file: string, offset: number, piece: Uint8Array): Promise<void>;
  /** `item` is where it will be lodged, for the warnings. */
  finishFile(file: string, name: string, item: string): Promise<TakenFileView>;
  dropFile(file: string): Promise<void>;
  poll(poll: string): Promise<PollView>;
  castBallot(input: BallotInput): Promise<MyBallotView>;
  devices(): Promise<DeviceView[]>;
  approveDevice(device: string): Promise<void>;
  revokeDevice(device: string): Promise<void>;
  recoveryCode(): Promise<string>;
  restoreNoteKey(code: string): Promise<void>;
  /** The directory: people, their seats, who stands in for whom. */
  people(): Promise<PeopleView>;
  /** Reads a list of people; nothing is written before the act `import_people`. */
  readPeople(bytes: Uint8Array): Promise<PeopleImportView>;
  /** Everybody's devices, their revocation and enrolment codes: for administrators, and only with the network. */
  administeredDevices(): Promise<AdministeredDeviceView[]>;
  revokeAnyDevice(device: string): Promise<void>;
  makeEnrolmentCode(person: string): Promise<EnrolmentCodeView>;
  /** A part of the trail of administrative acts; only with the network. */
  trail(input: TrailInput): Promise<TrailView>;
  /** Each writes a file into the folder of downloads, outside the encrypted store, and tells where. */
  saveTrail(input: TrailInput): Promise<SavedFileView>;
  saveReport(form: string, format: ReportFormatView): Promise<SavedFileView>;
  /** One meeting for a calendar, or all that are published. */
  saveCalendar(meeting: string | null): Promise<SavedFileView>;
  /** The papers of a meeting as one PDF, with the page numbers of its publication. */
  saveBook(meeting: string): Promise<SavedFileView>;
  /** Calls `listener` on every change; returns the function that stops it. */
  onChanged(listener: (topic: Topic) => void): () => void;
}

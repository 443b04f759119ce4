import type {
  ActInput,
  AdministeredDeviceView,
  AgendaView,
  AnnotationView,
  AppView,
  BallotInput,
  ChangesView,
  DeviceView,
  DoneView,
  DossierView,
  EnrolInput,
  EnrolmentCodeView,
  ErrorView,
  ExpectedView,
  FindView,
  FormLineView,
  FormView,
  KeptView,
  MarksInput,
  MeetingView,
  MyBallotView,
  MyPositionView,
  NotesFormatView,
  NotesView,
  OpenedView,
  OwnSharingView,
  PagePartsView,
  PageTextView,
  PeopleImportView,
  PeopleView,
  PollView,
  PositionInput,
  PrepareView,
  ReaderChoiceView,
  ReportFormatView,
  ReshapeInput,
  SavedFileView,
  SearchInput,
  SearchView,
  ShareInput,
  SignaturesView,
  StatusView,
  TakenFileView,
  TakenNotesView,
  TrailInput,
  TrailView,
} from './bindings';

/** What the core says has changed; never data, so that the window asks again. */
export type Topic = 'status' | 'agenda' | 'annotations' | 'polls' | 'files' | 'devices' | 'search' | 'app';

/** Names one page of one version of a document; `page` counts from 0. */
export interface PageAddress {
  document: string;
  version: number;
  page: number;
}

/** A part of the picture of a page, in its device pixels. */
export interface TileView {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** How a page is to be drawn. */
export interface PictureInput {
  /** Device pixels of the whole page across, as rotated. */
  width: number;
  /** Only this part; the whole page where it is absent. */
  tile?: TileView;
  /** Turned clockwise. */
  rotation: 0 | 90 | 180 | 270;
  /** What is drawn first: what is in view, what may come into view, thumbnails. */
  kind: 'visible' | 'next' | 'thumbnail';
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
  /** Opens a protected paper, and keeps its password on this device. */
  givePassword(document: string, version: number, password: string): Promise<void>;
  pageText(address: PageAddress): Promise<PageTextView>;
  pageProblem(address: PageAddress): Promise<ErrorView>;
  pageUrl(address: PageAddress, picture: PictureInput): string;
  /** Tells which pages are in view, both from 0, so that pictures nobody waits for any more are not drawn. */
  wantPages(document: string, version: number, first: number, last: number): Promise<void>;
  /** Links, pictures and paragraphs of a page. */
  pageParts(address: PageAddress): Promise<PagePartsView>;
  rememberPage(document: string, page: number): Promise<void>;
  /** The member's own annotations as they stand on a version. */
  annotations(document: string, version: number): Promise<NotesView>;
  /** Makes marks that are undone and done again together; so do the two below. */
  annotate(input: MarksInput): Promise<AnnotationView[]>;
  reshape(inputs: ReshapeInput[]): Promise<AnnotationView[]>;
  setErased(annotations: string[], erased: boolean): Promise<void>;
  /** Says that a note from an older version has no place on this one; it stays beside its old page. */
  layAside(annotation: string, version: number): Promise<void>;
  /** Rewrites a note or a text box. */
  editNote(annotation: string, text: string): Promise<AnnotationView>;
  /** Takes back the last step on a document, also one from before a restart; answers the kind of its marks. */
  undoMarks(document: string): Promise<string | null>;
  redoMarks(document: string): Promise<string | null>;
  /** To whom one's notes on a version of a document may be given. */
  noteReaders(document: string, version: number): Promise<ReaderChoiceView[]>;
  /** Shares own notes with readers, or gives shared ones to other readers; sent when there is a network. */
  shareNotes(input: ShareInput): Promise<void>;
  unshareNotes(annotations: string[]): Promise<void>;
  /** Makes notes of others one's own, undone together; answers how many. */
  takeOver(document: string, notes: string[]): Promise<number>;
  /** The own key for shared notes, and keys of others that want a decision. */
  ownSharing(): Promise<OwnSharingView>;
  /** Holds a person to the key whose code was compared with them. */
  confirmSharingKey(person: string, code: string): Promise<void>;
  findInPaper(document: string, version: number, words: string): Promise<FindView>;
  search(input: SearchInput): Promise<SearchView>;
  /** What changed from one version to a newer one. */
  changes(document: string, from: number, to: number): Promise<ChangesView>;
  /** The signatures of a paper, judged on this device; may take seconds. */
  signatures(document: string, version: number): Promise<SignaturesView>;
  /** Opens an address in the system's browser, after the person has seen it; only http, https and mailto. */
  openAddress(address: string): Promise<void>;
  /** Each writes a file into the folder of downloads, outside the encrypted store, where policy allows. */
  saveMarkedCopy(document: string, version: number): Promise<SavedFileView>;
  saveNotes(document: string, version: number, format: NotesFormatView): Promise<SavedFileView>;
  /** Takes notes from a file that another program wrote. */
  readXfdf(document: string, version: number, bytes: Uint8Array): Promise<TakenNotesView>;
  /** Makes a copy that names its reader on every page and hands it to the system for printing, where policy allows. */
  printPaper(document: string, version: number): Promise<SavedFileView>;
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

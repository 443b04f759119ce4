import type {
  AgendaView,
  AnnotationInput,
  AnnotationView,
  AppView,
  BallotInput,
  DeviceView,
  DossierView,
  EnrolInput,
  ErrorView,
  ExpectedView,
  KeptView,
  MeetingView,
  MyBallotView,
  MyPositionView,
  OpenedView,
  PageTextView,
  PollView,
  PositionValueView,
  StatusView,
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
  statePosition(item: string, value: PositionValueView): Promise<MyPositionView>;
  poll(poll: string): Promise<PollView>;
  castBallot(input: BallotInput): Promise<MyBallotView>;
  devices(): Promise<DeviceView[]>;
  approveDevice(device: string): Promise<void>;
  revokeDevice(device: string): Promise<void>;
  recoveryCode(): Promise<string>;
  restoreNoteKey(code: string): Promise<void>;
  /** Calls `listener` on every change; returns the function that stops it. */
  onChanged(listener: (topic: Topic) => void): () => void;
}

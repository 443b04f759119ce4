import type { Backend, PageAddress, PictureInput, Topic } from './backend';
import type {
  ActInput,
  AgendaView,
  AppView,
  BallotInput,
  DeviceView,
  DoneView,
  DossierView,
  ErrorView,
  ExpectedView,
  ItemView,
  KeptView,
  MarksInput,
  MeetingView,
  MyPositionView,
  NotesFormatView,
  PollView,
  PositionInput,
  ReportFormatView,
  ReshapeInput,
  SearchInput,
  ShareInput,
  StatusView,
  TrailInput,
} from './bindings';
import { AdministrationMemory } from './memory/administration';
import { makeItems, makeMeetings } from './memory/agenda';
import { PeopleMemory } from './memory/directory';
import { expectedOfItem, pagesOf } from './memory/expected';
import { followDesk } from './memory/following';
import { FormsDesk, type FormsWorld } from './memory/forms';
import type { Paper } from './memory/papers';
import { personOf, signedIn, votes, type SignedIn } from './memory/people';
import { planAgenda } from './memory/plan';
import { ballot, makePolls } from './memory/polls';
import { PrepareMemory } from './memory/prepare';
import { ReadingMemory } from './memory/reading';
import { daysFromNow } from './memory/text';

const ANSWER_AFTER_MS = 1_500;
const RECOVERY_CODE = 'K7QF-2M9D-XH4T-8PWC-R3VJ-6NBY';

/** Opens the in-memory cabinet; `?phase=first_run|locked`, `?as=secretary|chair|administrator|auditor`, `?offline`, `?theme=`, `?locale=` and `?keyring=absent` set the scene. */
export function makeMemoryCabinet(scene: URLSearchParams = new URLSearchParams()): Backend {
  return new MemoryCabinet(scene);
}

class MemoryCabinet implements Backend {
  #listeners = new Set<(topic: Topic) => void>();
  #app: AppView;
  #online: boolean;
  #as: SignedIn;
  #meetings: MeetingView[];
  #forms: FormsDesk;
  #world: FormsWorld;
  #prepare: PrepareMemory;
  #people: PeopleMemory;
  #administration: AdministrationMemory;
  #items = new Map<string, { item: ItemView; papers: Paper[]; meeting: MeetingView }>();
  #polls = new Map<string, PollView>();
  #reading: ReadingMemory;
  #waiting = new Map<string, KeptView>();
  #devices: DeviceView[] = makeDevices();
  #hasNoteKey: boolean;

  constructor(scene: URLSearchParams) {
    this.#online = !scene.has('offline');
    this.#as = signedIn(scene);
    this.#meetings = makeMeetings(this.#as === 'secretary');
    this.#hasNoteKey = !scene.has('nokey');
    const phase = scene.get('phase');
    this.#app = {
      phase: phase === 'first_run' || phase === 'locked' ? phase : 'open',
      needsPassphrase: scene.get('keyring') === 'absent',
      keyring: scene.get('keyring') === 'absent' ? 'absent' : 'present',
      locale: scene.get('locale') ?? 'vi',
      theme: scene.get('theme') ?? 'system',
      version: '0.1.0',
      personName: phase === 'first_run' ? null : personOf(this.#as).name,
      demoAvailable: scene.get('demo') !== 'absent',
    };
    this.#fill();
    const [as, meetings, items, polls] = [this.#as, this.#meetings, this.#items, this.#polls];
    this.#world = { as, meetings, items, polls };
    this.#forms = new FormsDesk(this.#world);
    for (const meeting of this.#meetings) this.#tally(meeting);
    this.#prepare = new PrepareMemory(scene, this.#online, (topic) => this.#tell(topic));
    this.#people = new PeopleMemory(as, () => this.#meetings);
    const tell = (topic: Topic) => this.#tell(topic);
    this.#administration = new AdministrationMemory(this.#people, as, this.#online, tell);
    this.#reading = new ReadingMemory(this.#readingWorld(), scene);
    this.#prepare.adopt(this.#meetings, (meeting) => this.#itemsOf(meeting));
  }

  #fill(): void {
    for (const meeting of this.#meetings) {
      for (const made of makeItems(meeting.id)) {
        if (!votes(this.#as)) made.item.mayStatePosition = made.item.mayRecuse = false;
        this.#items.set(made.item.id, { ...made, meeting });
      }
    }
    for (const poll of makePolls()) {
      const { item, papers, meeting } = this.#itemOf(poll.item);
      poll.itemNumber = item.number;
      poll.itemTitle = item.title;
      poll.meeting = meeting.id;
      poll.papers = papers
        .filter((paper) => paper.view.role !== 'attachment')
        .map(({ view }) => ({ document: view.id, title: view.title, version: view.version }));
      if (!votes(this.#as)) Object.assign(poll.line, { mayVote: false, myBallot: null });
      item.polls = [poll.line];
      this.#polls.set(poll.line.id, poll);
    }
  }

  #tally(meeting: MeetingView): void {
    meeting.nItems = this.#itemsOf(meeting.id).length;
    meeting.nExpected = this.#expectedOf(meeting).length;
  }

  appView = async () => ({ ...this.#app });

  async enrol(input: {
    codeOrLink: string;
    server: string | null;
    passphrase: string | null;
  }): Promise<void> {
    await pause(300);
    if (this.#app.keyring === 'absent' && !input.passphrase) throw problem('passphrase-required');
    if (!/^ecabinet:|^[A-Z0-9-]{6,}$/i.test(input.codeOrLink.trim())) throw problem('code-wrong');
    this.#open();
  }

  async tryDemo(): Promise<void> {
    if (!this.#app.demoAvailable) throw problem('demo-unavailable');
    this.#open();
  }

  async unlock(passphrase: string | null): Promise<void> {
    if (this.#app.needsPassphrase && passphrase === 'sai') throw problem('passphrase-wrong');
    this.#open();
  }

  async lock(): Promise<void> {
    this.#app.phase = 'locked';
    this.#tell('app');
  }

  #open(): void {
    this.#app.phase = 'open';
    this.#app.personName = personOf(this.#as).name;
    this.#tell('app');
  }

  async setLocale(locale: string): Promise<void> {
    this.#app.locale = locale;
    this.#tell('app');
  }

  async setTheme(theme: string): Promise<void> {
    this.#app.theme = theme;
    this.#tell('app');
  }

  async status(): Promise<StatusView> {
    const kept = [...this.#waiting.values()].filter((one) => one.state === 'waiting');
    const items = this.#as === 'administrator' ? [] : [...this.#items.values()];
    const nReady = items.filter(({ item }) => item.papers !== 'syncing').length;
    return {
      online: this.#online,
      syncing: this.#online && kept.length > 0,
      lastContact: this.#online ? new Date().toISOString() : daysFromNow(0, 9, 12),
      nWaiting: kept.length,
      nWaitingBallots: kept.filter((one) => one.kind === 'ballot').length,
      nRefused: 0,
      nQuarantined: 0,
      dossiersReady: nReady,
      dossiersTotal: items.length,
      bytesDone: 118_400_000,
      bytesTotal: 118_700_000,
      secondsLeft: this.#online ? 4 : null,
      problem: null,
      server: 'noicac.vi-du.vn:8443',
      person: personOf(this.#as),
      deviceName: 'Máy tính xách tay',
      hasNoteKey: this.#hasNoteKey,
      rights: {
        prepares: this.#as === 'secretary',
        administers: this.#as === 'administrator',
        readsTrail: this.#as === 'administrator' || this.#as === 'auditor',
        votes: votes(this.#as),
      },
    };
  }

  async syncNow(): Promise<void> {
    await pause(200);
    if (!this.#online) throw problem('network-unreachable');
    for (const id of [...this.#waiting.keys()]) this.#receive(id);
  }

  kept = async () => [...this.#waiting.values()];
  async meetings(): Promise<MeetingView[]> {
    const meetings = structuredClone(this.#as === 'administrator' ? [] : this.#meetings);
    return this.#as === 'secretary' ? this.#prepare.meetings(meetings) : meetings;
  }

  async agenda(meeting: string): Promise<AgendaView> {
    const found = this.#meetings.find(({ id }) => id === meeting);
    if (!found) throw problem('not-found');
    return structuredClone(planAgenda(found, this.#itemsOf(meeting), this.#as));
  }

  async expected(): Promise<ExpectedView[]> {
    if (this.#as === 'administrator') return [];
    const all = this.#meetings.flatMap((meeting) => this.#expectedOf(meeting));
    return all.sort((one, other) => one.dueAt.localeCompare(other.dueAt));
  }

  async dossier(id: string): Promise<DossierView> {
    if (this.#as === 'secretary' && !this.#items.has(id)) return structuredClone(this.#prepare.dossier(id));
    const { item, papers, meeting } = this.#itemOf(id);
    planAgenda(meeting, this.#itemsOf(meeting.id), this.#as);
    const classification = item.number.startsWith('3') ? 'internal' : 'open';
    for (const { view } of papers) {
      view.nAnnotations = this.#reading.marks.count(view.id);
      view.nShared = this.#reading.sharing.all(view.id).length;
    }
    return structuredClone({ item, meeting, documents: papers.map(({ view }) => view), classification });
  }

  openDocument = (document: string, version: number) => this.#reading.open(document, version);
  givePassword = (document: string, _version: number, password: string) =>
    this.#reading.givePassword(document, password);
  pageText = async (address: PageAddress) => this.#reading.text(address);
  pageParts = async (address: PageAddress) => this.#reading.parts(address);
  pageProblem = async (address: PageAddress) => this.#reading.problem(address);
  pageUrl = (address: PageAddress, picture: PictureInput) => this.#reading.picture(address, picture);
  wantPages = async () => undefined;

  async rememberPage(document: string, page: number): Promise<void> {
    this.#paperOf(document).paper.view.lastPage = page;
  }

  annotations = async (document: string, version: number) => this.#reading.marks.notes(document, version);
  annotate = async (input: MarksInput) => this.#reading.marks.annotate(input);
  reshape = async (inputs: ReshapeInput[]) => this.#reading.marks.reshape(inputs);
  editNote = async (annotation: string, text: string) => this.#reading.marks.edit(annotation, text);
  layAside = async (annotation: string, version: number) => this.#reading.marks.layAside(annotation, version);
  undoMarks = async (document: string) => this.#reading.marks.undo(document);
  redoMarks = async (document: string) => this.#reading.marks.redo(document);

  noteReaders = async () => this.#reading.sharing.readers();
  shareNotes = async (input: ShareInput) => this.#reading.sharing.share(input, this.#reading.marks);
  takeOver = async (document: string, notes: string[]) => this.#reading.marks.takeOver(document, notes);
  ownSharing = async () => ({
    ...this.#reading.sharing.own(),
    ...(this.#hasNoteKey ? {} : { code: null }),
  });

  async unshareNotes(annotations: string[]): Promise<void> {
    for (const annotation of annotations) this.#reading.marks.share(annotation, null);
  }

  async confirmSharingKey(person: string): Promise<void> {
    this.#reading.sharing.confirm(person);
    this.#tell('devices');
  }

  async setErased(annotations: string[], erased: boolean): Promise<void> {
    this.#reading.marks.setErased(annotations, erased);
  }

  async findInPaper(document: string, version: number, words: string) {
    return this.#reading.find(document, version, words);
  }

  search = async (input: SearchInput) => this.#reading.search(input);
  changes = async (document: string, from: number, to: number) => this.#reading.changes(document, from, to);
  signatures = (document: string, version: number) => this.#reading.signatures(document, version);
  openAddress = (address: string) => this.#reading.openAddress(address);
  saveMarkedCopy = (document: string) => this.#reading.save(document, 'pdf');
  saveNotes = (document: string, _version: number, format: NotesFormatView) =>
    this.#reading.save(document, format);
  readXfdf = async () => ({ taken: 0, left: [] });
  printPaper = (document: string) => this.#reading.save(document, 'pdf');

  async statePosition({ item: id, value, comment, grade }: PositionInput): Promise<MyPositionView> {
    const { item, meeting } = this.#itemOf(id);
    if (!item.mayStatePosition) throw problem(item.recused ? 'recused' : 'not-entitled');
    const position: MyPositionView = { value, comment, grade, safety: 'saved' };
    item.myPosition = position;
    this.#tally(meeting);
    this.#hold(`position-${id}`, 'position', 'agenda', () => (position.safety = 'received'));
    return { ...position };
  }

  forms = async () => (this.#as === 'administrator' ? [] : this.#forms.lines());
  form = async (form: string) => this.#forms.view(form);

  async act(input: ActInput): Promise<DoneView> {
    const done = this.#forms.act(input) ?? this.#people.act(input) ?? this.#prepare.act(input);
    this.#administration.follow(input, done.id);
    followDesk(this.#world, input, done, (meeting) => this.#prepare.prepare(meeting));
    for (const meeting of this.#meetings) this.#tally(meeting);
    this.#tell('agenda');
    this.#tell('polls');
    return done;
  }

  undo = async () => this.#prepare.undo();
  redo = async () => this.#prepare.redo();
  prepare = async (meeting: string) => this.#prepare.prepare(meeting);
  beginFile = async (length: number) => this.#prepare.files.begin(length);

  async appendFile(file: string, offset: number, piece: Uint8Array): Promise<void> {
    await pause(piece.length > 500_000 ? 60 : 0);
    this.#prepare.files.append(file, offset, piece);
  }

  finishFile = (file: string, name: string, item: string) => this.#prepare.files.finish(file, name, item);
  dropFile = async (file: string) => this.#prepare.files.drop(file);

  async poll(id: string): Promise<PollView> {
    return structuredClone(this.#pollOf(id));
  }

  async castBallot({ poll, choice, opinion, grade }: BallotInput) {
    const found = this.#pollOf(poll);
    if (choice === 'other' && !opinion?.trim()) throw problem('opinion-required');
    if (found.line.state !== 'open') throw problem('poll-closed');
    const mine = ballot(choice, 'saved', opinion, grade);
    found.line.myBallot = mine;
    this.#hold(`ballot-${poll}`, 'ballot', 'polls', () => {
      mine.safety = 'received';
      mine.logIndex = 1_043;
    });
    return { ...mine };
  }

  devices = async () => structuredClone(this.#devices);

  async approveDevice(device: string): Promise<void> {
    this.#changeDevice(device, { hasNoteKey: true, pairingCode: null });
  }

  async revokeDevice(device: string): Promise<void> {
    this.#changeDevice(device, { revoked: true, pairingCode: null });
  }

  recoveryCode = async () => RECOVERY_CODE;

  async restoreNoteKey(code: string): Promise<void> {
    if (code.replace(/[^A-Z0-9]/gi, '').toUpperCase() !== RECOVERY_CODE.replaceAll('-', ''))
      throw problem('recovery-code-wrong');
    this.#hasNoteKey = true;
    this.#tell('status');
  }

  people = async () => this.#people.view();
  readPeople = async (bytes: Uint8Array) => this.#people.read(bytes);
  administeredDevices = () => this.#administration.devices();
  revokeAnyDevice = (device: string) => this.#administration.revoke(device);
  makeEnrolmentCode = (person: string) => this.#administration.code(person);
  trail = (input: TrailInput) => this.#administration.trail(input);
  saveTrail = (input: TrailInput) => this.#administration.saveTrail(input);
  saveReport = (form: string, format: ReportFormatView) => this.#administration.saveReport(form, format);
  saveBook = (meeting: string) => this.#administration.saveBook(meeting);
  saveCalendar = (meeting: string | null) =>
    this.#administration.saveCalendar(meeting ?? 'lich-hop-chinh-phu');

  onChanged(listener: (topic: Topic) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changeDevice(device: string, change: Partial<DeviceView>): void {
    this.#devices = this.#devices.map((one) => (one.id === device ? { ...one, ...change } : one));
    this.#tell('devices');
  }

  #hold(id: string, kind: string, topic: Topic, onReceived: () => void): void {
    this.#waiting.set(id, { id, state: 'waiting', kind, at: new Date().toISOString(), problem: null });
    this.#arrivals.set(id, () => {
      onReceived();
      this.#tell(topic);
    });
    this.#tell(topic);
    this.#tell('status');
    if (this.#online) setTimeout(() => this.#receive(id), ANSWER_AFTER_MS);
  }

  #arrivals = new Map<string, () => void>();

  #receive(id: string): void {
    this.#waiting.delete(id);
    this.#arrivals.get(id)?.();
    this.#tell('status');
  }

  #readingWorld() {
    return {
      paperOf: (document: string) => this.#paperOf(document),
      shelf: () =>
        [...this.#items.values()].flatMap(({ item, papers, meeting }) =>
          papers.map((paper) => ({ paper, item: item.id, itemTitle: item.title, meeting })),
        ),
      hold: (id: string, onReceived: () => void) => this.#hold(id, 'annotation', 'annotations', onReceived),
    };
  }

  #itemsOf(meeting: string): ItemView[] {
    return [...this.#items.values()].filter((one) => one.meeting.id === meeting).map(({ item }) => item);
  }

  #expectedOf(meeting: MeetingView): ExpectedView[] {
    const ofForms = this.#forms
      .expected()
      .filter((row) => row.meeting === meeting.id)
      .map((row) => ({ ...row, nPages: pagesOf(this.#itemOf(row.item).papers) }));
    if (meeting.state === 'closed' || !votes(this.#as)) return ofForms;
    const ofItems = this.#itemsOf(meeting.id).flatMap((item) =>
      expectedOfItem(meeting, item, this.#itemOf(item.id).papers),
    );
    return [...ofItems, ...ofForms];
  }

  #itemOf(id: string) {
    const found = this.#items.get(id);
    if (!found) throw problem('not-found');
    return found;
  }

  #pollOf(id: string): PollView {
    const found = this.#polls.get(id);
    if (!found) throw problem('not-found');
    return found;
  }

  #paperOf(document: string): { paper: Paper; item: string } {
    for (const { item, papers } of this.#items.values()) {
      const paper = papers.find(({ view }) => view.id === document);
      if (paper) return { paper, item: item.id };
    }
    if (this.#as === 'secretary') return this.#prepare.paper(document);
    throw problem('not-found');
  }

  #tell(topic: Topic): void {
    for (const listener of this.#listeners) listener(topic);
  }
}

function makeDevices(): DeviceView[] {
  const base = { revoked: false, hasNoteKey: true, pairingCode: null, thisDevice: false };
  return [
    {
      ...base,
      id: 'device-1',
      name: 'Máy tính xách tay',
      thisDevice: true,
      enrolledAt: daysFromNow(-120, 9),
    },
    {
      ...base,
      id: 'device-2',
      name: 'Máy để bàn tại nhiệm sở',
      hasNoteKey: false,
      enrolledAt: daysFromNow(0, 7),
      pairingCode: '482 913 057',
    },
    { ...base, id: 'device-3', name: 'Máy tính cũ', revoked: true, enrolledAt: daysFromNow(-700, 14) },
  ];
}

function problem(code: string): ErrorView {
  return { code, details: {} };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

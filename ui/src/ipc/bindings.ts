// Generated from crates/desk/src/view.rs; `UPDATE=1 cargo test -p desk` writes it anew.

export type TextView = { 
/**
 * Vietnamese.
 */
vi: string, 
/**
 * English; equal to the Vietnamese text where nobody translated it.
 */
en: string, };

export type AppPhase = "first_run" | "locked" | "open";

export type KeyringState = "present" | "absent";

export type AppView = { 
/**
 * First run, locked or open.
 */
phase: AppPhase, 
/**
 * Whether unlocking asks for a passphrase.
 */
needsPassphrase: boolean, 
/**
 * Whether a new profile must be given a passphrase (no keyring here).
 */
keyring: KeyringState, 
/**
 * `vi` or `en`.
 */
locale: string, 
/**
 * `system`, `light` or `dark`.
 */
theme: string, 
/**
 * Program version.
 */
version: string, 
/**
 * The only personal datum the lock screen may show.
 */
personName: string | null, 
/**
 * Whether a demonstration server lies beside this program.
 */
demoAvailable: boolean, };

export type EnrolInput = { 
/**
 * An `ecabinet://enrol?...` link, or the typed code.
 */
codeOrLink: string, 
/**
 * `https://host:port`; needed with a typed code, ignored with a link.
 */
server: string | null, 
/**
 * How the member tells their devices apart.
 */
deviceName: string, 
/**
 * Extra passphrase; required where the machine has no keyring.
 */
passphrase: string | null, };

export type StatusView = { 
/**
 * Whether the last attempt to reach the server succeeded.
 */
online: boolean, 
/**
 * Whether a synchronisation is running now.
 */
syncing: boolean, 
/**
 * The last time the server answered.
 */
lastContact: string | null, 
/**
 * Local changes not yet acknowledged by the server.
 */
nWaiting: number, 
/**
 * Ballots among them.
 */
nWaitingBallots: number, 
/**
 * Operations the server refused; kept and shown.
 */
nRefused: number, 
/**
 * Received records this program could not read; kept aside.
 */
nQuarantined: number, 
/**
 * Dossiers whose every file is here and verified.
 */
dossiersReady: number, 
/**
 * Dossiers this member should have.
 */
dossiersTotal: number, 
/**
 * Bytes of files already here.
 */
bytesDone: number, 
/**
 * Bytes of files wanted in all.
 */
bytesTotal: number, 
/**
 * Estimate from the last seconds' rate.
 */
secondsLeft: number | null, 
/**
 * The problem to show, if any.
 */
problem: ErrorView | null, 
/**
 * Server address, host and port only.
 */
server: string, 
/**
 * Who is signed in.
 */
person: PersonView, 
/**
 * This device's name.
 */
deviceName: string, 
/**
 * Whether this device holds the key of the member's private notes.
 */
hasNoteKey: boolean, };

export type ErrorView = { 
/**
 * Key `error-CODE` of the catalogue.
 */
code: string, 
/**
 * Named facts for the sentence.
 */
details: Record<string, string>, };

export type PersonView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Full name in Vietnamese order.
 */
name: string, 
/**
 * Office held.
 */
office: TextView, };

export type MeetingStateView = "draft" | "published" | "in_session" | "closed";

export type MeetingView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Title.
 */
title: TextView, 
/**
 * The body that meets.
 */
body: TextView, 
/**
 * Where.
 */
place: TextView, 
/**
 * When it starts.
 */
startsAt: string, 
/**
 * When it should end.
 */
endsAt: string, 
/**
 * Where it stands.
 */
state: MeetingStateView, 
/**
 * Who chairs.
 */
chair: string, 
/**
 * Items this person may see.
 */
nItems: number, 
/**
 * Items, forms and ballots that wait for this person.
 */
nExpected: number, };

export type PositionValueView = "no_objection" | "objects" | "wishes_to_speak";

export type SafetyView = "saved" | "received" | "counted" | "late" | "refused" | "disputed";

export type MyPositionView = { 
/**
 * What was stated.
 */
value: PositionValueView, 
/**
 * How safe it is.
 */
safety: SafetyView, };

export type PapersStateView = "ready" | "syncing" | "missing" | "none" | "recalled";

export type ItemView = { 
/**
 * Identity.
 */
id: string, 
/**
 * The item it lies under.
 */
parent: string | null, 
/**
 * `3` or `3.2`, computed from the tree.
 */
number: string, 
/**
 * 0 for the top of the tree.
 */
depth: number, 
/**
 * Title.
 */
title: TextView, 
/**
 * Who brings it.
 */
sponsor: string, 
/**
 * Minutes planned.
 */
minutes: number, 
/**
 * Taken off the agenda.
 */
withdrawn: boolean, 
/**
 * Whether this person takes no part in it.
 */
recused: boolean, 
/**
 * Papers.
 */
papers: PapersStateView, 
/**
 * Number of documents in the dossier.
 */
nDocuments: number, 
/**
 * Whether this person may state a position.
 */
mayStatePosition: boolean, 
/**
 * Own position.
 */
myPosition: MyPositionView | null, 
/**
 * Polls put on this item.
 */
polls: Array<PollLineView>, };

export type PollKindView = "roll_call" | "opinion_form";

export type PollStateView = "planned" | "open" | "closed" | "withdrawn";

export type ChoiceView = "agree" | "disagree" | "other" | "abstain";

export type PollLineView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Roll call or opinion form.
 */
kind: PollKindView, 
/**
 * Where it stands.
 */
state: PollStateView, 
/**
 * When it closes.
 */
closesAt: string, 
/**
 * Whether this person is on its roll.
 */
mayVote: boolean, 
/**
 * Own ballot, if cast.
 */
myBallot: MyBallotView | null, };

export type AgendaView = { 
/**
 * The meeting.
 */
meeting: MeetingView, 
/**
 * Items in agenda order.
 */
items: Array<ItemView>, 
/**
 * Items this member has not objected to and does not wish to speak on.
 */
nNoDebate: number, };

export type ExpectedView = { 
/**
 * `position`, `opinion_form` or `roll_call`.
 */
kind: ExpectedKindView, 
/**
 * Meeting it belongs to.
 */
meeting: string, 
/**
 * Item it belongs to.
 */
item: string, 
/**
 * Poll, where it is one.
 */
poll: string | null, 
/**
 * Number of the item.
 */
number: string, 
/**
 * Title of the item, or the question.
 */
title: TextView, 
/**
 * Title of the meeting.
 */
meetingTitle: TextView, 
/**
 * By when.
 */
dueAt: string, 
/**
 * Pages in the dossier.
 */
nPages: number, };

export type ExpectedKindView = "position" | "opinion_form" | "roll_call";

export type DocumentRoleView = "summary_sheet" | "paper" | "attachment";

export type FileStateView = "waiting" | "partial" | "ready" | "recalled" | "failed";

export type DocumentView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Title.
 */
title: TextView, 
/**
 * Part in the dossier.
 */
role: DocumentRoleView, 
/**
 * Latest version, from 1.
 */
version: number, 
/**
 * When that version was lodged.
 */
lodgedAt: string, 
/**
 * Pages, as the lodger's reader counted them; `None` where unreadable.
 */
nPages: number | null, 
/**
 * Length in bytes.
 */
length: number, 
/**
 * Way to this device.
 */
file: FileStateView, 
/**
 * Bytes already here.
 */
bytesDone: number, 
/**
 * Why it failed.
 */
problem: ErrorView | null, 
/**
 * Own live annotations.
 */
nAnnotations: number, 
/**
 * The page last read, from 0.
 */
lastPage: number, 
/**
 * Whether text may be copied out.
 */
mayCopy: boolean, };

export type DossierView = { 
/**
 * The item it belongs to.
 */
item: ItemView, 
/**
 * The meeting.
 */
meeting: MeetingView, 
/**
 * Summary sheet first, then papers, then attachments.
 */
documents: Array<DocumentView>, 
/**
 * Classification word.
 */
classification: ClassificationView, };

export type ClassificationView = "open" | "internal" | "confidential";

export type OpenedView = { 
/**
 * The document.
 */
document: DocumentView, 
/**
 * Its item.
 */
item: string, 
/**
 * Its pages.
 */
pages: Array<PageView>, 
/**
 * Its outline, depth first.
 */
outline: Array<OutlineView>, };

export type PageView = { 
/**
 * Width in points (1/72 inch), rotation applied.
 */
width: number, 
/**
 * Height in points.
 */
height: number, 
/**
 * Printed page label, such as `iv`.
 */
label: string, };

export type OutlineView = { 
/**
 * 0 for the top.
 */
depth: number, 
/**
 * Title.
 */
title: string, 
/**
 * Target page from 0.
 */
page: number | null, };

export type PageTextView = { 
/**
 * Runs in reading order.
 */
runs: Array<TextRunView>, };

export type TextRunView = { 
/**
 * Its text.
 */
text: string, 
/**
 * Its box, in fractions of the page's width and height, origin top left.
 */
rect: RectView, };

export type RectView = { 
/**
 * Left edge, 0 to 1.
 */
x: number, 
/**
 * Top edge, 0 to 1.
 */
y: number, 
/**
 * Width.
 */
w: number, 
/**
 * Height.
 */
h: number, };

export type MarkView = { "kind": "highlight", 
/**
 * One box per line.
 */
rects: Array<RectView>, 
/**
 * The text under it.
 */
text: string, 
/**
 * `yellow`, `green`, `blue` or `pink`.
 */
colour: string, } | { "kind": "stroke", 
/**
 * Points.
 */
points: Array<number>, 
/**
 * Width as a fraction of the page's width.
 */
width: number, 
/**
 * `ink`, `red` or `blue`.
 */
colour: string, } | { "kind": "note", 
/**
 * Horizontal place, 0 to 1.
 */
x: number, 
/**
 * Vertical place, 0 to 1.
 */
y: number, 
/**
 * What is written.
 */
text: string, };

export type AnnotationView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Document.
 */
document: string, 
/**
 * Version it was made on.
 */
version: number, 
/**
 * Page from 0.
 */
page: number, 
/**
 * The mark.
 */
mark: MarkView, 
/**
 * When it was made, by the clock of the device that made it.
 */
madeAt: string, 
/**
 * Saved or received.
 */
safety: SafetyView, };

export type AnnotationInput = { 
/**
 * Document.
 */
document: string, 
/**
 * Version on screen.
 */
version: number, 
/**
 * Page from 0.
 */
page: number, 
/**
 * The mark.
 */
mark: MarkView, };

export type PollView = { 
/**
 * Line data.
 */
line: PollLineView, 
/**
 * Question.
 */
question: TextView, 
/**
 * Item.
 */
item: string, 
/**
 * Item's number.
 */
itemNumber: string, 
/**
 * Item's title.
 */
itemTitle: TextView, 
/**
 * Meeting.
 */
meeting: string, 
/**
 * When it opened.
 */
opensAt: string, 
/**
 * The papers the ballot is bound to.
 */
papers: Array<BoundPaperView>, 
/**
 * Choices offered, in order.
 */
choices: Array<ChoiceView>, 
/**
 * Number of people on the roll.
 */
nRoll: number, 
/**
 * The result after close.
 */
result: ResultView | null, };

export type BoundPaperView = { 
/**
 * Document.
 */
document: string, 
/**
 * Title.
 */
title: TextView, 
/**
 * Version.
 */
version: number, };

export type MyBallotView = { 
/**
 * Choice.
 */
choice: ChoiceView, 
/**
 * Opinion in words.
 */
opinion: string | null, 
/**
 * When it was confirmed, by this device's clock.
 */
castAt: string, 
/**
 * How safe it is.
 */
safety: SafetyView, 
/**
 * Position in the public log, once received.
 */
logIndex: number | null, 
/**
 * First characters of the ballot's SHA-256, to compare by eye.
 */
tracker: string, 
/**
 * The papers changed since: confirm or change.
 */
stale: boolean, 
/**
 * Why it was refused.
 */
refusal: ErrorView | null, };

export type BallotInput = { 
/**
 * Poll.
 */
poll: string, 
/**
 * Choice.
 */
choice: ChoiceView, 
/**
 * Opinion; required with `other`.
 */
opinion: string | null, 
/**
 * The papers that lay on the sheet when the member reviewed it; refused when they have changed since.
 */
papers: Array<BoundPaperView>, };

export type ResultView = { 
/**
 * `adopted`, `not_adopted`, `no_quorum` or `chair_decides`.
 */
outcome: OutcomeView, 
/**
 * People entitled.
 */
total: number, 
/**
 * Ballots received in time.
 */
received: number, 
/**
 * Agree.
 */
agree: number, 
/**
 * Disagree.
 */
disagree: number, 
/**
 * Other opinion.
 */
other: number, 
/**
 * Abstain.
 */
abstain: number, 
/**
 * Agreements needed.
 */
needed: number, 
/**
 * The sentence that explains it, in both languages.
 */
sentence: TextView, 
/**
 * How each named member voted; empty where this person may not see it.
 */
votes: Array<NamedVoteView>, };

export type OutcomeView = "adopted" | "not_adopted" | "no_quorum" | "chair_decides";

export type NamedVoteView = { 
/**
 * Who.
 */
person: PersonView, 
/**
 * What; `None` where no ballot came in time.
 */
choice: ChoiceView | null, 
/**
 * Opinion in words.
 */
opinion: string | null, };

export type DeviceView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Whether it is the one in use.
 */
thisDevice: boolean, 
/**
 * When it enrolled.
 */
enrolledAt: string, 
/**
 * Revoked devices stay listed.
 */
revoked: boolean, 
/**
 * Whether it holds the key of the private notes.
 */
hasNoteKey: boolean, 
/**
 * The code both devices show; compare before approving. `None` on devices that need no approval.
 */
pairingCode: string | null, };

export type KeptView = { 
/**
 * Operation or record.
 */
id: string, 
/**
 * `waiting`, `refused` or `unreadable`.
 */
state: KeptStateView, 
/**
 * `annotation`, `position`, `ballot` or a record's kind.
 */
kind: string, 
/**
 * When it was made or came.
 */
at: string, 
/**
 * Why.
 */
problem: ErrorView | null, };

export type KeptStateView = "waiting" | "refused" | "unreadable";

// Generated from crates/desk/src/view; `UPDATE=1 cargo test -p desk` writes it anew.

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
hasNoteKey: boolean, 
/**
 * What this person may do beyond reading and answering.
 */
rights: RightsView, };

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

export type MeetingStateView = "draft" | "in_review" | "published" | "in_session" | "closed" | "archived" | "cancelled";

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
 * Session or written procedure.
 */
heldAs: MeetingHeldAsView, 
/**
 * The zone its times were set in, an IANA name.
 */
zone: string, 
/**
 * Until when papers are lodged without asking.
 */
lodgeBy: string | null, 
/**
 * Until when positions count.
 */
positionsBy: string | null, 
/**
 * Number of publications.
 */
edition: number, 
/**
 * Amended and not published again; always false for members.
 */
amended: boolean, 
/**
 * Whether this person prepares it.
 */
mayPrepare: boolean, 
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
safety: SafetyView, 
/**
 * Words with it.
 */
comment: string, 
/**
 * How much they ask.
 */
grade: GradeView | null, };

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
polls: Array<PollLineView>, 
/**
 * What is asked.
 */
kind: ItemKindView, 
/**
 * Recommended decision.
 */
decision: TextView, 
/**
 * Its place in the plan; absent where it is withdrawn, and for those who may not see the positions on it, unless
 * it was moved by hand.
 */
plan: PlaceInPlanView | null, 
/**
 * Positions of others, for those who may see them.
 */
positions: Array<StatedPositionView>, 
/**
 * Papers that came late, and who allowed it.
 */
late: LateView | null, 
/**
 * Whether its content stays on paper.
 */
onPaperOnly: boolean, 
/**
 * Whether this person may declare a conflict of interest.
 */
mayRecuse: boolean, 
/**
 * Opinion forms on it.
 */
forms: Array<FormLineView>, 
/**
 * Documents with a version this person has not opened yet.
 */
nNewPapers: number, };

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
 * The plan of the session; absent for those from whom the positions on any item are hidden.
 */
forecast: ForecastView | null, };

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
 * Form, where it is one; its questions are one row.
 */
form: string | null, 
/**
 * Questions to answer, or papers to read.
 */
nAsked: number, 
/**
 * Whether an answer must be confirmed because papers changed.
 */
stale: boolean, 
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

export type ExpectedKindView = "position" | "opinion_form" | "roll_call" | "new_papers" | "settle";

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
 * Notes that others share with this person.
 */
nShared: number, 
/**
 * The page last read, from 0.
 */
lastPage: number, 
/**
 * Whether text may be copied out.
 */
mayCopy: boolean, 
/**
 * Its first page in the book of the meeting, the same for everybody; `None` where it has no number there.
 */
bookPage: number | null, };

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

export type BookEntryView = { 
/**
 * Its item.
 */
item: string, 
/**
 * Number of the item on this person's agenda.
 */
number: string, 
/**
 * Title of the item.
 */
itemTitle: TextView, 
/**
 * The document.
 */
document: string, 
/**
 * Its title.
 */
title: TextView, 
/**
 * Part in the dossier.
 */
role: DocumentRoleView, 
/**
 * The version in force.
 */
version: number, 
/**
 * Its first page in the book, the same for everybody; `None` where the book gives it no number.
 */
firstPage: number | null, 
/**
 * Pages.
 */
nPages: number | null, 
/**
 * Way to this device: it can be opened when it is `ready` and has no `problem`.
 */
file: FileStateView, 
/**
 * Why it cannot be shown.
 */
problem: ErrorView | null, 
/**
 * Whether it may be copied out, and so stands in a saved book.
 */
mayCopy: boolean, };

export type BookView = { 
/**
 * The meeting.
 */
meeting: string, 
/**
 * Its title.
 */
title: TextView, 
/**
 * The publication whose numbers these are.
 */
edition: number, 
/**
 * Papers in agenda order.
 */
entries: Array<BookEntryView>, 
/**
 * The last page that this person knows of.
 */
nPages: number, };

export type ClassificationView = "open" | "internal" | "confidential" | "secret" | "highly_secret" | "top_secret";

export type OpenedView = { 
/**
 * The document.
 */
document: DocumentView, 
/**
 * The version that is open.
 */
version: number, 
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
outline: Array<OutlineView>, 
/**
 * Versions that can be opened on this device, oldest first.
 */
readableVersions: Array<number>, 
/**
 * The newest version that this member opened before this one.
 */
previous: number | null, 
/**
 * Whether copies with notes may be saved.
 */
mayExport: boolean, 
/**
 * Whether it may be printed.
 */
mayPrint: boolean, 
/**
 * Stamps that may be put on it, by their words.
 */
stamps: Array<string>, };

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
colour: string, } | { "kind": "underline", 
/**
 * One box per line.
 */
rects: Array<RectView>, 
/**
 * The text above it.
 */
text: string, 
/**
 * As a highlight's.
 */
colour: string, } | { "kind": "strike_out", 
/**
 * One box per line.
 */
rects: Array<RectView>, 
/**
 * The text under it.
 */
text: string, 
/**
 * As a highlight's.
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
text: string, 
/**
 * As a highlight's.
 */
colour: string, } | { "kind": "text_box", 
/**
 * Where.
 */
rect: RectView, 
/**
 * The words.
 */
text: string, 
/**
 * Height of the letters in points.
 */
size: number, 
/**
 * As a stroke's.
 */
colour: string, } | { "kind": "stamp", 
/**
 * Where.
 */
rect: RectView, 
/**
 * Which, by its word.
 */
stamp: string, 
/**
 * As a stroke's.
 */
colour: string, } | { "kind": "bookmark", 
/**
 * What the member calls it; may be empty.
 */
title: string, };

export type PlacementView = "here" | "carried" | "moved" | "check" | "unplaced";

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
 * Version that page and mark speak of: the one asked for; for an unplaced one, the one it was made on.
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
 * Version it was made on, or was last confirmed on.
 */
madeOn: number, 
/**
 * How it stands on the version asked for.
 */
placement: PlacementView, 
/**
 * Whether the text it lies on is no longer the same.
 */
textChanged: boolean, 
/**
 * When it was made, by the clock of the device that made it.
 */
madeAt: string, 
/**
 * Saved or received.
 */
safety: SafetyView, 
/**
 * With whom it is shared; `None` where nobody else reads it.
 */
share: OwnShareView | null, 
/**
 * From whom it was taken over.
 */
takenFrom: PersonView | null, };

export type NotesView = { 
/**
 * The annotations in page order; unplaced ones last.
 */
annotations: Array<AnnotationView>, 
/**
 * What others share with this member, in the same order.
 */
shared: Array<SharedNoteView>, 
/**
 * Whether there is a step to undo.
 */
canUndo: boolean, 
/**
 * Whether there is a step to do again.
 */
canRedo: boolean, 
/**
 * Notes from older versions that were found unchanged.
 */
carried: number, 
/**
 * Found elsewhere.
 */
moved: number, 
/**
 * To be looked at.
 */
toCheck: number, 
/**
 * In the tray.
 */
unplaced: number, 
/**
 * The newest older version that notes come from.
 */
carriedFrom: number | null, };

export type LayerView = "advice" | "shared";

export type OwnShareView = { 
/**
 * Who reads it. Nobody where it is being taken back, or where the server refused to share it.
 */
readers: Array<PersonView>, 
/**
 * Saved on this device, received, or refused.
 */
safety: SafetyView, 
/**
 * Whether the readers have an earlier state of the note than the one shown.
 */
behind: boolean, 
/**
 * Why it was refused, or why the readers cannot have the newest state.
 */
problem: ErrorView | null, };

export type SharedNoteView = { 
/**
 * The note as it stands on the version asked for; its identity is its author's.
 */
note: AnnotationView, 
/**
 * Who shares it.
 */
author: PersonView, 
/**
 * On which layer it lies.
 */
layer: LayerView, 
/**
 * Who else reads it, besides its author and this member.
 */
others: Array<PersonView>, 
/**
 * Whether this member has made it their own.
 */
taken: TakenOverView, };

export type TakenOverView = "no" | "yes" | "earlier";

export type SharingKeyView = "missing" | "known" | "compared" | "changed";

export type SharingPersonView = { 
/**
 * Who.
 */
person: PersonView, 
/**
 * Their key.
 */
key: SharingKeyView, 
/**
 * Code of the key they are held to, in groups of four; `None` where there is none.
 */
code: string | null, 
/**
 * Code of the other key that is told of them since.
 */
newCode: string | null, };

export type ReaderChoiceView = { 
/**
 * Who, and their key.
 */
reader: SharingPersonView, 
/**
 * Their role in the body of the paper.
 */
role: RoleView, };

export type ShareInput = { 
/**
 * The member's own annotations.
 */
annotations: Array<string>, 
/**
 * Who is to read them.
 */
readers: Array<string>, 
/**
 * Whether those who read a note already stay its readers.
 */
keep: boolean, };

export type OwnSharingView = { 
/**
 * Code of the own key, for colleagues to compare; `None` while this device cannot read private notes.
 */
code: string | null, 
/**
 * Whether the server tells another key in this member's name.
 */
isContested: boolean, 
/**
 * People of whom another key is told than before.
 */
changed: Array<SharingPersonView>, };

export type MarkInput = { 
/**
 * Page from 0.
 */
page: number, 
/**
 * The mark.
 */
mark: MarkView, };

export type MarksInput = { 
/**
 * Document.
 */
document: string, 
/**
 * Version on screen.
 */
version: number, 
/**
 * The marks.
 */
marks: Array<MarkInput>, };

export type ReshapeInput = { 
/**
 * Annotation.
 */
annotation: string, 
/**
 * Version on screen.
 */
version: number, 
/**
 * Page from 0.
 */
page: number, 
/**
 * The mark, of the same kind.
 */
mark: MarkView, };

export type NotesFormatView = "xfdf" | "text";

export type TakenNotesView = { 
/**
 * Notes taken.
 */
taken: number, 
/**
 * What was left, by its kind's word.
 */
left: Array<string>, };

export type PagePartsView = { 
/**
 * Links.
 */
links: Array<LinkView>, 
/**
 * Pictures, which dark pages leave as they are.
 */
images: Array<RectView>, 
/**
 * The text in reading order, for those who have it read out.
 */
paragraphs: Array<ParagraphView>, 
/**
 * Where its words come from.
 */
words: WordsView, };

export type WordsView = "paper" | "picture" | "awaited" | "none";

export type LinkView = { 
/**
 * Where it lies.
 */
rects: Array<RectView>, 
/**
 * Where it leads.
 */
target: LinkTargetView, };

export type LinkTargetView = { "kind": "page", 
/**
 * Page from 0.
 */
page: number, 
/**
 * How far down it, 0 to 1.
 */
y: number, } | { "kind": "address", 
/**
 * The address.
 */
address: string, } | { "kind": "refused", 
/**
 * What it asked for, by its word.
 */
what: string, };

export type ParagraphView = { 
/**
 * Its text.
 */
text: string, 
/**
 * Whether the outline names it.
 */
heading: boolean, };

export type TextPlaceView = { 
/**
 * Run, from 0.
 */
run: number, 
/**
 * UTF-16 units into its text, as the window counts.
 */
offset: number, };

export type FindHitView = { 
/**
 * Page from 0.
 */
page: number, 
/**
 * Where it begins.
 */
from: TextPlaceView, 
/**
 * Where it ends.
 */
to: TextPlaceView, 
/**
 * Words before it.
 */
before: string, 
/**
 * What was found, as it is written.
 */
found: string, 
/**
 * Words after it.
 */
after: string, 
/**
 * Whether it has the diacritics that were typed.
 */
exact: boolean, };

export type FindView = { 
/**
 * Hits in page order, as many as are worth showing.
 */
hits: Array<FindHitView>, 
/**
 * Hits in all.
 */
total: number, 
/**
 * Pages of the paper.
 */
pages: number, 
/**
 * Pages without any text.
 */
pagesWithoutText: number, };

export type PageChangeKindView = "same" | "changed" | "added" | "moved" | "removed";

export type ParagraphChangeKindView = "added" | "removed" | "edited" | "moved";

export type PieceChangeView = "same" | "added" | "removed";

export type PieceView = { 
/**
 * The words.
 */
text: string, 
/**
 * What became of them.
 */
change: PieceChangeView, };

export type ParagraphChangeView = { 
/**
 * What became of it.
 */
kind: ParagraphChangeKindView, 
/**
 * Its words, old and new.
 */
pieces: Array<PieceView>, 
/**
 * Where it lies on the new page; what is new in it, where that is known.
 */
rects: Array<RectView>, 
/**
 * Its page in the older version, from 0.
 */
oldPage: number | null, 
/**
 * Where it lay there.
 */
oldRects: Array<RectView>, 
/**
 * The member's own annotations on it.
 */
notes: Array<string>, };

export type PageChangeView = { 
/**
 * Page of the newer version from 0; `None` for one that is gone.
 */
page: number | null, 
/**
 * Page of the older version from 0; `None` for a new one.
 */
oldPage: number | null, 
/**
 * What became of it.
 */
kind: PageChangeKindView, 
/**
 * Its changed paragraphs.
 */
paragraphs: Array<ParagraphChangeView>, 
/**
 * Where the picture of a scan differs.
 */
areas: Array<RectView>, };

export type ChangesView = { 
/**
 * The older version.
 */
from: number, 
/**
 * The newer version.
 */
to: number, 
/**
 * Pages in the order of the newer version, with those that are gone where they were.
 */
pages: Array<PageChangeView>, };

export type SearchKindView = "page" | "note" | "title" | "minutes";

export type SearchInput = { 
/**
 * What was typed so far.
 */
words: string, 
/**
 * Only in this meeting.
 */
meeting: string | null, 
/**
 * Only in this paper.
 */
document: string | null, 
/**
 * Only these kinds; all when empty.
 */
kinds: Array<SearchKindView>, 
/**
 * Most hits wanted.
 */
limit: number, };

export type SearchPieceView = { 
/**
 * The words.
 */
text: string, 
/**
 * Whether they are what was searched.
 */
found: boolean, };

export type SearchHitView = { 
/**
 * What was found.
 */
kind: SearchKindView, 
/**
 * Paper.
 */
document: string | null, 
/**
 * Version of the paper.
 */
version: number, 
/**
 * Page from 0.
 */
page: number | null, 
/**
 * Item.
 */
item: string | null, 
/**
 * Meeting.
 */
meeting: string | null, 
/**
 * Annotation.
 */
annotation: string | null, 
/**
 * Name of who shares it, where it is somebody else's.
 */
author: string | null, 
/**
 * Title of the paper, item or meeting.
 */
title: TextView, 
/**
 * Title of the meeting around it.
 */
place: TextView | null, 
/**
 * The words around the hit.
 */
pieces: Array<SearchPieceView>, 
/**
 * Whether it has the diacritics that were typed.
 */
exact: boolean, };

export type SearchView = { 
/**
 * Best first.
 */
hits: Array<SearchHitView>, 
/**
 * Hits in all, or as many as were counted.
 */
total: number, 
/**
 * Whether there are more than were counted.
 */
totalIsMore: boolean, 
/**
 * Papers that can be searched.
 */
indexed: number, 
/**
 * Papers that are still being read in.
 */
toIndex: number, 
/**
 * Papers that have pages without a text layer.
 */
withoutText: number, };

export type SignaturesStateView = "arriving" | "none" | "found";

export type SignatureKindView = "signature" | "timestamp" | "unsupported";

export type SignerView = { 
/**
 * Common name.
 */
name: string, 
/**
 * Organisation.
 */
organisation: string | null, 
/**
 * Common name of who issued the certificate.
 */
issuer: string, 
/**
 * Serial number of the certificate, in hexadecimal.
 */
serial: string, 
/**
 * First moment the certificate is valid.
 */
notBefore: string, 
/**
 * Last moment the certificate is valid.
 */
notAfter: string, };

export type IntegrityView = "intact" | "weak" | "changed" | "forged" | "not_covered" | "unreadable" | "unsupported";

export type RangeFaultView = "not_a_range" | "not_from_start" | "ends_outside" | "ends_within" | "gap_holds_more";

export type LaterView = "nothing" | "evidence" | "signatures" | "other";

export type ChainView = { "kind": "trusted", 
/**
 * Common name of the root.
 */
root: string, 
/**
 * The moment.
 */
at: string, } | { "kind": "trusted_when_claimed", 
/**
 * Common name of the root.
 */
root: string, 
/**
 * The claimed moment.
 */
at: string, } | { "kind": "unknown_root" } | { "kind": "expired" } | { "kind": "not_yet_valid" } | { "kind": "wrong_usage" } | { "kind": "unsupported" } | { "kind": "broken" } | { "kind": "missing" };

export type RevocationView = { "kind": "good", 
/**
 * When the oldest of the answers that say so was given.
 */
at: string, } | { "kind": "revoked_later", 
/**
 * When.
 */
at: string, } | { "kind": "revoked", 
/**
 * When.
 */
at: string, } | { "kind": "no_chain" } | { "kind": "no_answer" } | { "kind": "stale" };

export type ProvenByView = "signature" | "paper";

export type SigningTimeView = { "kind": "proven", 
/**
 * The moment.
 */
at: string, 
/**
 * Common name of the time-stamping authority.
 */
authority: string, 
/**
 * What proves it.
 */
by: ProvenByView, 
/**
 * Whether the authority's certificate was revoked.
 */
revocation: RevocationView, } | { "kind": "claimed", 
/**
 * The moment.
 */
at: string, } | { "kind": "unknown" };

export type TimestampFaultView = "unreadable" | "not_for_this" | "forged" | "weak" | "not_trusted" | "revoked" | "in_future";

export type SignatureView = { 
/**
 * The full name of its field.
 */
field: string, 
/**
 * What it is for.
 */
kind: SignatureKindView, 
/**
 * Whose it is, as their certificate says; to be believed as far as `chain` goes.
 */
signer: SignerView | null, 
/**
 * Why it was signed, as the signer wrote.
 */
reason: string | null, 
/**
 * Where it was signed, as the signer wrote.
 */
location: string | null, 
/**
 * Whether the bytes it covers are those that were signed.
 */
integrity: IntegrityView, 
/**
 * What is wrong with the bytes it covers.
 */
rangeFault: RangeFaultView | null, 
/**
 * What was done to the file afterwards.
 */
later: LaterView, 
/**
 * Whether that is more than the signer allowed.
 */
isForbiddenChange: boolean, 
/**
 * Whether the certificate leads to somebody the cabinet trusts.
 */
chain: ChainView, 
/**
 * When it was signed.
 */
time: SigningTimeView, 
/**
 * A time stamp that is there and does not count.
 */
timestampFault: TimestampFaultView | null, 
/**
 * Whether the certificate was revoked at the moment that counts.
 */
revocation: RevocationView, };

export type SignaturesView = { 
/**
 * Whether they could be looked for.
 */
state: SignaturesStateView, 
/**
 * The signatures, in the order in which they were put.
 */
signatures: Array<SignatureView>, 
/**
 * When the server last gathered what they are judged by; `None` where it has sent nothing.
 */
gatheredAt: string | null, };

export type PollView = { 
/**
 * Line data.
 */
line: PollLineView, 
/**
 * The form it is a question of.
 */
form: string | null, 
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
result: ResultView | null, 
/**
 * Whether this person may close it now.
 */
mayClose: boolean, };

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
 * How much the opinion asks.
 */
grade: GradeView | null, 
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
 * How much the opinion asks.
 */
grade: GradeView | null, 
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
 * On a condition not accepted.
 */
held: number, 
/**
 * Answered on papers that changed.
 */
stale: number, 
/**
 * Silent and delivered.
 */
reached: number, 
/**
 * Silent, delivery not confirmed.
 */
unreached: number, 
/**
 * Standing aside and kept in the base.
 */
aside: number, 
/**
 * Agreements needed.
 */
needed: number, 
/**
 * Whether it takes effect only when the chair confirms it.
 */
awaitsChair: boolean, 
/**
 * The chair's word, once given.
 */
settled: SettledView | null, 
/**
 * The sentence that explains it, in both languages.
 */
sentence: TextView, 
/**
 * How each named member voted; empty where this person may not see it.
 */
votes: Array<NamedVoteView>, };

export type OutcomeView = "adopted" | "not_adopted" | "no_quorum" | "chair_decides" | "goes_to_session" | "unreached";

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
 * How much the opinion asks.
 */
grade: GradeView | null, 
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

export type RightsView = { 
/**
 * Prepares meetings and circulates forms: the secretariat.
 */
prepares: boolean, 
/**
 * Runs people and devices.
 */
administers: boolean, 
/**
 * Reads the trail of administrative acts.
 */
readsTrail: boolean, 
/**
 * Votes.
 */
votes: boolean, };

export type PositionInput = { 
/**
 * Item.
 */
item: string, 
/**
 * Value.
 */
value: PositionValueView, 
/**
 * Words with it.
 */
comment: string, 
/**
 * How much they ask.
 */
grade: GradeView | null, };

export type StatedPositionView = { 
/**
 * Who.
 */
person: PersonView, 
/**
 * What.
 */
value: PositionValueView, 
/**
 * Words with it.
 */
comment: string, 
/**
 * How much they ask.
 */
grade: GradeView | null, 
/**
 * After the cut-off: shown, without effect.
 */
late: boolean, };

export type MeetingHeldAsView = "session" | "written_procedure";

export type ItemKindView = "decision" | "discussion" | "information";

export type VisibilityView = "body" | "readers" | "secretariat";

export type PartView = "without_debate" | "discussion";

export type PartReasonView = "moved" | "is_a_discussion" | "opened" | "nobody_opened" | "enough_agree" | "not_enough_yet";

export type DossierStateView = "draft" | "lodged" | "published" | "confirmed" | "considered" | "withdrawn";

export type PositionCountsView = { 
/**
 * Without objection.
 */
noObjection: number, 
/**
 * Object.
 */
objects: number, 
/**
 * Wish to speak.
 */
speak: number, 
/**
 * Nothing yet.
 */
silent: number, };

export type PlaceInPlanView = { 
/**
 * Part.
 */
part: PartView, 
/**
 * Why.
 */
reason: PartReasonView, 
/**
 * Words of whoever moved it by hand.
 */
movedBecause: string | null, 
/**
 * When it should be called up; absent for those from whom the positions on any item are hidden.
 */
beginsAt: string | null, 
/**
 * Positions in time; absent for those who may not see them.
 */
counts: PositionCountsView | null, };

export type ForecastView = { 
/**
 * Items adopted without debate.
 */
nWithoutDebate: number, 
/**
 * Items for discussion.
 */
nDiscussion: number, 
/**
 * When the session should end.
 */
endsAt: string, 
/**
 * Minutes planned for everything, as if every item were discussed.
 */
minutesPlanned: number, };

export type PrepareView = { 
/**
 * The meeting, as the secretariat has it now.
 */
meeting: MeetingView, 
/**
 * Who chairs.
 */
chair: string, 
/**
 * Start in the meeting's zone, such as `2026-12-03T08:30`.
 */
startsWall: string, 
/**
 * End in the meeting's zone.
 */
endsWall: string, 
/**
 * Deadline for papers in the meeting's zone.
 */
lodgeByWall: string | null, 
/**
 * Cut-off for positions in the meeting's zone.
 */
positionsByWall: string | null, 
/**
 * Whether one of these two falls in a year whose holidays are not all known, so that it may be a day off.
 */
holidaysUnknown: boolean, 
/**
 * Items in agenda order.
 */
items: Array<PrepareItemView>, 
/**
 * The plan.
 */
forecast: ForecastView, 
/**
 * What members will see change with the next publication.
 */
announcements: Array<AnnouncementView>, 
/**
 * Edits of the meeting itself that met another's.
 */
conflicts: Array<ConflictView>, 
/**
 * States it may go to from here.
 */
nextStates: Array<MeetingStateView>, 
/**
 * The people of the body, to choose from, sorted by given name.
 */
people: Array<PersonChoiceView>, 
/**
 * The highest classification whose content may be on the server.
 */
ceiling: ClassificationView, 
/**
 * What `undo` would take back, as the act's word.
 */
undo: string | null, 
/**
 * What `redo` would do again.
 */
redo: string | null, 
/**
 * Acts on this device that the server has not taken yet.
 */
nWaiting: number, };

export type PersonChoiceView = { 
/**
 * Who.
 */
person: PersonView, 
/**
 * Role in the body.
 */
role: RoleView, 
/**
 * Whether they vote.
 */
votes: boolean, };

export type RoleView = "chair" | "member" | "adviser" | "secretariat" | "invitee" | "auditor" | "administrator";

export type PrepareItemView = { 
/**
 * Identity.
 */
id: string, 
/**
 * The item it lies under.
 */
parent: string | null, 
/**
 * `3` or `3.2`.
 */
number: string, 
/**
 * 0 at the top.
 */
depth: number, 
/**
 * Title.
 */
title: TextView, 
/**
 * Recommended decision.
 */
decision: TextView, 
/**
 * Who brings it.
 */
sponsor: string, 
/**
 * Their name.
 */
sponsorName: string, 
/**
 * Who presents it.
 */
rapporteurs: Array<string>, 
/**
 * Minutes planned.
 */
minutes: number, 
/**
 * What is asked.
 */
kind: ItemKindView, 
/**
 * Who sees it.
 */
visibility: VisibilityView, 
/**
 * Named readers.
 */
readers: Array<string>, 
/**
 * People invited for this item.
 */
invitees: Array<string>, 
/**
 * Taken off the agenda.
 */
withdrawn: boolean, 
/**
 * Whether members know of it.
 */
isOut: boolean, 
/**
 * Whether members see an older wording.
 */
isAmended: boolean, 
/**
 * Its place in the plan.
 */
plan: PlaceInPlanView | null, 
/**
 * Who takes no part.
 */
recusals: Array<RecusalView>, 
/**
 * A request to lodge late.
 */
late: LateView | null, 
/**
 * Its dossier.
 */
dossier: string | null, 
/**
 * Where the dossier stands.
 */
dossierState: DossierStateView, 
/**
 * How closely it is held.
 */
classification: ClassificationView, 
/**
 * Whether its content may not be on the server at all.
 */
onPaperOnly: boolean, 
/**
 * Whether a paper is expected.
 */
paperExpected: boolean, 
/**
 * Whether a summary sheet is expected.
 */
summaryExpected: boolean, 
/**
 * What is expected and not there.
 */
missing: Array<DocumentRoleView>, 
/**
 * Documents in reading order.
 */
documents: Array<PrepareDocumentView>, 
/**
 * Edits that met another's.
 */
conflicts: Array<ConflictView>, 
/**
 * Opinion forms on it.
 */
forms: Array<FormLineView>, };

export type RecusalView = { 
/**
 * Who.
 */
person: string, 
/**
 * Their name.
 */
name: string, 
/**
 * Why; empty where it was not said.
 */
reason: string, 
/**
 * When it was declared.
 */
at: string, };

export type LateView = { 
/**
 * The urgency.
 */
reason: string, 
/**
 * Who asks.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * The answer, once there is one.
 */
approved: boolean | null, 
/**
 * Words with the answer.
 */
words: string, 
/**
 * Who answered.
 */
decidedBy: string | null, 
/**
 * Whether this person may answer: never whoever asked.
 */
mayDecide: boolean, };

export type PrepareDocumentView = { 
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
 * Order within the role.
 */
order: number, 
/**
 * Whether members have it.
 */
published: boolean, 
/**
 * Taken back.
 */
recalled: boolean, 
/**
 * Whether text may be copied out.
 */
mayCopy: boolean, 
/**
 * The newest version, which goes out with the next publication if it is not out yet.
 */
newest: VersionView, 
/**
 * All versions, newest first.
 */
versions: Array<VersionView>, 
/**
 * Bytes the server has, while the file is being sent.
 */
sending: SendingView | null, 
/**
 * What to look at.
 */
warnings: Array<PaperWarningView>, 
/**
 * First page in the book of the meeting.
 */
bookPage: number | null, };

export type VersionView = { 
/**
 * From 1.
 */
number: number, 
/**
 * Bytes.
 */
length: number, 
/**
 * Pages.
 */
nPages: number | null, 
/**
 * Whether there is text to search.
 */
hasText: boolean | null, 
/**
 * First letters of its BLAKE3 digest.
 */
digest: string, 
/**
 * The file's name.
 */
name: string, 
/**
 * Why there is a new version.
 */
reason: string, 
/**
 * Who lodged it.
 */
lodgedBy: string | null, 
/**
 * When.
 */
lodgedAt: string, 
/**
 * When members got it.
 */
issuedAt: string | null, };

export type SendingView = { 
/**
 * Bytes the server has.
 */
sent: number, 
/**
 * Bytes in all.
 */
length: number, };

export type PaperWarningView = { "kind": "same_file", 
/**
 * Number of that item.
 */
number: string, 
/**
 * Title of that document.
 */
title: TextView, } | { "kind": "unchanged" } | { "kind": "no_text" } | { "kind": "converted", 
/**
 * What it was: `docx`, `xls` and so on.
 */
from: string, } | { "kind": "has_macros" } | { "kind": "unreadable", 
/**
 * Code of the reason.
 */
code: string, } | { "kind": "looks_like", 
/**
 * That part.
 */
role: DocumentRoleView, };

export type AnnouncementView = { 
/**
 * `meeting`, `new_item`, `item`, `new_document`, `new_version` or `missing`.
 */
kind: string, 
/**
 * Item it is about.
 */
item: string | null, 
/**
 * Number of that item.
 */
number: string, 
/**
 * Title of the item or document.
 */
title: TextView, 
/**
 * The field that changes, as its word.
 */
field: string | null, };

export type ConflictView = { 
/**
 * `meeting` or `item`.
 */
kind: string, 
/**
 * Identity of the meeting or item.
 */
id: string, 
/**
 * Field, as its word.
 */
field: string, 
/**
 * What stands: words as they are, people as identities apart by commas, times in RFC 3339, else the word of a closed
 * vocabulary.
 */
standing: string, 
/**
 * What the later edit wanted, likewise.
 */
waiting: string, 
/**
 * Whose edit waits.
 */
by: string, 
/**
 * When it came.
 */
at: string, };

export type TakenFileView = { 
/**
 * Identity on this device.
 */
id: string, 
/**
 * Bytes.
 */
length: number, 
/**
 * Pages.
 */
nPages: number | null, 
/**
 * Whether there is text to search.
 */
hasText: boolean | null, 
/**
 * What to look at.
 */
warnings: Array<PaperWarningView>, };

export type DoneView = { 
/**
 * The thing that came into being, where one did.
 */
id: string | null, };

export type FormStateView = "draft" | "sent" | "closed" | "moved_to_session";

export type GradeView = "condition" | "should" | "remark";

export type FormLineView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Title.
 */
title: TextView, 
/**
 * Item it asks about.
 */
item: string, 
/**
 * Number of that item.
 */
itemNumber: string, 
/**
 * Title of that item.
 */
itemTitle: TextView, 
/**
 * Meeting or written procedure.
 */
meeting: string, 
/**
 * Its title.
 */
meetingTitle: TextView, 
/**
 * Where it stands.
 */
state: FormStateView, 
/**
 * Until when answers count.
 */
closesAt: string, 
/**
 * Questions.
 */
nQuestions: number, 
/**
 * Questions this person is to answer and has not, or whose papers changed.
 */
nMineOpen: number, 
/**
 * Questions whose papers changed since this person answered.
 */
nMineStale: number, 
/**
 * Members who answered every question; for those who may see it.
 */
nAnswered: number | null, 
/**
 * Members on the roll.
 */
nRoll: number, };

export type FormView = { 
/**
 * On one line.
 */
line: FormLineView, 
/**
 * The name of the body.
 */
body: TextView, 
/**
 * Why the time is shorter than the rule.
 */
shortReason: string, 
/**
 * Moved deadlines.
 */
extensions: Array<ExtensionView>, 
/**
 * Deadline in the body's zone, such as `2026-12-03T17:00`, to be edited.
 */
closesWall: string, 
/**
 * Whether the deadline of a form that is not closed falls in or after a year whose holidays are not all known, so
 * that its working days want a person's eye; for those who run it.
 */
holidaysUnknown: boolean, 
/**
 * Questions in order.
 */
questions: Array<FormQuestionView>, 
/**
 * Members in order of their given names; empty for those who may not see the answers.
 */
members: Array<FormMemberView>, 
/**
 * Whether this person runs it.
 */
mayRun: boolean, 
/**
 * Whether this person may close its open questions now: everybody on the roll has answered.
 */
mayClose: boolean, 
/**
 * Whether this person replies for the drafting ministry.
 */
mayReply: boolean, 
/**
 * The item in a session it was moved to.
 */
movedTo: string | null, 
/**
 * Sessions it could be moved to.
 */
sessions: Array<SessionChoiceView>, };

export type SessionChoiceView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Title.
 */
title: TextView, };

export type ExtensionView = { 
/**
 * From.
 */
from: string, 
/**
 * To.
 */
to: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Who.
 */
by: string, };

export type FormQuestionView = { 
/**
 * The poll it is, or will be.
 */
poll: string, 
/**
 * The question.
 */
text: TextView, 
/**
 * Roll call or opinion form; always the latter here.
 */
kind: PollKindView, 
/**
 * Where it stands; `planned` while the form is a draft.
 */
state: PollStateView, 
/**
 * The result once closed; for those who may see answers, how it stands before.
 */
result: ResultView | null, 
/**
 * Whether the result is final.
 */
isFinal: boolean, 
/**
 * Whether the chair's word is awaited, and this person is the chair.
 */
maySettle: boolean, 
/**
 * This person's own answer.
 */
mine: FormAnswerView | null, };

export type FormMemberStateView = "sent" | "delivered" | "partly" | "answered" | "stale" | "overdue" | "recused" | "gone";

export type FormMemberView = { 
/**
 * Who.
 */
person: PersonView, 
/**
 * Where they stand.
 */
state: FormMemberStateView, 
/**
 * When the papers arrived on their device.
 */
deliveredAt: string | null, 
/**
 * One a question.
 */
answers: Array<FormAnswerView | null>, };

export type FormAnswerView = { 
/**
 * The ballot.
 */
ballot: string, 
/**
 * Choice.
 */
choice: ChoiceView, 
/**
 * How much the opinion asks.
 */
grade: GradeView | null, 
/**
 * Opinion.
 */
opinion: string | null, 
/**
 * When the server took it.
 */
receivedAt: string, 
/**
 * How safe it is; for answers of others always `received`, `counted` or `late`.
 */
safety: SafetyView, 
/**
 * Given on papers that have changed.
 */
stale: boolean, 
/**
 * The drafting ministry's reply.
 */
reply: ReplyView | null, };

export type ReplyKindView = "accepted" | "explained" | "refused";

export type ReplyView = { 
/**
 * What is done.
 */
does: ReplyKindView, 
/**
 * In words.
 */
words: string, 
/**
 * Who.
 */
by: string, 
/**
 * When.
 */
at: string, };

export type SettledView = { 
/**
 * For or against.
 */
adopted: boolean, 
/**
 * Why.
 */
reason: string, 
/**
 * Who.
 */
by: string, 
/**
 * When.
 */
at: string, };

export type TwiceInput = "first" | "second";

export type ActInput = { "act": "create_meeting", 
/**
 * Session or written procedure.
 */
heldAs: MeetingHeldAsView, 
/**
 * Title.
 */
title: TextView, 
/**
 * Place.
 */
place: TextView, 
/**
 * IANA zone; the body's where absent.
 */
zone: string | null, 
/**
 * Start.
 */
starts: string, 
/**
 * End.
 */
ends: string, 
/**
 * Where clocks are set back.
 */
twice: TwiceInput | null, } | { "act": "copy_meeting", 
/**
 * The other.
 */
from: string, 
/**
 * Title.
 */
title: TextView, 
/**
 * Start.
 */
starts: string, 
/**
 * End.
 */
ends: string, 
/**
 * Items to copy, without papers and positions.
 */
items: Array<string>, } | { "act": "edit_meeting", 
/**
 * Which.
 */
meeting: string, 
/**
 * Title.
 */
title: TextView | null, 
/**
 * Place.
 */
place: TextView | null, 
/**
 * Zone.
 */
zone: string | null, 
/**
 * Start.
 */
starts: string | null, 
/**
 * End.
 */
ends: string | null, 
/**
 * Where clocks are set back.
 */
twice: TwiceInput | null, 
/**
 * Chair.
 */
chair: string | null, 
/**
 * Deadline for papers.
 */
lodgeBy: string | null, 
/**
 * Cut-off for positions.
 */
positionsBy: string | null, } | { "act": "move_meeting", 
/**
 * Which.
 */
meeting: string, 
/**
 * Next state.
 */
to: MeetingStateView, } | { "act": "remove_meeting", 
/**
 * Which.
 */
meeting: string, } | { "act": "add_item", 
/**
 * Meeting.
 */
meeting: string, 
/**
 * The item it lies under.
 */
parent: string | null, 
/**
 * The sibling before it; first where absent.
 */
after: string | null, 
/**
 * Title.
 */
title: TextView, 
/**
 * Who brings it.
 */
sponsor: string, 
/**
 * Minutes.
 */
minutes: number, 
/**
 * What is asked.
 */
kind: ItemKindView, 
/**
 * How closely it is held.
 */
classification: ClassificationView, } | { "act": "copy_items", 
/**
 * Where to.
 */
meeting: string, 
/**
 * Which.
 */
items: Array<string>, } | { "act": "edit_item", 
/**
 * Which.
 */
item: string, 
/**
 * Title.
 */
title: TextView | null, 
/**
 * Recommended decision.
 */
decision: TextView | null, 
/**
 * Who brings it.
 */
sponsor: string | null, 
/**
 * Who presents it.
 */
rapporteurs: Array<string> | null, 
/**
 * Minutes.
 */
minutes: number | null, 
/**
 * What is asked.
 */
kind: ItemKindView | null, 
/**
 * Who sees it.
 */
visibility: VisibilityView | null, 
/**
 * Named readers.
 */
readers: Array<string> | null, 
/**
 * People invited for it.
 */
invitees: Array<string> | null, 
/**
 * How closely it is held.
 */
classification: ClassificationView | null, 
/**
 * Whether a paper is expected.
 */
paperExpected: boolean | null, 
/**
 * Whether a summary sheet is expected.
 */
summaryExpected: boolean | null, } | { "act": "move_item", 
/**
 * Which.
 */
item: string, 
/**
 * The item it lies under.
 */
parent: string | null, 
/**
 * The sibling before it; first where absent.
 */
after: string | null, } | { "act": "remove_item", 
/**
 * Which.
 */
item: string, } | { "act": "withdraw_item", 
/**
 * Which.
 */
item: string, 
/**
 * Whether it is off.
 */
withdrawn: boolean, } | { "act": "move_part", 
/**
 * Which.
 */
item: string, 
/**
 * Where to; absent: as the positions say.
 */
part: PartView | null, 
/**
 * Why.
 */
reason: string, } | { "act": "recuse", 
/**
 * In which item.
 */
item: string, 
/**
 * Who; this person where absent.
 */
person: string | null, 
/**
 * Why.
 */
reason: string, } | { "act": "lift_recusal", 
/**
 * In which item.
 */
item: string, 
/**
 * Whose.
 */
person: string, } | { "act": "ask_late", 
/**
 * Which item.
 */
item: string, 
/**
 * The urgency.
 */
reason: string, } | { "act": "decide_late", 
/**
 * Which item.
 */
item: string, 
/**
 * Yes or no.
 */
approved: boolean, 
/**
 * Words with it.
 */
words: string, } | { "act": "resolve_conflict", 
/**
 * `meeting` or `item`.
 */
kind: string, 
/**
 * Identity.
 */
id: string, 
/**
 * Field, as its word.
 */
field: string, 
/**
 * Whether the waiting value is taken.
 */
take: boolean, } | { "act": "lodge", 
/**
 * The taken file.
 */
file: string, 
/**
 * The item whose dossier it belongs to.
 */
item: string, 
/**
 * The document it is a new version of.
 */
document: string | null, 
/**
 * Part in the dossier, for a new document.
 */
role: DocumentRoleView, 
/**
 * Title, for a new document.
 */
title: TextView, 
/**
 * The file's name.
 */
name: string, 
/**
 * Why there is a new version.
 */
reason: string, } | { "act": "edit_document", 
/**
 * Which.
 */
document: string, 
/**
 * Title.
 */
title: TextView | null, 
/**
 * Part.
 */
role: DocumentRoleView | null, 
/**
 * Order within the part.
 */
order: number | null, 
/**
 * Whether text may be copied out.
 */
mayCopy: boolean | null, } | { "act": "remove_document", 
/**
 * Which.
 */
document: string, } | { "act": "recall", 
/**
 * Which.
 */
document: string, } | { "act": "move_dossier", 
/**
 * Of which item.
 */
item: string, 
/**
 * Next state.
 */
to: DossierStateView, } | { "act": "draft_form", 
/**
 * Item.
 */
item: string, 
/**
 * Title.
 */
title: TextView, 
/**
 * Questions.
 */
questions: Array<TextView>, 
/**
 * Deadline; by the rule where absent.
 */
closes: string | null, 
/**
 * Why the time is shorter than the rule.
 */
shortReason: string, } | { "act": "edit_form", 
/**
 * Which.
 */
form: string, 
/**
 * Title.
 */
title: TextView | null, 
/**
 * Questions.
 */
questions: Array<TextView> | null, 
/**
 * Deadline.
 */
closes: string | null, 
/**
 * Why the time is shorter than the rule.
 */
shortReason: string | null, } | { "act": "remove_form", 
/**
 * Which.
 */
form: string, } | { "act": "send_form", 
/**
 * Which.
 */
form: string, } | { "act": "extend_form", 
/**
 * Which.
 */
form: string, 
/**
 * Until when.
 */
closes: string, 
/**
 * Why.
 */
reason: string, } | { "act": "move_form_to_session", 
/**
 * Which.
 */
form: string, 
/**
 * Session.
 */
meeting: string, } | { "act": "reply", 
/**
 * Question.
 */
poll: string, 
/**
 * Ballot.
 */
ballot: string, 
/**
 * What is done.
 */
does: ReplyKindView, 
/**
 * In words.
 */
words: string, } | { "act": "settle", 
/**
 * Poll.
 */
poll: string, 
/**
 * For or against.
 */
adopted: boolean, 
/**
 * Why.
 */
reason: string, } | { "act": "save_person", 
/**
 * Which; a new one where absent.
 */
person: string | null, 
/**
 * Full name.
 */
name: string, 
/**
 * Short handle.
 */
handle: string, 
/**
 * Office.
 */
office: TextView, 
/**
 * Where invitations go; empty for nowhere.
 */
mail: string, } | { "act": "remove_person", 
/**
 * Who.
 */
person: string, } | { "act": "save_seat", 
/**
 * Which; a new one where absent.
 */
seat: string | null, 
/**
 * Whose.
 */
person: string, 
/**
 * In which body.
 */
body: string, 
/**
 * Role.
 */
role: RoleView, 
/**
 * The member an adviser works for.
 */
advises: string | null, 
/**
 * What they may read at most.
 */
clearance: ClassificationView, 
/**
 * Votes.
 */
votes: number, 
/**
 * First day.
 */
from: string, 
/**
 * First day it no longer holds.
 */
until: string, } | { "act": "end_seat", 
/**
 * Which.
 */
seat: string, } | { "act": "delegate", 
/**
 * In which body.
 */
body: string, 
/**
 * For whom.
 */
member: string, 
/**
 * Who.
 */
substitute: string, 
/**
 * For this meeting alone.
 */
meeting: string | null, 
/**
 * Why.
 */
reason: string, } | { "act": "close_poll", 
/**
 * Which.
 */
poll: string, } | { "act": "end_delegation", 
/**
 * Which.
 */
delegation: string, } | { "act": "import_people", 
/**
 * The reading.
 */
import: string, 
/**
 * Lines to pass over.
 */
leaveOut: Array<number>, };

export type PeopleView = { 
/**
 * Bodies, by name.
 */
bodies: Array<BodyView>, 
/**
 * People, by given name as Vietnamese lists are.
 */
people: Array<PersonLineView>, 
/**
 * Delegations, newest first.
 */
delegations: Array<DelegationView>, };

export type BodyView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Name.
 */
name: TextView, 
/**
 * IANA zone.
 */
zone: string, 
/**
 * Seats that vote now.
 */
nVoting: number, 
/**
 * Whether this person runs its people.
 */
mayAdminister: boolean, 
/**
 * Whether this person notes who stands in for whom.
 */
mayDelegate: boolean, 
/**
 * Whether a substitute votes, or sits and speaks only.
 */
substitutesVote: boolean, };

export type PersonLineView = { 
/**
 * Who.
 */
person: PersonView, 
/**
 * Short handle.
 */
handle: string, 
/**
 * Where invitations go; empty where there is none or this person may not know.
 */
mail: string, 
/**
 * Has left; kept for the names in the history.
 */
removed: boolean, 
/**
 * Whether this is the person at the desk.
 */
isMe: boolean, 
/**
 * Their seats, those of now first.
 */
seats: Array<SeatView>, };

export type SeatView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Body.
 */
body: string, 
/**
 * Role.
 */
role: RoleView, 
/**
 * The member an adviser works for.
 */
advises: string | null, 
/**
 * Their name.
 */
advisesName: string | null, 
/**
 * What they may read at most.
 */
clearance: ClassificationView, 
/**
 * Votes, where the body weighs them.
 */
votes: number, 
/**
 * First day, in the body's zone, such as `2026-12-01`.
 */
from: string | null, 
/**
 * First day it no longer holds, likewise.
 */
until: string | null, 
/**
 * Whether it holds.
 */
state: SeatStateView, };

export type SeatStateView = "now" | "coming" | "over";

export type DelegationView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Body.
 */
body: string, 
/**
 * Who is represented.
 */
member: string, 
/**
 * Their name.
 */
memberName: string, 
/**
 * Who stands in.
 */
substitute: string, 
/**
 * Their name.
 */
substituteName: string, 
/**
 * For this meeting alone.
 */
meeting: string | null, 
/**
 * Its title.
 */
meetingTitle: TextView | null, 
/**
 * Why.
 */
reason: string, 
/**
 * Taken back.
 */
ended: boolean, };

export type PeopleImportView = { 
/**
 * Names this reading; handed back to carry it out.
 */
import: string, 
/**
 * How the letters were read, such as `UTF-8` or `windows-1258`.
 */
encoding: string, 
/**
 * What stands between cells: `,`, `;` or a tab.
 */
separator: string, 
/**
 * Headings as they stand, each with the field it was taken for.
 */
columns: Array<ImportColumnView>, 
/**
 * Fields that are needed and have no column, as words; then there are no lines.
 */
missing: Array<string>, 
/**
 * Lines in the file's order.
 */
lines: Array<ImportLineView>, 
/**
 * Lines that make somebody new.
 */
nNew: number, 
/**
 * Lines that change somebody.
 */
nChanged: number, 
/**
 * Lines that change nothing.
 */
nSame: number, 
/**
 * Lines that cannot be taken.
 */
nBad: number, };

export type ImportColumnView = { 
/**
 * Heading.
 */
heading: string, 
/**
 * `handle`, `name`, `office_vi`, `office_en`, `mail`, `role`, `advises`, `clearance`, `votes`, `from`, `until`;
 * absent where the column is passed over.
 */
field: string | null, };

export type ImportLineView = { 
/**
 * Line of the file, from 1, headings included.
 */
line: number, 
/**
 * Handle, given or made from the name.
 */
handle: string, 
/**
 * Name.
 */
name: string, 
/**
 * Office.
 */
office: TextView, 
/**
 * Address.
 */
mail: string, 
/**
 * Role.
 */
role: RoleView | null, 
/**
 * What it does.
 */
does: ImportDoesView, 
/**
 * Fields it changes, as words, for a person who is there already.
 */
changes: Array<string>, 
/**
 * Why it cannot be taken, or what to look at.
 */
problems: Array<ImportProblemView>, };

export type ImportDoesView = "new" | "changes" | "same" | "bad";

export type ImportProblemView = { 
/**
 * Field, as its word; absent for the whole line.
 */
field: string | null, 
/**
 * Code: `import-cells`, `import-name-empty`, `import-handle`, `import-twice`, `import-mail`, `import-role`,
 * `import-advises`, `import-clearance`, `import-votes`, `import-date`, `import-place-taken`,
 * `import-own-rights`, `import-looks-like`.
 */
code: string, 
/**
 * What stands there, or the other line.
 */
detail: string, };

export type AdministeredDeviceView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Whose.
 */
person: PersonView, 
/**
 * Name its owner gave it.
 */
name: string, 
/**
 * Since when.
 */
enrolledAt: string, 
/**
 * Revoked when.
 */
revokedAt: string | null, 
/**
 * Whether this is the device at hand.
 */
thisDevice: boolean, };

export type EnrolmentCodeView = { 
/**
 * For whom.
 */
person: PersonView, 
/**
 * Address of the server.
 */
server: string, 
/**
 * Code to type.
 */
code: string, 
/**
 * Link to open.
 */
link: string, 
/**
 * Until when it is good.
 */
expiresAt: string, };

export type TrailInput = { 
/**
 * Lines before this place; from the newest where absent.
 */
before: number | null, 
/**
 * Of this person.
 */
person: string | null, 
/**
 * With this verb.
 */
verb: string | null, 
/**
 * About this record.
 */
subject: string | null, 
/**
 * From this day on, such as `2026-12-01`, in the laptop's zone.
 */
from: string | null, 
/**
 * To this day, with it.
 */
until: string | null, };

export type TrailView = { 
/**
 * Lines, newest first.
 */
lines: Array<TrailLineView>, 
/**
 * Whether there are older ones.
 */
more: boolean, 
/**
 * All verbs there are, to choose from.
 */
verbs: Array<string>, };

export type TrailLineView = { 
/**
 * Place in the trail.
 */
seq: number, 
/**
 * When.
 */
at: string, 
/**
 * Who; their name.
 */
person: string, 
/**
 * Whether it came from the server's console.
 */
console: boolean, 
/**
 * What, as its word.
 */
verb: string, 
/**
 * Records it touched.
 */
subjects: Array<TrailSubjectView>, 
/**
 * The act itself as indented JSON, for those who may see what it touched.
 */
detail: string | null, };

export type TrailSubjectView = { 
/**
 * Kind, as its word.
 */
kind: string, 
/**
 * Identity.
 */
id: string, 
/**
 * Its title or name, where this person sees it.
 */
title: TextView | null, };

export type SavedFileView = { 
/**
 * Where it lies.
 */
path: string, 
/**
 * Its name.
 */
name: string, };

export type ReportFormatView = "pdf" | "xlsx";

# Words of the window.

app-purpose = The government's paperless cabinet
skip-to-content = Skip to the content

nav-label = Main navigation
nav-desk = My desk
nav-meetings = Meetings
nav-settings = Devices & settings
breadcrumb-label = You are here
agenda-pane = Agenda
agenda-pane-toggle = Hide or show the agenda
search-go = Go to…
locale-toggle = Tiếng Việt
locale-toggle-hint = Switch to Vietnamese
theme-toggle = Appearance: { $theme }
theme-system = As the system
theme-light = Light
theme-dark = Dark
lock-now = Lock
close = Close
cancel = Cancel
back = Back
try-again = Try again
dismiss = Hide this message
loading = Opening…
show-keys = Keys

first-title = Welcome to e-Cabinet
first-lead = Your dossiers, opinions and ballots live on this device, encrypted. Choose how to begin.
first-demo = Try the demo cabinet
first-demo-hint = No server needed. A sample session with dossiers, notes and ballots.
first-demo-absent = This installation has no demo cabinet beside it.
first-connect = Connect with an enrolment code
first-connect-hint = Use the link or the code from the secretariat's invitation.
first-restore = Add or restore a device
first-restore-hint = You already use e-Cabinet on another machine.
first-restore-title = Your second device
first-restore-step-1 = Ask the secretariat for a new enrolment code for this device, then choose “Connect with an enrolment code”.
first-restore-step-2 = On your older device open “Devices & settings”, compare the pairing code and press “Approve”. Your private notes then arrive here by themselves.
first-restore-step-3 = If no older device is left, connect first and then enter your recovery code under “Devices & settings”.

enrol-title = Connect this device
enrol-code = Enrolment code or link
enrol-code-hint = Paste the whole “ecabinet://…” link, or type the code from the invitation.
enrol-server = Server address
enrol-server-hint = For example https://cabinet.example.org:8443. Not needed with a link.
enrol-device-name = Device name
enrol-device-name-hint = So that you can tell your devices apart.
enrol-device-default = My computer
enrol-passphrase = Passphrase
enrol-passphrase-required = This machine has no system keyring, so a passphrase is required. It cannot be recovered.
enrol-passphrase-optional = Optional. If you set one, you will type it at every unlock.
enrol-submit = Connect
enrol-working = Connecting…

lock-title = e-Cabinet is locked
unlock-passphrase = Passphrase
unlock-submit = Unlock
unlock-working = Opening…

desk-lead =
    { $n ->
        [one] One thing is expected of you.
       *[other] { $n } things are expected of you, the most urgent first.
    }
desk-empty = Nothing is expected of you.
desk-next = Next session: { $meeting }, { $date }.
desk-no-next = No further session has been scheduled.
ask-position = State your position
ask-opinion_form = Answer the opinion form
ask-roll_call = Vote
desk-pages =
    { $n ->
        [one] One page
       *[other] { $n } pages
    }, about { $time } to read
desk-item = Item { $number }

meetings-title = Meetings
meetings-empty = No meetings yet. They appear here once the secretariat publishes them.
meetings-upcoming = Now and ahead
meetings-past = Finished
meeting-draft = In preparation
meeting-published = Published
meeting-in_session = In session
meeting-closed = Finished
meeting-items =
    { $n ->
        [one] One item
       *[other] { $n } items
    }
meeting-expected =
    { $n ->
        [one] One thing expected of you
       *[other] { $n } things expected of you
    }
meeting-chair = Chair: { $name }
meeting-forecast = { $n } of { $total } items adopted without debate, ending about { $ends }.
meeting-minutes = Planned time: { $n } minutes
agenda-empty = The agenda has no items for you yet.
agenda-label = Agenda of the meeting

item-sponsor = Brought by { $name }
item-minutes = { $n } min
item-withdrawn = Withdrawn
item-recused = You take no part in this item
item-position = Your position
item-position-for = Your position on item { $number }
item-no-position = No position needed
papers-ready =
    { $n ->
        [one] One paper here
       *[other] { $n } papers here
    }
papers-syncing = Arriving
papers-missing = Papers missing
papers-none = No papers
papers-recalled = Taken back
poll-planned = Not open yet
poll-open-answer = Waits for your answer
poll-open-reader = Answers being collected
poll-closed = Closed
poll-withdrawn = Withdrawn

dossier-papers = Papers
dossier-polls = Opinion forms and votes
dossier-no-papers = This item has no papers.
dossier-missing = The secretariat has not received every paper of this item.
classification-open = Open
classification-internal = Internal
classification-confidential = Confidential
role-summary_sheet = Summary sheet
role-paper = Paper
role-attachment = Attachment
file-waiting = Waits to be fetched
file-partial = Arriving, { $done } of { $total }
file-ready = Verified
file-recalled = Taken back
file-failed = Could not be fetched
document-version = Version { $n }
document-lodged = lodged { $date }
document-pages =
    { $n ->
        [one] One page
       *[other] { $n } pages
    }
document-book-page = p. { $n }
document-pages-unknown = Number of pages unknown
document-notes =
    { $n ->
        [one] One note
       *[other] { $n } notes
    }
document-resume = Continue at page { $n }
document-no-copy = Copying not allowed

reader-label = Document { $title }
reader-toolbar = Reading tools
reader-opening = Opening the document…
reader-page = Page { $n }
reader-page-of = of { $total }
reader-page-input = Go to page
reader-thumbnails = Thumbnails
reader-outline = Outline
reader-outline-empty = This document has no outline.
reader-notes = Notes
reader-notes-of = Notes on { $title }, version { $version }
reader-zoom-in = Zoom in
reader-zoom-out = Zoom out
reader-zoom-now = Size { $percent }%
reader-fit-width = Fit width
reader-fit-page = Fit page
reader-dark-pages = Dark pages
tool-select = Select text
tool-highlight = Highlight
tool-pen = Pen
tool-note = Note
tool-eraser = Eraser
tools-label = Annotation tools
colour-label = Colour
colour-yellow = Yellow
colour-green = Green
colour-blue = Blue
colour-pink = Pink
colour-ink = Ink
colour-red = Red
undo = Undo
redo = Redo
undone = Undone
redone = Redone
note-placeholder = Write your note…
note-save = Save note
note-delete = Delete
note-editor = Note on page { $n }
notes-empty = No notes yet. Choose a tool above; only you can read what you write here.
mark-highlight = Highlight
mark-stroke = Pen stroke
mark-note = Note
mark-erased = Erased: { $what }
mark-saved = Saved: { $what }
note-key-missing = This device cannot read your older private notes yet.
note-key-missing-link = Restore notes
copy-blocked = This document may not be copied. You can still highlight it and take notes.
page-no-text = No words were found on this page. Use the pen or a note.
page-words-awaited = This page is a scan whose words have not been read yet. Use the pen or a note until then.
page-words-picture = The words of this scan were recognised by a program and may be wrong here and there. Look at the page before you quote.
page-error-title = Page { $n } could not be drawn
reader-newer = Version { $n } of this document is here. You are reading version { $old }.
reader-newer-open = Open the new version
document-error-title = The document could not be opened
paper-password = Password of the document
paper-password-open = Open

ballot-question = Question
ballot-bound = The ballot is bound to these papers
ballot-choices = Your answer
ballot-opinion = Your opinion in words
ballot-opinion-optional = Your opinion in words (optional)
ballot-opinion-hint = These words are sent with the ballot, under your name.
ballot-closes = Answer due: { $when }
ballot-review = Review the ballot
ballot-review-title = Review before you seal
ballot-review-sentence = You answer “{ $choice }” on item { $number } “{ $title }”, as it stands in { $papers }.
ballot-review-paper = “{ $title }” version { $version }
ballot-review-no-papers = the question above
ballot-edit = Go back and edit
ballot-seal = Seal the ballot
ballot-seal-again = Press again to seal
ballot-seal-hint = Hold Enter, hold the mouse button, or press twice. One stray click sends nothing.
ballot-sealing = Sealing…
ballot-sealed-label = Your ballot
ballot-given-on = Given on exactly the versions of the papers listed above.
ballot-sealed-at = Sealed { $when }
ballot-tracker = Ballot mark { $code }
ballot-log-index = Place in the public log: { $n }
ballot-change = Change the ballot
ballot-change-until = You may change it until the poll closes.
ballot-confirm-again = Confirm with the new papers
ballot-stale = The papers changed after you sealed this ballot. Look again, then confirm or change it.
ballot-planned = The form is not open yet. It opens { $when }.
ballot-withdrawn = This form was withdrawn with its item. No answer is needed.
ballot-not-on-roll = You are not on the roll of this form. You can read the question and the papers.
ballot-no-answer = You sent no ballot before the deadline.
ballot-sealed-announce = Ballot sealed: { $choice }. { $state }.
ballot-refused-because = Refused: { $reason }
result-title = Result
result-tallies = Ballots for each answer
result-option = Answer
result-count = Ballots
result-missing = No ballot
result-received = { $received } of { $total } members sent a ballot; { $needed } agreements are needed.
result-votes = Votes by name
result-member = Member
result-office = Office
result-vote = Vote

settings-title = Devices & settings
settings-appearance = Appearance
settings-language = Language
settings-theme = Theme
settings-about = e-Cabinet { $version }
devices-title = Your devices
devices-empty = No devices yet.
device-this = This device
device-enrolled = enrolled { $date }
device-revoked = Revoked
device-has-key = Reads private notes
device-no-key = Cannot read private notes yet
device-waits = Waits for your approval
device-pairing = Pairing code
device-pairing-hint = Approve only if the new device shows exactly this code. It will then be able to read your private notes.
device-pairing-elsewhere = Compare this code with the one on “{ $name }”. If they are the same, approve over there; your private notes then arrive here by themselves.
device-approve = Codes match, approve
device-revoke = Revoke
device-revoke-title = Revoke “{ $name }”?
device-revoke-text = From its next request on, the server answers this device no more. What is already on it does not vanish by itself. This cannot be undone.
device-approved = Device approved
device-was-revoked = Device revoked
recovery-title = Recovery code of your notes
recovery-text = This code opens your private notes when no device is left. Write it on paper and keep it safe; the secretariat does not have it.
recovery-show = Show the recovery code
recovery-hide = Hide the code
restore-title = Restore notes on this device
restore-text = Enter the recovery code you kept, so that this device can read your older notes.
restore-code = Recovery code
restore-submit = Restore
restore-done = This device can now read your private notes.

status-online = Connected
status-offline-since = Offline since { $time }
status-offline = Offline
status-syncing = Synchronising { $done } of { $total }
status-time-left = { $time } left
status-waiting =
    { $n ->
        [one] One item waits to be sent
       *[other] { $n } items wait to be sent
    }
status-waiting-ballots =
    { $n ->
        [one] one ballot among them
       *[other] { $n } ballots among them
    }
status-ready = Ready offline: { $ready } of { $total } dossiers verified
status-refused =
    { $n ->
        [one] One item was refused
       *[other] { $n } items were refused
    }
status-unreadable =
    { $n ->
        [one] One item could not be read
       *[other] { $n } items could not be read
    }
status-details = Synchronisation details
status-server = Server
status-device = Device
status-last-contact = Last contact
status-never = never
status-person = Signed in
status-files = Dossier files
status-bytes = { $done } of { $total }
status-sync-now = Synchronise now
status-nothing-kept = Nothing is waiting.
status-kept = Kept on this device
kept-waiting = Waits to be sent
kept-refused = Refused
kept-unreadable = Could not be read
kept-kind-annotation = Annotation
kept-kind-position = Position
kept-kind-ballot = Ballot
kept-kind-other = Record { $kind }

palette-title = Go to
palette-placeholder = Type a meeting, item or document…
palette-empty = Nothing matches.
palette-screen = Screen
palette-meeting = Meeting
palette-item = Item
palette-document = Document
palette-count =
    { $n ->
        [one] One result
       *[other] { $n } results
    }
keys-title = Keys
keys-everywhere = Everywhere
keys-reading = While reading
keys-voting = While answering
key-palette = Go to a meeting, item or document
key-help = This list of keys
key-back = Back to the page before
key-lock = Lock the screen
key-regions = Move between regions
key-scroll = Next and previous page
key-zoom = Zoom in and out
key-fit = Fit width
key-escape = Put the tool down
key-choice = Choose an answer
key-seal = Seal, on the review step
key-space = Space
key-hold-enter = hold Enter

bytes-b = { $n } B
bytes-kb = { $n } KB
bytes-mb = { $n } MB
bytes-gb = { $n } GB
duration-seconds = { $n } s
duration-minutes = { $n } min
duration-hours = { $n } h
left-minutes =
    { $n ->
        [one] one minute left
       *[other] { $n } minutes left
    }
left-hours =
    { $n ->
        [one] one hour left
       *[other] { $n } hours left
    }
left-today = by { $time } today
left-tomorrow = by { $time } tomorrow
left-weekday = by { $time } on { $weekday }
left-date = by { $date }
left-over = closed { $date }
ago-now = just now
ago-minutes =
    { $n ->
        [one] one minute ago
       *[other] { $n } minutes ago
    }
ago-hours =
    { $n ->
        [one] one hour ago
       *[other] { $n } hours ago
    }
date-full = { $weekday }, { $day } { $month } { $year }
date-short = { $day } { $month } { $year }
date-time = { $time }, { $date }
date-span = { $date }, { $from } to { $to }
date-span-days = { $date }, { $from } to { $to } on { $last }
clock-span = { $from } to { $to }
time-both = { $there } (meeting time, { $zone }; on this computer: { $here })
weekday-0 = Sunday
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-in-0 = Sunday
weekday-in-1 = Monday
weekday-in-2 = Tuesday
weekday-in-3 = Wednesday
weekday-in-4 = Thursday
weekday-in-5 = Friday
weekday-in-6 = Saturday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Agenda, positions and opinion forms.

nav-forms = Opinion forms
palette-form = Opinion form
held-session = Session
held-written_procedure = Written procedure
meeting-in_review = With the chair for review
meeting-archived = Archived
meeting-cancelled = Cancelled
meeting-written-until = Written procedure, until { $when }
classification-secret = Secret
classification-highly_secret = Highly secret
classification-top_secret = Top secret

desk-today = Today
desk-week = Within seven days
desk-later = Later
desk-of = Item { $number }, { $meeting }
ask-form =
    { $n ->
        [one] Answer one question
       *[other] Answer { $n } questions
    }
ask-confirm =
    { $n ->
        [one] Papers changed: confirm one answer
       *[other] Papers changed: confirm { $n } answers
    }
ask-new_papers =
    { $n ->
        [one] One paper is new since you last read
       *[other] { $n } papers are new since you last read
    }
ask-settle = The chair is to decide
at-today = { $time } today
at-tomorrow = { $time } tomorrow
at-weekday = { $time } on { $weekday }
at-date = { $time } on { $date }

item-under = under item { $number }. { $title }
item-begins = about { $time }
item-decision = Recommended decision
item-on-paper = On paper only
item-on-paper-long = The papers of this item are on paper only and do not enter the server. The secretariat hands them out and collects them after the session.
item-new-papers =
    { $n ->
        [one] One new paper
       *[other] { $n } new papers
    }
item-late-by = Late, allowed by { $by }
item-late-allowed = Late, allowed by { $by }: { $reason }

position-cutoff = Positions count until { $when }.
position-cutoff-over = The time for positions is over ({ $when }). Positions stated from now on are late: shown, without effect.
position-late = late: shown, without effect
position-comment = Words with your position
position-comment-for = Your comment on item { $number }
position-comment-add = Add a comment
position-comment-edit = Edit the comment
position-comment-save = Save with the position
position-comment-saved = Comment saved on this device
position-comment-seen = The chair and the secretariat read this comment.
positions-counts = { $quiet } without objection, { $objects } object, { $speak } wish to speak, { $silent } silent
positions-stated =
    { $n ->
        [one] One member stated a position
       *[other] { $n } members stated a position
    }
grade-label = How much the comment asks
grade-hint-condition = You agree only if it is taken up
grade-hint-should = You agree, and it should be taken up
grade-hint-remark = Said for the record
grade-other-condition = You go along only if this is taken up
grade-other-should = It should be addressed, but is no condition
grade-other-remark = Said for the record
grade-none = No weight stated
grade-none-hint = The opinion alone

recuse-open = I take no part in this item…
recuse-title = Take no part in this item?
recuse-item = Item { $number }. { $title }
recuse-papers = The papers of this item close for you at once, on every device.
recuse-votes = You state no position, answer no form and do not vote on this item.
recuse-back = The secretariat alone can take it back, at your request.
recuse-reason = Reason (optional)
recuse-reason-hint = The reason is kept with the item. For example: a relative works for a company concerned.
recuse-declare = I take no part
recuse-done = You take no part in this item. Its papers are closed.

forms-empty = No opinion forms yet. They appear here once the secretariat sends them.
forms-empty-prepares = No opinion forms yet. Press “New form” for a written procedure, or open an item of an agenda to draft a form for it.
forms-mine = Waiting for you
forms-running = Being answered
forms-drafts = Drafts
forms-over = Finished
form-mine-done = You have answered
form-questions-n =
    { $n ->
        [one] One question
       *[other] { $n } questions
    }
form-answered = { $n } of { $total } members answered everything
form-would-close = would close { $when }
form-closed-at = closed { $when }
form-of-item = Item { $number }: { $title }
form-extended = Extended from { $from } to { $to } ({ $by }): { $reason }
form-short = Shorter than the rule because: { $reason }
form-moved-see = See the item at the session
form-sides = Choose what is shown
form-side-mine = My answers
form-side-all = All answers

form-question-choices = Your answer to question { $number }
form-comment = Your comment (optional)
form-problem-choice = You wrote an opinion but chose no answer.
form-problem-opinion = “Other opinion” needs words. Write your opinion.
form-problem-grade = Write the comment, or choose “No weight stated”.
form-leave-answer = Leave the sealed answer as it is
form-result = Result of question { $number }
form-your-answer = Your answer to question { $number }
form-stale = The papers changed after you answered. Look again, then confirm or change the answer.
form-stale-many =
    { $n ->
        [one] The papers changed after you answered one question.
       *[other] The papers changed after you answered { $n } questions.
    }
form-confirm-all = Confirm all of them
form-change-answer = Change the answer
form-progress = { $n } of { $total } drafted. Your drafts stay while you move about.
form-review = Review all answers
form-review-title = Review before you seal
form-review-plain = Question { $number }: you answer “{ $choice }”.
form-review-words = Question { $number }: you answer “{ $choice }”, with the opinion: “{ $words }”
form-review-graded = Question { $number }: you answer “{ $choice }”, with a comment of weight “{ $grade }”: “{ $words }”
form-review-no-papers = This form is bound to no papers.
form-review-left =
    { $n ->
        [one] One question stays without an answer (question { $numbers }). You can answer it later, until the form closes.
       *[other] { $n } questions stay without an answer (questions { $numbers }). You can answer them later, until the form closes.
    }
form-sealed-announce =
    { $n ->
        [one] One answer sealed. Saved on this device, not yet received.
       *[other] { $n } answers sealed. Saved on this device, not yet received.
    }

form-matrix = Members and answers
form-state = State
form-order = Order
form-order-name = By name
form-order-waiting = Still to answer first
form-column-opinions = Opinions in words
form-column-unreplied =
    { $n ->
        [one] One opinion without a reply
       *[other] { $n } opinions without a reply
    }
form-cell-label = { $name }, question { $number }:
form-cell-stale = Papers changed
form-cell-late = After the deadline
form-has-words = With words
form-no-answer = No answer yet
form-not-final = Not final
form-if-now = If it closed now: { $sentence }
form-delivered-at = The papers arrived { $when }
form-received = Received { $when }
form-all-opinions = All opinions on this question
form-no-opinions = No member has written an opinion on this question.
form-no-words = No words with it.
pile-agree = { $n } agree
pile-disagree = { $n } disagree
pile-other = { $n } other opinion
pile-abstain = { $n } abstain
pile-held = { $n } on a condition not accepted
pile-stale = { $n } on older papers
pile-reached = { $n } silent, papers delivered
pile-unreached = { $n } silent, delivery not confirmed
pile-aside = { $n } take no part
reply-write = Reply
reply-change = Change the reply
reply-legend = What is done with it
reply-words = Reply in words
reply-words-optional = Reply in words (optional)
reply-save = Save the reply
reply-saved = Reply saved
reply-by = { $by }, { $when }
reply-none = The drafting ministry has not replied yet.

form-extend = Extend…
form-extend-title = Extend the deadline
form-extend-now = The deadline now: { $when }. It can only move further, never nearer.
form-extend-until = New deadline
form-extend-reason = Reason
form-extend-hint = Every member who has the form reads the reason.
form-extend-do = Extend
form-extend-done = Deadline extended
form-move = Move to a session…
form-move-title = Move the matter to a session
form-move-text = Answering ends at once. The item goes to the session you choose, for discussion, with its papers and the opinions received.
form-move-where = Session
form-move-none = No session takes further items.
form-move-do = Move to the session
form-settle = Decide…
form-settle-title = The chair's word
form-settle-word = Decision
form-settle-reason = Reason
form-settle-reason-optional = Reason (optional)
form-settle-hint = The decision carries your name, goes into the log and cannot be changed.
form-settle-do = Record the decision
form-settle-done = The chair's decision is recorded
settled-adopted = { $by } decided: adopted.
settled-not-adopted = { $by } decided: not adopted.
result-awaits-chair = Waits for the chair's word.
ballot-of-form = This question belongs to an opinion form. Open the whole form

form-new = New form
form-new-here = Draft an opinion form…
form-new-text = The form belongs to no session: a written procedure is made for this matter. Nothing is sent to members yet.
form-new-do = Make the draft
form-matter = The matter
form-sponsor = Brought by
form-sponsor-choose = Choose who brings it
form-place = In writing
form-title = Title of the form
form-title-en = Title in English
form-title-of = Opinion form on { $title }
form-english = Write it in English as well
form-questions = Questions
form-questions-keys = Alt ↑ and Alt ↓ move a question, Ctrl Enter adds one.
form-question-n = Question { $number }
form-question-n-en = Question { $number } in English
form-question-placeholder = Thành viên Chính phủ có đồng ý … không?
form-question-placeholder-en = Do you agree that …?
form-question-add = Add a question
form-question-up = Move question { $number } up
form-question-down = Move question { $number } down
form-question-remove = Remove question { $number }
form-question-moved = Question { $from } is now question { $to }
form-deadline = Answers due
form-deadline-hint = Without a day the deadline follows the rule of the body.
form-day = Day
form-time = Time
form-time-wrong = Type the time as 17:00.
form-short-label = Reason, if the time is shorter than the rule
form-short-hint = Members read this reason. Leave it empty if the time is long enough.
form-no-papers = The item has no papers yet.
form-papers-open = Open the dossier of the item
form-saved = Draft saved
form-saving = Saving…
form-remove = Delete the draft…
form-remove-title = Delete this draft?
form-remove-text = The draft and its questions are deleted. No member has received it.
form-remove-do = Delete the draft
form-send-open = Send the form…
form-send-title = Send the opinion form
form-send-members =
    { $n ->
        [one] One member receives the form
       *[other] { $n } members receive the form
    }, with { $questions ->
        [one] one question.
       *[other] { $questions } questions.
    }
form-send-deadline = Answers are due by { $when }.
form-send-papers =
    { $n ->
        [one] Each answer is bound to the one paper of the item; when it changes, members are asked to confirm.
       *[other] Each answer is bound to the { $n } papers of the item; when one changes, members are asked to confirm.
    }
form-send-no-papers = The item has no papers: members would answer with nothing to read.
form-send-publishes-written = The written procedure “{ $title }” is not published yet and is published with it.
form-send-publishes-session = The session “{ $title }” is not published yet and is published with it, its whole agenda included.
form-send-after = Once it is sent the questions cannot be changed; the deadline can only move further.
form-send-do = Send to members
form-send-done = Form sent

## Preparing meetings: the desk of the secretariat.

nav-prepare = Prepare
keys-preparing = While preparing an agenda
key-move = Move an item up or down
key-indent = Move an item in or out
prepare-goal = Prepare: { $title }
prepare-empty = There is no meeting to prepare yet. Press “New meeting” to make the first one.
prepare-group-drafts = In preparation
prepare-group-published = Published
prepare-group-past = Past
prepare-new-meeting = New meeting
prepare-copy-last = Copy the last one
prepare-meeting-new = New meeting
prepare-meeting-new-do = Make the meeting
prepare-meeting-edit = Edit the meeting
prepare-meeting-edit-do = Save changes
prepare-meeting-copy = Copy a meeting
prepare-meeting-copy-do = Make the copy
prepare-held-as = Held as
prepare-held-session = Session
prepare-held-written_procedure = Written procedure
prepare-meeting-title = Title of the meeting
prepare-english = English
prepare-english-same = As in Vietnamese
prepare-english-of = { $label }, English
prepare-date = Date
prepare-start = Begins
prepare-end = Ends
prepare-end-date = Ends on
prepare-several-days = Ends on another day
prepare-zone = Time zone
prepare-twice = This time comes twice on that day. Which one is meant?
prepare-twice-first = The first, before clocks are set back
prepare-twice-second = The second, after clocks are set back
prepare-place = Place
prepare-chair = Chair
prepare-deadline-lodgeBy = Deadline for papers
prepare-deadline-lodgeBy-hint = Later papers are lodged only with an approved late request. Leave empty for no deadline.
prepare-deadline-positionsBy = Cut-off for positions
prepare-deadline-positionsBy-hint = Later positions are shown, without effect. Leave empty to count them until the opening.
prepare-deadline-date = { $what }: date
prepare-deadline-time = { $what }: time
prepare-copy-from = Copy from
prepare-copy-items = Items that come along
prepare-copy-hint = Titles, recommendations, sponsors and minutes are copied; papers and positions are not.
prepare-copy-empty = This meeting has no items.
prepare-tick-all = Tick all
prepare-tick-none = Untick all
prepare-ticked = { $n } of { $total } ticked
prepare-copy-search = Search the items
prepare-copy-none = No item matches.
prepare-copy-here = Copy from another meeting…
prepare-copy-here-title = Copy items from another meeting
prepare-copy-here-do =
    { $n ->
        [0] Copy items
        [one] Copy one item to the end of the agenda
       *[other] Copy { $n } items to the end of the agenda
    }
prepare-copy-here-nothing = There is no other meeting to copy items from yet.
prepare-copied =
    { $n ->
        [one] One item copied to the end of the agenda
       *[other] { $n } items copied to the end of the agenda
    }
prepare-copy-away = Copy to another meeting…
prepare-copy-away-title = Copy item { $number } to another meeting
prepare-copy-away-do = Copy it there
prepare-copy-away-children =
    { $n ->
        [one] With the item below it.
       *[other] With the { $n } items below it.
    }
prepare-copy-away-nowhere = There is no other meeting whose agenda is still open. Make a new meeting first.
prepare-copy-to = To the end of the agenda of
prepare-copied-away = Copied to “{ $title }”

prepare-publish = Publish…
prepare-publish-again = Publish again…
prepare-step-review = Send to the chair for review…
prepare-step-draft = Take back to draft…
prepare-step-open_session =
    { $held ->
        [written_procedure] Begin the procedure…
       *[other] Open the session…
    }
prepare-step-unopen_session =
    { $held ->
        [written_procedure] Back to before it began…
       *[other] Back to before the opening…
    }
prepare-step-close_session =
    { $held ->
        [written_procedure] End the procedure…
       *[other] End the session…
    }
prepare-step-reopen_session = Open again…
prepare-step-archive = Put into the archive…
prepare-step-unarchive = Take out of the archive…
prepare-step-cancel_meeting = Cancel meeting…
prepare-remove-meeting = Delete meeting…
prepare-meeting-menu = More for this meeting
prepare-edition = Edition { $n }
prepare-amended = Amended, not published again
prepare-amended-item = Amended
prepare-undo = Undo: { $act }
prepare-redo = Redo: { $act }
prepare-undone = Undone: { $act }
prepare-redone = Done again: { $act }
prepare-forecast = { $items } items · { $minutes } minutes planned · { $silent } adopted without debate · ends about { $time }
prepare-waiting = { $n ->
    [one] One change not sent yet
   *[other] { $n } changes not sent yet
}
prepare-all-sent = Nothing waits to be sent
prepare-saving = Saving…

prepare-head-number = No.
prepare-head-item = Item
prepare-head-minutes = Min.
prepare-head-clock = Begins
prepare-head-menu = More
prepare-agenda-empty = The agenda has no items yet.
prepare-agenda-empty-hint = Press “Add an item” and type its title; Enter adds the next one, Esc stops. Then drag items into order and drop PDFs or office files on them.
prepare-add = Add an item
prepare-add-below = Add an item below
prepare-added = Added the item “{ $title }”
prepare-new-title = Title of the new item
prepare-new-hint = Enter adds it and goes on, Esc stops
prepare-drag = Drag to move; drag sideways to change the level
prepare-row-menu = More for item { $number }
prepare-rename = Edit the title
prepare-move-up = Move up
prepare-move-down = Move down
prepare-move-in = Move into the item above
prepare-move-out = Move out one level
prepare-moved = Item { $from } is now item { $to }
prepare-move-stopped = Item { $number } cannot move that way
prepare-remove = Remove the item
prepare-removed = Removed item { $number }
prepare-withdraw = Take off the agenda…
prepare-restore = Put back on the agenda
prepare-has-children = Item { $number } has items below it. Move or remove those first.
prepare-minutes-of = Minutes of item { $number }
prepare-title-of = Title of item { $number }
prepare-withdrawn = Taken off the agenda
prepare-withdrawn-note = This item was taken off the agenda. Members still see its title, struck through.
prepare-over-note = This meeting is over or cancelled: its agenda is for reading only.
prepare-on-paper = On paper only
prepare-n-papers = { $n ->
    [one] One paper
   *[other] { $n } papers
}
prepare-n-incoming = { $n ->
    [one] One file to confirm
   *[other] { $n } files to confirm
}
prepare-n-conflicts = { $n ->
    [one] One edit collides
   *[other] { $n } edits collide
}
prepare-n-recused = { $n ->
    [one] One takes no part
   *[other] { $n } take no part
}
prepare-late-waits = Late request awaits an answer
prepare-late-allowed = Late papers allowed
prepare-missing-summary_sheet = summary sheet missing
prepare-missing-paper = paper missing
prepare-missing-attachment = attachment missing
prepare-missing-both = summary sheet and paper missing

prepare-pane = Details of the item
prepare-pane-close = Close the details
prepare-pane-open = Details of item { $number }
prepare-title = Title
prepare-decision = Recommended decision
prepare-sponsor = Sponsor
prepare-rapporteurs = Rapporteurs
prepare-kind = Asked of the body
prepare-kind-decision = Decide
prepare-kind-discussion = Discuss
prepare-kind-information = Take note
prepare-minutes = Minutes
prepare-add-person = Add a person…
prepare-take-off = Take off { $name }
prepare-nobody = Nothing found
prepare-part = Part of the session
prepare-part-auto = As the positions say
prepare-counts = { $agree } no objection, { $against } object, { $speak } wish to speak, { $silent } silent
prepare-classification = Classification
prepare-above-ceiling = The content stays on paper. The server takes nothing of this class; the agenda has a line in its place.
prepare-means-open = Everybody in the body may read it.
prepare-means-internal = For use within the body only; not to be passed on.
prepare-means-confidential = Only people cleared for confidential papers can open it; not to be copied out.
prepare-means-secret = Only people cleared for secret papers can open it.
prepare-means-highly_secret = Only people cleared for this class can open it.
prepare-means-top_secret = Only people with the highest clearance can open it.
prepare-visibility = Who sees this item
prepare-visibility-body = Every member
prepare-visibility-readers = Named people only
prepare-visibility-secretariat = Secretariat only
prepare-visibility-hint = Takes effect at once, without publishing.
prepare-readers = People who see it
prepare-invitees = Invited guests
prepare-invitees-hint = They see and speak to this item alone.
prepare-recusals = Take no part in this item
prepare-recuse-whom = Record who takes no part…
prepare-lift = Lift
prepare-no-reason = No reason given
prepare-reason = Reason
prepare-reason-optional = Reason (optional)
prepare-late = Late papers
prepare-lodge-by = Papers are taken until { $time }.
prepare-no-lodge-by = This meeting has no deadline for papers.
prepare-late-ask = Ask to lodge late…
prepare-late-asked = { $name } asked at { $time }
prepare-late-approve = Approve…
prepare-late-refuse = Refuse…
prepare-late-approved = { $name } approved it.
prepare-late-refused = { $name } refused it.
prepare-late-others-decide = Waiting. Whoever asks does not answer; the chair or another secretary decides.
prepare-late-words = Words with it
prepare-urgency = Why it is urgent

prepare-conflicts = Colliding edits
prepare-conflict = Two people edited the { $field }. The edit of { $name } came second, { $time }, and waits for your choice.
prepare-conflict-standing = Stands now
prepare-conflict-waiting = { $name } wants
prepare-conflict-keep = Keep what stands
prepare-conflict-take = Take this one
prepare-value-empty = (empty)
prepare-value-true = yes
prepare-value-false = no
prepare-field-title = title
prepare-field-place = place
prepare-field-zone = time zone
prepare-field-starts_at = start
prepare-field-ends_at = end
prepare-field-chair = chair
prepare-field-lodge_by = deadline for papers
prepare-field-positions_by = cut-off for positions
prepare-field-rank = order
prepare-field-sponsor = sponsor
prepare-field-rapporteurs = rapporteurs
prepare-field-minutes = minutes
prepare-field-kind = request to the body
prepare-field-decision = recommended decision
prepare-field-visibility = circle of readers
prepare-field-readers = named readers
prepare-field-invitees = invited guests
prepare-field-classification = classification
prepare-field-other = a detail

prepare-dossier-draft = Not lodged
prepare-dossier-lodged = Lodged
prepare-dossier-published = Published
prepare-dossier-confirmed = Confirmed
prepare-dossier-considered = Considered
prepare-dossier-withdrawn = Withdrawn
prepare-dossier-menu = State of the dossier of item { $number }
prepare-dossier-do-lodged = Note that it is complete
prepare-dossier-do-unlodged = Give it back to be completed
prepare-dossier-do-confirmed = Confirm it for the session
prepare-dossier-do-unconfirmed = Take the confirmation back
prepare-dossier-do-restored = Bring the dossier back
prepare-dossier-do-withdraw = Withdraw the dossier…
prepare-dossier-withdrawn-note = The dossier is withdrawn: the secretariat alone still reads it. Bring it back before lodging more papers.
prepare-drop = Drop PDF or office files here, or press to choose
prepare-choose-files = Choose PDF or office files
prepare-expect-summary = Summary sheet expected
prepare-expect-paper = Paper expected
prepare-paper-menu = More for the paper “{ $title }”
prepare-new-version = Lodge a new version…
prepare-rename-document = Edit the title of the paper…
prepare-make-role = Turn into: { $role }
prepare-earlier = Move earlier
prepare-later = Move later
prepare-allow-copy = Allow copying
prepare-forbid-copy = Forbid copying
prepare-recall = Recall…
prepare-remove-document = Remove the paper…
prepare-versions = { $n } versions
prepare-pending-version = Version { $n } goes out with the next publication
prepare-issued = published { $time }
prepare-not-issued = not published
prepare-sending = Sending { $done } / { $total } ({ $percent } %)
prepare-sending-label = Sending to the server
prepare-reading = Reading { $done } / { $total } ({ $percent } %)
prepare-reading-label = Reading { $name }
prepare-converting = Making a PDF of it. This can take up to two minutes.
prepare-converting-label = Making a PDF of { $name }
prepare-file-waits = Waits for its turn to be read.
prepare-file-refused = This file is not taken.
prepare-file-ready = { $name } was read and waits for your confirmation
prepare-drop-file = Drop the file { $name }
prepare-lodge-as = Lodge as
prepare-as-new = New: { $role }
prepare-as-version = Version { $n } of “{ $title }”
prepare-paper-title = Title of the paper
prepare-version-reason = Why there is a new version
prepare-lodge = { $n ->
    [one] Lodge the paper
   *[other] Lodge { $n } papers
}
prepare-lodged = { $n ->
    [one] Lodged one paper
   *[other] Lodged { $n } papers
}
prepare-warn-same_file = The same file as “{ $title }” of item { $number }.
prepare-warn-unchanged = The same file as the version before.
prepare-warn-no_text = A scan: there is no text to search.
prepare-warn-converted = Made into PDF from a { $from } file. The PDF is what is lodged: open it after lodging and check how it looks.
prepare-warn-has_macros = The office file holds macros. They were not run, and the PDF has none.
prepare-warn-looks_like = The name looks like: { $role }. Check the part it plays.

prepare-publish-title = Publish the agenda
prepare-publish-again-title = Publish the agenda again
prepare-publish-lead = Members are invited and see the agenda and its papers as soon as you confirm.
prepare-publish-again-lead = Members are told and see exactly these changes.
prepare-publish-changes = { $n ->
    [one] Members will see changes in one place
   *[other] Members will see changes in { $n } places
}
prepare-publish-missing = { $n ->
    [one] One item goes out without its papers
   *[other] { $n } items go out without their papers
}
prepare-publish-nothing = Nothing has changed for members since the last publication.
prepare-publish-confirm = Publish
prepare-publish-again-confirm = Publish again
prepare-the-meeting = The meeting
prepare-announce-meeting = Changed: { $field }
prepare-announce-new_item = New item
prepare-announce-new_item-papers = { $n ->
    [one] New item, with one paper
   *[other] New item, with { $n } papers
}
prepare-announce-item = Changed: { $field }
prepare-announce-new_document = New paper: { $title }
prepare-announce-new_version = New version: { $title }

prepare-ask-remove = Remove item { $number }?
prepare-about-remove = “{ $title }” and the papers lodged for it will be removed. Members have not seen it. This cannot be undone.
prepare-do-remove = Remove the item
prepare-ask-withdraw = Take item { $number } off the agenda?
prepare-about-withdraw = Members see at once that “{ $title }” was taken off; its open polls are withdrawn with it. You can put it back.
prepare-do-withdraw = Take it off
prepare-ask-move_part = Move item { $number } to the other part
prepare-about-move_part = Members see the reason beside the item.
prepare-do-move_part = Move it
prepare-ask-recuse = { $name } takes no part in item { $number }?
prepare-about-recuse = The papers of this item close for { $name } at once, and { $name } does not vote on it. Only the secretariat can lift this.
prepare-do-recuse = Record it
prepare-ask-ask_late = Ask to lodge late for item { $number }
prepare-about-ask_late = The chair, or another secretary in the chair’s name, will answer. Members see the reason when the papers come.
prepare-do-ask_late = Send the request
prepare-ask-approve_late = Approve late papers for item { $number }
prepare-about-approve_late = Papers may be lodged after the deadline; members see who allowed it and why.
prepare-do-approve_late = Approve
prepare-ask-refuse_late = Refuse late papers for item { $number }
prepare-about-refuse_late = The dossier stays as it is. Give whoever asked a reason.
prepare-do-refuse_late = Refuse
prepare-ask-remove_document = Remove the paper?
prepare-about-remove_document = “{ $title }” will be taken out of the dossier. Members have not received it.
prepare-do-remove_document = Remove the paper
prepare-ask-rename_document = Edit the title of the paper
prepare-about-rename_document = The new title replaces “{ $title }” in the dossier; the file and its versions stay as they are.
prepare-do-rename_document = Change the title
prepare-ask-recall = Recall the paper?
prepare-about-recall = “{ $title }” will no longer be readable on anybody’s device. Their private notes are kept.
prepare-do-recall = Recall
prepare-ask-cancel_meeting = Cancel the meeting?
prepare-about-cancel_meeting = Members are told that “{ $title }” will not be held. This cannot be undone.
prepare-do-cancel_meeting = Cancel the meeting
prepare-ask-remove_meeting = Delete the meeting?
prepare-about-remove_meeting = “{ $title }” with all its items and papers will be deleted. No member has seen it.
prepare-do-remove_meeting = Delete the meeting
prepare-ask-review = Send to the chair for review?
prepare-about-review = The chair sees the agenda as it stands. You can go on editing; members see nothing yet.
prepare-do-review = Send to the chair
prepare-ask-draft = Take back to draft?
prepare-about-draft = The chair no longer sees the agenda until you send it again.
prepare-do-draft = Back to draft
prepare-ask-open_session =
    { $held ->
        [written_procedure] Begin the procedure?
       *[other] Open the session?
    }
prepare-about-open_session =
    { $held ->
        [written_procedure] Members see that “{ $title }” has begun. The agenda can still be changed and published again.
       *[other] Members see that “{ $title }” is in session. The agenda can still be changed and published again.
    }
prepare-do-open_session =
    { $held ->
        [written_procedure] Begin
       *[other] Open the session
    }
prepare-ask-unopen_session =
    { $held ->
        [written_procedure] Back to before it began?
       *[other] Back to before the opening?
    }
prepare-about-unopen_session = “{ $title }” is merely published again. Positions, ballots and papers stay as they are.
prepare-do-unopen_session = Take it back
prepare-ask-close_session =
    { $held ->
        [written_procedure] End the procedure?
       *[other] End the session?
    }
prepare-about-close_session = The published dossiers of “{ $title }” are noted as considered, and its agenda can no longer be changed. You can open it again.
prepare-do-close_session = End it
prepare-ask-reopen_session = Open it again?
prepare-about-reopen_session = “{ $title }” goes on, and its agenda can be changed again. Dossiers that were considered are published ones again.
prepare-do-reopen_session = Open again
prepare-ask-archive = Put into the archive?
prepare-about-archive = “{ $title }” is put away; whoever may read it still can. You can take it out again.
prepare-do-archive = Put into the archive
prepare-ask-unarchive = Take out of the archive?
prepare-about-unarchive = “{ $title }” is a finished meeting again.
prepare-do-unarchive = Take it out
prepare-ask-withdraw_dossier = Withdraw the dossier of item { $number }?
prepare-about-withdraw_dossier = The papers of “{ $title }” close for everybody but the secretariat. The item stays on the agenda. When the dossier comes back, members get its papers with the next publication only.
prepare-do-withdraw_dossier = Withdraw the dossier
prepare-act-create_meeting = making a meeting
prepare-act-copy_meeting = copying a meeting
prepare-act-edit_meeting = editing the meeting
prepare-act-add_item = adding an item
prepare-act-copy_items = copying items
prepare-act-edit_item = editing an item
prepare-act-move_item = moving an item
prepare-act-remove_item = removing an item
prepare-act-withdraw_item = taking an item off
prepare-act-move_part = moving between parts
prepare-act-recuse = recording a recusal
prepare-act-lift_recusal = lifting a recusal
prepare-act-resolve_conflict = choosing between edits
prepare-act-lodge = lodging a paper
prepare-act-edit_document = editing a paper
prepare-act-remove_document = removing a paper
prepare-act-draft_form = writing an opinion form
prepare-act-edit_form = changing an opinion form
prepare-act-other = the last act

## People, devices, the trail and files saved outside.

nav-people = People
nav-all-devices = All devices
nav-trail = Trail
palette-person = Person
key-search = To the search field of the page
key-lines = Line before, line after; first, last
key-ten-lines = Ten lines on or back
key-cells = To the cell beside it
key-cell-open = Open the opinion in the cell, or all on the question
key-question-move = Move a question up or down
key-person-open = Open a person's details
keys-form = While drafting an opinion form
keys-matrix = In the matrix of answers
keys-people = In the list of people

saving-file = Saving…
saved-file = Saved “{ $name }”
saved-unencrypted = This copy lies outside the encrypted store: whoever uses this machine may open it. Delete it when it is no longer needed.
offline-kept = Below is what was fetched at { $time }.
form-save-pdf = Report as PDF
form-save-xlsx = Workbook
meeting-save-book = Save the book (PDF)
meeting-save-calendar = Save for a calendar (.ics)
meetings-save-calendar = Save all for a calendar (.ics)

people-search = Search by name, office, handle
people-body = Body
people-every-body = Every body
people-role = Role
people-every-role = Every role
people-shown = In office or past
people-shown-present = In office
people-shown-past = Past
people-shown-all = All
people-count =
    { $n ->
        [one] One person
       *[other] { $n } people
    }
people-name = Name
people-office = Office
people-seats = Roles
people-mail = Mail
people-me = You
people-left = Has left
person-unknown = Somebody this device does not know yet
people-no-seat = Holds no role
people-empty = Nobody is in the directory yet.
people-none-found = Nobody matches what you are looking for.
people-filter-clear = Drop all conditions

seat-role-chair = Chair
seat-role-member = Member
seat-role-adviser = Adviser to a member
seat-role-secretariat = Secretariat
seat-role-invitee = Invitee
seat-role-auditor = Auditor
seat-role-administrator = Administrator
seat-means-chair = Chairs sessions, votes, and decides where the rules leave it to the chair.
seat-means-member = Reads dossiers, states positions, answers forms and votes.
seat-means-adviser = Reads what their member may read; does not vote.
seat-means-secretariat = Prepares meetings, takes in papers, circulates forms; does not vote.
seat-means-invitee = Sees only the items they are invited to; does not vote.
seat-means-auditor = Reads the trail and the results; reads no papers and changes nothing.
seat-means-administrator = Runs people and devices; sees no meetings and no papers.
seat-state-now = Holds now
seat-state-coming = To come
seat-state-over = Over
seat-in-body = { $role }, { $body }
seat-from-until = From { $from } to { $until }
seat-from = From { $from }
seat-until = To { $until }
seat-always = No dates noted
seat-advises = Adviser to { $name }
seat-clearance = May read up to: { $class }
seat-votes =
    { $n ->
        [one] one vote
       *[other] { $n } votes
    }
seat-edit = Change
seat-end = End…
seat-new = Add a role
seat-new-title = New role of { $name }
seat-new-do = Give the role
seat-edit-title = Change the role of { $name }
seat-edit-do = Save changes
seat-saved = Role of { $name } saved
seat-advises-whom = Adviser to the member
seat-advises-choose = Choose a member
seat-clearance-most = May read up to
seat-votes-label = Votes
seat-first-day = First day
seat-first-day-hint = Empty: it has always held.
seat-last-day = Last day
seat-last-day-hint = Empty: no end is set.
seat-days-wrong = The last day is before the first.
seat-end-title = End the role of { $name }
seat-end-text = The role ends today, at once. From their next synchronisation this person can no longer read or do what belongs to it; ballots and opinions already sent stay as they are.
seat-end-do = End the role
seat-ended = Role of { $name } ended

person-new = Add a person
person-new-title = Add a person to the directory
person-new-do = Add
person-edit = Edit
person-edit-title = Edit the person
person-edit-do = Save changes
person-saved = Saved { $name }
person-name = Full name
person-name-hint = In full, Vietnamese names with the family name first. It stands in every paper.
person-handle = Handle
person-handle-hint = Plain letters, for command lines and imported lists.
person-handle-taken = Somebody else has this handle.
person-mail-hint = Where invitations and reminders go. Leave it empty if there is none.
person-pane = Details of a person
person-pane-close = Close the details
person-code = Enrolment code…
person-leave = Note that they left…
person-left-text = This person has left every role. The name is kept in the records of past meetings.
person-no-seat-yet = Holds no role and can read nothing yet. Add a role.
person-own-rights = Nobody changes their own rights. Ask another administrator.
person-devices = Devices
person-no-device = No device is enrolled.
leave-title = Note that { $name } has left?
leave-rights = Every role ends at once: no more reading of dossiers, answering of forms or voting.
leave-devices = Their devices lose access at their next contact with the server.
leave-history = The name stays in past meetings, ballots and minutes; nothing of the past is deleted.
leave-do = Note that they left
leave-done = Noted that { $name } has left

code-title = Enrolment code for { $name }
code-text = The code works once, to enrol one device in this person's name. Hand it over in person or by a channel you trust: whoever has it gets in under this name.
code-make = Make a code
code-making = Making it…
code-make-again = Make another code
code-made = Enrolment code made for { $name }
code-offline = A code can only be made with the network: the server makes it and notes it in the trail.
code-code = Enrolment code
code-link = Or open this link
code-until = Good for another { $left }, until { $when }
code-over = The code has expired.
code-once = The code is shown this once and kept nowhere. If it is lost, make another.
code-step-1 = Open e-Cabinet on the new machine and choose “Connect with an enrolment code”.
code-step-2 = Type the server's address and the code, or paste the whole link.
code-step-3 = Name the device; from then on its data is encrypted there.
code-copy = Copy the code
code-copy-link = Copy the link
code-copied-code = Code copied
code-copied-link = Link copied
code-copied-failed = It could not be copied. Select it and copy by hand.
code-print = Print

all-devices-search = Search by person or device
all-devices-with-revoked = Revoked ones too
all-devices-count =
    { $n ->
        [one] One device
       *[other] { $n } devices
    }
all-devices-person = Person
all-devices-device = Device
all-devices-since = Enrolled
all-devices-state = State
all-devices-in-use = In use
all-devices-revoked = Revoked { $date }
all-devices-revoke = Revoke…
all-devices-revoke-one = Revoke “{ $device }” of { $name }
all-devices-revoke-title = Revoke this device?
all-devices-revoke-do = Revoke the device
all-devices-offline = There is no network. The list of devices is on the server, so it cannot be renewed and nothing can be revoked now.
all-devices-empty = No device is enrolled yet.
all-devices-none-found = No device matches what you are looking for.

stand-ins-title = Who stands in
stand-ins-lead = Who represents an absent member, at which session and why.
stand-ins-live = In force
stand-ins-ended = Ended
stand-ins-empty = Nobody is noted as standing in.
stand-in-new = Note who stands in
stand-in-do = Note it
stand-in-noted = Noted who stands in
stand-in-member = Absent member
stand-in-substitute = Who stands in
stand-in-choose = Choose a person
stand-in-when = When
stand-in-meeting = Only { $title }
stand-in-some-meeting = One meeting only
stand-in-until-ended = Until it is ended
stand-in-reason = Reason
stand-in-reason-hint = The reason is kept with it.
stand-in-because = Reason: { $reason }
stand-in-votes = By the rules of this body, a substitute votes for the member.
stand-in-speaks = By the rules of this body, a substitute sits and speaks but does not vote.
stand-in-for-whom = stands in for
stand-in-by = { $name } stands in
stand-in-for = Stands in for { $name }
stand-in-ended = Ended
stand-in-end = End
stand-in-end-one = End that { $name } stands in for { $member }
stand-in-end-title = End it?
stand-in-end-text = { $name } no longer stands in for { $member } from now on. What was said or voted stays as it is.

people-import-open = Import a list
people-import-title = Import a list of people
people-import-lead = Choose a CSV file saved from a spreadsheet. You see line by line what would be added or changed; nothing is written until you confirm.
people-import-into = The list goes into { $body }.
people-import-choose = Choose a file…
people-import-choose-other = Choose another file…
people-import-was-read =
    { $n ->
        [one] One line was read
       *[other] { $n } lines were read
    }
people-import-read-as = Read as { $encoding }, with cells parted by { $separator }.
people-separator-comma = commas
people-separator-semicolon = semicolons
people-separator-tab = tabs
people-import-columns = Columns of the file
people-import-taken-for = taken for
people-import-passed-over = passed over
people-import-missing = The file lacks columns that are needed, so no line was read. Add them to the line of headings and choose the file again.
people-import-missing-field = { $field }: give it the heading { $headings }
people-import-filter = Filter the lines
people-import-all = All { $n }
people-import-n-new = New { $n }
people-import-n-changes = Changed { $n }
people-import-n-same = Unchanged { $n }
people-import-n-bad = Faulty { $n }
people-import-no-lines = There is no such line.
people-import-preview = Preview of the list
people-import-take-all = Take all lines shown
people-import-take = Take line { $line }, { $name }
people-import-line = Line
people-import-does = Outcome
people-import-notes = Notes
people-import-left-out = Left out
people-import-changes = Changes:
people-import-more =
    { $n ->
        [one] Show one more line
       *[other] Show { $n } more lines
    }
import-does-new = New
import-does-changes = Changes
import-does-same = Unchanged
import-does-bad = Not taken
people-import-nothing-yet = Nothing has been written. Faulty lines are not taken; mend them in the file and choose it again.
people-import-do =
    { $changed ->
        [0] { $made ->
            [one] Add one person
           *[other] Add { $made } people
        }
       *[other] { $made ->
            [0] Change { $changed }
            [one] Add one person, change { $changed }
           *[other] Add { $made } people, change { $changed }
        }
    }
people-import-do-nothing = Nothing to write
people-import-done =
    { $changed ->
        [0] { $made ->
            [one] One person was added. The change is sent once there is a network.
           *[other] { $made } people were added. The changes are sent once there is a network.
        }
       *[other] { $made ->
            [0] { $changed } changed. The changes are sent once there is a network.
            [one] One person was added, { $changed } changed. The changes are sent once there is a network.
           *[other] { $made } people were added, { $changed } changed. The changes are sent once there is a network.
        }
    }
people-import-see = See the directory
people-import-help = Which columns does the file need?
people-import-help-text = Headings may be Vietnamese or English, with diacritics or without, in capitals or not. Unknown columns are passed over.
people-import-field = Column
people-import-headings = Accepted headings
people-import-needed = needed
people-import-example = For example:
people-field-handle = Handle
people-field-name = Full name
people-field-office_vi = Office
people-field-office_en = Office in English
people-field-mail = Mail
people-field-role = Role
people-field-advises = Adviser to
people-field-clearance = May read up to
people-field-votes = Votes
people-field-from = From
people-field-until = Until
people-headings-handle = “Handle”, “Mã” or “Bí danh”
people-headings-name = “Full name”, “Họ và tên” or “Họ tên”
people-headings-office_vi = “Office” or “Chức vụ”
people-headings-office_en = “Office (English)” or “Chức vụ (tiếng Anh)”
people-headings-mail = “Email” or “Thư điện tử”
people-headings-role = “Role” or “Vai trò”
people-headings-advises = “Advises” or “Cố vấn cho”
people-headings-clearance = “Clearance” or “Độ mật”
people-headings-votes = “Votes” or “Số phiếu”
people-headings-from = “From” or “Từ ngày”
people-headings-until = “Until” or “Đến ngày”
people-problem-import-cells = The line has more or fewer cells than headings.
people-problem-cell = This cell is too long or has characters that cannot be used.
people-problem-import-name-empty = The name is missing.
people-problem-import-handle = “{ $detail }” cannot be a handle.
people-problem-import-twice = The same as line { $detail }.
people-problem-import-mail = “{ $detail }” is no mail address.
people-problem-import-role = There is no role “{ $detail }”.
people-problem-import-advises = There is no member “{ $detail }”.
people-problem-import-clearance = There is no class “{ $detail }”.
people-problem-import-votes = “{ $detail }” is no number of votes.
people-problem-import-date = “{ $detail }” is no date.
people-problem-import-place-taken = This person has another place here at that time.
people-problem-import-own-rights = This line changes your own rights.
people-problem-import-looks-like = Looks like “{ $detail }”, who is here already: the same person?
people-problem-other = Not taken ({ $code }): { $detail }

trail-lead = Every act of administration and preparation, newest first. Nobody can change or delete a line here.
trail-person = Who
trail-everybody = Everybody
trail-verb = What
trail-every-verb = Everything
trail-from = From
trail-until = Up to and including
trail-clear = Drop all conditions
trail-again = Reload
trail-save = Save as CSV
trail-offline = There is no network. The trail is on the server, so no more can be fetched now.
trail-only-about = Only acts about “{ $title }”
trail-only-about-hidden = Only acts about one record
trail-whole = See the whole trail
trail-none-found = No act matches these conditions.
trail-empty = The trail is empty.
trail-older = Older acts
trail-end = This is where the trail begins.
trail-console = from the server's console
trail-not-visible = not visible to you
trail-about = Everything about this
trail-about-title = Everything about “{ $title }”
trail-more-subjects =
    { $n ->
        [one] and one more
       *[other] and { $n } more
    }
trail-detail = Details
trail-detail-hide = Hide details
trail-detail-of = Details: { $verb }
trail-verb-edit = Wrote or edited
trail-verb-resolve_conflict = Chose between two edits
trail-verb-move_meeting = Moved a meeting to another state
trail-verb-withdraw_item = Withdrew or restored an item
trail-verb-move_part = Moved an item to another part
trail-verb-recuse = Noted who takes no part
trail-verb-lift_recusal = Lifted a recusal
trail-verb-ask_late = Asked to lodge late
trail-verb-decide_late = Answered a late request
trail-verb-lodge = Lodged a paper
trail-verb-recall = Took a paper back
trail-verb-move_dossier = Moved a dossier to another state
trail-verb-send_form = Sent an opinion form
trail-verb-extend_form = Extended an opinion form
trail-verb-move_form_to_session = Moved a form to a session
trail-verb-reply_to_opinion = Replied to an opinion
trail-verb-settle = The chair decided
trail-verb-close_poll = Closed a poll by hand
trail-verb-revoke_device = Revoked a device
trail-verb-make_enrolment_code = Made an enrolment code
trail-kind-person = Person
trail-kind-body = Body
trail-kind-membership = Role
trail-kind-meeting = Meeting
trail-kind-item = Item
trail-kind-dossier = Dossier
trail-kind-document = Document
trail-kind-poll = Question put to a vote
trail-kind-position = Position
trail-kind-ballot = Ballot
trail-kind-form = Opinion form
trail-kind-reply = Reply to an opinion
trail-kind-delivery = Delivery of papers
trail-kind-delegation = Standing in
trail-kind-invitation = Invitation
trail-kind-note = Private note
form-holidays-unknown = Not all public holidays of that year are known here yet. Check that the day is a working day.

## Closing a poll
close-poll = Close and count
close-poll-title = Close and count
close-poll-text = No more answers are taken from then on, and the result is counted at once. This cannot be taken back.
close-poll-offline = The server closes it when this reaches it. Answers that arrive before then still count.
close-poll-do = Close and count
close-poll-done = Sent to be closed.

## The reading desk
nav-search = Search
search-title = Search
search-placeholder = Type words, with or without diacritics
search-hint = Type at least two letters. Searches papers, your notes and titles, also without a network.
search-where = Where
search-everywhere = All meetings
search-kinds = Kinds of hits
search-kind-page = Text of papers
search-kind-note = Notes
search-kind-title = Titles
search-kind-minutes = Minutes
search-count =
    { $n ->
        [0] Nothing found. Try fewer words, or all meetings.
        [one] One hit
       *[other] { $n } hits
    }
search-count-more = More than { $n } hits. Type more words to narrow them down.
search-indexing =
    { $n ->
        [one] One paper is still being read in; hits will follow.
       *[other] { $n } papers are still being read in; hits will follow.
    }
search-without-text =
    { $n ->
        [one] One paper has scanned pages without a text layer, which cannot be searched yet.
       *[other] { $n } papers have scanned pages without a text layer, which cannot be searched yet.
    }
panel-toggle = Show or hide the left panel
panel-label = Left panel
panel-thumbnails = Thumbnails
panel-outline = Outline
panel-notes = Annotated pages
panel-bookmarks = Bookmarks
panel-find = Find in this paper
panel-changes = What changed
panel-width = Width of the left panel
panel-signatures = Signatures
sig-badge = Signatures ({ $n })
sig-badge-look = Signatures ({ $n }), look closer
sig-badge-unchecked = Signatures not checked
sig-intro = Each signature has three answers. None of them stands for the others.
sig-gathered = Checked on this device, with what the server had gathered by { $at }.
sig-ungathered = Checked on this device. The server has sent no trusted authorities for this paper, so no certificate can be recognised yet.
sig-arriving = This paper is still arriving. Its signatures are checked once it is whole on this device.
sig-busy = Checking the signatures…
sig-nobody = Signer not known
sig-kind-signature = Digital signature
sig-kind-timestamp = Time stamp on the whole paper
sig-kind-unsupported = Signature of another kind
sig-reason = Reason given: { $reason }
sig-location = Place given: { $location }
sig-row-bytes = Content
sig-row-who = Who signed
sig-row-who-stamp = Who stamped the time
sig-row-time = Time and revocation
sig-bytes-intact = Unchanged
sig-bytes-weak = Unchanged, by an old method
sig-bytes-changed = Changed
sig-bytes-forged = Signature does not fit
sig-bytes-not_covered = Paper not covered
sig-bytes-unreadable = Cannot be read
sig-bytes-unsupported = Not checked
sig-bytes-why-intact = What was signed is exactly as it was then.
sig-bytes-why-weak = The signature fits, but was made by a method that can be forged today.
sig-bytes-why-changed = The part that was signed is no longer what it was then.
sig-bytes-why-forged = The signature was not made with the key of the certificate it names.
sig-bytes-why-not_covered = The signature does not cover the paper as it must, so it says nothing about what you see.
sig-bytes-why-unreadable = The signature is damaged or not whole, so it says nothing about the content.
sig-bytes-why-unsupported = The signature was made by a method that this program does not check.
sig-later-other = Changed after signing
sig-later-forbidden = Changed against the signer’s will
sig-later-why-evidence = Only proofs for the signature were added afterwards.
sig-later-why-signatures = Only further signatures were added afterwards.
sig-later-why-other = Something was changed or added afterwards, so not all that you see was signed.
sig-later-why-forbidden = The signer allowed no changes, and the paper was changed afterwards all the same.
sig-chain-trusted = Trusted
sig-chain-trusted_when_claimed = Certificate has ended since
sig-chain-unknown_root = Not recognised
sig-chain-expired = Certificate out of date
sig-chain-not_yet_valid = Certificate not valid yet
sig-chain-wrong_usage = Certificate for something else
sig-chain-unsupported = Not checked
sig-chain-broken = Certificate not sound
sig-chain-missing = Not judged
sig-chain-why-trusted = The certificate leads to { $root }, which is trusted here.
sig-chain-why-trusted_when_claimed = The certificate led to { $root } at { $at }, when the signer claims to have signed. It has ended since, and nothing proves that time.
sig-chain-why-unknown_root = The certificate leads to no authority that is trusted here. The name is only what the certificate says of itself.
sig-chain-why-expired = The certificate, or one above it, was out of date at the time that counts.
sig-chain-why-not_yet_valid = The certificate, or one above it, was not valid yet at the time that counts.
sig-chain-why-wrong_usage = The certificate was issued for something else than this.
sig-chain-why-unsupported = A certificate uses a method, or sets a condition, that this program does not check.
sig-chain-why-broken = A certificate cannot be read, or was not issued by the authority it names.
sig-chain-why-missing = The signature itself does not hold or cannot be checked, so nobody can be named as its signer.
sig-time-revoked = Certificate revoked
sig-time-later = Certificate revoked later
sig-time-proven-good = Time proven, not revoked
sig-time-proven-open = Time proven, revocation not known
sig-time-claimed-good = Not revoked, time not proven
sig-time-open = Neither is known
sig-when-proven = It was signed no later than { $at }; { $authority } vouches for that.
sig-when-stamp = The paper was there at { $at }; { $authority } vouches for that.
sig-when-claimed = It was signed at { $at } by the clock of the signer’s own machine, which proves nothing.
sig-when-unknown = Nothing says when it was signed.
sig-revocation-good = The certificate had not been revoked, by what its authority said at { $at }.
sig-revocation-revoked_later = The certificate was revoked at { $at }, after the time that is proven for this signature.
sig-revocation-revoked = The certificate was revoked at { $at }; nothing proves that this was signed before.
sig-revocation-no_chain = Whether the certificate was revoked cannot be asked, because it leads to no authority that is trusted here.
sig-revocation-no_answer = There is no answer here to whether the certificate was revoked.
sig-revocation-stale = What is known here of the certificate’s state is of another time.
sig-authority-open = Whether the certificate of the time-stamping authority was revoked is not known.
sig-stamp-unreadable = There is a time stamp, but it cannot be read.
sig-stamp-not_for_this = There is a time stamp, but it belongs to something else.
sig-stamp-forged = There is a time stamp, but it was not made with the key of the certificate it names.
sig-stamp-weak = There is a time stamp, but it was made by a method that can be forged today.
sig-stamp-not_trusted = There is a time stamp, but its authority is not trusted here.
sig-stamp-revoked = There is a time stamp, but the certificate of its authority had been revoked.
sig-stamp-in_future = There is a time stamp, but of a time that has not come yet.
sig-details = Details
sig-issuer = Issued by
sig-organisation = Organisation
sig-serial = Serial number
sig-validity = Valid
sig-valid-span = { $from } to { $to }
sig-proof = Proof of time
sig-proof-signature = Time stamp on this signature, by { $authority }
sig-proof-paper = Time stamp on the whole paper, by { $authority }
sig-proof-none = None
sig-range = Coverage
sig-range-not_a_range = What it covers is not told as it must be
sig-range-not_from_start = It does not begin with the file
sig-range-ends_outside = It ends outside the file
sig-range-ends_within = It ends in the middle of the file
sig-range-gap_holds_more = The gap in it holds more than the signature
sig-field = Field in the file
panes-width = Division between the two papers
find-label = Find in this paper
find-placeholder = With or without diacritics
find-previous = Previous hit
find-next = Next hit
find-none = Nothing found.
find-at = Hit { $at } of { $n }
find-count =
    { $n ->
        [one] One hit
       *[other] { $n } hits
    }
find-busy = Searching…
find-hint = Enter or F3: next hit.
find-more = Only the first { $shown } of { $n } hits are listed. Type more words to narrow them down.
find-without-text =
    { $n ->
        [one] One page is a scan without a text layer and cannot be searched yet.
       *[other] { $n } pages are scans without a text layer and cannot be searched yet.
    }
jump-back = Back to where you were
jump-forward = Forward again
view-menu = How pages are shown
flow-label = Arrangement of pages
flow-continuous = Continuous
flow-single = One page at a time
flow-facing = Facing pages
flow-cover = First page alone at the right
rotate-right = Rotate right
rotate-left = Rotate left
full-screen = Full screen
present = Presentation
presenting = Presentation: { $title }
present-next = Next page
present-blank = The screen is blank. Press B to show it again.
present-at = Page { $page } of { $total }
paper-menu = Save, print and take in notes
save-copy = Save a copy with notes (PDF)
save-xfdf = Save notes as XFDF
save-notes-text = Save notes as text
take-xfdf = Take in notes from an XFDF file…
print = Print, naming its reader on every page
print-handed = Handed to the system's viewer for printing.
export-by-policy = The rules for this paper allow neither saving it outside nor printing.
xfdf-too-large = This XFDF file is too large. No notes were taken in.
xfdf-taken =
    { $n ->
        [one] One note taken in;
       *[other] { $n } notes taken in;
    } { $left } left out.
tool-underline = Underline
tool-strike_out = Strike out
tool-text_box = Write on the page
tool-stamp = Stamp
tool-lasso = Lasso
mark-underline = Underline
mark-strike_out = Strike-out
mark-text_box = Text on the page
mark-stamp = Stamp
mark-bookmark = Bookmark
colour-meaning = { $colour }: { $meaning }
meaning-important = Important
meaning-agree = I agree
meaning-question = To ask
meaning-disagree = I disagree
meaning-plain = Plain note
meaning-correct = To correct
meaning-suggest = Suggestion
text-size = Letter size
text-size-points = { $n } pt
stamp-label = Words of the stamp
stamp-seen = SEEN
stamp-agree = AGREED
stamp-disagree = NOT AGREED
stamp-ask = ASK
stamp-urgent = URGENT
box-editor = Text on page { $n }
box-placeholder = Write here…
lasso-chosen =
    { $n ->
        [one] One mark selected. Arrow keys move it, Delete erases it.
       *[other] { $n } marks selected. Arrow keys move them, Delete erases them.
    }
lasso-erase = Erase the selected marks
lasso-clear = Select nothing
notes-search = Search in notes
notes-list = Show as a list
notes-kind = Kind of note
notes-kind-all = All kinds
notes-meaning = Meaning of the colour
notes-meaning-all = All meanings
notes-state = State after the paper changed
notes-state-all = All states
notes-count =
    { $n ->
        [one] One note
       *[other] { $n } notes
    }
notes-none-found = No note fits. Take away a filter.
placement-check = Check this place
placement-moved = Moved with its text
placement-changed = The text here has changed
carried-label = Notes carried from an older version
carried-from = Notes carried over from version { $version }.
carried-counts = { $carried } carried, { $moved } moved, { $check } to check, { $unplaced } without a place
review-start =
    { $n ->
        [one] Check one note
       *[other] Check { $n } notes
    }
review-at = Note { $at } of { $n } to check
review-confirm = This is the place
review-tray = No place here
review-old = Show the old page
review-next = Next note
tray-open =
    { $n ->
        [one] One note has no place in this version
       *[other] { $n } notes have no place in this version
    }
tray-title = No place in this version
tray-hint = These notes are kept beside their old pages. Choose one to open the old page beside this one.
note-old-page = Page { $n }, version { $version }
quote = “{ $words }” ({ $title }, version { $version }, p. { $page })
quote-copy = Copy with source
quote-copied = Copied with its source.
copy-failed = This machine does not allow writing to the clipboard.
annotated-empty = No page has notes yet.
annotated-count =
    { $n ->
        [one] One note
       *[other] { $n } notes
    }
annotated-check = { $n } to check
bookmark-here = Bookmark page { $page }
bookmarks-empty = No bookmarks yet.
bookmark-title = Name of the bookmark on page { $page }
bookmark-untitled = Give it a name…
thumbnail-notes = Has notes
thumbnail-changed = Has changed
changes-since = Compared with
changes-version-read = Version { $n } (you read it)
change-previous = Previous change
change-next = Next change
changes-only = Changed pages only
changes-busy = Comparing two versions…
changes-none = Nothing has changed since that version.
changes-count =
    { $n ->
        [one] One change
       *[other] { $n } changes
    } on { $pages ->
        [one] one page
       *[other] { $pages } pages
    }
change-at = Change { $at } of { $n }
change-gone = Page { $old } of the old version · removed
change-paragraph-added = paragraph added
change-paragraph-removed = paragraph removed
change-paragraph-edited = paragraph edited
change-paragraph-moved = paragraph moved
change-page-same = unchanged
change-page-changed = picture changed
change-page-added = new page
change-page-moved = page moved
change-page-removed = page removed
change-has-notes =
    { $n ->
        [one] One note of yours lies on it
       *[other] { $n } notes of yours lie on it
    }
change-areas =
    { $n ->
        [one] One part of the picture differs
       *[other] { $n } parts of the picture differ
    }
link-page = Link to page { $page }
link-address = Outside link: { $address }
link-refused = Link that is not opened
link-title = Open an outside address?
link-text = This link leads out of e-Cabinet. The browser of this machine would open exactly this address:
link-kind-refused = Addresses of this kind are not opened from here. You may still copy it.
link-copy = Copy the address
link-copied = Copied.
link-open = Open in the browser
link-refused-title = This link is not opened
link-refused-launch = This link asks to start a program on this machine. e-Cabinet never does that. Nothing has happened.
link-refused-document = This link leads to another file outside the dossier. e-Cabinet does not open such files. Nothing has happened.
link-refused-address = The address of this link is of a kind that is not allowed (only web and mail are). Nothing has happened.
link-refused-other = This link asks for something that e-Cabinet does not do. Nothing has happened.
tabs-label = Open papers
tab-title = { $title } (v{ $version })
tab-close = Close the paper
tab-add = Open another paper of the dossier
beside-menu = Two papers side by side
beside-hint = Choose the paper to lay beside this one, or drag its tab to the right half.
beside-close = Close the paper beside
beside-drop = Drop here to lay it beside
link-scrolling = Scroll together
reader-label-beside = Document beside: { $title }
pane-older = Older version, for reading
keys-notes = While writing notes
keys-presenting = While presenting
key-rotate = Rotate the pages
key-jumps = Back to where you were, forward again
key-hits = Next or previous hit
key-changes = Next or previous change
key-tabs = Next open paper
key-tab-again = Open the closed paper again
key-bookmark = Set or remove a bookmark
key-lasso = Move or erase the selected marks
key-box = Make the text being written narrower or wider
key-pages = Page before or behind
key-blank = Blank the screen or show it
key-leave = End the presentation

# Notes that are shared.
layer-advice = Adviser’s
layer-shared = Colleague’s
layer-of-advice = Adviser’s note from { $name }
layer-of-shared = Note shared by { $name }
layer-tag = { $initials }: { $words }
notes-layer = Whose notes
notes-layer-all = Everybody’s notes
notes-layer-mine = Mine
notes-layer-advice = Adviser’s
notes-layer-shared = Colleagues’
notes-layer-given = Shared by me
notes-none-mine = You have no notes on this paper yet.
notes-none-advice = Your adviser has shared nothing with you on this paper.
notes-none-shared = No colleague has shared a note with you on this paper.
notes-none-given = You share no note on this paper. “Share…” on a note gives it to colleagues.
notes-of-others = Notes of others on the page
shared-also = Also read by { $names }
shared-made = Written { $at }
shared-check = Probably here: the text around it has changed
shared-unplaced = Has no place in this version
document-shared =
    { $n ->
        [one] One note from somebody else
       *[other] { $n } notes from others
    }
annotated-theirs =
    { $n ->
        [one] One from somebody else
       *[other] { $n } from others
    }
take-over = Take over
take-over-again = Take over again
take-over-all = Take over all { $n }
take-over-hint = Makes a note of your own of it, which you can change. Nobody hears of it.
taken-over =
    { $n ->
        [0] Taken over already
        [one] Taken over: one note is yours now
       *[other] Taken over: { $n } notes are yours now
    }
taken-over-already = Taken over
taken-over-earlier = Changed since you took it over
taken-from = From { $name }
share = Share…
share-paper = Share my notes on this paper…
share-listed = Share these { $n } notes…
share-with =
    { $n ->
        [one] Shared with one person
       *[other] Shared with { $n } people
    }
share-waits = Saved here; is sent when there is a network.
share-back-waits = No longer shared; the readers hear of it when there is a network.
share-behind = The readers have an earlier state of this note.
share-again = Send them this state
share-others = Choose other readers…
share-keep-private = Keep it to myself
share-change = Change readers…
share-back = Take back
share-taken-back = Taken back: only you can read it now
shared-done =
    { $n ->
        [one] Note shared
       *[other] { $n } notes shared
    }
share-title =
    { $n ->
        [one] Share a note
       *[other] Share { $n } notes
    }
share-title-change =
    { $n ->
        [one] Who reads this note
       *[other] Who reads these { $n } notes
    }
share-keeps = Some of these notes are shared already. Their readers stay.
share-search = Search names and offices
share-who = Readers
share-none-found = Nobody of this name may be given the note.
share-nobody = There is nobody you could give a note on this paper: it is shared only with people who may read the paper and work with you on it.
share-told = { $names } can read what you share, on all their devices. Nobody else can: not the server, not an administrator.
share-told-some = { $names } can read these notes, some of them only those they have already. Nobody else can: not the server, not an administrator.
share-told-nobody = Choose who may read it. Nobody else will be able to: not the server, not an administrator.
share-offline = No network now. It is sent when there is one.
share-do = Share
key-missing = Has not used e-Cabinet since notes can be shared; nothing can be sealed for them yet.
key-changed = Their key has changed. Compare the codes before you share anything with them.
key-compared = Code compared
codes-compare = Compare codes
codes-how = Ask { $name }, by voice or in person, to open Devices & settings and read you their code for shared notes.
codes-one = Code of { $name } on this device
codes-now = The code told now
codes-before = The code until now
codes-neither = If it is neither of these, do not share anything, and call your administrator.
codes-same = This is the code
codes-confirmed = Code of { $name } confirmed
sharing-title = My code for shared notes
sharing-text = Colleagues who want to be sure that what they share reaches you compare this code with you. It is the same on all your devices and gives nothing away.
sharing-no-key = This device cannot open shared notes yet: approve it from an older one, or restore your notes below.
sharing-contested = The server names another key as yours. Somebody may be trying to read notes meant for you. Call your administrator, and compare this code with those who share notes with you.
sharing-changed = The key of { $name } has changed
save-own-only = Copies hold your own notes only. What others share with you stays in the program.
search-note-own = My note
search-note-of = Note from { $name }
kept-kind-shared_note = Shared note

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
meeting-forecast = On { $n } of { $total } items you neither object nor wish to speak.
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
reader-tabs = Documents of the dossier
reader-opening = Opening the document…
reader-page = Page { $n }
reader-page-of = of { $total }
reader-page-input = Go to page
reader-thumbnails = Thumbnails
reader-outline = Outline
reader-outline-empty = This document has no outline.
reader-notes = Notes
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
mark-old-version = from version { $n }
note-key-missing = This device cannot read your older private notes yet.
note-key-missing-link = Restore notes
copy-blocked = This document may not be copied. You can still highlight it and take notes.
page-no-text = This page is a scan without selectable text. Use the pen or a note.
page-error-title = Page { $n } could not be drawn
reader-newer = Version { $n } of this document is here. You are reading version { $old }.
reader-newer-open = Open the new version
document-error-title = The document could not be opened

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

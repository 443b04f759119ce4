# Words shared by the window, the command line and the papers the program writes.

state-draft = Draft
state-saved = Saved on this device, not yet received
state-received = Received, receipt verified
state-taken = Received
state-counted = Counted
state-stale = Papers changed, confirm again
state-late = After the deadline, not counted
state-refused = Refused
state-disputed = Receipt does not match, needs checking

position-no_objection = No objection
position-objects = Object
position-wishes_to_speak = Wish to speak

choice-agree = Agree
choice-disagree = Disagree
choice-other = Other opinion
choice-abstain = Abstain

kind-roll_call = Roll-call vote
kind-opinion_form = Opinion form

outcome-adopted = Adopted
outcome-not_adopted = Not adopted
outcome-no_quorum = No quorum
outcome-chair_decides = The chair decides

# Errors: what happened, what is safe, the one thing to do.

error-unknown = The program met an error it has no words for ({ $code }). What is saved on this device is untouched. Try again; if it returns, give this code to your administrator.
error-network-unreachable = The server cannot be reached. Everything saved on this device is safe and will be sent by itself once there is a network. Check the connection, then try again.
error-server-not-ecabinet = Something answered at this address, but it is not an e-Cabinet server. Nothing was sent. Check the address the secretariat gave you.
error-server-incomplete = The server's answer broke off half way. What has arrived is kept and will be continued. Try again in a few minutes.
error-server-busy = The server is busy. Your work is saved on this device and will be sent again by itself. Simply carry on.
error-pin-mismatch = This is not the server this device was enrolled with. The program stopped talking to it and sent nothing. Call your administrator before connecting again.
error-code-wrong = The enrolment code is not right. Nothing has changed on this device. Compare it with your invitation and type it again.
error-code-used = This enrolment code has already been used. Nothing has changed on this device. Ask the secretariat for a new code.
error-code-expired = The enrolment code has expired. Nothing has changed on this device. Ask the secretariat for a new code.
error-person-removed = This person has left and gets no enrolment code. Nothing has changed. If they come back, add them as somebody new and make a code then.
error-too-many-attempts = There were too many wrong attempts, so the server takes no more for now. Your data is safe. Wait a few minutes, then try again.
error-keyring-absent = This machine has no system keyring. Nothing was written to disk. Choose a passphrase to go on.
error-keyring-mismatch = The key in the system keyring is missing or does not belong to this profile. Nothing was deleted and the data is still encrypted and whole. Sign in to this machine with the account that enrolled it, or call your administrator.
error-passphrase-required = A passphrase is needed to protect the profile on this machine. Nothing was written to disk. Enter a passphrase.
error-passphrase-wrong = The passphrase is not right. Nothing was deleted. Type it again; mind the input method and Caps Lock.
error-profile-newer = The profile on this device was made by a newer version of the program. The data was left exactly as it is. Update the program, then open it again.
error-profile-damaged = The profile on this device cannot be read. Nothing was deleted or repaired; whatever was received is still on the server. Call your administrator.
error-disk-full = The disk is full, so this could not be saved. What was saved before is safe. Free some space, then try again.
error-device-revoked = This device has been revoked. Whatever was received is still on the server. Ask the secretariat if you need to enrol again.
error-poll-closed = The poll has closed, so this ballot is not counted. Your ballot is kept here and shown to the secretariat as late. Speak to the secretariat if it matters.
error-poll-not-open = This poll is not open yet. What you wrote is kept. Come back once it has opened.
error-poll-already-answered = The server already holds a newer ballot of yours. The ballot it received is unchanged. Open the poll again to see the one in force.
error-not-entitled = You are not on the list of those who may do this. Nothing has changed. If you think this is a mistake, speak to the secretariat.
error-item-withdrawn = This item was taken off the agenda. Your notes are kept. There is nothing you need to do.
error-recused = You take no part in this item. Nothing was sent. If you think this is a mistake, speak to the secretariat.
error-opinion-required = “Other opinion” needs the opinion in words. Your choice is kept. Write the opinion, then go on.
error-papers-changed = The papers changed after you opened this form. Nothing was sent and what you wrote is kept. Look at the new version, then confirm again.
error-document-encrypted = This document is locked with a password. The file is whole on this device. Enter the password; it is kept on this device so that you are asked once.
error-document-broken = The file of this document was already damaged when it was lodged. Other documents are not affected. Ask the secretariat to send it again.
error-document-empty = The file of this document is empty. Other documents are not affected. Ask the secretariat to send it again.
error-document-no-pages = This document has no pages. Other documents are not affected. Ask the secretariat to check it.
error-document-too-large = This document is larger than this device accepts. Other documents are not affected. Ask the secretariat to split it.
error-document-not-here = This document is not completely on this device yet. What has arrived is kept. Connect to the network to fetch the rest.
error-document-recalled = This document was taken back and can no longer be read. Your private notes are kept. There is nothing you need to do.
error-reader-crashed = The reader stopped while drawing this page. The document and your notes are safe. Press try again.
error-reader-timeout = Drawing this page took too long, so the reader stopped. The document and your notes are safe. Press try again or zoom out.
error-note-key-missing = This device does not hold the key of your private notes. The notes are safe on your other devices. Approve this device from an older one, or enter your recovery code.
error-recovery-code-wrong = The recovery code is not right. Nothing has changed. Compare each group of characters and type it again.
error-clock-wrong = The clock of this machine is too far from the server's. What is saved is safe but cannot be sent yet. Set the machine's date and time.
error-demo-unavailable = This installation has no demo cabinet beside it. Nothing has changed on this device. Connect with an enrolment code instead.
error-not-found = This cannot be found; it may have been moved or withdrawn. Your data is safe. Go back to the list of meetings.
error-conflict = This was changed somewhere else a moment ago. Both versions are kept. Open it again to see the latest.
error-internal = The program met an error of its own. What is saved on this device is untouched. Try again; if it returns, tell your administrator.
error-bad-request = The server could not make sense of this request. Nothing was changed. Update the program; if it returns, tell your administrator.
error-unauthorised = The server does not recognise this device. What is saved here is safe. Ask the secretariat for a new enrolment code.
error-proof-stale = The server did not accept the proof of this device. What is saved here is safe. Try again.
error-seal-invalid = The server could not verify the seal of this ballot. It is kept here and was not counted. Tell your administrator at once.
error-log-contradicts = The server's public log contradicts what this device verified before. Nothing was deleted. Tell the auditor at once and keep this device as it is.
error-no-profile = There is no profile on this device yet. Connect with an enrolment code or try the demo cabinet.
error-profile-exists = There is a profile on this device already. Nothing was changed. Unlock it instead.
error-profile-in-use = Another window or program has this profile open. Nothing was changed. Close it there, then try again.
error-reopen-needed = The disk reported an error, so the program stopped promising that things are saved. What was saved before is safe. Close the program and open it again.
error-page-broken = This page is damaged in the file. The other pages and your notes are safe. Ask the secretariat to send the document again.
error-reader-missing = The part of the program that draws pages is missing. Your papers and notes are safe. Install the program again.
error-signatures-too-large = This paper is too large for its signatures to be checked on this device. You can read it as always. If it matters who signed, ask the secretariat.
error-signatures-too-many = This paper has more signatures than are checked on this device. You can read it as always. If it matters who signed, ask the secretariat.
error-signatures-enciphered = Signatures of a paper with a password are not checked on this device. You can read it as always. If it matters who signed, ask the secretariat.
error-signatures-unreadable = The structure of this file cannot be followed, so its signatures are not checked. You can read it as always. If it matters who signed, ask the secretariat.
error-annotation-invalid = This mark does not fit on the page, so it was not saved. Draw it again inside the page.
error-stamp-not-allowed = This stamp is not in use here any more, so it was not placed. Choose another, or write a note instead.
error-keyring-silent = The system keyring does not answer or is locked. Nothing was changed and the data is still encrypted and whole. Unlock the keyring, then try again.
error-locked = The profile is locked. Everything saved is safe. Unlock it to go on.
error-server-address = A typed code needs the server's address, beginning with https://. Nothing was sent. Enter both from your invitation.

error-above-ceiling = Content of this classification does not enter the server. Nothing was sent. Keep the paper on paper; the agenda keeps a line for it.
error-already-out = Members have seen this, so it cannot be taken away. Nothing has changed. Withdraw or recall it instead.
error-answers-awaited = Not everybody on the roll has answered on the papers in force, and the deadline is not over. Nothing has changed. Ask those who are missing, or wait for the deadline.
error-answers-open = An opinion form or a vote of this meeting still takes answers. Nothing has changed. Close it or take it to a session first, or withdraw its item.
error-bad-number = This number is beyond what makes sense. Nothing has changed. Enter a smaller one.
error-deadline-on-holiday = The deadline falls on a day off. Nothing was sent. Choose a working day, or state why it has to be this one.
error-deadline-past = This deadline has passed. Nothing was sent. Choose a time to come.
error-file-missing = The server does not have this file. It is still on your machine. Choose it again and send it once more.
error-file-not-pdf = This file is neither a PDF nor an office file, so it was not taken. Nothing was lost. Save it as PDF and choose it again.
error-handle-taken = Another person has this handle already. Nothing has changed. Choose another one.
error-item-ring = An item cannot lie under itself. Nothing has changed. Put it somewhere else.
error-lodging-closed = Papers are no longer lodged for this meeting. The file is still on your machine. Ask to lodge late, with the reason; the chair will answer.
error-meeting-times = The meeting ends before it starts, lasts more than 31 days, or has a deadline after its end. Nothing has changed. Check the dates and times.
error-no-chair = This body has no chair yet. Nothing has changed. Ask the administrator to enter one first.
error-not-complete = The dossier lacks a paper that is expected. Nothing has changed. Add what is missing, then try again.
error-not-editable = This is not edited in this way. Nothing has changed. Update the program; if it returns, tell your administrator.
error-not-possible-now = This is not possible from where it stands now. Nothing has changed. Open it again to see the latest.
error-book-empty = This meeting has no papers that you may read yet, so there is no book. Nothing was saved. It can be saved once papers are published.
error-nothing-in-it = There is nothing in it yet. Nothing was sent. Add at least one item or question.
error-office-broken = This office file cannot be read, so no PDF could be made of it. The file on your machine is unchanged. Open it in your office program, save it again or export it as PDF, then choose it again.
error-office-bomb = This office file would unpack to far more than a document can hold, so it was not opened. The file on your machine is unchanged. Do not open it; ask whoever sent it for a PDF.
error-office-crashed = LibreOffice stopped while making a PDF of this file: it failed, or the file needs more memory than one file may take. The file on your machine is unchanged. Export it as PDF in your office program and choose the PDF.
error-office-encrypted = This office file is protected by a password, so no PDF could be made of it. The file on your machine is unchanged. Remove the password or export it as PDF in your office program, then choose it again.
error-office-no-memory-folder = This machine has no room in memory to make a PDF safely, so the file was not taken. Nothing was lost. Close other programs and try again, or export the file as PDF and choose the PDF.
error-office-not-installed = This is an office file, and LibreOffice, which makes PDFs of such files, is not installed on this machine. Nothing was lost. Export the file as PDF in your office program and choose the PDF, or ask your administrator to install LibreOffice (Writer, Calc and Impress).
error-office-not-started = LibreOffice could not be started closed off from your files and the network, so it was not started at all. Nothing was lost. Export the file as PDF in your office program and choose the PDF; tell your administrator.
error-office-timeout = Making a PDF of this file took longer than two minutes, so it was stopped. The file on your machine is unchanged. Export it as PDF in your office program and choose the PDF.
error-office-too-large = This office file is larger than 200 MB, so no PDF is made of it here. The file on your machine is unchanged. Export it as PDF in your office program and choose the PDF.
error-own-rights = Nobody changes their own rights. Nothing has changed. Ask another administrator.
error-place-taken = This person has another place in this body at that time. Nothing has changed. End the other one first, or choose times that do not overlap.
error-reason-required = This needs a reason. Nothing has changed. Write one sentence, then try again.
error-text-characters = The text holds control characters or marks that turn the direction of writing, so it is not taken. Nothing has changed. Type that part again.
error-text-empty = This cannot be empty. Nothing has changed. Enter some words.
error-text-too-long = The text is too long. Nothing was lost. Shorten it, then try again.
error-time-skipped = Clocks are set forward over this time, so it does not exist on that day. Nothing has changed. Choose another time.
error-time-twice = Clocks are set back, so this time comes twice on that day. Nothing has changed. Choose the first or the second.
error-time-unreadable = This date or time cannot be read. Nothing has changed. Enter it again.
error-zone-unknown = There is no such time zone. Nothing has changed. Choose one from the list.

error-adviser-of-whom = An adviser needs the member they work for. Nothing has changed. Choose the member, then try again.
error-import-advised-left-out = A line you left out makes the member whom an adviser on this list works for. Nothing has changed. Take that line, too, or leave the adviser out.
error-import-changed = The cabinet has changed since this list was looked through. Nothing was written. Read the list again and look through it once more.
error-import-gone = This reading of the list is no longer held. Nothing was written. Choose the file again.
error-import-is-workbook = This is a workbook, so it was not read. Nothing was written. Save the sheet as CSV (UTF-8) in your spreadsheet program, then choose that file.
error-import-nothing = No line of this list is left to carry out. Nothing was written. Correct the lines with problems, or choose another file.
error-import-too-large = This list is too large: at most 4 MiB, 10,000 lines, 64 columns and 4 KiB in a cell. Nothing was written. Split it, then choose the parts one after another.
error-import-unreadable = This file cannot be read as a list: it is not text, or a quotation mark never ends. Nothing was written. Save the sheet as CSV (UTF-8), then choose that file.
error-save-failed = { $why ->
    [full] The disk is full, so the file was not saved. Everything in the program is safe. Free some space, then try again.
    [denied] You may not write into this folder, so the file was not saved. Everything in the program is safe. Ask whoever looks after this machine for the right to write there.
    [folder] There is no folder to save into, so the file was not saved. Everything in the program is safe. Make a folder for downloads, then try again.
    [taken] There is a file of this name already, so nothing was saved over it. Everything in the program is safe. Choose another name.
   *[other] The file could not be saved. Everything in the program is safe. Try again; if it returns, tell your administrator.
}
error-trail-too-long = This part of the trail has more than 100,000 lines, so no file was made. The trail is whole on the server. Choose a shorter time, and save it in parts.
error-share-gone = This note is no longer shared with you. Nothing was taken over. What you took over before is still yours.
error-share-outdated = You changed or took back this note on another device meanwhile. Nothing was sent. Look at the note as it stands, and share it again if you still want to.
error-share-refused = This note cannot be shared with all of these people: somebody among them may not have it on this paper. Nobody got it. Choose other readers.
error-shared-note-key-changed = Somebody who shares notes with you has another key than before, so their note is kept closed. Nothing is lost. Compare the codes under Devices & settings.
error-sharing-key-changed = The key of one of these people is another one than before. Nobody got the note. Compare the code with them, by voice or in person, and confirm it first.
error-sharing-key-missing = One of these people has not used their e-Cabinet since notes can be shared. Nobody got the note. Try again once they have.

# Results of polls: the rule and the numbers in one sentence.

result-majority-adopted = Adopted: { $favour } of { $base } in favour, at least { $needed } were needed.
result-majority-missed = Not adopted: { $favour } of { $base } in favour, at least { $needed } were needed.
result-no-quorum = No decision: { $present } of { $members } took part, at least { $quorum } had to.
result-chair-missing = No decision: the chair has to take part and did not.
result-chair-adopted = Adopted: the votes are equal ({ $favour } of { $base }), and the chair's vote, in favour, prevails.
result-chair-rejected = Not adopted: the votes are equal ({ $favour } of { $base }), and the chair's vote, against, prevails.
result-chair-silent = Undecided: the votes are equal ({ $favour } of { $base }) and the chair has not voted for a side; the chair decides.
result-equal-below-half = Undecided: { $favour } for and { $disagree } against are equal but less than half of { $base }; the rule leaves it to the chair.
result-tie-falls = Not adopted: the votes are equal ({ $favour } of { $base }), and the proposal falls.

## Agenda, positions and opinion forms.

part-without_debate = Adopt without debate
part-discussion = For discussion
part-because-moved = Moved by hand: { $why }
part-because-is_a_discussion = Put down for discussion
part-because-opened = Somebody objects or wishes to speak
part-because-nobody_opened = Nobody opened it
part-because-enough_agree = Enough members have no objection
part-because-not_enough_yet = Not enough members have said they do not object

grade-condition = Condition
grade-should = Should be addressed
grade-remark = Remark

form-draft = Draft
form-sent = Answers being collected
form-closed = Closed
form-moved_to_session = Moved to a session

member-sent = Sent
member-delivered = On their device
member-partly = Partly answered
member-answered = Answered
member-stale = To be confirmed again
member-overdue = Overdue
member-recused = Takes no part
member-gone = No longer a member

reply-accepted = Accepted
reply-explained = Explained
reply-refused = Refused

outcome-goes_to_session = Goes to a session
outcome-unreached = Delivery not confirmed everywhere
result-silence-adopted = Adopted: nobody objected; { $favour } of { $base } agree, { $silent } of them by silence after the papers had reached them.
result-objection = { $against ->
    [one] Goes to a session: { $against } objects, or sets a condition not accepted; the rule does not let it pass in writing.
   *[other] Goes to a session: { $against } object, or set conditions not accepted; the rule does not let it pass in writing.
}
result-unreached = No decision: nothing confirms that the papers reached { $unreached }, so their silence is not consent. Reach them, or extend the deadline.
result-also-stale = { $stale ->
    [one] { $stale } answer was given on older papers and not confirmed, so it does not count.
   *[other] { $stale } answers were given on older papers and not confirmed, so they do not count.
}
result-also-held = { $held ->
    [one] { $held } sets a condition that was not accepted.
   *[other] { $held } set conditions that were not accepted.
}
result-also-remarks = { $remarks ->
    [one] { $remarks } other opinion without a condition is among those in favour, as consent with a remark.
   *[other] { $remarks } other opinions without conditions are among those in favour, as consent with a remark.
}
result-also-aside = { $aside ->
    [one] { $aside } standing aside stays in the total.
   *[other] { $aside } standing aside stay in the total.
}
result-also-awaits-chair = It takes effect when the chair confirms it.

# Invitations and reminders: title, time and place alone, never a word of the agenda.

mail-invited-subject = Invitation: { $title }
mail-invited-text =
    You are invited to { $title }.
    Time: { $when } ({ $zone })
    Place: { $place }

    Papers are in the e-Cabinet alone.
mail-changed-subject = Changed: { $title }
mail-changed-text =
    { $title } has changed.
    Time: { $when } ({ $zone })
    Place: { $place }
mail-cancelled-subject = Cancelled: { $title }
mail-cancelled-text = { $title }, planned for { $when } ({ $zone }), will not be held.
mail-withdrawn-subject = Invitation taken back: { $title }
mail-withdrawn-text = You are no longer invited to { $title }, planned for { $when } ({ $zone }). The entry in your calendar can be removed.
mail-positions-subject = Reminder: positions are due by { $when }
mail-positions-text = { $title }: some items still wait for your position. Due by { $when }. Open the e-Cabinet to see them.
mail-form-subject = Reminder: an opinion form is due by { $when }
mail-form-text = An opinion form of { $body } waits for your answer. Due by { $when }. Open the e-Cabinet to answer.
mail-overdue-subject = Overdue: an opinion form was due by { $when }
mail-overdue-text = An opinion form of { $body } was due by { $when } and lacks answers. Please contact the secretariat.
mail-papers-subject = Reminder: papers are due by { $when }
mail-papers-text = { $title }: a dossier still lacks papers. They are due by { $when }.

# The synthesis of opinions.

report-not-closed = not closed yet
report-settled-yes = Confirmed as adopted by { $chair }. { $reason }
report-settled-no = Decided as not adopted by { $chair }. { $reason }
report-paper-version = { $title }, version { $version }
report-held = On a condition not accepted
report-stale = On older papers, not confirmed
report-silent = No answer
report-aside = Standing aside
report-reply-accepted = Accepted. { $words }
report-reply-explained = Explained: { $words }
report-reply-refused = Refused: { $words }
report-rule-total = { $strictly ->
    [yes] More than { $share }
   *[no] At least { $share }
} of all members
report-rule-present = { $strictly ->
    [yes] More than { $share }
   *[no] At least { $share }
} of those who take part
report-rule-voting = { $strictly ->
    [yes] More than { $share }
   *[no] At least { $share }
} of the votes for and against
report-state-gone = No longer a member
report-state-recused = Stands aside
report-state-answered = Answered
report-state-partly = Partly answered
report-state-silent = No answer
report-label-paper = Synthesis of opinions
report-label-item = Item
report-label-deadline = Deadline
report-label-closed = Closed at
report-label-rule = Rule
report-label-generated = Written at
report-label-summary = Results
report-label-matrix = Answers
report-label-opinions = Opinions and replies
report-label-number = No.
report-label-question = Question
report-label-papers = Papers
report-label-result = Result
report-label-member = Member
report-label-office = Office
report-label-state = State
report-label-answer = Answer
report-label-grade = Weight
report-label-mark = Mark
report-label-received = Received
report-label-opinion = Opinion
report-label-reply = Reply of the drafting ministry
report-label-not-answered = Not answered
report-label-no-questions = No questions yet
report-label-no-members = No members yet
report-label-no-opinions = No opinions yet
report-label-numbered-question = Question { $n }
report-label-numbered-opinion = Opinion { $n }
report-label-page = Page { $n } of { $total }

# The book of a meeting, saved as one PDF.

book-file-name = Book of papers
book-heading = Book of papers
book-contents = Contents
book-begins = Begins: { $when }
book-chair = Chair: { $name }
book-made =
    Saved from the e-Cabinet on { $date }. This copy is not encrypted: whoever has the file can read it.
book-edition =
    Page numbers are those of publication { $n } and the same for everybody. Numbers that are passed over belong to what
    is not in this copy.
book-unnumbered = Pages with a + belong to papers that have no number in the common count yet.
book-page = page { $page }
book-page-of-paper = page { $n } of { $total } of the paper
book-missing = { $title } ({ $why })
book-notice = This paper is not in the saved copy: { $why }.
book-why-not-here = not on this device
book-why-recalled = taken back
book-why-no-copy = may not be copied, to be read in the e-Cabinet alone
book-why-unreadable = cannot be shown
book-why-other-length = has another number of pages than when it was published

# Files that are saved: their names, and the headings of the trail.

calendar-file-name = Calendar of sessions
trail-file-name = Trail of acts
trail-file-seq = No.
trail-file-at = When
trail-file-person = Who
trail-file-console = From the console
trail-file-verb = What
trail-file-subjects = Records
trail-file-detail = The act

error-address-not-opened = No program of this machine opened it. Nothing has changed. Copy the address, or look for the file in your downloads.
error-address-refused = This is not an address of the web or of mail, so it was not opened. Nothing has changed.
error-copy-not-made = This paper is built in a way that no notes can be added to a copy of it. Nothing was saved and your notes are safe. Save the notes as text instead.
error-document-wrong-password = This password does not open the document. Nothing has changed. Type it again; mind the input method and Caps Lock.
error-export-forbidden = This paper may not be copied, so nothing was saved. Your notes are safe. Speak to the secretariat if you need a copy.
error-page-too-large = A picture on this page is larger than this device can draw. The other pages and your notes are safe. Ask the secretariat to send a smaller one.
error-paper-too-long = This paper has more text than can be compared. It can be read and searched as any other.
error-reader-cancelled = This page was not drawn, because it was out of sight. Press try again.
error-search-in-use = The search is being built anew. Everything is safe. Try again in a moment.
error-search-unreadable = The search could not read its index, so it is built anew in the background. Papers and notes are safe. Try again in a few minutes.
error-xfdf-unreadable = This file holds no notes that can be read. Nothing has changed. Save it as XFDF in the other program, then choose it again.

## Files with notes
copy-file-name = With notes
copy-notice = Copy with notes of { $name }, { $time }. Not the original.
notes-file-name = Notes
notes-file-title = Notes on: { $title }
notes-file-page = Page { $page }
notes-file-byline = { $author }, { $time }
notes-file-source = { $title }, version { $version }, p. { $page }
notes-file-nothing = There are no notes on this paper.
notes-kind-highlight = Highlighted
notes-kind-underline = Underlined
notes-kind-strike-out = Struck out
notes-kind-ink = Handwriting
notes-kind-text-box = Text
notes-kind-note = Note
notes-kind-stamp = Stamp
print-file-name = Print
print-line = Printed for { $name }, { $time }
stamp-word-seen = Seen
stamp-word-agree = Agree
stamp-word-disagree = Disagree
stamp-word-ask = To ask
stamp-word-urgent = Urgent

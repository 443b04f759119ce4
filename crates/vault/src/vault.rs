use crate::aead::Secret;
use crate::change::{ChangeKind, LocalChange, NoteShape};
use crate::journal::Journal;
use crate::table::{
    note_op, outbox, own_ballot, own_position, quarantine, record, setting, shared_note,
    sharing_key,
};
use crate::{
    OutboxKind, OutboxRow, OwnBallotRow, OwnBallotState, OwnPositionRow, QuarantineRow, RecordRow,
    SharedNoteRow, VaultError, db,
};
use domain::{AnnotationId, BallotId, DocumentId, ItemId, Moment, OperationId, PersonId, PollId};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// An open profile: one writer, one reader, the journal. Dropping it zeroes the keys it holds itself.
pub struct Vault {
    dir: PathBuf,
    writer: Mutex<Writer>,
    reader: Mutex<Connection>,
    poisoned: AtomicBool,
    n_damaged_frames: usize,
    _root: Secret,
    _lock: File,
}

pub(crate) struct Writer {
    pub(crate) connection: Connection,
    journal: Journal,
}

/// One row of a pulled page.
#[derive(Debug, Clone)]
pub enum PulledChange {
    /// A record this program can read.
    Put(RecordRow),
    /// A change to one of the member's own annotations, opened.
    Note {
        /// Identity of the change.
        id: Uuid,
        /// Annotation.
        annotation: AnnotationId,
        /// Document, when the change makes the annotation.
        document: Option<DocumentId>,
        /// The opened change.
        body: Vec<u8>,
    },
    /// A note somebody shares, opened; or the member's own one, as it stands on the server.
    Shared(SharedNoteRow),
    /// The key to which notes for a person are sealed.
    SharingKey {
        /// Whose.
        person: PersonId,
        /// Public half.
        key: [u8; 32],
    },
    /// A thing that is gone for this person.
    Remove {
        /// Kind's word.
        kind: String,
        /// Identity.
        id: Uuid,
    },
    /// A record that could not be read.
    Quarantine(QuarantineRow),
}

impl Vault {
    pub(crate) fn open(dir: &Path, root: Secret, lock: File) -> Result<Self, VaultError> {
        fs::create_dir_all(dir.join("files"))?;
        let path = dir.join("vault.db");
        let connection = db::open_writer(&path, &root)?;
        let reader = db::open_reader(&path, &root)?;
        let (journal, recovered) = Journal::open(&dir.join("journal"), &root)?;
        let mut writer = Writer { connection, journal };
        writer.take_up(&recovered.unanswered)?;
        Ok(Self {
            dir: dir.to_owned(),
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            poisoned: AtomicBool::new(false),
            n_damaged_frames: recovered.n_damaged,
            _root: root,
            _lock: lock,
        })
    }

    /// Journal frames that could not be read when the profile was opened.
    pub fn n_damaged_frames(&self) -> usize {
        self.n_damaged_frames
    }

    // ---- what the member does -------------------------------------------------------------------------------------

    /// Saves something the member did: rows, outbox entry and journal together. When this returns, the change is on
    /// disk twice and survives any crash.
    ///
    /// # Errors
    /// [`VaultError::DiskFull`] and others: the change is then in neither copy. Where even that cannot be assured,
    /// further writes are refused ([`VaultError::Poisoned`]) until the profile is opened again.
    pub fn save(&self, change: &LocalChange) -> Result<(), VaultError> {
        self.write(|writer| {
            let Writer { connection, journal } = writer;
            let before = journal.length()?;
            let saved = transact(connection, |connection| {
                apply_change(connection, change)?;
                journal.append_made(change)
            });
            if saved.is_err() && journal.cut_back(before).is_err() {
                // The journal may still hold what was just reported as not saved.
                return Err(VaultError::Poisoned);
            }
            saved
        })
    }

    /// Takes the server's yes: the operation leaves the outbox. For a ballot, `received` says what the receipt proved.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn accept(
        &self,
        operation: OperationId,
        received: Option<&OwnBallotRow>,
    ) -> Result<(), VaultError> {
        self.answer(operation, |connection| {
            if let Some(ballot) = received {
                own_ballot::put(connection, ballot)?;
            }
            own_position::receive(connection, operation)?;
            shared_note::accept(connection, operation)?;
            outbox::accept(connection, operation)
        })
    }

    /// Takes the server's no: the operation stays in the outbox, with the refusal, and is not sent again.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn refuse(&self, operation: OperationId, refusal: &str) -> Result<(), VaultError> {
        self.answer(operation, |connection| {
            if let Some(mut ballot) = own_ballot::by_operation(connection, operation)? {
                ballot.state = OwnBallotState::Refused;
                ballot.refusal = Some(refusal.to_owned());
                own_ballot::put(connection, &ballot)?;
            }
            own_position::remove(connection, operation)?;
            shared_note::drop_waiting(connection, operation)?;
            outbox::refuse(connection, operation, refusal)
        })
    }

    fn answer(
        &self,
        operation: OperationId,
        work: impl FnOnce(&Connection) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        self.write(|writer| {
            transact(&mut writer.connection, work)?;
            writer.journal.append_answered(operation.as_uuid())?;
            let n_waiting = outbox::n_waiting(&writer.connection)?;
            writer.journal.compact_if_idle(n_waiting)
        })
    }

    /// Lets go of accepted acts, once the mirror shows what they did.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn forget_accepted(&self, operations: &[OperationId]) -> Result<(), VaultError> {
        self.write(|writer| {
            transact(&mut writer.connection, |connection| {
                operations.iter().try_for_each(|operation| outbox::remove(connection, *operation))
            })
        })
    }

    /// Forgets a refused operation that a person has seen.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn forget_refused(&self, operation: OperationId) -> Result<(), VaultError> {
        self.write(|writer| outbox::remove_refused(&writer.connection, operation))
    }

    /// What tells one state of the outbox's acts from another.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn acts_stamp(&self) -> Result<(u64, u64), VaultError> {
        outbox::acts_stamp(&self.read())
    }

    /// What waits or was refused; ballots first.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn outbox(&self) -> Result<Vec<OutboxRow>, VaultError> {
        outbox::all(&self.read())
    }

    /// The member's own ballots on this device.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn own_ballots(&self) -> Result<Vec<OwnBallotRow>, VaultError> {
        own_ballot::all(&self.read())
    }

    /// The ballot that an operation carries.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn own_ballot_of(
        &self,
        operation: OperationId,
    ) -> Result<Option<OwnBallotRow>, VaultError> {
        own_ballot::by_operation(&self.read(), operation)
    }

    /// The positions stated on this device.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn own_positions(&self) -> Result<Vec<OwnPositionRow>, VaultError> {
        own_position::all(&self.read())
    }

    /// The opened changes of a document's annotations.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn note_ops(&self, document: DocumentId) -> Result<Vec<Vec<u8>>, VaultError> {
        note_op::of_document(&self.read(), document)
    }

    /// The opened changes of one annotation.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn note_ops_of(&self, annotation: AnnotationId) -> Result<Vec<Vec<u8>>, VaultError> {
        note_op::of_annotation(&self.read(), annotation)
    }

    /// Every opened change, for counting and for the device's clock.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn all_note_ops(&self) -> Result<Vec<Vec<u8>>, VaultError> {
        note_op::all(&self.read())
    }

    // ---- what the server says -------------------------------------------------------------------------------------

    /// Applies a pulled page and its cursor in one transaction. `anew` empties the mirror first (another feed).
    ///
    /// # Errors
    /// [`VaultError`]; the cursor stays where it was then.
    pub fn apply_page(
        &self,
        changes: &[PulledChange],
        cursor: u64,
        anew: bool,
    ) -> Result<(), VaultError> {
        self.write(|writer| {
            transact(&mut writer.connection, |connection| {
                if anew {
                    record::clear(connection)?;
                    shared_note::clear(connection)?;
                }
                for change in changes {
                    apply_pulled(connection, change)?;
                }
                setting::put(connection, "cursor", &cursor.to_be_bytes())
            })
        })
    }

    /// Puts notes that could be opened at last in their place; the cursor stays.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn apply_notes(&self, notes: &[PulledChange]) -> Result<(), VaultError> {
        self.write(|writer| {
            transact(&mut writer.connection, |connection| {
                notes.iter().try_for_each(|note| apply_pulled(connection, note))
            })
        })
    }

    /// The mirror.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn records(&self) -> Result<Vec<RecordRow>, VaultError> {
        record::all(&self.read())
    }

    /// What could not be read.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn quarantine(&self) -> Result<Vec<QuarantineRow>, VaultError> {
        quarantine::all(&self.read())
    }

    /// The place in the server's feed up to which everything was applied.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn cursor(&self) -> Result<u64, VaultError> {
        let bytes = self.setting("cursor")?;
        let bytes = bytes.map(<[u8; 8]>::try_from).transpose();
        let bytes = bytes.map_err(|_| VaultError::Damaged("the cursor".to_owned()))?;
        Ok(bytes.map_or(0, u64::from_be_bytes))
    }

    // ---- settings -------------------------------------------------------------------------------------------------

    /// Reads a setting.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
        setting::get(&self.read(), name)
    }

    /// Writes settings in one transaction.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn put_settings(&self, settings: &[(&str, &[u8])]) -> Result<(), VaultError> {
        self.write(|writer| {
            transact(&mut writer.connection, |connection| {
                settings.iter().try_for_each(|(name, value)| setting::put(connection, name, value))
            })
        })
    }

    // ---- inside ---------------------------------------------------------------------------------------------------

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn files_dir(&self) -> PathBuf {
        self.dir.join("files")
    }

    pub(crate) fn read(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&mut Writer) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if self.poisoned.load(Ordering::Acquire) {
            return Err(VaultError::Poisoned);
        }
        let done = work(&mut writer);
        // A full disk rolls back cleanly and may be tried again; any other input or output error may have hidden a
        // lost write, and a second fsync would not tell (PostgreSQL's lesson of 2018).
        if matches!(done, Err(VaultError::Io(_) | VaultError::Poisoned)) {
            self.poisoned.store(true, Ordering::Release);
        }
        done
    }
}

impl Writer {
    /// Brings the two copies of unsent work together after a crash.
    fn take_up(&mut self, unanswered: &[LocalChange]) -> Result<(), VaultError> {
        let Self { connection, journal } = self;
        let in_outbox = outbox::all(connection)?;
        let answered = own_ballot::all(connection)?
            .into_iter()
            .filter(|ballot| ballot.state != OwnBallotState::Saved)
            .map(|ballot| ballot.operation.as_uuid())
            .collect::<Vec<_>>();
        transact(connection, |connection| {
            for change in unanswered {
                let known = in_outbox.iter().any(|row| row.id.as_uuid() == change.operation);
                if !known && !answered.contains(&change.operation) {
                    apply_change(connection, change)?;
                }
            }
            Ok(())
        })?;
        for row in in_outbox.iter().filter(|row| row.is_waiting()) {
            let in_journal = unanswered.iter().any(|change| change.operation == row.id.as_uuid());
            if !in_journal && let Some(change) = rebuild_change(connection, row)? {
                journal.append_made(&change)?;
            }
        }
        Ok(())
    }
}

pub(crate) fn transact<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<T, VaultError>,
) -> Result<T, VaultError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let value = work(&transaction)?;
    transaction.commit()?;
    Ok(value)
}

fn apply_change(connection: &Connection, change: &LocalChange) -> Result<(), VaultError> {
    let operation = OperationId::from_uuid(change.operation);
    let (kind, subject) = match &change.kind {
        ChangeKind::Note(note) => {
            let (annotation, document) = (note.annotation, note.document);
            note_op::put(connection, change.operation, annotation, document, &note.body)?;
            (OutboxKind::Note, note.annotation.to_string())
        }
        ChangeKind::Share(share) => {
            shared_note::put(connection, &share.waiting_row(change.operation))?;
            (OutboxKind::Note, share.annotation.to_string())
        }
        ChangeKind::Position { item, value, comment, grade } => {
            let row = OwnPositionRow {
                item: ItemId::from_uuid(*item),
                value: value.clone(),
                comment: comment.clone(),
                grade: grade.clone(),
                operation,
                received: false,
            };
            own_position::put(connection, &row)?;
            (OutboxKind::Position, item.to_string())
        }
        ChangeKind::Ballot(ballot) => {
            let row = OwnBallotRow {
                id: BallotId::from_uuid(ballot.id),
                poll: PollId::from_uuid(ballot.poll),
                seq: ballot.seq,
                operation,
                sealed: ballot.sealed.clone(),
                choice: ballot.choice.clone(),
                opinion: ballot.opinion.clone(),
                cast_at: Moment::from_micros(ballot.cast_at),
                state: OwnBallotState::Saved,
                receipt: None,
                log_index: None,
                refusal: None,
            };
            own_ballot::put(connection, &row)?;
            (OutboxKind::Ballot, ballot.poll.to_string())
        }
        ChangeKind::Act { subject } => (OutboxKind::Act, subject.clone()),
        ChangeKind::Lodge { digest } => (OutboxKind::Lodge, digest.clone()),
    };
    let row = OutboxRow {
        id: operation,
        kind,
        subject,
        body: change.outgoing.clone(),
        made_at: Moment::from_micros(change.made_at),
        refusal: None,
        accepted: false,
    };
    outbox::put(connection, &row)
}

/// Makes the journal's copy again from the database's rows, when a crash came between the two.
fn rebuild_change(
    connection: &Connection,
    row: &OutboxRow,
) -> Result<Option<LocalChange>, VaultError> {
    use crate::change::BallotShape;
    let kind = match row.kind {
        OutboxKind::Note => match rebuild_note(connection, row.id)? {
            Some(kind) => kind,
            None => return Ok(None),
        },
        OutboxKind::Position => {
            let positions = own_position::all(connection)?;
            let Some(position) = positions.into_iter().find(|known| known.operation == row.id)
            else {
                return Ok(None);
            };
            ChangeKind::Position {
                item: position.item.as_uuid(),
                value: position.value,
                comment: position.comment,
                grade: position.grade,
            }
        }
        OutboxKind::Act => ChangeKind::Act { subject: row.subject.clone() },
        OutboxKind::Lodge => ChangeKind::Lodge { digest: row.subject.clone() },
        OutboxKind::Ballot => {
            let ballots = own_ballot::all(connection)?;
            let Some(ballot) = ballots.into_iter().find(|known| known.operation == row.id) else {
                return Ok(None);
            };
            ChangeKind::Ballot(BallotShape {
                id: ballot.id.as_uuid(),
                poll: ballot.poll.as_uuid(),
                seq: ballot.seq,
                sealed: ballot.sealed,
                choice: ballot.choice,
                opinion: ballot.opinion,
                cast_at: ballot.cast_at.as_micros(),
            })
        }
    };
    Ok(Some(LocalChange {
        operation: row.id.as_uuid(),
        made_at: row.made_at.as_micros(),
        outgoing: row.body.clone(),
        kind,
    }))
}

/// A change to a private annotation, or to a shared one.
fn rebuild_note(
    connection: &Connection,
    operation: OperationId,
) -> Result<Option<ChangeKind>, VaultError> {
    if let Some(share) = shared_note::of_operation(connection, operation)? {
        return Ok(Some(ChangeKind::Share((&share).into())));
    }
    let sql = "SELECT annotation, document, body FROM note_op WHERE id = ?1";
    let note = connection.query_row(sql, [operation.to_string()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?, row.get(2)?))
    });
    let Some((annotation, document, body)) = note.optional()? else {
        return Ok(None);
    };
    let read =
        |text: &str| Uuid::parse_str(text).map_err(|_| VaultError::Damaged("a note".to_owned()));
    let document = document.as_deref().map(read).transpose()?;
    Ok(Some(ChangeKind::Note(NoteShape { annotation: read(&annotation)?, document, body })))
}

fn apply_pulled(connection: &Connection, change: &PulledChange) -> Result<(), VaultError> {
    match change {
        PulledChange::Put(row) => {
            quarantine::remove(connection, &row.kind, row.id)?;
            record::put(connection, row)
        }
        PulledChange::Note { id, annotation, document, body } => {
            quarantine::remove(connection, "note", *id)?;
            let document = document.map(DocumentId::as_uuid);
            note_op::put(connection, *id, annotation.as_uuid(), document, body)
        }
        PulledChange::Shared(row) => {
            quarantine::remove(connection, "shared_note", row.annotation.as_uuid())?;
            shared_note::stand(connection, row)
        }
        PulledChange::SharingKey { person, key } => {
            quarantine::remove(connection, "sharing_key", person.as_uuid())?;
            sharing_key::take(connection, *person, key)
        }
        PulledChange::Remove { kind, id } => {
            quarantine::remove(connection, kind, *id)?;
            if kind == "shared_note" {
                shared_note::take_away(connection, *id)?;
            }
            if kind == "document" {
                record::remove(connection, "companion", *id)?;
            }
            record::remove(connection, kind, *id)
        }
        PulledChange::Quarantine(row) => {
            record::remove(connection, &row.kind, row.id)?;
            quarantine::put(connection, row)
        }
    }
}

//! Where the server keeps what it knows, behind one trait.
//!
//! All work happens inside a transaction: [`Storage::write`] runs a closure and commits durably before it returns, or
//! leaves nothing behind. The closure may run again (a serialisation failure on PostgreSQL), so it must not keep
//! state outside. Implementations block; callers leave the async runtime first.

mod sqlite;

pub use sqlite::Sqlite;

use domain::{AnnotationId, DeviceId, Digest, Moment, OperationId, PersonId, SharedNote};
use std::collections::BTreeSet;
use uuid::Uuid;
use wire::{KindWord, PartWord, WrappedKey};

/// Durable storage.
pub trait Storage: Send + Sync {
    /// Runs `work` in a transaction that may write, and commits it durably.
    ///
    /// # Errors
    /// What `work` returned, or [`StoreError`] when the store itself failed; nothing is kept then.
    fn write(&self, work: &mut Work<'_>) -> Result<(), StoreError>;

    /// Runs `work` on one consistent state.
    ///
    /// # Errors
    /// As [`Storage::write`].
    fn read(&self, work: &mut Work<'_>) -> Result<(), StoreError>;

    /// Writes a consistent copy of the whole store to `target`, while others go on working.
    ///
    /// # Errors
    /// [`StoreError`] when the copy cannot be made; a file already at `target` is never replaced.
    fn back_up(&self, target: &std::path::Path) -> Result<(), StoreError>;

    /// Checks the store's own consistency and gives what is wrong, in words.
    ///
    /// # Errors
    /// [`StoreError`] when the check cannot be run.
    fn check(&self) -> Result<Vec<String>, StoreError>;
}

/// A transaction's work.
pub type Work<'a> = dyn FnMut(&mut dyn Transaction) -> Result<(), StoreError> + Send + 'a;

/// Why the store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database said no.
    #[error("the database failed")]
    Database(#[from] rusqlite::Error),
    /// The schema cannot be brought up to date.
    #[error("the database's schema cannot be used: {0}")]
    Schema(String),
    /// Something stored cannot be read back.
    #[error("a stored {what} cannot be read")]
    Unreadable {
        /// What.
        what: &'static str,
    },
    /// The file system said no.
    #[error("the file system failed")]
    Io(#[from] std::io::Error),
    /// The work gave up by itself; its own error says why.
    #[error("the work was abandoned")]
    Abandoned,
}

/// Runs `work` in a writing transaction of `storage` and hands its value out.
///
/// # Errors
/// What `work` returned, or the store's own failure.
pub fn write<T, E>(
    storage: &dyn Storage,
    work: impl FnMut(&mut dyn Transaction) -> Result<T, E> + Send,
) -> Result<T, E>
where
    T: Send,
    E: From<StoreError> + Send,
{
    run(|work| storage.write(work), work)
}

/// Runs `work` on one consistent state of `storage` and hands its value out.
///
/// # Errors
/// As [`write`].
pub fn read<T, E>(
    storage: &dyn Storage,
    work: impl FnMut(&mut dyn Transaction) -> Result<T, E> + Send,
) -> Result<T, E>
where
    T: Send,
    E: From<StoreError> + Send,
{
    run(|work| storage.read(work), work)
}

fn run<T: Send, E: From<StoreError> + Send>(
    within: impl FnOnce(&mut Work<'_>) -> Result<(), StoreError>,
    mut work: impl FnMut(&mut dyn Transaction) -> Result<T, E> + Send,
) -> Result<T, E> {
    let mut outcome = None;
    let done = within(&mut |transaction| match work(transaction) {
        Ok(value) => {
            outcome = Some(Ok(value));
            Ok(())
        }
        Err(error) => {
            outcome = Some(Err(error));
            Err(StoreError::Abandoned)
        }
    });
    match (done, outcome) {
        (Err(StoreError::Abandoned), Some(outcome)) | (Ok(()), Some(outcome)) => outcome,
        (Err(error), _) => Err(error.into()),
        (Ok(()), None) => Err(StoreError::Abandoned.into()),
    }
}

/// A record's newest state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Kind.
    pub kind: KindWord,
    /// Identity.
    pub id: Uuid,
    /// Counts its changes from 1.
    pub rev: u64,
    /// Record as JSON.
    pub body: String,
}

/// A row of the change feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Place in the feed; 0 while not yet appended.
    pub seq: u64,
    /// Kind.
    pub kind: KindWord,
    /// Identity.
    pub id: Uuid,
    /// Only for this person.
    pub audience: Option<PersonId>,
    /// Gone for the audience.
    pub removed: bool,
}

/// An answered operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationRow {
    /// Identity.
    pub id: OperationId,
    /// Device that sent it.
    pub device: DeviceId,
    /// BLAKE3 of what was asked.
    pub digest: String,
    /// The answer, as JSON.
    pub response: String,
}

/// A device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceRow {
    /// Identity.
    pub id: DeviceId,
    /// Member.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Ed25519 public key, base64url.
    pub signing_key: String,
    /// X25519 public key, base64url.
    pub agreement_key: String,
    /// Hash of its access token.
    pub token_hash: String,
    /// Enrolled at.
    pub enrolled_at: Moment,
    /// Revoked at.
    pub revoked_at: Option<Moment>,
    /// Whether it holds the member's note key.
    pub has_note_key: bool,
    /// The note key sealed to it.
    pub sealed_key: Option<String>,
    /// The device that sealed it.
    pub approved_by: Option<DeviceId>,
}

/// An enrolment code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentRow {
    /// SHA-256 of the secret, base64url.
    pub code_hash: String,
    /// For whom.
    pub person: PersonId,
    /// Until when.
    pub expires_at: Moment,
    /// When it was used.
    pub used_at: Option<Moment>,
}

/// One administrative act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailRow {
    /// Place in the trail; 0 while not yet appended.
    pub seq: u64,
    /// When, by the server's clock.
    pub at: Moment,
    /// Who.
    pub person: PersonId,
    /// From which device; `None` from the server's console.
    pub device: Option<DeviceId>,
    /// What was done, as the act's word.
    pub verb: String,
    /// The records it touched, as a JSON list of `{kind, id}`.
    pub subjects: String,
    /// The act as it travelled, as JSON.
    pub detail: String,
}

/// Which part of the trail is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrailFilter {
    /// Rows before this place; 0: from the newest.
    pub before: u64,
    /// Of this person.
    pub person: Option<PersonId>,
    /// With this verb.
    pub verb: Option<String>,
    /// About this record.
    pub subject: Option<Uuid>,
    /// Not older than.
    pub from: Option<Moment>,
    /// Older than.
    pub until: Option<Moment>,
    /// At most so many.
    pub limit: u32,
}

/// A file on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadRow {
    /// Of the whole file.
    pub digest: Digest,
    /// Who sends it.
    pub person: PersonId,
    /// Bytes of the whole file.
    pub length: u64,
    /// When it began.
    pub begun_at: Moment,
    /// When all of it was here and its digest was checked.
    pub done_at: Option<Moment>,
}

/// A letter in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterRow {
    /// Identity; also of the mail itself.
    pub id: Uuid,
    /// What it is about: no second letter has the same cause.
    pub cause: String,
    /// To whom.
    pub person: PersonId,
    /// The letter, as JSON.
    pub letter: String,
    /// When it was written.
    pub made_at: Moment,
    /// When it is handed over next; `None` once it is sent or given up.
    pub next_at: Option<Moment>,
    /// Times it was handed over.
    pub n_tries: u32,
    /// When it was taken.
    pub sent_at: Option<Moment>,
    /// Why it was not.
    pub problem: Option<String>,
}

/// A note shared with named readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedNoteRow {
    /// Whose, on what, for whom.
    pub note: SharedNote,
    /// The operation that made this state.
    pub operation: Uuid,
    /// Counts its states.
    pub revision: u32,
    /// Ciphertext, base64url; empty once it was taken back.
    pub sealed: String,
    /// The content key, sealed to each reader and the author.
    pub wrapped: Vec<WrappedKey>,
}

/// The key to which notes for a person are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharingKeyRow {
    /// Whose.
    pub person: PersonId,
    /// X25519 public key, base64url.
    pub key: String,
    /// Ed25519 public key of the device that published it, base64url.
    pub device_key: String,
    /// The device's signature, base64url.
    pub signature: String,
    /// When.
    pub at: Moment,
    /// Proof that the log holds it.
    pub receipt: String,
}

/// What was made beside a paper: one part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanionRow {
    /// The paper.
    pub file: Digest,
    /// Which part.
    pub part: PartWord,
    /// Its bytes among the files; `None` where there is nothing to have.
    pub object: Option<Digest>,
    /// Their length.
    pub length: u64,
    /// Why there is nothing, where that is a failure.
    pub problem: Option<String>,
    /// What made it: a failure is tried again by another maker.
    pub made_by: String,
    /// When.
    pub made_at: Moment,
}

/// Letters to be handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DueLetters {
    /// Those that can be read, oldest first.
    pub letters: Vec<LetterRow>,
    /// Identities, as they stand there, of those that cannot.
    pub unreadable: Vec<String>,
}

/// How many letters stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LetterCounts {
    /// To be handed over.
    pub n_waiting: u64,
    /// Taken by the mail server.
    pub n_sent: u64,
    /// Given up.
    pub n_given_up: u64,
}

/// What a transaction can do. Each method says nothing about SQL, so that other engines fit.
pub trait Transaction {
    /// Reads a setting.
    ///
    /// # Errors
    /// [`StoreError`], as all methods here.
    fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, StoreError>;
    /// Writes a setting.
    fn put_setting(&mut self, name: &str, value: &[u8]) -> Result<(), StoreError>;

    /// Reads one record.
    fn record(&mut self, kind: KindWord, id: Uuid) -> Result<Option<RecordRow>, StoreError>;
    /// Reads all records.
    fn records(&mut self) -> Result<Vec<RecordRow>, StoreError>;
    /// Writes a record's newest state.
    fn put_record(&mut self, row: &RecordRow) -> Result<(), StoreError>;
    /// Takes a record away.
    fn remove_record(&mut self, kind: KindWord, id: Uuid) -> Result<(), StoreError>;

    /// Appends to the trail of administrative acts.
    fn append_trail(&mut self, row: &TrailRow) -> Result<(), StoreError>;
    /// Reads the trail, newest first.
    fn trail(&mut self, filter: &TrailFilter) -> Result<Vec<TrailRow>, StoreError>;

    /// Adds a letter, or notes how it fares; gives `false` where its cause has a letter already.
    fn put_letter(&mut self, row: &LetterRow) -> Result<bool, StoreError>;
    /// At most `limit` letters to be handed over by now.
    fn letters_due(&mut self, now: Moment, limit: u32) -> Result<DueLetters, StoreError>;
    /// The text of the letter that has this cause.
    fn letter_text(&mut self, cause: &str) -> Result<Option<String>, StoreError>;
    /// Takes a letter out of the queue, by its identity as it stands there.
    fn give_up_letter(&mut self, id: &str, problem: &str) -> Result<(), StoreError>;
    /// The letters that were given up, newest first; those that cannot be read are left out.
    fn letters_given_up(&mut self) -> Result<Vec<LetterRow>, StoreError>;
    /// How many letters stand where.
    fn letter_counts(&mut self) -> Result<LetterCounts, StoreError>;

    /// Finds a file on its way in.
    fn upload(&mut self, digest: Digest, person: PersonId)
    -> Result<Option<UploadRow>, StoreError>;
    /// Adds or replaces a file on its way in.
    fn put_upload(&mut self, row: &UploadRow) -> Result<(), StoreError>;
    /// Digests of the files that came in, or moved last, after an instant.
    fn uploads_since(&mut self, since: Moment) -> Result<BTreeSet<Digest>, StoreError>;
    /// Forgets that anybody sent a file.
    fn forget_uploads(&mut self, digest: Digest) -> Result<(), StoreError>;

    /// Reads a sealed note change and whose it is.
    fn note(&mut self, id: Uuid) -> Result<Option<(PersonId, String)>, StoreError>;
    /// Stores a sealed note change.
    fn put_note(&mut self, id: Uuid, person: PersonId, sealed: &str) -> Result<(), StoreError>;

    /// Reads a shared note.
    fn shared_note(
        &mut self,
        annotation: AnnotationId,
    ) -> Result<Option<SharedNoteRow>, StoreError>;
    /// All shared notes that were not taken back, without what is sealed.
    fn shared_notes(&mut self) -> Result<Vec<SharedNote>, StoreError>;
    /// Adds a shared note or its newest state.
    fn put_shared_note(&mut self, row: &SharedNoteRow) -> Result<(), StoreError>;
    /// The key to which notes for a person are sealed.
    fn sharing_key(&mut self, person: PersonId) -> Result<Option<SharingKeyRow>, StoreError>;
    /// Whose keys are published.
    fn sharing_key_owners(&mut self) -> Result<Vec<PersonId>, StoreError>;
    /// Adds a person's key.
    fn put_sharing_key(&mut self, row: &SharingKeyRow) -> Result<(), StoreError>;

    /// What was made beside a paper, or beside every paper.
    fn companions(&mut self, file: Option<Digest>) -> Result<Vec<CompanionRow>, StoreError>;
    /// Adds or replaces a part made beside a paper.
    fn put_companion(&mut self, row: &CompanionRow) -> Result<(), StoreError>;
    /// Forgets what was made beside a paper.
    fn remove_companions(&mut self, file: Digest) -> Result<(), StoreError>;

    /// Appends to the change feed and gives the place.
    fn append_change(&mut self, row: &ChangeRow) -> Result<u64, StoreError>;
    /// Reads at most `limit` rows after a place.
    fn changes_after(&mut self, seq: u64, limit: u32) -> Result<Vec<ChangeRow>, StoreError>;
    /// The newest place; 0 for an empty feed.
    fn newest_change(&mut self) -> Result<u64, StoreError>;

    /// Finds an answered operation.
    fn operation(&mut self, id: OperationId) -> Result<Option<OperationRow>, StoreError>;
    /// Remembers an answer.
    fn put_operation(&mut self, row: &OperationRow) -> Result<(), StoreError>;

    /// Appends a leaf and gives its index.
    fn append_leaf(&mut self, hash: &[u8; 32], bytes: &[u8]) -> Result<u64, StoreError>;
    /// All leaf hashes in order.
    fn leaf_hashes(&mut self) -> Result<Vec<[u8; 32]>, StoreError>;
    /// A leaf's bytes.
    fn leaf(&mut self, index: u64) -> Result<Option<Vec<u8>>, StoreError>;

    /// Finds a device by the hash of its token.
    fn device_by_token(&mut self, token_hash: &str) -> Result<Option<DeviceRow>, StoreError>;
    /// All devices of a person, oldest first; of everybody where `None`.
    fn devices(&mut self, person: Option<PersonId>) -> Result<Vec<DeviceRow>, StoreError>;
    /// Adds or replaces a device.
    fn put_device(&mut self, row: &DeviceRow) -> Result<(), StoreError>;

    /// Finds an enrolment by the hash of its secret.
    fn enrolment(&mut self, code_hash: &str) -> Result<Option<EnrolmentRow>, StoreError>;
    /// Adds or replaces an enrolment.
    fn put_enrolment(&mut self, row: &EnrolmentRow) -> Result<(), StoreError>;

    /// The identifier of a member's note key.
    fn note_key(&mut self, person: PersonId) -> Result<Option<String>, StoreError>;
    /// Records the identifier of a member's note key.
    fn put_note_key(&mut self, person: PersonId, key_id: &str) -> Result<(), StoreError>;
}

//! Notes shared with colleagues: sealing them to their readers, opening what others share, and the keys for both.
//!
//! A member's sharing key is derived from their note key, published once, and kept in the public log. A device holds
//! each colleague to the first key it hears of. Another one changes nothing until the member has compared its code
//! with the colleague and confirmed it: nothing is sealed to it, and nothing is believed that was sealed with it.

use crate::client::{Client, Topic};
use crate::error::SyncError;
use crate::notes::is_unclaimed;
use crate::push::write;
use crate::transport::Request;
use ballot::{IdentityPublic, Receipt, SharingKeyLeaf, leaf_bytes};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    Annotation, AnnotationChange, AnnotationId, AnnotationOp, Cabinet, DocumentId, HybridTime,
    Layer, Moment, OperationId, PersonId, SharedNote, access, snapshot,
};
use ring::digest::{SHA256, digest};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use vault::{
    LocalChange, NoteKey, Outgoing, PulledChange, ShareBinding, SharedNoteRow, WrappedContentKey,
};
use wire::{
    NoteOp, OperationBody, PublishSharingKeyRequest, ShareNoteBody, SharedBody, SharedNoteRecord,
    SharingKeyRecord, TakenFrom, UnshareNoteBody, WrappedKey, sharing_key_message, to_crockford,
};

const PUBLISHED: &str = "sharing-key-published";
/// 100 bits, as many as a device's code has.
const CODE_CHARS: usize = 20;
/// Reason under which a note waits whose author's key has not come.
const WAITS_FOR_AUTHOR: &str = "sharing-key-missing";
/// Reason under which a note waits that another key than the pinned one may open.
const KEY_CHANGED: &str = "sharing-key-changed";

/// What this device knows of the key to which notes for a person are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharingKeyState {
    /// Whose.
    pub person: PersonId,
    /// Code of the key this device holds them to, to be compared with the one they see.
    pub code: String,
    /// Whether the member has compared it.
    pub confirmed: bool,
    /// Code of another key that the server tells since. Of the member's own: somebody speaks in their name.
    pub changed_to: Option<String>,
}

/// A shared note, opened.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedShare {
    /// Who shared it.
    pub author: PersonId,
    /// Where it is shown.
    pub layer: Layer,
    /// The note as it stands; its identity is the author's.
    pub note: Annotation,
    /// Who reads it, besides its author.
    pub readers: BTreeSet<PersonId>,
    /// Whether this member shared it.
    pub mine: bool,
    /// Whether the server has yet to hear of this state.
    pub waiting: bool,
    /// The operation that made this state.
    pub operation: OperationId,
}

impl Client {
    /// Shares a note with readers, or brings what they have up to date: with the readers given, and as its changes
    /// make it now. Save what comes back.
    ///
    /// # Errors
    /// [`SyncError::NotShareable`] where the note is erased or the rules do not let these readers have it;
    /// [`SyncError::SharingKeyMissing`], [`SyncError::SharingKeyChanged`]; [`SyncError::NoteKeyMissing`].
    pub fn share_note(
        &self,
        cabinet: &Cabinet,
        ops: &[AnnotationOp],
        readers: &BTreeSet<PersonId>,
    ) -> Result<LocalChange, SyncError> {
        let key = self.note_key()?.ok_or(SyncError::NoteKeyMissing)?.sharing_key();
        let op = snapshot(ops).ok_or(SyncError::NotShareable)?;
        let author = self.credentials.person_id();
        let AnnotationChange::Make { anchor, .. } = &op.change else {
            return Err(SyncError::NotShareable);
        };
        let layer = check(cabinet, author, (anchor.document, anchor.version), readers)
            .ok_or(SyncError::NotShareable)?;
        let keys = readers.iter().map(|reader| Ok((*reader, self.pinned_key(*reader)?)));
        let keys = keys.collect::<Result<BTreeMap<_, _>, SyncError>>()?;
        let (revision, replaces) = self.next_state(op.annotation)?;
        let binding = ShareBinding {
            operation: OperationId::from_uuid(Uuid::now_v7()),
            revision,
            note: SharedNote {
                annotation: op.annotation,
                author,
                document: anchor.document,
                version: anchor.version,
                readers: readers.clone(),
            },
        };
        let body = SharedBody::to_json(layer, &op)
            .map_err(|_| SyncError::Broken("a shared note cannot be written"))?;
        let sealed = key
            .seal(&binding, &keys, &body)
            .map_err(|_| SyncError::Broken("a shared note cannot be sealed"))?;
        let outgoing = share_body(&binding, replaces, &sealed);
        let state = waiting_state(&binding, body);
        self.change(&state, &OperationBody::ShareNote(Box::new(outgoing)))
    }

    /// Takes a note back from all its readers. Save what comes back.
    ///
    /// # Errors
    /// [`SyncError::NotShareable`] where it is not shared.
    pub fn unshare_note(&self, annotation: AnnotationId) -> Result<LocalChange, SyncError> {
        let standing = self.vault.shared_note(annotation)?.filter(|row| !row.body.is_empty());
        let standing = standing.ok_or(SyncError::NotShareable)?;
        let (revision, replaces) = self.next_state(annotation)?;
        let state = SharedNoteRow {
            operation: OperationId::from_uuid(Uuid::now_v7()),
            revision,
            readers: BTreeSet::new(),
            body: Vec::new(),
            waiting: true,
            ..standing
        };
        let body = UnshareNoteBody {
            annotation: annotation.as_uuid(),
            revision,
            replaces: replaces.ok_or(SyncError::NotShareable)?,
        };
        self.change(&state, &OperationBody::UnshareNote(body))
    }

    /// The shared notes on a document: this member's own and those of others, as they stand on this device.
    ///
    /// # Errors
    /// [`SyncError::Vault`].
    pub fn shared_notes(&self, document: DocumentId) -> Result<Vec<OpenedShare>, SyncError> {
        let own = self.credentials.person_id();
        let rows = self.vault.shared_notes(document)?;
        Ok(rows.into_iter().filter_map(|row| read_row(row, own)).collect())
    }

    fn change(
        &self,
        state: &SharedNoteRow,
        body: &OperationBody,
    ) -> Result<LocalChange, SyncError> {
        let (operation, made_at) = (state.operation, self.clock.now());
        Ok(LocalChange::share(state, Outgoing { operation, made_at, body: write(body)? }))
    }

    /// Number and predecessor of the next state of a note.
    fn next_state(&self, annotation: AnnotationId) -> Result<(u32, Option<Uuid>), SyncError> {
        let Some(known) = self.vault.shared_note(annotation)? else {
            return Ok((1, None));
        };
        if known.author != self.credentials.person_id() {
            return Err(SyncError::NotShareable);
        }
        Ok((known.revision.saturating_add(1), Some(known.operation.as_uuid())))
    }

    fn pinned_key(&self, person: PersonId) -> Result<[u8; 32], SyncError> {
        let known = self.vault.sharing_key(person)?.ok_or(SyncError::SharingKeyMissing)?;
        match known.offered {
            None => Ok(known.pinned),
            Some(_) => Err(SyncError::SharingKeyChanged),
        }
    }

    // ---- keys -----------------------------------------------------------------------------------------------------

    /// What this device knows of a person's sharing key; `None` where they have published none.
    ///
    /// # Errors
    /// [`SyncError::Vault`].
    pub fn sharing_key_of(&self, person: PersonId) -> Result<Option<SharingKeyState>, SyncError> {
        let known = self.vault.sharing_key(person)?;
        Ok(known.map(|known| SharingKeyState {
            person,
            code: sharing_code(person, &known.pinned),
            confirmed: known.confirmed,
            changed_to: known.offered.map(|offered| sharing_code(person, &offered)),
        }))
    }

    /// The code of this member's own key, for colleagues to compare; `None` while the note key is not here.
    ///
    /// # Errors
    /// [`SyncError::Vault`].
    pub fn own_sharing_code(&self) -> Result<Option<String>, SyncError> {
        let key = self.note_key()?.map(|key| key.sharing_key().public());
        Ok(key.map(|key| sharing_code(self.credentials.person_id(), &key)))
    }

    /// Holds a person to the key with this code, which the member has compared with them. What waited for it opens.
    ///
    /// # Errors
    /// [`SyncError::SharingKeyChanged`] where no key known of them has this code (any more); [`SyncError::Vault`].
    pub fn confirm_sharing_key(&self, person: PersonId, code: &str) -> Result<(), SyncError> {
        let known = self.vault.sharing_key(person)?.ok_or(SyncError::SharingKeyMissing)?;
        let mut keys = known.offered.into_iter().chain([known.pinned]);
        let key = keys.find(|key| sharing_code(person, key) == code);
        self.vault.confirm_sharing_key(person, &key.ok_or(SyncError::SharingKeyChanged)?)?;
        self.tell(Topic::Devices);
        self.reopen_notes()
    }

    /// Publishes this member's sharing key once their note key is settled. A server that holds another one for them
    /// is told nothing more; the difference shows in [`Client::sharing_key_of`].
    pub(crate) async fn publish_sharing_key(&self) -> Result<(), SyncError> {
        let Some(key) = self.note_key()?.map(|key| key.sharing_key().public()) else {
            return Ok(());
        };
        if is_unclaimed(&self.vault)?
            || self.vault.setting(PUBLISHED)?.as_deref() == Some(key.as_slice())
        {
            return Ok(());
        }
        self.hold_self_to(&key)?;
        let text = URL_SAFE_NO_PAD.encode(key);
        let message = sharing_key_message(self.credentials.person, &text);
        let signature = URL_SAFE_NO_PAD.encode(self.credentials.signing_key().sign(&message));
        let body = PublishSharingKeyRequest { key: text, signature };
        let request = Request::with_json("PUT", "/v1/sharing-key", &body)?;
        match self.transport.send(request).await {
            Ok(_) => Ok(self.vault.put_settings(&[(PUBLISHED, &key)])?),
            Err(SyncError::Refused(problem)) => {
                tracing::warn!(code = problem.code, "the sharing key was not taken");
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Publishes anew at the next synchronisation: another server answers.
    pub(crate) fn forget_publication(&self) -> Result<(), SyncError> {
        Ok(self.vault.put_settings(&[(PUBLISHED, b"")])?)
    }

    /// The member's own key is the one this device derives, whatever the server has said before.
    fn hold_self_to(&self, key: &[u8; 32]) -> Result<(), SyncError> {
        let own = self.credentials.person_id();
        let told = self.vault.sharing_key(own)?.map(|known| known.pinned);
        self.vault.confirm_sharing_key(own, key)?;
        if let Some(told) = told.filter(|told| told != key) {
            self.vault.apply_notes(&[PulledChange::SharingKey { person: own, key: told }])?;
        }
        Ok(())
    }

    // ---- what comes from the server -------------------------------------------------------------------------------

    /// Checks a published key: the device that published it signed it, and the public log holds it.
    pub(crate) fn read_key(&self, record: &SharingKeyRecord) -> Result<PulledChange, String> {
        let key = key_bytes(&record.key)?;
        let device = IdentityPublic::from_base64(&record.device_key).map_err(words)?;
        let signature = URL_SAFE_NO_PAD.decode(&record.signature).map_err(words)?;
        if !device.verifies(&sharing_key_message(record.person, &record.key), &signature) {
            return Err("no device signed this sharing key".to_owned());
        }
        let leaf = SharingKeyLeaf {
            person: record.person,
            key: record.key.clone(),
            device_key: record.device_key.clone(),
            signature: record.signature.clone(),
            at: record.at,
        };
        let leaf = leaf_bytes("sharing_key", &leaf).map_err(words)?;
        let log = self.credentials.log().map_err(words)?;
        Receipt::from_text(&record.receipt).verify(&leaf, &log).map_err(words)?;
        Ok(PulledChange::SharingKey { person: PersonId::from_uuid(record.person), key })
    }

    /// Opens a shared note, or says why it waits.
    pub(crate) fn open_share(
        &self,
        record: &SharedNoteRecord,
        note_key: Option<&NoteKey>,
    ) -> Result<PulledChange, String> {
        let binding = binding_of(record);
        let own = self.credentials.person_id();
        if record.readers.is_empty() && binding.note.author == own {
            return Ok(PulledChange::Shared(standing_state(&binding, Vec::new())));
        }
        let key = note_key.ok_or(crate::pull::WAITS_FOR_KEY)?.sharing_key();
        let wrapped = record.wrapped.as_ref().filter(|one| one.person == own.as_uuid());
        let wrapped = read_wrapped(wrapped.ok_or("the note is not sealed to this member")?)?;
        let sealed = URL_SAFE_NO_PAD.decode(&record.sealed).map_err(words)?;
        let (author_key, is_doubtful) = if binding.note.author == own {
            (key.public(), false)
        } else {
            let known = self.vault.sharing_key(binding.note.author).map_err(words)?;
            let known = known.ok_or(WAITS_FOR_AUTHOR)?;
            (known.pinned, known.offered.is_some())
        };
        let opened = key.open(&binding, (own, &wrapped), &author_key, &sealed);
        let body = opened
            .map_err(|error| if is_doubtful { KEY_CHANGED.to_owned() } else { words(error) })?;
        let about = (binding.note.annotation, binding.note.document);
        SharedBody::from_json(&body, about).map_err(words)?;
        Ok(PulledChange::Shared(standing_state(&binding, body)))
    }
}

impl OpenedShare {
    /// Takes the note over: the change that makes it this member's own private note, under a new identity, and its
    /// JSON, which remembers from whom it came. Seal and save it like any other note.
    ///
    /// # Errors
    /// Never in practice.
    pub fn take_over(
        &self,
        (operation, annotation): (OperationId, AnnotationId),
        at: HybridTime,
        made_at: Moment,
    ) -> Result<(AnnotationOp, Vec<u8>), SyncError> {
        let op = AnnotationOp {
            id: operation,
            annotation,
            at,
            change: AnnotationChange::Make {
                anchor: self.note.anchor,
                mark: self.note.mark.clone(),
                surroundings: self.note.surroundings.clone(),
                made_at,
            },
        };
        let taken_from = TakenFrom {
            author: self.author.as_uuid(),
            annotation: self.note.id.as_uuid(),
            operation: self.operation.as_uuid(),
        };
        let json = NoteOp::to_json_taken_from(&op, taken_from)
            .map_err(|_| SyncError::Broken("a note change cannot be written"))?;
        Ok((op, json))
    }
}

/// The code of a sharing key: 20 letters that only this key of this person has.
pub fn sharing_code(person: PersonId, key: &[u8; 32]) -> String {
    let key = URL_SAFE_NO_PAD.encode(key);
    let message = ["ecabinet sharing code v1", &person.to_string(), &key].join("\n");
    let letters = to_crockford(digest(&SHA256, message.as_bytes()).as_ref());
    let letters: Vec<char> = letters.chars().take(CODE_CHARS).collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

fn check(
    cabinet: &Cabinet,
    author: PersonId,
    (document, version): (DocumentId, u32),
    readers: &BTreeSet<PersonId>,
) -> Option<Layer> {
    let document = cabinet.document(document)?;
    let version = document.versions().find(|known| known.number == version)?;
    let offered = access::readers_to_offer(cabinet, author, (document, version));
    let fits = (1..=SharedNote::MAX_READERS).contains(&readers.len())
        && readers.iter().all(|reader| offered.contains(reader));
    access::layer_of(cabinet, author, document).filter(|_| fits)
}

fn share_body(
    binding: &ShareBinding,
    replaces: Option<Uuid>,
    share: &vault::SealedShare,
) -> ShareNoteBody {
    let wrapped = |(person, wrapped): (&PersonId, &WrappedContentKey)| WrappedKey {
        person: person.as_uuid(),
        enc: URL_SAFE_NO_PAD.encode(wrapped.enc),
        key: URL_SAFE_NO_PAD.encode(&wrapped.key),
    };
    let SharedNote { annotation, document, version, readers, .. } = &binding.note;
    ShareNoteBody {
        annotation: annotation.as_uuid(),
        document: document.as_uuid(),
        version: *version,
        revision: binding.revision,
        replaces,
        readers: readers.iter().map(|reader| reader.as_uuid()).collect(),
        sealed: URL_SAFE_NO_PAD.encode(&share.sealed),
        wrapped: share.wrapped.iter().map(wrapped).collect(),
    }
}

fn binding_of(record: &SharedNoteRecord) -> ShareBinding {
    ShareBinding {
        operation: OperationId::from_uuid(record.operation),
        revision: record.revision,
        note: SharedNote {
            annotation: AnnotationId::from_uuid(record.annotation),
            author: PersonId::from_uuid(record.author),
            document: DocumentId::from_uuid(record.document),
            version: record.version,
            readers: record.readers.iter().copied().map(PersonId::from_uuid).collect(),
        },
    }
}

fn waiting_state(binding: &ShareBinding, body: Vec<u8>) -> SharedNoteRow {
    SharedNoteRow { waiting: true, ..standing_state(binding, body) }
}

fn standing_state(binding: &ShareBinding, body: Vec<u8>) -> SharedNoteRow {
    let SharedNote { annotation, author, document, version, readers } = binding.note.clone();
    SharedNoteRow {
        operation: binding.operation,
        annotation,
        author,
        document,
        version,
        revision: binding.revision,
        readers,
        body,
        waiting: false,
    }
}

fn read_row(row: SharedNoteRow, own: PersonId) -> Option<OpenedShare> {
    match SharedBody::from_json(&row.body, (row.annotation, row.document)) {
        Ok((layer, op)) => Some(OpenedShare {
            author: row.author,
            layer,
            note: Annotation::from_ops([&op])?,
            readers: row.readers,
            mine: row.author == own,
            waiting: row.waiting,
            operation: row.operation,
        }),
        Err(error) => {
            tracing::warn!(%error, id = %row.annotation, "a shared note cannot be read");
            None
        }
    }
}

fn read_wrapped(wrapped: &WrappedKey) -> Result<WrappedContentKey, String> {
    let enc = key_bytes(&wrapped.enc)?;
    let key = URL_SAFE_NO_PAD.decode(&wrapped.key).map_err(words)?;
    Ok(WrappedContentKey { enc, key })
}

fn key_bytes(text: &str) -> Result<[u8; 32], String> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(words)?;
    bytes.try_into().map_err(|_| "a key has another length".to_owned())
}

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

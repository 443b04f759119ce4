use crate::SharedNoteRow;
use domain::{
    AnnotationId, BallotId, Digest, DocumentId, ItemId, Moment, OperationId, PersonId, PollId,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something the member did on this device, together with the operation that tells the server.
///
/// The journal keeps exactly this, so that the database's rows can be made again from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalChange {
    pub(crate) operation: Uuid,
    pub(crate) made_at: i64,
    /// The operation as it will travel; opaque here.
    pub(crate) outgoing: Vec<u8>,
    pub(crate) kind: ChangeKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ChangeKind {
    Note(NoteShape),
    Share(ShareShape),
    Position {
        item: Uuid,
        value: String,
        #[serde(default)]
        comment: String,
        #[serde(default)]
        grade: Option<String>,
    },
    Ballot(BallotShape),
    Act {
        subject: String,
    },
    Lodge {
        digest: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NoteShape {
    pub(crate) annotation: Uuid,
    pub(crate) document: Option<Uuid>,
    pub(crate) body: Vec<u8>,
}

/// A state of a shared note; without readers and body it is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ShareShape {
    pub(crate) annotation: Uuid,
    pub(crate) author: Uuid,
    pub(crate) document: Uuid,
    pub(crate) version: u32,
    pub(crate) revision: u32,
    pub(crate) readers: Vec<Uuid>,
    pub(crate) body: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BallotShape {
    pub(crate) id: Uuid,
    pub(crate) poll: Uuid,
    pub(crate) seq: u32,
    pub(crate) sealed: String,
    pub(crate) choice: String,
    pub(crate) opinion: Option<String>,
    pub(crate) cast_at: i64,
}

/// The operation that tells the server.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// Identity.
    pub operation: OperationId,
    /// When it was made, by this device's clock.
    pub made_at: Moment,
    /// As it will travel.
    pub body: Vec<u8>,
}

/// A change to an annotation.
#[derive(Debug, Clone)]
pub struct NewNote {
    /// Annotation.
    pub annotation: AnnotationId,
    /// Document, when the change makes the annotation.
    pub document: Option<DocumentId>,
    /// The opened change, as the caller writes it.
    pub body: Vec<u8>,
}

/// A stated position.
#[derive(Debug, Clone)]
pub struct NewPosition {
    /// Item.
    pub item: ItemId,
    /// Value's word.
    pub value: String,
    /// Words with it.
    pub comment: String,
    /// Grade's word.
    pub grade: Option<String>,
}

/// A sealed ballot.
#[derive(Debug, Clone)]
pub struct NewBallot {
    /// Identity.
    pub id: BallotId,
    /// Poll.
    pub poll: PollId,
    /// Counts this member's ballots in the poll.
    pub seq: u32,
    /// JWS Compact.
    pub sealed: String,
    /// Choice's word.
    pub choice: String,
    /// Opinion.
    pub opinion: Option<String>,
    /// When it was confirmed.
    pub cast_at: Moment,
}

impl LocalChange {
    /// A change to an annotation.
    pub fn note(note: NewNote, outgoing: Outgoing) -> Self {
        Self::new(
            outgoing,
            ChangeKind::Note(NoteShape {
                annotation: note.annotation.as_uuid(),
                document: note.document.map(DocumentId::as_uuid),
                body: note.body,
            }),
        )
    }

    /// A note shared, changed or taken back; `state` is how it stands then. Its operation is the one that goes out.
    pub fn share(state: &SharedNoteRow, outgoing: Outgoing) -> Self {
        Self::new(outgoing, ChangeKind::Share(state.into()))
    }

    /// A stated position.
    pub fn position(position: NewPosition, outgoing: Outgoing) -> Self {
        let NewPosition { item, value, comment, grade } = position;
        let item = item.as_uuid();
        Self::new(outgoing, ChangeKind::Position { item, value, comment, grade })
    }

    /// What the secretariat, the chair or an administrator did; `subject` names it for the list of what waits.
    pub fn act(subject: String, outgoing: Outgoing) -> Self {
        Self::new(outgoing, ChangeKind::Act { subject })
    }

    /// An act that lodges a file, which must be on the server before the act is sent.
    pub fn lodge(file: Digest, outgoing: Outgoing) -> Self {
        Self::new(outgoing, ChangeKind::Lodge { digest: file.to_string() })
    }

    /// A sealed ballot.
    pub fn ballot(ballot: NewBallot, outgoing: Outgoing) -> Self {
        Self::new(
            outgoing,
            ChangeKind::Ballot(BallotShape {
                id: ballot.id.as_uuid(),
                poll: ballot.poll.as_uuid(),
                seq: ballot.seq,
                sealed: ballot.sealed,
                choice: ballot.choice,
                opinion: ballot.opinion,
                cast_at: ballot.cast_at.as_micros(),
            }),
        )
    }

    fn new(outgoing: Outgoing, kind: ChangeKind) -> Self {
        Self {
            operation: outgoing.operation.as_uuid(),
            made_at: outgoing.made_at.as_micros(),
            outgoing: outgoing.body,
            kind,
        }
    }
}

impl From<&SharedNoteRow> for ShareShape {
    fn from(row: &SharedNoteRow) -> Self {
        Self {
            annotation: row.annotation.as_uuid(),
            author: row.author.as_uuid(),
            document: row.document.as_uuid(),
            version: row.version,
            revision: row.revision,
            readers: row.readers.iter().map(|reader| reader.as_uuid()).collect(),
            body: row.body.clone(),
        }
    }
}

impl ShareShape {
    /// The state as a row that waits for the server's answer to `operation`.
    pub(crate) fn waiting_row(&self, operation: Uuid) -> SharedNoteRow {
        SharedNoteRow {
            operation: OperationId::from_uuid(operation),
            annotation: AnnotationId::from_uuid(self.annotation),
            author: PersonId::from_uuid(self.author),
            document: DocumentId::from_uuid(self.document),
            version: self.version,
            revision: self.revision,
            readers: self.readers.iter().copied().map(PersonId::from_uuid).collect(),
            body: self.body.clone(),
            waiting: true,
        }
    }
}

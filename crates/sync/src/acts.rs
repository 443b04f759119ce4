//! Acts on their way: how they are written down, and how the cabinet looks with those that wait applied.

use crate::client::Client;
use crate::error::SyncError;
use crate::push::write;
use crate::transport::{Request, read_json};
use domain::act::{self, Act, Actor};
use domain::{Cabinet, EntityKind, Field, FormId, OperationId, PersonId, PollId, Value};
use uuid::Uuid;
use vault::{OutboxKind, OutboxRow, Vault};
use wire::{
    ActBody, AdministeredDevice, AdministeredDevicesResponse, EnrolmentCodeRequest,
    EnrolmentCodeResponse, OperationBody, ReportFormatWord, TrailEntry, TrailQuery, TrailResponse,
};

/// The operation that does an act.
///
/// # Errors
/// Never in practice.
pub fn act_body(act: &Act) -> Result<Vec<u8>, SyncError> {
    write(&OperationBody::Act { does: Box::new(ActBody::from(act)) })
}

/// The operation that closes a poll.
///
/// # Errors
/// Never in practice.
pub fn close_body(poll: PollId) -> Result<Vec<u8>, SyncError> {
    write(&OperationBody::ClosePoll { poll: poll.as_uuid() })
}

/// The act in a waiting operation; `None` for other operations.
pub fn read_act(body: &[u8]) -> Option<Act> {
    match serde_json::from_slice(body).ok()? {
        OperationBody::Act { does } => Act::try_from(*does).ok(),
        OperationBody::Note { .. }
        | OperationBody::ShareNote(_)
        | OperationBody::UnshareNote(_)
        | OperationBody::Position { .. }
        | OperationBody::Delivered { .. }
        | OperationBody::Ballot { .. }
        | OperationBody::ClosePoll { .. } => None,
    }
}

/// The word of a field, as it travels.
pub fn field_word(field: Field) -> &'static str {
    wire::field_word(field)
}

/// The kind of record of a word; `None` for words of a newer program, and for notes.
pub fn kind_of(word: &str) -> Option<EntityKind> {
    wire::KindWord::from_word(word).and_then(wire::KindWord::entity)
}

/// A value as it travels, in letters: for words of closed vocabularies.
pub fn value_word(value: &Value) -> String {
    wire::value_word(value)
}

/// Applies the acts that wait, or whose effect the mirror does not show yet, to the mirrored cabinet. An act that no
/// longer fits is passed over here; the server will say why.
///
/// # Errors
/// [`SyncError::Vault`].
pub fn with_waiting_acts(
    vault: &Vault,
    mut cabinet: Cabinet,
    person: PersonId,
) -> Result<Cabinet, SyncError> {
    for row in vault.outbox()?.iter().filter(|row| is_act(row) && row.refusal.is_none()) {
        if let Some(act) = read_act(&row.body) {
            let actor = Actor { person, now: row.made_at };
            if let Ok(changes) = act::apply(&cabinet, actor, &act) {
                changes.carry_out(&mut cabinet);
            }
        }
    }
    Ok(cabinet)
}

fn is_act(row: &OutboxRow) -> bool {
    matches!(row.kind, OutboxKind::Act | OutboxKind::Lodge)
}

/// A query, percent-encoded; members without a value are left out.
fn query_of<const N: usize>(members: [(&str, Option<String>); N]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in members {
        if let Some(value) = value {
            query.append_pair(name, &value);
        }
    }
    query.finish()
}

impl Client {
    /// The acts that are accepted already: a pull that begins after this shows what they did.
    pub(crate) fn accepted_acts(&self) -> Result<Vec<OperationId>, SyncError> {
        let accepted = self.vault.outbox()?.into_iter().filter(|row| row.accepted);
        Ok(accepted.map(|row| row.id).collect())
    }

    /// A part of the trail of administrative acts, newest first.
    ///
    /// # Errors
    /// [`SyncError`]; refused to all but administrators and auditors.
    pub async fn trail(&self, query: &TrailQuery) -> Result<Vec<TrailEntry>, SyncError> {
        let TrailQuery { before, person, verb, subject, from, until, limit } = query;
        let members = [
            ("before", before.map(|before| before.to_string())),
            ("person", person.map(|person| person.to_string())),
            ("verb", verb.clone()),
            ("subject", subject.map(|subject| subject.to_string())),
            ("from", from.map(|from| from.to_string())),
            ("until", until.map(|until| until.to_string())),
            ("limit", limit.map(|limit| limit.to_string())),
        ];
        let request = Request::get("/v1/trail").with_query(query_of(members));
        let answer: TrailResponse = read_json(&self.transport.send(request).await?)?;
        Ok(answer.entries)
    }

    /// The synthesis of a form as a file, in the language `vi` or `en`.
    ///
    /// # Errors
    /// [`SyncError`]; refused to those who may not see the answers.
    pub async fn form_report(
        &self,
        form: FormId,
        format: ReportFormatWord,
        language: &str,
    ) -> Result<Vec<u8>, SyncError> {
        let format = match format {
            ReportFormatWord::Pdf => "pdf",
            ReportFormatWord::Xlsx => "xlsx",
        };
        let members =
            [("format", Some(format.to_owned())), ("language", Some(language.to_owned()))];
        let path = format!("/v1/forms/{form}/report");
        let request = Request::get(path).with_query(query_of(members));
        Ok(self.transport.send(request).await?.body)
    }

    /// Everybody's devices, for administrators.
    ///
    /// # Errors
    /// [`SyncError`]; refused to others.
    pub async fn administered_devices(&self) -> Result<Vec<AdministeredDevice>, SyncError> {
        let request = Request::get("/v1/administration/devices");
        let answer: AdministeredDevicesResponse = read_json(&self.transport.send(request).await?)?;
        Ok(answer.devices)
    }

    /// Revokes anybody's device, as an administrator.
    ///
    /// # Errors
    /// [`SyncError`]; refused to others.
    pub async fn revoke_any_device(&self, device: Uuid) -> Result<(), SyncError> {
        let path = format!("/v1/administration/devices/{device}/revocation");
        let request = Request { method: "POST", ..Request::get(path) };
        self.transport.send(request).await.map(|_| ())
    }

    /// Makes an enrolment code for a person, as an administrator.
    ///
    /// # Errors
    /// [`SyncError`]; refused to others.
    pub async fn make_enrolment_code(
        &self,
        person: PersonId,
    ) -> Result<EnrolmentCodeResponse, SyncError> {
        let body = EnrolmentCodeRequest { person: person.as_uuid() };
        let path = "/v1/administration/enrolment-codes";
        let request = Request::with_json("POST", path, &body)?;
        read_json(&self.transport.send(request).await?)
    }
}

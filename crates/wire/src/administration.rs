use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// How much of a file has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UploadResponse {
    /// Bytes that are here durably.
    pub received: u64,
    /// Whether the whole file is here and its digest was checked.
    pub complete: bool,
}

/// What the trail tells of: acts by their words, then what administrators do to devices and codes.
pub const TRAIL_VERBS: [&str; 19] = [
    "edit",
    "resolve_conflict",
    "move_meeting",
    "withdraw_item",
    "move_part",
    "recuse",
    "lift_recusal",
    "ask_late",
    "decide_late",
    "lodge",
    "recall",
    "move_dossier",
    "send_form",
    "extend_form",
    "move_form_to_session",
    "reply_to_opinion",
    "settle",
    "revoke_device",
    "make_enrolment_code",
];

/// Asks for a part of the trail.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TrailQuery {
    /// Entries before this place; absent: from the newest.
    pub before: Option<u64>,
    /// Of this person.
    pub person: Option<Uuid>,
    /// With this verb.
    pub verb: Option<String>,
    /// About this record.
    pub subject: Option<Uuid>,
    /// Not older than.
    pub from: Option<Timestamp>,
    /// Older than.
    pub until: Option<Timestamp>,
    /// Entries wanted, 1 to 1000; 100 where absent.
    pub limit: Option<u32>,
}

/// A part of the trail, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TrailResponse {
    /// Entries.
    pub entries: Vec<TrailEntry>,
}

/// One administrative act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TrailEntry {
    /// Place in the trail.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub person: Uuid,
    /// From which device; absent from the server's console.
    pub device: Option<Uuid>,
    /// What.
    pub verb: String,
    /// Records it touched.
    pub subjects: Vec<TrailSubject>,
    /// The act itself, for those who may see what it touched.
    #[schema(value_type = Option<Object>)]
    pub detail: Option<serde_json::Value>,
}

/// A record an act touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrailSubject {
    /// Kind.
    pub kind: String,
    /// Identity.
    pub id: Uuid,
}

/// Everybody's devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AdministeredDevicesResponse {
    /// Devices, oldest first.
    pub devices: Vec<AdministeredDevice>,
}

/// A device as administrators see it: no keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AdministeredDevice {
    /// Identity.
    pub id: Uuid,
    /// Whose.
    pub person: Uuid,
    /// Name.
    pub name: String,
    /// Enrolled at.
    pub enrolled_at: Timestamp,
    /// Revoked at.
    pub revoked_at: Option<Timestamp>,
}

/// Asks for an enrolment code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EnrolmentCodeRequest {
    /// For whom.
    pub person: Uuid,
}

/// A one-time enrolment code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EnrolmentCodeResponse {
    /// Address for laptops.
    pub server: String,
    /// Typed code.
    pub code: String,
    /// Link.
    pub link: String,
    /// Until when.
    pub expires_at: Timestamp,
}

/// Asks for a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// How it is written.
    #[param(inline)]
    pub format: ReportFormatWord,
    /// `vi` or `en`; Vietnamese where absent.
    pub language: Option<String>,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportFormatWord {
    /// As PDF.
    Pdf,
    /// As a workbook.
    Xlsx,
}

#[cfg(test)]
mod tests {
    use super::TRAIL_VERBS;
    use crate::ActBody;
    use utoipa::PartialSchema;

    #[test]
    fn the_trail_has_a_verb_for_every_act() {
        let schema = serde_json::to_value(ActBody::schema()).unwrap();
        let acts = schema["oneOf"].as_array().unwrap();
        let words: Vec<&str> =
            acts.iter().map(|act| act["properties"]["act"]["enum"][0].as_str().unwrap()).collect();
        assert_eq!(words, TRAIL_VERBS[..words.len()]);
    }
}

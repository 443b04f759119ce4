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

/// What the trail tells of beside acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrailVerb {
    /// A poll was closed by hand.
    ClosePoll,
    /// A device was shut out.
    RevokeDevice,
    /// A code for a new device was handed out.
    MakeEnrolmentCode,
}

impl TrailVerb {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::ClosePoll, Self::RevokeDevice, Self::MakeEnrolmentCode];

    /// The word that stands for it in the trail.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ClosePoll => "close_poll",
            Self::RevokeDevice => "revoke_device",
            Self::MakeEnrolmentCode => "make_enrolment_code",
        }
    }
}

/// Every verb of the trail: acts by their words, then [`TrailVerb`].
pub const TRAIL_VERBS: [&str; 20] = [
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
    TrailVerb::ClosePoll.word(),
    TrailVerb::RevokeDevice.word(),
    TrailVerb::MakeEnrolmentCode.word(),
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
    use super::{TRAIL_VERBS, TrailVerb};
    use crate::ActBody;
    use utoipa::PartialSchema;

    /// Polls that were closed by hand could not be looked for in the trail: the verb was in no list.
    #[test]
    fn the_list_of_verbs_is_every_act_and_everything_else_the_server_writes() {
        let schema = serde_json::to_value(ActBody::schema()).unwrap();
        let acts = schema["oneOf"].as_array().unwrap();
        let acts = acts.iter().map(|act| act["properties"]["act"]["enum"][0].as_str().unwrap());
        let written: Vec<&str> = acts.chain(TrailVerb::ALL.map(TrailVerb::word)).collect();
        assert_eq!(written, TRAIL_VERBS);
    }
}

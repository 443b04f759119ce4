//! What travels between client and server: the shapes of HTTP API v1 and their conversions from and to `domain`.
//!
//! Shapes only grow: a field is never renamed or given another meaning within v1, unknown fields are ignored, and a
//! record that cannot be read is kept aside by the client, never dropped. Times are RFC 3339 in UTC with
//! microseconds; digests are lower-case hexadecimal BLAKE3; keys and ciphertexts are base64url without padding.

mod act;
mod administration;
mod companion;
mod device;
mod enrol;
mod feed;
mod note;
mod operation;
mod problem;
mod proof;
mod record;
mod sharing;
mod time;
mod words;

pub use act::{ActBody, EditBody, LodgedFileBody};
pub use administration::{
    AdministeredDevice, AdministeredDevicesResponse, EnrolmentCodeRequest, EnrolmentCodeResponse,
    ReportFormatWord, ReportQuery, TRAIL_VERBS, TrailEntry, TrailQuery, TrailResponse,
    TrailSubject, TrailVerb, UploadResponse,
};
pub use companion::{
    CompanionPartRecord, CompanionRecord, CompanionVersionRecord, MAX_COMPANION, PageIndex,
    PartWord, SharedBytes,
};
pub use device::{
    ApproveDeviceRequest, ClaimNoteKeyRequest, DeviceResponse, DevicesResponse, EnrolRequest,
    EnrolResponse, LogKey, NoteKeyResponse, PendingDevice,
};
pub use enrol::{
    EnrolLink, EnrolLinkError, PIN_CHARS, SECRET_CHARS, from_crockford, pin_prefix, to_crockford,
};
pub use feed::{Change, ChangesQuery, ChangesResponse, CheckpointResponse, LivePoke};
pub use note::{NoteOp, NoteOpError, TakenFrom};
pub use operation::{
    Operation, OperationBody, OperationOutcome, OperationResult, OperationsRequest,
    OperationsResponse,
};
pub use problem::{Problem, codes};
pub use proof::{NONCE_HEADER, PROOF_HEADER, PROOF_TYPE, ProofClaims, token_hash};
pub use record::{
    BallotRecord, BodyRecord, BoundPaperRecord, CalendarRecord, ConflictRecord, DelegationRecord,
    DeliveryRecord, DocumentRecord, DossierRecord, ExtensionRecord, FormRecord, FormStateRecord,
    FractionRecord, InvitationRecord, ItemFaceRecord, ItemRecord, LateDecisionRecord,
    LateRequestRecord, MajorityRecord, MeetingFaceRecord, MeetingRecord, MembershipRecord,
    NoteRecord, PartMoveRecord, PersonRecord, PolicyRecord, PollRecord, PollStateRecord,
    PositionRecord, QuestionRecord, QuorumRecord, Record, RecordError, RecusalRecord, ReplyRecord,
    RulesRecord, SettlementRecord, TallyRecord, TextRecord, ValueRecord, VersionRecord, value_word,
};
pub use sharing::{
    PublishSharingKeyRequest, ShareNoteBody, SharedBody, SharedBodyError, SharedNoteRecord,
    SharingKeyRecord, UnshareNoteBody, WrappedKey, sharing_key_message,
};
pub use time::{moment_to_wire, wire_to_moment};
pub use words::{ChoiceWord, GradeWord, KindWord, LayerWord, PositionWord, StampWord, field_word};

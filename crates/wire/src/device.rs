use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Asks to enrol a device.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EnrolRequest {
    /// The one-time part of the code, without separators.
    pub code: String,
    /// How the member tells their devices apart.
    pub device_name: String,
    /// Ed25519 public key that will sign requests and ballots, base64url.
    pub signing_key: String,
    /// X25519 public key to which the note key may be sealed, base64url.
    pub agreement_key: String,
    /// Signature of the signing key over `ecabinet-enrol-v1`, code and both keys, base64url.
    pub proof: String,
}

impl EnrolRequest {
    /// The bytes that [`EnrolRequest::proof`] signs.
    pub fn proof_message(&self) -> Vec<u8> {
        let parts = ["ecabinet-enrol-v1", &self.code, &self.signing_key, &self.agreement_key];
        parts.join("\n").into_bytes()
    }
}

/// An enrolled device.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EnrolResponse {
    /// Device.
    pub device: Uuid,
    /// Its member.
    pub person: Uuid,
    /// Access token, useless without the device's key.
    pub token: String,
    /// Server's clock.
    pub server_time: Timestamp,
    /// The log that receipts are proofs of.
    pub log: LogKey,
    /// Identifier of the member's note key, if a device of theirs has made one.
    pub note_key: Option<String>,
}

/// The public log's name and key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LogKey {
    /// Origin line of its checkpoints.
    pub origin: String,
    /// Ed25519 public key, base64url.
    pub key: String,
}

/// The member's devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DevicesResponse {
    /// Oldest first.
    pub devices: Vec<DeviceResponse>,
}

/// A device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeviceResponse {
    /// Identity.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Enrolled at.
    pub enrolled_at: Timestamp,
    /// Revoked.
    pub revoked: bool,
    /// Whether it holds the note key.
    pub has_note_key: bool,
    /// Ed25519 public key, base64url.
    pub signing_key: String,
    /// X25519 public key, base64url.
    pub agreement_key: String,
}

/// A device that waits for the note key.
pub type PendingDevice = DeviceResponse;

/// Says that this device made, or restored, the member's note key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClaimNoteKeyRequest {
    /// Identifier derived from the key; reveals nothing of it.
    pub note_key: String,
}

/// Hands the note key to another device of the same member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ApproveDeviceRequest {
    /// The note key sealed to the device's agreement key (HPKE, RFC 9180), base64url.
    pub sealed_key: String,
}

/// Where the note key stands for this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NoteKeyResponse {
    /// Identifier of the member's note key, if any device has made one.
    pub note_key: Option<String>,
    /// The key sealed to this device, once another device approved it.
    pub sealed_key: Option<String>,
    /// The device that approved.
    pub approved_by: Option<Uuid>,
}

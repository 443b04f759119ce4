//! The member's devices, and how the note key reaches the next one.

use crate::client::{Client, Topic};
use crate::error::SyncError;
use crate::notes::{is_unclaimed, settle_claim, store_note_key};
use crate::transport::{Request, read_json};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use ring::digest::{SHA256, digest};
use uuid::Uuid;
use vault::NoteKey;
use wire::{
    ApproveDeviceRequest, ClaimNoteKeyRequest, DeviceResponse, DevicesResponse, NoteKeyResponse,
    from_crockford, to_crockford,
};

const SETTING: &str = "devices";
const CODE_BYTES: usize = 32;
const CHECK_BYTES: usize = 3;
/// 100 bits: a server that offers each side another key would have to find two that agree in all of them.
const PAIRING_CHARS: usize = 20;

/// A device as this device knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
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
    /// Whether it is this one.
    pub this_device: bool,
    /// The code that both devices show while one waits for the note key of the other.
    pub pairing_code: Option<String>,
}

impl Client {
    /// The member's devices, as last heard from the server.
    ///
    /// # Errors
    /// [`SyncError::Vault`].
    pub fn devices(&self) -> Result<Vec<Device>, SyncError> {
        let known = self.known_devices()?;
        let this = known.iter().find(|device| device.id == self.credentials.device);
        let holds_key = self.note_key()?.is_some();
        let view = |device: &DeviceResponse| Device {
            id: device.id,
            name: device.name.clone(),
            enrolled_at: device.enrolled_at,
            revoked: device.revoked,
            has_note_key: device.has_note_key,
            this_device: device.id == self.credentials.device,
            pairing_code: this
                .filter(|this| this.id != device.id && !device.revoked)
                .and_then(|this| self.pairing_code(this, device, holds_key)),
        };
        Ok(known.iter().map(view).collect())
    }

    /// One device holds the key, the other does not: both derive the same code from both devices' keys.
    fn pairing_code(
        &self,
        this: &DeviceResponse,
        other: &DeviceResponse,
        holds_key: bool,
    ) -> Option<String> {
        let (holder, waiting) = match (holds_key, other.has_note_key) {
            (true, false) => (this, other),
            (false, true) => (other, this),
            (true, true) | (false, false) => return None,
        };
        let person = self.credentials.person.to_string();
        let parts = [
            "ecabinet pairing v1",
            &person,
            &holder.signing_key,
            &holder.agreement_key,
            &waiting.signing_key,
            &waiting.agreement_key,
        ];
        let letters = to_crockford(digest(&SHA256, parts.join("\n").as_bytes()).as_ref());
        let letters: Vec<char> = letters.chars().take(PAIRING_CHARS).collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        Some(groups.join("-"))
    }

    fn known_devices(&self) -> Result<Vec<DeviceResponse>, SyncError> {
        let Some(bytes) = self.vault.setting(SETTING)? else {
            return Ok(Vec::new());
        };
        let known: DevicesResponse = serde_json::from_slice(&bytes)
            .map_err(|_| SyncError::Broken("the kept devices cannot be read"))?;
        // The server is not asked who this device is: its own keys are known here.
        let own = self.credentials.signing_key().public().to_base64();
        let genuine = known.devices.into_iter().filter(|device| {
            device.id != self.credentials.device
                || (device.signing_key == own
                    && device.agreement_key == self.credentials.agreement_public())
        });
        Ok(genuine.collect())
    }

    /// Asks the server for the member's devices.
    pub(crate) async fn refresh_devices(&self) -> Result<(), SyncError> {
        let reply = self.transport.send(Request::get("/v1/devices")).await?;
        let devices: DevicesResponse = read_json(&reply)?;
        let kept = serde_json::to_vec(&devices)
            .map_err(|_| SyncError::Broken("the devices cannot be written"))?;
        if self.vault.setting(SETTING)?.as_deref() != Some(kept.as_slice()) {
            self.vault.put_settings(&[(SETTING, &kept)])?;
            self.tell(Topic::Devices);
        }
        Ok(())
    }

    /// Hands the note key to a device whose code the member has compared.
    ///
    /// # Errors
    /// [`SyncError::NoteKeyMissing`] when this device has none; network and server errors.
    pub async fn approve_device(&self, device: Uuid) -> Result<(), SyncError> {
        let key = self.note_key()?.ok_or(SyncError::NoteKeyMissing)?;
        let devices = self.known_devices()?;
        let waiting = devices
            .iter()
            .find(|known| known.id == device)
            .ok_or(SyncError::Broken("no such device"))?;
        let public = read_key(&waiting.agreement_key)?;
        let sealed = key
            .seal_to(&public, &self.credentials.agreement_key())
            .map_err(|_| SyncError::Broken("the device's key cannot be used"))?;
        let body = ApproveDeviceRequest { sealed_key: URL_SAFE_NO_PAD.encode(sealed) };
        let path = format!("/v1/devices/{device}/approval");
        self.transport.send(Request::with_json("POST", path, &body)?).await?;
        self.refresh_devices().await
    }

    /// Revokes a device at its next request.
    ///
    /// # Errors
    /// Network and server errors.
    pub async fn revoke_device(&self, device: Uuid) -> Result<(), SyncError> {
        let path = format!("/v1/devices/{device}/revocation");
        let mut request = Request::get(path);
        request.method = "POST";
        self.transport.send(request).await?;
        self.refresh_devices().await
    }

    /// Looks whether another device has handed over the note key, and takes it.
    pub(crate) async fn receive_note_key(&self) -> Result<(), SyncError> {
        self.claim_note_key().await?;
        self.refresh_devices().await?;
        if self.note_key()?.is_some() {
            return self.reopen_notes();
        }
        let reply = self.transport.send(Request::get("/v1/note-key")).await?;
        let answer: NoteKeyResponse = read_json(&reply)?;
        let (Some(sealed), Some(sender)) = (answer.sealed_key, answer.approved_by) else {
            return Ok(());
        };
        let devices = self.known_devices()?;
        let Some(sender) = devices.iter().find(|known| known.id == sender) else {
            return Ok(());
        };
        let sealed = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| SyncError::NotECabinet)?;
        let public = read_key(&sender.agreement_key)?;
        match self.credentials.agreement_key().open(&sealed, &public) {
            Ok(key) => match self.keep_note_key(&key).await {
                Err(SyncError::RecoveryCodeWrong) => {
                    tracing::warn!("a handed-over note key is not this member's");
                    Ok(())
                }
                kept => kept,
            },
            Err(error) => {
                tracing::warn!(%error, "a handed-over note key does not open");
                Ok(())
            }
        }
    }

    /// Tells the server of a note key made on this device, once; another device may have been faster.
    async fn claim_note_key(&self) -> Result<(), SyncError> {
        let Some(key) = self.note_key()?.filter(|_| is_unclaimed(&self.vault).unwrap_or(true))
        else {
            return Ok(());
        };
        let claim = ClaimNoteKeyRequest { note_key: key.identifier() };
        let request = Request::with_json("PUT", "/v1/note-key", &claim)?;
        match self.transport.send(request).await {
            Ok(_) => settle_claim(&self.vault, true),
            Err(SyncError::Refused(problem)) if problem.status == 409 => {
                settle_claim(&self.vault, false)
            }
            Err(error) => Err(error),
        }
    }

    /// Takes the note key from a recovery code.
    ///
    /// # Errors
    /// [`SyncError::RecoveryCodeWrong`] for a mistyped code or another member's; network and server errors.
    pub async fn restore_note_key(&self, code: &str) -> Result<(), SyncError> {
        let key = read_recovery_code(code).ok_or(SyncError::RecoveryCodeWrong)?;
        self.keep_note_key(&key).await
    }

    async fn keep_note_key(&self, key: &NoteKey) -> Result<(), SyncError> {
        let body = ClaimNoteKeyRequest { note_key: key.identifier() };
        let request = Request::with_json("PUT", "/v1/note-key", &body)?;
        match self.transport.send(request).await {
            Ok(_) => {}
            Err(SyncError::Refused(problem)) if problem.status == 409 => {
                return Err(SyncError::RecoveryCodeWrong);
            }
            Err(error) => return Err(error),
        }
        store_note_key(&self.vault, key)?;
        self.reopen_notes()?;
        self.refresh_devices().await?;
        self.tell(Topic::Devices);
        Ok(())
    }
}

/// The note key as a code to print: 56 letters in groups of four, 20 bits of them a check.
pub fn recovery_code(key: &NoteKey) -> String {
    let mut bytes = key.as_bytes().to_vec();
    bytes.extend(check_of(key.as_bytes()));
    let letters: Vec<char> = to_crockford(&bytes).chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// Reads a printed code; `None` when a letter is wrong or missing.
pub fn read_recovery_code(code: &str) -> Option<NoteKey> {
    let bytes = from_crockford(code)?;
    let (key, check) = bytes.split_at_checked(CODE_BYTES)?;
    let key: [u8; 32] = key.try_into().ok()?;
    (check == check_of(&key)).then(|| NoteKey::from_bytes(key))
}

fn check_of(key: &[u8; 32]) -> Vec<u8> {
    let mut parts = b"ecabinet recovery check".to_vec();
    parts.extend(key);
    digest(&SHA256, &parts).as_ref().iter().copied().take(CHECK_BYTES).collect()
}

fn read_key(text: &str) -> Result<[u8; 32], SyncError> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| SyncError::NotECabinet)?;
    bytes.try_into().map_err(|_| SyncError::NotECabinet)
}

#[cfg(test)]
mod tests {
    use super::{read_recovery_code, recovery_code};
    use vault::NoteKey;

    #[test]
    fn a_printed_code_gives_the_key_back_and_one_wrong_letter_is_found() {
        let key = NoteKey::make().unwrap();
        let code = recovery_code(&key);
        assert_eq!(code.len(), 56 + 13);
        let typed = code.to_lowercase().replace('-', " ");
        assert_eq!(read_recovery_code(&typed).unwrap().as_bytes(), key.as_bytes());
        let other = if code.starts_with('7') { '8' } else { '7' };
        let wrong: String = std::iter::once(other).chain(code.chars().skip(1)).collect();
        assert!(read_recovery_code(&wrong).is_none());
        assert!(read_recovery_code("").is_none());
    }
}

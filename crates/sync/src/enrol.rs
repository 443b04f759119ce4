use crate::credentials::Credentials;
use crate::error::SyncError;
use crate::http::HttpTransport;
use crate::notes::store_unclaimed_note_key;
use crate::transport::{Request, Transport, read_json};
use ballot::IdentityKey;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use std::sync::Arc;
use vault::{AgreementKey, NoteKey, Vault, VaultError};
use wire::{EnrolLink, EnrolLinkError, EnrolRequest, EnrolResponse};

/// A device that the server has just enrolled; nothing of it is stored yet.
pub struct Enrolled {
    /// What the device is.
    pub credentials: Credentials,
    /// The member's note key, when this is their first device.
    pub note_key: Option<NoteKey>,
}

impl Enrolled {
    /// Keeps the device's credentials and note key in a new profile. The key is on disk before the server hears of it:
    /// the first synchronisation claims it.
    ///
    /// # Errors
    /// [`SyncError::Vault`].
    pub fn store(&self, vault: &Vault) -> Result<(), SyncError> {
        self.credentials.store(vault)?;
        match &self.note_key {
            Some(key) => store_unclaimed_note_key(vault, key),
            None => Ok(()),
        }
    }
}

/// Enrols this device with a link, or a typed code and an address. The device makes its own keys here.
///
/// # Errors
/// [`SyncError`], by what is wrong with code, server or network.
pub async fn enrol(
    code_or_link: &str,
    server: Option<&str>,
    device_name: &str,
) -> Result<Enrolled, SyncError> {
    let link = EnrolLink::read(code_or_link, server).map_err(|error| match error {
        EnrolLinkError::Shape => SyncError::CodeUnreadable,
        EnrolLinkError::ServerMissing | EnrolLinkError::Server => SyncError::Unreachable,
    })?;
    let mut signing_seed = [0; 32];
    getrandom(&mut signing_seed)?;
    let signing = IdentityKey::from_seed(&signing_seed);
    let agreement = AgreementKey::make()?;
    let mut request = EnrolRequest {
        code: link.secret.clone(),
        device_name: device_name.to_owned(),
        signing_key: signing.public().to_base64(),
        agreement_key: URL_SAFE_NO_PAD.encode(agreement.public()),
        proof: String::new(),
    };
    request.proof = URL_SAFE_NO_PAD.encode(signing.sign(&request.proof_message()));

    let pin = link.clone();
    let pinned = Arc::new(move |hash: &[u8; 32]| pin.pins(hash));
    let transport = HttpTransport::anonymous(&link.server, pinned)?;
    let request = Request::with_json("POST", "/v1/enrolments", &request)?;
    let enrolled: EnrolResponse = read_json(&transport.send(request).await?)?;
    let credentials =
        Credentials::new(&link, device_name, &enrolled, signing_seed, *agreement.as_bytes());
    let note_key = match enrolled.note_key {
        Some(_) => None,
        None => Some(NoteKey::make()?),
    };
    Ok(Enrolled { credentials, note_key })
}

fn getrandom(bytes: &mut [u8; 32]) -> Result<(), SyncError> {
    use ring::rand::{SecureRandom, SystemRandom};
    SystemRandom::new().fill(bytes).map_err(|_| SyncError::Vault(VaultError::Randomness))
}

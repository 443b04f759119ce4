use crate::SyncError;
use ballot::{IdentityKey, IdentityPublic, LogVerifier};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{DeviceId, PersonId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;
use vault::{AgreementKey, Vault};
use wire::EnrolLink;
use zeroize::Zeroize;

const SETTING: &str = "credentials";

/// What an enrolled device is: kept in the encrypted store, nowhere else.
#[derive(Clone, Serialize, Deserialize)]
pub struct Credentials {
    /// `https://host:port`.
    pub server: String,
    /// Pin of the server's authority.
    pub(crate) pin: String,
    /// Device.
    pub device: Uuid,
    /// The device's name.
    pub device_name: String,
    /// Member.
    pub person: Uuid,
    pub(crate) token: String,
    signing_seed: [u8; 32],
    agreement_seed: [u8; 32],
    log_origin: String,
    log_key: String,
}

impl Drop for Credentials {
    fn drop(&mut self) {
        self.token.zeroize();
        self.signing_seed.zeroize();
        self.agreement_seed.zeroize();
    }
}

impl Credentials {
    pub(crate) fn new(
        link: &EnrolLink,
        device_name: &str,
        enrolled: &wire::EnrolResponse,
        signing_seed: [u8; 32],
        agreement_seed: [u8; 32],
    ) -> Self {
        Self {
            server: link.server.clone(),
            pin: link.pin.clone(),
            device: enrolled.device,
            device_name: device_name.to_owned(),
            person: enrolled.person,
            token: enrolled.token.clone(),
            signing_seed,
            agreement_seed,
            log_origin: enrolled.log.origin.clone(),
            log_key: enrolled.log.key.clone(),
        }
    }

    /// Reads the credentials of an enrolled profile.
    ///
    /// # Errors
    /// [`SyncError::Broken`] when the profile holds none that can be read.
    pub fn load(vault: &Vault) -> Result<Self, SyncError> {
        let bytes =
            vault.setting(SETTING)?.ok_or(SyncError::Broken("the profile is not enrolled"))?;
        serde_json::from_slice(&bytes)
            .map_err(|_| SyncError::Broken("the profile's credentials cannot be read"))
    }

    /// Keeps the credentials in the encrypted store.
    ///
    /// # Errors
    /// [`SyncError::Vault`].
    pub fn store(&self, vault: &Vault) -> Result<(), SyncError> {
        let bytes = serde_json::to_vec(self)
            .map_err(|_| SyncError::Broken("the credentials cannot be written"))?;
        Ok(vault.put_settings(&[(SETTING, &bytes)])?)
    }

    /// The access token; useless without the key of the device (RFC 9449).
    pub fn access_token(&self) -> &str {
        &self.token
    }

    /// The key with which this device speaks for its member.
    pub fn signing_key(&self) -> IdentityKey {
        IdentityKey::from_seed(&self.signing_seed)
    }

    /// The key to which other devices seal the note key.
    pub(crate) fn agreement_key(&self) -> AgreementKey {
        AgreementKey::from_bytes(self.agreement_seed)
    }

    /// Public agreement key, base64url.
    pub(crate) fn agreement_public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.agreement_key().public())
    }

    /// Device as the domain knows it.
    pub fn device_id(&self) -> DeviceId {
        DeviceId::from_uuid(self.device)
    }

    /// Member as the domain knows them.
    pub fn person_id(&self) -> PersonId {
        PersonId::from_uuid(self.person)
    }

    /// Checks receipts of this server's log.
    ///
    /// # Errors
    /// [`SyncError::Broken`] when the stored key cannot be read.
    pub fn log(&self) -> Result<LogVerifier, SyncError> {
        let key = IdentityPublic::from_base64(&self.log_key)
            .map_err(|_| SyncError::Broken("the log's key cannot be read"))?;
        Ok(LogVerifier::new(&self.log_origin, key))
    }

    pub(crate) fn pin(&self) -> crate::pinned::Pin {
        let link =
            EnrolLink { server: self.server.clone(), secret: String::new(), pin: self.pin.clone() };
        Arc::new(move |hash| link.pins(hash))
    }
}

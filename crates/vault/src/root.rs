//! How the root key is wrapped: by the keyring's secret, by a passphrase (Argon2id, RFC 9106), or by both together.

use crate::VaultError;
use crate::aead::{Sealer, Secret, derive_secret, make_secret};
use crate::keyring_store::SecretStore;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Format of `profile.json` this program writes.
const FORMAT: u32 = 1;
const ARGON2_MEMORY_KIB: u32 = 64 * 1024;
const ARGON2_PASSES: u32 = 3;
const MIN_PASSPHRASE_CHARS: usize = 8;

/// A passphrase, zeroed when dropped.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes what a person typed.
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    /// Whether it is long enough to protect anything: 8 characters.
    pub fn is_long_enough(&self) -> bool {
        self.0.chars().count() >= MIN_PASSPHRASE_CHARS
    }
}

/// What protects a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protection {
    /// The keyring's secret is needed.
    pub keyring: bool,
    /// A passphrase is needed.
    pub passphrase: bool,
}

/// `profile.json`: nothing personal, nothing secret.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RootFile {
    /// Format.
    pub format: u32,
    /// Names the secret in the keyring.
    pub profile: Uuid,
    /// First 8 bytes derived from the keyring's secret, to tell a wrong one from a wrong passphrase.
    keyring_check: Option<String>,
    argon2: Option<Argon2File>,
    wrapped_root: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Argon2File {
    salt: String,
    memory_kib: u32,
    passes: u32,
}

impl RootFile {
    /// Makes a root key and wraps it. The keyring is used where it answers; without one a passphrase is needed.
    pub fn make(
        store: &dyn SecretStore,
        passphrase: Option<&Passphrase>,
    ) -> Result<(Self, Secret), VaultError> {
        if passphrase.is_some_and(|passphrase| !passphrase.is_long_enough()) {
            return Err(VaultError::PassphraseRequired);
        }
        let profile = Uuid::now_v7();
        let in_keyring = make_secret()?;
        let kept = store.write(&profile.to_string(), in_keyring.as_slice()).is_ok();
        if !kept && passphrase.is_none() {
            return Err(VaultError::KeyringAbsent);
        }
        let argon2 = passphrase
            .map(|_| {
                let salt = make_secret()?;
                Ok::<_, VaultError>(Argon2File {
                    salt: STANDARD.encode(salt.as_slice()),
                    memory_kib: ARGON2_MEMORY_KIB,
                    passes: ARGON2_PASSES,
                })
            })
            .transpose()?;
        let in_keyring = kept.then_some(in_keyring);
        let wrapper = wrapping_key(in_keyring.as_ref(), argon2.as_ref(), passphrase)?;
        let root = make_secret()?;
        let wrapped = Sealer::new(&wrapper)?.seal(profile.as_bytes(), root.as_slice())?;
        let file = Self {
            format: FORMAT,
            profile,
            keyring_check: in_keyring.as_ref().map(check_of),
            argon2,
            wrapped_root: STANDARD.encode(wrapped),
        };
        Ok((file, root))
    }

    /// What is needed to unwrap.
    pub fn protection(&self) -> Protection {
        Protection { keyring: self.keyring_check.is_some(), passphrase: self.argon2.is_some() }
    }

    /// Unwraps the root key.
    pub fn unwrap_root(
        &self,
        store: &dyn SecretStore,
        passphrase: Option<&Passphrase>,
    ) -> Result<Secret, VaultError> {
        if self.format > FORMAT {
            return Err(VaultError::Newer);
        }
        let in_keyring = match &self.keyring_check {
            None => None,
            Some(check) => Some(self.read_keyring(store, check)?),
        };
        if self.argon2.is_some() && passphrase.is_none() {
            return Err(VaultError::PassphraseRequired);
        }
        let wrapper = wrapping_key(in_keyring.as_ref(), self.argon2.as_ref(), passphrase)?;
        let wrapped = STANDARD.decode(&self.wrapped_root).map_err(|_| damaged())?;
        let root = Sealer::new(&wrapper)?.open(self.profile.as_bytes(), &wrapped);
        let root = root.ok_or_else(|| {
            if self.argon2.is_some() { VaultError::PassphraseWrong } else { damaged() }
        })?;
        let root = Zeroizing::new(root);
        let bytes = root.as_slice().try_into().map_err(|_| damaged())?;
        Ok(Zeroizing::new(bytes))
    }

    fn read_keyring(&self, store: &dyn SecretStore, check: &str) -> Result<Secret, VaultError> {
        let found = store.read(&self.profile.to_string()).map_err(|_| VaultError::KeyringSilent)?;
        let bytes = found.ok_or(VaultError::KeyringMismatch)?;
        let bytes = bytes.as_slice().try_into().map_err(|_| VaultError::KeyringMismatch)?;
        let secret = Zeroizing::new(bytes);
        if check_of(&secret) == check { Ok(secret) } else { Err(VaultError::KeyringMismatch) }
    }
}

fn damaged() -> VaultError {
    VaultError::Damaged("profile.json does not hold a wrapped key".to_owned())
}

fn check_of(secret: &Secret) -> String {
    let derived = derive_secret(secret.as_slice(), b"", "ecabinet keyring check v1");
    derived.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn wrapping_key(
    in_keyring: Option<&Secret>,
    argon2: Option<&Argon2File>,
    passphrase: Option<&Passphrase>,
) -> Result<Secret, VaultError> {
    let mut material = Zeroizing::new(Vec::with_capacity(64));
    if let Some(secret) = in_keyring {
        material.extend_from_slice(secret.as_slice());
    }
    if let (Some(argon2), Some(passphrase)) = (argon2, passphrase) {
        material.extend_from_slice(stretch(argon2, passphrase)?.as_slice());
    }
    if material.is_empty() {
        return Err(VaultError::PassphraseRequired);
    }
    Ok(derive_secret(&material, b"", "ecabinet root wrapping v1"))
}

fn stretch(file: &Argon2File, passphrase: &Passphrase) -> Result<Secret, VaultError> {
    if file.memory_kib < ARGON2_MEMORY_KIB || file.passes < ARGON2_PASSES {
        return Err(VaultError::Damaged("the passphrase was stretched too weakly".to_owned()));
    }
    let salt = STANDARD.decode(&file.salt).map_err(|_| damaged())?;
    let params =
        argon2::Params::new(file.memory_kib, file.passes, 1, Some(32)).map_err(|_| damaged())?;
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut stretched = Zeroizing::new([0; 32]);
    argon2
        .hash_password_into(passphrase.0.as_bytes(), &salt, stretched.as_mut_slice())
        .map_err(|_| damaged())?;
    Ok(stretched)
}

use zeroize::Zeroizing;

/// Keeps small secrets for programs: the operating system's keyring, or what stands in for it.
pub trait SecretStore: Send + Sync {
    /// Reads a secret; `None` when there is none of this name.
    ///
    /// # Errors
    /// [`SecretStoreError`] when the store itself does not answer.
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretStoreError>;

    /// Writes a secret.
    ///
    /// # Errors
    /// As [`SecretStore::read`].
    fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretStoreError>;

    /// Tells whether the store answers at all.
    fn answers(&self) -> bool {
        self.read("ecabinet-probe").is_ok()
    }
}

/// The store does not answer: there is no keyring, or it is locked.
#[derive(Debug, thiserror::Error)]
#[error("the keyring does not answer: {0}")]
pub struct SecretStoreError(String);

impl From<std::io::Error> for SecretStoreError {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

/// The keyring of the operating system: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows
/// (the latter two untested until somebody runs them).
pub struct OsKeyring {
    service: String,
}

impl OsKeyring {
    /// Names the program in the keyring.
    pub fn new(service: impl Into<String>) -> Self {
        Self { service: service.into() }
    }

    fn entry(&self, name: &str) -> Result<keyring::Entry, SecretStoreError> {
        keyring::Entry::new(&self.service, name)
            .map_err(|error| SecretStoreError(error.to_string()))
    }
}

impl SecretStore for OsKeyring {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretStoreError> {
        match self.entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(SecretStoreError(error.to_string())),
        }
    }

    fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretStoreError> {
        let written = self.entry(name)?.set_secret(secret);
        written.map_err(|error| SecretStoreError(error.to_string()))
    }
}

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use vault::{SecretStore, SecretStoreError};
use zeroize::Zeroizing;

/// A keyring in memory, for members that exist only within one test process. The stories use the real one.
#[derive(Default)]
pub struct MemoryKeyring(Mutex<BTreeMap<String, Vec<u8>>>);

impl SecretStore for MemoryKeyring {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretStoreError> {
        let secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(secrets.get(name).cloned().map(Zeroizing::new))
    }

    fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretStoreError> {
        let mut secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.insert(name.to_owned(), secret.to_vec());
        Ok(())
    }
}

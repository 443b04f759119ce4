use crate::keyring_store::SecretStore;
use crate::root::{Passphrase, Protection, RootFile};
use crate::{Vault, VaultError};
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A profile's folder, opened or not.
#[derive(Debug, Clone)]
pub struct Profile {
    dir: PathBuf,
}

impl Profile {
    /// Names a folder; nothing is read yet.
    pub fn at(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    /// Whether there is a profile.
    pub fn exists(&self) -> bool {
        self.root_path().exists()
    }

    /// What is needed to open it.
    ///
    /// # Errors
    /// [`VaultError::NoProfile`], [`VaultError::Damaged`].
    pub fn protection(&self) -> Result<Protection, VaultError> {
        Ok(self.read_root()?.protection())
    }

    /// Makes a new profile, lets `fill` write into it, and opens it. The profile exists only once all of that is on
    /// disk: a crash before leaves nothing that would have to be repaired.
    ///
    /// # Errors
    /// [`VaultError::ProfileExists`]; [`VaultError::KeyringAbsent`] where there is no keyring and no passphrase was
    /// given; [`VaultError::PassphraseRequired`] for one shorter than 8 characters; [`VaultError::DiskFull`].
    pub fn make_filled<E: From<VaultError>>(
        &self,
        store: &dyn SecretStore,
        passphrase: Option<&Passphrase>,
        fill: impl FnOnce(&Vault) -> Result<(), E>,
    ) -> Result<Vault, E> {
        let (vault, json) = self.prepare(store, passphrase)?;
        fill(&vault)?;
        self.publish(&json)?;
        Ok(vault)
    }

    /// Makes a new, empty profile and opens it.
    ///
    /// # Errors
    /// As [`Profile::make_filled`].
    pub fn make(
        &self,
        store: &dyn SecretStore,
        passphrase: Option<&Passphrase>,
    ) -> Result<Vault, VaultError> {
        self.make_filled(store, passphrase, |_| Ok(()))
    }

    fn prepare(
        &self,
        store: &dyn SecretStore,
        passphrase: Option<&Passphrase>,
    ) -> Result<(Vault, Vec<u8>), VaultError> {
        fs::create_dir_all(self.dir.join("files"))?;
        let lock = self.lock()?;
        if self.exists() {
            return Err(VaultError::ProfileExists);
        }
        let (file, root) = RootFile::make(store, passphrase)?;
        let json = serde_json::to_vec_pretty(&file)
            .map_err(|_| VaultError::Damaged("profile.json cannot be written".to_owned()))?;
        self.set_leftovers_aside()?;
        Ok((Vault::open(&self.dir, root, lock)?, json))
    }

    fn publish(&self, json: &[u8]) -> Result<(), VaultError> {
        let fresh = self.dir.join("profile.json.new");
        let mut out = File::create(&fresh)?;
        out.write_all(json)?;
        out.sync_all()?;
        fs::rename(&fresh, self.root_path())?;
        #[cfg(unix)]
        File::open(&self.dir)?.sync_all()?;
        Ok(())
    }

    /// Opens the profile.
    ///
    /// # Errors
    /// [`VaultError`], by what does not fit; the profile is left as it is.
    pub fn unlock(
        &self,
        store: &dyn SecretStore,
        passphrase: Option<&Passphrase>,
    ) -> Result<Vault, VaultError> {
        let file = self.read_root()?;
        let lock = self.lock()?;
        let root = file.unwrap_root(store, passphrase)?;
        Vault::open(&self.dir, root, lock)
    }

    /// Asks whoever has the profile open to lock it.
    ///
    /// # Errors
    /// [`VaultError`] when the request cannot be written.
    pub fn ask_to_lock(&self) -> Result<(), VaultError> {
        Ok(fs::write(self.lock_request(), b"")?)
    }

    /// Takes a request to lock, if there is one.
    pub fn take_lock_request(&self) -> bool {
        fs::remove_file(self.lock_request()).is_ok()
    }

    /// Whether nobody has the profile open.
    ///
    /// # Errors
    /// [`VaultError`] when that cannot be found out.
    pub fn is_locked(&self) -> Result<bool, VaultError> {
        match self.lock() {
            Ok(_) => Ok(true),
            Err(VaultError::InUse) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn lock_request(&self) -> PathBuf {
        self.dir.join("lock-now")
    }

    /// A store without its `profile.json` cannot be opened, yet is never deleted: it is moved aside.
    fn set_leftovers_aside(&self) -> Result<(), VaultError> {
        let leftovers = ["vault.db", "vault.db-wal", "vault.db-shm", "journal"];
        if leftovers.iter().all(|name| !self.dir.join(name).exists()) {
            return Ok(());
        }
        let aside = self.dir.join(format!("set-aside-{}", uuid::Uuid::now_v7()));
        fs::create_dir(&aside)?;
        for name in leftovers {
            match fs::rename(self.dir.join(name), aside.join(name)) {
                Ok(()) => {}
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    fn lock(&self) -> Result<File, VaultError> {
        let lock = File::create(self.dir.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(TryLockError::WouldBlock) => Err(VaultError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    fn read_root(&self) -> Result<RootFile, VaultError> {
        let bytes = match fs::read(self.root_path()) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(VaultError::NoProfile);
            }
            Err(error) => return Err(error.into()),
        };
        serde_json::from_slice(&bytes)
            .map_err(|_| VaultError::Damaged("profile.json cannot be read".to_owned()))
    }

    fn root_path(&self) -> PathBuf {
        self.dir.join("profile.json")
    }
}

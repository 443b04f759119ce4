//! The folder of an index: who may open it, and whether it is one.

use crate::directory::{SealedDirectory, UNFINISHED, replace};
use crate::error::{Error, reading};
use crate::sealed::{SALT_BYTES, Secret, derive};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Of the head: what the files mean. It changes with the schema, the form of the words and the format of tantivy.
const MAGIC: &[u8; 8] = b"ECINDEX1";
const HEAD: &str = "head";
const LOCK: &str = "lock";

/// Opens the folder, which is made when it is not there.
///
/// The head is the magic, a salt, and a tag that only the key gives. Without it a wrong key would find no files under
/// the names it makes, and take the index for a new one.
pub(crate) fn open(folder: &Path, key: &Secret) -> Result<(SealedDirectory, File), Error> {
    std::fs::create_dir_all(folder)?;
    let lock = lock(folder)?;
    let is_new = tidy(folder)?;
    let head = folder.join(HEAD);
    let salt = match std::fs::read(&head) {
        Ok(bytes) => check(&bytes, key)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && is_new => {
            let mut salt = [0; SALT_BYTES];
            getrandom::fill(&mut salt).map_err(|_| Error::Randomness)?;
            let tag = tag(key, &salt)?;
            replace(&head, &[MAGIC.as_slice(), &salt, tag.as_ref()].concat())?;
            salt
        }
        Err(error) => return Err(reading(error)),
    };
    let secret = derive(key, &salt, &[b"ecabinet index v1"])?;
    let names = derive(key, &salt, &[b"ecabinet index names v1"])?;
    Ok((SealedDirectory::new(folder, secret, &names), lock))
}

/// Removes all files of an index that nobody has open; what has other names than an index gives stays.
pub(crate) fn wipe(folder: &Path) -> Result<(), Error> {
    if !folder.try_exists()? {
        return Ok(());
    }
    let lock = lock(folder)?;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_hash = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_hash || name == HEAD || path.extension().is_some_and(|end| end == UNFINISHED) {
            std::fs::remove_file(&path)?;
        }
    }
    drop(lock);
    Ok(())
}

fn lock(folder: &Path) -> Result<File, Error> {
    let lock =
        OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Error::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Removes what was being written when a program ended; tells whether nothing else is here.
fn tidy(folder: &Path) -> Result<bool, Error> {
    let mut is_new = true;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == UNFINISHED) {
            std::fs::remove_file(path)?;
        } else if path.file_name().is_some_and(|name| name != LOCK) {
            is_new = false;
        }
    }
    Ok(is_new)
}

fn check(head: &[u8], key: &Secret) -> Result<[u8; SALT_BYTES], Error> {
    let no_index = || Error::Unreadable("it is none, or of another version".to_owned());
    let rest = head.strip_prefix(MAGIC).ok_or_else(no_index)?;
    let (salt, tag) = rest.split_first_chunk::<SALT_BYTES>().ok_or_else(no_index)?;
    let name = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, check_key(key, salt)?.as_slice());
    ring::hmac::verify(&name, MAGIC, tag)
        .map_err(|_| Error::Unreadable("it has another key".to_owned()))?;
    Ok(*salt)
}

fn tag(key: &Secret, salt: &[u8; SALT_BYTES]) -> Result<ring::hmac::Tag, Error> {
    let name = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, check_key(key, salt)?.as_slice());
    Ok(ring::hmac::sign(&name, MAGIC))
}

fn check_key(key: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Secret, Error> {
    Ok(derive(key, salt, &[b"ecabinet index head v1"])?)
}

//! A Maildir, as the mail server delivers to it: one file for each mail, new ones in `new/`.
//!
//! Nothing is ever deleted. What was read goes to `cur/` and is marked as seen, so that a person who opens the mailbox
//! sees what the cabinet has done with it; what makes no sense goes to `strange/`, for a person to look at. There is one
//! reader, and whoever may write into the folder is trusted not to swap files under its hands.
//!
//! Source: <https://cr.yp.to/proto/maildir.html>.

use crate::reply::MAX_MAIL_BYTES;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It was read and needs nobody's attention.
    Read,
    /// It is not what was expected; a person should look at it.
    Strange,
    /// It could not be dealt with now: it stays where it is, and is handed out again.
    Later,
}

/// How many mails were taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// Moved to `cur/`.
    pub n_read: usize,
    /// Moved to `strange/`.
    pub n_strange: usize,
    /// Left in `new/`.
    pub n_later: usize,
}

/// A Maildir that cannot be worked with.
#[derive(Debug, thiserror::Error)]
pub enum MaildirError {
    /// The folder is not a Maildir, or may not be listed.
    #[error("the mail folder {} cannot be listed", .path.display())]
    List {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A mail may not be read.
    #[error("the mail {} cannot be read", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A mail cannot be put away; it will be handed out again.
    #[error("the mail {} cannot be moved", .path.display())]
    Move {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Hands every new mail of the Maildir `dir` to `each`, in the order of names, and puts it away as `each` says.
///
/// Mails above [`MAX_MAIL_BYTES`], links, folders and other things that are not plain files are strange without being
/// opened. A mail is put away after `each` has returned, so one that was interrupted is handed out again.
///
/// # Errors
/// [`MaildirError`]; the mails before it have been put away, those after it stay new.
pub fn take_new(dir: &Path, mut each: impl FnMut(&[u8]) -> Kept) -> Result<Taken, MaildirError> {
    let new = dir.join("new");
    let names = list(&new).map_err(|source| MaildirError::List { path: new.clone(), source })?;
    let mut taken = Taken::default();
    for name in names {
        let path = new.join(&name);
        let mail = match read(&path) {
            Ok(mail) => mail,
            // Somebody with a mail program was faster.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(source) => return Err(MaildirError::Read { path, source }),
        };
        let kept = mail.map_or(Kept::Strange, |mail| each(&mail));
        let (folder, flags, n_put) = match kept {
            Kept::Read => ("cur", ":2,S", &mut taken.n_read),
            Kept::Strange => ("strange", "", &mut taken.n_strange),
            Kept::Later => {
                taken.n_later += 1;
                continue;
            }
        };
        put_away(dir, &path, &name, (folder, flags))
            .map_err(|source| MaildirError::Move { path, source })?;
        *n_put += 1;
    }
    Ok(taken)
}

/// The names in a folder in their order, without hidden ones.
fn list(folder: &Path) -> io::Result<Vec<OsString>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
    let mut names = entries.collect::<io::Result<Vec<OsString>>>()?;
    names.retain(|name| !name.as_encoded_bytes().starts_with(b"."));
    names.sort();
    Ok(names)
}

/// The bytes of a mail; `None` when it is not a plain file or too large.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let limit = MAX_MAIL_BYTES as u64;
    let found = fs::symlink_metadata(path)?;
    if !found.is_file() || found.len() > limit {
        return Ok(None);
    }
    let mut mail = Vec::new();
    // It may have grown since.
    File::open(path)?.take(limit + 1).read_to_end(&mut mail)?;
    Ok((mail.len() <= MAX_MAIL_BYTES).then_some(mail))
}

fn put_away(
    dir: &Path,
    path: &Path,
    name: &OsStr,
    (folder, flags): (&str, &str),
) -> io::Result<()> {
    let folder = dir.join(folder);
    fs::create_dir_all(&folder)?;
    fs::rename(path, free_path(&folder, name, flags)?)
}

/// A path in `folder` for `name` with `flags` where nothing stands yet, because renaming would replace it.
fn free_path(folder: &Path, name: &OsStr, flags: &str) -> io::Result<PathBuf> {
    let mut unique = name.to_owned();
    loop {
        let mut candidate = unique.clone();
        candidate.push(flags);
        let path = folder.join(candidate);
        match fs::symlink_metadata(&path) {
            Ok(_) => unique.push("_"),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(path),
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, MaildirError, Taken, take_new};
    use crate::reply::MAX_MAIL_BYTES;
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;
    use tempfile::TempDir;

    fn maildir(mails: &[(&str, &[u8])]) -> TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("new")).unwrap();
        for (name, mail) in mails {
            fs::write(dir.path().join("new").join(name), mail).unwrap();
        }
        dir
    }

    /// Every file by its path in the Maildir.
    fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
        let folders = ["new", "cur", "strange"];
        let entries = folders.into_iter().flat_map(|folder| {
            let entries = fs::read_dir(dir.join(folder)).into_iter().flatten();
            entries.map(move |entry| (folder, entry.unwrap()))
        });
        let file = |(folder, entry): (&str, fs::DirEntry)| {
            let name = entry.file_name().into_string().unwrap();
            (format!("{folder}/{name}"), fs::read(entry.path()).unwrap_or_default())
        };
        entries.map(file).collect()
    }

    fn names(dir: &Path) -> Vec<String> {
        files(dir).into_keys().collect()
    }

    #[test]
    fn mails_are_handed_out_in_order_and_put_away_as_said() {
        let dir =
            maildir(&[("3.c", b"strange"), ("1.a", b"first"), ("2.b", b"second"), (".x", b"")]);
        let mut handed = Vec::new();
        let taken = take_new(dir.path(), |mail| {
            handed.push(mail.to_vec());
            if mail == b"strange" { Kept::Strange } else { Kept::Read }
        });
        assert_eq!(taken.unwrap(), Taken { n_read: 2, n_strange: 1, n_later: 0 });
        assert_eq!(handed, [b"first".as_slice(), b"second", b"strange"]);
        assert_eq!(names(dir.path()), ["cur/1.a:2,S", "cur/2.b:2,S", "new/.x", "strange/3.c"]);
        assert_eq!(take_new(dir.path(), |_| Kept::Read).unwrap(), Taken::default());
    }

    #[test]
    fn a_large_mail_is_strange_and_a_largest_one_is_read() {
        let (large, largest) = (vec![b'x'; MAX_MAIL_BYTES + 1], vec![b'x'; MAX_MAIL_BYTES]);
        let dir = maildir(&[("1", &large), ("2", &largest)]);
        let mut lengths = Vec::new();
        let taken = take_new(dir.path(), |mail| {
            lengths.push(mail.len());
            Kept::Read
        });
        assert_eq!(taken.unwrap(), Taken { n_read: 1, n_strange: 1, n_later: 0 });
        assert_eq!(lengths, [MAX_MAIL_BYTES]);
        assert_eq!(names(dir.path()), ["cur/2:2,S", "strange/1"]);
    }

    #[test]
    fn a_mail_that_could_not_be_dealt_with_stays_new_and_is_handed_out_again() {
        let dir = maildir(&[("1", b"first"), ("2", b"second")]);
        let busy = |mail: &[u8]| if mail == b"first" { Kept::Later } else { Kept::Read };
        let taken = take_new(dir.path(), busy).unwrap();
        assert_eq!(taken, Taken { n_read: 1, n_strange: 0, n_later: 1 });
        assert_eq!(names(dir.path()), ["cur/2:2,S", "new/1"]);
        let taken = take_new(dir.path(), |_| Kept::Read).unwrap();
        assert_eq!(taken, Taken { n_read: 1, n_strange: 0, n_later: 0 });
        assert_eq!(names(dir.path()), ["cur/1:2,S", "cur/2:2,S"]);
    }

    #[test]
    fn nothing_is_ever_replaced() {
        let dir = maildir(&[("1", b"again")]);
        fs::create_dir(dir.path().join("cur")).unwrap();
        fs::write(dir.path().join("cur/1:2,S"), b"before").unwrap();
        take_new(dir.path(), |_| Kept::Read).unwrap();
        let expected = [("cur/1:2,S", b"before".to_vec()), ("cur/1_:2,S", b"again".to_vec())];
        let expected = expected.map(|(name, mail)| (name.to_owned(), mail));
        assert_eq!(files(dir.path()), BTreeMap::from(expected));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_folders_are_put_aside_unopened() {
        let dir = maildir(&[]);
        let secret = dir.path().join("secret");
        fs::write(&secret, b"secret").unwrap();
        std::os::unix::fs::symlink(&secret, dir.path().join("new/1")).unwrap();
        fs::create_dir(dir.path().join("new/2")).unwrap();
        let taken = take_new(dir.path(), |mail| panic!("{mail:?}"));
        assert_eq!(taken.unwrap(), Taken { n_read: 0, n_strange: 2, n_later: 0 });
        let link = fs::symlink_metadata(dir.path().join("strange/1")).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&secret).unwrap(), b"secret");
    }

    #[test]
    fn a_folder_that_is_no_maildir_is_said_to_be_none() {
        let dir = tempfile::tempdir().unwrap();
        let taken = take_new(dir.path(), |_| Kept::Read);
        assert!(matches!(taken, Err(MaildirError::List { .. })));
    }
}

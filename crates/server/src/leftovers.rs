//! Files that nobody needs any more: halves that stopped coming, and what was sent and never lodged.
//!
//! A file stays as long as any version of any document names it. One that none names is noted with the time at which
//! that was first seen, in a setting of the store, and goes a month later, unless somebody has sent it again meanwhile.
//! Removing by a file's age alone was left out: a paper that was lodged for a year and whose draft is taken away today
//! would go today, while whoever took it away still thinks about it.

use crate::app::App;
use crate::error::ApiError;
use crate::storage;
use domain::{Cabinet, Digest, Document, Moment};
use std::collections::{BTreeMap, BTreeSet};

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;
/// How long a file on its way in may stand still.
const STALE_INCOMING: i64 = 7 * DAY;
/// How long a file stays that nothing names.
const UNNAMED: i64 = 30 * DAY;
/// Where it is noted since when a file has no name: JSON, microseconds by digest.
const SETTING: &str = "unnamed_files";

/// What was removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Removed {
    /// Halves of files.
    pub n_incoming: usize,
    /// Files that nothing names.
    pub n_files: usize,
}

/// Removes what is left over. Run by the server every hour.
///
/// # Errors
/// [`ApiError`] when the store or the files cannot be used; what could not be done is done the next time.
pub fn remove(app: &App) -> Result<Removed, ApiError> {
    let now = app.now();
    let n_incoming = app.objects.remove_stale_incoming(before(now, STALE_INCOMING))?;
    let since = before(now, UNNAMED);
    let files = app.objects.list()?;
    let expendable = storage::write(app.storage.as_ref(), |transaction| {
        let mut named = named_by_documents(&*app.cabinet_in(transaction)?);
        let companions = transaction.companions(None)?;
        named.extend(companions.iter().filter_map(|row| row.object));
        let sent = transaction.uploads_since(since)?;
        let noted = read_noted(transaction.setting(SETTING)?)?;
        let unnamed: BTreeMap<Digest, Moment> = files
            .difference(&named)
            .map(|digest| (*digest, noted.get(digest).copied().unwrap_or(now)))
            .collect();
        let is_due = |digest: &Digest, at: Moment| at < since && !sent.contains(digest);
        let due: BTreeSet<Digest> = unnamed
            .iter()
            .filter(|(digest, at)| is_due(digest, **at))
            .map(|(digest, _)| *digest)
            .collect();
        for digest in &due {
            // Whoever sent it has to send it again: the file must not be thought to be here.
            transaction.forget_uploads(*digest)?;
            // What was made beside it has no name from now on.
            transaction.remove_companions(*digest)?;
        }
        if due.is_empty() && unnamed == noted {
            return Ok(due);
        }
        transaction.put_setting(SETTING, &write_noted(&unnamed)?)?;
        Ok::<_, ApiError>(due)
    })?;
    let mut n_files = 0;
    for digest in expendable {
        n_files += usize::from(app.objects.remove_older(digest, since)?);
    }
    let removed = Removed { n_incoming, n_files };
    if removed != Removed::default() {
        tracing::info!(n_incoming, n_files, "files left over were removed");
    }
    Ok(removed)
}

fn before(now: Moment, micros: i64) -> Moment {
    Moment::from_micros(now.as_micros().saturating_sub(micros))
}

fn named_by_documents(cabinet: &Cabinet) -> BTreeSet<Digest> {
    cabinet.documents().flat_map(Document::versions).map(|version| version.digest).collect()
}

fn read_noted(bytes: Option<Vec<u8>>) -> Result<BTreeMap<Digest, Moment>, ApiError> {
    let unreadable = || ApiError::Broken("the note on files without a name cannot be read");
    let Some(bytes) = bytes else {
        return Ok(BTreeMap::new());
    };
    let noted: BTreeMap<String, i64> = serde_json::from_slice(&bytes).map_err(|_| unreadable())?;
    noted
        .into_iter()
        .map(|(hex, at)| {
            Ok((Digest::from_hex(&hex).ok_or_else(unreadable)?, Moment::from_micros(at)))
        })
        .collect()
}

fn write_noted(noted: &BTreeMap<Digest, Moment>) -> Result<Vec<u8>, ApiError> {
    let noted: BTreeMap<String, i64> =
        noted.iter().map(|(digest, at)| (digest.to_string(), at.as_micros())).collect();
    serde_json::to_vec(&noted)
        .map_err(|_| ApiError::Broken("the note on files without a name cannot be written"))
}

#[cfg(test)]
mod tests {
    use super::{DAY, Removed, remove};
    use crate::access_feed::commit_entities;
    use crate::storage::{self, UploadRow};
    use crate::{App, Clock, Config};
    use domain::{
        Cabinet, Digest, Document, DocumentId, DocumentRole, DocumentVersion, DossierId, Entity,
        Moment, PersonId, Text,
    };
    use std::fs::{self, File};
    use std::path::Path;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};
    use std::time::{Duration, SystemTime};
    use uuid::Uuid;

    struct Hands(AtomicI64);

    impl Clock for Hands {
        fn now(&self) -> Moment {
            Moment::from_micros(self.0.load(Ordering::Relaxed))
        }
    }

    /// Sets when a file was last written, in days since 1970.
    fn age(path: &Path, day: i64) {
        let at = SystemTime::UNIX_EPOCH + Duration::from_micros((day * DAY).unsigned_abs());
        File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
    }

    fn path_of(data: &Path, digest: Digest) -> std::path::PathBuf {
        let name = digest.to_string();
        let shelf: String = name.chars().take(2).collect();
        data.join("objects").join(shelf).join(name)
    }

    /// Stores bytes as a file that was last written on a day.
    fn store(app: &App, data: &Path, bytes: &[u8], day: i64) -> Digest {
        let (digest, _) = app.objects.put(&mut &*bytes).unwrap();
        age(&path_of(data, digest), day);
        digest
    }

    fn version(number: u32, digest: Digest) -> DocumentVersion {
        DocumentVersion {
            number,
            digest,
            length: 1,
            n_pages: Some(1),
            has_text: Some(true),
            name: "to-trinh.pdf".to_owned(),
            reason: String::new(),
            lodged_by: None,
            lodged_at: Moment::from_micros(0),
            issued_at: None,
        }
    }

    fn document(was: Digest, is: Digest, will_be: Digest) -> Entity {
        Entity::Document(Document {
            id: DocumentId::from_uuid(Uuid::from_u128(1)),
            dossier: DossierId::from_uuid(Uuid::from_u128(2)),
            role: DocumentRole::Paper,
            order: 0,
            title: Text::same("Tờ trình"),
            may_copy: true,
            recalled: true,
            version: version(2, is),
            published: true,
            pending: Some(version(3, will_be)),
            earlier: vec![version(1, was)],
            book_page: None,
        })
    }

    fn open(data: &Path) -> (Arc<App>, Arc<Hands>) {
        let hands = Arc::new(Hands(AtomicI64::new(1_000 * DAY)));
        let app = App::open(Config::for_data(data), Arc::<Hands>::clone(&hands)).unwrap();
        (app, hands)
    }

    fn sent(app: &App, digest: Digest, day: i64) {
        let at = Moment::from_micros(day * DAY);
        let person = PersonId::from_uuid(Uuid::nil());
        let row = UploadRow { digest, person, length: 1, begun_at: at, done_at: Some(at) };
        storage::write(app.storage.as_ref(), |transaction| transaction.put_upload(&row)).unwrap();
    }

    fn is_sent(app: &App, digest: Digest) -> bool {
        let person = PersonId::from_uuid(Uuid::nil());
        storage::read(app.storage.as_ref(), |transaction| transaction.upload(digest, person))
            .unwrap()
            .is_some()
    }

    /// Every file that was ever sent stayed on the server, lodged or not.
    #[test]
    fn a_file_goes_a_month_after_the_last_document_and_the_last_sender_named_it() {
        let data = tempfile::tempdir().unwrap();
        let (app, hands) = open(data.path());
        let at = |day: i64| hands.0.store(day * DAY, Ordering::Relaxed);
        let kept =
            ["was", "now", "next"].map(|words| store(&app, data.path(), words.as_bytes(), 1));
        let named = [document(kept[0], kept[1], kept[2])];
        storage::write(app.storage.as_ref(), |transaction| {
            commit_entities(transaction, &Cabinet::default(), &named)
        })
        .unwrap();
        let orphan = store(&app, data.path(), b"orphan", 1);
        let again = store(&app, data.path(), b"sent again", 1);
        let rewritten = store(&app, data.path(), b"stored again", 1);
        sent(&app, orphan, 1);
        let is_here = |digest| app.objects.length(digest).unwrap().is_some();
        let nothing = Removed::default();

        assert_eq!(remove(&app).unwrap(), nothing, "old as it is, it is seen without a name today");
        at(1_029);
        sent(&app, again, 1_029);
        assert_eq!(remove(&app).unwrap(), nothing);
        assert!(is_sent(&app, orphan));
        at(1_031);
        age(&path_of(data.path(), rewritten), 1_031);
        assert_eq!(remove(&app).unwrap(), Removed { n_incoming: 0, n_files: 1 });
        assert!(!is_here(orphan) && !is_sent(&app, orphan));
        assert!(is_here(again) && is_sent(&app, again) && is_here(rewritten));
        at(1_070);
        assert_eq!(remove(&app).unwrap(), Removed { n_incoming: 0, n_files: 2 });
        assert!(kept.into_iter().all(is_here), "every version of every document, recalled or not");
        assert_eq!(remove(&app).unwrap(), nothing);
    }

    /// A half of a file whose sender gave up lay in `incoming` for ever.
    #[test]
    fn a_half_that_stopped_coming_a_week_ago_goes_and_one_that_grows_stays() {
        let data = tempfile::tempdir().unwrap();
        let (app, _) = open(data.path());
        let incoming = data.path().join("objects/incoming");
        for (name, day) in [("stale", 992), ("grows", 994)] {
            app.objects.append_incoming(name, 0, b"half").unwrap();
            age(&incoming.join(name), day);
        }
        assert_eq!(remove(&app).unwrap(), Removed { n_incoming: 1, n_files: 0 });
        let left: Vec<_> =
            fs::read_dir(&incoming).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["grows"]);
        assert_eq!(
            app.objects.n_incoming("stale").unwrap(),
            0,
            "it can be sent from its beginning"
        );
    }
}

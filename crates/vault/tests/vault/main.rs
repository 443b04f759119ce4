//! The store on the laptop, from outside: what survives which mishap.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

mod sharing;

use domain::{BallotId, Digest, DocumentId, DossierId, ItemId, Moment, OperationId, PollId};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use uuid::Uuid;
use vault::{
    CHUNK_BYTES, FileRow, FileState, LocalChange, NewBallot, NewPosition, Outgoing, Passphrase,
    Profile, SecretStore, SecretStoreError, VaultError,
};
use zeroize::Zeroizing;

/// A keyring that can be absent or lose its secrets. The real one is used in the stories.
#[derive(Default)]
struct TestKeyring {
    absent: bool,
    secrets: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl SecretStore for TestKeyring {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretStoreError> {
        if self.absent {
            return vault::OsKeyring::new("nobody-answers-here").read("\0");
        }
        Ok(self.secrets.lock().unwrap().get(name).cloned().map(Zeroizing::new))
    }

    fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretStoreError> {
        if self.absent {
            return vault::OsKeyring::new("nobody-answers-here").write("\0", secret);
        }
        self.secrets.lock().unwrap().insert(name.to_owned(), secret.to_vec());
        Ok(())
    }
}

fn passphrase(words: &str) -> Passphrase {
    Passphrase::new(words.to_owned())
}

fn position(n: u128) -> LocalChange {
    LocalChange::position(
        NewPosition {
            item: ItemId::from_uuid(Uuid::from_u128(n)),
            value: "objects".to_owned(),
            comment: String::new(),
            grade: None,
        },
        outgoing(n),
    )
}

fn ballot(n: u128) -> LocalChange {
    LocalChange::ballot(
        NewBallot {
            id: BallotId::from_uuid(Uuid::from_u128(n)),
            poll: PollId::from_uuid(Uuid::from_u128(0x99)),
            seq: 0,
            sealed: "jws".to_owned(),
            choice: "other".to_owned(),
            opinion: Some("Đề nghị bổ sung".to_owned()),
            cast_at: Moment::from_micros(5),
        },
        outgoing(n),
    )
}

fn outgoing(n: u128) -> Outgoing {
    Outgoing {
        operation: OperationId::from_uuid(Uuid::from_u128(n)),
        made_at: Moment::from_micros(7),
        body: b"body".to_vec(),
    }
}

fn paper(length: u64, digest: Digest) -> FileRow {
    FileRow {
        document: DocumentId::from_uuid(Uuid::from_u128(1)),
        dossier: DossierId::from_uuid(Uuid::from_u128(2)),
        version: 1,
        digest,
        length,
        name: "a".to_owned(),
        state: FileState::Wanted,
        n_pages: None,
        problem: None,
    }
}

#[test]
fn a_profile_opens_only_with_everything_that_protects_it() {
    let dir = tempfile::tempdir().unwrap();
    let profile = Profile::at(dir.path());
    let keyring = TestKeyring::default();
    assert!(matches!(profile.unlock(&keyring, None), Err(VaultError::NoProfile)));
    let right = passphrase("mật khẩu dài");
    profile.make(&keyring, Some(&right)).unwrap().save(&position(1)).unwrap();
    assert!(matches!(profile.make(&keyring, None), Err(VaultError::ProfileExists)));
    assert!(profile.protection().unwrap().keyring && profile.protection().unwrap().passphrase);
    assert!(matches!(profile.unlock(&keyring, None), Err(VaultError::PassphraseRequired)));
    let wrong = passphrase("mật khẩu sai");
    assert!(matches!(profile.unlock(&keyring, Some(&wrong)), Err(VaultError::PassphraseWrong)));
    let empty = TestKeyring::default();
    assert!(matches!(profile.unlock(&empty, Some(&right)), Err(VaultError::KeyringMismatch)));
    for secret in keyring.secrets.lock().unwrap().values_mut() {
        secret[0] ^= 1;
    }
    assert!(matches!(profile.unlock(&keyring, Some(&right)), Err(VaultError::KeyringMismatch)));
    for secret in keyring.secrets.lock().unwrap().values_mut() {
        secret[0] ^= 1;
    }
    let vault = profile.unlock(&keyring, Some(&right)).unwrap();
    assert_eq!(vault.outbox().unwrap().len(), 1);
}

#[test]
fn without_a_keyring_a_passphrase_is_asked_for_and_no_key_lies_in_the_open() {
    let dir = tempfile::tempdir().unwrap();
    let profile = Profile::at(dir.path());
    let absent = TestKeyring { absent: true, ..TestKeyring::default() };
    assert!(matches!(profile.make(&absent, None), Err(VaultError::KeyringAbsent)));
    let short = passphrase("ngắn");
    assert!(matches!(profile.make(&absent, Some(&short)), Err(VaultError::PassphraseRequired)));
    assert!(!profile.exists());
    let right = passphrase("mật khẩu dài");
    drop(profile.make(&absent, Some(&right)).unwrap());
    assert!(profile.unlock(&absent, Some(&right)).is_ok());
    assert!(matches!(profile.unlock(&absent, None), Err(VaultError::PassphraseRequired)));
}

#[test]
fn a_second_program_cannot_open_the_same_profile() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = TestKeyring::default();
    let profile = Profile::at(dir.path());
    let vault = profile.make(&keyring, None).unwrap();
    assert!(matches!(profile.unlock(&keyring, None), Err(VaultError::InUse)));
    drop(vault);
    assert!(profile.unlock(&keyring, None).is_ok());
}

#[test]
fn unsent_work_survives_the_loss_of_either_copy() {
    for lost in ["vault.db", "journal"] {
        let dir = tempfile::tempdir().unwrap();
        let keyring = TestKeyring::default();
        let profile = Profile::at(dir.path());
        let vault = profile.make(&keyring, None).unwrap();
        vault.save(&position(1)).unwrap();
        vault.save(&ballot(2)).unwrap();
        drop(vault);
        for file in [lost.to_owned(), format!("{lost}-wal"), format!("{lost}-shm")] {
            drop(std::fs::remove_file(dir.path().join(file)));
        }
        drop(profile.unlock(&keyring, None).unwrap());
        let other = if lost == "journal" { "vault.db" } else { "journal" };
        for file in [other.to_owned(), format!("{other}-wal"), format!("{other}-shm")] {
            drop(std::fs::remove_file(dir.path().join(file)));
        }
        let vault = profile.unlock(&keyring, None).unwrap();
        let waiting: Vec<u128> =
            vault.outbox().unwrap().iter().map(|row| row.id.as_uuid().as_u128()).collect();
        assert_eq!(waiting, [2, 1], "after losing {lost}; ballots go first");
        assert_eq!(vault.own_ballots().unwrap()[0].opinion.as_deref(), Some("Đề nghị bổ sung"));
        assert_eq!(vault.own_positions().unwrap().len(), 1);
    }
}

#[test]
fn an_answered_operation_does_not_come_back_and_a_refused_one_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = TestKeyring::default();
    let profile = Profile::at(dir.path());
    let vault = profile.make(&keyring, None).unwrap();
    vault.save(&position(1)).unwrap();
    vault.save(&ballot(2)).unwrap();
    vault.accept(OperationId::from_uuid(Uuid::from_u128(1)), None).unwrap();
    vault.refuse(OperationId::from_uuid(Uuid::from_u128(2)), r#"{"code":"poll-closed"}"#).unwrap();
    drop(vault);
    let vault = profile.unlock(&keyring, None).unwrap();
    let outbox = vault.outbox().unwrap();
    assert_eq!(outbox.len(), 1);
    assert!(outbox[0].refusal.as_deref().unwrap().contains("poll-closed"));
    assert_eq!(vault.own_ballots().unwrap()[0].state, vault::OwnBallotState::Refused);
    assert!(vault.own_positions().unwrap()[0].received);
}

#[test]
fn a_store_from_a_newer_program_is_refused_and_left_byte_for_byte() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = TestKeyring::default();
    let profile = Profile::at(dir.path());
    drop(profile.make(&keyring, None).unwrap());
    let header = dir.path().join("profile.json");
    let old = std::fs::read_to_string(&header).unwrap();
    std::fs::write(&header, old.replace("\"format\": 1", "\"format\": 2")).unwrap();
    let before = std::fs::read(dir.path().join("vault.db")).unwrap();
    assert!(matches!(profile.unlock(&keyring, None), Err(VaultError::Newer)));
    assert_eq!(std::fs::read(dir.path().join("vault.db")).unwrap(), before);
}

#[test]
fn a_damaged_database_is_named_and_never_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = TestKeyring::default();
    let profile = Profile::at(dir.path());
    drop(profile.make(&keyring, None).unwrap());
    let path = dir.path().join("vault.db");
    std::fs::write(&path, b"not a database, but somebody's only copy").unwrap();
    assert!(matches!(profile.unlock(&keyring, None), Err(VaultError::Damaged(_))));
    assert_eq!(std::fs::read(&path).unwrap(), b"not a database, but somebody's only copy");
}

#[test]
fn a_recalled_dossier_is_unreadable_even_from_its_old_container() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = TestKeyring::default();
    let vault = Profile::at(dir.path()).make(&keyring, None).unwrap();
    let text = vec![0x5a; CHUNK_BYTES + 100];
    let row = paper(text.len() as u64, Digest::from_bytes(*blake3::hash(&text).as_bytes()));
    vault.put_file(&row).unwrap();
    vault.put_file_range(&row, 0, &text).unwrap();
    assert!(vault.verify_file(&row).unwrap());
    let ready = FileRow { state: FileState::Ready, ..row.clone() };
    assert_eq!(vault.open_file(&ready).unwrap().read_at(0, 5).unwrap(), [0x5a; 5]);
    let container = dir.path().join("files/a");
    let saved = std::fs::read(&container).unwrap();
    vault.recall(row.dossier).unwrap();
    assert!(!container.exists());
    std::fs::write(&container, saved).unwrap();
    assert!(matches!(vault.open_file(&ready), Err(VaultError::Recalled)));
    assert_eq!(vault.files().unwrap()[0].state, FileState::Recalled);
}

/// Once, a document that was recalled alone left its container readable with the key of its dossier.
#[test]
fn a_recalled_document_is_unreadable_even_from_its_old_container_while_its_neighbour_stays() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = TestKeyring::default();
    let vault = Profile::at(dir.path()).make(&keyring, None).unwrap();
    let text = vec![0x5a; CHUNK_BYTES + 100];
    let gone = paper(text.len() as u64, Digest::from_bytes(*blake3::hash(&text).as_bytes()));
    let stays = FileRow {
        document: DocumentId::from_uuid(Uuid::from_u128(3)),
        name: "b".to_owned(),
        ..gone.clone()
    };
    for row in [&gone, &stays] {
        vault.put_file(row).unwrap();
        vault.put_file_range(row, 0, &text).unwrap();
        assert!(vault.verify_file(row).unwrap());
    }
    let ready = |row: &FileRow| FileRow { state: FileState::Ready, ..row.clone() };
    vault.put_file(&FileRow { n_pages: Some(2), ..ready(&gone) }).unwrap();
    assert_eq!(vault.open_file(&ready(&gone)).unwrap().read_at(0, 5).unwrap(), [0x5a; 5]);
    let container = dir.path().join("files/a");
    let saved = std::fs::read(&container).unwrap();
    vault.remove_file(&gone).unwrap();
    assert!(!container.exists());
    std::fs::write(&container, saved).unwrap();
    assert!(matches!(vault.open_file(&ready(&gone)), Err(VaultError::Recalled)));
    assert!(matches!(vault.put_file_range(&gone, 0, b"x"), Err(VaultError::FileNotHere)));
    // Even a row that says it is here opens nothing: the secret it was sealed with is no more.
    vault.put_file(&ready(&gone)).unwrap();
    let opened = vault.open_file(&ready(&gone)).unwrap();
    assert!(matches!(opened.read_at(0, 5), Err(VaultError::Damaged(_))));
    assert_eq!(vault.open_file(&ready(&stays)).unwrap().read_at(0, 5).unwrap(), [0x5a; 5]);
}

/// A note that finds no place on the new version is read on the old one.
#[test]
fn a_replaced_version_that_is_kept_stays_readable_and_goes_with_its_dossier() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = TestKeyring::default();
    let vault = Profile::at(dir.path()).make(&keyring, None).unwrap();
    let text = vec![0x5a; 100];
    let first = paper(text.len() as u64, Digest::from_bytes(*blake3::hash(&text).as_bytes()));
    let second = FileRow { version: 2, name: "b".to_owned(), ..first.clone() };
    for row in [&first, &second] {
        vault.put_file(row).unwrap();
        vault.put_file_range(row, 0, &text).unwrap();
        assert!(vault.verify_file(row).unwrap());
        vault.put_page_texts(row.document, row.version, &[b"Dieu 1".to_vec()], 0).unwrap();
        if row.version == 1 {
            vault.keep_file(row).unwrap();
        }
    }
    let (current, kept) = (vault.files().unwrap(), vault.kept_files().unwrap());
    assert_eq!((current.len(), current[0].version), (1, 2));
    assert_eq!((kept.len(), kept[0].version), (1, 1));
    for row in [&current[0], &kept[0]] {
        assert_eq!(vault.open_file(row).unwrap().read_at(0, 2).unwrap(), [0x5a; 2]);
    }
    vault.recall(first.dossier).unwrap();
    assert!(matches!(vault.open_file(&kept[0]), Err(VaultError::Recalled)));
    assert_eq!(vault.page_text(first.document, 1, 0).unwrap(), None);
    assert!(!dir.path().join("files/a").exists() && !dir.path().join("files/b").exists());
}

#[test]
fn steps_are_undone_and_done_again_in_order_and_a_new_one_ends_what_could_be_done_again() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = TestKeyring::default();
    let vault = Profile::at(dir.path()).make(&keyring, None).unwrap();
    let document = DocumentId::from_uuid(Uuid::from_u128(2));
    let body = |undone| vault.next_mark_step(document, undone).unwrap().map(|(_, body)| body);
    for step in [b"1", b"2", b"3"] {
        vault.push_mark_step(document, step).unwrap();
    }
    for expected in [b"3", b"2"] {
        let (place, step) = vault.next_mark_step(document, false).unwrap().unwrap();
        assert_eq!(step, expected);
        vault.set_mark_step(place, true).unwrap();
    }
    assert_eq!((body(false), body(true)), (Some(b"1".to_vec()), Some(b"2".to_vec())));
    let (place, _) = vault.next_mark_step(document, true).unwrap().unwrap();
    vault.set_mark_step(place, false).unwrap();
    assert_eq!((body(false), body(true)), (Some(b"2".to_vec()), Some(b"3".to_vec())));
    vault.push_mark_step(document, b"4").unwrap();
    assert_eq!((body(false), body(true)), (Some(b"4".to_vec()), None));
    for n in 0..250_u32 {
        vault.push_mark_step(document, &n.to_be_bytes()).unwrap();
    }
    let mut n_kept = 0;
    while let Some((place, _)) = vault.next_mark_step(document, false).unwrap() {
        vault.set_mark_step(place, true).unwrap();
        n_kept += 1;
    }
    assert_eq!(n_kept, 200);
}

#[test]
fn a_file_whose_bytes_are_not_what_was_promised_is_begun_anew() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = TestKeyring::default();
    let vault = Profile::at(dir.path()).make(&keyring, None).unwrap();
    let row = paper(10, Digest::from_bytes([9; 32]));
    vault.put_file(&row).unwrap();
    vault.put_file_range(&row, 0, b"0123456789").unwrap();
    assert_eq!(vault.n_file_bytes(&row).unwrap(), 10);
    assert!(!vault.verify_file(&row).unwrap());
    assert_eq!(vault.n_file_bytes(&row).unwrap(), 0);
}

#[test]
fn nothing_the_member_wrote_can_be_read_in_any_file_of_the_profile() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = TestKeyring::default();
    let vault = Profile::at(dir.path()).make(&keyring, None).unwrap();
    vault.save(&ballot(2)).unwrap();
    let canary = "Đề nghị bổ sung".as_bytes();
    let mut n_files = 0;
    let mut look = |path: &Path| {
        let bytes = std::fs::read(path).unwrap();
        n_files += 1;
        for window in canary.windows(8) {
            assert!(!bytes.windows(8).any(|found| found == window), "{}", path.display());
        }
    };
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            look(&path);
        }
    }
    assert!(n_files >= 4, "{n_files}");
}

/// Files that somebody took in and thought better of, or was taking in when the power failed, stayed for ever.
#[test]
fn files_that_were_taken_in_and_never_lodged_are_gone_at_the_next_opening() {
    let dir = tempfile::tempdir().unwrap();
    let keyring = TestKeyring::default();
    let profile = Profile::at(dir.path());
    let vault = profile.make(&keyring, None).unwrap();
    let take_in = |n: u128, bytes: &[u8]| {
        let (id, now) = (Uuid::from_u128(n), Moment::from_micros(7));
        let row = vault.begin_outgoing(id, bytes.len() as u64, now).unwrap();
        vault.append_outgoing(&row, 0, bytes).unwrap();
        vault.finish_outgoing(&row).unwrap()
    };
    let (lodged, dropped) = (take_in(1, b"to trinh"), take_in(2, b"nham tep"));
    let half = vault.begin_outgoing(Uuid::from_u128(3), 1_000_000, Moment::from_micros(7)).unwrap();
    vault.append_outgoing(&half, 0, &vec![1; CHUNK_BYTES]).unwrap();
    vault.save(&LocalChange::lodge(lodged.digest.unwrap(), outgoing(9))).unwrap();
    drop(vault);
    let vault = profile.unlock(&keyring, None).unwrap();
    assert_eq!(vault.outgoing_files().unwrap().len(), 3);
    assert_eq!(vault.remove_unlodged().unwrap(), 2);
    assert_eq!(vault.outgoing_files().unwrap(), std::slice::from_ref(&lodged));
    let here = |row: &vault::OutgoingFileRow| dir.path().join("files").join(&row.name).exists();
    assert!(here(&lodged) && !here(&dropped) && !here(&half));
    assert_eq!(vault.open_outgoing(&lodged).unwrap().read_at(0, 8).unwrap(), b"to trinh");
    assert_eq!(vault.remove_unlodged().unwrap(), 0);
}

//! Shared notes in the store: what stands, what waits, what is gone, and whose key is whose.

use crate::{TestKeyring, outgoing};
use domain::{AnnotationId, DocumentId, OperationId, PersonId};
use std::path::Path;
use uuid::Uuid;
use vault::{LocalChange, OutboxKind, Profile, PulledChange, SharedNoteRow, Vault};

const TEXT: &str = "Đề nghị bỏ Điều 3";

fn document() -> DocumentId {
    DocumentId::from_uuid(Uuid::from_u128(0x60))
}

fn note() -> AnnotationId {
    AnnotationId::from_uuid(Uuid::from_u128(0x90))
}

fn person(n: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(n))
}

fn state(operation: u128, revision: u32, text: &str) -> SharedNoteRow {
    SharedNoteRow {
        operation: OperationId::from_uuid(Uuid::from_u128(operation)),
        annotation: note(),
        author: person(1),
        document: document(),
        version: 1,
        revision,
        readers: [person(2), person(3)].into(),
        body: text.as_bytes().to_vec(),
        waiting: false,
    }
}

fn shared(operation: u128, revision: u32, text: &str) -> LocalChange {
    LocalChange::share(&state(operation, revision, text), outgoing(operation))
}

fn operation(n: u128) -> OperationId {
    OperationId::from_uuid(Uuid::from_u128(n))
}

fn opened(dir: &Path, keyring: &TestKeyring) -> Vault {
    Profile::at(dir).unlock(keyring, None).unwrap()
}

/// What the member sees: operation, text, whether it waits.
fn seen(vault: &Vault) -> Option<(u128, String, bool)> {
    let mut rows = vault.shared_notes(document()).unwrap();
    assert!(rows.len() <= 1, "{rows:?}");
    let row = rows.pop()?;
    let text = String::from_utf8(row.body).unwrap();
    Some((row.operation.as_uuid().as_u128(), text, row.waiting))
}

#[test]
fn a_shared_note_survives_the_loss_of_either_copy_until_it_is_answered() {
    for (lost, other) in [("vault.db", "journal"), ("journal", "vault.db")] {
        let dir = tempfile::tempdir().unwrap();
        let keyring = TestKeyring::default();
        let vault = Profile::at(dir.path()).make(&keyring, None).unwrap();
        vault.save(&shared(1, 1, TEXT)).unwrap();
        drop(vault);
        for copy in [lost, other] {
            for end in ["", "-wal", "-shm"] {
                drop(std::fs::remove_file(dir.path().join(format!("{copy}{end}"))));
            }
            let vault = opened(dir.path(), &keyring);
            assert_eq!(seen(&vault), Some((1, TEXT.to_owned(), true)), "after losing {copy}");
            let waiting = vault.outbox().unwrap();
            assert_eq!((waiting.len(), waiting[0].kind), (1, OutboxKind::Note));
            assert_eq!(waiting[0].subject, note().to_string());
            assert_eq!(waiting[0].body, b"body");
        }
    }
}

#[test]
fn what_the_server_takes_stands_and_what_it_refuses_gives_way_to_what_stood() {
    let dir = tempfile::tempdir().unwrap();
    let vault = Profile::at(dir.path()).make(&TestKeyring::default(), None).unwrap();
    vault.save(&shared(1, 1, "một")).unwrap();
    vault.save(&shared(2, 2, "hai")).unwrap();
    assert_eq!(seen(&vault), Some((2, "hai".to_owned(), true)));
    vault.accept(operation(1), None).unwrap();
    assert_eq!(seen(&vault), Some((2, "hai".to_owned(), true)));
    vault.refuse(operation(2), "{}").unwrap();
    assert_eq!(seen(&vault), Some((1, "một".to_owned(), false)));
    let back = SharedNoteRow { readers: [].into(), ..state(3, 2, "") };
    vault.save(&LocalChange::share(&back, outgoing(3))).unwrap();
    assert_eq!(seen(&vault), None, "taken back here at once");
    vault.accept(operation(3), None).unwrap();
    assert_eq!(seen(&vault), None);
    let known = vault.shared_note(note()).unwrap().unwrap();
    assert_eq!((known.operation, known.revision), (operation(3), 2), "the next state follows it");
    assert!(vault.outbox().unwrap().iter().all(|row| !row.is_waiting()));
}

#[test]
fn a_server_cannot_bring_back_an_older_state_and_what_goes_out_of_sight_is_forgotten() {
    let dir = tempfile::tempdir().unwrap();
    let vault = Profile::at(dir.path()).make(&TestKeyring::default(), None).unwrap();
    let pull = |row| vault.apply_page(&[PulledChange::Shared(row)], 1, false).unwrap();
    pull(state(1, 1, "một"));
    pull(state(2, 2, "hai"));
    pull(state(1, 1, "một"));
    assert_eq!(seen(&vault), Some((2, "hai".to_owned(), false)));
    let gone = PulledChange::Remove { kind: "shared_note".into(), id: note().as_uuid() };
    vault.apply_page(&[gone], 2, false).unwrap();
    assert_eq!(seen(&vault), None);
    assert_eq!(vault.shared_note(note()).unwrap().unwrap().body, b"");
    pull(state(1, 1, "một"));
    assert_eq!(seen(&vault), None, "an older one stays away");
    pull(state(2, 2, "hai"));
    assert_eq!(seen(&vault), Some((2, "hai".to_owned(), false)), "the paper may be read again");
    vault.save(&shared(3, 3, "ba")).unwrap();
    vault.apply_page(&[], 0, true).unwrap();
    assert_eq!(seen(&vault), Some((3, "ba".to_owned(), true)), "another server; own work stays");
}

#[test]
fn a_person_is_held_to_the_first_key_until_another_one_is_confirmed() {
    let dir = tempfile::tempdir().unwrap();
    let vault = Profile::at(dir.path()).make(&TestKeyring::default(), None).unwrap();
    let tell = |key: [u8; 32]| {
        let change = PulledChange::SharingKey { person: person(2), key };
        vault.apply_page(&[change], 1, false).unwrap();
    };
    let known = || {
        let row = vault.sharing_key(person(2)).unwrap().unwrap();
        (row.pinned[0], row.offered.map(|key| key[0]), row.confirmed)
    };
    assert_eq!(vault.sharing_key(person(2)).unwrap(), None);
    tell([1; 32]);
    assert_eq!(known(), (1, None, false));
    tell([2; 32]);
    assert_eq!(known(), (1, Some(2), false));
    tell([1; 32]);
    assert_eq!(known(), (1, None, false));
    tell([2; 32]);
    vault.confirm_sharing_key(person(2), &[2; 32]).unwrap();
    assert_eq!(known(), (2, None, true));
    let gone = PulledChange::Remove { kind: "sharing_key".into(), id: person(2).as_uuid() };
    vault.apply_page(&[gone], 2, false).unwrap();
    assert_eq!(known(), (2, None, true), "a server cannot make this device forget");
}

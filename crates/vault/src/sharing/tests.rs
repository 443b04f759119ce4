use super::{SealedShare, ShareBinding, ShareError, SharingKey};
use crate::NoteKey;
use domain::{AnnotationId, DocumentId, OperationId, PersonId, SharedNote};
use std::collections::BTreeMap;
use uuid::Uuid;

const TEXT: &[u8] = "Đề nghị bỏ Điều 3".as_bytes();

fn person(n: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(n))
}

fn key(n: u8) -> SharingKey {
    NoteKey::from_bytes([n; 32]).sharing_key()
}

/// Person 1 shares with persons 2 and 3; each has the note key of their number.
fn binding() -> ShareBinding {
    ShareBinding {
        operation: OperationId::from_uuid(Uuid::from_u128(10)),
        revision: 1,
        note: SharedNote {
            annotation: AnnotationId::from_uuid(Uuid::from_u128(11)),
            author: person(1),
            document: DocumentId::from_uuid(Uuid::from_u128(12)),
            version: 1,
            readers: [person(2), person(3)].into(),
        },
    }
}

fn sealed() -> SealedShare {
    let readers = BTreeMap::from([(person(2), key(2).public()), (person(3), key(3).public())]);
    key(1).seal(&binding(), &readers, TEXT).unwrap()
}

fn open(share: &SealedShare, reader: u8, binding: &ShareBinding) -> Result<Vec<u8>, ShareError> {
    let person = person(reader.into());
    let wrapped = (person, &share.wrapped[&person]);
    key(reader).open(binding, wrapped, &key(1).public(), &share.sealed)
}

#[test]
fn author_and_named_readers_open_a_shared_note_and_nobody_else() {
    let share = sealed();
    for reader in 1..=3 {
        assert_eq!(open(&share, reader, &binding()).as_deref(), Ok(TEXT), "{reader}");
    }
    assert!(!share.sealed.windows(8).any(|window| TEXT.windows(8).any(|words| words == window)));
    for wrapped in share.wrapped.values() {
        for person in [person(2), person(4)] {
            let tried = key(4).open(&binding(), (person, wrapped), &key(1).public(), &share.sealed);
            assert_eq!(tried, Err(ShareError::NotForThisKey));
        }
    }
}

#[test]
fn a_shared_note_opens_only_as_what_its_author_sealed() {
    let share = sealed();
    let changes: [fn(&mut ShareBinding); 7] = [
        |binding| binding.operation = OperationId::from_uuid(Uuid::nil()),
        |binding| binding.revision = 2,
        |binding| binding.note.annotation = AnnotationId::from_uuid(Uuid::nil()),
        |binding| binding.note.author = person(9),
        |binding| binding.note.document = DocumentId::from_uuid(Uuid::nil()),
        |binding| binding.note.version = 2,
        |binding| {
            binding.note.readers.insert(person(9));
        },
    ];
    for change in changes {
        let mut other = binding();
        change(&mut other);
        assert_eq!(open(&share, 2, &other), Err(ShareError::NotForThisKey), "{other:?}");
    }
    for place in 0..share.sealed.len() {
        let mut damaged = share.clone();
        damaged.sealed[place] ^= 1;
        assert_eq!(open(&damaged, 2, &binding()), Err(ShareError::NotForThisKey), "{place}");
    }
    let mut swapped = share.clone();
    swapped.wrapped.insert(person(3), share.wrapped[&person(2)].clone());
    assert_eq!(open(&swapped, 3, &binding()), Err(ShareError::NotForThisKey));
}

#[test]
fn neither_the_server_nor_another_reader_can_speak_as_the_author() {
    let readers = BTreeMap::from([(person(2), key(2).public()), (person(3), key(3).public())]);
    for forger in [3, 7] {
        let forged = key(forger).seal(&binding(), &readers, b"forged").unwrap();
        assert_eq!(open(&forged, 2, &binding()), Err(ShareError::NotForThisKey), "{forger}");
        // With the sealed keys of a genuine note, which a reader knows how to open, around a text of one's own.
        let genuine = sealed();
        let mixed = SealedShare { sealed: forged.sealed, wrapped: genuine.wrapped };
        assert_eq!(open(&mixed, 2, &binding()), Err(ShareError::NotForThisKey), "{forger}");
    }
}

#[test]
fn the_sharing_key_is_the_same_on_every_device_with_the_note_key_and_is_not_the_note_key() {
    assert_eq!(key(1).public(), key(1).public());
    assert_ne!(key(1).public(), key(2).public());
    let agreement = crate::AgreementKey::from_bytes([1; 32]);
    assert_ne!(key(1).public(), agreement.public());
    // Fixed for all time: another value would part a member's devices.
    let hex: String = key(1).public().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, "1aea0f1f87dfa0f88f85b9ea851d75eaf3ae97d50cdbca328b902d2a07aa1147");
}

#[test]
fn keys_that_are_none_are_refused() {
    let readers = BTreeMap::from([(person(2), [0; 32])]);
    let refused = key(1).seal(&binding(), &readers, TEXT);
    assert_eq!(refused, Err(ShareError::NoKey));
    let share = sealed();
    let wrapped = (person(2), &share.wrapped[&person(2)]);
    let tried = key(2).open(&binding(), wrapped, &[0; 32], &share.sealed);
    assert_eq!(tried, Err(ShareError::NotForThisKey));
}

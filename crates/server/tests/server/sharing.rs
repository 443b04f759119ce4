//! Notes shared between laptops over a real server, and what a hostile one can do about them.

use crate::laptop::{Laptop, Stage};
use domain::{
    Anchor, AnnotationChange, AnnotationId, AnnotationOp, Colour, DeviceId, DocumentId, HybridTime,
    Layer, Mark, Moment, OperationId, PersonId,
};
use serde_json::Value;
use std::collections::BTreeSet;
use sync::{SyncError, note_body, taken_from};
use uuid::Uuid;
use vault::{LocalChange, NewNote, Outgoing, PulledChange};

const CANARY: &str = "hoàng yến trong hầm mỏ";

/// What the author of a note did, in order: made it with the first words, then rewrote it.
fn written(document: DocumentId, words: &[&str]) -> Vec<AnnotationOp> {
    let op = |(n, words): (usize, &&str)| AnnotationOp {
        id: OperationId::from_uuid(Uuid::from_u128(0x500 + n as u128)),
        annotation: note(),
        at: HybridTime { millis: n as i64, counter: 0, device: DeviceId::from_uuid(Uuid::nil()) },
        change: if n == 0 {
            AnnotationChange::Make {
                anchor: Anchor { document, version: 1, page: 2 },
                mark: Mark::Note {
                    x: 0.5,
                    y: 0.5,
                    text: (*words).to_owned(),
                    colour: Colour::Blue,
                },
                surroundings: None,
                made_at: Moment::from_micros(1),
            }
        } else {
            AnnotationChange::SetText((*words).to_owned())
        },
    };
    words.iter().enumerate().map(op).collect()
}

fn note() -> AnnotationId {
    AnnotationId::from_uuid(Uuid::from_u128(0x90))
}

fn share(laptop: &Laptop, words: &[&str], readers: &[PersonId]) -> Result<(), SyncError> {
    let ops = written(laptop.paper().id, words);
    let readers: BTreeSet<PersonId> = readers.iter().copied().collect();
    laptop.vault.save(&laptop.client.share_note(&laptop.cabinet(), &ops, &readers)?)?;
    Ok(())
}

/// The words of the shared notes that a member sees on the paper.
fn seen(laptop: &Laptop) -> Vec<String> {
    let notes = laptop.client.shared_notes(laptop.paper().id).unwrap();
    notes.iter().map(|share| share.note.mark.words().unwrap().to_owned()).collect()
}

fn waiting_reasons(laptop: &Laptop) -> Vec<String> {
    laptop.vault.quarantine().unwrap().into_iter().map(|row| row.reason).collect()
}

#[tokio::test]
async fn an_adviser_prepares_offline_the_minister_takes_over_and_nobody_else_learns_a_word() {
    let stage = Stage::open().await;
    let (mai, an) = (stage.laptop("adviser_mai").await, stage.laptop("minister_an").await);
    let (binh, tuan) = (stage.laptop("minister_binh").await, stage.laptop("admin_tuan").await);
    let minister = stage.person("minister_an");
    assert!(matches!(share(&mai, &["x"], &[minister]), Err(SyncError::SharingKeyMissing)));
    mai.client.sync().await.unwrap();

    // From here to the next synchronisation there is no network.
    share(&mai, &["bản nháp đầu tiên", CANARY], &[minister]).unwrap();
    assert_eq!(seen(&mai), [CANARY]);
    assert!(mai.client.shared_notes(mai.paper().id).unwrap()[0].waiting);
    for laptop in [&mai, &an, &binh, &tuan] {
        laptop.client.sync().await.unwrap();
    }
    let shares = an.client.shared_notes(an.paper().id).unwrap();
    assert_eq!(seen(&an), [CANARY]);
    assert_eq!((shares[0].author, shares[0].layer), (stage.person("adviser_mai"), Layer::Advice));
    assert!(!shares[0].mine && !shares[0].waiting);
    assert!(!mai.client.shared_notes(mai.paper().id).unwrap()[0].waiting);
    assert_eq!(seen(&binh), Vec::<String>::new());
    for laptop in [&binh, &tuan] {
        assert_eq!(laptop.vault.shared_note(note()).unwrap(), None);
        assert_eq!(waiting_reasons(laptop), Vec::<String>::new());
    }
    let disk = stage.disk();
    for secret in [CANARY, "bản nháp"] {
        let found = disk.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "the server keeps {secret}");
    }

    // The minister makes it their own; what the adviser does afterwards does not touch it.
    let own = AnnotationId::from_uuid(Uuid::from_u128(0x91));
    let id = OperationId::from_uuid(Uuid::now_v7());
    let at = HybridTime { millis: 9, counter: 0, device: an.client.credentials().device_id() };
    let (op, body) = shares[0].take_over((id, own), at, Moment::from_micros(9)).unwrap();
    let sealed = an.client.note_key().unwrap().unwrap().seal(id.as_uuid(), &body).unwrap();
    let outgoing = Outgoing {
        operation: id,
        made_at: Moment::from_micros(9),
        body: note_body(&sealed).unwrap(),
    };
    let document = Some(an.paper().id);
    let taken = NewNote { annotation: op.annotation, document, body };
    an.vault.save(&LocalChange::note(taken, outgoing)).unwrap();
    share(&mai, &["", "đổi ý"], &[minister]).unwrap();
    mai.client.sync().await.unwrap();
    an.client.sync().await.unwrap();
    assert_eq!(seen(&an), ["đổi ý"]);
    mai.vault.save(&mai.client.unshare_note(note()).unwrap()).unwrap();
    assert_eq!(seen(&mai), Vec::<String>::new());
    mai.client.sync().await.unwrap();
    an.client.sync().await.unwrap();
    assert_eq!(seen(&an), Vec::<String>::new());
    let kept = an.vault.note_ops_of(own).unwrap();
    let from = taken_from(&kept[0]).unwrap().unwrap();
    assert_eq!(
        (from.author, from.annotation),
        (stage.person("adviser_mai").as_uuid(), note().as_uuid())
    );
    assert!(String::from_utf8(kept[0].clone()).unwrap().contains(CANARY));
}

#[tokio::test]
async fn a_device_enrolled_later_opens_what_was_shared_before_once_it_has_the_note_key() {
    let stage = Stage::open().await;
    let (an, binh) = (stage.laptop("minister_an").await, stage.laptop("minister_binh").await);
    an.client.sync().await.unwrap();
    share(&an, &[CANARY], &[stage.person("minister_binh")]).unwrap();
    an.client.sync().await.unwrap();
    binh.client.sync().await.unwrap();
    assert_eq!(seen(&binh), [CANARY]);

    let tablet = stage.laptop("minister_binh").await;
    assert_eq!(seen(&tablet), Vec::<String>::new());
    assert_eq!(waiting_reasons(&tablet), ["note-key-missing"]);
    binh.client.sync().await.unwrap();
    let devices = binh.client.devices().unwrap();
    let waiting = devices.iter().find(|device| device.pairing_code.is_some()).unwrap();
    binh.client.approve_device(waiting.id).await.unwrap();
    tablet.client.sync().await.unwrap();
    assert_eq!(seen(&tablet), [CANARY]);
    let (one, other) = (binh.client.own_sharing_code(), tablet.client.own_sharing_code());
    assert_eq!(one.unwrap().unwrap(), other.unwrap().unwrap());

    // The author's other device takes it back; the first one, which has not heard of it, cannot revive it.
    let second = stage.laptop("minister_an").await;
    an.client.sync().await.unwrap();
    let waiting = an.client.devices().unwrap();
    let waiting = waiting.iter().find(|device| device.pairing_code.is_some()).unwrap().id;
    an.client.approve_device(waiting).await.unwrap();
    second.client.sync().await.unwrap();
    assert!(second.client.shared_notes(second.paper().id).unwrap()[0].mine);
    second.vault.save(&second.client.unshare_note(note()).unwrap()).unwrap();
    second.client.sync().await.unwrap();
    share(&an, &["muộn"], &[stage.person("minister_binh")]).unwrap();
    an.client.sync().await.unwrap();
    let refused = an.vault.outbox().unwrap();
    assert!(refused[0].refusal.as_deref().unwrap().contains("share-outdated"));
    tablet.client.sync().await.unwrap();
    assert_eq!((seen(&an), seen(&tablet)), (vec![], vec![]));
    share(&an, &["lại"], &[stage.person("minister_binh")]).unwrap();
    an.client.sync().await.unwrap();
    tablet.client.sync().await.unwrap();
    assert_eq!(seen(&tablet), ["lại"]);
}

#[tokio::test]
async fn a_key_that_changes_is_used_for_nothing_until_its_code_was_compared() {
    let stage = Stage::open().await;
    let (an, binh) = (stage.laptop("minister_an").await, stage.laptop("minister_binh").await);
    an.client.sync().await.unwrap();
    let colleague = stage.person("minister_binh");
    let known = an.client.sharing_key_of(colleague).unwrap().unwrap();
    assert_eq!(known.code, binh.client.own_sharing_code().unwrap().unwrap());
    assert_eq!((known.confirmed, known.changed_to), (false, None));
    assert_eq!(known.code.len(), 24, "{}", known.code);

    let slipped_in = PulledChange::SharingKey { person: colleague, key: [9; 32] };
    an.vault.apply_notes(std::slice::from_ref(&slipped_in)).unwrap();
    let known = an.client.sharing_key_of(colleague).unwrap().unwrap();
    assert!(known.changed_to.is_some());
    assert!(matches!(share(&an, &[CANARY], &[colleague]), Err(SyncError::SharingKeyChanged)));
    let wrong = an.client.confirm_sharing_key(colleague, "AAAA-AAAA-AAAA-AAAA-AAAA");
    assert!(matches!(wrong, Err(SyncError::SharingKeyChanged)));
    assert!(an.client.sharing_key_of(colleague).unwrap().unwrap().changed_to.is_some());
    an.client.confirm_sharing_key(colleague, &known.code).unwrap();
    assert!(an.client.sharing_key_of(colleague).unwrap().unwrap().confirmed);
    share(&an, &[CANARY], &[colleague]).unwrap();
    an.client.sync().await.unwrap();

    // Of their own key, another one told by the server shows and changes nothing.
    let own = PulledChange::SharingKey { person: colleague, key: [9; 32] };
    binh.vault.apply_notes(&[own]).unwrap();
    assert!(binh.client.sharing_key_of(colleague).unwrap().unwrap().changed_to.is_some());
    binh.client.sync().await.unwrap();
    assert_eq!(seen(&binh), [CANARY]);
}

/// What a hostile server does to a record.
type Twist = fn(&mut Value);

/// Applies a twist to every record of a kind that comes to a laptop.
fn twisting(kind: &'static str, twist: Twist) -> Box<dyn Fn(&mut Value) + Send + Sync> {
    Box::new(move |body| {
        let changes = body.get_mut("changes").and_then(Value::as_array_mut);
        for change in changes.into_iter().flatten() {
            if change["kind"] == kind && !change["record"].is_null() {
                twist(&mut change["record"]);
            }
        }
    })
}

#[tokio::test]
async fn a_server_that_changes_author_readers_words_or_keys_is_not_believed() {
    let stage = Stage::open().await;
    let (an, chair) = (stage.laptop("minister_an").await, stage.laptop("chair").await);
    let binh = stage.laptop("minister_binh").await;
    an.client.sync().await.unwrap();
    let reader = [stage.person("minister_binh")];
    let twists: [(&str, Twist); 7] = [
        ("author", |note| note["author"] = note["readers"][0].clone()),
        ("readers", |note| {
            let stranger = Uuid::now_v7().to_string();
            note["readers"].as_array_mut().unwrap().push(stranger.into());
        }),
        ("nobody reads", |note| note["readers"] = Value::Array(vec![])),
        ("revision", |note| note["revision"] = 70.into()),
        ("version", |note| note["version"] = 7.into()),
        ("words", |note| note["sealed"] = "QUJD".into()),
        ("key", |note| note["wrapped"]["key"] = "QUJD".into()),
    ];
    for (name, twist) in twists {
        share(&an, &[name], &reader).unwrap();
        an.client.sync().await.unwrap();
        binh.client.sync().await.unwrap();
        assert_eq!((seen(&binh), waiting_reasons(&binh).len()), (vec![name.to_owned()], 0));
        *binh.mischief.lock().unwrap() = Some(twisting("shared_note", twist));
        share(&an, &["later"], &reader).unwrap();
        an.client.sync().await.unwrap();
        binh.client.sync().await.unwrap();
        assert_eq!((seen(&binh), waiting_reasons(&binh).len()), (vec![name.to_owned()], 1));
        *binh.mischief.lock().unwrap() = None;
    }
    // A published key that was changed on the way is nobody's.
    let twist: Twist = |key| key["key"] = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk".into();
    *chair.mischief.lock().unwrap() = Some(twisting("sharing_key", twist));
    stage.laptop("adviser_mai").await;
    chair.client.sync().await.unwrap();
    assert_eq!(chair.client.sharing_key_of(stage.person("adviser_mai")).unwrap(), None);
    assert!(waiting_reasons(&chair).contains(&"no device signed this sharing key".to_owned()));
}

use crate::access_feed::{commit_entities, read_feed};
use crate::operation::apply;
use crate::proof::Caller;
use crate::storage::{self, StoreError};
use crate::{App, Config, SystemClock};
use ballot::IdentityKey;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    AgendaItem, Body, BodyId, Calendar, Classification, Country, DeviceId, Digest, Document,
    DocumentId, DocumentRole, DocumentVersion, Dossier, DossierId, DossierState, Entity, ItemId,
    Meeting, MeetingId, MeetingKind, MeetingState, Membership, MembershipId, Moment, Person,
    PersonId, Recusal, Role, Rules, Text, Zone,
};
use std::sync::Arc;
use uuid::Uuid;
use wire::{
    Change, Operation, OperationBody, OperationOutcome, ShareNoteBody, UnshareNoteBody, WrappedKey,
};

const CHAIR: u128 = 1;
const MINISTER_AN: u128 = 2;
const MINISTER_BINH: u128 = 3;
const ADVISER_MAI: u128 = 4;
const SECRETARY_LAN: u128 = 5;
const AUDITOR_SON: u128 = 6;
const PEOPLE: [u128; 6] =
    [CHAIR, MINISTER_AN, MINISTER_BINH, ADVISER_MAI, SECRETARY_LAN, AUDITOR_SON];
const DOCUMENT: u128 = 0x60;
const NOTE: u128 = 0x90;

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn person(n: u128) -> PersonId {
    PersonId::from_uuid(uuid(n))
}

fn role(n: u128) -> Role {
    match n {
        CHAIR => Role::Chair,
        ADVISER_MAI => Role::Adviser { advises: person(MINISTER_AN) },
        SECRETARY_LAN => Role::Secretariat,
        AUDITOR_SON => Role::Auditor,
        _ => Role::Member,
    }
}

fn paper() -> Document {
    Document {
        id: DocumentId::from_uuid(uuid(DOCUMENT)),
        dossier: DossierId::from_uuid(uuid(0x50)),
        role: DocumentRole::Paper,
        order: 0,
        title: Text::same("Tờ trình"),
        may_copy: true,
        recalled: false,
        version: DocumentVersion {
            number: 1,
            digest: Digest::from_bytes([0; 32]),
            length: 1,
            n_pages: Some(1),
            has_text: None,
            name: "x.pdf".to_owned(),
            reason: String::new(),
            lodged_by: None,
            lodged_at: Moment::from_micros(0),
            issued_at: Some(Moment::from_micros(0)),
        },
        published: true,
        pending: None,
        earlier: Vec::new(),
        book_page: Some(1),
    }
}

fn item() -> AgendaItem {
    let meeting = MeetingId::from_uuid(uuid(0x30));
    let mut item = AgendaItem::blank(ItemId::from_uuid(uuid(0x40)), meeting, person(MINISTER_AN));
    item.issued = Some(item.face.clone());
    item
}

fn seat(n: u128) -> Membership {
    Membership {
        id: MembershipId::from_uuid(uuid(0x100 + n)),
        body: BodyId::from_uuid(uuid(0x20)),
        person: person(n),
        role: role(n),
        clearance: Classification::Confidential,
        votes: 1,
        from: None,
        until: None,
        ended: false,
    }
}

fn somebody(n: u128) -> Person {
    Person {
        id: person(n),
        handle: n.to_string(),
        name: n.to_string(),
        office: Text::same("x"),
        mail: None,
        removed: false,
    }
}

/// A server with a published meeting of one item with one paper.
struct Stage {
    app: Arc<App>,
    _data: tempfile::TempDir,
}

impl Stage {
    fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let app = App::open(Config::for_data(data.path()), Arc::new(SystemClock)).unwrap();
        let stage = Self { app, _data: data };
        let body = BodyId::from_uuid(uuid(0x20));
        let mut entities = vec![Entity::Body(Body {
            id: body,
            name: Text::same("Chính phủ"),
            rules: Rules::VIETNAM,
            calendar: Calendar::of(Country::Vietnam),
            zone: Zone::vietnam(),
            ceiling: Classification::Confidential,
            stamps: [].into(),
        })];
        entities.extend(PEOPLE.map(|n| Entity::Person(somebody(n))));
        entities.extend(PEOPLE.map(|n| Entity::Membership(seat(n))));
        let id = MeetingId::from_uuid(uuid(0x30));
        let mut meeting = Meeting::blank(id, body, MeetingKind::Session, person(CHAIR));
        meeting.issued = Some(meeting.face.clone());
        meeting.state = MeetingState::Published;
        entities.push(Entity::Meeting(meeting));
        entities.push(Entity::Item(item()));
        entities.push(Entity::Dossier(Dossier {
            id: DossierId::from_uuid(uuid(0x50)),
            item: ItemId::from_uuid(uuid(0x40)),
            classification: Classification::Internal,
            paper_expected: true,
            summary_expected: false,
            state: DossierState::Published,
        }));
        entities.push(Entity::Document(paper()));
        stage.commit(&entities);
        stage
    }

    fn commit(&self, entities: &[Entity]) {
        storage::write(self.app.storage.as_ref(), |transaction| {
            let before = self.app.cabinet_in(transaction)?;
            commit_entities(transaction, &before, entities)
        })
        .unwrap();
    }

    fn operate(&self, author: u128, id: u128, body: OperationBody) -> Result<(), String> {
        let caller = Caller {
            device: DeviceId::from_uuid(uuid(0x1000 + author)),
            person: person(author),
            key: IdentityKey::from_seed(&[7; 32]).public(),
        };
        let result = apply(&self.app, &caller, &Operation { id: uuid(id), body }).unwrap();
        match result.outcome {
            OperationOutcome::Accepted { receipt: None } => Ok(()),
            OperationOutcome::Refused { problem } => Err(problem.code),
            other @ (OperationOutcome::Accepted { .. } | OperationOutcome::Late { .. }) => {
                panic!("{other:?}")
            }
        }
    }

    fn share(&self, author: u128, id: u128, body: ShareNoteBody) -> Result<(), String> {
        self.operate(author, id, OperationBody::ShareNote(Box::new(body)))
    }

    fn unshare(
        &self,
        author: u128,
        id: u128,
        (revision, replaces): (u32, u128),
    ) -> Result<(), String> {
        let body = UnshareNoteBody { annotation: uuid(NOTE), revision, replaces: uuid(replaces) };
        self.operate(author, id, OperationBody::UnshareNote(body))
    }

    fn newest(&self) -> u64 {
        let store = self.app.storage.as_ref();
        storage::read(store, |transaction| transaction.newest_change()).unwrap()
    }

    fn feed(&self, of: u128, after: u64) -> Vec<Change> {
        let (changes, ..) = storage::read(self.app.storage.as_ref(), |transaction| {
            let cabinet = self.app.cabinet_in(transaction)?;
            read_feed(transaction, &cabinet, person(of), after, 10_000)
                .map_err(|_| StoreError::Unreadable { what: "feed" })
        })
        .unwrap();
        changes.into_iter().filter(|change| change.kind == "shared_note").collect()
    }

    /// Who gets the note, with a key for themselves alone, and who is told that it is gone.
    fn holders(&self, after: u64) -> (Vec<u128>, Vec<u128>) {
        let (mut have, mut lost) = (Vec::new(), Vec::new());
        for n in PEOPLE {
            for change in self.feed(n, after) {
                assert_eq!(change.id, uuid(NOTE));
                let Some(record) = change.record else {
                    lost.push(n);
                    continue;
                };
                let own = record["wrapped"]["person"].as_str();
                assert!(own.is_none_or(|own| own == uuid(n).to_string()), "{record}");
                have.push(n);
            }
        }
        (have, lost)
    }
}

fn shared_by(author: u128, readers: &[u128]) -> ShareNoteBody {
    let bytes = |length| URL_SAFE_NO_PAD.encode(vec![7_u8; length]);
    let sealed_to = |n: &u128| WrappedKey { person: uuid(*n), enc: bytes(32), key: bytes(48) };
    ShareNoteBody {
        annotation: uuid(NOTE),
        document: uuid(DOCUMENT),
        version: 1,
        revision: 1,
        replaces: None,
        readers: readers.iter().map(|n| uuid(*n)).collect(),
        sealed: bytes(90),
        wrapped: readers.iter().chain([&author]).map(sealed_to).collect(),
    }
}

fn next(body: ShareNoteBody, revision: u32, replaces: u128) -> ShareNoteBody {
    ShareNoteBody { revision, replaces: Some(uuid(replaces)), ..body }
}

#[test]
fn a_note_goes_to_its_author_and_named_readers_and_changes_and_goes_for_them() {
    let stage = Stage::open();
    let an = MINISTER_AN;
    stage.share(an, 1, shared_by(an, &[MINISTER_BINH, CHAIR])).unwrap();
    assert_eq!(stage.holders(0), (vec![CHAIR, an, MINISTER_BINH], vec![]));
    let before = stage.newest();
    stage.share(an, 1, shared_by(an, &[MINISTER_BINH, CHAIR])).unwrap();
    assert_eq!(stage.newest(), before, "the same operation again does nothing");

    stage.share(an, 2, next(shared_by(an, &[CHAIR]), 2, 1)).unwrap();
    assert_eq!(stage.holders(before), (vec![CHAIR, an], vec![MINISTER_BINH]));

    let before = stage.newest();
    stage.unshare(an, 3, (3, 2)).unwrap();
    assert_eq!(stage.holders(before), (vec![an], vec![CHAIR]));
    let own = stage.feed(an, before).remove(0).record.unwrap();
    assert_eq!((own["readers"].as_array().unwrap().len(), own["sealed"].as_str()), (0, Some("")));
    assert_eq!(own["wrapped"], serde_json::Value::Null);
    stage.share(an, 4, next(shared_by(an, &[CHAIR]), 4, 3)).unwrap();
    assert_eq!(stage.holders(0), (vec![CHAIR, an], vec![MINISTER_BINH]));
}

#[test]
fn a_change_that_does_not_know_what_stands_is_refused_so_that_nothing_taken_back_returns() {
    let stage = Stage::open();
    let an = MINISTER_AN;
    let body = || shared_by(an, &[CHAIR]);
    let outdated = Err("share-outdated".to_owned());
    assert_eq!(stage.share(an, 10, next(body(), 2, 1)), outdated);
    stage.share(an, 1, body()).unwrap();
    let stale = [body(), next(body(), 1, 1), next(body(), 3, 1), next(body(), 2, 9)];
    for (id, stale) in (11..).zip(stale) {
        assert_eq!(stage.share(an, id, stale), outdated, "{id}");
    }
    assert_eq!(stage.unshare(an, 21, (2, 9)), outdated);
    stage.unshare(an, 2, (2, 1)).unwrap();
    // Another device of theirs that had not heard of it.
    assert_eq!(stage.share(an, 22, next(body(), 2, 1)), outdated);
    assert_eq!(stage.holders(0).0, [an]);
}

#[test]
fn only_those_who_work_together_on_a_paper_they_may_read_share_and_absent_looks_like_forbidden() {
    let stage = Stage::open();
    let refused = |code: &str| Err(code.to_owned());
    let mut id = 100;
    let mut share = |author, body| {
        id += 1;
        stage.share(author, id, body)
    };
    let an = MINISTER_AN;
    for (author, reader) in
        [(an, AUDITOR_SON), (CHAIR, ADVISER_MAI), (ADVISER_MAI, CHAIR), (an, 77)]
    {
        let tried = share(author, shared_by(author, &[reader]));
        assert_eq!(tried, refused("share-refused"), "{author} {reader}");
    }
    let nowhere = |author| ShareNoteBody { document: uuid(1), ..shared_by(author, &[CHAIR]) };
    assert_eq!(share(AUDITOR_SON, shared_by(AUDITOR_SON, &[CHAIR])), refused("not-found"));
    assert_eq!(share(AUDITOR_SON, nowhere(AUDITOR_SON)), refused("not-found"));
    assert_eq!(share(an, nowhere(an)), refused("not-found"));
    let newer = ShareNoteBody { version: 2, ..shared_by(an, &[CHAIR]) };
    assert_eq!(share(an, newer), refused("not-found"));
    assert_eq!(stage.holders(0), (vec![], vec![]));
    share(ADVISER_MAI, shared_by(ADVISER_MAI, &[an])).unwrap();
    assert_eq!(stage.holders(0).0, [an, ADVISER_MAI]);
    // Somebody else's note is nobody's to change or take back, not even its reader's.
    assert_eq!(share(an, next(shared_by(an, &[CHAIR]), 2, 109)), refused("conflict"));
    assert_eq!(stage.unshare(an, 999, (2, 109)), refused("not-found"));
}

#[test]
fn a_note_that_is_not_well_formed_is_refused_before_anything_is_looked_up() {
    let stage = Stage::open();
    let an = MINISTER_AN;
    let good = || shared_by(an, &[CHAIR]);
    let many: Vec<u128> = (100..165).collect();
    let mut twice = good();
    twice.wrapped.push(twice.wrapped[0].clone());
    let mut short = good();
    short.wrapped[0].enc = "AA".to_owned();
    let mut strange = good();
    strange.wrapped[0].key = "ô".to_owned();
    let mut missing = good();
    missing.wrapped.pop();
    let cases = [
        shared_by(an, &[]),
        shared_by(an, &many),
        shared_by(an, &[an]),
        ShareNoteBody { sealed: String::new(), ..good() },
        ShareNoteBody { sealed: "A".repeat(4 * 1024 * 1024 + 1), ..good() },
        ShareNoteBody { sealed: "not base64!".to_owned(), ..good() },
        twice,
        short,
        strange,
        missing,
    ];
    for (id, case) in (200..).zip(cases) {
        assert_eq!(stage.share(an, id, case), Err("bad-request".to_owned()), "{id}");
    }
    assert_eq!(stage.holders(0), (vec![], vec![]));
}

#[test]
fn whoever_may_no_longer_read_the_paper_loses_the_note_and_gets_it_back_with_the_paper() {
    let stage = Stage::open();
    let an = MINISTER_AN;
    stage.share(an, 1, shared_by(an, &[MINISTER_BINH])).unwrap();

    let before = stage.newest();
    let mut aside = item();
    let recusal = Recusal { reason: "x".to_owned(), by: person(an), at: Moment::from_micros(1) };
    aside.recused.insert(person(MINISTER_BINH), recusal);
    stage.commit(&[Entity::Item(aside)]);
    assert_eq!(stage.holders(before), (vec![], vec![MINISTER_BINH]));
    stage.commit(&[Entity::Item(item())]);
    assert_eq!(stage.holders(before), (vec![MINISTER_BINH], vec![]));

    let before = stage.newest();
    stage.commit(&[Entity::Document(Document { recalled: true, ..paper() })]);
    assert_eq!(stage.holders(before), (vec![], vec![MINISTER_BINH]));
    stage.commit(&[Entity::Document(paper())]);

    let before = stage.newest();
    let left = Membership { ended: true, ..seat(MINISTER_BINH) };
    stage.commit(&[Entity::Membership(left)]);
    assert_eq!(stage.holders(before), (vec![], vec![MINISTER_BINH]));
    let others = [CHAIR, ADVISER_MAI, SECRETARY_LAN, AUDITOR_SON];
    assert!(others.iter().all(|n| stage.feed(*n, 0).is_empty()), "they never heard of it");
}

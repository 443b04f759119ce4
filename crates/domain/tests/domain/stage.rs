//! A small cabinet with one person for each role.

use domain::{
    AgendaItem, Body, BodyId, Cabinet, Calendar, Classification, Country, Digest, Document,
    DocumentId, DocumentRole, DocumentVersion, Dossier, DossierId, DossierState, Entity, ItemId,
    Meeting, MeetingId, MeetingKind, MeetingState, Membership, MembershipId, Moment, Person,
    PersonId, Policy, Poll, PollId, PollKind, PollState, Recusal, Role, Rules, Text, Zone,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Everybody, by the handle used in tables.
pub const PEOPLE: [(&str, Role, Classification); 9] = [
    ("chair", Role::Chair, Classification::Confidential),
    ("minister_an", Role::Member, Classification::Confidential),
    ("minister_binh", Role::Member, Classification::Confidential),
    ("minister_low", Role::Member, Classification::Internal),
    ("adviser_mai", Role::Adviser { advises: person(1) }, Classification::Confidential),
    ("secretary_lan", Role::Secretariat, Classification::Confidential),
    ("invitee_hoa", Role::Invitee, Classification::Internal),
    ("auditor_son", Role::Auditor, Classification::Confidential),
    ("admin_tuan", Role::Administrator, Classification::Confidential),
];

pub const fn person(index: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(0x100 + index))
}

pub fn handle(handle: &str) -> PersonId {
    let index = PEOPLE.iter().position(|(name, _, _)| *name == handle);
    person(index.expect("a known handle") as u128)
}

pub const MEETING: MeetingId = MeetingId::from_uuid(Uuid::from_u128(0x200));
pub const BODY: BodyId = BodyId::from_uuid(Uuid::from_u128(0x300));

/// Items: 0 internal with invitee, 1 confidential, 2 internal with `minister_binh` recused.
pub fn item(index: u128) -> ItemId {
    ItemId::from_uuid(Uuid::from_u128(0x400 + index))
}

pub fn dossier(index: u128) -> DossierId {
    DossierId::from_uuid(Uuid::from_u128(0x500 + index))
}

pub fn document(index: u128) -> DocumentId {
    DocumentId::from_uuid(Uuid::from_u128(0x600 + index))
}

pub fn poll(index: u128) -> PollId {
    PollId::from_uuid(Uuid::from_u128(0x700 + index))
}

pub fn cabinet() -> Cabinet {
    let mut cabinet = Cabinet::default();
    cabinet.put(Entity::Body(Body {
        id: BODY,
        name: Text::same("Chính phủ"),
        rules: Rules::VIETNAM,
        calendar: Calendar::of(Country::Vietnam),
        zone: Zone::vietnam(),
        ceiling: Classification::Confidential,
        stamps: [].into(),
    }));
    for (index, (name, role, clearance)) in PEOPLE.iter().enumerate() {
        let id = person(index as u128);
        cabinet.put(Entity::Person(Person {
            id,
            handle: (*name).to_owned(),
            name: (*name).to_owned(),
            office: Text::same("x"),
            mail: None,
            removed: false,
        }));
        cabinet.put(Entity::Membership(Membership {
            id: MembershipId::from_uuid(Uuid::from_u128(0x800 + index as u128)),
            body: BODY,
            person: id,
            role: *role,
            clearance: *clearance,
            votes: 1,
            from: None,
            until: None,
            ended: false,
        }));
    }
    let mut meeting = Meeting::blank(MEETING, BODY, MeetingKind::Session, person(0));
    meeting.face.title = Text::same("Phiên họp");
    meeting.face.place = Text::same("Hà Nội");
    meeting.face.starts_at = Moment::from_micros(1_000);
    meeting.face.ends_at = Moment::from_micros(2_000);
    meeting.issued = Some(meeting.face.clone());
    meeting.edition = 1;
    meeting.state = MeetingState::Published;
    cabinet.put(Entity::Meeting(meeting));
    put_item(&mut cabinet, 0, Classification::Internal, &[], &["invitee_hoa"]);
    put_item(&mut cabinet, 1, Classification::Confidential, &[], &[]);
    put_item(&mut cabinet, 2, Classification::Internal, &["minister_binh"], &[]);
    cabinet
}

fn put_item(
    cabinet: &mut Cabinet,
    index: u128,
    classification: Classification,
    recused: &[&str],
    invitees: &[&str],
) {
    let mut line = AgendaItem::blank(item(index), MEETING, person(1));
    line.face.title = Text::same("Nội dung");
    line.face.minutes = 10;
    line.issued = Some(line.face.clone());
    let declared = Recusal { reason: "x".to_owned(), by: person(5), at: Moment::from_micros(0) };
    line.recused = recused.iter().map(|name| (handle(name), declared.clone())).collect();
    line.invitees = invitees.iter().map(|name| handle(name)).collect();
    cabinet.put(Entity::Item(line));
    cabinet.put(Entity::Dossier(Dossier {
        id: dossier(index),
        item: item(index),
        classification,
        paper_expected: true,
        summary_expected: false,
        state: DossierState::Published,
    }));
    cabinet.put(Entity::Document(Document {
        id: document(index),
        dossier: dossier(index),
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
            has_text: Some(true),
            name: "to-trinh.pdf".to_owned(),
            reason: String::new(),
            lodged_by: None,
            lodged_at: Moment::from_micros(0),
            issued_at: Some(Moment::from_micros(0)),
        },
        published: true,
        pending: None,
        earlier: Vec::new(),
        book_page: Some(1),
    }));
    cabinet.put(Entity::Poll(Poll {
        id: poll(index),
        item: item(index),
        kind: PollKind::OpinionForm,
        question: Text::same("Có đồng ý không?"),
        opens_at: Moment::from_micros(10),
        closes_at: Moment::from_micros(100),
        policy: Policy::VIETNAM_WRITTEN,
        roll: (0..4).map(person).collect(),
        chair: person(0),
        weights: BTreeMap::new(),
        form: None,
        state: PollState::Open,
        settled: None,
    }));
}

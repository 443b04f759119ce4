//! What may not be on the server leaves a line without words.

use crate::acts::{act, edit, line, lodge, put_form, titled};
use crate::stage::{BODY, MEETING, cabinet, document, dossier, handle, item, person};
use domain::act::{Act, ActError, RecordEdit};
use domain::{
    AgendaItem, Cabinet, Classification, Conflict, Dossier, DossierId, DossierState, Entity, Field,
    Form, FormId, FormState, ItemId, Meeting, MeetingId, MeetingKind, MeetingState, Moment, Part,
    Text, Value,
};
use std::collections::BTreeMap;
use uuid::Uuid;

#[test]
fn content_above_the_ceiling_is_refused_and_leaves_a_line_without_words() {
    let mut stage = cabinet();
    let secret = |stage: &mut Cabinet, index| {
        let was = stage.dossier(dossier(index)).unwrap().clone();
        let mut now = was.clone();
        now.classification = Classification::Secret;
        act(stage, "secretary_lan", &edit(Some(Entity::Dossier(was)), Entity::Dossier(now)))
    };
    assert_eq!(secret(&mut stage, 0), Err(ActError::AboveCeiling));
    stage.remove(Entity::Document(stage.document(document(0)).unwrap().clone()).reference());
    assert_eq!(secret(&mut stage, 0), Ok(()));
    assert_eq!(line(&stage, 0).face.title, AgendaItem::classified_title());
    assert_eq!(act(&mut stage, "secretary_lan", &lodge(0, "")), Err(ActError::AboveCeiling));
}

#[test]
fn an_item_above_the_ceiling_bears_no_words_in_either_face_whatever_is_tried() {
    // Once, the published face kept the old title, and words could be typed into the line again.
    let mut stage = cabinet();
    let mut met = line(&stage, 0);
    met.face.decision = Text::same("Thông qua");
    met.issued = Some(met.face.clone());
    let waiting =
        |field, value| Conflict { field, value, by: person(5), at: Moment::from_micros(1) };
    met.conflicts.push(waiting(Field::Title, Value::Text(Text::same("Tên mật"))));
    met.conflicts.push(waiting(Field::Minutes, Value::Number(20)));
    stage.put(Entity::Item(met));
    stage.remove(Entity::Document(stage.document(document(0)).unwrap().clone()).reference());
    let was = stage.dossier(dossier(0)).unwrap().clone();
    let mut now = was.clone();
    now.classification = Classification::Secret;
    let classify = edit(Some(Entity::Dossier(was)), Entity::Dossier(now));
    act(&mut stage, "secretary_lan", &classify).unwrap();
    let bare = line(&stage, 0);
    assert!(!bare.bears_words(), "{bare:?}");
    assert_eq!(bare.conflicts.len(), 1, "the other conflict still waits");

    let mut decided = bare.clone();
    decided.face.decision = Text::same("Thông qua");
    for typed in [titled(&bare, "Tên mật"), decided] {
        let typed = edit(Some(Entity::Item(bare.clone())), Entity::Item(typed));
        assert_eq!(act(&mut stage, "secretary_lan", &typed), Err(ActError::AboveCeiling));
    }
    let mut longer = bare.clone();
    longer.face.minutes = 45;
    let longer = edit(Some(Entity::Item(bare.clone())), Entity::Item(longer));
    act(&mut stage, "secretary_lan", &longer).unwrap();

    // A line from before the rule: chosen, edited or published, it loses its words.
    let mut old = bare.clone();
    old.face.title = Text::same("Tên mật");
    old.conflicts.push(waiting(Field::Title, Value::Text(Text::same("Tên khác"))));
    let subject = Entity::Item(old.clone()).reference();
    let publish = Act::MoveMeeting { meeting: MEETING, to: MeetingState::Published };
    let choose = Act::ResolveConflict { subject, field: Field::Title, take: true };
    let mut shorter = old.clone();
    shorter.face.minutes = 5;
    let shorten = edit(Some(Entity::Item(old.clone())), Entity::Item(shorter));
    for does in [publish, choose, shorten] {
        stage.put(Entity::Item(old.clone()));
        act(&mut stage, "secretary_lan", &does).unwrap();
        assert!(!line(&stage, 0).bears_words(), "{does:?}");
    }
}

#[test]
fn a_new_line_above_the_ceiling_is_born_without_words() {
    let mut stage = cabinet();
    let id = ItemId::from_uuid(Uuid::from_u128(0x999));
    let fresh = titled(&AgendaItem::blank(id, MEETING, person(1)), "Tên mật");
    let papers = Dossier {
        id: DossierId::from_uuid(Uuid::from_u128(0x99a)),
        item: id,
        classification: Classification::TopSecret,
        paper_expected: true,
        summary_expected: false,
        state: DossierState::Draft,
    };
    let new = |entity| RecordEdit { was: None, now: Some(entity) };
    let both = Act::Edit(vec![new(Entity::Item(fresh)), new(Entity::Dossier(papers))]);
    act(&mut stage, "secretary_lan", &both).unwrap();
    assert!(!stage.item(id).unwrap().bears_words());
}

/// A cabinet whose first item is a state secret on paper.
fn classified() -> Cabinet {
    let mut stage = cabinet();
    stage.remove(Entity::Document(stage.document(document(0)).unwrap().clone()).reference());
    classify(&mut stage).unwrap();
    stage
}

fn classify(stage: &mut Cabinet) -> Result<(), ActError> {
    let was = stage.dossier(dossier(0)).unwrap().clone();
    let mut now = was.clone();
    now.classification = Classification::Secret;
    act(stage, "secretary_lan", &edit(Some(Entity::Dossier(was)), Entity::Dossier(now)))
}

#[test]
fn a_form_on_an_item_above_the_ceiling_is_neither_drafted_nor_sent() {
    // Once, title and questions of such a form reached every member.
    let mut stage = cabinet();
    let drafted = put_form(&mut stage, 10_000_000, "khẩn");
    let form = stage.form(drafted).unwrap().clone();
    stage.remove(Entity::Document(stage.document(document(0)).unwrap().clone()).reference());
    classify(&mut stage).unwrap();
    assert_eq!(stage.form(drafted), None, "the draft goes with the other words");

    let again = edit(None, Entity::Form(form.clone()));
    assert_eq!(act(&mut stage, "secretary_lan", &again), Err(ActError::AboveCeiling));
    // A form from before the rule: it is not edited, not sent, and may be taken away.
    stage.put(Entity::Form(form.clone()));
    let renamed = Form { title: Text::same("Phiếu khác"), ..form.clone() };
    let renamed = edit(Some(Entity::Form(form.clone())), Entity::Form(renamed));
    assert_eq!(act(&mut stage, "secretary_lan", &renamed), Err(ActError::AboveCeiling));
    let send = Act::SendForm { form: drafted };
    assert_eq!(act(&mut stage, "secretary_lan", &send), Err(ActError::AboveCeiling));
    let away = RecordEdit { was: Some(Entity::Form(form)), now: None };
    assert_eq!(act(&mut stage, "secretary_lan", &Act::Edit(vec![away])), Ok(()));
}

#[test]
fn an_item_whose_form_went_out_does_not_rise_above_the_ceiling() {
    let mut stage = cabinet();
    let form = put_form(&mut stage, 10_000_000, "khẩn");
    act(&mut stage, "secretary_lan", &Act::SendForm { form }).unwrap();
    stage.remove(Entity::Document(stage.document(document(0)).unwrap().clone()).reference());
    assert_eq!(classify(&mut stage), Err(ActError::AboveCeiling));
}

#[test]
fn reasons_given_on_an_item_above_the_ceiling_are_not_kept() {
    // Once, why an item was moved, refused or late stood on the server in full.
    let (id, reason) = (item(0), "Vì dự án X".to_owned());
    let does = [
        ("secretary_lan", Act::MovePart { item: id, part: Some(Part::Discussion), reason }),
        (
            "minister_binh",
            Act::Recuse {
                item: id,
                person: handle("minister_binh"),
                reason: "Có người thân".to_owned(),
            },
        ),
        ("secretary_lan", Act::AskLate { item: id, reason: "Lũ ở tỉnh Y".to_owned() }),
        ("chair", Act::DecideLate { item: id, approved: true, words: "Vì lũ".to_owned() }),
    ];
    let check = |line: &AgendaItem, kept: bool| {
        let late = line.late.as_ref().unwrap();
        let decision = late.decision.as_ref().unwrap();
        let recusal = &line.recused[&handle("minister_binh")];
        let said =
            [&line.moved.as_ref().unwrap().reason, &recusal.reason, &late.reason, &decision.words];
        assert!(said.iter().all(|words| words.is_empty() != kept), "{line:?}");
        assert_eq!((decision.approved, recusal.by), (true, handle("minister_binh")));
    };
    let mut stage = classified();
    let mut open = cabinet();
    for (name, one) in &does {
        act(&mut stage, name, one).unwrap();
        act(&mut open, name, one).unwrap();
    }
    check(&line(&stage, 0), false);
    assert!(!line(&stage, 0).bears_words());
    check(&line(&open, 0), true);
    open.remove(Entity::Document(open.document(document(0)).unwrap().clone()).reference());
    classify(&mut open).unwrap();
    check(&line(&open, 0), false);
}

#[test]
fn a_form_from_before_the_rule_goes_to_a_session_without_its_title() {
    let stage = classified();
    let id = FormId::from_uuid(Uuid::from_u128(0xf0));
    let mut form = Form::blank(id, item(0));
    form.title = Text::same("Phiếu về dự án X");
    form.state = FormState::Sent;
    let next = MeetingId::from_uuid(Uuid::from_u128(0x900));
    for meeting in [next, MEETING] {
        let mut stage = stage.clone();
        stage.put(Entity::Form(form.clone()));
        stage.put(Entity::Meeting(Meeting::blank(
            next,
            BODY,
            MeetingKind::Session,
            handle("chair"),
        )));
        let landing = ItemId::from_uuid(Uuid::from_u128(0x901));
        let go = Act::MoveFormToSession {
            form: id,
            meeting,
            item: landing,
            dossier: DossierId::from_uuid(Uuid::from_u128(0x902)),
            papers: BTreeMap::new(),
        };
        act(&mut stage, "secretary_lan", &go).unwrap();
        let landed = if meeting == MEETING { item(0) } else { landing };
        assert!(!stage.item(landed).unwrap().bears_words(), "{meeting}");
    }
}

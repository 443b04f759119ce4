//! What may not be on the server leaves a line without words.

use crate::acts::{act, edit, line, lodge, titled};
use crate::stage::{MEETING, cabinet, document, dossier, person};
use domain::act::{Act, ActError, RecordEdit};
use domain::{
    AgendaItem, Cabinet, Classification, Conflict, Dossier, DossierId, DossierState, Entity, Field,
    ItemId, MeetingState, Moment, Text, Value,
};
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

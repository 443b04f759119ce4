//! Places in a body, and its rules.

use crate::acts::{act, edit};
use crate::stage::{BODY, cabinet, handle, person};
use domain::act::ActError;
use domain::{
    Classification, Entity, Membership, MembershipId, Moment, Person, Quorum, Role, Text,
};
use uuid::Uuid;

/// Times of a membership, in microseconds; the acts of these tests are done at 500.
type Times = (Option<i64>, Option<i64>);

fn place(id: u128, (from, until): Times) -> Entity {
    let mut place = Membership {
        id: MembershipId::from_uuid(Uuid::from_u128(0x900 + id)),
        body: BODY,
        person: person(50),
        role: Role::Member,
        clearance: Classification::Internal,
        votes: 1,
        from: from.map(Moment::from_micros),
        until: until.map(Moment::from_micros),
        ended: false,
    };
    place.ended = !place.holds_at(Moment::from_micros(500));
    Entity::Membership(place)
}

#[test]
fn nobody_has_two_places_in_one_body_at_one_time() {
    // Once, two places to come were both taken, and when their day came a member had two votes.
    let taken = Err(ActError::PlaceTaken);
    let cases: [(Times, Times, Result<(), ActError>); 8] = [
        ((Some(600), None), (Some(700), None), taken.clone()),
        ((Some(600), None), (None, None), taken.clone()),
        ((None, None), (None, None), taken.clone()),
        ((Some(600), Some(800)), (Some(799), Some(900)), taken),
        ((Some(600), Some(800)), (Some(800), Some(900)), Ok(())),
        ((None, Some(700)), (Some(700), None), Ok(())),
        ((None, Some(400)), (None, None), Ok(())),
        ((Some(100), Some(400)), (Some(200), None), Ok(())),
    ];
    for (first, second, expected) in cases {
        let mut stage = cabinet();
        stage.put(Entity::Person(Person {
            id: person(50),
            handle: "minister_hue".to_owned(),
            name: "Nguyễn Thị Huệ".to_owned(),
            office: Text::same("Bộ trưởng"),
            mail: None,
            removed: false,
        }));
        stage.put(place(0, first));
        let new = edit(None, place(1, second));
        let done = act(&mut stage, "admin_tuan", &new);
        assert_eq!(done, expected, "{first:?} {second:?}");
    }
}

#[test]
fn a_rule_with_numbers_beyond_sense_is_refused() {
    let mut stage = cabinet();
    let was = stage.body(BODY).unwrap().clone();
    let mut now = was.clone();
    let quorum = now.rules.session.quorum.unwrap();
    for (and_more, expected) in [
        (Quorum::MAX_MORE, Ok(())),
        (Quorum::MAX_MORE + 1, Err(ActError::BadNumber)),
        (u32::MAX, Err(ActError::BadNumber)),
    ] {
        now.rules.session.quorum = Some(Quorum { and_more, ..quorum });
        let change = edit(Some(Entity::Body(was.clone())), Entity::Body(now.clone()));
        assert_eq!(act(&mut stage.clone(), "admin_tuan", &change), expected, "{and_more}");
    }
    now.rules.written.minimum_days = u32::MAX;
    now.rules.session = was.rules.session;
    let change = edit(Some(Entity::Body(was)), Entity::Body(now));
    assert_eq!(act(&mut stage, "admin_tuan", &change), Err(ActError::BadNumber));
    assert!(!domain::access::is_administrator(&stage, handle("chair")));
}

#[test]
fn whoever_is_removed_loses_the_places_to_come_as_well_and_gets_no_new_ones() {
    // Once, a place that was to begin next month began, although its holder had been removed in between.
    let mut stage = cabinet();
    let leaver = Person {
        id: person(50),
        handle: "minister_hue".to_owned(),
        name: "Nguyễn Thị Huệ".to_owned(),
        office: Text::same("Bộ trưởng"),
        mail: None,
        removed: false,
    };
    stage.put(Entity::Person(leaver.clone()));
    let past = place(0, (Some(100), Some(200)));
    for one in [&past, &place(1, (Some(300), Some(600))), &place(2, (Some(600), None))] {
        stage.put(one.clone());
    }
    let gone = Person { removed: true, ..leaver.clone() };
    let leave = edit(Some(Entity::Person(leaver)), Entity::Person(gone));
    act(&mut stage, "admin_tuan", &leave).unwrap();
    let places: Vec<Membership> =
        stage.memberships().filter(|one| one.person == person(50)).cloned().collect();
    assert_eq!(places.len(), 3);
    for later in [500, 600, 10_000] {
        let holds = places.iter().any(|one| one.holds_at(Moment::from_micros(later)));
        assert!(!holds, "at {later}: {places:?}");
    }
    assert!(places.iter().all(|one| one.ended && one.from < one.until), "{places:?}");
    assert!(places.iter().any(|one| Entity::Membership(one.clone()) == past), "history stays");
    for times in [(Some(700), None), (None, None), (None, Some(700))] {
        let new = edit(None, place(9, times));
        let done = act(&mut stage, "admin_tuan", &new);
        assert_eq!(done, Err(ActError::NotPossibleNow), "{times:?}");
    }
}

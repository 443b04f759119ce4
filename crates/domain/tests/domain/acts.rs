//! What the secretariat, the chair and the administrator do, and what they may not.

use crate::stage::{BODY, MEETING, cabinet, document, dossier, handle, item, person, poll};
use domain::act::{Act, ActError, Actor, LodgedVersion, RecordEdit, apply};
use domain::{
    AgendaItem, Announcement, Cabinet, Classification, Digest, DocumentId, DocumentRole, DossierId,
    Entity, Field, Form, FormId, FormState, ItemId, Meeting, MeetingId, MeetingKind, MeetingState,
    Membership, MembershipId, Moment, Person, PollId, Question, Role, Rules, Text, Zone, access,
    announcements, place_item,
};
use uuid::Uuid;

pub fn at(cabinet: &mut Cabinet, name: &str, now: i64, act: &Act) -> Result<(), ActError> {
    let actor = Actor { person: handle(name), now: Moment::from_micros(now) };
    apply(cabinet, actor, act)?.carry_out(cabinet);
    Ok(())
}

pub fn act(cabinet: &mut Cabinet, name: &str, act: &Act) -> Result<(), ActError> {
    at(cabinet, name, 500, act)
}

pub fn edit(was: Option<Entity>, now: Entity) -> Act {
    Act::Edit(vec![RecordEdit { was, now: Some(now) }])
}

pub fn line(cabinet: &Cabinet, index: u128) -> AgendaItem {
    cabinet.item(item(index)).unwrap().clone()
}

pub fn titled(item: &AgendaItem, title: &str) -> AgendaItem {
    let mut item = item.clone();
    item.face.title = Text::same(title);
    item
}

pub fn file(reason: &str) -> LodgedVersion {
    LodgedVersion {
        digest: Digest::from_bytes([7; 32]),
        length: 10,
        n_pages: Some(4),
        has_text: Some(true),
        name: "du-thao.pdf".to_owned(),
        reason: reason.to_owned(),
    }
}

pub fn lodge(index: u128, reason: &str) -> Act {
    Act::Lodge {
        document: document(index),
        dossier: dossier(index),
        role: DocumentRole::Paper,
        title: Text::same("Tờ trình"),
        version: file(reason),
    }
}

pub fn draft_meeting(starts: i64, ends: i64) -> Meeting {
    let id = MeetingId::from_uuid(Uuid::from_u128(0x900));
    let mut meeting = Meeting::blank(id, BODY, MeetingKind::Session, handle("chair"));
    meeting.face.title = Text::same("Phiên họp tháng 12");
    meeting.face.starts_at = Moment::from_micros(starts);
    meeting.face.ends_at = Moment::from_micros(ends);
    meeting
}

#[test]
fn only_the_secretariat_writes_an_agenda_and_nobody_else_learns_that_it_exists() {
    for name in ["chair", "minister_an", "adviser_mai", "invitee_hoa", "auditor_son", "admin_tuan"]
    {
        let mut stage = cabinet();
        let was = line(&stage, 0);
        let now = titled(&was, "Khác");
        let done = act(&mut stage, name, &edit(Some(Entity::Item(was)), Entity::Item(now)));
        assert_eq!(done, Err(ActError::NotFound), "{name}");
        let new = edit(None, Entity::Meeting(draft_meeting(10, 20)));
        assert_eq!(act(&mut stage, name, &new), Err(ActError::NotFound), "{name}");
    }
}

#[test]
fn two_secretaries_who_edit_one_item_keep_both_edits_and_see_the_conflict() {
    let mut stage = cabinet();
    let was = line(&stage, 0);
    let lan = edit(Some(Entity::Item(was.clone())), Entity::Item(titled(&was, "Lan viết")));
    let mut by_minh = titled(&was, "Minh viết");
    by_minh.face.minutes = 25;
    let minh = edit(Some(Entity::Item(was)), Entity::Item(by_minh));
    act(&mut stage, "secretary_lan", &lan).unwrap();
    act(&mut stage, "secretary_lan", &minh).unwrap();
    let merged = line(&stage, 0);
    assert_eq!(merged.face.title, Text::same("Lan viết"));
    assert_eq!(merged.face.minutes, 25);
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].field, Field::Title);
    let subject = Entity::Item(merged).reference();
    let choose = Act::ResolveConflict { subject, field: Field::Title, take: true };
    act(&mut stage, "secretary_lan", &choose).unwrap();
    assert_eq!(line(&stage, 0).face.title, Text::same("Minh viết"));
    assert_eq!(line(&stage, 0).conflicts, []);
}

#[test]
fn an_edit_that_smuggles_in_what_is_not_edited_is_refused_whole() {
    let mut stage = cabinet();
    let was = line(&stage, 0);
    let mut sneaky = titled(&was, "Khác");
    sneaky.issued = None;
    let smuggled = edit(Some(Entity::Item(was.clone())), Entity::Item(sneaky));
    assert_eq!(act(&mut stage, "secretary_lan", &smuggled), Err(ActError::NotEditable));
    let vote = stage.poll(poll(0)).unwrap().clone();
    let on_poll = edit(Some(Entity::Poll(vote.clone())), Entity::Poll(vote));
    assert_eq!(act(&mut stage, "secretary_lan", &on_poll), Err(ActError::NotEditable));
    let mut published = draft_meeting(10, 20);
    published.state = MeetingState::Published;
    let born_out = edit(None, Entity::Meeting(published));
    assert_eq!(act(&mut stage, "secretary_lan", &born_out), Err(ActError::NotEditable));
    assert_eq!(line(&stage, 0), was);
}

#[test]
fn meetings_end_after_they_start_and_within_a_month() {
    let month = 32 * 86_400_000_000;
    for (starts, ends, expected) in [
        (10, 20, Ok(())),
        (20, 10, Err(ActError::BadTimes)),
        (10, 10, Err(ActError::BadTimes)),
        (10, 10 + month, Err(ActError::BadTimes)),
        (i64::MIN, i64::MAX, Err(ActError::BadTimes)),
    ] {
        let mut stage = cabinet();
        let new = edit(None, Entity::Meeting(draft_meeting(starts, ends)));
        assert_eq!(act(&mut stage, "secretary_lan", &new), expected, "{starts} {ends}");
    }
}

#[test]
fn a_meeting_over_the_night_when_clocks_change_is_as_long_as_it_really_is() {
    let zone = Zone::named("Europe/Tallinn").unwrap();
    let start = zone.moment_of("2026-10-24T23:00", None).unwrap();
    let end = zone.moment_of("2026-10-25T05:00", None).unwrap();
    assert_eq!(end.as_micros() - start.as_micros(), 7 * 3_600_000_000);
    let mut stage = cabinet();
    let new = edit(None, Entity::Meeting(draft_meeting(start.as_micros(), end.as_micros())));
    assert_eq!(act(&mut stage, "secretary_lan", &new), Ok(()));
}

#[test]
fn an_item_cannot_lie_under_itself_or_in_another_meeting() {
    let mut stage = cabinet();
    let place = |stage: &mut Cabinet, index, parent| {
        let was = line(stage, index);
        let mut now = was.clone();
        now.face.parent = Some(parent);
        act(stage, "secretary_lan", &edit(Some(Entity::Item(was)), Entity::Item(now)))
    };
    assert_eq!(place(&mut stage, 0, item(0)), Err(ActError::Ring));
    assert_eq!(place(&mut stage, 0, item(1)), Ok(()));
    assert_eq!(place(&mut stage, 1, item(0)), Err(ActError::Ring));
    let elsewhere = ItemId::from_uuid(Uuid::from_u128(0xabc));
    assert_eq!(place(&mut stage, 2, elsewhere), Err(ActError::Ring));
}

#[test]
fn moving_an_item_changes_one_item_until_there_is_no_room_left() {
    let stage = cabinet();
    let mut items: Vec<AgendaItem> = (0..3).map(|index| line(&stage, index)).collect();
    let order = |items: &[AgendaItem]| -> Vec<ItemId> {
        domain::number_agenda(items).into_iter().map(|line| line.item.id).collect()
    };
    let (mut n_moved, mut first) = (0, 0);
    for round in 0..60_usize {
        let lines = order(&items);
        let moving = items.iter().find(|item| item.id == lines[2]).unwrap().clone();
        let all: Vec<&AgendaItem> = items.iter().collect();
        let placed = place_item(&all, &moving, None, Some(lines[0]));
        n_moved += placed.len();
        first += usize::from(placed.len() == 1);
        for moved in placed {
            let index = items.iter().position(|item| item.id == moved.id).unwrap();
            items[index] = moved;
        }
        assert_eq!(order(&items), [lines[0], lines[2], lines[1]], "round {round}");
    }
    assert!(first > 50 && n_moved < 75, "{first} of 60 moves changed one item, {n_moved} in all");
}

#[test]
fn members_see_amendments_only_when_they_are_published() {
    let mut stage = cabinet();
    let was = line(&stage, 0);
    let now = titled(&was, "Tên mới");
    act(&mut stage, "secretary_lan", &edit(Some(Entity::Item(was)), Entity::Item(now))).unwrap();
    act(&mut stage, "secretary_lan", &lodge(0, "Sửa Điều 4")).unwrap();
    let seen = |stage: &Cabinet, name: &str| {
        let entity = Entity::Item(line(stage, 0));
        let paper = Entity::Document(stage.document(document(0)).unwrap().clone());
        match (access::see(stage, handle(name), &entity), access::see(stage, handle(name), &paper))
        {
            (Some(Entity::Item(item)), Some(Entity::Document(paper))) => {
                (item.face.title.vi, paper.version.number, paper.pending.is_some())
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(seen(&stage, "minister_an"), ("Nội dung".to_owned(), 1, false));
    assert_eq!(seen(&stage, "secretary_lan"), ("Tên mới".to_owned(), 1, true));
    let meeting = stage.meeting(MEETING).unwrap();
    let list = announcements(&stage, meeting);
    let expected =
        [Announcement::Item(item(0), Field::Title), Announcement::NewVersion(document(0))];
    assert_eq!(list, expected);
    let publish = Act::MoveMeeting { meeting: MEETING, to: MeetingState::Published };
    act(&mut stage, "secretary_lan", &publish).unwrap();
    assert_eq!(seen(&stage, "minister_an"), ("Tên mới".to_owned(), 2, false));
    let paper = stage.document(document(0)).unwrap();
    assert_eq!(paper.earlier.len(), 1, "the old version stays");
    assert_eq!(announcements(&stage, stage.meeting(MEETING).unwrap()), []);
    assert_eq!(stage.meeting(MEETING).unwrap().edition, 2);
    let pages: Vec<_> =
        (0..3).map(|one| stage.document(document(one)).unwrap().book_page).collect();
    assert_eq!(pages, [Some(1), Some(5), Some(6)], "the book counts on through all dossiers");
}

#[test]
fn a_new_version_needs_a_reason_and_a_late_paper_a_yes_from_somebody_else() {
    let mut stage = cabinet();
    assert_eq!(act(&mut stage, "secretary_lan", &lodge(0, " ")), Err(ActError::ReasonMissing));
    let mut meeting = stage.meeting(MEETING).unwrap().clone();
    meeting.face.lodge_by = Some(Moment::from_micros(400));
    meeting.issued = Some(meeting.face.clone());
    // Moved by whoever lodges, and not published: it is not the deadline yet.
    meeting.face.lodge_by = Some(Moment::from_micros(100_000));
    stage.put(Entity::Meeting(meeting));
    let refused = act(&mut stage, "secretary_lan", &lodge(0, "Sửa"));
    assert_eq!(refused, Err(ActError::LodgingClosed));
    let ask = Act::AskLate { item: item(0), reason: "Bão số 9".to_owned() };
    act(&mut stage, "secretary_lan", &ask).unwrap();
    let allow = Act::DecideLate { item: item(0), approved: true, words: String::new() };
    assert_eq!(act(&mut stage, "secretary_lan", &allow), Err(ActError::NotEntitled));
    assert_eq!(act(&mut stage, "minister_an", &allow), Err(ActError::NotEntitled));
    act(&mut stage, "chair", &allow).unwrap();
    assert_eq!(act(&mut stage, "secretary_lan", &lodge(0, "Sửa")), Ok(()));
}

#[test]
fn a_member_may_stand_aside_and_only_the_secretariat_calls_them_back() {
    let mut stage = cabinet();
    let recuse = |name: &str| Act::Recuse {
        item: item(0),
        person: handle(name),
        reason: "Cổ phần".to_owned(),
    };
    let other = act(&mut stage, "minister_an", &recuse("minister_binh"));
    assert_eq!(other, Err(ActError::NotEntitled));
    act(&mut stage, "minister_an", &recuse("minister_an")).unwrap();
    let papers = stage.dossier(dossier(0)).unwrap();
    assert!(!access::may_read_dossier(&stage, handle("minister_an"), papers));
    assert!(!access::may_read_dossier(&stage, handle("adviser_mai"), papers));
    let declared = line(&stage, 0).recused[&handle("minister_an")].clone();
    at(&mut stage, "secretary_lan", 900, &recuse("minister_an")).unwrap();
    assert_eq!(line(&stage, 0).recused[&handle("minister_an")], declared, "the first stands");
    let lift = Act::LiftRecusal { item: item(0), person: handle("minister_an") };
    assert_eq!(act(&mut stage, "minister_an", &lift), Err(ActError::NotFound));
    act(&mut stage, "secretary_lan", &lift).unwrap();
}

pub fn put_form(stage: &mut Cabinet, closes_at: i64, reason: &str) -> FormId {
    let id = FormId::from_uuid(Uuid::from_u128(0xf0));
    let question = |index: u128| Question {
        poll: PollId::from_uuid(Uuid::from_u128(0xf1 + index)),
        text: Text::same("Có đồng ý không?"),
    };
    let mut form = Form::blank(id, item(0));
    form.title = Text::same("Phiếu lấy ý kiến");
    form.questions = vec![question(0), question(1)];
    form.closes_at = Moment::from_micros(closes_at);
    form.short_reason = reason.to_owned();
    act(stage, "secretary_lan", &edit(None, Entity::Form(form))).unwrap();
    id
}

#[test]
fn a_form_is_sent_with_a_deadline_that_people_can_keep() {
    let zone = Zone::vietnam();
    let moment = |wall: &str| zone.moment_of(wall, None).unwrap().as_micros();
    let now = moment("2026-04-20T09:00");
    for (deadline, reason, expected) in [
        ("2026-04-24T17:00", "", Ok(())),
        ("2026-04-19T17:00", "", Err(ActError::DeadlinePast)),
        ("2026-04-30T17:00", "", Err(ActError::DeadlineOnHoliday)),
        ("2026-04-25T17:00", "", Err(ActError::DeadlineOnHoliday)),
        ("2026-04-25T17:00", "Lũ khẩn cấp", Ok(())),
    ] {
        let mut stage = cabinet();
        let form = put_form(&mut stage, moment(deadline), reason);
        let sent = at(&mut stage, "secretary_lan", now, &Act::SendForm { form });
        assert_eq!(sent, expected, "{deadline}");
        if sent.is_ok() {
            assert_eq!(stage.polls().filter(|poll| poll.form.is_some()).count(), 2);
            assert_eq!(stage.form(form).unwrap().state, FormState::Sent);
        }
    }
    let mut stage = cabinet();
    let mut body = stage.body(BODY).unwrap().clone();
    body.rules = Rules::UNITED_KINGDOM;
    stage.put(Entity::Body(body));
    let form = put_form(&mut stage, moment("2026-04-24T17:00"), "");
    let sent = at(&mut stage, "secretary_lan", now, &Act::SendForm { form });
    assert_eq!(sent, Err(ActError::ReasonMissing), "ten clear working days, or a reason");
}

#[test]
fn a_sent_form_is_frozen_but_for_a_later_deadline() {
    let mut stage = cabinet();
    let form = put_form(&mut stage, 10_000_000, "khẩn");
    assert!(
        access::see(
            &stage,
            handle("minister_an"),
            &Entity::Form(stage.form(form).unwrap().clone())
        )
        .is_none()
    );
    act(&mut stage, "secretary_lan", &Act::SendForm { form }).unwrap();
    let was = stage.form(form).unwrap().clone();
    assert!(access::see(&stage, handle("minister_an"), &Entity::Form(was.clone())).is_some());
    let mut now = was.clone();
    now.title = Text::same("Khác");
    let changed =
        act(&mut stage, "secretary_lan", &edit(Some(Entity::Form(was)), Entity::Form(now)));
    assert_eq!(changed, Err(ActError::NotPossibleNow));
    let extend = |to, reason: &str| Act::ExtendForm {
        form,
        to: Moment::from_micros(to),
        reason: reason.to_owned(),
    };
    assert_eq!(act(&mut stage, "secretary_lan", &extend(5, "x")), Err(ActError::NotPossibleNow));
    let silent = act(&mut stage, "secretary_lan", &extend(20_000_000, ""));
    assert_eq!(silent, Err(ActError::ReasonMissing));
    act(&mut stage, "secretary_lan", &extend(20_000_000, "Chờ ý kiến Bộ Y tế")).unwrap();
    assert!(
        stage
            .polls_of(item(0))
            .filter(|poll| poll.form.is_some())
            .all(|poll| { poll.closes_at == Moment::from_micros(20_000_000) })
    );
    assert_eq!(stage.form(form).unwrap().extensions.len(), 1);
}

#[test]
fn an_item_that_members_know_of_is_withdrawn_not_taken_away() {
    let mut stage = cabinet();
    let known = Entity::Item(line(&stage, 0));
    let remove = |entity: Entity| Act::Edit(vec![RecordEdit { was: Some(entity), now: None }]);
    assert_eq!(act(&mut stage, "secretary_lan", &remove(known)), Err(ActError::AlreadyOut));
    let new = ItemId::from_uuid(Uuid::from_u128(0x999));
    let fresh = titled(&AgendaItem::blank(new, MEETING, person(1)), "Mới");
    act(&mut stage, "secretary_lan", &edit(None, Entity::Item(fresh.clone()))).unwrap();
    let papers = domain::Dossier {
        id: DossierId::from_uuid(Uuid::from_u128(0x99a)),
        item: new,
        classification: Classification::Internal,
        paper_expected: true,
        summary_expected: false,
        state: domain::DossierState::Draft,
    };
    act(&mut stage, "secretary_lan", &edit(None, Entity::Dossier(papers.clone()))).unwrap();
    act(
        &mut stage,
        "secretary_lan",
        &Act::Lodge {
            document: DocumentId::from_uuid(Uuid::from_u128(0x99b)),
            dossier: papers.id,
            role: DocumentRole::Paper,
            title: Text::same("Tờ trình"),
            version: file(""),
        },
    )
    .unwrap();
    let before = stage.entities().count();
    act(&mut stage, "secretary_lan", &remove(Entity::Item(fresh))).unwrap();
    assert_eq!(before - stage.entities().count(), 3, "item, dossier and document");
}

#[test]
fn an_administrator_runs_people_and_never_their_own_rights() {
    let mut stage = cabinet();
    let own = stage.memberships().find(|one| one.person == handle("admin_tuan")).unwrap().clone();
    let mut promoted = own.clone();
    promoted.role = Role::Secretariat;
    let grab = edit(Some(Entity::Membership(own)), Entity::Membership(promoted));
    assert_eq!(act(&mut stage, "admin_tuan", &grab), Err(ActError::OwnRights));
    let new = Person {
        id: person(50),
        handle: "minister_hue".to_owned(),
        name: "Nguyễn Thị Huệ".to_owned(),
        office: Text::same("Bộ trưởng"),
        mail: Some("hue@example.gov.vn".to_owned()),
        removed: false,
    };
    act(&mut stage, "admin_tuan", &edit(None, Entity::Person(new.clone()))).unwrap();
    let twin = Person { id: person(51), ..new.clone() };
    let taken = act(&mut stage, "admin_tuan", &edit(None, Entity::Person(twin)));
    assert_eq!(taken, Err(ActError::HandleTaken));
    let membership = Membership {
        id: MembershipId::from_uuid(Uuid::from_u128(0x850)),
        body: BODY,
        person: new.id,
        role: Role::Member,
        clearance: Classification::Internal,
        votes: 1,
        from: None,
        until: None,
        ended: false,
    };
    act(&mut stage, "admin_tuan", &edit(None, Entity::Membership(membership))).unwrap();
    assert!(access::takes_part(&stage, new.id, &line(&stage, 0)));
    let mut gone = new.clone();
    gone.removed = true;
    act(&mut stage, "admin_tuan", &edit(Some(Entity::Person(new.clone())), Entity::Person(gone)))
        .unwrap();
    assert!(!access::takes_part(&stage, new.id, &line(&stage, 0)));
    assert_eq!(stage.person(new.id).unwrap().name, "Nguyễn Thị Huệ", "history keeps the name");
    for name in ["secretary_lan", "chair", "minister_an"] {
        let was = stage.person(handle("minister_low")).unwrap().clone();
        let mut now = was.clone();
        now.name = "x".to_owned();
        let done = act(&mut stage, name, &edit(Some(Entity::Person(was)), Entity::Person(now)));
        assert_eq!(done, Err(ActError::NotFound), "{name}");
    }
}

#[test]
fn a_member_who_leaves_before_the_close_takes_their_answer_with_them() {
    let mut stage = cabinet();
    let vote = stage.poll(poll(0)).unwrap().clone();
    assert_eq!(stage.count(&vote).total, 4);
    let was = stage.memberships().find(|one| one.person == handle("minister_low")).unwrap().clone();
    let mut now = was.clone();
    now.until = Some(Moment::from_micros(300));
    act(&mut stage, "admin_tuan", &edit(Some(Entity::Membership(was)), Entity::Membership(now)))
        .unwrap();
    assert_eq!(stage.count(&vote).total, 3);
}

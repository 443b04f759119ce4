use super::list::{List, read_list};
use super::{acts_of, view_of};
use crate::view::{ImportDoesView, ImportLineView};
use domain::act::{self, Act, Actor, RecordEdit};
use domain::{
    Body, BodyId, Cabinet, Calendar, Classification, Country, Entity, Membership, MembershipId,
    Moment, Person, PersonId, Role, Rules, Text, Zone,
};
use exchange::read_table;
use uuid::Uuid;

const NOW: Moment = Moment::from_micros(1_800_000_000_000_000);

fn person_id(n: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(n))
}

fn actor() -> Actor {
    Actor { person: person_id(1), now: NOW }
}

fn put(cabinet: &mut Cabinet, n: u128, handle: &str, name: &str, mail: Option<&str>, role: Role) {
    cabinet.put(Entity::Person(Person {
        id: person_id(n),
        handle: handle.to_owned(),
        name: name.to_owned(),
        office: Text::same("Bộ trưởng"),
        mail: mail.map(str::to_owned),
        removed: false,
    }));
    cabinet.put(Entity::Membership(Membership {
        id: MembershipId::from_uuid(Uuid::from_u128(100 + n)),
        body: BodyId::from_uuid(Uuid::nil()),
        person: person_id(n),
        role,
        clearance: Classification::Confidential,
        votes: 1,
        from: None,
        until: None,
        ended: false,
    }));
}

/// A government with its administrator, a minister and the minister's adviser.
fn cabinet() -> Cabinet {
    let mut cabinet = Cabinet::default();
    cabinet.put(Entity::Body(Body {
        id: BodyId::from_uuid(Uuid::nil()),
        name: Text::same("Chính phủ"),
        rules: Rules::VIETNAM,
        calendar: Calendar::of(Country::Vietnam),
        zone: Zone::vietnam(),
        ceiling: Classification::Confidential,
        stamps: [].into(),
    }));
    put(&mut cabinet, 1, "admin", "Trần Quản Trị", None, Role::Administrator);
    put(&mut cabinet, 2, "an", "Nguyễn Văn An", Some("an@bo.example"), Role::Member);
    put(&mut cabinet, 3, "lan", "Lê Thị Lan", None, Role::Adviser { advises: person_id(2) });
    cabinet
}

fn read_bytes(cabinet: &Cabinet, bytes: &[u8]) -> List {
    let body = cabinet.bodies().next().unwrap();
    read_list(cabinet, actor(), body, &read_table(bytes).unwrap())
}

fn read(cabinet: &Cabinet, text: &str) -> List {
    read_bytes(cabinet, text.as_bytes())
}

fn views(list: &List) -> Vec<ImportLineView> {
    list.lines.iter().map(|line| line.view.clone()).collect()
}

/// What became of the one line under these headings: what it does, the fields it changes, its problems.
fn check(headings: &str, line: &str, expected: (ImportDoesView, &[&str], &[(&str, &str)])) {
    let list = read(&cabinet(), &format!("{headings}\n{line}\n"));
    let view = &list.lines[0].view;
    let problems: Vec<(&str, &str)> =
        view.problems.iter().map(|one| (one.code.as_str(), one.detail.as_str())).collect();
    assert_eq!((view.does, problems.as_slice()), (expected.0, expected.2), "{line}");
    assert_eq!(view.changes, expected.1, "{line}");
}

fn carry_out(cabinet: &Cabinet, text: &str, leave_out: &[u32]) -> Result<Cabinet, String> {
    let list = read(cabinet, text);
    let shown = views(&list);
    let acts = acts_of(list, &shown, leave_out).map_err(|error| error.code().to_owned())?;
    let mut after = cabinet.clone();
    for act in acts {
        act::apply(&after, actor(), &act).unwrap().carry_out(&mut after);
    }
    Ok(after)
}

#[test]
fn columns_are_recognised_below_a_title_and_missing_ones_are_named() {
    let text =
        "DANH SÁCH THÀNH VIÊN;;\nSTT;HỌ VÀ TÊN;Vai tro;Ghi chú\n1;Đặng Văn Ổn;Thành viên;x\n";
    let list = read(&cabinet(), text);
    let fields: Vec<Option<&str>> =
        list.columns.iter().map(|column| column.field.as_deref()).collect();
    assert_eq!(fields, [None, Some("name"), Some("role"), None]);
    assert_eq!((list.lines[0].view.line, list.lines[0].view.handle.as_str()), (3, "on"));
    let list = read(&cabinet(), "Email,Chức vụ\na@b.example,Bộ trưởng\n");
    assert_eq!(list.missing, ["name", "role"]);
    assert!(list.lines.is_empty());
    assert_eq!(read(&cabinet(), "").missing, ["name", "role"]);
}

#[test]
fn a_new_person_comes_with_a_seat_and_with_what_the_line_says() {
    let text = "Full name,Office,Email,Role,Clearance,Votes,From,Until\n\
        Đặng Văn Ổn,Thứ trưởng,on@bo.example,Member,Internal,2,01/12/2026,2027-11-30\n";
    let list = read(&cabinet(), text);
    assert_eq!(list.lines[0].view.does, ImportDoesView::New);
    let after = carry_out(&cabinet(), text, &[]).unwrap();
    let person = after.people().find(|person| person.handle == "on").unwrap();
    assert_eq!((person.name.as_str(), person.office.en.as_str()), ("Đặng Văn Ổn", "Thứ trưởng"));
    assert_eq!(person.mail.as_deref(), Some("on@bo.example"));
    let seat = after.memberships().find(|seat| seat.person == person.id).unwrap();
    assert_eq!((seat.role, seat.votes), (Role::Member, 2));
    assert_eq!(seat.clearance, Classification::Internal);
    let zone = Zone::vietnam();
    assert_eq!(seat.from, Some(zone.moment_of("2026-12-01T00:00", None).unwrap()));
    assert_eq!(seat.until, Some(zone.moment_of("2027-12-01T00:00", None).unwrap()));
    assert_eq!(seat.ended, !seat.holds_at(NOW));
}

/// The day under "Đến ngày" was the first without the role, while the window asks for the last one with it.
#[test]
fn the_day_named_last_is_the_last_on_which_the_role_holds() {
    let headings = "handle,name,role,from,until";
    let one_day = format!("{headings}\nmoi,Mới,member,2027-01-15,2027-01-15\n");
    let after = carry_out(&cabinet(), &one_day, &[]).unwrap();
    let person = after.people().find(|person| person.handle == "moi").unwrap().id;
    let seat = after.memberships().find(|seat| seat.person == person).unwrap();
    let at = |wall: &str| Zone::vietnam().moment_of(wall, None).unwrap();
    assert!(seat.holds_at(at("2027-01-15T00:00")) && seat.holds_at(at("2027-01-15T23:59")));
    assert!(!seat.holds_at(at("2027-01-16T00:00")));
    let again = read(&after, &one_day);
    assert_eq!(again.lines[0].view.does, ImportDoesView::Same);
}

#[test]
fn people_are_known_by_handle_or_by_mail_and_blanks_change_nothing() {
    use ImportDoesView::{Changes, New, Same};
    let headings = "handle,name,office,mail,role";
    check(headings, "an,Nguyễn Văn An,Bộ trưởng,AN@bo.example,member", (Same, &[], &[]));
    check(headings, "AN,Nguyễn Văn An,,,thành viên", (Same, &[], &[]));
    check(headings, ",Nguyễn Văn Ân,,an@bo.example,member", (Changes, &["name"], &[]));
    check(
        headings,
        "an_nv,Nguyễn Văn An,Phó Thủ tướng,an@bo.example,chair",
        (Changes, &["handle", "office_vi", "office_en", "role"], &[]),
    );
    check(
        headings,
        ",Nguyen Van AN,,moi@bo.example,member",
        (New, &[], &[("import-looks-like", "an")]),
    );
    // A list saved where marks are letters of their own says the same as one where they are not.
    check(headings, "an,Nguye\u{302}\u{303}n Va\u{306}n An,,,member", (Same, &[], &[]));
}

#[test]
fn what_cannot_be_taken_is_said_field_by_field() {
    use ImportDoesView::Bad;
    let headings = "handle,name,mail,role,advises,clearance,votes,from,until";
    for (line, problem) in [
        (",,,member,,,,,", ("import-name-empty", "")),
        ("hai từ,Ổn,,member,,,,,", ("import-handle", "hai từ")),
        (",Ổn,khong-phai-thu,member,,,,,", ("import-mail", "khong-phai-thu")),
        (",Ổn,,vua,,,,,", ("import-role", "vua")),
        (",Ổn,,adviser,,,,,", ("import-advises", "")),
        (",Ổn,,adviser,không ai,,,,", ("import-advises", "không ai")),
        (",Ổn,,adviser,lan,,,,", ("import-advises", "lan")),
        (",Ổn,,member,an,,,,", ("import-advises", "an")),
        (",Ổn,,member,,bí hiểm,,,", ("import-clearance", "bí hiểm")),
        (",Ổn,,member,,,một,,", ("import-votes", "một")),
        (",Ổn,,member,,,0,,", ("import-votes", "0")),
        (",Ổn,,member,,,,30/02/2026,", ("import-date", "30/02/2026")),
        (",Ổn,,member,,,,2026-12-02,2026-12-01", ("import-date", "2026-12-01")),
        (",Ổn,,member,,,,,9999-12-31", ("import-date", "9999-12-31")),
        (",Ổn,,member,,,,,,thừa", ("import-cells", "10")),
        ("admin,Trần Quản Trị,,chair,,,,,", ("import-own-rights", "chair")),
        ("lan,Lê Thị Lan,an@bo.example,adviser,,,,,", ("import-mail", "an@bo.example")),
    ] {
        check(headings, line, (Bad, &[], &[problem]));
    }
    check(
        headings,
        "admin,Trần Thị Quản Trị,,administrator,,,,,",
        (ImportDoesView::Changes, &["name"], &[]),
    );
    let long = format!(",{},,member,,,,,", "a".repeat(501));
    let list = read(&cabinet(), &format!("{headings}\n{long}\n"));
    assert_eq!(list.lines[0].view.problems[0].code, "import-cells");
}

#[test]
fn a_person_who_stands_twice_is_taken_once() {
    let text = "handle,name,mail,role\nan,Nguyễn Văn An,,member\n,Nguyễn Văn An,an@bo.example,chair\n\
        moi,Một,x@y.example,member\nMOI,Hai,,member\nba,Ba,X@Y.example,member\n,Bốn,,member\n,BON,,member\n";
    let list = read(&cabinet(), text);
    let twice: Vec<(u32, &str)> = list
        .lines
        .iter()
        .flat_map(|line| line.view.problems.iter().map(move |one| (line.view.line, one)))
        .filter(|(_, problem)| problem.code == "import-twice")
        .map(|(line, problem)| (line, problem.detail.as_str()))
        .collect();
    assert_eq!(twice, [(3, "2"), (5, "4"), (6, "4"), (8, "7")]);
}

#[test]
fn advisers_follow_their_members_wherever_they_stand() {
    let text = "name,role,advises,handle\nTrợ lý một,adviser,Đặng Văn Ổn,tl1\nĐặng Văn Ổn,member,,\n\
        Trợ lý hai,cố vấn,an,tl2\n";
    let after = carry_out(&cabinet(), text, &[]).unwrap();
    let id = |handle: &str| after.people().find(|person| person.handle == handle).unwrap().id;
    let role = |person| after.memberships().find(|seat| seat.person == person).unwrap().role;
    assert_eq!(role(id("tl1")), Role::Adviser { advises: id("on") });
    assert_eq!(role(id("tl2")), Role::Adviser { advises: person_id(2) });
    assert_eq!(carry_out(&cabinet(), text, &[3]).unwrap_err(), "import-advised-left-out");
    assert!(carry_out(&cabinet(), text, &[2, 3]).is_ok());
    assert_eq!(carry_out(&cabinet(), text, &[2, 3, 4]).unwrap_err(), "import-nothing");
}

#[test]
fn a_cell_that_looks_like_a_formula_stays_text() {
    let text = "name,office,role\n=HYPERLINK(\"x\"),@SUM(A1),member\n";
    let after = carry_out(&cabinet(), text, &[]).unwrap();
    let person = after.people().find(|person| person.name.starts_with('=')).unwrap();
    assert_eq!(person.office.vi, "@SUM(A1)");
}

#[test]
fn a_list_in_the_code_page_of_vietnam_is_composed() {
    // "Họ và tên;Vai trò", "Nguyễn Thị Huệ;Thành viên", "Đăng Thế Ổn;Thành viên" in windows-1258.
    let bytes = b"Ho\xf2 va\xcc t\xean;Vai tro\xcc\n\
        Nguy\xea\xden Thi\xf2 Hu\xea\xf2;Tha\xccnh vi\xean\n\xd0\xe3ng Th\xea\xec \xd4\xd2n;Tha\xccnh vi\xean\n";
    let table = read_table(bytes).unwrap();
    assert_eq!(table.encoding, "windows-1258");
    let list = read_bytes(&cabinet(), bytes);
    let view = view_of(Uuid::nil(), &table, &list);
    assert_eq!((view.n_new, view.n_bad, view.separator.as_str()), (2, 0, ";"));
    let names: Vec<&str> = view.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["Nguyễn Thị Huệ", "Đăng Thế Ổn"]);
}

#[test]
fn a_reading_is_not_carried_out_on_a_cabinet_that_has_changed_under_it() {
    let text = "handle,name,role\nan,Nguyễn Văn Ân,member\nmoi,Mới,member\n";
    let before = cabinet();
    let shown = views(&read(&before, text));
    let mut after = before.clone();
    let mut moved = after.person(person_id(2)).unwrap().clone();
    moved.name = "Nguyễn Văn Ân".to_owned();
    after.put(Entity::Person(moved));
    let refused = acts_of(read(&after, text), &shown, &[]).unwrap_err();
    assert_eq!(refused.code(), "import-changed");
    assert!(acts_of(read(&after, text), &shown, &[2]).is_ok());
}

#[test]
fn long_lists_go_out_in_acts_of_a_thousand_records_that_keep_a_person_and_their_seat_together() {
    let mut text = "handle,name,role\n".to_owned();
    for number in 0..1_200 {
        text.push_str(&format!("h{number},Người {number},member\n"));
    }
    let list = read(&cabinet(), &text);
    let shown = views(&list);
    let acts = acts_of(list, &shown, &[]).unwrap();
    let edits: Vec<&Vec<RecordEdit>> = acts
        .iter()
        .map(|act| {
            let Act::Edit(edits) = act else { panic!("{act:?}") };
            edits
        })
        .collect();
    assert_eq!(edits.iter().map(|edits| edits.len()).collect::<Vec<_>>(), [1_000, 1_000, 400]);
    assert!(edits.iter().all(|edits| matches!(edits[0].now, Some(Entity::Person(_)))));
}

//! What a line of a list makes of a person and a seat.

use super::columns::{Column, classification_named};
use super::draft::{Draft, read_cell, read_day};
use super::list::Reader;
use crate::people::acts::role_of;
use crate::people::day::{day_of, first_moment};
use crate::prepare::role_view;
use crate::view::{ImportDoesView, ImportLineView, RoleView, TextView};
use domain::act::{self, Act, ActError, RecordEdit};
use domain::{
    Cabinet, Classification, Entity, Field, Membership, MembershipId, Person, PersonId, Text,
    TextError,
};
use jiff::ToSpan;
use uuid::Uuid;

/// What a line means.
pub struct Line {
    pub view: ImportLineView,
    /// The records it writes, for a line that does something.
    pub edits: Vec<RecordEdit>,
    /// Whether it makes an adviser, whose member has to be there first.
    pub is_adviser: bool,
    /// The line that makes the advised person a member.
    pub advised_line: Option<u32>,
}

impl Reader<'_> {
    /// What a line does, judged as the act that it will be.
    pub fn line(&mut self, mut draft: Draft, advises: Option<PersonId>) -> Line {
        let (person, mut changes) = person_of(&draft);
        let seat_was = self.seat_of(draft.id);
        let seat = self.seat_for(&mut draft, seat_was, advises, &mut changes);
        let mut edits = Vec::new();
        if draft.known.as_ref() != Some(&person) {
            edits.push(RecordEdit {
                was: draft.known.clone().map(Entity::Person),
                now: Some(Entity::Person(person.clone())),
            });
        }
        if let Some(seat) = seat.filter(|seat| Some(seat) != seat_was) {
            if draft.id == self.actor.person {
                let role = draft.cell(Column::Role).to_owned();
                draft.complain(Some(Column::Role), "import-own-rights", &role);
            }
            edits.push(RecordEdit {
                was: seat_was.cloned().map(Entity::Membership),
                now: Some(Entity::Membership(seat)),
            });
        }
        if !draft.is_bad() && !edits.is_empty() {
            let stage = self.stage(draft.id, advises);
            match act::apply(&stage, self.actor, &Act::Edit(edits.clone())) {
                Ok(done) => {
                    self.made.insert(draft.id, done.put);
                }
                Err(error) => {
                    let (column, code) = problem_of(&error);
                    let detail = draft.cell(column).to_owned();
                    draft.complain(Some(column), code, &detail);
                }
            }
        }
        finished(draft, person, edits, &changes)
    }

    /// The seat as the line wants it; `None` where the line cannot say.
    fn seat_for(
        &self,
        draft: &mut Draft,
        was: Option<&Membership>,
        advises: Option<PersonId>,
        changes: &mut Vec<Column>,
    ) -> Option<Membership> {
        let word = draft.role?;
        let role = role_of(word, advises).ok()?;
        let mut seat = was.cloned().unwrap_or_else(|| Membership {
            id: MembershipId::from_uuid(Uuid::now_v7()),
            body: self.body.id,
            person: draft.id,
            role,
            clearance: usual_clearance(word),
            votes: 1,
            from: None,
            until: None,
            ended: false,
        });
        seat.role = role;
        if let Some(clearance) = read_cell(draft, Column::Clearance, classification_named) {
            seat.clearance = clearance;
        }
        if let Some(votes) = read_cell(draft, Column::Votes, |words| words.parse().ok()) {
            seat.votes = votes;
        }
        let zone = &self.body.zone;
        // The last day is named, as in the window; what is kept is the beginning of the day after.
        let places = [(Column::From, 0, &mut seat.from), (Column::Until, 1, &mut seat.until)];
        for (column, n_after, place) in places {
            let read = |words: &str| {
                let day = read_day(words)?.checked_add(n_after.days()).ok()?;
                let same = place.filter(|at| day_of(zone, *at) == Some(day.to_string()));
                same.or_else(|| first_moment(zone, day).ok())
            };
            *place = read_cell(draft, column, read).or(*place);
        }
        if was != Some(&seat) {
            seat.ended = !seat.holds_at(self.actor.now);
        }
        changes.extend(changed_columns(was, &seat));
        Some(seat)
    }

    /// A cabinet of what concerns a line: the body, whoever does it, whom it is about, and the advised member.
    fn stage(&self, person: PersonId, advises: Option<PersonId>) -> Cabinet {
        let mut stage = Cabinet::default();
        stage.put(Entity::Body(self.body.clone()));
        for id in [Some(self.actor.person), Some(person), advises].into_iter().flatten() {
            let found = self.cabinet.person(id).cloned();
            let seats = self.seats.get(&id).into_iter().flatten();
            let seats = seats.map(|seat| Entity::Membership((*seat).clone()));
            let made = self.made.get(&id).into_iter().flatten().cloned();
            for entity in found.map(Entity::Person).into_iter().chain(seats).chain(made) {
                stage.put(entity);
            }
        }
        stage
    }
}

/// A line that is not taken, because of a cell of this column.
pub fn refused(mut draft: Draft, column: Column, code: &str) -> Line {
    let detail = draft.cell(column).to_owned();
    draft.complain(Some(column), code, &detail);
    let (person, _) = person_of(&draft);
    finished(draft, person, Vec::new(), &[])
}

/// The person as the line wants them, and the columns in which that is another than is here.
fn person_of(draft: &Draft) -> (Person, Vec<Column>) {
    let cell = |column| draft.cells.get(&column).cloned();
    let mut person = draft.known.clone().unwrap_or_else(|| Person {
        id: draft.id,
        handle: String::new(),
        name: String::new(),
        office: Text::same(""),
        mail: None,
        removed: false,
    });
    let was = person.clone();
    person.handle = draft.handle.clone();
    person.name = cell(Column::Name).unwrap_or(person.name);
    let is_translated = person.office.vi != person.office.en;
    if let Some(office) = cell(Column::OfficeVi) {
        person.office.vi = office;
        if !is_translated {
            person.office.en = person.office.vi.clone();
        }
    }
    if let Some(office) = cell(Column::OfficeEn) {
        person.office.en = office;
        if person.office.vi.is_empty() {
            person.office.vi = person.office.en.clone();
        }
    }
    if let Some(mail) = cell(Column::Mail) {
        let same = was.mail.clone().filter(|was| was.eq_ignore_ascii_case(&mail));
        person.mail = same.or(Some(mail));
    }
    let changes = [
        (Column::Handle, was.handle != person.handle),
        (Column::Name, was.name != person.name),
        (Column::OfficeVi, was.office.vi != person.office.vi),
        (Column::OfficeEn, was.office.en != person.office.en),
        (Column::Mail, was.mail != person.mail),
    ];
    let changed = changes.into_iter().filter(|(_, is_other)| *is_other).map(|(column, _)| column);
    let changed = changed.collect();
    (person, changed)
}

/// The columns in which a seat becomes another; of a new seat, its role.
fn changed_columns(was: Option<&Membership>, now: &Membership) -> Vec<Column> {
    let Some(was) = was else {
        return vec![Column::Role];
    };
    let is_other_role = role_view(was.role) != role_view(now.role);
    let changes = [
        (Column::Role, is_other_role),
        (Column::Advises, !is_other_role && was.role != now.role),
        (Column::Clearance, was.clearance != now.clearance),
        (Column::Votes, was.votes != now.votes),
        (Column::From, was.from != now.from),
        (Column::Until, was.until != now.until),
    ];
    changes.into_iter().filter(|(_, is_other)| *is_other).map(|(column, _)| column).collect()
}

fn finished(draft: Draft, person: Person, edits: Vec<RecordEdit>, changes: &[Column]) -> Line {
    let does = match (draft.is_bad(), draft.known.is_some()) {
        (true, _) => ImportDoesView::Bad,
        (false, false) => ImportDoesView::New,
        (false, true) if edits.is_empty() => ImportDoesView::Same,
        (false, true) => ImportDoesView::Changes,
    };
    let changes = if does == ImportDoesView::Changes { changes } else { &[] };
    let edits = if does == ImportDoesView::Bad { Vec::new() } else { edits };
    let view = ImportLineView {
        line: draft.line,
        handle: person.handle,
        name: person.name,
        office: TextView { vi: person.office.vi, en: person.office.en },
        mail: person.mail.unwrap_or_default(),
        role: draft.role,
        does,
        changes: changes.iter().map(|column| column.word().to_owned()).collect(),
        problems: draft.problems,
    };
    Line { view, edits, is_adviser: false, advised_line: None }
}

/// Which cell an act fails by.
fn problem_of(error: &ActError) -> (Column, &'static str) {
    match error {
        ActError::Words { field: Field::Name, source: TextError::Empty } => {
            (Column::Name, "import-name-empty")
        }
        ActError::Words { field: Field::Handle, .. } | ActError::HandleTaken => {
            (Column::Handle, "import-handle")
        }
        ActError::Words { field: Field::Mail, .. } => (Column::Mail, "import-mail"),
        ActError::Words { field: Field::Office, .. } => (Column::OfficeVi, "import-cells"),
        ActError::Words { .. } => (Column::Name, "import-cells"),
        ActError::BadTimes => (Column::Until, "import-date"),
        ActError::PlaceTaken => (Column::From, "import-place-taken"),
        ActError::BadNumber => (Column::Votes, "import-votes"),
        ActError::OwnRights => (Column::Role, "import-own-rights"),
        ActError::NotFound => (Column::Advises, "import-advises"),
        ActError::NotEntitled
        | ActError::NotEditable
        | ActError::Conflict
        | ActError::DeadlinePast
        | ActError::DeadlineOnHoliday
        | ActError::ReasonMissing
        | ActError::Ring
        | ActError::NotPossibleNow
        | ActError::Incomplete
        | ActError::Empty
        | ActError::AlreadyOut
        | ActError::AboveCeiling
        | ActError::LodgingClosed
        | ActError::AnswersOpen
        | ActError::AnswersAwaited
        | ActError::FileMissing => (Column::Role, "import-role"),
    }
}

/// Chair, members and secretariat read up to what a server holds by default, the others what is internal.
fn usual_clearance(role: RoleView) -> Classification {
    match role {
        RoleView::Chair | RoleView::Member | RoleView::Secretariat => Classification::Confidential,
        RoleView::Adviser | RoleView::Invitee | RoleView::Auditor | RoleView::Administrator => {
            Classification::Internal
        }
    }
}

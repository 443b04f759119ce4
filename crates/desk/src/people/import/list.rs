//! What a list of people would do to the cabinet: a pure function, so that the reading that was shown can be compared
//! with the one at the time it is carried out.
//!
//! A line is somebody known by handle or, failing that, by mail; names are too often alike. Name and role
//! have to stand in every line; any other empty cell leaves what is there, since lists are kept for many purposes and a
//! blank says nothing. What a line makes is judged by the domain's
//! own rules, on a cabinet of the few records that concern it.

use super::columns::{Column, role_named};
use super::draft::{Draft, Key, keys_of, name_key, twice_keys};
use super::line::{Line, refused};
use crate::people::handle::{handle_from, is_plain};
use crate::view::{ImportColumnView, RoleView};
use domain::act::Actor;
use domain::{Body, Cabinet, Entity, Membership, PersonId, Role};
use exchange::{Table, TableRow};
use std::collections::{BTreeMap, BTreeSet};

/// Rows above the headings, such as the title of a list.
const MAX_TITLE_ROWS: usize = 10;

/// A list that was read.
pub struct List {
    pub columns: Vec<ImportColumnView>,
    /// Needed fields without a column; there are no lines then.
    pub missing: Vec<String>,
    pub lines: Vec<Line>,
}

/// Reads a list for a body, as its administrator would carry it out.
pub fn read_list(cabinet: &Cabinet, actor: Actor, body: &Body, table: &Table) -> List {
    let has = |row: &TableRow, column| row.cells.iter().any(|c| Column::under(c) == Some(column));
    let is_heading = |row: &TableRow| has(row, Column::Name) && has(row, Column::Role);
    let n_above = table.rows.iter().take(MAX_TITLE_ROWS).position(is_heading).unwrap_or(0);
    let mut rows = table.rows.iter().skip(n_above);
    let headings = rows.next().map(|row| row.cells.as_slice()).unwrap_or_default();
    let mut places: Vec<Option<Column>> = Vec::new();
    for heading in headings {
        let column = Column::under(heading).filter(|column| !places.contains(&Some(*column)));
        places.push(column);
    }
    let columns = headings.iter().zip(&places).map(|(heading, column)| ImportColumnView {
        heading: heading.clone(),
        field: column.map(|column| column.word().to_owned()),
    });
    let needed = [Column::Name, Column::Role].into_iter();
    let missing: Vec<String> = needed
        .filter(|column| !places.contains(&Some(*column)))
        .map(|column| column.word().to_owned())
        .collect();
    let lines = if missing.is_empty() {
        let drafts = rows.map(|row| Draft::of(row, &places)).collect();
        Reader::new(cabinet, actor, body).read(drafts)
    } else {
        Vec::new()
    };
    List { columns: columns.collect(), missing, lines }
}

/// What is known while a list is read.
pub struct Reader<'c> {
    pub(super) cabinet: &'c Cabinet,
    pub(super) actor: Actor,
    pub(super) body: &'c Body,
    /// People who are here, by their keys.
    here: BTreeMap<Key, BTreeSet<PersonId>>,
    /// Seats of this body, by person.
    pub(super) seats: BTreeMap<PersonId, Vec<&'c Membership>>,
    /// What earlier lines made.
    pub(super) made: BTreeMap<PersonId, Vec<Entity>>,
}

impl<'c> Reader<'c> {
    fn new(cabinet: &'c Cabinet, actor: Actor, body: &'c Body) -> Self {
        let mut here: BTreeMap<Key, BTreeSet<PersonId>> = BTreeMap::new();
        for person in cabinet.people().filter(|person| !person.removed) {
            let mail = person.mail.as_ref().map(|mail| Key::Mail(mail.to_lowercase()));
            let keys =
                [Some(Key::Handle(person.handle.clone())), mail, Some(name_key(&person.name))];
            for key in keys.into_iter().flatten() {
                here.entry(key).or_default().insert(person.id);
            }
        }
        let mut seats: BTreeMap<PersonId, Vec<&Membership>> = BTreeMap::new();
        for seat in cabinet.memberships().filter(|seat| seat.body == body.id) {
            seats.entry(seat.person).or_default().push(seat);
        }
        Self { cabinet, actor, body, here, seats, made: BTreeMap::new() }
    }

    fn read(mut self, mut drafts: Vec<Draft>) -> Vec<Line> {
        self.recognise(&mut drafts);
        let (advisers, others): (Vec<Draft>, Vec<Draft>) =
            drafts.into_iter().partition(|draft| draft.role == Some(RoleView::Adviser));
        let mut by_key = self.here.clone();
        let mut line_of: BTreeMap<PersonId, u32> = BTreeMap::new();
        for draft in others.iter().filter(|draft| !draft.is_bad()) {
            line_of.insert(draft.id, draft.line);
            for key in keys_of(draft) {
                by_key.entry(key).or_default().insert(draft.id);
            }
        }
        let mut lines: Vec<Line> = Vec::new();
        for draft in others {
            let is_no_adviser = draft.role.is_some() && draft.cells.contains_key(&Column::Advises);
            lines.push(if is_no_adviser {
                refused(draft, Column::Advises, "import-advises")
            } else {
                self.line(draft, None)
            });
        }
        for draft in advisers {
            let Some(advises) = self.advised(&draft, &by_key) else {
                lines.push(refused(draft, Column::Advises, "import-advises"));
                continue;
            };
            let is_member =
                self.seat_of(advises).is_some_and(|seat| !seat.ended && seat.role.votes());
            let advised_line = line_of.get(&advises).copied().filter(|_| !is_member);
            let line = self.line(draft, Some(advises));
            lines.push(Line { is_adviser: true, advised_line, ..line });
        }
        lines.sort_by_key(|line| line.view.line);
        lines
    }

    /// Finds out who each line is about, and which lines are about the same person.
    fn recognise(&self, drafts: &mut [Draft]) {
        let given = |draft: &Draft| draft.cell(Column::Handle).to_lowercase();
        let mut taken: BTreeSet<String> = drafts.iter().map(given).collect();
        let handles = self.here.keys().filter_map(|key| match key {
            Key::Handle(handle) => Some(handle.clone()),
            Key::Mail(_) | Key::Name(_) => None,
        });
        taken.extend(handles);
        let mut people: BTreeMap<PersonId, u32> = BTreeMap::new();
        let mut keys: BTreeMap<Key, u32> = BTreeMap::new();
        for draft in drafts {
            draft.role = role_named(draft.cell(Column::Role));
            if draft.role.is_none() {
                let role = draft.cell(Column::Role).to_owned();
                draft.complain(Some(Column::Role), "import-role", &role);
            }
            if draft.cell(Column::Name).is_empty() {
                draft.complain(Some(Column::Name), "import-name-empty", "");
            }
            let handle = given(draft);
            self.find_known(draft, &handle);
            let is_kept = draft.known.as_ref().is_some_and(|known| known.handle == handle);
            if !handle.is_empty() && !is_kept && !is_plain(&handle) {
                draft.complain(Some(Column::Handle), "import-handle", &handle);
            }
            draft.handle = match (&draft.known, handle) {
                (Some(known), handle) if handle.is_empty() => known.handle.clone(),
                (None, handle) if handle.is_empty() => {
                    handle_from(draft.cell(Column::Name), &taken)
                }
                (_, handle) => handle,
            };
            taken.insert(draft.handle.clone());
            let keys_here = twice_keys(draft);
            let first = keys_here.iter().find_map(|key| keys.get(key).copied());
            let first = first.or_else(|| people.get(&draft.id).copied());
            if let Some(first) = first {
                draft.complain(None, "import-twice", &first.to_string());
                continue;
            }
            people.insert(draft.id, draft.line);
            keys.extend(keys_here.into_iter().map(|key| (key, draft.line)));
        }
    }

    /// Whether somebody is here by this handle or mail, or looks like it.
    fn find_known(&self, draft: &mut Draft, handle: &str) {
        let mail = draft.cell(Column::Mail).to_lowercase();
        let one = |key: Key| self.here.get(&key).filter(|ids| ids.len() == 1)?.first().copied();
        let by_handle = Some(handle).filter(|handle| !handle.is_empty());
        let by_handle = by_handle.and_then(|handle| one(Key::Handle(handle.to_owned())));
        let by_mail = Some(mail).filter(|mail| !mail.is_empty()).map(Key::Mail).and_then(one);
        // Replies to invitations are told apart by their address.
        if by_handle.is_some() && by_mail.is_some_and(|other| by_handle != Some(other)) {
            let mail = draft.cell(Column::Mail).to_owned();
            draft.complain(Some(Column::Mail), "import-mail", &mail);
        }
        if let Some(known) = by_handle.or(by_mail).and_then(|id| self.cabinet.person(id)) {
            draft.id = known.id;
            draft.known = Some(known.clone());
            return;
        }
        let alike = self.here.get(&name_key(draft.cell(Column::Name)));
        let alike = alike.and_then(|ids| ids.first()).and_then(|id| self.cabinet.person(*id));
        if let Some(alike) = alike {
            draft.complain(Some(Column::Name), "import-looks-like", &alike.handle);
        }
    }

    /// The one person an adviser's line names, by handle, mail or name.
    fn advised(
        &self,
        draft: &Draft,
        by_key: &BTreeMap<Key, BTreeSet<PersonId>>,
    ) -> Option<PersonId> {
        let words = draft.cell(Column::Advises);
        if words.is_empty() {
            let seat = self.seat_of(draft.id)?;
            return match seat.role {
                Role::Adviser { advises } => Some(advises),
                Role::Chair
                | Role::Member
                | Role::Secretariat
                | Role::Invitee
                | Role::Auditor
                | Role::Administrator => None,
            };
        }
        let small = words.to_lowercase();
        [Key::Handle(small.clone()), Key::Mail(small), name_key(words)]
            .iter()
            .find_map(|key| by_key.get(key).filter(|ids| ids.len() == 1)?.first().copied())
    }

    /// The seat a line changes: the one that holds, else one to come.
    pub(super) fn seat_of(&self, person: PersonId) -> Option<&'c Membership> {
        let seats = self.seats.get(&person)?;
        let to_come = |seat: &&&Membership| {
            seat.from.is_some() && seat.until.is_none_or(|until| self.actor.now < until)
        };
        let holds = seats.iter().find(|seat| !seat.ended);
        holds.or_else(|| seats.iter().find(to_come)).copied()
    }
}

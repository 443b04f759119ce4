//! A line of a list on its way: cells with something in them, and what became of them.

use super::columns::{Column, key_of};
use crate::view::{ImportProblemView, RoleView};
use domain::{Person, PersonId};
use exchange::TableRow;
use jiff::civil::Date;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A line. Cells are composed and trimmed; empty ones are absent.
pub struct Draft {
    pub line: u32,
    pub cells: BTreeMap<Column, String>,
    /// Who is here already.
    pub known: Option<Person>,
    pub id: PersonId,
    pub handle: String,
    pub role: Option<RoleView>,
    pub problems: Vec<ImportProblemView>,
}

impl Draft {
    /// The cells of a row under their columns.
    pub fn of(row: &TableRow, places: &[Option<Column>]) -> Self {
        let mut draft = Self {
            line: row.line,
            cells: BTreeMap::new(),
            known: None,
            id: PersonId::from_uuid(Uuid::now_v7()),
            handle: String::new(),
            role: None,
            problems: Vec::new(),
        };
        for (column, cell) in places.iter().zip(&row.cells) {
            let words = domain::tidied(cell);
            if let Some(column) = column.filter(|_| !words.is_empty()) {
                draft.cells.insert(column, words);
            }
        }
        let n_cells =
            row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if n_cells > places.len() {
            draft.complain(None, "import-cells", &n_cells.to_string());
        }
        draft
    }

    /// What stands in a cell; nothing where it is empty.
    pub fn cell(&self, column: Column) -> &str {
        self.cells.get(&column).map(String::as_str).unwrap_or_default()
    }

    /// Notes what is wrong.
    pub fn complain(&mut self, column: Option<Column>, code: &str, detail: &str) {
        self.problems.push(ImportProblemView {
            field: column.map(|column| column.word().to_owned()),
            code: code.to_owned(),
            detail: detail.to_owned(),
        });
    }

    /// Whether it cannot be taken; a likeness is for a person to look at.
    pub fn is_bad(&self) -> bool {
        self.problems.iter().any(|problem| problem.code != "import-looks-like")
    }
}

/// What tells people apart, or does not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Handle(String),
    Mail(String),
    Name(String),
}

/// What tells a line from others of the file. Without handle and mail there is nothing but the name.
pub fn twice_keys(draft: &Draft) -> Vec<Key> {
    let given = |column, key: fn(String) -> Key| {
        draft.cells.get(&column).map(|words| key(words.to_lowercase()))
    };
    let mut keys: Vec<Key> = [given(Column::Handle, Key::Handle), given(Column::Mail, Key::Mail)]
        .into_iter()
        .flatten()
        .collect();
    if keys.is_empty() && !draft.cell(Column::Name).is_empty() {
        keys.push(name_key(draft.cell(Column::Name)));
    }
    keys
}

/// By what an adviser's line may name this one.
pub fn keys_of(draft: &Draft) -> Vec<Key> {
    let mut keys = vec![Key::Handle(draft.handle.clone()), name_key(draft.cell(Column::Name))];
    keys.extend(draft.cells.get(&Column::Mail).map(|mail| Key::Mail(mail.to_lowercase())));
    keys
}

/// Names are alike where they differ in marks, blanks and capitals alone.
pub fn name_key(name: &str) -> Key {
    Key::Name(key_of(name))
}

/// Reads a cell, if anything stands in it; notes a problem where it cannot be read.
pub fn read_cell<T>(
    draft: &mut Draft,
    column: Column,
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let words = draft.cells.get(&column)?.clone();
    let value = read(&words);
    if value.is_none() {
        let code = match column {
            Column::Clearance => "import-clearance",
            Column::Votes => "import-votes",
            Column::From | Column::Until => "import-date",
            Column::Role => "import-role",
            Column::Advises => "import-advises",
            Column::Mail => "import-mail",
            Column::Handle => "import-handle",
            Column::Name | Column::OfficeVi | Column::OfficeEn => "import-cells",
        };
        draft.complain(Some(column), code, &words);
    }
    value
}

/// A day as ISO 8601 or as it is written in Vietnam, such as `1/12/2026`.
pub fn read_day(words: &str) -> Option<Date> {
    let mut parts = words.split(['/', '.', '-']);
    let numbers = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_some() {
        return None;
    }
    let [one, month, other] = numbers.map(str::trim);
    let (year, day) = if one.len() == 4 { (one, other) } else { (other, one) };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

//! Lists of people from other programs: read, looked through, then carried out.
//!
//! Nothing is written before a person has seen what each line would do. The reading is held in memory alone; when it is
//! carried out it is made again over the cabinet of that moment, and refused where it would do anything else than was
//! shown. A list is for one body: the one the administrator administers, of several the first.

mod columns;
mod draft;
mod line;
mod list;
#[cfg(test)]
mod tests;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{DoneView, ImportDoesView, ImportLineView, PeopleImportView};
use domain::act::{Act, Actor, RecordEdit};
use domain::{Cabinet, PersonId, access};
use exchange::{Table, TableError};
use line::Line;
use list::{List, read_list};
use std::sync::PoisonError;
use uuid::Uuid;

/// Most records in one act, by the API.
const MAX_EDITS: usize = 1_000;

/// A list that was read and shown.
pub(crate) struct Reading {
    id: Uuid,
    table: Table,
    shown: Vec<ImportLineView>,
}

impl Desk {
    /// Reads a list of people and says what each line would do. An earlier reading is forgotten.
    ///
    /// # Errors
    /// `import-too-large`, `import-unreadable`, `import-is-workbook`; `not-entitled` for those who administer no body.
    pub fn read_people(&self, bytes: &[u8]) -> Result<PeopleImportView, DeskError> {
        let cabinet = self.cabinet()?;
        check_right(&cabinet, self.person())?;
        let table = exchange::read_table(bytes)?;
        let list = list_of(&cabinet, self.importer(), &table)?;
        let id = Uuid::now_v7();
        let view = view_of(id, &table, &list);
        let reading = Reading { id, table, shown: view.lines.clone() };
        *self.import.lock().unwrap_or_else(PoisonError::into_inner) = Some(reading);
        Ok(view)
    }

    /// Carries a reading out, but for some lines. Lines that cannot be taken are passed over, too.
    ///
    /// # Errors
    /// `import-gone` for another reading than the last; `import-changed` where the cabinet has changed under it;
    /// `import-advised-left-out` where an adviser would come without their member; `import-nothing` where nothing is
    /// left to do; what the rules say against it. Nothing is written then.
    pub(crate) fn import_people(
        &self,
        import: Uuid,
        leave_out: &[u32],
    ) -> Result<DoneView, DeskError> {
        let mut held = self.import.lock().unwrap_or_else(PoisonError::into_inner);
        let reading = held.as_ref().filter(|reading| reading.id == import);
        let reading = reading.ok_or_else(|| DeskError::from_code("import-gone"))?;
        let cabinet = self.cabinet()?;
        let list = list_of(&cabinet, self.importer(), &reading.table)?;
        self.do_acts(&cabinet, &acts_of(list, &reading.shown, leave_out)?)?;
        *held = None;
        Ok(DoneView { id: None })
    }

    fn importer(&self) -> Actor {
        Actor { person: self.person(), now: self.clock.now() }
    }
}

fn check_right(cabinet: &Cabinet, person: PersonId) -> Result<&domain::Body, DeskError> {
    let administers = |body: &&domain::Body| access::administers(cabinet, person, body.id);
    cabinet.bodies().find(administers).ok_or_else(|| DeskError::from_code("not-entitled"))
}

fn list_of(cabinet: &Cabinet, actor: Actor, table: &Table) -> Result<List, DeskError> {
    let body = check_right(cabinet, actor.person)?;
    Ok(read_list(cabinet, actor, body, table))
}

fn view_of(id: Uuid, table: &Table, list: &List) -> PeopleImportView {
    let lines: Vec<ImportLineView> = list.lines.iter().map(|line| line.view.clone()).collect();
    let count = |does: ImportDoesView| {
        let n_lines = lines.iter().filter(|line| line.does == does).count();
        u32::try_from(n_lines).unwrap_or(u32::MAX)
    };
    PeopleImportView {
        import: id,
        encoding: table.encoding.to_owned(),
        separator: table.separator.to_string(),
        columns: list.columns.clone(),
        missing: list.missing.clone(),
        n_new: count(ImportDoesView::New),
        n_changed: count(ImportDoesView::Changes),
        n_same: count(ImportDoesView::Same),
        n_bad: count(ImportDoesView::Bad),
        lines,
    }
}

/// The acts that carry a list out: members before their advisers, a person and their seat in one act.
fn acts_of(list: List, shown: &[ImportLineView], leave_out: &[u32]) -> Result<Vec<Act>, DeskError> {
    let is_kept = |line: &ImportLineView| !leave_out.contains(&line.line);
    let now = list.lines.iter().map(|line| &line.view).filter(|line| is_kept(line));
    if !now.eq(shown.iter().filter(|line| is_kept(line))) {
        return Err(DeskError::from_code("import-changed"));
    }
    let (advisers, others): (Vec<Line>, Vec<Line>) =
        list.lines.into_iter().filter(|line| is_kept(&line.view)).partition(|line| line.is_adviser);
    let lacks_member = |line: &Line| {
        let takes = !line.edits.is_empty();
        takes && line.advised_line.is_some_and(|advised| leave_out.contains(&advised))
    };
    if advisers.iter().any(lacks_member) {
        return Err(DeskError::from_code("import-advised-left-out"));
    }
    let mut acts: Vec<Vec<RecordEdit>> = Vec::new();
    for line in others.into_iter().chain(advisers).filter(|line| !line.edits.is_empty()) {
        match acts.last_mut().filter(|act| act.len() + line.edits.len() <= MAX_EDITS) {
            Some(act) => act.extend(line.edits),
            None => acts.push(line.edits),
        }
    }
    if acts.is_empty() {
        return Err(DeskError::from_code("import-nothing"));
    }
    Ok(acts.into_iter().map(Act::Edit).collect())
}

impl From<TableError> for DeskError {
    fn from(error: TableError) -> Self {
        let code = match error {
            TableError::TooLarge => "import-too-large",
            TableError::IsWorkbook => "import-is-workbook",
            TableError::Unreadable => "import-unreadable",
        };
        Self::caused(code, error)
    }
}

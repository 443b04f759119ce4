//! What is expected of this member in all meetings, most urgent first.

use crate::agenda::{Setting, text_view, timestamp};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{ExpectedKindView, ExpectedView, PollStateView};
use domain::{
    AgendaItem, AgendaLine, Cabinet, Document, FormState, Meeting, MeetingState, Moment, PollKind,
    PollState, Text, access, number_agenda,
};
use uuid::Uuid;

/// How many days ahead of a meeting unread papers are shown.
const NEW_PAPERS_DAYS: i64 = 21;

impl Desk {
    /// What is expected of this member in all meetings, most urgent first.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails.
    pub fn expected(&self) -> Result<Vec<ExpectedView>, DeskError> {
        let cabinet = self.cabinet()?;
        let setting = self.setting()?;
        let mut expected = Vec::new();
        for meeting in cabinet.meetings() {
            expected.extend(self.expected_of(&cabinet, &setting, meeting)?);
        }
        expected.sort_by_key(|row| (row.due_at, row.kind == ExpectedKindView::Position));
        Ok(expected)
    }

    pub(crate) fn expected_of(
        &self,
        cabinet: &Cabinet,
        setting: &Setting,
        meeting: &Meeting,
    ) -> Result<Vec<ExpectedView>, DeskError> {
        let mut rows = Vec::new();
        for line in number_agenda(cabinet.items_of(meeting.id)) {
            let scene = Row { desk: self, cabinet, setting, meeting, line: &line };
            rows.extend(scene.position());
            rows.extend(scene.forms()?);
            rows.extend(scene.ballots()?);
            rows.extend(scene.settlements());
            rows.extend(scene.new_papers());
        }
        Ok(rows)
    }

    /// Documents whose version in force this member has not opened.
    pub(crate) fn new_papers<'c>(
        &self,
        cabinet: &'c Cabinet,
        setting: &Setting,
        item: &AgendaItem,
    ) -> Vec<&'c Document> {
        let mut documents = cabinet.documents_in_force(item.id, self.person());
        documents.retain(|document| {
            setting.opened.get(&document.id).is_none_or(|opened| *opened < document.version.number)
        });
        documents
    }
}

/// One item as a source of things expected.
struct Row<'a> {
    desk: &'a Desk,
    cabinet: &'a Cabinet,
    setting: &'a Setting,
    meeting: &'a Meeting,
    line: &'a AgendaLine<'a>,
}

impl Row<'_> {
    fn of(&self, kind: ExpectedKindView, due: Moment, title: &Text) -> ExpectedView {
        let item = self.line.item;
        ExpectedView {
            kind,
            meeting: self.meeting.id.as_uuid(),
            item: item.id.as_uuid(),
            poll: None,
            form: None,
            n_asked: 1,
            stale: false,
            number: self.line.number.clone(),
            title: text_view(title),
            meeting_title: text_view(&self.meeting.face.title),
            due_at: timestamp(due).unwrap_or_default(),
            n_pages: n_pages(self.cabinet, self.setting, item),
        }
    }

    fn position(&self) -> Option<ExpectedView> {
        let item = self.line.item;
        let cut_off = self.meeting.face.positions_by.unwrap_or(self.meeting.face.starts_at);
        let asked = access::may_state_position(self.cabinet, self.desk.person(), item)
            && self.meeting.state == MeetingState::Published
            && self.desk.clock.now() < cut_off
            && self.desk.my_position(self.cabinet, self.setting, item).is_none();
        asked.then(|| self.of(ExpectedKindView::Position, cut_off, &item.face.title))
    }

    /// A form is one row, however many questions it has.
    fn forms(&self) -> Result<Vec<ExpectedView>, DeskError> {
        let mut rows = Vec::new();
        let forms = self.cabinet.forms_of(self.line.item.id);
        for form in forms.filter(|form| form.state == FormState::Sent) {
            let line = self.desk.form_line(self.cabinet, self.setting, form)?;
            if line.n_mine_open > 0 {
                let row = self.of(ExpectedKindView::OpinionForm, form.closes_at, &form.title);
                rows.push(ExpectedView {
                    form: Some(form.id.as_uuid()),
                    n_asked: line.n_mine_open,
                    stale: line.n_mine_stale > 0,
                    ..row
                });
            }
        }
        Ok(rows)
    }

    /// Polls that belong to no form.
    fn ballots(&self) -> Result<Vec<ExpectedView>, DeskError> {
        let mut rows = Vec::new();
        let polls = self.cabinet.polls_of(self.line.item.id).filter(|poll| poll.form.is_none());
        for poll in polls {
            let line = self.desk.poll_line(self.cabinet, &self.setting.ballots, poll)?;
            let open = line.state == PollStateView::Open && line.may_vote;
            let stale = line.my_ballot.as_ref().is_some_and(|ballot| ballot.stale);
            if open && (line.my_ballot.is_none() || stale) {
                let kind = match poll.kind {
                    PollKind::RollCall => ExpectedKindView::RollCall,
                    PollKind::OpinionForm => ExpectedKindView::OpinionForm,
                };
                let poll_id = Some(poll.id.as_uuid());
                let row = self.of(kind, poll.closes_at, &poll.question);
                rows.push(ExpectedView { poll: poll_id, stale, ..row });
            }
        }
        Ok(rows)
    }

    /// Counted polls on which the chair's word is awaited.
    fn settlements(&self) -> Vec<ExpectedView> {
        let polls = self.cabinet.polls_of(self.line.item.id);
        polls
            .filter(|poll| self.desk.may_settle(self.cabinet, poll))
            .filter_map(|poll| {
                let PollState::Closed { closed_at, .. } = &poll.state else {
                    return None;
                };
                let row = self.of(ExpectedKindView::Settle, *closed_at, &poll.question);
                let form: Option<Uuid> = poll.form.map(|(form, _)| form.as_uuid());
                Some(ExpectedView { poll: Some(poll.id.as_uuid()), form, ..row })
            })
            .collect()
    }

    /// Papers this member has not opened since they changed, where they vote on the item.
    fn new_papers(&self) -> Option<ExpectedView> {
        let item = self.line.item;
        let starts = self.meeting.face.starts_at;
        let soon = starts.as_micros() - self.desk.clock.now().as_micros();
        let is_near = (0..NEW_PAPERS_DAYS * 86_400_000_000).contains(&soon);
        let takes_part = access::takes_part(self.cabinet, self.desk.person(), item);
        if !is_near || !takes_part || item.withdrawn {
            return None;
        }
        let new = self.desk.new_papers(self.cabinet, self.setting, item);
        let changed: Vec<_> =
            new.iter().filter(|document| self.setting.opened.contains_key(&document.id)).collect();
        // A paper never opened belongs to the position that is asked for; one that changed afterwards is news.
        let n_asked = u32::try_from(changed.len()).unwrap_or(u32::MAX);
        (n_asked > 0).then(|| ExpectedView {
            n_asked,
            ..self.of(ExpectedKindView::NewPapers, starts, &item.face.title)
        })
    }
}

fn n_pages(cabinet: &Cabinet, setting: &Setting, item: &AgendaItem) -> u32 {
    let dossier = cabinet.dossier_of(item.id);
    let files = dossier.and_then(|dossier| setting.files.get(&dossier.id));
    files.into_iter().flatten().filter_map(|row| row.n_pages).sum()
}

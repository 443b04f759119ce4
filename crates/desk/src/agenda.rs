//! Meetings, and the agenda with the state of each item.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{
    AgendaView, ForecastView, ItemView, LateView, MeetingView, MyPositionView, PapersStateView,
    PersonView, PlaceInPlanView, PollLineView, PollStateView, PositionCountsView, SafetyView,
    StatedPositionView, TextView,
};
use domain::{
    AgendaItem, AgendaLine, Cabinet, Dossier, DossierId, Grade, ItemId, LateRequest, Meeting,
    MeetingId, Moment, Part, Person, PersonId, PlannedItem, Poll, PollState, PositionValue,
    SessionPlan, Text, access, number_agenda, plan_session,
};
use jiff::Timestamp;
use std::collections::BTreeMap;
use uuid::Uuid;
use vault::{FileRow, FileState, OwnPositionRow};

/// What is read once for a whole agenda.
pub(crate) struct Setting {
    pub(crate) files: BTreeMap<DossierId, Vec<FileRow>>,
    positions: BTreeMap<ItemId, OwnPositionRow>,
    pub(crate) ballots: Vec<vault::OwnBallotRow>,
    /// The version of each document that this member last opened.
    pub(crate) opened: BTreeMap<domain::DocumentId, u32>,
}

impl Desk {
    pub(crate) fn setting(&self) -> Result<Setting, DeskError> {
        let mut files: BTreeMap<DossierId, Vec<FileRow>> = BTreeMap::new();
        for row in self.vault.files()? {
            files.entry(row.dossier).or_default().push(row);
        }
        let positions = self.vault.own_positions()?;
        let positions = positions.into_iter().map(|row| (row.item, row)).collect();
        let opened = self.vault.opened_versions()?;
        Ok(Setting { files, positions, ballots: self.vault.own_ballots()?, opened })
    }

    /// All meetings, the next one first, then those to come, then those past.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails.
    pub fn meetings(&self) -> Result<Vec<MeetingView>, DeskError> {
        let cabinet = self.cabinet()?;
        let setting = self.setting()?;
        let mut meetings: Vec<&Meeting> = cabinet.meetings().collect();
        let now = self.clock.now();
        meetings.sort_by_key(|meeting| {
            let past = meeting.face.ends_at < now;
            let starts = meeting.face.starts_at.as_micros();
            (past, if past { starts.saturating_neg() } else { starts })
        });
        meetings.into_iter().map(|meeting| self.meeting_view(&cabinet, &setting, meeting)).collect()
    }

    pub(crate) fn meeting_view(
        &self,
        cabinet: &Cabinet,
        setting: &Setting,
        meeting: &Meeting,
    ) -> Result<MeetingView, DeskError> {
        let items = cabinet.items_of(meeting.id).count();
        let expected = self.expected_of(cabinet, setting, meeting)?.len();
        let face = &meeting.face;
        Ok(MeetingView {
            id: meeting.id.as_uuid(),
            title: text_view(&face.title),
            body: Self::body_name(cabinet, meeting.body),
            place: text_view(&face.place),
            starts_at: timestamp(face.starts_at).unwrap_or_default(),
            ends_at: timestamp(face.ends_at).unwrap_or_default(),
            state: meeting.state.into(),
            held_as: meeting.held_as.into(),
            zone: face.zone.name().to_owned(),
            lodge_by: face.lodge_by.and_then(timestamp),
            positions_by: face.positions_by.and_then(timestamp),
            edition: meeting.edition,
            amended: self.is_amended(cabinet, meeting),
            may_prepare: access::runs_body(cabinet, self.person(), meeting.body),
            chair: name_of(cabinet, face.chair),
            n_items: u32::try_from(items).unwrap_or(u32::MAX),
            n_expected: u32::try_from(expected).unwrap_or(u32::MAX),
        })
    }

    /// Whether members see something older than the secretariat has.
    fn is_amended(&self, cabinet: &Cabinet, meeting: &Meeting) -> bool {
        meeting.edition > 0
            && access::runs_body(cabinet, self.person(), meeting.body)
            && domain::announcements(cabinet, meeting)
                .iter()
                .any(|one| !matches!(one, domain::Announcement::Missing(_)))
    }

    /// A meeting's agenda.
    ///
    /// # Errors
    /// `not-found` for a meeting this member does not see.
    pub fn agenda(&self, meeting: Uuid) -> Result<AgendaView, DeskError> {
        let cabinet = self.cabinet()?;
        let meeting = cabinet
            .meeting(MeetingId::from_uuid(meeting))
            .ok_or_else(|| DeskError::from_code("not-found"))?;
        let setting = self.setting()?;
        let plan = plan_session(&cabinet, self.person(), meeting);
        let items: Vec<ItemView> = number_agenda(cabinet.items_of(meeting.id))
            .iter()
            .map(|line| self.item_view(&cabinet, &setting, &plan, line))
            .collect::<Result<_, _>>()?;
        let forecast = forecast_view(&cabinet, meeting, &plan);
        let meeting = self.meeting_view(&cabinet, &setting, meeting)?;
        Ok(AgendaView { meeting, items, forecast })
    }

    pub(crate) fn item_view(
        &self,
        cabinet: &Cabinet,
        setting: &Setting,
        plan: &SessionPlan,
        line: &AgendaLine<'_>,
    ) -> Result<ItemView, DeskError> {
        let item = line.item;
        let dossier = cabinet.dossier_of(item.id);
        let n_documents = dossier.map_or(0, |dossier| cabinet.documents_of(dossier.id).len());
        let polls = cabinet
            .polls_of(item.id)
            .map(|poll| self.poll_line(cabinet, &setting.ballots, poll))
            .collect::<Result<_, _>>()?;
        let forms = cabinet
            .forms_of(item.id)
            .map(|form| self.form_line(cabinet, setting, form))
            .collect::<Result<_, _>>()?;
        let may_recuse = access::takes_part(cabinet, self.person(), item);
        Ok(ItemView {
            id: item.id.as_uuid(),
            parent: item.face.parent.map(ItemId::as_uuid),
            number: line.number.clone(),
            depth: line.depth,
            title: text_view(&item.face.title),
            sponsor: name_of(cabinet, item.face.sponsor),
            minutes: item.face.minutes,
            withdrawn: item.withdrawn,
            recused: item.is_recused(self.person()),
            papers: papers_state(cabinet, setting, item),
            n_documents: u32::try_from(n_documents).unwrap_or(u32::MAX),
            may_state_position: access::may_state_position(cabinet, self.person(), item),
            my_position: self.my_position(cabinet, setting, item),
            polls,
            kind: item.face.kind.into(),
            decision: text_view(&item.face.decision),
            plan: self.place_in_plan(cabinet, plan, item),
            positions: self.positions_of_others(cabinet, item),
            late: item.late.as_ref().map(|late| self.late_view(cabinet, late, false)),
            on_paper_only: is_on_paper_only(cabinet, item, dossier),
            may_recuse,
            forms,
            n_new_papers: u32::try_from(self.new_papers(cabinet, setting, item).len())
                .unwrap_or(u32::MAX),
        })
    }

    pub(crate) fn place_in_plan(
        &self,
        cabinet: &Cabinet,
        plan: &SessionPlan,
        item: &AgendaItem,
    ) -> Option<PlaceInPlanView> {
        let planned = plan.items.iter().find(|planned| planned.item == item.id)?;
        let may_count = access::may_see_positions(cabinet, self.person(), item.id);
        Some(PlaceInPlanView {
            part: planned.part.into(),
            reason: planned.reason.into(),
            moved_because: item.moved.as_ref().map(|moved| moved.reason.clone()),
            begins_at: planned.at.and_then(timestamp),
            counts: may_count.then(|| counts_view(planned)),
        })
    }

    fn positions_of_others(&self, cabinet: &Cabinet, item: &AgendaItem) -> Vec<StatedPositionView> {
        if !access::may_see_positions(cabinet, self.person(), item.id) {
            return Vec::new();
        }
        let others = cabinet
            .positions()
            .filter(|position| position.item == item.id && position.person != self.person());
        let mut stated: Vec<StatedPositionView> = others
            .filter_map(|position| {
                Some(StatedPositionView {
                    person: person_view(cabinet.person(position.person)?),
                    value: position.value.into(),
                    comment: position.comment.clone(),
                    grade: position.grade.map(Into::into),
                    late: position.late,
                })
            })
            .collect();
        stated.sort_by_cached_key(|one| given_name_key(&one.person.name));
        stated
    }

    pub(crate) fn late_view(
        &self,
        cabinet: &Cabinet,
        late: &LateRequest,
        may_decide: bool,
    ) -> LateView {
        let decision = late.decision.as_ref();
        LateView {
            reason: late.reason.clone(),
            by: name_of(cabinet, late.by),
            at: timestamp(late.at).unwrap_or_default(),
            approved: decision.map(|decision| decision.approved),
            words: decision.map(|decision| decision.words.clone()).unwrap_or_default(),
            decided_by: decision.map(|decision| name_of(cabinet, decision.by)),
            may_decide: may_decide && decision.is_none() && late.by != self.person(),
        }
    }

    pub(crate) fn my_position(
        &self,
        cabinet: &Cabinet,
        setting: &Setting,
        item: &AgendaItem,
    ) -> Option<MyPositionView> {
        let mirrored = cabinet.position_of(item.id, self.person());
        let here = setting.positions.get(&item.id);
        if let Some(row) = here
            && (!row.received || mirrored.is_none())
        {
            let value = PositionValue::from_word(&row.value)?;
            let safety = if row.received { SafetyView::Received } else { SafetyView::Saved };
            let grade = row.grade.as_deref().and_then(Grade::from_word);
            return Some(MyPositionView {
                value: value.into(),
                safety,
                comment: row.comment.clone(),
                grade: grade.map(Into::into),
            });
        }
        let mine = mirrored?;
        Some(MyPositionView {
            value: mine.value.into(),
            safety: if mine.late { SafetyView::Late } else { SafetyView::Received },
            comment: mine.comment.clone(),
            grade: mine.grade.map(Into::into),
        })
    }

    pub(crate) fn poll_line(
        &self,
        cabinet: &Cabinet,
        ballots: &[vault::OwnBallotRow],
        poll: &Poll,
    ) -> Result<PollLineView, DeskError> {
        let withdrawn = cabinet.item(poll.item).is_some_and(|item| item.withdrawn);
        let state = match poll.state {
            PollState::Closed { .. } => PollStateView::Closed,
            PollState::Open if withdrawn => PollStateView::Withdrawn,
            PollState::Open if self.not_before(cabinet) < poll.opens_at => PollStateView::Planned,
            PollState::Open => PollStateView::Open,
        };
        Ok(PollLineView {
            id: poll.id.as_uuid(),
            kind: poll.kind.into(),
            state,
            closes_at: timestamp(poll.closes_at).unwrap_or_default(),
            may_vote: access::may_vote(cabinet, self.person(), poll),
            my_ballot: self.my_ballot(cabinet, ballots, poll)?,
        })
    }

    /// The latest time that has certainly come: this device's clock, or a later one that the server wrote. A laptop
    /// whose clock is behind must not hide an open poll.
    fn not_before(&self, cabinet: &Cabinet) -> Moment {
        let lodged = cabinet.documents().map(|document| document.version.lodged_at).max();
        let sent = cabinet.forms().filter_map(|form| form.sent_at).max();
        [lodged, sent, Some(self.clock.now())]
            .into_iter()
            .flatten()
            .max()
            .unwrap_or(self.clock.now())
    }
}

/// The plan in numbers; `None` for those from whom a part of it is hidden.
pub(crate) fn forecast_view(
    cabinet: &Cabinet,
    meeting: &Meeting,
    plan: &SessionPlan,
) -> Option<ForecastView> {
    let ends_at = timestamp(plan.ends_at?)?;
    let in_part = |part| {
        let n_items = plan.items.iter().filter(|planned| planned.part == part).count();
        u32::try_from(n_items).unwrap_or(u32::MAX)
    };
    let planned = cabinet.items_of(meeting.id).filter(|item| !item.withdrawn);
    Some(ForecastView {
        n_without_debate: in_part(Part::WithoutDebate),
        n_discussion: in_part(Part::Discussion),
        ends_at,
        minutes_planned: planned.fold(0, |sum, item| sum.saturating_add(item.face.minutes)),
    })
}

fn counts_view(planned: &PlannedItem) -> PositionCountsView {
    PositionCountsView {
        no_objection: planned.n_no_objection,
        objects: planned.n_objects,
        speak: planned.n_speak,
        silent: planned.n_silent,
    }
}

/// Whether an item's content may not be on the server.
pub(crate) fn is_on_paper_only(
    cabinet: &Cabinet,
    item: &AgendaItem,
    dossier: Option<&Dossier>,
) -> bool {
    let body = cabinet.meeting(item.meeting).and_then(|meeting| cabinet.body(meeting.body));
    match (dossier, body) {
        (Some(dossier), Some(body)) => dossier.classification > body.ceiling,
        (None, _) | (_, None) => item.face.title == AgendaItem::classified_title(),
    }
}

fn papers_state(cabinet: &Cabinet, setting: &Setting, item: &AgendaItem) -> PapersStateView {
    let Some(dossier) = cabinet.dossier_of(item.id) else {
        return PapersStateView::None;
    };
    let documents = cabinet.documents_of(dossier.id);
    if documents.iter().any(|document| document.recalled) {
        return PapersStateView::Recalled;
    }
    if !domain::is_complete(cabinet, dossier) {
        return PapersStateView::Missing;
    }
    let files = setting.files.get(&dossier.id).map(Vec::as_slice).unwrap_or_default();
    let ready = |document: &&domain::Document| {
        files.iter().any(|row| row.document == document.id && row.state == FileState::Ready)
    };
    if documents.iter().all(ready) { PapersStateView::Ready } else { PapersStateView::Syncing }
}

/// Personal names sort by the given name, which is the last word in Vietnamese, then by the whole.
pub(crate) fn given_name_key(name: &str) -> (String, String) {
    let given = name.rsplit(' ').next().unwrap_or(name);
    (given.to_lowercase(), name.to_lowercase())
}

pub(crate) fn name_of(cabinet: &Cabinet, person: PersonId) -> String {
    cabinet.person(person).map(|person| person.name.clone()).unwrap_or_default()
}

pub(crate) fn text_view(text: &Text) -> TextView {
    TextView { vi: text.vi.clone(), en: text.en.clone() }
}

/// A text from a screen; the Vietnamese words stand in for English ones that nobody wrote.
pub(crate) fn text_of(view: &TextView) -> Text {
    let en = if view.en.trim().is_empty() { &view.vi } else { &view.en };
    Text { vi: view.vi.clone(), en: en.clone() }.tidied()
}

pub(crate) fn person_view(person: &Person) -> PersonView {
    PersonView {
        id: person.id.as_uuid(),
        name: person.name.clone(),
        office: text_view(&person.office),
    }
}

pub(crate) fn timestamp(moment: Moment) -> Option<Timestamp> {
    Timestamp::from_microsecond(moment.as_micros()).ok()
}

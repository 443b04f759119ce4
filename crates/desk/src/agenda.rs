//! Meetings, the agenda with the state of each item, and what is expected of this member.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{
    AgendaView, ExpectedKindView, ExpectedView, ItemView, MeetingStateView, MeetingView,
    MyPositionView, PapersStateView, PersonView, PollKindView, PollLineView, PollStateView,
    PositionValueView, SafetyView, TextView,
};
use domain::{
    AgendaItem, AgendaLine, Cabinet, DocumentRole, DossierId, ItemId, Meeting, MeetingId,
    MeetingState, Moment, Person, Poll, PollKind, PollState, PositionValue, Text, access,
    number_agenda,
};
use jiff::Timestamp;
use std::collections::BTreeMap;
use uuid::Uuid;
use vault::{FileRow, FileState, OwnPositionRow};

/// What is read once for a whole agenda.
pub(crate) struct Setting {
    files: BTreeMap<DossierId, Vec<FileRow>>,
    positions: BTreeMap<ItemId, OwnPositionRow>,
    ballots: Vec<vault::OwnBallotRow>,
}

impl Desk {
    pub(crate) fn setting(&self) -> Result<Setting, DeskError> {
        let mut files: BTreeMap<DossierId, Vec<FileRow>> = BTreeMap::new();
        for row in self.vault.files()? {
            files.entry(row.dossier).or_default().push(row);
        }
        let positions = self.vault.own_positions()?;
        let positions = positions.into_iter().map(|row| (row.item, row)).collect();
        Ok(Setting { files, positions, ballots: self.vault.own_ballots()? })
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
            let past = meeting.ends_at < now;
            (
                past,
                if past { -meeting.starts_at.as_micros() } else { meeting.starts_at.as_micros() },
            )
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
        let chair = cabinet.person(meeting.chair).map(|person| person.name.clone());
        Ok(MeetingView {
            id: meeting.id.as_uuid(),
            title: text_view(&meeting.title),
            body: Self::body_name(cabinet, meeting.body),
            place: text_view(&meeting.place),
            starts_at: timestamp(meeting.starts_at).unwrap_or_default(),
            ends_at: timestamp(meeting.ends_at).unwrap_or_default(),
            state: match meeting.state {
                MeetingState::Draft => MeetingStateView::Draft,
                MeetingState::Published => MeetingStateView::Published,
                MeetingState::InSession => MeetingStateView::InSession,
                MeetingState::Closed => MeetingStateView::Closed,
            },
            chair: chair.unwrap_or_default(),
            n_items: u32::try_from(items).unwrap_or(u32::MAX),
            n_expected: u32::try_from(expected).unwrap_or(u32::MAX),
        })
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
        let lines = number_agenda(cabinet.items_of(meeting.id));
        let items: Vec<ItemView> = lines
            .iter()
            .map(|line| self.item_view(&cabinet, &setting, line))
            .collect::<Result<_, _>>()?;
        let undisputed = items.iter().filter(|item| {
            !item.withdrawn
                && item.my_position.as_ref().map(|mine| mine.value)
                    == Some(PositionValueView::NoObjection)
        });
        let n_no_debate = u32::try_from(undisputed.count()).unwrap_or(u32::MAX);
        let meeting = self.meeting_view(&cabinet, &setting, meeting)?;
        Ok(AgendaView { meeting, items, n_no_debate })
    }

    pub(crate) fn item_view(
        &self,
        cabinet: &Cabinet,
        setting: &Setting,
        line: &AgendaLine<'_>,
    ) -> Result<ItemView, DeskError> {
        let item = line.item;
        let sponsor = cabinet.person(item.sponsor).map(|person| person.name.clone());
        let dossier = cabinet.dossier_of(item.id);
        let n_documents = dossier.map_or(0, |dossier| cabinet.documents_of(dossier.id).len());
        let polls = cabinet
            .polls_of(item.id)
            .map(|poll| self.poll_line(cabinet, &setting.ballots, poll))
            .collect::<Result<_, _>>()?;
        Ok(ItemView {
            id: item.id.as_uuid(),
            parent: item.parent.map(ItemId::as_uuid),
            number: line.number.clone(),
            depth: line.depth,
            title: text_view(&item.title),
            sponsor: sponsor.unwrap_or_default(),
            minutes: item.minutes,
            withdrawn: item.withdrawn,
            recused: item.recused.contains(&self.person()),
            papers: papers_state(cabinet, setting, item),
            n_documents: u32::try_from(n_documents).unwrap_or(u32::MAX),
            may_state_position: access::may_state_position(cabinet, self.person(), item),
            my_position: self.my_position(cabinet, setting, item),
            polls,
        })
    }

    fn my_position(
        &self,
        cabinet: &Cabinet,
        setting: &Setting,
        item: &AgendaItem,
    ) -> Option<MyPositionView> {
        let mirrored = cabinet.position_of(item.id, self.person()).map(|mine| mine.value);
        let here = setting.positions.get(&item.id);
        let (value, safety) = match here {
            Some(row) if !row.received => {
                (PositionValue::from_word(&row.value)?, SafetyView::Saved)
            }
            Some(row) => {
                let value = mirrored.or_else(|| PositionValue::from_word(&row.value))?;
                (value, SafetyView::Received)
            }
            None => (mirrored?, SafetyView::Received),
        };
        Some(MyPositionView { value: position_view(value), safety })
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
            kind: match poll.kind {
                PollKind::RollCall => PollKindView::RollCall,
                PollKind::OpinionForm => PollKindView::OpinionForm,
            },
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
        lodged.map_or(self.clock.now(), |lodged| lodged.max(self.clock.now()))
    }

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

    fn expected_of(
        &self,
        cabinet: &Cabinet,
        setting: &Setting,
        meeting: &Meeting,
    ) -> Result<Vec<ExpectedView>, DeskError> {
        let mut expected = Vec::new();
        for line in number_agenda(cabinet.items_of(meeting.id)) {
            let item = line.item;
            let row = |kind, poll: Option<&Poll>, due: Moment, title: &Text| ExpectedView {
                kind,
                meeting: meeting.id.as_uuid(),
                item: item.id.as_uuid(),
                poll: poll.map(|poll| poll.id.as_uuid()),
                number: line.number.clone(),
                title: text_view(title),
                meeting_title: text_view(&meeting.title),
                due_at: timestamp(due).unwrap_or_default(),
                n_pages: n_pages(cabinet, setting, item),
            };
            if access::may_state_position(cabinet, self.person(), item)
                && self.my_position(cabinet, setting, item).is_none()
            {
                let kind = ExpectedKindView::Position;
                expected.push(row(kind, None, meeting.starts_at, &item.title));
            }
            for poll in cabinet.polls_of(item.id) {
                let line = self.poll_line(cabinet, &setting.ballots, poll)?;
                let open = line.state == PollStateView::Open && line.may_vote;
                let stale = line.my_ballot.as_ref().is_some_and(|ballot| ballot.stale);
                if open && (line.my_ballot.is_none() || stale) {
                    let kind = match poll.kind {
                        PollKind::RollCall => ExpectedKindView::RollCall,
                        PollKind::OpinionForm => ExpectedKindView::OpinionForm,
                    };
                    expected.push(row(kind, Some(poll), poll.closes_at, &poll.question));
                }
            }
        }
        Ok(expected)
    }
}

fn papers_state(cabinet: &Cabinet, setting: &Setting, item: &AgendaItem) -> PapersStateView {
    let Some(dossier) = cabinet.dossier_of(item.id) else {
        return PapersStateView::None;
    };
    let documents = cabinet.documents_of(dossier.id);
    let has_paper =
        documents.iter().any(|document| document.role == DocumentRole::Paper && !document.recalled);
    if documents.iter().any(|document| document.recalled) {
        return PapersStateView::Recalled;
    }
    if !has_paper && dossier.paper_expected {
        return PapersStateView::Missing;
    }
    let files = setting.files.get(&dossier.id).map(Vec::as_slice).unwrap_or_default();
    let ready = |document: &&domain::Document| {
        files.iter().any(|row| row.document == document.id && row.state == FileState::Ready)
    };
    if documents.iter().all(ready) { PapersStateView::Ready } else { PapersStateView::Syncing }
}

fn n_pages(cabinet: &Cabinet, setting: &Setting, item: &AgendaItem) -> u32 {
    let dossier = cabinet.dossier_of(item.id);
    let files = dossier.and_then(|dossier| setting.files.get(&dossier.id));
    files.into_iter().flatten().filter_map(|row| row.n_pages).sum()
}

pub(crate) fn position_view(value: PositionValue) -> PositionValueView {
    match value {
        PositionValue::NoObjection => PositionValueView::NoObjection,
        PositionValue::Objects => PositionValueView::Objects,
        PositionValue::WishesToSpeak => PositionValueView::WishesToSpeak,
    }
}

pub(crate) fn text_view(text: &Text) -> TextView {
    TextView { vi: text.vi.clone(), en: text.en.clone() }
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

//! Polls: the ballot sheet, the sealing, the honest state, the explained result.

use crate::agenda::{name_of, person_view, text_view, timestamp};
use crate::desk::Desk;
use crate::error::{DeskError, error_view};
use crate::view::{
    BallotInput, BoundPaperView, DoneView, MyBallotView, NamedVoteView, PollView, ResultView,
    SafetyView, SettledView, TextView,
};
use ballot::{OpenVote, Receipt, SealedBallot, VotePaper, question_digest};
use domain::act::{Actor, check_close};
use domain::{
    BallotId, Cabinet, CastBallot, Choice, Document, Grade, OpenPoll, OperationId, Outcome, Poll,
    PollId, PollState, access, number_agenda,
};
use std::collections::BTreeSet;
use std::sync::PoisonError;
use sync::Topic;
use uuid::Uuid;
use vault::{LocalChange, NewBallot, OwnBallotRow, OwnBallotState};

/// Letters of a tracker that are shown to compare by eye.
const TRACKER_CHARS: usize = 16;

impl Desk {
    /// A ballot sheet.
    ///
    /// # Errors
    /// `not-found` for a poll this member does not see.
    pub fn poll(&self, poll: Uuid) -> Result<PollView, DeskError> {
        let cabinet = self.cabinet()?;
        let missing = || DeskError::from_code("not-found");
        let poll = cabinet.poll(PollId::from_uuid(poll)).ok_or_else(missing)?;
        let item = cabinet.item(poll.item).ok_or_else(missing)?;
        let ballots = self.vault.own_ballots()?;
        let lines = number_agenda(cabinet.items_of(item.meeting));
        let number = lines.iter().find(|line| line.item.id == item.id);
        let papers = self.papers_in_force(&cabinet, poll);
        Ok(PollView {
            line: self.poll_line(&cabinet, &ballots, poll)?,
            question: text_view(&poll.question),
            item: item.id.as_uuid(),
            item_number: number.map(|line| line.number.clone()).unwrap_or_default(),
            item_title: text_view(&item.face.title),
            meeting: item.meeting.as_uuid(),
            opens_at: timestamp(poll.opens_at).unwrap_or_default(),
            papers: papers
                .into_iter()
                .map(|document| BoundPaperView {
                    document: document.id.as_uuid(),
                    title: text_view(&document.title),
                    version: document.version.number,
                })
                .collect(),
            choices: poll.kind.choices().iter().map(|choice| (*choice).into()).collect(),
            n_roll: u32::try_from(poll.roll.len()).unwrap_or(u32::MAX),
            result: self.result(&cabinet, poll),
            form: poll.form.map(|(form, _)| form.as_uuid()),
            may_close: self.may_close_all(&cabinet, &[poll]),
        })
    }

    /// Seals a ballot and saves it. It is received only when the server's receipt proves it.
    ///
    /// # Errors
    /// `not-entitled`, `recused`, `item-withdrawn`, `poll-closed`, `opinion-required`, `disk-full` and other store
    /// errors: no ballot exists then.
    pub fn cast_ballot(&self, input: BallotInput) -> Result<MyBallotView, DeskError> {
        let cabinet = self.cabinet()?;
        let missing = || DeskError::from_code("not-found");
        let poll = cabinet.poll(PollId::from_uuid(input.poll)).ok_or_else(missing)?;
        let item = cabinet.item(poll.item).ok_or_else(missing)?;
        let open = OpenPoll::admit(poll, item, self.person())?;
        let seen: BTreeSet<(Uuid, u32)> =
            input.papers.iter().map(|paper| (paper.document, paper.version)).collect();
        let in_force = self.papers_in_force(&cabinet, poll);
        let wanted = in_force.iter().map(|paper| (paper.id.as_uuid(), paper.version.number));
        if seen != wanted.collect() {
            return Err(DeskError::from_code("papers-changed"));
        }
        let opinion = input.opinion.map(|opinion| opinion.trim().to_owned());
        let opinion = opinion.filter(|opinion| !opinion.is_empty());
        let choice = Choice::from(input.choice);
        let grade = input.grade.map(Grade::from);
        open.check_answer(choice, grade, opinion.as_deref())?;

        // Two confirmations at once must not take the same place.
        let _one_at_a_time = self.sealing.lock().unwrap_or_else(PoisonError::into_inner);
        let ballots = self.vault.own_ballots()?;
        let last = self.last_ballot(&cabinet, &ballots, poll);
        let id = BallotId::from_uuid(Uuid::now_v7());
        let now = self.clock.now();
        let words: Vec<&str> = poll.kind.choices().iter().map(|choice| choice.word()).collect();
        let (vi, en) = (&poll.question.vi, &poll.question.en);
        let vote = OpenVote {
            v: 1,
            ballot: id.as_uuid(),
            poll: poll.id.as_uuid(),
            voter: self.person().as_uuid(),
            question_sha256: question_digest(poll.id.as_uuid(), vi, en, &words),
            choice: choice.word().to_owned(),
            grade: grade.map(|grade| grade.word().to_owned()),
            opinion: opinion.clone(),
            papers: in_force
                .into_iter()
                .map(|document| VotePaper {
                    document: document.id.as_uuid(),
                    version: document.version.number,
                    blake3: document.version.digest.to_string(),
                })
                .collect(),
            seq: last.as_ref().map_or(0, |(seq, _)| seq + 1),
            prev: last.map(|(_, sealed)| sealed.tracker()),
            cast_at: timestamp(now).unwrap_or_default(),
            seen: self.client.seen_head()?,
        };
        let sealed = vote
            .seal(&self.client.credentials().signing_key())
            .map_err(|_| DeskError::from_code("internal"))?;
        let outgoing =
            self.outgoing(OperationId::from_uuid(Uuid::now_v7()), sync::ballot_body(&sealed)?);
        let new = NewBallot {
            id,
            poll: poll.id,
            seq: vote.seq,
            sealed: sealed.as_compact().to_owned(),
            choice: choice.word().to_owned(),
            opinion,
            cast_at: now,
        };
        self.save(&LocalChange::ballot(new, outgoing), Topic::Polls)?;
        let ballots = self.vault.own_ballots()?;
        self.my_ballot(&cabinet, &ballots, poll)?.ok_or_else(missing)
    }

    /// The ballot that a new one would replace: the highest `seq` that was not refused, here or on another device.
    fn last_ballot(
        &self,
        cabinet: &Cabinet,
        ballots: &[OwnBallotRow],
        poll: &Poll,
    ) -> Option<(u32, SealedBallot)> {
        let here = ballots
            .iter()
            .filter(|row| row.poll == poll.id && row.state != OwnBallotState::Refused)
            .map(|row| (row.seq, SealedBallot::from_compact(&row.sealed)))
            .max_by_key(|(seq, _)| *seq);
        let elsewhere = cabinet
            .standing_ballot(poll.id, self.person())
            .map(|ballot| (ballot.seq, SealedBallot::from_compact(&ballot.sealed)));
        here.into_iter().chain(elsewhere).max_by_key(|(seq, _)| *seq)
    }

    /// This member's ballot as it stands: the newest one of this device, unless another device's is newer.
    pub(crate) fn my_ballot(
        &self,
        cabinet: &Cabinet,
        ballots: &[OwnBallotRow],
        poll: &Poll,
    ) -> Result<Option<MyBallotView>, DeskError> {
        let here = ballots.iter().filter(|row| row.poll == poll.id).max_by_key(|row| {
            // A refused ballot shows only while nothing else stands.
            (row.state != OwnBallotState::Refused, row.seq, row.cast_at)
        });
        let elsewhere = cabinet
            .ballots()
            .filter(|ballot| ballot.poll == poll.id && ballot.voter == self.person())
            .filter(|ballot| !ballots.iter().any(|row| row.id == ballot.id))
            .max_by_key(|ballot| ballot.seq);
        match (here, elsewhere) {
            (Some(row), Some(other))
                if other.seq > row.seq || row.state == OwnBallotState::Refused =>
            {
                self.ballot_from_mirror(cabinet, poll, other)
            }
            (Some(row), _) => self.ballot_from_here(cabinet, poll, row),
            (None, Some(other)) => self.ballot_from_mirror(cabinet, poll, other),
            (None, None) => Ok(None),
        }
    }

    fn ballot_from_here(
        &self,
        cabinet: &Cabinet,
        poll: &Poll,
        row: &OwnBallotRow,
    ) -> Result<Option<MyBallotView>, DeskError> {
        let sealed = SealedBallot::from_compact(&row.sealed);
        let safety = match row.state {
            OwnBallotState::Saved => SafetyView::Saved,
            OwnBallotState::Late => SafetyView::Late,
            OwnBallotState::Refused => SafetyView::Refused,
            OwnBallotState::Disputed => SafetyView::Disputed,
            OwnBallotState::Received if is_counted(cabinet, poll, row.id) => SafetyView::Counted,
            OwnBallotState::Received => SafetyView::Received,
        };
        let choice = Choice::from_word(&row.choice)
            .ok_or_else(|| DeskError::from_code("profile-damaged"))?;
        let vote = sealed.open(&self.client.credentials().signing_key().public()).ok();
        let grade = vote.and_then(|vote| Grade::from_word(&vote.grade?));
        Ok(Some(MyBallotView {
            choice: choice.into(),
            grade: grade.map(Into::into),
            opinion: row.opinion.clone(),
            cast_at: timestamp(row.cast_at).unwrap_or_default(),
            safety,
            log_index: row.log_index,
            tracker: sealed.tracker().chars().take(TRACKER_CHARS).collect(),
            stale: self.is_stale(cabinet, poll, row, &sealed),
            refusal: row.refusal.as_deref().map(|text| error_view(&sync::refusal_code(text))),
        }))
    }

    fn ballot_from_mirror(
        &self,
        cabinet: &Cabinet,
        poll: &Poll,
        ballot: &CastBallot,
    ) -> Result<Option<MyBallotView>, DeskError> {
        let sealed = SealedBallot::from_compact(&ballot.sealed);
        let log = self.client.credentials().log()?;
        let proven =
            Receipt::from_text(&ballot.receipt).verify(sealed.as_compact().as_bytes(), &log);
        let safety = match proven {
            _ if !ballot.in_time => SafetyView::Late,
            Ok(_) if is_counted(cabinet, poll, ballot.id) => SafetyView::Counted,
            Ok(_) => SafetyView::Received,
            Err(_) => SafetyView::Disputed,
        };
        Ok(Some(MyBallotView {
            choice: ballot.choice.into(),
            grade: ballot.grade.map(Into::into),
            opinion: ballot.opinion.clone(),
            cast_at: timestamp(ballot.cast_at).unwrap_or_default(),
            safety,
            log_index: Some(ballot.log_index),
            tracker: sealed.tracker().chars().take(TRACKER_CHARS).collect(),
            stale: cabinet.is_stale(poll, ballot),
            refusal: None,
        }))
    }

    /// Whether this device's own ballot has to be confirmed. One that came back from the server is judged as everywhere;
    /// of one that has not, the papers it was sealed over are read from the seal.
    fn is_stale(
        &self,
        cabinet: &Cabinet,
        poll: &Poll,
        row: &OwnBallotRow,
        sealed: &SealedBallot,
    ) -> bool {
        if let Some(ballot) = cabinet.ballot(row.id) {
            return cabinet.is_stale(poll, ballot);
        }
        if poll.state != PollState::Open {
            return false;
        }
        let Ok(vote) = sealed.open(&self.client.credentials().signing_key().public()) else {
            return true;
        };
        let sealed_over: BTreeSet<(Uuid, String)> =
            vote.papers.iter().map(|paper| (paper.document, paper.blake3.clone())).collect();
        let in_force = self.papers_in_force(cabinet, poll);
        let in_force = in_force
            .iter()
            .map(|document| (document.id.as_uuid(), document.version.digest.to_string()));
        sealed_over != in_force.collect()
    }

    fn papers_in_force<'c>(&self, cabinet: &'c Cabinet, poll: &Poll) -> Vec<&'c Document> {
        cabinet.documents_in_force(poll.item, self.person())
    }

    fn result(&self, cabinet: &Cabinet, poll: &Poll) -> Option<ResultView> {
        matches!(poll.state, PollState::Closed { .. }).then(|| self.result_of(cabinet, poll))
    }

    /// How a poll ended, or how it stands: for those who may see answers as they come.
    pub(crate) fn result_of(&self, cabinet: &Cabinet, poll: &Poll) -> ResultView {
        let judgement = cabinet.judge(poll);
        let tally = judgement.tally;
        let votes = if access::may_see_ballots(cabinet, self.person(), poll) {
            named_votes(cabinet, poll)
        } else {
            Vec::new()
        };
        ResultView {
            outcome: judgement.outcome.into(),
            total: tally.total,
            received: tally.answered(),
            agree: tally.agree,
            disagree: tally.disagree,
            other: tally.other,
            abstain: tally.abstain,
            held: tally.held,
            stale: tally.stale,
            reached: tally.reached,
            unreached: tally.unreached,
            aside: tally.aside,
            needed: judgement.needed,
            awaits_chair: judgement.awaits_chair,
            settled: poll.settled.as_ref().map(|settled| SettledView {
                adopted: settled.adopted,
                reason: settled.reason.clone(),
                by: name_of(cabinet, settled.by),
                at: timestamp(settled.at).unwrap_or_default(),
            }),
            sentence: TextView {
                vi: self.phrases.0.explain(&judgement),
                en: self.phrases.1.explain(&judgement),
            },
            votes,
        }
    }

    /// Closes and counts a poll. The server closes it, when this reaches it; until then answers still arrive.
    pub(crate) fn close_poll(&self, poll: PollId) -> Result<DoneView, DeskError> {
        let cabinet = self.cabinet()?;
        let found = cabinet.poll(poll).ok_or_else(|| DeskError::from_code("not-found"))?;
        let actor = Actor { person: self.person(), now: self.clock.now() };
        check_close(&cabinet, actor, found)?;
        let body = sync::close_body(poll)?;
        let outgoing = self.outgoing(OperationId::from_uuid(Uuid::now_v7()), body);
        self.save(&LocalChange::act("close_poll".to_owned(), outgoing), Topic::Polls)?;
        Ok(DoneView { id: None })
    }

    /// Whether some of the polls are open and this person may close those that are.
    pub(crate) fn may_close_all(&self, cabinet: &Cabinet, polls: &[&Poll]) -> bool {
        let actor = Actor { person: self.person(), now: self.clock.now() };
        let mut open = polls.iter().filter(|poll| poll.state == PollState::Open).peekable();
        open.peek().is_some() && open.all(|poll| check_close(cabinet, actor, poll).is_ok())
    }

    /// Whether this person gives the word that a counted poll awaits.
    pub(crate) fn may_settle(&self, cabinet: &Cabinet, poll: &Poll) -> bool {
        let judgement = cabinet.judge(poll);
        access::may_settle(cabinet, self.person(), poll)
            && poll.settled.is_none()
            && matches!(poll.state, PollState::Closed { .. })
            && (judgement.outcome == Outcome::ChairDecides || judgement.awaits_chair)
    }
}

fn is_counted(cabinet: &Cabinet, poll: &Poll, ballot: BallotId) -> bool {
    let standing = cabinet.ballot(ballot).map(|ballot| ballot.voter);
    let standing = standing.and_then(|voter| cabinet.standing_ballot(poll.id, voter));
    matches!(poll.state, PollState::Closed { .. })
        && standing
            .is_some_and(|standing| standing.id == ballot && !cabinet.is_stale(poll, standing))
}

fn named_votes(cabinet: &Cabinet, poll: &Poll) -> Vec<NamedVoteView> {
    let people = poll.roll.iter().filter_map(|voter| cabinet.person(*voter));
    people
        .map(|person| {
            let ballot = cabinet.standing_ballot(poll.id, person.id);
            NamedVoteView {
                person: person_view(person),
                choice: ballot.map(|ballot| ballot.choice.into()),
                grade: ballot.and_then(|ballot| ballot.grade).map(Into::into),
                opinion: ballot.and_then(|ballot| ballot.opinion.clone()),
            }
        })
        .collect()
}

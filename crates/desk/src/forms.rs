//! Opinion forms: the member's own lines, and the matrix for those who gather the answers.

use crate::agenda::{Setting, given_name_key, name_of, person_view, text_view, timestamp};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{
    ExtensionView, FormAnswerView, FormLineView, FormMemberStateView, FormMemberView,
    FormQuestionView, FormStateView, FormView, PollKindView, PollStateView, ReplyView, SafetyView,
    SessionChoiceView,
};
use domain::{
    Body, Cabinet, CastBallot, Form, FormId, FormState, Meeting, MeetingKind, Moment, PersonId,
    Poll, PollState, Voter, access, number_agenda,
};
use uuid::Uuid;

impl Desk {
    /// Forms this person sees: those that wait for them first, then by deadline, the newest of the ended ones last.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails.
    pub fn forms(&self) -> Result<Vec<FormLineView>, DeskError> {
        let cabinet = self.cabinet()?;
        let setting = self.setting()?;
        let lines = cabinet.forms().map(|form| self.form_line(&cabinet, &setting, form));
        let mut lines: Vec<FormLineView> = lines.collect::<Result<_, _>>()?;
        lines.sort_by_key(|line| {
            let ended = matches!(line.state, FormStateView::Closed | FormStateView::MovedToSession);
            let at = line.closes_at.as_microsecond();
            (ended, if ended { at.saturating_neg() } else { at })
        });
        Ok(lines)
    }

    pub(crate) fn form_line(
        &self,
        cabinet: &Cabinet,
        setting: &Setting,
        form: &Form,
    ) -> Result<FormLineView, DeskError> {
        let item = cabinet.item(form.item).ok_or_else(missing)?;
        let meeting = cabinet.meeting(item.meeting).ok_or_else(missing)?;
        let lines = number_agenda(cabinet.items_of(meeting.id));
        let number = lines.iter().find(|line| line.item.id == item.id);
        let polls = polls_of(cabinet, form);
        let (mut n_mine_open, mut n_mine_stale) = (0, 0);
        for poll in &polls {
            let line = self.poll_line(cabinet, &setting.ballots, poll)?;
            let stale = line.my_ballot.as_ref().is_some_and(|ballot| ballot.stale);
            let open = line.state == PollStateView::Open && line.may_vote;
            n_mine_stale += u32::from(open && stale);
            n_mine_open += u32::from(open && (stale || line.my_ballot.is_none()));
        }
        let may_count =
            polls.first().is_some_and(|poll| access::may_see_ballots(cabinet, self.person(), poll));
        let n_roll = polls.first().map_or(0, |poll| poll.roll.len());
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(FormLineView {
            id: form.id.as_uuid(),
            title: text_view(&form.title),
            item: item.id.as_uuid(),
            item_number: number.map(|line| line.number.clone()).unwrap_or_default(),
            item_title: text_view(&item.face.title),
            meeting: meeting.id.as_uuid(),
            meeting_title: text_view(&meeting.face.title),
            state: state_view(form),
            closes_at: timestamp(form.closes_at).unwrap_or_default(),
            n_questions: count(form.questions.len()),
            n_mine_open,
            n_mine_stale,
            n_answered: may_count.then(|| count(n_answered(cabinet, &polls))),
            n_roll: count(n_roll),
        })
    }

    /// A form with its questions, and its answers for those who may see them.
    ///
    /// # Errors
    /// `not-found` for a form this person does not see.
    pub fn form(&self, form: Uuid) -> Result<FormView, DeskError> {
        let cabinet = self.cabinet()?;
        let setting = self.setting()?;
        let form = cabinet.form(FormId::from_uuid(form)).ok_or_else(missing)?;
        let item = cabinet.item(form.item).ok_or_else(missing)?;
        let meeting = cabinet.meeting(item.meeting).ok_or_else(missing)?;
        let polls = polls_of(&cabinet, form);
        let questions = form
            .questions
            .iter()
            .map(|question| self.question_view(&cabinet, &setting, question))
            .collect::<Result<_, _>>()?;
        let sees_answers = polls
            .first()
            .is_some_and(|poll| access::may_see_ballots(&cabinet, self.person(), poll));
        let body = cabinet.body(meeting.body).ok_or_else(missing)?;
        let wall = body.zone.wall_of(form.closes_at);
        let may_run = access::may_run_item(&cabinet, self.person(), item.id);
        Ok(FormView {
            line: self.form_line(&cabinet, &setting, form)?,
            body: text_view(&body.name),
            short_reason: form.short_reason.clone(),
            extensions: form.extensions.iter().map(|one| extension_view(&cabinet, one)).collect(),
            closes_wall: wall.map(|wall| wall_text(&wall)).unwrap_or_default(),
            holidays_unknown: may_run && is_beyond_known_days(body, form, self.clock.now()),
            questions,
            members: if sees_answers { self.members(&cabinet, form, &polls) } else { Vec::new() },
            may_run,
            may_close: self.may_close_all(&cabinet, &polls),
            may_reply: polls
                .first()
                .is_some_and(|poll| access::may_reply(&cabinet, self.person(), poll.id)),
            moved_to: match form.state {
                FormState::MovedToSession { item } => Some(item.as_uuid()),
                FormState::Draft | FormState::Sent | FormState::Closed => None,
            },
            sessions: if may_run { sessions(&cabinet, meeting) } else { Vec::new() },
        })
    }

    fn question_view(
        &self,
        cabinet: &Cabinet,
        setting: &Setting,
        question: &domain::Question,
    ) -> Result<FormQuestionView, DeskError> {
        let poll = cabinet.poll(question.poll);
        let line = poll.map(|poll| self.poll_line(cabinet, &setting.ballots, poll)).transpose()?;
        let sees = poll.is_some_and(|poll| access::may_see_ballots(cabinet, self.person(), poll));
        let is_final = poll.is_some_and(|poll| matches!(poll.state, PollState::Closed { .. }));
        let own = poll.and_then(|poll| newest_ballot(cabinet, poll, self.person()));
        let mine = own.map(|ballot| answer_view(cabinet, ballot, is_final));
        let shown = poll.filter(|_| sees || is_final);
        Ok(FormQuestionView {
            poll: question.poll.as_uuid(),
            text: text_view(&question.text),
            kind: PollKindView::OpinionForm,
            state: line.map_or(PollStateView::Planned, |line| line.state),
            result: shown.map(|poll| self.result_of(cabinet, poll)),
            is_final,
            may_settle: poll.is_some_and(|poll| self.may_settle(cabinet, poll)),
            mine,
        })
    }

    fn members(&self, cabinet: &Cabinet, form: &Form, polls: &[&Poll]) -> Vec<FormMemberView> {
        let Some(first) = polls.first() else {
            return Vec::new();
        };
        let voters: Vec<Vec<Voter>> = polls.iter().map(|poll| cabinet.voters(poll)).collect();
        let mut members: Vec<FormMemberView> = first
            .roll
            .iter()
            .filter_map(|person| {
                let answers = polls.iter().map(|poll| {
                    let is_final = matches!(poll.state, PollState::Closed { .. });
                    newest_ballot(cabinet, poll, *person)
                        .map(|ballot| answer_view(cabinet, ballot, is_final))
                });
                let own: Vec<&Voter> = voters
                    .iter()
                    .filter_map(|roll| roll.iter().find(|voter| voter.person == *person))
                    .collect();
                let delivered = cabinet
                    .delivery_of(form.item, *person)
                    .filter(|_| own.first().is_some_and(|voter| voter.delivered));
                Some(FormMemberView {
                    person: person_view(cabinet.person(*person)?),
                    state: member_state(&own, self.clock.now() >= form.closes_at),
                    delivered_at: delivered.and_then(|delivery| timestamp(delivery.at)),
                    answers: answers.collect(),
                })
            })
            .collect();
        members.sort_by_cached_key(|one| given_name_key(&one.person.name));
        members
    }
}

/// Whether the deadline of a form that still runs, or will, was counted in a year whose holidays are not all known.
fn is_beyond_known_days(body: &Body, form: &Form, now: Moment) -> bool {
    match form.state {
        FormState::Draft | FormState::Sent => {
            !body.calendar.knows_between(&body.zone, now, form.closes_at)
        }
        FormState::Closed | FormState::MovedToSession { .. } => false,
    }
}

fn answer_view(cabinet: &Cabinet, ballot: &CastBallot, is_final: bool) -> FormAnswerView {
    let poll = cabinet.poll(ballot.poll);
    let stale = poll.is_some_and(|poll| cabinet.is_stale(poll, ballot));
    let reply = cabinet.replies().find(|reply| reply.ballot == ballot.id);
    FormAnswerView {
        ballot: ballot.id.as_uuid(),
        choice: ballot.choice.into(),
        grade: ballot.grade.map(Into::into),
        opinion: ballot.opinion.clone(),
        received_at: timestamp(ballot.received_at).unwrap_or_default(),
        safety: match (ballot.in_time, is_final && !stale) {
            (false, _) => SafetyView::Late,
            (true, true) => SafetyView::Counted,
            (true, false) => SafetyView::Received,
        },
        stale,
        reply: reply.map(|reply| ReplyView {
            does: reply.does.into(),
            words: reply.words.clone(),
            by: name_of(cabinet, reply.by),
            at: timestamp(reply.at).unwrap_or_default(),
        }),
    }
}

fn member_state(own: &[&Voter], is_over: bool) -> FormMemberStateView {
    let all = |test: fn(&Voter) -> bool| !own.is_empty() && own.iter().all(|voter| test(voter));
    let answered = |voter: &Voter| voter.answer.is_some();
    if all(|voter| voter.gone) {
        FormMemberStateView::Gone
    } else if all(|voter| voter.recused) {
        FormMemberStateView::Recused
    } else if own.iter().any(|voter| voter.answer.is_some_and(|answer| answer.stale)) {
        FormMemberStateView::Stale
    } else if all(answered) {
        FormMemberStateView::Answered
    } else if is_over {
        FormMemberStateView::Overdue
    } else if own.iter().any(|voter| answered(voter)) {
        FormMemberStateView::Partly
    } else if all(|voter| voter.delivered) {
        FormMemberStateView::Delivered
    } else {
        FormMemberStateView::Sent
    }
}

fn newest_ballot<'c>(
    cabinet: &'c Cabinet,
    poll: &Poll,
    person: PersonId,
) -> Option<&'c CastBallot> {
    cabinet.standing_ballot(poll.id, person).or_else(|| {
        cabinet.ballots().find(|ballot| ballot.poll == poll.id && ballot.voter == person)
    })
}

fn n_answered(cabinet: &Cabinet, polls: &[&Poll]) -> usize {
    let Some(first) = polls.first() else {
        return 0;
    };
    let answered_all = |person: &&PersonId| {
        polls.iter().all(|poll| cabinet.standing_ballot(poll.id, **person).is_some())
    };
    first.roll.iter().filter(answered_all).count()
}

fn polls_of<'c>(cabinet: &'c Cabinet, form: &Form) -> Vec<&'c Poll> {
    form.questions.iter().filter_map(|question| cabinet.poll(question.poll)).collect()
}

fn sessions(cabinet: &Cabinet, from: &Meeting) -> Vec<SessionChoiceView> {
    let mut open: Vec<&Meeting> = cabinet
        .meetings()
        .filter(|meeting| {
            meeting.body == from.body
                && meeting.held_as == MeetingKind::Session
                && meeting.state.is_open_to_change()
        })
        .collect();
    open.sort_by_key(|meeting| meeting.face.starts_at);
    open.into_iter()
        .map(|meeting| SessionChoiceView {
            id: meeting.id.as_uuid(),
            title: text_view(&meeting.face.title),
        })
        .collect()
}

fn extension_view(cabinet: &Cabinet, extension: &domain::Extension) -> ExtensionView {
    let at = |moment: Moment| timestamp(moment).unwrap_or_default();
    ExtensionView {
        from: at(extension.from),
        to: at(extension.to),
        reason: extension.reason.clone(),
        by: name_of(cabinet, extension.by),
    }
}

fn state_view(form: &Form) -> FormStateView {
    match form.state {
        FormState::Draft => FormStateView::Draft,
        FormState::Sent => FormStateView::Sent,
        FormState::Closed => FormStateView::Closed,
        FormState::MovedToSession { .. } => FormStateView::MovedToSession,
    }
}

/// A wall time to the minute, as screens edit it.
pub(crate) fn wall_text(wall: &jiff::civil::DateTime) -> String {
    wall.strftime("%Y-%m-%dT%H:%M").to_string()
}

fn missing() -> DeskError {
    DeskError::from_code("not-found")
}

#[cfg(test)]
mod tests {
    use super::is_beyond_known_days;
    use domain::{
        Body, BodyId, Calendar, Classification, Country, Form, FormId, FormState, ItemId, Rules,
        Text, Zone,
    };
    use uuid::Uuid;

    /// A deadline of "five working days" was proposed over a Tet whose days nobody knew yet, without a word.
    #[test]
    fn a_deadline_in_a_year_whose_holidays_are_not_known_is_marked_while_the_form_runs() {
        let mut calendar = Calendar::of(Country::Vietnam);
        calendar.closed.insert("2030-02-07".parse().unwrap());
        calendar.opened.insert("2031-02-08".parse().unwrap());
        let body = Body {
            id: BodyId::from_uuid(Uuid::nil()),
            name: Text::same("Chính phủ"),
            rules: Rules::VIETNAM,
            calendar,
            zone: Zone::vietnam(),
            ceiling: Classification::Internal,
            stamps: [].into(),
        };
        let at = |wall: &str| body.zone.moment_of(wall, None).unwrap();
        let check = |now: &str, closes: &str, state: FormState, expected: bool| {
            let nobody = Uuid::nil();
            let mut form = Form::blank(FormId::from_uuid(nobody), ItemId::from_uuid(nobody));
            (form.closes_at, form.state) = (at(closes), state);
            let found = is_beyond_known_days(&body, &form, at(now));
            assert_eq!(found, expected, "{now} {closes} {state:?}");
        };
        check("2030-01-10T09:00", "2030-01-17T17:00", FormState::Draft, false);
        check("2030-12-28T09:00", "2031-01-06T17:00", FormState::Draft, true);
        check("2030-12-28T09:00", "2031-01-06T17:00", FormState::Sent, true);
        check("2030-12-28T09:00", "2031-01-06T17:00", FormState::Closed, false);
        check("2029-12-28T09:00", "2030-01-06T17:00", FormState::Draft, true);
    }
}

use super::{ActError, Actor};
use crate::{Cabinet, Poll, PollKind, PollState, access};

/// Judges whether a poll may be closed by hand at this moment. Closing a closed poll is no mistake.
///
/// A named vote is closed whenever its chair or the secretariat says so. Members plan by the deadline of an opinion
/// form, so that it is closed before only when everybody on the roll has answered on the papers in force; those who
/// stand aside or have left are not waited for.
///
/// # Errors
/// [`ActError::NotFound`] for whoever does not see the poll, [`ActError::NotEntitled`] for whoever may not close it,
/// [`ActError::AnswersAwaited`] while answers to an opinion form are awaited.
pub fn check_close(cabinet: &Cabinet, actor: Actor, poll: &Poll) -> Result<(), ActError> {
    if !access::may_see_poll(cabinet, actor.person, poll) {
        return Err(ActError::NotFound);
    }
    if !access::may_close(cabinet, actor.person, poll) {
        return Err(ActError::NotEntitled);
    }
    if poll.state != PollState::Open || poll.closes_at <= actor.now {
        return Ok(());
    }
    match poll.kind {
        PollKind::RollCall => Ok(()),
        PollKind::OpinionForm => {
            let awaited = cabinet.voters(poll).into_iter().any(|voter| {
                let answered = voter.answer.is_some_and(|answer| !answer.stale);
                !answered && !voter.recused && !voter.gone
            });
            if awaited { Err(ActError::AnswersAwaited) } else { Ok(()) }
        }
    }
}

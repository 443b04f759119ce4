use super::invite::{meeting_of, person_of};
use crate::access_feed::commit_entities;
use crate::app::App;
use crate::error::ApiError;
use crate::storage;
use domain::{Entity, Invitation, InvitationAnswer};
use exchange::{Answer, Kept, Reply, read_reply, take_new};

/// Takes the replies that the mail server has put into the Maildir. What is no reply, or nobody's, is put aside there for
/// a person; what cannot be noted because the store fails stays new.
///
/// # Errors
/// [`ApiError`] when the store fails.
pub fn read_replies(app: &App) -> Result<(), ApiError> {
    let Some(dir) = app.config.mail.as_ref().and_then(|mail| mail.replies.clone()) else {
        return Ok(());
    };
    let mut failed = None;
    let taken = take_new(&dir, |bytes| match read_reply(bytes) {
        Ok(reply) => match note(app, &reply) {
            Ok(true) => Kept::Read,
            Ok(false) => Kept::Strange,
            Err(error) => {
                failed = Some(error);
                Kept::Later
            }
        },
        Err(error) => {
            tracing::info!(%error, "a mail among the replies is put aside");
            Kept::Strange
        }
    });
    if let Err(error) = taken {
        tracing::warn!(%error, "the replies cannot be read");
    }
    match failed {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

/// Notes an answer; `false` for a reply to an invitation nobody sent. An answer to an older sequence is not one to the
/// newest.
fn note(app: &App, reply: &Reply) -> Result<bool, ApiError> {
    let now = app.now();
    let noted = storage::write(app.storage.as_ref(), |transaction| {
        let cabinet = app.cabinet_in(transaction)?;
        let meeting = meeting_of(&reply.uid);
        let person = person_of(&cabinet, &reply.attendee).map(|person| person.id);
        let known = cabinet.invitations().find(|invitation| {
            Some(invitation.meeting) == meeting && Some(invitation.person) == person
        });
        let Some(known) = known else {
            return Ok(false);
        };
        if reply.sequence.is_some_and(|sequence| sequence < known.sequence) {
            return Ok(true);
        }
        let answer = match reply.answer {
            Answer::Accepted => InvitationAnswer::Accepted,
            Answer::Declined => InvitationAnswer::Declined,
            Answer::Tentative => InvitationAnswer::Tentative,
            Answer::Delegated => InvitationAnswer::Delegated,
        };
        let answered = Invitation { answer: Some(answer), answered_at: Some(now), ..known.clone() };
        commit_entities(transaction, &cabinet, &[Entity::Invitation(answered)])?;
        Ok::<_, ApiError>(true)
    })?;
    app.poke()?;
    Ok(noted)
}

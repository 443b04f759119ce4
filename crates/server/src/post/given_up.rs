//! What the person at the console learns of letters, and how those that were given up are tried again.

use super::Waiting;
use super::invite::{INVITATION_CAUSE, cause};
use crate::access_feed::commit_entities;
use crate::app::App;
use crate::storage::{self, LetterCounts, LetterRow, StoreError};
use domain::{Cabinet, Entity, Invitation, Moment};
use std::collections::BTreeSet;

/// How long after it was written a reminder still makes sense: reminders come a day ahead.
const REMINDER_LIFE_MICROS: i64 = 24 * 3_600 * 1_000_000;

/// How the letters stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LettersReport {
    /// Letters that wait to be handed over.
    pub n_waiting: u64,
    /// Letters the mail server took.
    pub n_sent: u64,
    /// Letters given up.
    pub n_given_up: u64,
    /// Why letters wait, in the mail server's words, each once.
    pub waiting_because: BTreeSet<String>,
    /// The letters given up, newest first, as far as they can be read.
    pub given_up: Vec<GivenUpLetter>,
}

/// A letter that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUpLetter {
    /// To whom: name and address.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Why it was not taken.
    pub problem: String,
    /// Whether it would still say what is so: of a meeting that is not over and was not told of again since, or of a
    /// deadline a day ahead at most.
    pub is_timely: bool,
}

/// How the letters stand.
///
/// # Errors
/// [`StoreError`].
pub fn report_letters(app: &App) -> Result<LettersReport, StoreError> {
    let now = app.now();
    storage::read(app.storage.as_ref(), |transaction| {
        let cabinet = app.cabinet_in(transaction)?;
        let LetterCounts { n_waiting, n_sent, n_given_up } = transaction.letter_counts()?;
        let waiting = transaction.letters_due(Moment::from_micros(i64::MAX), u32::MAX)?.letters;
        let waiting_because = waiting.into_iter().filter_map(|row| row.problem).collect();
        let given_up = transaction.letters_given_up()?;
        let given_up = given_up.iter().filter_map(|row| {
            let waiting: Waiting = serde_json::from_str(&row.letter).ok()?;
            Some(GivenUpLetter {
                to: format!("{} <{}>", waiting.to_name, waiting.to_mail),
                subject: waiting.subject,
                problem: row.problem.clone().unwrap_or_default(),
                is_timely: is_timely(&cabinet, row, now),
            })
        });
        let given_up = given_up.collect();
        Ok(LettersReport { n_waiting, n_sent, n_given_up, waiting_because, given_up })
    })
}

/// Puts the letters that were given up, and are still timely, back into the queue, as if never tried. Gives how many.
///
/// # Errors
/// [`StoreError`].
pub fn retry_letters(app: &App) -> Result<usize, StoreError> {
    let now = app.now();
    let n_revived = storage::write(app.storage.as_ref(), |transaction| {
        let cabinet = app.cabinet_in(transaction)?;
        let mut entities = Vec::new();
        let mut n_revived = 0;
        for row in transaction.letters_given_up()? {
            let is_readable = serde_json::from_str::<Waiting>(&row.letter).is_ok();
            if !is_readable || !is_timely(&cabinet, &row, now) {
                continue;
            }
            if let Some(invitation) = invitation_of(&cabinet, &row) {
                entities
                    .push(Entity::Invitation(Invitation { problem: None, ..invitation.clone() }));
            }
            let next_at = Some(now);
            transaction.put_letter(&LetterRow { next_at, n_tries: 0, problem: None, ..row })?;
            n_revived += 1;
        }
        commit_entities(transaction, &cabinet, &entities)?;
        Ok::<_, StoreError>(n_revived)
    })?;
    app.poke()?;
    Ok(n_revived)
}

/// Whether a letter would still say what is so.
fn is_timely(cabinet: &Cabinet, row: &LetterRow, now: Moment) -> bool {
    if !row.cause.starts_with(INVITATION_CAUSE) {
        return now.as_micros().saturating_sub(row.made_at.as_micros()) < REMINDER_LIFE_MICROS;
    }
    invitation_of(cabinet, row)
        .and_then(|invitation| cabinet.meeting(invitation.meeting))
        .is_some_and(|meeting| meeting.public_face().ends_at > now)
}

/// The invitation a letter is the newest word of.
fn invitation_of<'c>(cabinet: &'c Cabinet, row: &LetterRow) -> Option<&'c Invitation> {
    cabinet.invitations().find(|invitation| cause(invitation) == row.cause)
}

#[cfg(test)]
mod tests {
    use super::{LettersReport, report_letters, retry_letters};
    use crate::access_feed::commit_entities;
    use crate::storage::{self, LetterRow, StoreError};
    use crate::{App, Clock, Config};
    use domain::{
        BodyId, Cabinet, Entity, Invitation, InvitationId, Meeting, MeetingId, MeetingKind, Moment,
        PersonId,
    };
    use serde_json::json;
    use std::sync::Arc;
    use uuid::Uuid;

    const HOUR: i64 = 3_600 * 1_000_000;

    struct At(Moment);

    impl Clock for At {
        fn now(&self) -> Moment {
            self.0
        }
    }

    fn letter(n: u128, cause: &str, made_at: i64) -> LetterRow {
        let letter = json!({
            "to_name": "An", "to_mail": "an@cabinet.example", "subject": cause, "text": "",
            "calendar": null, "invitation": null,
        });
        LetterRow {
            id: Uuid::from_u128(n),
            cause: cause.to_owned(),
            person: PersonId::from_uuid(Uuid::nil()),
            letter: letter.to_string(),
            made_at: Moment::from_micros(made_at),
            next_at: None,
            n_tries: 8,
            sent_at: None,
            problem: Some("535 wrong password".to_owned()),
        }
    }

    fn counts(app: &App) -> (u64, u64, u64) {
        let LettersReport { n_waiting, n_sent, n_given_up, .. } = report_letters(app).unwrap();
        (n_waiting, n_sent, n_given_up)
    }

    /// A password that was wrong for an evening left every invitation given up, and no way to send them again.
    #[test]
    fn letters_given_up_are_tried_again_where_they_still_say_what_is_so() {
        let data = tempfile::tempdir().unwrap();
        let now = Moment::from_micros(100 * HOUR);
        let app = App::open(Config::for_data(data.path()), Arc::new(At(now))).unwrap();
        let invitation = |n: u128, meeting: u128, sequence| Invitation {
            id: InvitationId::from_uuid(Uuid::from_u128(n)),
            meeting: MeetingId::from_uuid(Uuid::from_u128(meeting)),
            person: PersonId::from_uuid(Uuid::nil()),
            sequence,
            sent_at: None,
            problem: Some("535 wrong password".to_owned()),
            answer: None,
            answered_at: None,
        };
        let meeting = |id: u128, ends_at: i64| {
            let id = MeetingId::from_uuid(Uuid::from_u128(id));
            let (body, chair) = (BodyId::from_uuid(Uuid::nil()), PersonId::from_uuid(Uuid::nil()));
            let mut meeting = Meeting::blank(id, body, MeetingKind::Session, chair);
            meeting.face.ends_at = Moment::from_micros(ends_at);
            Entity::Meeting(meeting)
        };
        let (coming, over) = (invitation(1, 10, 2), invitation(2, 20, 0));
        let entities = [
            meeting(10, 200 * HOUR),
            meeting(20, 50 * HOUR),
            Entity::Invitation(coming.clone()),
            Entity::Invitation(over.clone()),
        ];
        let of = |id| format!("invitation {id}");
        let unreadable = LetterRow { letter: "?".to_owned(), ..letter(6, "papers c", 99 * HOUR) };
        let rows = [
            letter(1, &format!("{} 2", of(coming.id)), 0),
            letter(2, &format!("{} 1", of(coming.id)), 0),
            letter(3, &format!("{} 0", of(over.id)), 0),
            letter(4, "positions a", 99 * HOUR),
            letter(5, "positions b", 10 * HOUR),
            unreadable,
            LetterRow { next_at: Some(now), ..letter(7, "form d", 0) },
            LetterRow { sent_at: Some(now), problem: None, ..letter(8, "form e", 0) },
        ];
        storage::write(app.storage.as_ref(), |transaction| {
            commit_entities(transaction, &Cabinet::default(), &entities)?;
            rows.iter().try_for_each(|row| transaction.put_letter(row).map(|_| ()))
        })
        .map_err(|error: StoreError| error.to_string())
        .unwrap();
        assert_eq!(counts(&app), (1, 1, 6));
        let report = report_letters(&app).unwrap();
        assert_eq!(report.given_up.len(), 5);
        assert_eq!(report.given_up.iter().filter(|letter| letter.is_timely).count(), 2);
        assert!(report.waiting_because.contains("535 wrong password"));
        assert_eq!(retry_letters(&app).unwrap(), 2);
        assert_eq!(counts(&app), (3, 1, 4));
        let cabinet = app.cabinet().unwrap();
        assert_eq!(cabinet.invitation(coming.id).unwrap().problem, None);
        assert!(cabinet.invitation(over.id).unwrap().problem.is_some());
        assert_eq!(retry_letters(&app).unwrap(), 0);
    }

    /// One row that could not be read stopped all mail.
    #[test]
    fn a_row_that_cannot_be_read_is_named_and_keeps_no_other_from_leaving() {
        let data = tempfile::tempdir().unwrap();
        let now = Moment::from_micros(100 * HOUR);
        let app = App::open(Config::for_data(data.path()), Arc::new(At(now))).unwrap();
        let waiting = |n: u128, cause| LetterRow { next_at: Some(now), ..letter(n, cause, 0) };
        storage::write(app.storage.as_ref(), |transaction| {
            transaction.put_letter(&waiting(1, "form a"))?;
            transaction.put_letter(&waiting(2, "form b"))
        })
        .map_err(|error: StoreError| error.to_string())
        .unwrap();
        let other = rusqlite::Connection::open(data.path().join("cabinet.db")).unwrap();
        let sql = "UPDATE letter SET id = 'torn' WHERE cause = 'form a'";
        assert_eq!(other.execute(sql, []).unwrap(), 1);
        let due = || {
            storage::read(app.storage.as_ref(), |transaction| transaction.letters_due(now, 20))
                .map_err(|error: StoreError| error.to_string())
                .unwrap()
        };
        let found = due();
        assert_eq!(found.unreadable, ["torn"]);
        assert_eq!(
            found.letters.iter().map(|row| row.cause.as_str()).collect::<Vec<_>>(),
            ["form b"]
        );
        storage::write(app.storage.as_ref(), |transaction| transaction.give_up_letter("torn", "?"))
            .map_err(|error: StoreError| error.to_string())
            .unwrap();
        assert!(due().unreadable.is_empty());
        assert_eq!(counts(&app), (1, 0, 1));
    }
}

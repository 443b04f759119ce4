use super::{Waiting, Words, addressed, bilingual, queue};
use crate::app::App;
use crate::error::ApiError;
use crate::storage;
use domain::{Cabinet, Moment, PersonId, Reminder, Text, Zone, reminders_due};

/// Puts the reminders that are due into the queue, each once.
///
/// # Errors
/// [`ApiError`] when the store fails.
pub fn queue_reminders(app: &App) -> Result<(), ApiError> {
    if app.config.mail.is_none() {
        return Ok(());
    }
    let cabinet = app.cabinet()?;
    let due = reminders_due(&cabinet, app.now());
    if due.is_empty() {
        return Ok(());
    }
    let words = Words::load()?;
    storage::write(app.storage.as_ref(), |transaction| {
        for (person, reminder) in &due {
            let found = cabinet.person(*person).and_then(addressed);
            let (Some(to), Some(waiting)) = (found, write(&cabinet, &words, *reminder)) else {
                continue;
            };
            let waiting = Waiting { to_name: to.0, to_mail: to.1, ..waiting };
            queue(app, transaction, cause(*person, *reminder, &cabinet), *person, &waiting)?;
        }
        Ok(())
    })
}

/// What a reminder is about; a deadline that was moved is a new cause.
fn cause(person: PersonId, reminder: Reminder, cabinet: &Cabinet) -> String {
    let at = |moment: Option<Moment>| moment.map_or(0, Moment::as_micros);
    match reminder {
        Reminder::Positions(meeting) => {
            let by = cabinet.meeting(meeting).and_then(|found| found.public_face().positions_by);
            format!("positions {meeting} {person} {}", at(by))
        }
        Reminder::Form(form) => {
            let by = cabinet.form(form).map(|found| found.closes_at);
            format!("form {form} {person} {}", at(by))
        }
        Reminder::FormOverdue(form) => format!("overdue {form} {person}"),
        Reminder::Papers(item) => {
            let meeting = cabinet.item(item).and_then(|found| cabinet.meeting(found.meeting));
            let by = meeting.and_then(|meeting| meeting.face.lodge_by);
            format!("papers {item} {person} {}", at(by))
        }
    }
}

/// Says what is due without a word of the agenda: titles of items and forms stay on the desk.
fn write(cabinet: &Cabinet, words: &Words, reminder: Reminder) -> Option<Waiting> {
    let (key, meeting, due) = match reminder {
        Reminder::Positions(meeting) => {
            let meeting = cabinet.meeting(meeting)?;
            ("mail-positions", meeting, meeting.public_face().positions_by?)
        }
        Reminder::Form(form) | Reminder::FormOverdue(form) => {
            let form = cabinet.form(form)?;
            let meeting = cabinet.meeting(cabinet.item(form.item)?.meeting)?;
            let overdue = matches!(reminder, Reminder::FormOverdue(_));
            (if overdue { "mail-overdue" } else { "mail-form" }, meeting, form.closes_at)
        }
        Reminder::Papers(item) => {
            let meeting = cabinet.meeting(cabinet.item(item)?.meeting)?;
            ("mail-papers", meeting, meeting.face.lodge_by?)
        }
    };
    let body = cabinet.body(meeting.body)?;
    let when = Text::same(wall_words(&body.zone, due));
    let title = &meeting.public_face().title;
    let facts = [("title", title), ("when", &when), ("body", &body.name)];
    Some(Waiting {
        to_name: String::new(),
        to_mail: String::new(),
        subject: words.both(&format!("{key}-subject"), &facts).vi,
        text: bilingual(&words.both(&format!("{key}-text"), &facts)),
        calendar: None,
        invitation: None,
    })
}

fn wall_words(zone: &Zone, moment: Moment) -> String {
    let wall = zone.wall_of(moment);
    wall.map(|wall| wall.strftime("%H:%M, %d/%m/%Y").to_string()).unwrap_or_default()
}

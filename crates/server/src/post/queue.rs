use super::door::Door;
use super::{Waiting, organiser};
use crate::access_feed::commit_entities;
use crate::app::App;
use crate::config::MailConfig;
use crate::error::ApiError;
use crate::storage::{self, LetterRow};
use domain::{Entity, Invitation, InvitationId, Moment};
use exchange::{Address, Letter, Method, SendError};
use std::sync::Arc;
use std::time::Duration;

/// How often the queue is looked at.
const TICK: Duration = Duration::from_secs(1);
/// Letters handed over in one turn.
const BATCH: u32 = 20;
/// Waits after each failure, in seconds; after the last one a letter is given up and shown.
const PATIENCE: [i64; 8] = [30, 120, 600, 1_800, 7_200, 14_400, 43_200, 86_400];

/// Hands letters to the mail server as they become due, and takes replies, until the server stops.
pub async fn work(app: Arc<App>) {
    let Some(mail) = app.config.mail.clone() else {
        return;
    };
    // Whoever restarts the server has mended something: what waits is tried again at once.
    if let Err(error) = app.run(try_all_again).await {
        tracing::error!(%error, "waiting letters cannot be called up");
    }
    let mut ticks = tokio::time::interval(TICK);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut door = Door::default();
    let mut looked = None;
    loop {
        ticks.tick().await;
        // Each stands by itself: a Maildir that fails holds up no letter.
        match app.run(move |app| super::queue_reminders(app, looked)).await {
            Ok(now) if looked != Some(now) => {
                looked = Some(now);
                if let Err(error) = app.run(count_letters).await {
                    tracing::error!(%error, "letters cannot be counted");
                }
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "reminders cannot be queued"),
        }
        if let Err(error) = app.run(super::read_replies).await {
            tracing::error!(%error, "replies cannot be noted");
        }
        if let Err(error) = turn(&app, &mail, &mut door).await {
            tracing::error!(%error, "the post stands still");
        }
    }
}

fn try_all_again(app: &App) -> Result<(), ApiError> {
    let now = app.now();
    storage::write(app.storage.as_ref(), |transaction| {
        for row in transaction.letters_due(Moment::from_micros(i64::MAX), u32::MAX)?.letters {
            transaction.put_letter(&LetterRow { next_at: Some(now), ..row })?;
        }
        Ok(())
    })
}

/// Tells the metrics how many letters wait, were sent, were given up.
fn count_letters(app: &App) -> Result<(), ApiError> {
    let counts = storage::read(app.storage.as_ref(), |transaction| transaction.letter_counts())?;
    for (state, n_letters) in
        [("waiting", counts.n_waiting), ("sent", counts.n_sent), ("given_up", counts.n_given_up)]
    {
        metrics::gauge!("letters", "state" => state).set(n_letters as f64);
    }
    Ok(())
}

/// Hands over what is due. One letter that cannot be read or is refused holds up no other; where the mail server takes
/// nothing from us, all wait.
async fn turn(app: &Arc<App>, mail: &MailConfig, door: &mut Door) -> Result<(), ApiError> {
    if !door.may_be_tried(app.now()) {
        return Ok(());
    }
    let due = app
        .run(|app| {
            let now = app.now();
            storage::read(app.storage.as_ref(), |transaction| {
                Ok(transaction.letters_due(now, BATCH)?)
            })
        })
        .await?;
    for id in due.unreadable {
        app.run(move |app| give_up_unreadable(app, &id)).await?;
    }
    for row in due.letters {
        let Ok(waiting) = serde_json::from_str::<Waiting>(&row.letter) else {
            app.run(move |app| give_up_unreadable(app, &row.id.to_string())).await?;
            continue;
        };
        let sent = exchange::send(&mail.smtp(), &letter(mail, &row, &waiting)).await;
        if let Err(error) = &sent
            && error.is_about_us()
        {
            let again = door.note_closed(error, app.now());
            let problem = error.to_string();
            return app.run(move |app| put_last(app, row, again, problem)).await;
        }
        door.note_open();
        app.run(move |app| note(app, row, &waiting, sent)).await?;
    }
    Ok(())
}

/// Takes a letter that nobody can read out of the queue; it stays where it is, for whoever looks.
fn give_up_unreadable(app: &App, id: &str) -> Result<(), ApiError> {
    tracing::error!(letter = id, "a waiting letter cannot be read and is given up");
    metrics::counter!("letters_unreadable_total").increment(1);
    storage::write(app.storage.as_ref(), |transaction| {
        Ok(transaction.give_up_letter(id, "the letter cannot be read")?)
    })
}

/// Puts a letter behind the others without counting the try: should it be this one at which the mail server closes its
/// door, the next one is another.
fn put_last(app: &App, row: LetterRow, again: Moment, problem: String) -> Result<(), ApiError> {
    let row = LetterRow { next_at: Some(again), problem: Some(problem), ..row };
    storage::write(app.storage.as_ref(), |transaction| {
        transaction.put_letter(&row)?;
        Ok(())
    })
}

fn letter(mail: &MailConfig, row: &LetterRow, waiting: &Waiting) -> Letter {
    let calendar = waiting.calendar.clone().map(|(method, text)| {
        // Which of the two ways of taking a meeting away stands in the calendar itself.
        let method = if method == Method::Cancel.word() { Method::Cancel } else { Method::Request };
        (method, text)
    });
    Letter {
        from: organiser(mail),
        to: Address { name: waiting.to_name.clone(), mail: waiting.to_mail.clone() },
        subject: waiting.subject.clone(),
        text: waiting.text.clone(),
        calendar,
        message_id: format!("{}@{}", row.id, mail.host_of_sender()),
    }
}

/// Notes how handing over went: sent, to be tried again, or given up.
fn note(
    app: &App,
    mut row: LetterRow,
    waiting: &Waiting,
    sent: Result<(), SendError>,
) -> Result<(), ApiError> {
    let now = app.now();
    row.n_tries += 1;
    match sent {
        Ok(()) => {
            row.sent_at = Some(now);
            row.next_at = None;
            row.problem = None;
        }
        Err(error) => {
            let given_up = error.is_permanent();
            let wait = usize::try_from(row.n_tries - 1).ok().and_then(|n| PATIENCE.get(n));
            let next = wait.filter(|_| !given_up).map(|seconds| seconds * 1_000_000);
            row.next_at = next.map(|wait| Moment::from_micros(now.as_micros() + wait));
            row.problem = Some(error.to_string());
            tracing::warn!(letter = %row.id, tries = row.n_tries, given_up, "a letter was not taken");
        }
    }
    let invitation = waiting.invitation.map(InvitationId::from_uuid);
    storage::write(app.storage.as_ref(), |transaction| {
        transaction.put_letter(&row)?;
        let cabinet = app.cabinet_in(transaction)?;
        let Some(known) = invitation.and_then(|id| cabinet.invitation(id)) else {
            return Ok(());
        };
        // A letter of an older sequence says nothing of the newer one.
        if !row.cause.ends_with(&format!(" {}", known.sequence)) {
            return Ok(());
        }
        let problem = row.problem.clone().filter(|_| row.next_at.is_none());
        let noted = Invitation { sent_at: row.sent_at, problem, ..known.clone() };
        Ok::<_, ApiError>(commit_entities(transaction, &cabinet, &[Entity::Invitation(noted)])?)
    })?;
    Ok(app.poke()?)
}

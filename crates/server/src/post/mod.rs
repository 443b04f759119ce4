//! Letters: invitations with their calendars, reminders, and the replies that come back.
//!
//! What is to be said is written into the queue in the transaction that gives the cause (a publication, a cancellation);
//! a loop of its own hands letters to the mail server, tries again after failures, and remembers what was sent across
//! restarts. A letter carries title, time and place of a meeting and never a word of its agenda.

mod door;
mod given_up;
mod invite;
mod queue;
mod remind;
mod replies;

pub use given_up::{GivenUpLetter, LettersReport, report_letters, retry_letters};
pub use invite::{invite, withdraw_invitations};
pub use queue::work;

use remind::queue_reminders;
use replies::read_replies;

use crate::app::App;
use crate::config::MailConfig;
use crate::error::ApiError;
use crate::storage::{LetterRow, Transaction};
use domain::{Person, PersonId, Text};
use phrases::FluentValue;
use phrases::{Language, Phrases};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A letter as it waits in the queue. Its message identity is its own, so that a letter sent twice is known for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Waiting {
    to_name: String,
    to_mail: String,
    subject: String,
    text: String,
    /// Method and calendar.
    calendar: Option<(String, String)>,
    /// The invitation whose state it changes.
    invitation: Option<Uuid>,
}

/// Words in both languages, Vietnamese first: people's languages are not known to the server.
struct Words {
    vi: Phrases,
    en: Phrases,
}

impl Words {
    fn load() -> Result<Self, ApiError> {
        let load = |language| {
            Phrases::load(language).map_err(|_| ApiError::Broken("the catalogue cannot be read"))
        };
        Ok(Self { vi: load(Language::Vietnamese)?, en: load(Language::English)? })
    }

    fn both(&self, key: &str, facts: &[(&'static str, &Text)]) -> Text {
        let in_one = |phrases: &Phrases, pick: fn(&Text) -> &String| {
            let facts = facts
                .iter()
                .map(|(name, text)| (*name, FluentValue::from(pick(text).as_str())))
                .collect::<Vec<_>>();
            phrases.say(key, facts)
        };
        Text { vi: in_one(&self.vi, |text| &text.vi), en: in_one(&self.en, |text| &text.en) }
    }
}

/// Puts a letter into the queue; the same cause gives no second letter. Gives whether it is new.
fn queue(
    app: &App,
    transaction: &mut dyn Transaction,
    cause: String,
    person: PersonId,
    waiting: &Waiting,
) -> Result<bool, ApiError> {
    let now = app.now();
    let letter = serde_json::to_string(waiting)
        .map_err(|_| ApiError::Broken("a letter cannot be written"))?;
    Ok(transaction.put_letter(&LetterRow {
        id: Uuid::now_v7(),
        cause,
        person,
        letter,
        made_at: now,
        next_at: Some(now),
        n_tries: 0,
        sent_at: None,
        problem: None,
    })?)
}

/// The body of a letter in both languages.
fn bilingual(words: &Text) -> String {
    if words.vi == words.en {
        words.vi.clone()
    } else {
        format!("{}\n\n—\n\n{}", words.vi, words.en)
    }
}

fn addressed(person: &Person) -> Option<(String, String)> {
    let mail = person.mail.clone().filter(|_| !person.removed)?;
    Some((person.name.clone(), mail))
}

fn organiser(mail: &MailConfig) -> exchange::Address {
    exchange::Address { name: mail.from_name.clone(), mail: mail.from.clone() }
}

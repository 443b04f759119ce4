use super::travels::record;
use crate::words::InvitationAnswerWord;
use domain::Invitation;
use jiff::Timestamp;
use uuid::Uuid;

record! {
    /// An invitation of one person to one meeting.
    InvitationRecord = Invitation {
        /// Identity.
        id: Uuid,
        /// Meeting.
        meeting: Uuid,
        /// Person.
        person: Uuid,
        /// Counts the letters about it, from 0.
        sequence: u32,
        /// When the newest letter was handed to the mail server.
        sent_at: Option<Timestamp>,
        /// Why it cannot be delivered.
        problem: Option<String>,
        /// The answer.
        answer: Option<InvitationAnswerWord>,
        /// When the answer came.
        answered_at: Option<Timestamp>,
    }
}

//! What the mail server has against this server: a wrong password, an unknown sender, a dead network. None of it is any
//! letter's fault, so it counts against none; all of them wait until the door is tried again.

use domain::Moment;
use exchange::SendError;

/// Waits before the door is tried again, in seconds; the last one is repeated.
const WAITS: [i64; 4] = [30, 60, 300, 600];

/// The mail server's door, as the last letter found it.
#[derive(Debug, Default)]
pub struct Door {
    n_refusals: usize,
    opens_at: Option<Moment>,
}

impl Door {
    /// Whether letters may be handed over now.
    pub fn may_be_tried(&self, now: Moment) -> bool {
        self.opens_at.is_none_or(|opens_at| opens_at <= now)
    }

    /// Notes that nothing was taken from us, and gives when to try again. Said once: whoever mends it reads one line,
    /// and another one when it is mended.
    pub fn note_closed(&mut self, error: &SendError, now: Moment) -> Moment {
        if self.n_refusals == 0 {
            tracing::error!(%error, "letters wait: the mail server takes none from this server");
        }
        metrics::gauge!("mail_server_takes_letters").set(0.0);
        let wait = WAITS.get(self.n_refusals.min(WAITS.len() - 1)).copied().unwrap_or_default();
        self.n_refusals += 1;
        let opens_at = Moment::from_micros(now.as_micros() + wait * 1_000_000);
        self.opens_at = Some(opens_at);
        opens_at
    }

    /// Notes that a letter was listened to.
    pub fn note_open(&mut self) {
        if self.n_refusals > 0 {
            tracing::info!("the mail server takes letters again");
        }
        metrics::gauge!("mail_server_takes_letters").set(1.0);
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::Door;
    use domain::Moment;
    use exchange::SendError;

    #[test]
    fn a_closed_door_is_tried_again_later_and_later_and_then_every_ten_minutes() {
        let at = |seconds: i64| Moment::from_micros(seconds * 1_000_000);
        let error = SendError::TurnedAway { code: 535, text: "5.7.8 wrong password".to_owned() };
        let mut door = Door::default();
        assert!(door.may_be_tried(at(0)));
        for wait in [30, 60, 300, 600, 600] {
            assert_eq!(door.note_closed(&error, at(0)), at(wait));
            assert!(!door.may_be_tried(at(wait - 1)) && door.may_be_tried(at(wait)));
        }
        door.note_open();
        assert!(door.may_be_tried(at(0)));
        assert_eq!(door.note_closed(&error, at(0)), at(30));
    }
}

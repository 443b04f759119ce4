//! The neighbours: invitations that leave by mail, the replies that come back, and tables of other programs.
//!
//! The package knows nothing of bodies and meetings. Whoever calls it fills in an [`Invitation`], puts its calendar into
//! a [`Letter`] and sends it; replies are taken from a Maildir that the mail server delivers to, so that the cabinet
//! itself listens to no mail and holds no password of a mailbox.
//!
//! Decisions:
//!
//! - **Times are written in UTC.** A name of a zone alone (`TZID=Asia/Ho_Chi_Minh`) is refused by Outlook, and a
//!   `VTIMEZONE` would be a second source of truth for the zone's rules. An instant is always right.
//! - **Calendars are written by hand.** The `icalendar` package was considered. It writes the values of parameters as
//!   they come, so a name with a quote or a line break puts properties of its own into the calendar; it keeps parameters
//!   in a hash map, so the same invitation has many texts; and it brings a second library of time. What is needed of
//!   RFC 5545 is less than what would have to be wrapped.
//! - **Mails are written and sent by `lettre`**, with `rustls` and `ring` as everywhere else, and the system's
//!   certificates.
//! - **Mails are read with `mail-parser`, but only header by header.** Why stands in `calendar_part.rs`.
//! - **A reply is known by its UID alone.** Outlook leaves `ORGANIZER` out, and the mail's sender may be an assistant.
//!   Nothing here proves who wrote a mail: an answer is a note for a secretary, never a vote.
//! - **Mail is a feature** (`mail`, on by default): laptops read tables and write files, and link no mail program.
//! - **A table is a CSV file, in whatever letters it was saved.** Offices save lists in the code page of their machine,
//!   with the separator of their country; both are guessed (`encoding_rs`, `chardetng`) and shown before anything is
//!   done. Workbooks are not read: they are archives of XML, and every spreadsheet program saves CSV.

mod address;
#[cfg(feature = "mail")]
mod calendar_part;
mod content_line;
#[cfg(any(feature = "mail", test))]
mod content_reading;
mod invitation;
#[cfg(feature = "mail")]
mod mail;
#[cfg(feature = "mail")]
mod maildir;
mod neutralised;
#[cfg(feature = "mail")]
mod reply;
#[cfg(feature = "mail")]
mod smtp;
mod table;

pub use address::Address;
pub use invitation::{Invitation, Method, calendar_of};
#[cfg(feature = "mail")]
pub use mail::{Letter, MailError, Security, SendError, Smtp, compose, send};
#[cfg(feature = "mail")]
pub use maildir::{Kept, MaildirError, Taken, take_new};
pub use neutralised::neutralised;
#[cfg(feature = "mail")]
pub use reply::{Answer, MAX_MAIL_BYTES, Reply, ReplyError, read_reply};
pub use table::{Table, TableError, TableRow, read_table, to_csv};

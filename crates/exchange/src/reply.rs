use crate::calendar_part::{CalendarPart, calendar_parts};
use crate::content_reading::{ContentLine, unescape, unfold};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The largest mail that is read, in bytes.
pub const MAX_MAIL_BYTES: usize = 1024 * 1024;

/// What somebody's calendar answered to an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The UID of the invitation.
    pub uid: String,
    /// Mail address of who answers, in lower case, as the reply says; the mail's sender may be another.
    pub attendee: String,
    /// The answer.
    pub answer: Answer,
    /// When the answer was given (`DTSTAMP`); `None` when absent or unreadable.
    pub at: Option<Timestamp>,
    /// What the person wrote with it; `None` when nothing.
    pub comment: Option<String>,
    /// The sequence of the invitation that is answered; `None` when absent or unreadable.
    pub sequence: Option<u32>,
}

/// An answer (RFC 5545, section 3.2.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Will come.
    Accepted,
    /// Will not come.
    Declined,
    /// May come.
    Tentative,
    /// Sends somebody else.
    Delegated,
}

/// Why a mail is not a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// Above [`MAX_MAIL_BYTES`].
    #[error("the mail is larger than {MAX_MAIL_BYTES} bytes")]
    TooLarge,
    /// It does not begin with headers.
    #[error("this is not a mail")]
    NotAMail,
    /// No part is a calendar that can be read.
    #[error("the mail has no calendar")]
    NoCalendar,
    /// Its calendars are invitations, counter-proposals or others.
    #[error("the calendar in the mail is not a reply")]
    NotAReply,
    /// The reply has no event, or the event has no UID.
    #[error("the reply does not say to which event it belongs")]
    NoEvent,
    /// No attendee of the event has an address and an answer.
    #[error("the reply does not say who answers what")]
    NoAttendee,
}

/// Reads a mail, whatever its bytes, as the reply of a calendar. Of several events only the first is read.
///
/// Source: RFC 5546, section 3.2.3; Outlook leaves `ORGANIZER` out, so it is not asked for.
///
/// # Errors
/// [`ReplyError`], which says what is missing.
pub fn read_reply(mail: &[u8]) -> Result<Reply, ReplyError> {
    if mail.len() > MAX_MAIL_BYTES {
        return Err(ReplyError::TooLarge);
    }
    let parts = calendar_parts(mail).ok_or(ReplyError::NotAMail)?;
    if parts.is_empty() {
        return Err(ReplyError::NoCalendar);
    }
    let mut calendars = parts.iter().map(Calendar::read);
    let reply = calendars.find(Calendar::is_reply).ok_or(ReplyError::NotAReply)?;
    reply.into_reply()
}

/// A calendar's method and the properties of its first event.
struct Calendar {
    method: Option<String>,
    event: Vec<ContentLine>,
}

impl Calendar {
    fn read(part: &CalendarPart) -> Self {
        let mut method = None;
        let mut event = Vec::new();
        let mut n_events = 0;
        // An alarm within the event has attendees too, so it matters what is open.
        let mut open: Vec<String> = Vec::new();
        for line in unfold(&part.text).iter().filter_map(|line| ContentLine::parse(line)) {
            if line.name == "BEGIN" {
                let component = line.value.trim().to_ascii_uppercase();
                n_events += usize::from(component == "VEVENT");
                open.push(component);
            } else if line.name == "END" {
                open.pop();
            } else if open.last().is_some_and(|open| open == "VEVENT") && n_events == 1 {
                event.push(line);
            } else if open.len() == 1 && line.name == "METHOD" {
                method = Some(line.value);
            }
        }
        Self { method: method.or_else(|| part.method.clone()), event }
    }

    fn is_reply(&self) -> bool {
        self.method.as_deref().is_some_and(|method| method.trim().eq_ignore_ascii_case("REPLY"))
    }

    fn into_reply(self) -> Result<Reply, ReplyError> {
        let uid = self.text("UID").ok_or(ReplyError::NoEvent)?;
        let mut attendees = self.event.iter().filter(|line| line.name == "ATTENDEE");
        let (attendee, answer) = attendees
            .find_map(|line| Some((mail_of(line)?, answer_of(line)?)))
            .ok_or(ReplyError::NoAttendee)?;
        Ok(Reply {
            uid,
            attendee,
            answer,
            at: self.value("DTSTAMP").and_then(moment_of),
            comment: self.text("COMMENT"),
            sequence: self.value("SEQUENCE").and_then(|value| value.parse().ok()),
        })
    }

    /// The value of the first property of that name, without white space around it.
    fn value(&self, name: &str) -> Option<&str> {
        self.event.iter().find(|line| line.name == name).map(|line| line.value.trim())
    }

    /// Free text that is not empty.
    fn text(&self, name: &str) -> Option<String> {
        let text = unescape(self.value(name)?).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }
}

/// The address of an attendee: its value when that is a `mailto:`, else the parameter of RFC 7986.
fn mail_of(attendee: &ContentLine) -> Option<String> {
    const SCHEME: &str = "mailto:";
    let value = attendee.value.trim();
    let is_mail = value.get(..SCHEME.len()).is_some_and(|start| start.eq_ignore_ascii_case(SCHEME));
    let mail = match value.get(SCHEME.len()..) {
        Some(mail) if is_mail => mail,
        Some(_) | None => attendee.parameter("EMAIL")?,
    };
    let mail = mail.trim().to_lowercase();
    mail.contains('@').then_some(mail)
}

fn answer_of(attendee: &ContentLine) -> Option<Answer> {
    match attendee.parameter("PARTSTAT")?.to_ascii_uppercase().as_str() {
        "ACCEPTED" => Some(Answer::Accepted),
        "DECLINED" => Some(Answer::Declined),
        "TENTATIVE" => Some(Answer::Tentative),
        "DELEGATED" => Some(Answer::Delegated),
        _ => None,
    }
}

fn moment_of(value: &str) -> Option<Timestamp> {
    let moment = DateTime::strptime("%Y%m%dT%H%M%SZ", value).ok()?;
    TimeZone::UTC.to_timestamp(moment).ok()
}

#[cfg(test)]
mod tests {
    use super::{Answer, MAX_MAIL_BYTES, Reply, ReplyError, read_reply};
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use proptest::prelude::*;

    /// Outlook's manner: no organiser, a quoted name with separators, upper-case scheme, its own order.
    const OUTLOOK: &str = "BEGIN:VCALENDAR\r\nPRODID:Microsoft Exchange Server 2010\r\nVERSION:2.0\r\n\
        METHOD:REPLY\r\nBEGIN:VTIMEZONE\r\nTZID:SE Asia Standard Time\r\nEND:VTIMEZONE\r\n\
        BEGIN:VEVENT\r\nATTENDEE;PARTSTAT=ACCEPTED;CN=\"An; Bộ: Tài chính\":MAILTO:An.Nguyen@Bo.\r\n \
        Example\r\nCOMMENT;LANGUAGE=vi-VN:Tôi sẽ đến\\, muộn một chút\\n\r\nUID:7@cabinet.example\r\n\
        SUMMARY:Chấp nhận: Phiên họp\r\nDTSTAMP:20261121T020304Z\r\nSEQUENCE:2\r\n\
        BEGIN:VALARM\r\nATTENDEE;PARTSTAT=DECLINED:mailto:alarm@bo.example\r\nEND:VALARM\r\n\
        END:VEVENT\r\nBEGIN:VEVENT\r\nUID:8@cabinet.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn outlook_reply() -> Reply {
        Reply {
            uid: "7@cabinet.example".to_owned(),
            attendee: "an.nguyen@bo.example".to_owned(),
            answer: Answer::Accepted,
            at: Some("2026-11-21T02:03:04Z".parse().unwrap()),
            comment: Some("Tôi sẽ đến, muộn một chút".to_owned()),
            sequence: Some(2),
        }
    }

    fn mail(headers: &str, body: &str) -> String {
        format!("From: An <an@bo.example>\r\nMIME-Version: 1.0\r\n{headers}\r\n\r\n{body}")
    }

    fn calendar_mail(calendar: &str) -> String {
        mail("Content-Type: text/calendar; charset=\"utf-8\"; method=REPLY", calendar)
    }

    fn base64_of(calendar: &str) -> String {
        let letters = STANDARD.encode(calendar);
        let lines: Vec<&str> =
            letters.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
        lines.join("\r\n")
    }

    fn quoted_printable_of(calendar: &str) -> String {
        let octet = |octet: u8| match octet {
            b'\r' | b'\n' => char::from(octet).to_string(),
            b'!'..=b'<' | b'>'..=b'~' => format!("{}=\r\n", char::from(octet)),
            other => format!("={other:02X}"),
        };
        calendar.bytes().map(octet).collect()
    }

    fn check(mail: &str, expected: Result<Reply, ReplyError>) {
        assert_eq!(read_reply(mail.as_bytes()), expected, "{mail}");
        // Some deliverers write files with the line breaks of their system.
        assert_eq!(read_reply(mail.replace("\r\n", "\n").as_bytes()), expected, "{mail}");
    }

    #[test]
    fn a_reply_is_read_in_every_transfer_encoding() {
        check(&calendar_mail(OUTLOOK), Ok(outlook_reply()));
        let typed = "Content-type: Text/Calendar;\r\n\tmethod=REPLY\r\nContent-Transfer-Encoding: ";
        check(&mail(&format!("{typed}BASE64"), &base64_of(OUTLOOK)), Ok(outlook_reply()));
        let quoted = quoted_printable_of(OUTLOOK);
        check(&mail(&format!("{typed}quoted-printable"), &quoted), Ok(outlook_reply()));
    }

    #[test]
    fn a_reply_is_found_among_other_parts() {
        let text = "Content-Type: text/plain; charset=utf-8\r\n\r\nAn đã chấp nhận.\r\n";
        let calendar = format!("Content-Type: text/calendar; method=REPLY\r\n\r\n{OUTLOOK}");
        let inner = format!(
            "Content-Type: multipart/alternative; boundary=inner\r\n\r\n\
             --inner\r\n{text}--inner\r\n{calendar}\r\n--inner--\r\n"
        );
        let file = format!(
            "Content-Type: application/ics; name=\"invite.ics\"\r\n\
             Content-Disposition: attachment; filename=\"invite.ics\"\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            base64_of(OUTLOOK)
        );
        let mixed = "Content-Type: multipart/mixed; boundary=\"outer\"";
        let both = mail(mixed, &format!("--outer\r\n{inner}--outer\r\n{file}--outer--\r\n"));
        check(&both, Ok(outlook_reply()));
        let file_alone = mail(mixed, &format!("--outer\r\n{text}--outer\r\n{file}--outer--\r\n"));
        check(&file_alone, Ok(outlook_reply()));
    }

    #[test]
    fn every_answer_is_known() {
        let answers = [
            ("declined", Ok(Answer::Declined)),
            ("Tentative", Ok(Answer::Tentative)),
            ("\"DELEGATED\"", Ok(Answer::Delegated)),
            ("NEEDS-ACTION", Err(ReplyError::NoAttendee)),
            ("X-MAYBE", Err(ReplyError::NoAttendee)),
        ];
        for (word, expected) in answers {
            let mail = calendar_mail(&OUTLOOK.replace("ACCEPTED", word));
            assert_eq!(read_reply(mail.as_bytes()).map(|reply| reply.answer), expected, "{word}");
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        check("", Err(ReplyError::NotAMail));
        check("\r\n\r\n", Err(ReplyError::NotAMail));
        check(&mail("Content-Type: text/plain", "Tôi sẽ đến"), Err(ReplyError::NoCalendar));
        check(&mail("Subject: Re", OUTLOOK), Err(ReplyError::NoCalendar));
        let with = |from: &str, to: &str| calendar_mail(&OUTLOOK.replace(from, to));
        check(&with("METHOD:REPLY", "METHOD:COUNTER"), Err(ReplyError::NotAReply));
        check(&with("METHOD:REPLY\r\n", ""), Ok(outlook_reply()));
        check(&with("VEVENT", "VTODO"), Err(ReplyError::NoEvent));
        check(&with("UID:7@cabinet.example\r\n", ""), Err(ReplyError::NoEvent));
        check(&with("MAILTO:", "urn:uuid:"), Err(ReplyError::NoAttendee));
        check(&with(";PARTSTAT=ACCEPTED", ""), Err(ReplyError::NoAttendee));
    }

    #[test]
    fn what_may_be_missing_may_be_unreadable() {
        let calendar = OUTLOOK.replace("DTSTAMP:20261121T020304Z", "DTSTAMP:yesterday");
        let calendar = calendar.replace("SEQUENCE:2", "SEQUENCE:two").replace("COMMENT", "X-NOTE");
        let expected = Reply { at: None, comment: None, sequence: None, ..outlook_reply() };
        check(&calendar_mail(&calendar), Ok(expected));
    }

    #[test]
    fn an_address_may_stand_in_a_parameter() {
        let attendee = "EMAIL=An.Nguyen@bo.example:urn:uuid:3f7c";
        let calendar =
            OUTLOOK.replace("CN=\"An; Bộ: Tài chính\":MAILTO:An.Nguyen@Bo.\r\n Example", attendee);
        check(&calendar_mail(&calendar), Ok(outlook_reply()));
    }

    #[test]
    fn a_large_mail_is_not_looked_at() {
        let mail = calendar_mail(OUTLOOK);
        let padded = |length: usize| {
            let mut mail = mail.clone().into_bytes();
            mail.resize(length, b'\n');
            read_reply(&mail)
        };
        assert_eq!(padded(MAX_MAIL_BYTES), Ok(outlook_reply()));
        assert_eq!(padded(MAX_MAIL_BYTES + 1), Err(ReplyError::TooLarge));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            // Only that it returns is asked for.
            drop(read_reply(&bytes));
        }

        #[test]
        fn no_damage_to_a_reply_makes_it_panic(
            damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
            kept in any::<prop::sample::Index>(),
        ) {
            let mut mail = calendar_mail(OUTLOOK).into_bytes();
            for (place, byte) in damage {
                let place = place.index(mail.len());
                mail[place] = byte;
            }
            mail.truncate(kept.index(mail.len()));
            // Only that it returns is asked for.
            drop(read_reply(&mail));
        }
    }
}

use crate::address::Address;
use crate::content_line::CalendarText;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// The program that wrote a calendar (RFC 5545, section 3.7.3).
const PRODUCT: &str = "-//e-Cabinet//exchange//EN";

/// A meeting as one person is invited to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Identifies the meeting for ever; replies carry it back.
    pub uid: String,
    /// Grows by one with every change that is sent.
    pub sequence: u32,
    /// When this text was made.
    pub stamp: Timestamp,
    /// When the meeting starts.
    pub starts_at: Timestamp,
    /// When the meeting ends; later than its start.
    pub ends_at: Timestamp,
    /// IANA name of the zone the meeting is held in. It is told to calendars for showing; times do not depend on it.
    pub zone: String,
    /// Title.
    pub summary: String,
    /// Place; empty when there is none yet.
    pub place: String,
    /// Free text of several lines; may be empty.
    pub description: String,
    /// Who invites, and to whom replies go; without an address in a file, whose reader answers nobody.
    pub organiser: Address,
    /// Who is invited.
    pub attendee: Address,
    /// Who else is shown as invited.
    pub attendees: Vec<Address>,
    /// Minutes before the start at which the calendar reminds; `None` for no reminder.
    pub reminder_minutes: Option<u32>,
}

/// What an invitation asks of the calendar that gets it (RFC 5546, section 1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Add the meeting, or change it when the sequence is higher than the known one.
    Request,
    /// Take the meeting away: it is not held.
    Cancel,
    /// Take the meeting away: it is held without whoever gets this.
    Uninvite,
}

impl Method {
    /// The word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel | Self::Uninvite => "CANCEL",
        }
    }
}

impl Invitation {
    /// Writes the calendar that goes into a mail: one event, as RFC 5545 and 5546 have it.
    pub fn to_calendar(&self, method: Method) -> String {
        write_calendar(std::slice::from_ref(self), Some(method))
    }

    fn write_event(&self, calendar: &mut CalendarText, method: Option<Method>) {
        calendar.line("BEGIN:VEVENT");
        calendar.text("UID", &self.uid);
        calendar.line(&format!("SEQUENCE:{}", self.sequence));
        calendar.line(&format!("DTSTAMP:{}", utc(self.stamp)));
        calendar.line(&format!("DTSTART:{}", utc(self.starts_at)));
        calendar.line(&format!("DTEND:{}", utc(self.ends_at)));
        calendar.text("SUMMARY", &self.summary);
        for (name, value) in [("LOCATION", &self.place), ("DESCRIPTION", &self.description)] {
            if !value.is_empty() {
                calendar.text(name, value);
            }
        }
        if !self.organiser.mail.is_empty() {
            calendar.person("ORGANIZER", "", &self.organiser);
        }
        if let Some(method) = method {
            self.write_attendees(calendar, method);
        }
        match method {
            Some(Method::Cancel) => calendar.line("STATUS:CANCELLED"),
            // RFC 5546, section 3.2.5: STATUS must not be there where single attendees are uninvited.
            Some(Method::Uninvite) => {}
            Some(Method::Request) | None => calendar.line("STATUS:CONFIRMED"),
        }
        calendar.line("TRANSP:OPAQUE");
        calendar.line("CLASS:PRIVATE");
        match method {
            Some(Method::Cancel | Method::Uninvite) => {}
            Some(Method::Request) | None => self.write_alarm(calendar),
        }
        calendar.line("END:VEVENT");
    }

    fn write_attendees(&self, calendar: &mut CalendarText, method: Method) {
        let parameters = match method {
            Method::Request => ";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE",
            Method::Cancel | Method::Uninvite => ";ROLE=REQ-PARTICIPANT",
        };
        calendar.person("ATTENDEE", parameters, &self.attendee);
        for other in self.attendees.iter().filter(|other| other.mail != self.attendee.mail) {
            calendar.person("ATTENDEE", parameters, other);
        }
    }

    fn write_alarm(&self, calendar: &mut CalendarText) {
        let Some(minutes) = self.reminder_minutes else {
            return;
        };
        calendar.line("BEGIN:VALARM");
        calendar.line("ACTION:DISPLAY");
        calendar.text("DESCRIPTION", &self.summary);
        calendar.line(&format!("TRIGGER:-PT{minutes}M"));
        calendar.line("END:VALARM");
    }
}

/// Writes several meetings as one calendar to be kept as a file: nobody is asked to reply, and no attendee is named.
pub fn calendar_of(invitations: &[Invitation]) -> String {
    write_calendar(invitations, None)
}

fn write_calendar(invitations: &[Invitation], method: Option<Method>) -> String {
    let mut calendar = CalendarText::default();
    calendar.line("BEGIN:VCALENDAR");
    calendar.line(&format!("PRODID:{PRODUCT}"));
    calendar.line("VERSION:2.0");
    calendar.line("CALSCALE:GREGORIAN");
    calendar.line(&format!("METHOD:{}", method.map_or("PUBLISH", Method::word)));
    let zones: BTreeSet<&str> = invitations.iter().map(|event| event.zone.as_str()).collect();
    if let (Some(zone), 1) = (zones.first(), zones.len())
        && !zone.is_empty()
    {
        calendar.text("X-WR-TIMEZONE", zone);
    }
    for invitation in invitations {
        invitation.write_event(&mut calendar, method);
    }
    calendar.line("END:VCALENDAR");
    calendar.into_string()
}

/// An instant in the basic format with a `Z` (RFC 5545, section 3.3.5); parts of a second are dropped.
fn utc(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::{Invitation, Method, calendar_of};
    use crate::address::Address;
    use crate::content_reading::unfold;

    fn person(name: &str, mail: &str) -> Address {
        Address { name: name.to_owned(), mail: mail.to_owned() }
    }

    fn session() -> Invitation {
        Invitation {
            uid: "018f-an@cabinet.example".to_owned(),
            sequence: 2,
            stamp: "2026-11-20T01:02:03.9Z".parse().unwrap(),
            starts_at: "2026-11-27T08:00:00+07:00".parse().unwrap(),
            ends_at: "2026-11-27T11:30:00+07:00".parse().unwrap(),
            zone: "Asia/Ho_Chi_Minh".to_owned(),
            summary: "Phiên họp thường kỳ; tháng 11".to_owned(),
            place: "Phòng 1, nhà A".to_owned(),
            description: String::new(),
            organiser: person("Văn phòng", "cabinet@cabinet.example"),
            attendee: person("Nguyễn Văn An", "an@bo.example"),
            attendees: Vec::new(),
            reminder_minutes: Some(30),
        }
    }

    #[test]
    fn a_request_is_written_as_the_standard_has_it() {
        let expected = [
            "BEGIN:VCALENDAR",
            "PRODID:-//e-Cabinet//exchange//EN",
            "VERSION:2.0",
            "CALSCALE:GREGORIAN",
            "METHOD:REQUEST",
            "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
            "BEGIN:VEVENT",
            "UID:018f-an@cabinet.example",
            "SEQUENCE:2",
            "DTSTAMP:20261120T010203Z",
            "DTSTART:20261127T010000Z",
            "DTEND:20261127T043000Z",
            "SUMMARY:Phiên họp thường kỳ\\; tháng 11",
            "LOCATION:Phòng 1\\, nhà A",
            "ORGANIZER;CN=\"Văn phòng\":mailto:cabinet@cabinet.example",
            "ATTENDEE;CN=\"Nguyễn Văn An\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE\
             :mailto:an@bo.example",
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
            "CLASS:PRIVATE",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:Phiên họp thường kỳ\\; tháng 11",
            "TRIGGER:-PT30M",
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        let calendar = session().to_calendar(Method::Request);
        assert_eq!(unfold(&calendar), expected);
        assert!(calendar.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count());
    }

    #[test]
    fn a_cancellation_keeps_the_uid_and_asks_for_no_reply() {
        let lines = unfold(&session().to_calendar(Method::Cancel));
        for expected in ["METHOD:CANCEL", "UID:018f-an@cabinet.example", "STATUS:CANCELLED"] {
            assert!(lines.iter().any(|line| line == expected), "{expected}");
        }
        for absent in ["RSVP", "VALARM", "PARTSTAT"] {
            assert!(!lines.iter().any(|line| line.contains(absent)), "{absent}");
        }
    }

    #[test]
    fn who_is_uninvited_does_not_read_that_the_meeting_is_cancelled() {
        let lines = unfold(&session().to_calendar(Method::Uninvite));
        assert!(lines.iter().any(|line| line == "METHOD:CANCEL"));
        for absent in ["STATUS", "RSVP", "VALARM", "PARTSTAT"] {
            assert!(!lines.iter().any(|line| line.contains(absent)), "{absent}");
        }
    }

    #[test]
    fn a_hostile_name_or_title_adds_no_property() {
        let hostile = "a\r\nATTENDEE:mailto:evil@x\n \"q\";CN=b:c\u{2028}d\u{85}e";
        let mut invitation = session();
        invitation.summary = hostile.to_owned();
        invitation.place = hostile.to_owned();
        invitation.description = hostile.to_owned();
        invitation.uid = hostile.to_owned();
        invitation.zone = hostile.to_owned();
        invitation.organiser = person(hostile, hostile);
        invitation.attendee = person(hostile, "an@bo.example\r\nATTENDEE:mailto:evil@x");
        let lines = unfold(&invitation.to_calendar(Method::Request));
        let names = |lines: &[String]| -> Vec<String> {
            let until = [':', ';'];
            lines.iter().map(|line| line.split(until).next().unwrap().to_owned()).collect()
        };
        let mut honest = session();
        honest.description = "Chương trình".to_owned();
        assert_eq!(names(&lines), names(&unfold(&honest.to_calendar(Method::Request))));
        let attendee = lines.iter().find(|line| line.starts_with("ATTENDEE")).unwrap();
        assert!(attendee.starts_with(
            "ATTENDEE;CN=\"a ATTENDEE:mailto:evil@x 'q';CN=b:c d e\";ROLE=REQ-PARTICIPANT"
        ));
    }

    #[test]
    fn others_are_shown_and_nobody_is_shown_twice() {
        let mut invitation = session();
        invitation.attendees = vec![person("An", "an@bo.example"), person("", "lan@vp.example")];
        let lines = unfold(&invitation.to_calendar(Method::Request));
        let attendees: Vec<_> = lines.iter().filter(|line| line.starts_with("ATTENDEE")).collect();
        assert_eq!(attendees.len(), 2);
        assert!(attendees[1].starts_with("ATTENDEE;ROLE="), "{}", attendees[1]);
    }

    #[test]
    fn an_export_has_every_event_and_no_attendee() {
        let mut second = session();
        second.uid = "2@cabinet.example".to_owned();
        second.reminder_minutes = None;
        let lines = unfold(&calendar_of(&[session(), second.clone()]));
        let count = |wanted: &str| lines.iter().filter(|line| line.starts_with(wanted)).count();
        assert_eq!(
            [
                count("METHOD:PUBLISH"),
                count("BEGIN:VEVENT"),
                count("ORGANIZER"),
                count("ATTENDEE"),
                count("BEGIN:VALARM"),
                count("X-WR-TIMEZONE")
            ],
            [1, 2, 2, 0, 1, 1]
        );
        second.organiser = person("", "");
        assert_eq!(calendar_of(&[session(), second.clone()]).matches("ORGANIZER").count(), 1);
        second.zone = "Asia/Tokyo".to_owned();
        assert!(!calendar_of(&[session(), second]).contains("X-WR-TIMEZONE"));
    }
}

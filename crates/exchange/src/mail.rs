use crate::address::{Address, one_line};
use crate::invitation::Method;
use lettre::Message;
use lettre::address::AddressError;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, ContentTypeErr, Header, HeaderName, HeaderValue,
};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use std::error::Error;
use std::fmt;
use std::time::Duration;

/// A mail to one person, with or without a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Who writes.
    pub from: Address,
    /// Who reads.
    pub to: Address,
    /// Subject.
    pub subject: String,
    /// What a person reads whose program knows no calendars.
    pub text: String,
    /// A calendar, and the method that stands in it.
    pub calendar: Option<(Method, String)>,
    /// Identifies the letter, `something@domain`. The same letter sent again keeps it, so that mailboxes know the two
    /// for one.
    pub message_id: String,
}

/// A letter that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// An address is not one.
    #[error("{mail:?} is not a mail address")]
    Address {
        /// The address.
        mail: String,
        /// What is wrong with it.
        source: AddressError,
    },
    /// The message id is not `something@domain`, or has characters that may not stand in a header.
    #[error("{0:?} is not a message id")]
    MessageId(String),
    /// The calendar's own method is another than the one named beside it; programs ignore such a calendar.
    #[error("the calendar's method is not {0}")]
    Method(&'static str),
    /// The content type of the calendar is not one.
    #[error("the calendar's content type cannot be written")]
    ContentType(#[from] ContentTypeErr),
    /// The parts do not make a mail.
    #[error("the mail cannot be put together")]
    Parts(#[from] lettre::error::Error),
    /// An address beyond ASCII, and the mail server takes none (RFC 6531).
    #[error("the mail server takes no address beyond plain letters: {mail}")]
    NotAscii {
        /// The address.
        mail: String,
    },
}

/// A mail server that takes letters.
#[derive(Clone, PartialEq, Eq)]
pub struct Smtp {
    /// Name of the host, which its certificate must carry.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Name to log in with; used only together with a password.
    pub user: Option<String>,
    /// Password to log in with.
    pub password: Option<String>,
    /// How long one letter may take from the first packet to the last.
    pub timeout: Duration,
}

/// How the connection to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Not at all: letter and password are readable on the way. For a server on the same machine.
    None,
    /// It begins in the clear and must be upgraded before anything is said (usually port 587).
    StartTls,
    /// TLS from the first byte (usually port 465).
    Tls,
}

/// A letter that was not taken.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// No conversation came about: name, network, certificate, login method or time. Says nothing of the letter.
    #[error("the mail server cannot be reached: {0}")]
    Unreachable(String),
    /// The server takes nothing from us: it refused the connection, our greeting, our login or our sender. Says nothing
    /// of the letter.
    #[error("the mail server turns this server away with {code}: {text}")]
    TurnedAway {
        /// Its code, 400 to 599 (RFC 5321, section 4.2); 535 is about the password.
        code: u16,
        /// Its words.
        text: String,
    },
    /// The conversation ended while this letter was handed over. Worth another try.
    #[error("the mail server broke off: {0}")]
    BrokeOff(String),
    /// The server said no to this letter or its reader.
    #[error("the mail server refused with {code}: {text}")]
    Refused {
        /// Its code, 400 to 599.
        code: u16,
        /// Its words.
        text: String,
        /// Whether the same letter would be refused again.
        permanent: bool,
    },
    /// The letter cannot be written.
    #[error(transparent)]
    Invalid(#[from] MailError),
}

impl SendError {
    /// Whether any other letter would have met the same.
    pub const fn is_about_us(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::TurnedAway { .. } => true,
            Self::BrokeOff(_) | Self::Refused { .. } | Self::Invalid(_) => false,
        }
    }

    /// Whether this letter would be refused again, whenever it is sent.
    pub const fn is_permanent(&self) -> bool {
        match self {
            Self::Refused { permanent, .. } => *permanent,
            Self::Invalid(_) => true,
            Self::Unreachable(_) | Self::TurnedAway { .. } | Self::BrokeOff(_) => false,
        }
    }
}

/// Writes a letter as the bytes that travel. Its date is now.
///
/// Source: RFC 6047, section 2.4, for the calendar; RFC 3834, section 5, for `Auto-Submitted`, which keeps holiday
/// notices from answering.
///
/// # Errors
/// [`MailError`] when an address, the message id or the calendar's method does not fit.
pub fn compose(letter: &Letter) -> Result<Vec<u8>, MailError> {
    Ok(build(letter)?.formatted())
}

/// Hands a letter to a mail server, over a connection of its own.
///
/// # Errors
/// [`SendError`], which says whether it is about the letter, and whether another try makes sense. After
/// [`SendError::BrokeOff`] the letter may have been taken all the same; its message id tells the mailbox.
pub async fn send(smtp: &Smtp, letter: &Letter) -> Result<(), SendError> {
    crate::smtp::hand_over(smtp, &build(letter)?).await
}

impl fmt::Debug for Smtp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Smtp")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("user", &self.user)
            .field("password", &self.password.as_ref().map(|_| "(hidden)"))
            .field("timeout", &self.timeout)
            .finish()
    }
}

fn build(letter: &Letter) -> Result<Message, MailError> {
    let builder = Message::builder()
        .from(mailbox(&letter.from)?)
        .to(mailbox(&letter.to)?)
        .subject(one_line(&letter.subject))
        .message_id(Some(message_id(&letter.message_id)?))
        .date_now()
        .header(AutoSubmitted);
    let text = SinglePart::plain(letter.text.clone());
    let Some((method, calendar)) = &letter.calendar else {
        return Ok(builder.singlepart(text)?);
    };
    let calendar = calendar_part(*method, calendar)?;
    Ok(builder.multipart(MultiPart::alternative().singlepart(text).singlepart(calendar))?)
}

fn mailbox(address: &Address) -> Result<Mailbox, MailError> {
    let mail = address.mail.trim();
    let mail = mail
        .parse::<lettre::Address>()
        .map_err(|source| MailError::Address { mail: address.mail.clone(), source })?;
    // Lettre panics on names with line breaks; `plain_name` has none.
    let name = Some(address.plain_name()).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, mail))
}

fn message_id(id: &str) -> Result<String, MailError> {
    let is_header_safe =
        id.chars().all(|character| character.is_ascii_graphic() && !"<>".contains(character));
    let has_two_sides =
        id.split_once('@').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty());
    if !is_header_safe || !has_two_sides {
        return Err(MailError::MessageId(id.to_owned()));
    }
    Ok(format!("<{id}>"))
}

fn calendar_part(method: Method, calendar: &str) -> Result<SinglePart, MailError> {
    let word = method.word();
    let line = format!("METHOD:{word}");
    if !calendar.lines().any(|known| known == line) {
        return Err(MailError::Method(word));
    }
    let content_type = ContentType::parse(&format!("text/calendar; method={word}; charset=UTF-8"))?;
    // Base64, because relays that wrap or trim lines would break folds.
    let part = SinglePart::builder().header(content_type).header(ContentTransferEncoding::Base64);
    Ok(part.body(calendar.to_owned()))
}

/// Says that no person wrote this.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_value: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{Letter, MailError, Security, SendError, Smtp, compose, send};
    use crate::address::Address;
    use crate::calendar_part::calendar_parts;
    use crate::invitation::Method;
    use std::time::Duration;
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
    use tokio::net::{TcpListener, TcpStream};

    const CALENDAR: &str = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Phiên họp\r\n \
                            thường kỳ\r\nEND:VCALENDAR\r\n";

    fn letter() -> Letter {
        let person =
            |name: &str, mail: &str| Address { name: name.to_owned(), mail: mail.to_owned() };
        Letter {
            from: person("Văn phòng", "cabinet@cabinet.example"),
            to: person("Nguyễn Văn An", "an@bo.example"),
            subject: "Mời họp: phiên thường kỳ".to_owned(),
            text: "Kính mời đồng chí dự họp.".to_owned(),
            calendar: Some((Method::Request, CALENDAR.to_owned())),
            message_id: "7.2@cabinet.example".to_owned(),
        }
    }

    /// The headers of a mail, unfolded and in lower case.
    fn headers(mail: &[u8]) -> Vec<String> {
        let mail = String::from_utf8(mail.to_vec()).unwrap();
        let (head, _) = mail.split_once("\r\n\r\n").unwrap();
        head.replace("\r\n ", " ").split("\r\n").map(str::to_lowercase).collect()
    }

    fn has_header(mail: &[u8], start: &str) -> bool {
        headers(mail).iter().any(|header| header.starts_with(start))
    }

    #[test]
    fn the_calendar_arrives_whole_and_with_its_method() {
        let mail = compose(&letter()).unwrap();
        let parts = calendar_parts(&mail).unwrap();
        let found: Vec<_> =
            parts.iter().map(|part| (part.method.as_deref(), part.text.as_str())).collect();
        assert_eq!(found, [(Some("REQUEST"), CALENDAR)]);
    }

    #[test]
    fn a_letter_has_the_headers_of_one() {
        let mail = compose(&letter()).unwrap();
        assert!(mail.is_ascii());
        for start in [
            "date: ",
            "message-id: <7.2@cabinet.example>",
            "auto-submitted: auto-generated",
            "mime-version: 1.0",
            "content-type: multipart/alternative;",
            "subject: =?utf-8?b?",
            "to: =?utf-8?b?",
        ] {
            assert!(has_header(&mail, start), "{start} {:?}", headers(&mail));
        }
        let plain = compose(&Letter { calendar: None, ..letter() }).unwrap();
        assert!(has_header(&plain, "content-type: text/plain"));
    }

    #[test]
    fn hostile_names_and_subjects_add_no_header() {
        let names = ["a\r\nBcc: evil@x", "\"a\" <evil@x>,", "a\\", "", "Lê (Bộ) Lan; 9."];
        for name in names {
            let mut letter = letter();
            letter.to.name = name.to_owned();
            letter.from.name = name.to_owned();
            letter.subject = format!("x\r\nBcc: evil@x\r\n\r\n{name}");
            let mail = compose(&letter).unwrap();
            assert!(!has_header(&mail, "bcc"), "{name:?}");
            assert_eq!(headers(&mail).len(), 8, "{name:?} {:?}", headers(&mail));
        }
    }

    #[test]
    fn a_letter_that_nobody_could_read_is_not_written() {
        for mail in ["", "an", "an@bo.example, evil@x", "an@bo.example\r\nBcc: evil@x"] {
            let mut letter = letter();
            letter.to.mail = mail.to_owned();
            assert!(matches!(compose(&letter), Err(MailError::Address { .. })), "{mail:?}");
        }
        for message_id in ["", "7", "@x", "7@", "<7@x>", "7 @x", "7@x\r\nBcc: evil@x"] {
            let letter = Letter { message_id: message_id.to_owned(), ..letter() };
            assert!(matches!(compose(&letter), Err(MailError::MessageId(_))), "{message_id:?}");
        }
        let calendar = Some((Method::Cancel, CALENDAR.to_owned()));
        let letter = Letter { calendar, ..letter() };
        assert!(matches!(compose(&letter), Err(MailError::Method("CANCEL"))));
    }

    #[test]
    fn the_password_is_not_shown() {
        let smtp = smtp(587);
        let shown = format!("{smtp:?}");
        assert!(shown.contains("secretary_lan") && !shown.contains("mật khẩu"), "{shown}");
    }

    fn smtp(port: u16) -> Smtp {
        Smtp {
            host: "127.0.0.1".to_owned(),
            port,
            security: Security::None,
            user: Some("secretary_lan".to_owned()),
            password: Some("mật khẩu".to_owned()),
            timeout: Duration::from_secs(10),
        }
    }

    /// A mail server for one connection that answers one command in its own way; gives what it was told.
    async fn serve(listener: TcpListener, own: (&'static str, &'static str)) -> String {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream: BufReader<TcpStream> = BufReader::new(stream);
        let mut heard = String::new();
        let greeting = if own.0 == "CONNECT" { own.1 } else { "220 ready" };
        stream.get_mut().write_all(format!("{greeting}\r\n").as_bytes()).await.unwrap();
        let mut is_letter = false;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return heard;
            }
            heard.push_str(&line);
            let command = line.split_whitespace().next().unwrap_or_default().to_uppercase();
            let answer = match command.as_str() {
                _ if is_letter && command != "." => continue,
                command if command == own.0 => own.1,
                "." => "250 taken",
                "EHLO" => "250-test\r\n250 AUTH PLAIN",
                "AUTH" => "235 welcome",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 well",
            };
            if answer.is_empty() {
                return heard;
            }
            is_letter = command == "DATA" && answer.starts_with("354");
            // The other side may have hung up already; the next reading says so.
            drop(stream.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await);
        }
    }

    async fn try_sending(
        own: (&'static str, &'static str),
        letter: &Letter,
    ) -> (Result<(), SendError>, String) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let smtp = smtp(listener.local_addr().unwrap().port());
        let server = tokio::spawn(serve(listener, own));
        let sent = send(&smtp, letter).await;
        // A server that nobody called would wait for ever.
        let heard = tokio::time::timeout(Duration::from_secs(10), server).await;
        (sent, heard.unwrap().unwrap())
    }

    #[tokio::test]
    async fn a_letter_is_taken_or_refused_for_now_or_for_good() {
        let (sent, heard) = try_sending(("", ""), &letter()).await;
        assert!(sent.is_ok(), "{sent:?}");
        assert!(heard.contains("<an@bo.example>") && heard.contains("Auto-Submitted"), "{heard}");
        for (command, answer, expected) in [
            ("RCPT", "550 5.1.1 nobody here", (550, true)),
            ("RCPT", "450 4.2.1 later", (450, false)),
            ("RCPT", "554 5.7.1 relay access denied", (554, false)),
            ("DATA", "554 5.5.1 no valid recipients", (554, true)),
            (".", "552 5.3.4 too large", (552, true)),
            (".", "451 4.3.0 later", (451, false)),
        ] {
            let (sent, _) = try_sending((command, answer), &letter()).await;
            let Err(error @ SendError::Refused { .. }) = &sent else {
                panic!("{command}: {sent:?}");
            };
            let SendError::Refused { code, text, permanent } = error else {
                panic!("{error:?}");
            };
            assert_eq!((*code, *permanent), expected, "{command}");
            assert!(answer.ends_with(text.as_str()), "{text}");
            assert!(!error.is_about_us());
        }
    }

    /// A wrong password, code 535, was taken for a letter that nobody may read: every invitation was given up.
    #[tokio::test]
    async fn what_a_server_has_against_us_is_held_against_no_letter() {
        for (command, answer, code) in [
            ("CONNECT", "554 5.7.1 not from your address", 554),
            ("EHLO", "550 5.7.0 who are you", 550),
            ("AUTH", "535 5.7.8 wrong password", 535),
            ("MAIL", "553 5.7.1 not your sender", 553),
            ("RCPT", "530 5.7.0 log in first", 530),
        ] {
            let (sent, _) = try_sending((command, answer), &letter()).await;
            let Err(error) = sent else {
                panic!("{command}");
            };
            assert!(error.is_about_us() && !error.is_permanent(), "{command}: {error:?}");
            assert!(matches!(&error, SendError::TurnedAway { code: found, .. } if *found == code));
        }
    }

    #[tokio::test]
    async fn a_server_that_hangs_up_in_the_middle_may_have_something_against_this_letter_alone() {
        let (sent, _) = try_sending((".", ""), &letter()).await;
        assert!(matches!(sent, Err(SendError::BrokeOff(_))), "{sent:?}");
        let (sent, _) = try_sending(("MAIL", ""), &letter()).await;
        assert!(matches!(sent, Err(SendError::Unreachable(_))), "{sent:?}");
    }

    #[tokio::test]
    async fn an_address_that_the_server_cannot_take_holds_up_no_other_letter() {
        let mut letter = letter();
        letter.to.mail = "lê@bo.example".to_owned();
        let (sent, _) = try_sending(("", ""), &letter).await;
        assert!(matches!(sent, Err(SendError::Invalid(MailError::NotAscii { .. }))), "{sent:?}");
    }

    #[tokio::test]
    async fn a_server_that_is_away_or_silent_cannot_be_reached() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let hasty = Smtp { timeout: Duration::from_millis(50), ..smtp(port) };
        let silent = send(&hasty, &letter()).await;
        assert!(matches!(silent, Err(SendError::Unreachable(_))), "{silent:?}");
        drop(listener);
        let away = send(&smtp(port), &letter()).await;
        assert!(matches!(away, Err(SendError::Unreachable(_))), "{away:?}");
    }
}

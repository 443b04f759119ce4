use crate::address::{Address, one_line};
use crate::invitation::Method;
use lettre::address::AddressError;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, ContentTypeErr, Header, HeaderName, HeaderValue,
};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
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
    /// No conversation came about: name, network, certificate, login method or time. Worth another try.
    #[error("the mail server cannot be reached: {0}")]
    Unreachable(String),
    /// The server said no.
    #[error("the mail server refused with {code}: {text}")]
    Refused {
        /// Its code, 400 to 599 (RFC 5321, section 4.2); 535 is about our password, not about the letter.
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
/// [`SendError`], which says whether another try makes sense. After [`SendError::Unreachable`] the letter may have been
/// taken all the same; its message id tells the mailbox.
pub async fn send(smtp: &Smtp, letter: &Letter) -> Result<(), SendError> {
    let message = build(letter)?;
    let transport = transport(smtp)?;
    // The transport's own timeout ends with the connection being made (lettre issue 1027).
    match tokio::time::timeout(smtp.timeout, transport.send(message)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(refusal(&error)),
        Err(elapsed) => Err(SendError::Unreachable(elapsed.to_string())),
    }
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

fn transport(smtp: &Smtp) -> Result<AsyncSmtpTransport<Tokio1Executor>, SendError> {
    let tls = match smtp.security {
        Security::None => Tls::None,
        Security::StartTls => Tls::Required(tls_parameters(&smtp.host)?),
        Security::Tls => Tls::Wrapper(tls_parameters(&smtp.host)?),
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(smtp.host.clone())
        .port(smtp.port)
        .tls(tls)
        .timeout(Some(smtp.timeout));
    if let (Some(user), Some(password)) = (&smtp.user, &smtp.password) {
        builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
    }
    Ok(builder.build())
}

fn tls_parameters(host: &str) -> Result<TlsParameters, SendError> {
    TlsParameters::new(host.to_owned()).map_err(|error| SendError::Unreachable(error.to_string()))
}

fn refusal(error: &lettre::transport::smtp::Error) -> SendError {
    let Some(code) = error.status() else {
        return SendError::Unreachable(error.to_string());
    };
    let text = error.source().map_or_else(|| error.to_string(), |words| words.to_string());
    SendError::Refused { code: code.into(), text, permanent: error.is_permanent() }
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

    /// A mail server for one connection that answers `RCPT` in its own way; gives what it was told.
    async fn serve(listener: TcpListener, to_recipient: &'static str) -> String {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream: BufReader<TcpStream> = BufReader::new(stream);
        let mut heard = String::new();
        stream.get_mut().write_all(b"220 ready\r\n").await.unwrap();
        let mut is_letter = false;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return heard;
            }
            heard.push_str(&line);
            let command = line.split_whitespace().next().unwrap_or_default().to_uppercase();
            let answer = match command.as_str() {
                "." => "250 taken",
                _ if is_letter => continue,
                "EHLO" => "250-test\r\n250 AUTH PLAIN",
                "AUTH" => "235 welcome",
                "RCPT" => to_recipient,
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 well",
            };
            is_letter = command == "DATA";
            // The other side may have hung up already; the next reading says so.
            drop(stream.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await);
        }
    }

    async fn try_sending(to_recipient: &'static str) -> (Result<(), SendError>, String) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let smtp = Smtp { user: None, ..smtp(listener.local_addr().unwrap().port()) };
        let server = tokio::spawn(serve(listener, to_recipient));
        let sent = send(&smtp, &letter()).await;
        // A server that nobody called would wait for ever.
        let heard = tokio::time::timeout(Duration::from_secs(10), server).await;
        (sent, heard.unwrap().unwrap())
    }

    #[tokio::test]
    async fn a_letter_is_taken_or_refused_for_now_or_for_good() {
        let (sent, heard) = try_sending("250 well").await;
        assert!(sent.is_ok(), "{sent:?}");
        assert!(heard.contains("<an@bo.example>") && heard.contains("Auto-Submitted"), "{heard}");
        for (answer, expected) in
            [("550 5.1.1 nobody here", (550, true)), ("450 4.2.1 later", (450, false))]
        {
            let (sent, _) = try_sending(answer).await;
            let Err(SendError::Refused { code, text, permanent }) = sent else {
                panic!("{sent:?}");
            };
            assert_eq!((code, permanent), expected);
            assert!(answer.ends_with(&text), "{text}");
        }
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

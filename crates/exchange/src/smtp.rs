//! One conversation with a mail server, step by step, so that what it has against us is told from what it has against
//! one letter: the transport of `lettre` gives the code alone, and 535 or 554 may be either.

use crate::mail::{MailError, Security, SendError, Smtp};
use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use std::error::Error as _;
use tokio::time::{Instant, timeout_at};

/// Codes about a login that is missing, wrong or too weak, whatever they answer (RFC 4954, section 6).
const LOGIN_CODES: [u16; 4] = [530, 534, 535, 538];

/// Hands a letter over.
pub async fn hand_over(smtp: &Smtp, message: &Message) -> Result<(), SendError> {
    let deadline = Instant::now() + smtp.timeout;
    let late = || "it took too long".to_owned();
    let letter = message.formatted();
    let begun = timeout_at(deadline, begin(smtp, message, &letter)).await;
    let mut connection = begun.map_err(|_| SendError::Unreachable(late()))??;
    let given = timeout_at(deadline, give(&mut connection, message, &letter)).await;
    let given = given.unwrap_or_else(|_| Err(SendError::BrokeOff(late())));
    // Whether a server hears our goodbye changes nothing.
    drop(timeout_at(deadline, connection.abort()).await);
    given
}

/// Connects, greets, logs in and names the sender: what is refused here has nothing to do with the letter.
async fn begin(
    smtp: &Smtp,
    message: &Message,
    letter: &[u8],
) -> Result<AsyncSmtpConnection, SendError> {
    let hello = ClientId::default();
    let tls = || TlsParameters::new(smtp.host.clone()).map_err(about_us);
    let wrapper = (smtp.security == Security::Tls).then(tls).transpose()?;
    let address = (smtp.host.as_str(), smtp.port);
    let connecting =
        AsyncSmtpConnection::connect_tokio1(address, Some(smtp.timeout), &hello, wrapper, None);
    let mut connection = connecting.await.map_err(about_us)?;
    if smtp.security == Security::StartTls {
        connection.starttls(tls()?, &hello).await.map_err(about_us)?;
    }
    if let (Some(user), Some(password)) = (&smtp.user, &smtp.password) {
        let credentials = Credentials::new(user.clone(), password.clone());
        connection.auth(DEFAULT_MECHANISMS, &credentials).await.map_err(about_us)?;
    }
    let parameters = parameters(&connection, message, letter)?;
    let sender = message.envelope().from().cloned();
    connection.command(Mail::new(sender, parameters)).await.map_err(about_us)?;
    Ok(connection)
}

/// What has to be asked of the server for letters beyond ASCII (RFC 6152, RFC 6531).
fn parameters(
    connection: &AsyncSmtpConnection,
    message: &Message,
    letter: &[u8],
) -> Result<Vec<MailParameter>, SendError> {
    let knows = |extension| connection.server_info().supports_feature(extension);
    let envelope = message.envelope();
    let mut addresses = envelope.to().iter().chain(envelope.from()).map(ToString::to_string);
    let mut parameters = Vec::new();
    if let Some(mail) = addresses.find(|address| !address.is_ascii()) {
        if !knows(Extension::SmtpUtfEight) {
            return Err(MailError::NotAscii { mail }.into());
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if !letter.is_ascii() && knows(Extension::EightBitMime) {
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    Ok(parameters)
}

/// Names the reader and hands the letter over.
async fn give(
    connection: &mut AsyncSmtpConnection,
    message: &Message,
    letter: &[u8],
) -> Result<(), SendError> {
    for to in message.envelope().to() {
        let asked = connection.command(Rcpt::new(to.clone(), Vec::new())).await;
        // Many servers keep for this answer what they have against the sender ("relay access denied"): such a no is
        // one for now.
        asked.map_err(|error| about_letter(&error, |text| !text.starts_with("5.7.")))?;
    }
    connection.command(Data).await.map_err(|error| about_letter(&error, |_| true))?;
    connection.message(letter).await.map_err(|error| about_letter(&error, |_| true))?;
    Ok(())
}

fn about_us(error: Error) -> SendError {
    match error.status() {
        Some(code) => SendError::TurnedAway { code: code.into(), text: words_of(&error) },
        None => SendError::Unreachable(error.to_string()),
    }
}

fn about_letter(error: &Error, may_be_for_good: impl FnOnce(&str) -> bool) -> SendError {
    let Some(code) = error.status().map(u16::from) else {
        return SendError::BrokeOff(error.to_string());
    };
    let text = words_of(error);
    if LOGIN_CODES.contains(&code) {
        return SendError::TurnedAway { code, text };
    }
    let permanent = error.is_permanent() && may_be_for_good(&text);
    SendError::Refused { code, text, permanent }
}

fn words_of(error: &Error) -> String {
    error.source().map_or_else(|| error.to_string(), ToString::to_string)
}

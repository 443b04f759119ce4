//! The enrolment link and the code a person can type.
//!
//! A typed code is 20 letters in five groups: 8 of the one-time secret (40 bits, single use, few attempts) and 12 that
//! pin the server's certificate authority (60 bits of its SHA-256), so that typing it also authenticates the server.
//! Letters are Crockford's base32, which has no I, L, O and U; case and separators do not matter.

use std::fmt;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters of the one-time secret.
pub const SECRET_CHARS: usize = 8;
/// Letters of the pin in a typed code.
pub const PIN_CHARS: usize = 12;

/// All that a device needs to enrol.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolLink {
    /// `https://host:port`.
    pub server: String,
    /// The one-time secret, normalised.
    pub secret: String,
    /// The pin, at least [`PIN_CHARS`] letters of the CA's SHA-256 in base32.
    pub pin: String,
}

/// Why a link or code cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnrolLinkError {
    /// Neither a link nor a code of 20 letters.
    #[error("this is neither an enrolment link nor a code of 20 letters")]
    Shape,
    /// A code without the server's address.
    #[error("a typed code needs the server's address")]
    ServerMissing,
    /// An address that is not `https://host[:port]`.
    #[error("the server's address must begin with https://")]
    Server,
}

impl EnrolLink {
    /// Reads a link, or a typed code together with an address.
    ///
    /// # Errors
    /// [`EnrolLinkError`], by what is missing or wrong.
    pub fn read(code_or_link: &str, server: Option<&str>) -> Result<Self, EnrolLinkError> {
        let text = code_or_link.trim();
        if let Some(query) = text.strip_prefix("ecabinet://enrol?") {
            return Self::read_query(query);
        }
        let code = normalise(text).ok_or(EnrolLinkError::Shape)?;
        if code.len() != SECRET_CHARS + PIN_CHARS {
            return Err(EnrolLinkError::Shape);
        }
        let (secret, pin) = code.split_at(SECRET_CHARS);
        let server = server.map(str::trim).filter(|server| !server.is_empty());
        let server = check_server(server.ok_or(EnrolLinkError::ServerMissing)?)?;
        Ok(Self { server, secret: secret.to_owned(), pin: pin.to_owned() })
    }

    fn read_query(query: &str) -> Result<Self, EnrolLinkError> {
        let member = |name: &str| {
            query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
        };
        let server = check_server(member("server").ok_or(EnrolLinkError::Shape)?)?;
        let read = |name| member(name).and_then(normalise).ok_or(EnrolLinkError::Shape);
        let (secret, pin) = (read("code")?, read("pin")?);
        if secret.len() != SECRET_CHARS || pin.len() < PIN_CHARS {
            return Err(EnrolLinkError::Shape);
        }
        Ok(Self { server, secret, pin })
    }

    /// The code to read aloud or print: five groups of four letters.
    pub fn typed_code(&self) -> String {
        let letters: Vec<char> =
            self.secret.chars().chain(self.pin.chars().take(PIN_CHARS)).collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join("-")
    }

    /// Tells whether a CA with this SHA-256 is the pinned one.
    pub fn pins(&self, ca_sha256: &[u8; 32]) -> bool {
        self.pin.len() >= PIN_CHARS && to_crockford(ca_sha256).starts_with(&self.pin)
    }
}

impl fmt::Display for EnrolLink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { server, secret, pin } = self;
        write!(formatter, "ecabinet://enrol?server={server}&code={secret}&pin={pin}")
    }
}

impl fmt::Debug for EnrolLink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "EnrolLink({}, ...)", self.server)
    }
}

/// The letters of a CA's SHA-256 that a typed code carries.
pub fn pin_prefix(ca_sha256: &[u8; 32]) -> String {
    to_crockford(ca_sha256).chars().take(PIN_CHARS).collect()
}

/// Writes bytes in Crockford's base32, most significant bit first, the last letter padded with zero bits.
pub fn to_crockford(bytes: &[u8]) -> String {
    let mut letters = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut held, mut n_held) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        n_held += 8;
        while n_held >= 5 {
            n_held -= 5;
            push_letter(&mut letters, held >> n_held);
        }
        held &= (1 << n_held) - 1;
    }
    if n_held > 0 {
        push_letter(&mut letters, held << (5 - n_held));
    }
    letters
}

/// Reads Crockford's base32 kindly (case, separators, look-alikes); `None` for other letters.
pub fn from_crockford(text: &str) -> Option<Vec<u8>> {
    let (mut held, mut n_held) = (0_u32, 0);
    let mut bytes = Vec::new();
    for letter in normalise(text)?.bytes() {
        let value = ALPHABET.iter().position(|known| *known == letter)?;
        held = (held << 5) | u32::try_from(value).ok()?;
        n_held += 5;
        if n_held >= 8 {
            n_held -= 8;
            bytes.push(u8::try_from((held >> n_held) & 0xff).ok()?);
            held &= (1 << n_held) - 1;
        }
    }
    Some(bytes)
}

fn push_letter(letters: &mut String, value: u32) {
    if let Some(letter) = ALPHABET.get((value & 31) as usize) {
        letters.push(char::from(*letter));
    }
}

fn normalise(text: &str) -> Option<String> {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => Some('0'),
            'I' | 'L' => Some('1'),
            letter => {
                u8::try_from(letter).ok().filter(|byte| ALPHABET.contains(byte)).map(char::from)
            }
        })
        .collect()
}

fn check_server(server: &str) -> Result<String, EnrolLinkError> {
    let server = server.trim_end_matches('/');
    let host = server.strip_prefix("https://").ok_or(EnrolLinkError::Server)?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter);
    if host.is_empty() || !host.chars().all(plain) {
        return Err(EnrolLinkError::Server);
    }
    Ok(server.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{EnrolLink, EnrolLinkError, from_crockford, to_crockford};

    const CA: [u8; 32] = [0xa5; 32];

    fn link() -> EnrolLink {
        EnrolLink {
            server: "https://vp.example:8443".to_owned(),
            secret: "ABCD2345".to_owned(),
            pin: to_crockford(&CA),
        }
    }

    #[test]
    fn a_link_and_its_typed_code_pin_the_same_server() {
        let read = EnrolLink::read(&link().to_string(), None);
        assert_eq!(read, Ok(link()));
        let typed = link().typed_code().to_lowercase().replace('-', " ");
        let typed = EnrolLink::read(&typed, Some(" https://vp.example:8443/ "));
        assert_eq!(typed.as_ref().map(|link| link.secret.as_str()), Ok("ABCD2345"));
        assert!(typed.is_ok_and(|typed| typed.pins(&CA) && !typed.pins(&[0xa4; 32])));
    }

    #[test]
    fn what_is_wrong_with_a_code_is_named() {
        let code = link().typed_code();
        for (text, server, expected) in [
            ("", None, EnrolLinkError::Shape),
            ("ABCD", Some("https://x"), EnrolLinkError::Shape),
            ("Đ".repeat(20).as_str(), Some("https://x"), EnrolLinkError::Shape),
            (&code, None, EnrolLinkError::ServerMissing),
            (&code, Some("http://x"), EnrolLinkError::Server),
            (&code, Some("https://x/path"), EnrolLinkError::Server),
            ("ecabinet://enrol?server=https://x&code=ABCD2345", None, EnrolLinkError::Shape),
        ] {
            assert_eq!(EnrolLink::read(text, server), Err(expected), "{text} {server:?}");
        }
    }

    #[test]
    fn letters_easily_confused_are_read_kindly() {
        let code = link().typed_code().replace('1', "l").replace('0', "O");
        assert!(EnrolLink::read(&code, Some("https://x")).is_ok());
    }

    #[test]
    fn base32_matches_known_values() {
        assert_eq!(to_crockford(&[0xff]), "ZW");
        assert_eq!(to_crockford(b"foobar"), "CSQPYRK1E8");
        assert_eq!(from_crockford("csqp-yrkl e8").as_deref(), Some(b"foobar".as_slice()));
        assert_eq!(from_crockford("Đ"), None);
    }
}

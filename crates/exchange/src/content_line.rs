//! Content lines of a calendar: `NAME;PARAMETER=value:value`, escaped and folded.
//!
//! Source: RFC 5545, sections 3.1 and 3.3.11.

use crate::address::Address;

/// The longest line before it is folded, in octets without the line break.
const MAX_OCTETS: usize = 75;

/// A calendar text that grows line by line.
#[derive(Default)]
pub(crate) struct CalendarText(String);

impl CalendarText {
    /// Adds one line. It stays one line whatever it is made of: control characters are left out.
    pub(crate) fn line(&mut self, line: &str) {
        let mut n_octets = 0;
        for character in line.chars().filter(|character| !character.is_control()) {
            if n_octets + character.len_utf8() > MAX_OCTETS {
                self.0.push_str("\r\n ");
                n_octets = 1;
            }
            self.0.push(character);
            n_octets += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// Adds a property whose value is free text.
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escape(value)));
    }

    /// Adds a property whose value is a person; `parameters` begin with a semicolon, or there are none.
    pub(crate) fn person(&mut self, name: &str, parameters: &str, person: &Address) {
        let common_name = match person.plain_name() {
            name if name.is_empty() => name,
            name => format!(";CN=\"{name}\""),
        };
        self.line(&format!("{name}{common_name}{parameters}:mailto:{}", person.plain_mail()));
    }

    /// The whole text, with CRLF at the end of every line.
    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

/// A line that was read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ContentLine {
    /// The name in upper case.
    pub(crate) name: String,
    /// The value as it stands, still escaped.
    pub(crate) value: String,
    parameters: Vec<(String, String)>,
}

impl ContentLine {
    /// Reads an unfolded line; `None` when it has no value.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let (head, value) = line.split_once(unquoted(':'))?;
        let mut pieces = head.split(unquoted(';'));
        let name = pieces.next()?.trim().to_ascii_uppercase();
        let parameters = pieces.filter_map(|piece| piece.split_once('='));
        let parameters = parameters.map(|(name, value)| {
            (name.trim().to_ascii_uppercase(), value.trim().trim_matches('"').to_owned())
        });
        Some(Self { name, value: value.to_owned(), parameters: parameters.collect() })
    }

    /// The value of a parameter without its quotes; `name` is in upper case.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The lines of a calendar with folds undone. Line breaks may be CRLF or LF.
pub(crate) fn unfold(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for physical in text.trim_start_matches('\u{feff}').lines() {
        match (physical.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(line)) => line.push_str(rest),
            (Some(_) | None, _) => lines.push(physical.to_owned()),
        }
    }
    lines
}

/// Free text as it was before [`escape`].
pub(crate) fn unescape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('n' | 'N') => text.push('\n'),
            Some(escaped) => text.push(escaped),
            None => text.push('\\'),
        }
    }
    text
}

fn escape(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => value.extend(['\\', character]),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => value.push_str("\\n"),
            '\t' => value.push(' '),
            plain => value.push(plain),
        }
    }
    value
}

/// Finds `separator` where it does not stand within double quotes.
fn unquoted(separator: char) -> impl FnMut(char) -> bool {
    let mut is_quoted = false;
    move |character| {
        is_quoted ^= character == '"';
        character == separator && !is_quoted
    }
}

#[cfg(test)]
mod tests {
    use super::{CalendarText, ContentLine, escape, unescape, unfold};

    #[test]
    fn long_lines_are_folded_between_characters_and_come_back_whole() {
        for title in ["ạ".repeat(200), format!("x{}", "ạ".repeat(200)), "🏛 họp ".repeat(40)]
        {
            let mut text = CalendarText::default();
            text.text("SUMMARY", &title);
            let text = text.into_string();
            assert!(text.ends_with("\r\n"));
            assert!(text.split("\r\n").all(|line| line.len() <= 75));
            assert_eq!(unfold(&text), [format!("SUMMARY:{title}")]);
        }
    }

    #[test]
    fn a_line_of_75_octets_is_not_folded_and_one_of_76_is() {
        let written = |n_letters: usize| {
            let mut text = CalendarText::default();
            text.line(&"a".repeat(n_letters));
            text.into_string()
        };
        assert_eq!(written(75), format!("{}\r\n", "a".repeat(75)));
        assert_eq!(written(76), format!("{}\r\n a\r\n", "a".repeat(75)));
    }

    #[test]
    fn a_line_never_becomes_two() {
        let mut text = CalendarText::default();
        text.line("SUMMARY:a\r\nATTENDEE:mailto:evil@x\u{85}\u{0}");
        assert_eq!(text.into_string(), "SUMMARY:aATTENDEE:mailto:evil@x\r\n");
    }

    #[test]
    fn free_text_survives_escaping() {
        let text = "Phòng 1, tầng 2; nhà C:\\họp\nghi chú";
        assert_eq!(escape(text), "Phòng 1\\, tầng 2\\; nhà C:\\\\họp\\nghi chú");
        assert_eq!(unescape(&escape(text)), text);
        assert_eq!(escape("a\r\nb\rc\u{2028}d"), "a\\nb\\nc\\nd");
        assert_eq!(unescape("a\\Nb\\"), "a\nb\\");
    }

    #[test]
    fn parameters_are_read_in_any_order_case_and_quotes() {
        let line = "attendee;cn=\"An; the: first\";PartStat=accepted;X:MAILTO:an@bo.example";
        let line = ContentLine::parse(line).unwrap();
        assert_eq!((line.name.as_str(), line.value.as_str()), ("ATTENDEE", "MAILTO:an@bo.example"));
        assert_eq!(line.parameter("CN"), Some("An; the: first"));
        assert_eq!(line.parameter("PARTSTAT"), Some("accepted"));
        assert_eq!(line.parameter("X"), None);
        assert_eq!(ContentLine::parse("no value"), None);
        assert_eq!(ContentLine::parse("ATTENDEE;CN=\"open:mailto:an@bo.example"), None);
    }
}

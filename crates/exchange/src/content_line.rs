//! Content lines of a calendar as they are written: `NAME;PARAMETER=value:value`, escaped and folded.
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

#[cfg(test)]
mod tests {
    use super::{CalendarText, escape};
    use crate::content_reading::{unescape, unfold};

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
}

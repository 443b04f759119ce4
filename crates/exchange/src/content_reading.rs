//! Content lines of a calendar as they come in, from whatever program wrote them.
//!
//! Source: RFC 5545, sections 3.1 and 3.3.11.

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

/// Free text as it was before it was escaped.
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
    use super::ContentLine;

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

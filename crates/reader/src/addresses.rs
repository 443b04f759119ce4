//! Addresses in running text: what begins like one of the web or of mail, to the end of what can belong to it.

use std::ops::Range;

/// Longest address in text, in letters.
const MAX_LENGTH: usize = 500;

/// An address and its letters.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// With its scheme.
    pub address: String,
    /// Places of its letters.
    pub range: Range<usize>,
}

/// Finds the addresses of a text.
pub fn find_addresses(text: &[char]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let is_begin = at == 0 || text.get(at - 1).is_none_or(|before| !before.is_alphanumeric());
        let begin = if is_begin { scheme_of(rest) } else { None };
        let Some((written, added)) = begin else {
            at += 1;
            continue;
        };
        let length = length_of(rest);
        if length > written {
            let words: String = rest.iter().take(length).collect();
            found.push(Found { address: format!("{added}{words}"), range: at..at + length });
        }
        at += length.max(1);
    }
    found
}

/// The length of the scheme that is written, and what is to be added to it.
fn scheme_of(text: &[char]) -> Option<(usize, &'static str)> {
    let begins = [("https://", ""), ("http://", ""), ("mailto:", ""), ("www.", "https://")];
    begins.into_iter().find_map(|(begin, added)| {
        let is_there = text.len() > begin.len()
            && text.iter().zip(begin.chars()).all(|(one, other)| one.eq_ignore_ascii_case(&other));
        is_there.then_some((begin.len(), added))
    })
}

/// Letters that belong to the address: up to a space, and without the marks that end a sentence.
fn length_of(text: &[char]) -> usize {
    let belongs = |letter: &char| {
        let is_mark = "-._~:/?#[]@!$&'()*+,;=%".contains(*letter);
        letter.is_alphanumeric() || is_mark
    };
    let mut length = text.iter().take(MAX_LENGTH).take_while(|letter| belongs(letter)).count();
    while let Some(last) = length.checked_sub(1).and_then(|last| text.get(last)) {
        let is_open = text.iter().take(length).any(|letter| *letter == '(');
        let is_end = ".,;:!?'".contains(*last) || "]".contains(*last) || (*last == ')' && !is_open);
        if !is_end {
            break;
        }
        length -= 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::find_addresses;

    #[test]
    fn addresses_end_where_a_reader_would_end_them() {
        let check = |text: &str, expected: &[&str]| {
            let letters: Vec<char> = text.chars().collect();
            let found = find_addresses(&letters);
            let addresses: Vec<&str> = found.iter().map(|found| found.address.as_str()).collect();
            assert_eq!(addresses, expected, "{text}");
        };
        check("Xem https://chinhphu.vn/a?b=1, rồi ký.", &["https://chinhphu.vn/a?b=1"]);
        check("(www.gov.ee) HTTP://A.B/c_(d)", &["https://www.gov.ee", "HTTP://A.B/c_(d)"]);
        check("mailto:a@b.vn; http://", &["mailto:a@b.vn"]);
        check("xhttp://a.b javascript:alert(1) file:///etc/passwd", &[]);
        check("http://một.vn\r\nhttps://b", &["http://một.vn", "https://b"]);
        check(&format!("http://{}", "a".repeat(9_000)), &[&format!("http://{}", "a".repeat(493))]);
    }
}

//! Short handles, made from names.

use std::collections::BTreeSet;

/// Most letters of a handle.
const MAX_CHARS: usize = 64;

/// A handle that nobody has: the given name, which is the last word in Vietnamese, then with the first letters of the
/// others, then with a number.
pub fn handle_from(name: &str, taken: &BTreeSet<String>) -> String {
    let words: Vec<String> = name.split_whitespace().map(plain).filter(|w| !w.is_empty()).collect();
    let (given, others) = match words.split_last() {
        Some((given, others)) => (given.chars().take(MAX_CHARS / 2).collect(), others),
        None => ("person".to_owned(), words.as_slice()),
    };
    let initials: String =
        others.iter().filter_map(|word| word.chars().next()).take(MAX_CHARS / 4).collect();
    let longer = if initials.is_empty() { given.clone() } else { format!("{given}_{initials}") };
    let numbered = (2_u32..).map(|number| format!("{longer}_{number}"));
    let mut candidates = [given, longer.clone()].into_iter().chain(numbered);
    candidates.find(|handle| !taken.contains(handle)).unwrap_or(longer)
}

/// Whether a handle can be typed at a command line without quotes.
pub fn is_plain(handle: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    (1..=MAX_CHARS).contains(&handle.chars().count()) && handle.chars().all(fits)
}

fn plain(word: &str) -> String {
    let letters = domain::unmarked(word);
    letters
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|one| one.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{handle_from, is_plain};

    #[test]
    fn a_handle_is_the_given_name_and_grows_until_nobody_has_it() {
        let check = |name: &str, taken: &[&str], expected: &str| {
            let taken = taken.iter().map(|&handle| handle.to_owned()).collect();
            let handle = handle_from(name, &taken);
            assert_eq!(handle, expected, "{name}");
            assert!(is_plain(&handle), "{handle}");
        };
        check("Nguyễn Thị Huệ", &[], "hue");
        check("Đặng Văn Ổn", &["on"], "on_dv");
        check("Đặng Văn Ổn", &["on", "on_dv", "on_dv_2"], "on_dv_3");
        check("Ổn", &["on"], "on_2");
        check("李", &[], "person");
        check(&"a".repeat(500), &[], &"a".repeat(32));
    }

    #[test]
    fn handles_with_blanks_marks_or_nothing_are_not_plain() {
        for handle in ["minister_an", "a.b-c", "AN2"] {
            assert!(is_plain(handle), "{handle}");
        }
        for handle in ["", "hai từ", "huệ", "a b", "=1+1", &"a".repeat(65)] {
            assert!(!is_plain(handle), "{handle}");
        }
    }
}

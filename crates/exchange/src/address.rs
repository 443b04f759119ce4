/// A person's name and mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The name to show; empty when there is none.
    pub name: String,
    /// The address alone, `local@domain`.
    pub mail: String,
}

impl Address {
    /// The name in one line, without the double quotes and backslashes that calendars and mails quote differently.
    pub(crate) fn plain_name(&self) -> String {
        one_line(&self.name).replace('"', "'").replace('\\', "/")
    }

    /// The address without anything that could end it early.
    pub(crate) fn plain_mail(&self) -> String {
        let ends_it = |character: char| {
            character.is_whitespace() || character.is_control() || "\"<>".contains(character)
        };
        self.mail.chars().filter(|character| !ends_it(*character)).collect()
    }
}

/// The words of a text in one line: runs of white space and control characters become one space.
pub(crate) fn one_line(text: &str) -> String {
    let words = text.split(|character: char| character.is_whitespace() || character.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn check(name: &str, mail: &str, expected: (&str, &str)) {
        let address = Address { name: name.to_owned(), mail: mail.to_owned() };
        assert_eq!((address.plain_name().as_str(), address.plain_mail().as_str()), expected);
    }

    #[test]
    fn names_and_addresses_fit_into_a_header() {
        check("Nguyễn Văn An", "an@bo.example", ("Nguyễn Văn An", "an@bo.example"));
        check("An \"Cả\"", "an@bo.example", ("An 'Cả'", "an@bo.example"));
        check("An \\", "an@bo.example", ("An /", "an@bo.example"));
        check("  An\t \u{2028}Bình\u{0} ", " an@bo.example ", ("An Bình", "an@bo.example"));
        check("a\r\nBcc: e@x", "a@b\r\nBcc:<e@x>", ("a Bcc: e@x", "a@bBcc:e@x"));
    }
}

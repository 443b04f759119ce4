//! The words of PDF's syntax (ISO 32000-1, 7.2 and 7.3): where a value begins and ends, and what a simple one says.
//!
//! Nothing here calls itself: however deep a file nests, the stack stays as it is.

use super::ObjectId;

/// Deepest nesting of arrays and dictionaries.
const MAX_DEPTH: usize = 256;

/// Why a value cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The bytes end before it does.
    Short,
    /// It is no value.
    Wrong,
}

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Open(Bracket),
    Close(Bracket),
    Name,
    Text,
    /// A number or a word without a slash.
    Word(&'a [u8]),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Array,
    Dictionary,
}

/// An entry of a dictionary: its name as it is written and as it is meant, and the source of its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    pub(super) written: &'a [u8],
    pub(super) name: Vec<u8>,
    pub(super) value: &'a [u8],
}

/// Reads values one after another.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Whether more bytes may follow, so that what touches the end may be cut.
    is_part: bool,
}

impl<'a> Lexer<'a> {
    /// Over bytes after which nothing comes.
    pub(super) const fn whole(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, is_part: false }
    }

    /// Over the first bytes of more.
    pub(super) const fn part(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, is_part: true }
    }

    /// The place reached.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn from(&self, begin: usize) -> &'a [u8] {
        self.bytes.get(begin..self.at).unwrap_or_default()
    }

    const fn end(&self) -> Stop {
        if self.is_part { Stop::Short } else { Stop::Wrong }
    }

    /// Passes over blanks and comments.
    pub(super) fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => self.skip_while(|byte| !matches!(byte, b'\r' | b'\n')),
                _ if is_blank(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    fn skip_while(&mut self, is_skipped: impl Fn(u8) -> bool) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| is_skipped(**byte)).count();
    }

    /// Passes over one end of line, of either kind.
    pub(super) fn skip_line_end(&mut self) {
        if self.peek() == Some(b'\r') {
            self.at += 1;
        }
        if self.peek() == Some(b'\n') {
            self.at += 1;
        }
    }

    fn token(&mut self) -> Result<Token<'a>, Stop> {
        self.skip_blanks();
        let begin = self.at;
        let first = self.peek().ok_or_else(|| self.end())?;
        self.at += 1;
        match first {
            b'[' => Ok(Token::Open(Bracket::Array)),
            b']' => Ok(Token::Close(Bracket::Array)),
            b'(' => self.text(),
            b'/' => {
                self.skip_while(is_regular);
                self.checked(Token::Name)
            }
            b'<' | b'>' => match (first, self.peek().ok_or_else(|| self.end())?) {
                (b'<', b'<') => self.bracket(Token::Open(Bracket::Dictionary)),
                (b'>', b'>') => self.bracket(Token::Close(Bracket::Dictionary)),
                (b'<', _) => {
                    self.skip_while(|byte| byte.is_ascii_hexdigit() || is_blank(byte));
                    match self.peek() {
                        Some(b'>') => self.bracket(Token::Text),
                        Some(_) => Err(Stop::Wrong),
                        None => Err(self.end()),
                    }
                }
                _ => Err(Stop::Wrong),
            },
            _ if is_regular(first) => {
                self.skip_while(is_regular);
                self.checked(Token::Word(self.from(begin)))
            }
            _ => Err(Stop::Wrong),
        }
    }

    fn bracket(&mut self, token: Token<'a>) -> Result<Token<'a>, Stop> {
        self.at += 1;
        Ok(token)
    }

    /// A token that may go on beyond the end of a part.
    fn checked(&self, token: Token<'a>) -> Result<Token<'a>, Stop> {
        if self.is_part && self.at >= self.bytes.len() { Err(Stop::Short) } else { Ok(token) }
    }

    fn text(&mut self) -> Result<Token<'a>, Stop> {
        let mut depth = 1_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok(Token::Text);
            }
        }
        Err(self.end())
    }

    /// The source of the next value: anything but a stream's data.
    pub(super) fn value(&mut self) -> Result<&'a [u8], Stop> {
        self.skip_blanks();
        let begin = self.at;
        let mut open: Vec<Bracket> = Vec::new();
        loop {
            match self.token()? {
                Token::Open(bracket) => {
                    open.push(bracket);
                    if open.len() > MAX_DEPTH {
                        return Err(Stop::Wrong);
                    }
                }
                Token::Close(bracket) => {
                    if open.pop() != Some(bracket) {
                        return Err(Stop::Wrong);
                    }
                }
                Token::Name | Token::Text => {}
                Token::Word(word) => {
                    let is_known = matches!(word, b"true" | b"false" | b"null" | b"R");
                    if !is_known && number(word).is_none() {
                        return Err(Stop::Wrong);
                    }
                    if open.is_empty() && whole_number(word).is_some() {
                        self.skip_rest_of_reference()?;
                    }
                }
            }
            if open.is_empty() {
                return Ok(self.from(begin));
            }
        }
    }

    /// After a number: passes over `0 R` if it makes the number a reference.
    fn skip_rest_of_reference(&mut self) -> Result<(), Stop> {
        let mut ahead = self.clone();
        let is_reference = match ahead.token() {
            Ok(Token::Word(word)) if whole_number(word).is_some() => match ahead.token() {
                Err(Stop::Short) => return Err(Stop::Short),
                after => after == Ok(Token::Word(b"R")),
            },
            Ok(_) | Err(Stop::Wrong) => false,
            Err(Stop::Short) => return Err(Stop::Short),
        };
        if is_reference {
            self.at = ahead.at;
        }
        Ok(())
    }

    /// The next word, such as `obj` or a number.
    pub(super) fn word(&mut self) -> Result<&'a [u8], Stop> {
        match self.token()? {
            Token::Word(word) => Ok(word),
            Token::Open(_) | Token::Close(_) | Token::Name | Token::Text => Err(Stop::Wrong),
        }
    }

    /// The next whole number, not below 0.
    pub(super) fn count(&mut self) -> Result<u64, Stop> {
        whole_number(self.word()?).ok_or(Stop::Wrong)
    }
}

/// The entries of a dictionary from its source.
pub(super) fn entries(source: &[u8]) -> Option<Vec<Entry<'_>>> {
    let inside = source.strip_prefix(b"<<")?.strip_suffix(b">>")?;
    let mut lexer = Lexer::whole(inside);
    let mut entries = Vec::new();
    loop {
        lexer.skip_blanks();
        if lexer.peek().is_none() {
            return Some(entries);
        }
        let written = lexer.value().ok()?;
        let name = name(written)?;
        entries.push(Entry { written, name, value: lexer.value().ok()? });
    }
}

/// The elements of an array from its source.
pub(super) fn elements(source: &[u8]) -> Option<Vec<&[u8]>> {
    let mut lexer = Lexer::whole(source.strip_prefix(b"[")?.strip_suffix(b"]")?);
    let mut elements = Vec::new();
    loop {
        lexer.skip_blanks();
        if lexer.peek().is_none() {
            return Some(elements);
        }
        elements.push(lexer.value().ok()?);
    }
}

/// The value of a dictionary's entry.
pub(super) fn entry<'a>(entries: &[Entry<'a>], name: &[u8]) -> Option<&'a [u8]> {
    let found = entries.iter().find(|entry| entry.name == name)?;
    (found.value != b"null").then_some(found.value)
}

/// A name without its slash, `#` and two digits replaced by what they stand for.
pub(super) fn name(source: &[u8]) -> Option<Vec<u8>> {
    let mut rest = source.strip_prefix(b"/")?;
    let mut name = Vec::with_capacity(rest.len());
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'#');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                name.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                name.push(*first);
                rest = after;
            }
        }
    }
    Some(name)
}

/// `12 0 R`.
pub(super) fn reference(source: &[u8]) -> Option<ObjectId> {
    let mut lexer = Lexer::whole(source);
    let number = u32::try_from(lexer.count().ok()?).ok()?;
    let generation = u16::try_from(lexer.count().ok()?).ok()?;
    (lexer.word() == Ok(b"R")).then_some(ObjectId { number, generation })
}

/// A whole number, not below 0.
pub(super) fn whole_number(word: &[u8]) -> Option<u64> {
    let digits = word.strip_prefix(b"+").unwrap_or(word);
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Any number.
pub(super) fn number(word: &[u8]) -> Option<f64> {
    let is_number = word.iter().all(|byte| byte.is_ascii_digit() || b"+-.".contains(byte));
    // Some programs write two signs.
    let word = std::str::from_utf8(word).ok()?.trim_start_matches("--");
    word.parse().ok().filter(|_| is_number)
}

/// The bytes of a text, `(...)` or `<...>`.
pub(super) fn text(source: &[u8]) -> Option<Vec<u8>> {
    if let Some(digits) = source.strip_prefix(b"<").and_then(|rest| rest.strip_suffix(b">")) {
        let mut digits: Vec<u8> = digits.iter().copied().filter(u8::is_ascii_hexdigit).collect();
        if digits.len() % 2 == 1 {
            digits.push(b'0');
        }
        let (pairs, _) = digits.as_chunks::<2>();
        let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        return pairs.iter().map(byte).collect();
    }
    let mut rest = source.strip_prefix(b"(")?.strip_suffix(b")")?;
    let mut bytes = Vec::new();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'\\' {
            bytes.push(*first);
            continue;
        }
        let n_octal = after.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
        if n_octal > 0 {
            let (digits, after) = after.split_at_checked(n_octal)?;
            let value = u16::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok()?;
            // Higher bits are passed over (ISO 32000-1, 7.3.4.2).
            bytes.push(value.to_be_bytes()[1]);
            rest = after;
            continue;
        }
        let (escaped, after) = after.split_first()?;
        rest = after;
        match escaped {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'\r' => rest = after.strip_prefix(b"\n").unwrap_or(after),
            b'\n' => {}
            other => bytes.push(*other),
        }
    }
    Some(bytes)
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

const fn is_regular(byte: u8) -> bool {
    !is_blank(byte)
        && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::{Lexer, ObjectId, Stop, elements, entries, entry, name, reference, text};

    #[test]
    fn values_end_where_they_should() {
        let check = |source: &str, expected: &str| {
            let found = Lexer::whole(source.as_bytes()).value().map(String::from_utf8_lossy);
            assert_eq!(found.as_deref(), Ok(expected), "{source}");
        };
        check("  12 0 R /Next", "12 0 R");
        check("12 0 obj", "12");
        check("12 13 14", "12");
        check("(a (b) \\) c) d", "(a (b) \\) c)");
        check("<</A[1 2 R]/B<</C(])>>>>>>", "<</A[1 2 R]/B<</C(])>>>>");
        check("<0a 1F>>", "<0a 1F>");
        check("% comment\n[%]\n1]", "[%]\n1]");
        check("--5.5 x", "--5.5");
    }

    #[test]
    fn what_is_cut_is_short_and_what_is_wrong_is_wrong() {
        let check = |source: &[u8], expected| {
            assert_eq!(Lexer::part(source).value(), Err(expected), "{source:?}");
        };
        for cut in ["<</A", "12", "12 0", "12 0 R", "(a", "<0", "[", "/Name", "<", ""] {
            check(cut.as_bytes(), Stop::Short);
        }
        for wrong in ["]", "[>>", "{", "<zz>", "endobj ", ">x", ")"] {
            check(wrong.as_bytes(), Stop::Wrong);
        }
        check(&b"[".repeat(100_000), Stop::Wrong);
    }

    #[test]
    fn dictionaries_arrays_and_names_are_read() {
        let found = entries(b"<< /A 1/B#20C[2 0 R(x)] /D null /A 2 >>").unwrap();
        assert_eq!(entry(&found, b"A"), Some(b"1".as_slice()));
        assert_eq!(entry(&found, b"D"), None);
        let array = elements(entry(&found, b"B C").unwrap()).unwrap();
        assert_eq!(array, [b"2 0 R".as_slice(), b"(x)"]);
        assert_eq!(reference(array[0]), Some(ObjectId { number: 2, generation: 0 }));
        assert_eq!(reference(b"2 0 obj"), None);
        assert_eq!(name(b"/A#4"), Some(b"A#4".to_vec()));
        assert!(entries(b"<</A>>").is_none() && entries(b"<<1 2>>").is_none());
    }

    #[test]
    fn texts_are_read_in_both_forms() {
        assert_eq!(text(b"<4 1 4>"), Some(b"A@".to_vec()));
        assert_eq!(text(b"(a\\101\\n\\\r\n\\(b)"), Some(b"aA\n(b".to_vec()));
        assert_eq!(text(b"(\\777\\)"), None);
    }
}

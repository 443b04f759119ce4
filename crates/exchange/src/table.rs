//! Tables as other programs save them: CSV in whatever letters and with whatever separator, and ours to them.

use crate::neutralised::neutralised;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::{ReaderBuilder, Terminator, WriterBuilder};
use encoding_rs::{Encoding, UTF_8};

/// The mark by which Excel knows UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What may stand between cells; of two that fit equally well, the earlier is taken.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// Rows looked at to find the separator.
const ROWS_LOOKED_AT: usize = 50;

/// A table that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How the letters were read, by its name in the WHATWG Encoding Standard, such as `UTF-8` or `windows-1258`.
    pub encoding: &'static str,
    /// What stands between cells.
    pub separator: char,
    /// Rows in which something stands.
    pub rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    /// Cells, without blanks around them.
    pub cells: Vec<String>,
}

/// Why a table cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// More bytes, rows, columns or letters in a cell than [`Table`] takes.
    #[error("the table is larger than tables may be")]
    TooLarge,
    /// A workbook, or another archive of an office program.
    #[error("this is a workbook, not a table saved as text")]
    IsWorkbook,
    /// No text in any encoding, or a quote that never ends.
    #[error("this is not a table that can be read")]
    Unreadable,
}

impl Table {
    /// Most bytes of a file.
    pub const MAX_BYTES: usize = 4 * 1024 * 1024;
    /// Most rows.
    pub const MAX_ROWS: usize = 10_000;
    /// Most columns.
    pub const MAX_COLUMNS: usize = 64;
    /// Most bytes of a cell, in UTF-8.
    pub const MAX_CELL_BYTES: usize = 4 * 1024;
}

/// Reads a table. Cells are plain text, whatever a spreadsheet would make of them; a quoted cell may have several
/// lines. Rows may differ in length.
///
/// # Errors
/// [`TableError`].
pub fn read_table(bytes: &[u8]) -> Result<Table, TableError> {
    if bytes.len() > Table::MAX_BYTES {
        return Err(TableError::TooLarge);
    }
    let is_workbook = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0");
    if is_workbook {
        return Err(TableError::IsWorkbook);
    }
    let (text, encoding) = decode(bytes).ok_or(TableError::Unreadable)?;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let separator = separator_of(&text);
    let (_, is_open) = counts(&text, separator, usize::MAX);
    if is_open {
        return Err(TableError::Unreadable);
    }
    Ok(Table { encoding: encoding.name(), separator, rows: read_rows(&text, separator)? })
}

/// Writes rows as CSV: UTF-8 with a byte order mark, commas, CRLF (RFC 4180). A cell that a spreadsheet would take for
/// a formula gets an apostrophe in front; rows may differ in length.
///
/// # Errors
/// [`csv::Error`] where the writer refuses, which it does not do in memory.
pub fn to_csv(rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = BYTE_ORDER_MARK.to_vec();
    let mut writer =
        WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(&mut bytes);
    for row in rows {
        writer.write_record(row.iter().map(|cell| neutralised(cell).into_owned()))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// The text, and the encoding that was said or guessed; `None` for what is no text.
fn decode(bytes: &[u8]) -> Option<(String, &'static Encoding)> {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, n_mark)) => (encoding, bytes.get(n_mark..)?),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, bytes),
        None => (guess(bytes), bytes),
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(rest)?.into_owned();
    // Code pages give control characters for bytes they do not know.
    let is_text = |letter: char| !letter.is_control() || matches!(letter, '\t' | '\r' | '\n');
    text.chars().all(is_text).then_some((text, encoding))
}

/// The encoding of bytes that are not UTF-8, as seen from Vietnam.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"vn"), Utf8Detection::Deny)
}

/// The separator that gives most rows as many cells as the first row.
fn separator_of(text: &str) -> char {
    let fits = |separator: char| {
        let (counts, _) = counts(text, separator, ROWS_LOOKED_AT);
        let in_first = counts.first().copied().filter(|count| *count > 0)?;
        let n_alike = counts.iter().filter(|count| **count == in_first).count();
        Some((n_alike, in_first))
    };
    let mut best = (None, ',');
    for separator in SEPARATORS {
        let fit = fits(separator);
        if fit > best.0 {
            best = (fit, separator);
        }
    }
    best.1
}

/// How often a separator stands outside quotes, for each row that is not blank; and whether a quote is open at the end
/// of what was looked at. A quote opens at the beginning of a cell alone, as in RFC 4180.
fn counts(text: &str, separator: char, n_rows: usize) -> (Vec<usize>, bool) {
    let mut counts = Vec::new();
    let (mut n_here, mut is_blank) = (0, true);
    let (mut is_quoted, mut at_start) = (false, true);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if is_quoted {
            if letter == '"' && letters.next_if_eq(&'"').is_none() {
                is_quoted = false;
            }
            continue;
        }
        if letter == '\n' {
            if !is_blank {
                counts.push(n_here);
                if counts.len() == n_rows {
                    return (counts, false);
                }
            }
            (n_here, is_blank, at_start) = (0, true, true);
            continue;
        }
        is_blank = false;
        is_quoted = letter == '"' && at_start;
        at_start = letter == separator;
        n_here += usize::from(at_start);
    }
    if !is_blank {
        counts.push(n_here);
    }
    (counts, is_quoted)
}

fn read_rows(text: &str, separator: char) -> Result<Vec<TableRow>, TableError> {
    let separator = u8::try_from(separator).map_err(|_| TableError::Unreadable)?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut place = LineCounter { text, offset: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|_| TableError::Unreadable)?;
        let begins_at = record.position().map_or(0, csv::Position::byte);
        let line = place.line_at(usize::try_from(begins_at).unwrap_or(usize::MAX));
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        let n_filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if n_filled == 0 {
            continue;
        }
        let is_too_large = n_filled > Table::MAX_COLUMNS
            || rows.len() == Table::MAX_ROWS
            || cells.iter().any(|cell| cell.len() > Table::MAX_CELL_BYTES);
        if is_too_large {
            return Err(TableError::TooLarge);
        }
        rows.push(TableRow { line, cells });
    }
    Ok(rows)
}

/// Counts lines up to the beginnings of records, which come in order.
struct LineCounter<'t> {
    text: &'t str,
    offset: usize,
    line: u32,
}

impl LineCounter<'_> {
    /// The line of the record that was found from `offset` on, past the blank lines that the reader passes over.
    fn line_at(&mut self, offset: usize) -> u32 {
        let bytes = self.text.as_bytes();
        let passed = bytes.get(self.offset..offset).unwrap_or_default();
        let blank = bytes.get(offset..).unwrap_or_default();
        let n_blank = blank.iter().take_while(|byte| **byte == b'\n').count();
        let n_lines = passed.iter().filter(|byte| **byte == b'\n').count() + n_blank;
        self.line = self.line.saturating_add(u32::try_from(n_lines).unwrap_or(u32::MAX));
        self.offset = offset.saturating_add(n_blank);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, TableError, read_table, to_csv};
    use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};
    use proptest::prelude::{any, proptest};

    const LIST: &str = "Họ và tên;Chức vụ\nNguyễn Thị Huệ;Bộ trưởng\nĐặng Văn Ổn;Thứ trưởng\n";

    fn cells(table: &Table) -> Vec<Vec<&str>> {
        table.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
    }

    fn check(bytes: &[u8], encoding: &str, separator: char, expected: &[&[&str]]) {
        let table = read_table(bytes).unwrap();
        assert_eq!((table.encoding, table.separator), (encoding, separator));
        assert_eq!(cells(&table), expected);
    }

    fn people() -> [&'static [&'static str]; 3] {
        [
            &["Họ và tên", "Chức vụ"],
            &["Nguyễn Thị Huệ", "Bộ trưởng"],
            &["Đặng Văn Ổn", "Thứ trưởng"],
        ]
    }

    fn utf_16(text: &str, big_endian: bool) -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        let bytes = |unit: u16| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() };
        units.flat_map(bytes).collect()
    }

    #[test]
    fn letters_of_unicode_are_read_with_and_without_a_mark() {
        check(LIST.as_bytes(), "UTF-8", ';', &people());
        check(format!("\u{feff}{LIST}").as_bytes(), "UTF-8", ';', &people());
        check(&utf_16(LIST, false), "UTF-16LE", ';', &people());
        check(&utf_16(LIST, true), "UTF-16BE", ';', &people());
        check(b"", "UTF-8", ',', &[]);
    }

    #[test]
    fn letters_of_old_code_pages_are_guessed() {
        let encode = |encoding: &'static Encoding, text: &str| {
            let (bytes, _, is_lossy) = encoding.encode(text);
            assert!(!is_lossy, "{text}");
            bytes.into_owned()
        };
        // The code page of Vietnam has marks of tone as letters of their own.
        let decomposed = "Ho\u{323} va\u{300} tên;Chư\u{301}c vu\u{323}\n\
                          Nguyê\u{303}n Thi\u{323} Huê\u{323};Bô\u{323} trươ\u{309}ng\n";
        let bytes = encode(WINDOWS_1258, decomposed);
        let rows: Vec<Vec<&str>> =
            decomposed.lines().map(|line| line.split(';').collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        check(&bytes, "windows-1258", ';', &rows);
        let french =
            "Nom,Fonction\nHélène Lefèvre,Ministre déléguée\nFrançois Noël,Conseiller général\n";
        let table = read_table(&encode(WINDOWS_1252, french)).unwrap();
        assert_eq!(cells(&table)[1], ["Hélène Lefèvre", "Ministre déléguée"]);
    }

    #[test]
    fn the_separator_is_the_one_that_rows_agree_on() {
        check(b"a,b\n1,2\n", "UTF-8", ',', &[&["a", "b"], &["1", "2"]]);
        check(b"a\tb\n1\t2\n", "UTF-8", '\t', &[&["a", "b"], &["1", "2"]]);
        check(
            "Tên;Chức vụ, cơ quan, nơi làm việc\nAn;Bộ trưởng\nBình;Thứ trưởng\n".as_bytes(),
            "UTF-8",
            ';',
            &[
                &["Tên", "Chức vụ, cơ quan, nơi làm việc"],
                &["An", "Bộ trưởng"],
                &["Bình", "Thứ trưởng"],
            ],
        );
        check(b"\"a;b;c\",d\n\"1;2\",3\n", "UTF-8", ',', &[&["a;b;c", "d"], &["1;2", "3"]]);
        check(b"alone\none\n", "UTF-8", ',', &[&["alone"], &["one"]]);
    }

    #[test]
    fn quotes_keep_separators_line_ends_and_quotes_within_their_cell() {
        check(
            b"a,b\r\n\"one\r\ntwo\",\"say \"\"no\"\"\"\r\n 5\" nail , x \r\n",
            "UTF-8",
            ',',
            &[&["a", "b"], &["one\ntwo", "say \"no\""], &["5\" nail", "x"]],
        );
    }

    #[test]
    fn rows_carry_the_line_of_the_file_on_which_they_begin() {
        let table = read_table(b"\n\na,b\r\n\"1\r\n2\",x\r\r\n\n,,\n3,y\n").unwrap();
        let lines: Vec<u32> = table.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [3, 4, 9]);
    }

    #[test]
    fn formulas_are_text() {
        let expected: [&[&str]; 2] = [&["a", "b"], &["=1+1", "@SUM(A1)"]];
        check(b"a,b\n=1+1,@SUM(A1)\n", "UTF-8", ',', &expected);
    }

    #[test]
    fn workbooks_pictures_and_open_quotes_are_named() {
        let check = |bytes: &[u8], expected| assert_eq!(read_table(bytes), Err(expected));
        check(b"PK\x03\x04\x14\x00rest of a workbook", TableError::IsWorkbook);
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", TableError::IsWorkbook);
        check(b"\x89PNG\r\n\x1a\n\x00\x00", TableError::Unreadable);
        check(b"a\0b,c", TableError::Unreadable);
        check(b"\xff\xfea", TableError::Unreadable);
        check(b"a,b\n\"1,2\n3,4\n", TableError::Unreadable);
    }

    #[test]
    fn what_is_too_large_is_refused_and_what_just_fits_is_read() {
        let wide = |n: usize| vec!["x"; n].join(",");
        let long = |n: usize| "x,y\n".repeat(n);
        let cell = |n: usize| format!("{},y\n", "x".repeat(n));
        assert!(read_table(wide(Table::MAX_COLUMNS).as_bytes()).is_ok());
        assert!(read_table(long(Table::MAX_ROWS).as_bytes()).is_ok());
        assert!(read_table(cell(Table::MAX_CELL_BYTES).as_bytes()).is_ok());
        for text in [
            wide(Table::MAX_COLUMNS + 1),
            long(Table::MAX_ROWS + 1),
            cell(Table::MAX_CELL_BYTES + 1),
            "\n".repeat(Table::MAX_BYTES + 1),
        ] {
            assert_eq!(read_table(text.as_bytes()), Err(TableError::TooLarge));
        }
        // Spreadsheets write empty cells out to the last column that was ever touched.
        assert!(read_table(format!("x{}\n", ",".repeat(200)).as_bytes()).is_ok());
    }

    proptest! {
        #[test]
        fn no_bytes_bring_the_reader_down(bytes: Vec<u8>) {
            let table = read_table(&bytes);
            assert!(table.is_err() || table.unwrap().rows.iter().all(|row| row.line > 0));
        }

        #[test]
        fn no_text_of_quotes_and_separators_brings_the_reader_down(text in "[\"',;\t\r\n a=ạ]{0,60}") {
            let table = read_table(text.as_bytes());
            assert!(table.is_err() || table.unwrap().rows.iter().all(|row| !row.cells.is_empty()));
        }

        #[test]
        fn what_was_written_is_read_back(word in "[a-zạ,;\"\n]{0,20}", number in any::<u32>()) {
            let word = format!("a{word}z");
            let rows = [vec!["x".to_owned(), "y".to_owned()], vec![word.clone(), number.to_string()]];
            let table = read_table(&to_csv(&rows).unwrap()).unwrap();
            assert_eq!(cells(&table)[1], [word, number.to_string()]);
        }
    }

    fn check_written(rows: &[&[&str]], expected: &str) {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect();
        let bytes = to_csv(&rows).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), format!("\u{feff}{expected}"));
    }

    #[test]
    fn a_table_begins_with_the_mark_and_its_lines_end_as_the_standard_says() {
        check_written(&[], "");
        check_written(
            &[&["Thành viên", "Ý kiến"], &["An", "Đồng ý"]],
            "Thành viên,Ý kiến\r\nAn,Đồng ý\r\n",
        );
    }

    #[test]
    fn commas_quotes_and_line_ends_stay_within_their_cell() {
        check_written(
            &[&["a,b", "nói \"không\"", "một\nhai"]],
            "\"a,b\",\"nói \"\"không\"\"\",\"một\nhai\"\r\n",
        );
    }

    #[test]
    fn formulas_are_neutralised_and_uneven_rows_are_kept() {
        check_written(&[&["=1+1", "-2"], &["x"]], "'=1+1,'-2\r\nx\r\n");
    }
}

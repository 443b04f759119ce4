use ::csv::{Terminator, WriterBuilder};

use crate::{ReportError, neutralised};

/// The mark by which Excel knows UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes rows as CSV: UTF-8 with a byte order mark, commas, CRLF (RFC 4180). Cells are [`neutralised`]; rows may
/// differ in length.
///
/// # Errors
/// [`ReportError::Table`] where the writer refuses, which it does not do in memory.
pub fn to_csv(rows: &[Vec<String>]) -> Result<Vec<u8>, ReportError> {
    let mut bytes = BYTE_ORDER_MARK.to_vec();
    let mut writer =
        WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(&mut bytes);
    for row in rows {
        writer.write_record(row.iter().map(|cell| neutralised(cell).into_owned()))?;
    }
    writer.flush().map_err(::csv::Error::from)?;
    drop(writer);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::to_csv;

    fn check(rows: &[&[&str]], expected: &str) {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect();
        let bytes = to_csv(&rows).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), format!("\u{feff}{expected}"));
    }

    #[test]
    fn a_table_begins_with_the_mark_and_its_lines_end_as_the_standard_says() {
        check(&[], "");
        check(
            &[&["Thành viên", "Ý kiến"], &["An", "Đồng ý"]],
            "Thành viên,Ý kiến\r\nAn,Đồng ý\r\n",
        );
    }

    #[test]
    fn commas_quotes_and_line_ends_stay_within_their_cell() {
        check(
            &[&["a,b", "nói \"không\"", "một\nhai"]],
            "\"a,b\",\"nói \"\"không\"\"\",\"một\nhai\"\r\n",
        );
    }

    #[test]
    fn formulas_are_neutralised_and_uneven_rows_are_kept() {
        check(&[&["=1+1", "-2"], &["x"]], "'=1+1,'-2\r\nx\r\n");
    }

    #[test]
    fn what_was_written_is_read_back() {
        let cell = "a,\"b\"\r\nẶ Ễ ổ;c";
        let bytes = to_csv(&[vec![cell.to_owned(), String::new()]]).unwrap();
        let mut reader =
            ::csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes["\u{feff}".len()..]);
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(row.iter().collect::<Vec<_>>(), [cell, ""]);
    }
}

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::labels::numbered;
use crate::opinion::{Opinions, number_opinions};
use crate::{AnswerReport, FormReport, QuestionReport, ReportError};
use exchange::neutralised;

/// What a cell may hold, in UTF-16 units; Excel's limit is 32,767.
const CELL: usize = 32_000;
/// What a sheet's name may hold besides a number that keeps it apart; Excel's limit is 31.
const SHEET_NAME: usize = 26;
/// Excel's number for A4.
const A4: u8 = 9;

/// Writes the synthesis of an opinion form as a workbook: results, members and questions, opinions with replies.
///
/// Every word is a text cell, never a formula, and [`neutralised`] besides. An opinion too long for a cell goes on in
/// the row below. The same report gives the same bytes.
///
/// # Errors
/// - [`ReportError::UnevenAnswers`] where a member's answers do not match the questions.
/// - [`ReportError::Workbook`] where a name or a question exceeds what a cell holds (32,767 letters), a form has more
///   questions than a sheet has columns, or the time of writing lies outside the years 1900 to 9999.
pub fn to_xlsx(report: &FormReport) -> Result<Vec<u8>, ReportError> {
    report.check()?;
    let opinions = number_opinions(report);
    let looks = Looks::new();
    let written = ExcelDateTime::from_timestamp(report.generated_at.as_second())?;
    let properties = DocProperties::new()
        .set_title(cell_words(&report.title_line()))
        .set_author(cell_words(&report.body))
        .set_creation_datetime(&written);

    let labels = &report.labels;
    let summary = sheet_name(&labels.summary, 1, &[]);
    let matrix = sheet_name(&labels.matrix, 2, &[&summary]);
    let list = sheet_name(&labels.opinions, 3, &[&summary, &matrix]);

    let mut workbook = Workbook::new();
    workbook.set_properties(&properties);
    write_summary(workbook.add_worksheet().set_name(summary)?, report, &looks)?;
    write_matrix(workbook.add_worksheet().set_name(matrix)?, report, &opinions, &looks)?;
    write_opinions(workbook.add_worksheet().set_name(list)?, report, &opinions, &looks)?;
    Ok(workbook.save_to_buffer()?)
}

/// The few ways a cell looks.
struct Looks {
    title: Format,
    heading: Format,
    words: Format,
}

impl Looks {
    fn new() -> Self {
        let words = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            heading: words.clone().set_bold().set_border_bottom(FormatBorder::Thin),
            words,
        }
    }
}

fn write_summary(
    sheet: &mut Worksheet,
    report: &FormReport,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let labels = &report.labels;
    set_columns(sheet, &[16, 60, 40])?;
    sheet.set_freeze_panes(1, 0)?;
    put(sheet, 0, 0, &report.title_line(), &looks.title)?;

    let facts = [
        (&labels.paper, &report.body),
        (&labels.item, &report.item),
        (&labels.deadline, &report.deadline),
        (&labels.closed, &report.closed),
        (&labels.rule, &report.rule),
        (&labels.generated, &report.generated),
    ];
    let mut row = 1;
    for (label, fact) in facts.into_iter().filter(|(_, fact)| !fact.is_empty()) {
        put(sheet, row, 0, label, &looks.words)?;
        put(sheet, row, 1, fact, &looks.words)?;
        row += 1;
    }

    row += 1;
    let counts = count_names(&report.questions);
    let headings = [&labels.number, &labels.question, &labels.papers, &labels.result];
    put_row(sheet, row, headings.into_iter().map(String::as_str), &looks.heading)?;
    for (column, name) in (4..).zip(&counts) {
        put(sheet, row, column, name, &looks.heading)?;
        sheet.set_column_width(column, 14)?;
    }
    sheet.set_column_width(3, 60)?;
    if report.questions.is_empty() {
        put(sheet, row + 1, 0, &labels.no_questions, &looks.words)?;
    }
    for (row, question) in (row + 1..).zip(&report.questions) {
        put_question(sheet, row, report, question, &counts, looks)?;
    }
    Ok(())
}

fn put_question(
    sheet: &mut Worksheet,
    row: u32,
    report: &FormReport,
    question: &QuestionReport,
    counts: &[&str],
    looks: &Looks,
) -> Result<(), XlsxError> {
    let name = numbered(&report.labels.numbered_question, question.number);
    let papers = question.papers.join("\n");
    let words = [name.as_str(), &question.text, &papers, &question.result];
    put_row(sheet, row, words, &looks.words)?;
    for (column, name) in (4..).zip(counts) {
        let count = question.counts.iter().find(|(counted, _)| counted == name);
        if let Some((_, count)) = count {
            sheet.write_number_with_format(row, column, *count, &looks.words)?;
        }
    }
    Ok(())
}

/// The names of all counts in the order in which they first appear.
fn count_names(questions: &[QuestionReport]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in questions.iter().flat_map(|question| &question.counts) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

fn write_matrix(
    sheet: &mut Worksheet,
    report: &FormReport,
    opinions: &Opinions<'_>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let labels = &report.labels;
    set_columns(sheet, &[28, 36, 18])?;
    sheet.set_freeze_panes(1, 1)?;
    let headings = [&labels.member, &labels.office, &labels.state];
    put_row(sheet, 0, headings.into_iter().map(String::as_str), &looks.heading)?;
    for (column, question) in (3..).zip(&report.questions) {
        let name = numbered(&labels.numbered_question, question.number);
        put(sheet, 0, column, &format!("{name}\n{}", question.text), &looks.heading)?;
        sheet.set_column_width(column, 28)?;
    }
    sheet.set_repeat_rows(0, 0)?;
    if report.members.is_empty() {
        put(sheet, 1, 0, &labels.no_members, &looks.words)?;
    }
    for (row, (member, notes)) in (1..).zip(report.members.iter().zip(&opinions.notes)) {
        let words = [member.name.as_str(), &member.office, &member.state];
        put_row(sheet, row, words, &looks.words)?;
        for (column, (answer, note)) in (3..).zip(member.answers.iter().zip(notes)) {
            let words = answer.as_ref().map(|answer| matrix_words(report, answer, *note));
            let words = words.as_deref().unwrap_or(&labels.not_answered);
            put(sheet, row, column, words, &looks.words)?;
        }
    }
    Ok(())
}

fn matrix_words(report: &FormReport, answer: &AnswerReport, note: Option<usize>) -> String {
    let pointer = note.map(|note| numbered(&report.labels.numbered_opinion, note));
    let lines =
        [Some(&answer.choice), answer.grade.as_ref(), answer.mark.as_ref(), pointer.as_ref()];
    lines.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn write_opinions(
    sheet: &mut Worksheet,
    report: &FormReport,
    opinions: &Opinions<'_>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let labels = &report.labels;
    set_columns(sheet, &[6, 12, 28, 36, 18, 18, 18, 18, 80, 60])?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    let headings = [
        &labels.number,
        &labels.question,
        &labels.member,
        &labels.office,
        &labels.answer,
        &labels.grade,
        &labels.mark,
        &labels.received,
        &labels.opinion,
        &labels.reply,
    ];
    put_row(sheet, 0, headings.into_iter().map(String::as_str), &looks.heading)?;
    if opinions.list.is_empty() {
        put(sheet, 1, 0, &labels.no_opinions, &looks.words)?;
    }
    let mut row = 1;
    for opinion in &opinions.list {
        let answer = opinion.answer;
        let number = opinion.number.to_string();
        let question = numbered(&labels.numbered_question, opinion.question);
        let words = [
            number.as_str(),
            &question,
            opinion.name,
            opinion.office,
            &answer.choice,
            answer.grade.as_deref().unwrap_or_default(),
            answer.mark.as_deref().unwrap_or_default(),
            &answer.received,
        ];
        put_row(sheet, row, words, &looks.words)?;
        let below_opinion = put_pieces(sheet, row, 8, answer.opinion.as_deref(), looks)?;
        let below_reply = put_pieces(sheet, row, 9, answer.reply.as_deref(), looks)?;
        row = below_opinion.max(below_reply);
    }
    Ok(())
}

/// Writes words from `row` downwards, in as many cells as they need, and returns the row below the last one.
fn put_pieces(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    words: Option<&str>,
    looks: &Looks,
) -> Result<u32, XlsxError> {
    let mut row = row;
    for piece in pieces(words.unwrap_or_default()) {
        put(sheet, row, column, &piece, &looks.words)?;
        row += 1;
    }
    Ok(row)
}

/// Cuts words into pieces that fit into cells: at least one, which may be empty.
fn pieces(words: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut room = CELL;
    for letter in words.chars() {
        if letter.len_utf16() > room {
            pieces.push(std::mem::take(&mut piece));
            room = CELL;
        }
        room -= letter.len_utf16();
        piece.push(letter);
    }
    pieces.push(piece);
    pieces
}

/// Sets the widths of the first columns, in letters, and the page.
fn set_columns(sheet: &mut Worksheet, widths: &[u32]) -> Result<(), XlsxError> {
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_paper_size(A4);
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

fn put_row<'a>(
    sheet: &mut Worksheet,
    row: u32,
    words: impl IntoIterator<Item = &'a str>,
    look: &Format,
) -> Result<(), XlsxError> {
    for (column, words) in (0..).zip(words) {
        put(sheet, row, column, words, look)?;
    }
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    words: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, cell_words(words), look)?;
    Ok(())
}

/// The words as a cell may hold them: neutralised, with one kind of line end, without signs that XML cannot carry.
fn cell_words(words: &str) -> String {
    let words = neutralised(words).replace("\r\n", "\n").replace('\r', "\n");
    words.chars().map(carried).collect()
}

fn carried(letter: char) -> char {
    let is_lost = letter.is_control() && !matches!(letter, '\n' | '\t');
    if is_lost || matches!(letter, '\u{fffe}' | '\u{ffff}') {
        char::REPLACEMENT_CHARACTER
    } else {
        letter
    }
}

/// A name that Excel accepts and that is not `taken`; `place` keeps apart what would be equal.
fn sheet_name(label: &str, place: u8, taken: &[&str]) -> String {
    let letters = label.chars().map(|letter| {
        let is_refused = letter.is_control() || "[]:*?/\\'".contains(letter);
        if is_refused { ' ' } else { letter }
    });
    let name: String = letters.take(SHEET_NAME).collect();
    let name = name.trim();
    let is_free = taken.iter().all(|other| other.to_lowercase() != name.to_lowercase());
    if is_free && !name.is_empty() {
        name.to_owned()
    } else {
        format!("{name} {place}").trim_start().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};

    use super::{CELL, cell_words, pieces, sheet_name, to_xlsx};
    use crate::{FormReport, sample};

    /// The cells of a sheet, after a check that none of them is a formula.
    fn cells_of(report: &FormReport, sheet: usize) -> Vec<Vec<Data>> {
        let bytes = to_xlsx(report).unwrap();
        let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let name = workbook.sheet_names()[sheet].clone();
        let formulas = workbook.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()));
        let range = workbook.worksheet_range(&name).unwrap();
        range.rows().map(<[Data]>::to_vec).collect()
    }

    fn check(report: &FormReport, sheet: usize, row: usize, expected: &[&str]) {
        let cells = cells_of(report, sheet);
        let words: Vec<_> = cells[row].iter().map(ToString::to_string).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn the_sheets_bear_the_names_of_the_parts() {
        let bytes = to_xlsx(&sample::report()).unwrap();
        let workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        assert_eq!(workbook.sheet_names(), ["Kết quả", "Bảng ý kiến", "Ý kiến và tiếp thu"]);
    }

    #[test]
    fn the_first_sheet_has_the_facts_and_the_results_with_numbers() {
        let report = sample::report();
        let cells = cells_of(&report, 0);
        assert_eq!(cells[0][0], Data::String(report.title.clone()));
        let question = cells.iter().find(|row| row[0] == Data::String("Câu 1".to_owned())).unwrap();
        assert_eq!(question[1], Data::String("Đồng ý với phương án 1?".to_owned()));
        assert_eq!(question[3], Data::String("Thông qua: 2 trên 3 thành viên đồng ý.".to_owned()));
        assert_eq!(question[4], Data::Float(2.0));
    }

    #[test]
    fn the_second_sheet_has_a_row_for_each_member_and_a_column_for_each_question() {
        let report = sample::report();
        check(
            &report,
            1,
            1,
            &[
                "Nguyễn Thị Ặ",
                "Bộ trưởng",
                "Đã trả lời",
                "Đồng ý\nĐiều kiện\nÝ kiến số 1",
                "Ý kiến khác\nTrễ hạn\nÝ kiến số 3",
            ],
        );
        check(
            &report,
            1,
            3,
            &["Lê Quốc ổ", "Bộ trưởng", "Quá hạn", "Chưa có ý kiến", "Chưa có ý kiến"],
        );
    }

    #[test]
    fn the_third_sheet_has_the_opinions_with_their_replies() {
        check(
            &sample::report(),
            2,
            1,
            &[
                "1",
                "Câu 1",
                "Nguyễn Thị Ặ",
                "Bộ trưởng",
                "Đồng ý",
                "Điều kiện",
                "",
                "18/11/2026 09:12",
                "Đề nghị làm rõ nguồn vốn.",
                "Tiếp thu: đã bổ sung tại Điều 5.",
            ],
        );
    }

    #[test]
    fn what_looks_like_a_formula_is_a_neutralised_text() {
        let mut report = sample::report();
        report.title = "=HYPERLINK(\"http://example.org\")".to_owned();
        report.members[0].name = "@SUM(A1)".to_owned();
        report.members[0].answers[0].as_mut().unwrap().opinion = Some("- bỏ khoản 2".to_owned());
        let title = "'=HYPERLINK(\"http://example.org\")".to_owned();
        assert_eq!(cells_of(&report, 0)[0][0], Data::String(title));
        assert_eq!(cells_of(&report, 1)[1][0], Data::String("'@SUM(A1)".to_owned()));
        assert_eq!(cells_of(&report, 2)[1][8], Data::String("'- bỏ khoản 2".to_owned()));
    }

    #[test]
    fn an_opinion_too_long_for_a_cell_goes_on_in_the_row_below() {
        let mut report = sample::report();
        let answer = report.members[0].answers[0].as_mut().unwrap();
        answer.opinion = Some("ă".repeat(CELL + 5));
        let cells = cells_of(&report, 2);
        assert_eq!(cells[2][8], Data::String("ăăăăă".to_owned()));
        assert_eq!(cells[3][0], Data::String("2".to_owned()));
    }

    #[test]
    fn empty_places_are_named() {
        let mut report = sample::report();
        report.questions.clear();
        report.members.clear();
        let words = |sheet: usize| format!("{:?}", cells_of(&report, sheet));
        assert!(words(0).contains("Chưa có câu hỏi"));
        assert!(words(1).contains("Chưa có thành viên"));
        assert!(words(2).contains("Chưa có ý kiến"));
    }

    #[test]
    fn the_same_report_gives_the_same_bytes_and_another_time_gives_others() {
        let mut report = sample::report();
        let bytes = to_xlsx(&report).unwrap();
        assert_eq!(bytes, to_xlsx(&report).unwrap());
        report.generated_at = jiff::Timestamp::UNIX_EPOCH;
        assert_ne!(bytes, to_xlsx(&report).unwrap());
    }

    #[test]
    fn names_of_sheets_are_made_acceptable_and_kept_apart() {
        assert_eq!(sheet_name("Kết quả: [1/2]", 1, &[]), "Kết quả   1 2");
        assert_eq!(sheet_name("ý kiến", 2, &["Ý kiến"]), "ý kiến 2");
        assert_eq!(sheet_name(" ", 3, &[]), "3");
        assert!(sheet_name(&"Ặ".repeat(80), 3, &[]).chars().count() <= 31);
    }

    #[test]
    fn words_are_cut_to_fit_and_carried_as_xml_can() {
        assert_eq!(pieces(""), [""]);
        assert_eq!(pieces(&"😀".repeat(CELL)).len(), 2);
        assert_eq!(cell_words("a\r\nb\rc\u{0}\u{ffff}\t"), "a\nb\nc\u{fffd}\u{fffd}\t");
    }
}

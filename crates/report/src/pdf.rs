use std::thread;

use serde::Serialize;
use serde_json::Value;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Datetime;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::opinion::{Opinion, number_opinions};
use crate::printable::printable;
use crate::world::FormWorld;
use crate::{FormReport, ReportError};

/// The typesetter calls itself deeply, and a server's threads have 2 MiB. In bytes.
const STACK: usize = 16 << 20;

/// What the template reads.
#[derive(Serialize)]
struct Words<'a> {
    #[serde(flatten)]
    report: &'a FormReport,
    title_line: String,
    opinions: Vec<Opinion<'a>>,
    notes: Vec<Vec<Option<usize>>>,
}

/// Writes the synthesis of an opinion form as PDF/A-2a and PDF/UA-1 on A4, with the margins of Decree 30/2020/NĐ-CP.
/// The same report gives the same bytes.
///
/// It takes a tenth of a second or more and a thread of its own: not for a thread that others wait for.
///
/// # Errors
/// - [`ReportError::UnevenAnswers`] where a member's answers do not match the questions.
/// - [`ReportError::Time`] where the time of writing is no calendar date.
/// - [`ReportError::Typesetting`] where a heading that the standards ask for is empty, or the template has a mistake.
/// - [`ReportError::Words`], [`ReportError::NoThread`] and [`ReportError::Crashed`] where the machine fails.
pub fn to_pdf(report: &FormReport) -> Result<Vec<u8>, ReportError> {
    report.check()?;
    let words = words_of(report)?;
    let written = calendar_time(report.generated_at).ok_or(ReportError::Time)?;
    let typesetter = thread::Builder::new()
        .name("typesetter".to_owned())
        .stack_size(STACK)
        .spawn(move || typeset(words, written))?;
    let pdf = typesetter.join().map_err(|_panic| ReportError::Crashed)?;
    pdf.map_err(ReportError::Typesetting)
}

/// The report as JSON in which every text can be set.
fn words_of(report: &FormReport) -> Result<String, ReportError> {
    let opinions = number_opinions(report);
    let words = Words {
        report,
        title_line: report.title_line(),
        opinions: opinions.list,
        notes: opinions.notes,
    };
    let mut words = serde_json::to_value(words)?;
    make_printable(&mut words);
    Ok(serde_json::to_string(&words)?)
}

fn make_printable(value: &mut Value) {
    match value {
        Value::String(words) => *words = printable(words),
        Value::Array(values) => values.iter_mut().for_each(make_printable),
        Value::Object(fields) => fields.values_mut().for_each(make_printable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn calendar_time(at: jiff::Timestamp) -> Option<Datetime> {
    let at = jiff::tz::Offset::UTC.to_datetime(at);
    Datetime::from_ymd_hms(
        i32::from(at.year()),
        u8::try_from(at.month()).ok()?,
        u8::try_from(at.day()).ok()?,
        u8::try_from(at.hour()).ok()?,
        u8::try_from(at.minute()).ok()?,
        u8::try_from(at.second()).ok()?,
    )
}

/// The error is what the typesetter says.
fn typeset(words: String, written: Datetime) -> Result<Vec<u8>, String> {
    let pdf = lay_out(words).and_then(|document| export(&document, written));
    // The typesetter remembers every step for the next run, in memory that all threads share and nobody else frees.
    comemo::evict(0);
    pdf
}

fn lay_out(words: String) -> Result<PagedDocument, String> {
    let world = FormWorld::new(words);
    let compiled = typst::compile::<PagedDocument>(&world);
    compiled.output.map_err(|refusals| in_words(&refusals))
}

fn export(document: &PagedDocument, written: Datetime) -> Result<Vec<u8>, String> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|refusal| refusal.message().to_string())?;
    let options = PdfOptions {
        standards,
        timestamp: Some(Timestamp::new_utc(written)),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|refusals| in_words(&refusals))
}

fn in_words(refusals: &[SourceDiagnostic]) -> String {
    refusals.iter().map(|refusal| refusal.message.as_str()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::process::Command;

    use super::to_pdf;
    use crate::{FormReport, sample};

    /// The text of the paper, or nothing where poppler is not installed.
    fn text_of(report: &FormReport) -> Option<String> {
        let pdf = to_pdf(report).unwrap();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&pdf).unwrap();
        let output =
            Command::new("pdftotext").arg("-layout").arg(file.path()).arg("-").output().ok()?;
        assert!(output.status.success());
        Some(String::from_utf8(output.stdout).unwrap())
    }

    fn check_text(report: &FormReport, expected: &[&str]) {
        let Some(text) = text_of(report) else { return };
        for words in expected {
            assert!(text.contains(words), "{words:?} is not in:\n{text}");
        }
    }

    fn holds(pdf: &[u8], words: &str) -> bool {
        pdf.windows(words.len()).any(|window| window == words.as_bytes())
    }

    #[test]
    fn the_paper_is_an_archival_and_accessible_pdf() {
        let pdf = to_pdf(&sample::report()).unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7"));
        assert!(holds(&pdf, "<pdfaid:part>2</pdfaid:part>"));
        assert!(holds(&pdf, "<pdfaid:conformance>A</pdfaid:conformance>"));
        assert!(holds(&pdf, "<pdfuaid:part>1</pdfuaid:part>"));
    }

    #[test]
    fn the_same_report_gives_the_same_bytes_and_another_time_gives_others() {
        let mut report = sample::report();
        let pdf = to_pdf(&report).unwrap();
        assert_eq!(pdf, to_pdf(&report).unwrap());
        report.generated_at = jiff::Timestamp::UNIX_EPOCH;
        assert_ne!(pdf, to_pdf(&report).unwrap());
    }

    #[test]
    fn names_results_and_replies_are_printed() {
        let expected = [
            "Nguyễn Thị Ặ",
            "Trần Văn Ễ",
            "Lê Quốc ổ",
            "Tờ trình, bản 2",
            "Thông qua: 2 trên 3 thành viên đồng ý.",
            "Chưa có ý kiến",
            "Ý kiến số 2",
            "Tiếp thu: đã bổ sung tại Điều 5.",
            "In lúc: 22/11/2026 15:00",
            "Trang 1/",
        ];
        check_text(&sample::report(), &expected);
    }

    /// Typst source in a title, a name or an opinion would read files or change the paper if it were ever run.
    #[test]
    fn markup_in_words_is_printed_and_not_run() {
        let hostile = "#read(\"/etc/passwd\") *bold* _x_ $x^2$ @ref <b> \\ `c` [d] //e = f";
        let mut report = sample::report();
        report.title = hostile.to_owned();
        report.item = hostile.to_owned();
        report.questions[0].text = hostile.to_owned();
        report.members[1].office = "#panic()".to_owned();
        report.members[0].answers[0].as_mut().unwrap().opinion = Some(hostile.to_owned());
        report.labels.matrix = "#matrix".to_owned();
        let printed = "#read(\"/etc/passwd\") *bold* _x_ $x^2$ @ref <b> \\ `c` [d] //e";
        check_text(&report, &[printed, "#panic()", "#matrix"]);
    }

    #[test]
    fn letters_without_a_glyph_do_not_stop_the_paper() {
        let mut report = sample::report();
        report.title = "Ý kiến 😀\0\u{e000}\u{feff}".to_owned();
        check_text(&report, &["Ý kiến [U+1F600][U+0000][U+E000]"]);
    }

    #[test]
    fn a_form_without_questions_members_and_title_is_printed_too() {
        let mut report = sample::report();
        report.title.clear();
        report.questions.clear();
        report.members.clear();
        check_text(
            &report,
            &["Tổng hợp phiếu lấy ý kiến", "Chưa có câu hỏi", "Chưa có thành viên"],
        );
    }

    #[test]
    fn a_matrix_of_many_questions_is_printed_in_parts() {
        let mut report = sample::report();
        for number in 3..=7 {
            let mut question = report.questions[1].clone();
            question.number = number;
            report.questions.push(question);
            for member in &mut report.members {
                let answer = member.answers[0].clone();
                member.answers.push(answer);
            }
        }
        check_text(&report, &["Câu 4", "Câu 7", "Ý kiến số 11"]);
    }

    #[test]
    fn a_word_wider_than_the_page_stays_on_it() {
        let mut report = sample::report();
        let opinion = &mut report.members[0].answers[0].as_mut().unwrap().opinion;
        *opinion = Some("x".repeat(400));
        let Some(text) = text_of(&report) else { return };
        let widest = text.lines().map(|line| line.matches('x').count()).max();
        assert!(widest.is_some_and(|letters| (20..200).contains(&letters)), "{widest:?}");
    }
}

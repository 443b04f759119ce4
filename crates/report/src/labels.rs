use serde::Serialize;

/// The headings of the paper and its words for empty places, in the reader's language.
///
/// In the patterns `{n}` stands for a number and `{total}` for the number of pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Labels {
    /// What kind of paper this is: "Tổng hợp phiếu lấy ý kiến".
    pub paper: String,
    /// Before [`FormReport::item`](crate::FormReport::item).
    pub item: String,
    /// Before [`FormReport::deadline`](crate::FormReport::deadline).
    pub deadline: String,
    /// Before [`FormReport::closed`](crate::FormReport::closed).
    pub closed: String,
    /// Before [`FormReport::rule`](crate::FormReport::rule).
    pub rule: String,
    /// Before [`FormReport::generated`](crate::FormReport::generated).
    pub generated: String,
    /// The part with the questions and results; also the name of the first sheet.
    pub summary: String,
    /// The part with members and questions; also the name of the second sheet.
    pub matrix: String,
    /// The part with the opinions and replies; also the name of the third sheet.
    pub opinions: String,
    /// Over a column of running numbers: "TT".
    pub number: String,
    /// Over a column of questions.
    pub question: String,
    /// Before, or over, the papers of a question.
    pub papers: String,
    /// Before, or over, the result of a question.
    pub result: String,
    /// Over the members' names.
    pub member: String,
    /// Over the members' offices.
    pub office: String,
    /// Over where the form stands with a member.
    pub state: String,
    /// Over the choices.
    pub answer: String,
    /// Over the grades of opinions.
    pub grade: String,
    /// Over the marks of answers.
    pub mark: String,
    /// Over the times at which answers came in.
    pub received: String,
    /// Over the opinions.
    pub opinion: String,
    /// Before, or over, the replies.
    pub reply: String,
    /// In the place of an answer that was not given: "Chưa có ý kiến".
    pub not_answered: String,
    /// In the place of the questions where there is none.
    pub no_questions: String,
    /// In the place of the members where there is none.
    pub no_members: String,
    /// In the place of the opinions where there is none.
    pub no_opinions: String,
    /// Pattern of a question's name: "Câu {n}".
    pub numbered_question: String,
    /// Pattern of the pointer from an answer to its opinion: "Ý kiến số {n}".
    pub numbered_opinion: String,
    /// Pattern of the foot of a page: "Trang {n}/{total}".
    pub page: String,
}

/// Fills the number into a pattern.
pub(crate) fn numbered(pattern: &str, number: impl ToString) -> String {
    pattern.replace("{n}", &number.to_string())
}

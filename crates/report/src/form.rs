use serde::Serialize;

use crate::{Labels, ReportError};

/// The language of the paper: what a screen reader speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Language {
    /// Vietnamese.
    #[serde(rename = "vi")]
    Vietnamese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// The synthesis of one opinion form, in finished words of the reader's language.
///
/// A fact that is the empty string is left out of the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormReport {
    /// The language of all the words.
    pub language: Language,
    /// The body that asked; one name a line.
    pub body: String,
    /// The title of the paper; where it is blank, [`Labels::paper`] stands in.
    pub title: String,
    /// The item of the agenda, or of the work programme, that the form belongs to.
    pub item: String,
    /// Until when answers were wanted.
    pub deadline: String,
    /// When the form was closed.
    pub closed: String,
    /// The rule that decided.
    pub rule: String,
    /// When the paper was written, as it is printed.
    pub generated: String,
    /// When the paper was written, as the file's properties say it (whole seconds, UTC).
    #[serde(skip)]
    pub generated_at: jiff::Timestamp,
    /// The questions in their order.
    pub questions: Vec<QuestionReport>,
    /// The members in the order of the paper.
    pub members: Vec<MemberReport>,
    /// The headings and the words for empty places.
    pub labels: Labels,
}

/// A question with its result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionReport {
    /// The number that the form gave it.
    pub number: u32,
    /// What was asked.
    pub text: String,
    /// The papers it is about, each with its version.
    pub papers: Vec<String>,
    /// The result in one sentence, with the rule and the numbers.
    pub result: String,
    /// How many members gave each answer.
    pub counts: Vec<(String, u32)>,
}

/// A member with the answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberReport {
    /// The full name.
    pub name: String,
    /// The office; empty where none is to be printed.
    pub office: String,
    /// Where the form stands with this member: delivered, answered, overdue.
    pub state: String,
    /// One place for each question, in the order of the questions.
    pub answers: Vec<Option<AnswerReport>>,
}

/// One member's answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerReport {
    /// What was chosen.
    pub choice: String,
    /// How much weight the opinion has: condition, should, comment.
    pub grade: Option<String>,
    /// The opinion in the member's own words.
    pub opinion: Option<String>,
    /// When the answer came in.
    pub received: String,
    /// What is to be known about it: late, given to an older version.
    pub mark: Option<String>,
    /// What the drafting office says to it.
    pub reply: Option<String>,
}

impl FormReport {
    /// Checks that every member has one place for an answer to each question.
    pub(crate) fn check(&self) -> Result<(), ReportError> {
        let questions = self.questions.len();
        for (member, report) in (1..).zip(&self.members) {
            let answers = report.answers.len();
            if answers != questions {
                return Err(ReportError::UnevenAnswers { member, answers, questions });
            }
        }
        Ok(())
    }

    /// The title in one line, or what stands in for it.
    pub(crate) fn title_line(&self) -> String {
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() { self.labels.paper.clone() } else { title }
    }
}

#[cfg(test)]
mod tests {
    use crate::{ReportError, sample};

    #[test]
    fn a_member_with_too_few_answers_is_refused_by_both_papers() {
        let mut report = sample::report();
        report.members[1].answers.pop();
        for refusal in [crate::to_pdf(&report), crate::to_xlsx(&report)] {
            assert!(matches!(
                refusal,
                Err(ReportError::UnevenAnswers { member: 2, answers: 1, questions: 2 })
            ));
        }
    }

    #[test]
    fn a_blank_title_is_replaced_by_the_name_of_the_paper() {
        let mut report = sample::report();
        report.title = " \n ".to_owned();
        assert_eq!(report.title_line(), report.labels.paper);
        report.title = "Nghị định\n  về dữ liệu ".to_owned();
        assert_eq!(report.title_line(), "Nghị định về dữ liệu");
    }
}

use rust_xlsxwriter::XlsxError;

/// Why a paper could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A member does not have one place for an answer to each question: a mistake of the caller.
    #[error("member number {member} has {answers} answers to {questions} questions")]
    UnevenAnswers {
        /// The member's place in the report, from 1.
        member: usize,
        /// How many answers the member has, unanswered ones included.
        answers: usize,
        /// How many questions the form has.
        questions: usize,
    },
    /// The time of writing lies outside the years that the format can bear.
    #[error("the time of writing cannot be put into the paper")]
    Time,
    /// The words could not be handed to the typesetter.
    #[error("the words cannot be handed to the typesetter")]
    Words(#[from] serde_json::Error),
    /// The typesetter's thread could not be started.
    #[error("the typesetter cannot be started")]
    NoThread(#[from] std::io::Error),
    /// The typesetter refused the paper, which is a mistake in the template. The text may quote words of the form:
    /// it is for the person who asked, not for a log.
    #[error("the paper cannot be typeset: {0}")]
    Typesetting(String),
    /// The typesetter broke off with a panic.
    #[error("the typesetter broke off")]
    Crashed,
    /// The workbook could not be written.
    #[error("the workbook cannot be written")]
    Workbook(#[from] XlsxError),
}

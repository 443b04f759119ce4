use serde::Serialize;

use crate::{AnswerReport, FormReport};

/// An answer with an opinion or a reply, and its number: the same in the matrix, in the list and in the workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Opinion<'a> {
    /// From 1, question after question and in each in the order of the members.
    pub(crate) number: usize,
    /// The number of the question.
    pub(crate) question: u32,
    /// The member's name.
    pub(crate) name: &'a str,
    /// The member's office.
    pub(crate) office: &'a str,
    #[serde(flatten)]
    pub(crate) answer: &'a AnswerReport,
}

/// All opinions, and where the matrix points to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opinions<'a> {
    /// In the order of their numbers.
    pub(crate) list: Vec<Opinion<'a>>,
    /// For each member and in it for each question the number of the opinion.
    pub(crate) notes: Vec<Vec<Option<usize>>>,
}

/// Numbers the opinions of a report.
pub(crate) fn number_opinions(report: &FormReport) -> Opinions<'_> {
    let mut list = Vec::new();
    let mut notes: Vec<Vec<Option<usize>>> = vec![Vec::new(); report.members.len()];
    for (place, question) in report.questions.iter().enumerate() {
        for (member, notes) in report.members.iter().zip(&mut notes) {
            let answer = member.answers.get(place).and_then(Option::as_ref);
            let note = answer.filter(|answer| has_words(answer)).map(|answer| {
                let number = list.len() + 1;
                list.push(Opinion {
                    number,
                    question: question.number,
                    name: &member.name,
                    office: &member.office,
                    answer,
                });
                number
            });
            notes.push(note);
        }
    }
    Opinions { list, notes }
}

fn has_words(answer: &AnswerReport) -> bool {
    [&answer.opinion, &answer.reply].into_iter().flatten().any(|words| !words.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::number_opinions;
    use crate::sample;

    #[test]
    fn opinions_are_numbered_question_after_question_and_the_matrix_points_to_them() {
        let report = sample::report();
        let opinions = number_opinions(&report);
        let numbered: Vec<_> = opinions
            .list
            .iter()
            .map(|opinion| (opinion.number, opinion.question, opinion.name))
            .collect();
        assert_eq!(
            numbered,
            [(1, 1, "Nguyễn Thị Ặ"), (2, 1, "Trần Văn Ễ"), (3, 2, "Nguyễn Thị Ặ")]
        );
        assert_eq!(opinions.notes, [vec![Some(1), Some(3)], vec![Some(2), None], vec![None, None]]);
    }

    #[test]
    fn a_blank_opinion_gets_no_number() {
        let mut report = sample::report();
        for answer in report.members.iter_mut().flat_map(|member| &mut member.answers).flatten() {
            answer.opinion = Some(" \n".to_owned());
            answer.reply = None;
        }
        assert!(number_opinions(&report).list.is_empty());
    }
}

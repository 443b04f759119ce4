//! The one catalogue of words: Fluent files under `assets/locales`, shared with the window.
//!
//! Rust uses the part in `cabinet.ftl`: states, choices, errors, and the sentence that explains a result.

use domain::{Basis, Judgement, Outcome};
pub use fluent_bundle::FluentValue;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::{LanguageIdentifier, langid};

const VIETNAMESE: &str = include_str!("../../../assets/locales/vi/cabinet.ftl");
const ENGLISH: &str = include_str!("../../../assets/locales/en/cabinet.ftl");

/// A language of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese.
    Vietnamese,
    /// English.
    English,
}

/// The catalogue in one language.
pub struct Phrases {
    bundle: FluentBundle<FluentResource>,
}

/// The catalogue cannot be read: a mistake in the program's own files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the catalogue has mistakes: {0}")]
pub struct CatalogueError(String);

impl Phrases {
    /// Reads the catalogue.
    ///
    /// # Errors
    /// [`CatalogueError`], naming the mistakes.
    pub fn load(language: Language) -> Result<Self, CatalogueError> {
        let (locale, source): (LanguageIdentifier, &str) = match language {
            Language::Vietnamese => (langid!("vi"), VIETNAMESE),
            Language::English => (langid!("en"), ENGLISH),
        };
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, errors)| CatalogueError(format!("{errors:?}")))?;
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks are invisible letters that break tests, terminals and papers.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| CatalogueError(format!("{errors:?}")))?;
        Ok(Self { bundle })
    }

    /// The words for `key`; the key itself where the catalogue has none, so that nothing is hidden.
    pub fn say<'a>(
        &self,
        key: &str,
        facts: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let facts: FluentArgs<'a> = facts.into_iter().collect();
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&facts), &mut errors).into_owned()
    }

    /// Whether the catalogue has words for `key`.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// Explains a result: one sentence with the rule and the numbers, and one more for each pile that did not count.
    pub fn explain(&self, judgement: &Judgement) -> String {
        let tally = &judgement.tally;
        let facts = [
            ("favour", judgement.in_favour),
            ("base", judgement.base),
            ("needed", judgement.needed),
            ("quorum", judgement.quorum),
            ("present", judgement.present),
            ("members", tally.members),
            ("disagree", tally.disagree),
            ("against", tally.disagree + tally.held),
            ("silent", tally.reached),
            ("held", tally.held),
            ("remarks", judgement.remarks),
            ("stale", tally.stale),
            ("aside", tally.aside),
            ("unreached", tally.unreached),
        ];
        let say =
            |key| self.say(key, facts.map(|(name, number)| (name, FluentValue::from(number))));
        let mut sentences = vec![say(sentence_key(judgement))];
        for (key, number) in [
            ("result-also-stale", tally.stale),
            ("result-also-held", tally.held),
            ("result-also-remarks", judgement.remarks),
            ("result-also-aside", tally.aside),
            ("result-also-awaits-chair", u32::from(judgement.awaits_chair)),
        ] {
            if number > 0 {
                sentences.push(say(key));
            }
        }
        sentences.join(" ")
    }
}

fn sentence_key(judgement: &Judgement) -> &'static str {
    let adopted = judgement.outcome == Outcome::Adopted;
    match judgement.basis {
        Basis::Quorum { chair_missing: true } => "result-chair-missing",
        Basis::Quorum { chair_missing: false } => "result-no-quorum",
        Basis::Majority if adopted => "result-majority-adopted",
        Basis::Majority => "result-majority-missed",
        Basis::Silence => "result-silence-adopted",
        Basis::Objection => "result-objection",
        Basis::Delivery => "result-unreached",
        Basis::ChairPrevailed if adopted => "result-chair-adopted",
        Basis::ChairPrevailed => "result-chair-rejected",
        Basis::ChairDidNotChoose => "result-chair-silent",
        Basis::EqualBelowHalf => "result-equal-below-half",
        Basis::TieFalls => "result-tie-falls",
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Phrases};
    use domain::{Choice, Policy, Tally, judge};

    fn check(tally: Tally, vi: &str, en: &str) {
        let judgement = judge(&Policy::VIETNAM_SESSION, tally);
        let say = |language| Phrases::load(language).unwrap().explain(&judgement);
        assert_eq!((say(Language::Vietnamese).as_str(), say(Language::English).as_str()), (vi, en));
    }

    #[test]
    fn a_result_is_explained_with_the_rule_and_the_numbers() {
        let tally = |agree, disagree, chair: Option<Choice>| Tally {
            members: 28,
            present: agree + disagree,
            total: 28,
            agree,
            disagree,
            chair_took_part: chair.is_some(),
            chair,
            ..Tally::default()
        };
        check(
            tally(15, 5, None),
            "Thông qua: 15 trên 28 đồng ý, cần ít nhất 15.",
            "Adopted: 15 of 28 in favour, at least 15 were needed.",
        );
        check(
            tally(10, 5, None),
            "Chưa quyết định: 15 trên 28 người tham gia, cần ít nhất 19.",
            "No decision: 15 of 28 took part, at least 19 had to.",
        );
        check(
            tally(14, 14, Some(Choice::Disagree)),
            "Không thông qua: số phiếu ngang nhau (14 trên 28), quyết định theo phía người chủ trì, \
             là không đồng ý.",
            "Not adopted: the votes are equal (14 of 28), and the chair's vote, against, prevails.",
        );
        check(
            Tally { stale: 2, aside: 1, ..tally(13, 7, None) },
            "Không thông qua: 13 trên 28 đồng ý, cần ít nhất 15. 2 câu trả lời theo tài liệu cũ chưa được xác \
             nhận lại nên không tính. 1 người không tham gia nội dung này nhưng vẫn tính vào tổng số.",
            "Not adopted: 13 of 28 in favour, at least 15 were needed. 2 answers were given on older papers and \
             not confirmed, so they do not count. 1 standing aside stays in the total.",
        );
    }

    #[test]
    fn every_outcome_of_every_policy_has_its_sentence_in_both_languages() {
        let vi = Phrases::load(Language::Vietnamese).unwrap();
        let en = Phrases::load(Language::English).unwrap();
        for key in [
            "result-chair-missing",
            "result-no-quorum",
            "result-majority-adopted",
            "result-majority-missed",
            "result-silence-adopted",
            "result-objection",
            "result-unreached",
            "result-chair-adopted",
            "result-chair-rejected",
            "result-chair-silent",
            "result-equal-below-half",
            "result-tie-falls",
            "result-also-stale",
            "result-also-held",
            "result-also-remarks",
            "result-also-aside",
            "result-also-awaits-chair",
        ] {
            assert!(vi.has(key) && en.has(key), "{key}");
        }
    }
}

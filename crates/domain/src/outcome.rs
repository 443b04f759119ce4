//! From a tally to a result that can be explained in one sentence. Integers only; no rounding anywhere.

use crate::{Base, Choice, Fraction, Policy, Silence, Tie};

/// What was counted when a poll closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// People on the roll.
    pub total: u32,
    /// Agree.
    pub agree: u32,
    /// Disagree.
    pub disagree: u32,
    /// Other opinion.
    pub other: u32,
    /// Abstain.
    pub abstain: u32,
    /// The chair's own answer, if there is one.
    pub chair: Option<Choice>,
}

impl Tally {
    /// Number of people who answered.
    pub const fn answered(&self) -> u32 {
        self.agree + self.disagree + self.other + self.abstain
    }

    /// Counts answers given by `chair` and others.
    pub fn count(total: u32, answers: impl IntoIterator<Item = (Choice, bool)>) -> Self {
        let mut tally = Self { total, agree: 0, disagree: 0, other: 0, abstain: 0, chair: None };
        for (choice, is_chair) in answers {
            match choice {
                Choice::Agree => tally.agree += 1,
                Choice::Disagree => tally.disagree += 1,
                Choice::Other => tally.other += 1,
                Choice::Abstain => tally.abstain += 1,
            }
            if is_chair {
                tally.chair = Some(choice);
            }
        }
        tally
    }
}

/// How a poll ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Adopted.
    Adopted,
    /// Not adopted.
    NotAdopted,
    /// Too few took part.
    NoQuorum,
    /// Equal, and the rule leaves it to the chair, who has not voted for a side: a person must decide.
    ChairDecides,
}

/// The rule that decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Fewer than the quorum took part, or the chair had to and did not.
    Quorum {
        /// Whether the missing chair is the reason.
        chair_missing: bool,
    },
    /// The majority was reached or missed.
    Majority,
    /// Equal votes; the chair's vote prevailed.
    ChairPrevailed,
    /// Equal votes; the chair did not vote for a side.
    ChairDidNotChoose,
    /// Equal numbers for and against below half of the base, which the rule does not settle.
    EqualBelowHalf,
    /// Equal votes; the proposal falls.
    TieFalls,
}

/// A result with the numbers that explain it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// How it ended.
    pub outcome: Outcome,
    /// By which rule.
    pub basis: Basis,
    /// What was counted.
    pub tally: Tally,
    /// Agreements, silence included where it means consent.
    pub in_favour: u32,
    /// Agreements needed.
    pub needed: u32,
    /// People the majority is taken of.
    pub base: u32,
    /// People needed for a quorum; 0 where there is none.
    pub quorum: u32,
}

/// Decides a counted poll by its policy.
pub fn judge(policy: &Policy, tally: Tally) -> Judgement {
    let silent = tally.total.saturating_sub(tally.answered());
    let consents_by_silence = policy.silence == Silence::Agrees;
    let in_favour = tally.agree + if consents_by_silence { silent } else { 0 };
    let present = tally.answered() + if consents_by_silence { silent } else { 0 };
    let base = match policy.majority.base {
        Base::Total => tally.total,
        Base::Present => present,
        Base::Voting => in_favour + tally.disagree,
    };
    let quorum = policy.quorum.map_or(0, |quorum| at_least(quorum.at_least, tally.total));
    let needed = if policy.majority.strictly {
        more_than(policy.majority.share, base)
    } else {
        at_least(policy.majority.share, base).max(1)
    };
    let chair_missing = policy.quorum.is_some_and(|quorum| quorum.chair) && tally.chair.is_none();
    let (outcome, basis) = if present < quorum || chair_missing {
        (Outcome::NoQuorum, Basis::Quorum { chair_missing })
    } else if in_favour >= needed {
        (Outcome::Adopted, Basis::Majority)
    } else {
        settle_missed(policy, &tally, in_favour, base)
    };
    Judgement { outcome, basis, tally, in_favour, needed, base, quorum }
}

fn settle_missed(policy: &Policy, tally: &Tally, in_favour: u32, base: u32) -> (Outcome, Basis) {
    let half = base > 0 && 2 * in_favour == base && policy.majority.strictly;
    let equal = in_favour > 0 && in_favour == tally.disagree;
    if !half && !equal {
        return (Outcome::NotAdopted, Basis::Majority);
    }
    match policy.tie {
        Tie::Falls => (Outcome::NotAdopted, Basis::TieFalls),
        Tie::ChairPrevails if half => match tally.chair {
            Some(Choice::Agree) => (Outcome::Adopted, Basis::ChairPrevailed),
            Some(Choice::Disagree) => (Outcome::NotAdopted, Basis::ChairPrevailed),
            Some(Choice::Other | Choice::Abstain) | None => {
                (Outcome::ChairDecides, Basis::ChairDidNotChoose)
            }
        },
        Tie::ChairPrevails => (Outcome::ChairDecides, Basis::EqualBelowHalf),
    }
}

fn at_least(share: Fraction, people: u32) -> u32 {
    (share.numerator * people).div_ceil(share.denominator)
}

fn more_than(share: Fraction, people: u32) -> u32 {
    share.numerator * people / share.denominator + 1
}

#[cfg(test)]
mod tests {
    use super::{Basis, Outcome, Tally, judge};
    use crate::{Choice, Policy};

    fn tally(total: u32, agree: u32, disagree: u32, abstain: u32, chair: Option<Choice>) -> Tally {
        Tally { total, agree, disagree, other: 0, abstain, chair }
    }

    fn check(policy: &Policy, tally: Tally, expected: (Outcome, Basis)) {
        let judgement = judge(policy, tally);
        assert_eq!((judgement.outcome, judgement.basis), expected, "{tally:?}");
    }

    #[test]
    fn vietnam_needs_14_15_15_of_27_28_29_and_18_19_20_present() {
        for (total, needed, quorum) in [(27, 14, 18), (28, 15, 19), (29, 15, 20)] {
            let judgement = judge(&Policy::VIETNAM_SESSION, tally(total, 0, 0, 0, None));
            assert_eq!((judgement.needed, judgement.quorum), (needed, quorum), "{total}");
            let just = tally(total, needed, quorum - needed, 0, None);
            check(&Policy::VIETNAM_SESSION, just, (Outcome::Adopted, Basis::Majority));
            let one_short = tally(total, needed - 1, 0, quorum - needed + 1, None);
            let expected = if 2 * (needed - 1) == total {
                (Outcome::ChairDecides, Basis::ChairDidNotChoose)
            } else {
                (Outcome::NotAdopted, Basis::Majority)
            };
            check(&Policy::VIETNAM_SESSION, one_short, expected);
            let no_quorum = tally(total, quorum - 1, 0, 0, None);
            let expected = (Outcome::NoQuorum, Basis::Quorum { chair_missing: false });
            check(&Policy::VIETNAM_SESSION, no_quorum, expected);
        }
    }

    #[test]
    fn in_vietnam_a_missing_form_is_not_a_yes() {
        let judgement = judge(&Policy::VIETNAM_WRITTEN, tally(27, 13, 0, 0, Some(Choice::Agree)));
        assert_eq!(judgement.outcome, Outcome::NotAdopted);
        assert_eq!((judgement.in_favour, judgement.needed), (13, 14));
    }

    #[test]
    fn at_half_of_28_the_prime_ministers_vote_prevails() {
        let policy = &Policy::VIETNAM_SESSION;
        for (chair, expected) in [
            (Some(Choice::Agree), (Outcome::Adopted, Basis::ChairPrevailed)),
            (Some(Choice::Disagree), (Outcome::NotAdopted, Basis::ChairPrevailed)),
            (Some(Choice::Abstain), (Outcome::ChairDecides, Basis::ChairDidNotChoose)),
            (Some(Choice::Other), (Outcome::ChairDecides, Basis::ChairDidNotChoose)),
            (None, (Outcome::ChairDecides, Basis::ChairDidNotChoose)),
        ] {
            check(policy, tally(28, 14, 14, 0, chair), expected);
        }
    }

    #[test]
    fn equal_below_half_is_left_to_a_person() {
        let votes = tally(27, 10, 10, 5, Some(Choice::Agree));
        let expected = (Outcome::ChairDecides, Basis::EqualBelowHalf);
        check(&Policy::VIETNAM_SESSION, votes, expected);
    }

    #[test]
    fn estonia_needs_the_chair_half_of_the_ministers_and_a_majority_of_those_present() {
        let policy = &Policy::ESTONIA_SESSION;
        let adopted = (Outcome::Adopted, Basis::Majority);
        check(policy, tally(14, 4, 3, 0, Some(Choice::Agree)), adopted);
        let chair_absent = (Outcome::NoQuorum, Basis::Quorum { chair_missing: true });
        check(policy, tally(14, 7, 0, 0, None), chair_absent);
        let too_few = (Outcome::NoQuorum, Basis::Quorum { chair_missing: false });
        check(policy, tally(14, 6, 0, 0, Some(Choice::Agree)), too_few);
        let tie = (Outcome::NotAdopted, Basis::ChairPrevailed);
        check(policy, tally(14, 4, 4, 0, Some(Choice::Disagree)), tie);
    }

    #[test]
    fn in_a_write_round_a_nil_return_is_content_and_one_objection_stops_it() {
        let policy = &Policy::UK_WRITE_ROUND;
        check(policy, tally(22, 3, 0, 0, None), (Outcome::Adopted, Basis::Majority));
        check(policy, tally(22, 0, 0, 0, None), (Outcome::Adopted, Basis::Majority));
        check(policy, tally(22, 3, 1, 0, None), (Outcome::NotAdopted, Basis::Majority));
    }

    #[test]
    fn nobody_on_the_roll_adopts_nothing() {
        for policy in [Policy::VIETNAM_WRITTEN, Policy::UK_WRITE_ROUND] {
            assert_eq!(judge(&policy, tally(0, 0, 0, 0, None)).outcome, Outcome::NotAdopted);
        }
    }

    #[test]
    fn every_tally_up_to_12_people_agrees_with_the_statute_read_naively() {
        for total in 1..=12_u32 {
            for agree in 0..=total {
                for disagree in 0..=total - agree {
                    let abstain = total - agree - disagree;
                    let votes = tally(total, agree, disagree, abstain, None);
                    let adopted =
                        judge(&Policy::VIETNAM_SESSION, votes).outcome == Outcome::Adopted;
                    let by_statute = f64::from(agree) > f64::from(total) / 2.0;
                    assert_eq!(adopted, by_statute, "{votes:?}");
                }
            }
        }
    }
}

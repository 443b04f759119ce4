//! From a tally to a result that can be explained in one sentence. Integers only; no rounding anywhere.
//!
//! The order of the questions: is there a quorum, has anybody objected where one objection suffices, is the majority
//! reached, could members who were never reached still make the difference, and are votes equal. Where silence is
//! consent, nobody has to say yes: what nobody objects to is adopted once everybody who is silent was reached,
//! whatever the majority.

use crate::{Base, Choice, Fraction, Objection, Policy, Silence, Tally, Tie};

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
    /// Somebody objected, and the rule takes the matter to a session.
    GoesToSession,
    /// Silence would be consent, but not everybody was reached.
    Unreached,
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
    /// Nobody objected; silence of everybody reached was consent.
    Silence,
    /// Somebody objected.
    Objection,
    /// Equal votes; the chair's vote prevailed.
    ChairPrevailed,
    /// Equal votes; the chair did not vote for a side.
    ChairDidNotChoose,
    /// Equal numbers for and against below half of the base, which the rule does not settle.
    EqualBelowHalf,
    /// Equal votes; the proposal falls.
    TieFalls,
    /// Missed only for want of confirmed delivery.
    Delivery,
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
    /// Votes in favour; where silence means consent, with the silence of those reached and the other opinions that
    /// set no condition.
    pub in_favour: u32,
    /// Other opinions among those in favour: consent with a remark.
    pub remarks: u32,
    /// Votes needed.
    pub needed: u32,
    /// Votes the majority is taken of.
    pub base: u32,
    /// People who took part, silent consent included.
    pub present: u32,
    /// People needed for a quorum; 0 where there is none.
    pub quorum: u32,
    /// Whether it takes effect only when the chair confirms it.
    pub awaits_chair: bool,
}

/// Decides a counted poll by its policy.
pub fn judge(policy: &Policy, tally: Tally) -> Judgement {
    let consents = policy.silence == Silence::ConsentsOnceDelivered;
    let (silent, silent_people) =
        if consents { (tally.reached, tally.people_reached) } else { (0, 0) };
    let remarks = if consents { tally.other } else { 0 };
    let in_favour = tally.agree + remarks + silent;
    let against = tally.disagree + tally.held;
    let present = tally.present + silent_people;
    let base = match policy.majority.base {
        Base::Total => tally.total,
        Base::Present => tally.answered() + silent,
        Base::Voting => in_favour + against,
    };
    let quorum = policy.quorum.map_or(0, |quorum| {
        let share = if quorum.strictly { more_than } else { at_least };
        share(quorum.at_least, tally.members).saturating_add(quorum.and_more)
    });
    let needed = if policy.majority.strictly {
        more_than(policy.majority.share, base)
    } else {
        at_least(policy.majority.share, base).max(1)
    };
    let chair_missing = policy.quorum.is_some_and(|quorum| quorum.chair) && !tally.chair_took_part;
    let (outcome, basis) = if present < quorum || chair_missing {
        (Outcome::NoQuorum, Basis::Quorum { chair_missing: chair_missing && present >= quorum })
    } else if policy.objection == Objection::GoesToSession && against > 0 {
        (Outcome::GoesToSession, Basis::Objection)
    } else if in_favour >= needed {
        (Outcome::Adopted, if silent > 0 { Basis::Silence } else { Basis::Majority })
    } else if consents && against == 0 && tally.unreached == 0 && in_favour > 0 {
        (Outcome::Adopted, Basis::Silence)
    } else if consents
        && tally.unreached > 0
        && could_still_pass(&tally, in_favour, against, needed)
    {
        (Outcome::Unreached, Basis::Delivery)
    } else {
        judge_missed(policy, &tally, in_favour, against, base)
    };
    let awaits_chair = policy.chair_confirms && outcome == Outcome::Adopted;
    Judgement {
        outcome,
        basis,
        tally,
        in_favour,
        remarks,
        needed,
        base,
        present,
        quorum,
        awaits_chair,
    }
}

/// Whether the consent of everybody not reached yet would carry the matter: by the majority, or because nobody objects.
fn could_still_pass(tally: &Tally, in_favour: u32, against: u32, needed: u32) -> bool {
    against == 0 || in_favour + tally.unreached >= needed
}

/// What becomes of a matter without a majority: it falls, unless votes are equal and the rule has a word for that.
fn judge_missed(
    policy: &Policy,
    tally: &Tally,
    in_favour: u32,
    against: u32,
    base: u32,
) -> (Outcome, Basis) {
    let share = policy.majority.share;
    let more_than_half =
        policy.majority.strictly && 2 * u64::from(share.numerator) == u64::from(share.denominator);
    let half = base > 0 && 2 * u64::from(in_favour) == u64::from(base);
    let equal = in_favour > 0 && in_favour == against;
    if !more_than_half || !(half || equal) {
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

fn at_least(share: Fraction, many: u32) -> u32 {
    let product = u64::from(share.numerator) * u64::from(many);
    narrowed(product.div_ceil(u64::from(share.denominator)))
}

fn more_than(share: Fraction, many: u32) -> u32 {
    let product = u64::from(share.numerator) * u64::from(many);
    narrowed(product / u64::from(share.denominator) + 1)
}

/// A threshold too large to be written is one that nobody reaches.
fn narrowed(threshold: u64) -> u32 {
    u32::try_from(threshold).unwrap_or(u32::MAX)
}

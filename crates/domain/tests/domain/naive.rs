//! The rules once more, in the words of the statutes: people in a list, no counts kept, fractions compared crosswise.

use domain::{
    Answer, Base, Choice, Conditions, Fraction, Objection, Outcome, Policy, RecusalRule, Silence,
    Tie, Voter,
};

#[allow(clippy::too_many_lines, reason = "one reading from beginning to end, as a statute is read")]
pub fn decide(policy: &Policy, roll: &[Voter]) -> Outcome {
    let here: Vec<&Voter> = roll.iter().filter(|voter| !voter.gone).collect();
    let (aside, here): (Vec<&Voter>, Vec<&Voter>) =
        here.into_iter().partition(|voter| voter.recused);
    let kept = if policy.recusal == RecusalRule::StaysInBase { aside } else { Vec::new() };
    let says = |voter: &Voter| voter.answer.filter(|answer| !answer.stale);
    let silence_is_consent = policy.silence == Silence::ConsentsOnceDelivered;
    // An answer on old papers is, under a rule of silence, no answer at all.
    let consents = |voter: &Voter| silence_is_consent && says(voter).is_none() && voter.delivered;
    let unasked = |voter: &Voter| says(voter).is_none() && !voter.delivered;
    let holds_back = |answer: &Answer| {
        answer.choice == Choice::Agree
            && answer.conditional
            && policy.conditions == Conditions::HoldUntilAccepted
    };
    let remarks = |answer: &Answer| {
        silence_is_consent && answer.choice == Choice::Other && !answer.conditional
    };
    let insists = |answer: &Answer| {
        silence_is_consent && answer.choice == Choice::Other && answer.conditional
    };
    let is_for = |voter: &Voter| {
        consents(voter)
            || says(voter).is_some_and(|answer| {
                (answer.choice == Choice::Agree && !holds_back(&answer)) || remarks(&answer)
            })
    };
    let is_against = |voter: &Voter| {
        says(voter).is_some_and(|answer| {
            answer.choice == Choice::Disagree || holds_back(&answer) || insists(&answer)
        })
    };
    let attends = |voter: &Voter| says(voter).is_some() || consents(voter);

    if let Some(quorum) = policy.quorum {
        let members = (here.len() + kept.len()) as i64;
        let present = here.iter().filter(|voter| attends(voter)).count() as i64;
        let beyond = present - i64::from(quorum.and_more);
        let Fraction { numerator, denominator } = quorum.at_least;
        let (left, right) = (beyond * i64::from(denominator), members * i64::from(numerator));
        if left < right || (quorum.strictly && left == right) {
            return Outcome::NoQuorum;
        }
        let chair_came = here.iter().any(|voter| voter.is_chair && says(voter).is_some());
        if quorum.chair && !chair_came {
            return Outcome::NoQuorum;
        }
    }
    if policy.objection == Objection::GoesToSession && here.iter().any(|voter| is_against(voter)) {
        return Outcome::GoesToSession;
    }
    let votes = |people: &[&Voter], which: &dyn Fn(&Voter) -> bool| -> i64 {
        people.iter().filter(|voter| which(voter)).map(|voter| i64::from(voter.votes)).sum()
    };
    let yes = votes(&here, &is_for);
    let no = votes(&here, &is_against);
    let of = match policy.majority.base {
        Base::Total => votes(&here, &|_| true) + votes(&kept, &|_| true),
        Base::Present => votes(&here, &attends),
        Base::Voting => yes + no,
    };
    let Fraction { numerator, denominator } = policy.majority.share;
    let enough = |yes: i64| {
        let (left, right) = (yes * i64::from(denominator), of * i64::from(numerator));
        if policy.majority.strictly { left > right } else { yes > 0 && left >= right }
    };
    if enough(yes) {
        return Outcome::Adopted;
    }
    if silence_is_consent {
        let nobody_objects = !here.iter().any(|voter| is_against(voter));
        if here.iter().any(|voter| unasked(voter)) {
            let with_all_the_rest = yes + votes(&here, &unasked);
            if nobody_objects || enough(with_all_the_rest) {
                return Outcome::Unreached;
            }
        } else if nobody_objects && here.iter().any(|voter| is_for(voter)) {
            return Outcome::Adopted;
        }
    }
    let by_half = policy.majority.strictly && 2 * numerator == denominator;
    let exactly_half = of > 0 && yes * 2 == of;
    let as_many = yes > 0 && yes == no;
    if !by_half || policy.tie == Tie::Falls || !(exactly_half || as_many) {
        return Outcome::NotAdopted;
    }
    if !exactly_half {
        return Outcome::ChairDecides;
    }
    let chair = here.iter().find(|voter| voter.is_chair);
    match chair.and_then(|chair| says(chair)) {
        Some(answer) if holds_back(&answer) => Outcome::ChairDecides,
        Some(answer) if remarks(&answer) => Outcome::Adopted,
        Some(Answer { choice: Choice::Agree, .. }) => Outcome::Adopted,
        Some(Answer { choice: Choice::Disagree, .. }) => Outcome::NotAdopted,
        Some(_) | None => Outcome::ChairDecides,
    }
}

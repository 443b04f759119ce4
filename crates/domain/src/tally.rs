//! From the people on a roll to numbers. Who stands aside, has left, was not reached or answered on other papers is
//! told apart here, once, so that [`judge`](crate::judge) only compares integers.

use crate::{Choice, Conditions, PersonId, Policy, RecusalRule, Silence};

/// One person on a roll, as things stand when the poll is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voter {
    /// Who.
    pub person: PersonId,
    /// Votes they hold; 1 in a cabinet.
    pub votes: u32,
    /// Whether theirs is the vote that may break a tie.
    pub is_chair: bool,
    /// Declared a conflict of interest: takes no part.
    pub recused: bool,
    /// No longer a member: leaves the roll with any answer.
    pub gone: bool,
    /// Whether their device confirmed that the papers in force arrived.
    pub delivered: bool,
    /// The answer that stands.
    pub answer: Option<Answer>,
}

/// An answer, as far as counting is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Choice.
    pub choice: Choice,
    /// Given on papers that are no longer in force, and not confirmed since.
    pub stale: bool,
    /// Given on a condition that the drafting ministry has not accepted.
    pub conditional: bool,
}

/// What was counted when a poll closed. Votes, where nothing else is said; in a cabinet each member holds one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// People a quorum is taken of.
    pub members: u32,
    /// People who took part with an answer that counts.
    pub present: u32,
    /// All votes on the roll; those of people who stand aside are among them where the policy keeps them.
    pub total: u32,
    /// Agree.
    pub agree: u32,
    /// On a condition not yet accepted: agreements where the policy holds such votes back, and other opinions where
    /// silence is consent.
    pub held: u32,
    /// Disagree.
    pub disagree: u32,
    /// Other opinion; where silence is consent, one without a condition, which is consent with a remark.
    pub other: u32,
    /// Abstain.
    pub abstain: u32,
    /// Answered on papers that are no longer in force. Where silence is consent, such an answer is as if not given,
    /// and lies among the silent.
    pub stale: u32,
    /// Silent, and the papers had arrived.
    pub reached: u32,
    /// People among those.
    pub people_reached: u32,
    /// Silent, and nothing confirms that the papers arrived.
    pub unreached: u32,
    /// Of people who stand aside, where the policy keeps them in the total.
    pub aside: u32,
    /// Whether the chair took part.
    pub chair_took_part: bool,
    /// The chair's own side, where it counts: an other opinion that is consent stands on the side of those who agree.
    pub chair: Option<Choice>,
}

impl Tally {
    /// Votes of those who took part.
    pub const fn answered(&self) -> u32 {
        self.agree + self.held + self.disagree + self.other + self.abstain
    }

    /// Counts a roll.
    pub fn count(policy: &Policy, roll: impl IntoIterator<Item = Voter>) -> Self {
        let mut tally = Self::default();
        for voter in roll {
            if !voter.gone {
                tally.add(policy, &voter);
            }
        }
        tally
    }

    fn add(&mut self, policy: &Policy, voter: &Voter) {
        if voter.recused {
            if policy.recusal == RecusalRule::StaysInBase {
                self.members += 1;
                self.total += voter.votes;
                self.aside += voter.votes;
            }
            return;
        }
        self.members += 1;
        self.total += voter.votes;
        let consents = policy.silence == Silence::ConsentsOnceDelivered;
        let Some(answer) = voter.answer.filter(|answer| !(answer.stale && consents)) else {
            if voter.delivered {
                self.reached += voter.votes;
                self.people_reached += 1;
            } else {
                self.unreached += voter.votes;
            }
            return;
        };
        if answer.stale {
            self.stale += voter.votes;
            return;
        }
        self.present += 1;
        let is_held = answer.conditional
            && match answer.choice {
                Choice::Agree => policy.conditions == Conditions::HoldUntilAccepted,
                Choice::Other => consents,
                Choice::Disagree | Choice::Abstain => false,
            };
        let pile = match answer.choice {
            Choice::Agree | Choice::Other if is_held => &mut self.held,
            Choice::Agree => &mut self.agree,
            Choice::Disagree => &mut self.disagree,
            Choice::Other => &mut self.other,
            Choice::Abstain => &mut self.abstain,
        };
        *pile += voter.votes;
        if voter.is_chair {
            let side = match answer.choice {
                Choice::Other if consents => Choice::Agree,
                Choice::Agree | Choice::Disagree | Choice::Other | Choice::Abstain => answer.choice,
            };
            self.chair_took_part = true;
            self.chair = (!is_held).then_some(side);
        }
    }
}

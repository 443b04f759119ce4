use super::RecordError;
use super::travels::{Travels, record};
use crate::words::{
    BaseWord, ConditionsWord, ObjectionWord, PositionsSeenWord, RecusalWord, SilenceWord,
    SubstitutesWord, TieWord,
};
use domain::{Fraction, Majority, Policy, Quorum, Rules};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A share, as `[numerator, denominator]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FractionRecord(pub [u32; 2]);

impl Travels for Fraction {
    type Wire = FractionRecord;

    fn out(&self) -> FractionRecord {
        FractionRecord([self.numerator, self.denominator])
    }

    fn back(wire: FractionRecord, field: &'static str) -> Result<Self, RecordError> {
        let FractionRecord([numerator, denominator]) = wire;
        let fraction = Self { numerator, denominator };
        if !fraction.is_sound() {
            return Err(RecordError::Field { field });
        }
        Ok(fraction)
    }
}

/// Needed for a valid vote, counted in people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuorumRecord {
    /// Share of the roll.
    pub at_least: FractionRecord,
    /// More than the share, rather than at least.
    pub strictly: bool,
    /// So many people more.
    pub and_more: u32,
    /// Whether the chair must take part.
    pub chair: bool,
}

impl Travels for Quorum {
    type Wire = QuorumRecord;

    fn out(&self) -> QuorumRecord {
        QuorumRecord {
            at_least: self.at_least.out(),
            strictly: self.strictly,
            and_more: self.and_more,
            chair: self.chair,
        }
    }

    fn back(wire: QuorumRecord, _: &'static str) -> Result<Self, RecordError> {
        if wire.and_more > Self::MAX_MORE {
            return Err(RecordError::Field { field: "and_more" });
        }
        Ok(Self {
            at_least: Travels::back(wire.at_least, "at_least")?,
            strictly: wire.strictly,
            and_more: wire.and_more,
            chair: wire.chair,
        })
    }
}

record! {
    /// Needed to adopt, counted in votes.
    MajorityRecord = Majority {
        /// Of which votes.
        base: BaseWord,
        /// Share.
        share: FractionRecord,
        /// More than the share, rather than at least.
        strictly: bool,
    }
}

record! {
    /// A voting policy.
    PolicyRecord = Policy {
        /// Needed for a valid vote.
        quorum: Option<QuorumRecord>,
        /// Needed to adopt.
        majority: MajorityRecord,
        /// When votes are equal.
        tie: TieWord,
        /// When somebody does not answer.
        silence: SilenceWord,
        /// When somebody stands aside.
        recusal: RecusalWord,
        /// When somebody votes against.
        objection: ObjectionWord,
        /// When somebody agrees on a condition.
        conditions: ConditionsWord,
        /// What substitutes may do.
        substitutes: SubstitutesWord,
        /// Whether the chair confirms what is adopted.
        chair_confirms: bool,
        /// Who sees positions.
        positions: PositionsSeenWord,
        /// Clear working days for a written answer.
        minimum_days: u32,
    }
}

record! {
    /// A body's rules.
    RulesRecord = Rules {
        /// In session.
        session: PolicyRecord,
        /// By opinion form.
        written: PolicyRecord,
    }
}

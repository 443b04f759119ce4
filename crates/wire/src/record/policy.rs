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
        if denominator == 0 || numerator > denominator || denominator > 1_000 {
            return Err(RecordError::Field { field });
        }
        Ok(Self { numerator, denominator })
    }
}

record! {
    /// Needed for a valid vote, counted in people.
    QuorumRecord = Quorum {
        /// Share of the roll.
        at_least: FractionRecord,
        /// More than the share, rather than at least.
        strictly: bool,
        /// So many people more.
        and_more: u32,
        /// Whether the chair must take part.
        chair: bool,
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

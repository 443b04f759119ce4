//! How a body decides, as data. A policy is fixed in each poll when the poll is put, so that a later change of the
//! rules never changes an old result.
//!
//! The ready-made policies follow the published rules of their countries; what was not confirmed from a text stays
//! configurable and is not presented as law.

/// A share of a number of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// Above the line.
    pub numerator: u32,
    /// Below the line; never 0.
    pub denominator: u32,
}

/// Of whom a majority is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Everyone on the roll.
    Total,
    /// Those who took part, abstentions included.
    Present,
    /// Those who said yes or no.
    Voting,
}

/// What is needed for a valid vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quorum {
    /// At least this share of the roll must take part.
    pub at_least: Fraction,
    /// Whether the chair must take part.
    pub chair: bool,
}

/// What is needed to adopt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Majority {
    /// Of whom.
    pub base: Base,
    /// The share.
    pub share: Fraction,
    /// `true`: more than the share; `false`: at least the share.
    pub strictly: bool,
}

/// What happens when votes are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The side the chair voted for prevails; without a chair's vote a person decides.
    ChairPrevails,
    /// The proposal falls.
    Falls,
}

/// What the absence of an answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// It is not an answer.
    NotCounted,
    /// It counts as agreement ("nil return").
    Agrees,
    /// No objection and no wish to speak before the session: the item is adopted without debate.
    OpensNothing,
}

/// How a vote is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Needed for a valid vote.
    pub quorum: Option<Quorum>,
    /// Needed to adopt.
    pub majority: Majority,
    /// When votes are equal.
    pub tie: Tie,
    /// When somebody does not answer.
    pub silence: Silence,
}

const HALF: Fraction = Fraction { numerator: 1, denominator: 2 };

impl Policy {
    /// Vietnam, in session: two thirds present, more than half of all members, the Prime Minister's vote breaks ties
    /// (Law on Organization of the Government 2015, Articles 44-47).
    pub const VIETNAM_SESSION: Self = Self {
        quorum: Some(Quorum { at_least: Fraction { numerator: 2, denominator: 3 }, chair: false }),
        majority: Majority { base: Base::Total, share: HALF, strictly: true },
        tie: Tie::ChairPrevails,
        silence: Silence::NotCounted,
    };

    /// Vietnam, by opinion form: same majority and tie, no session and so no quorum; silence is not consent.
    pub const VIETNAM_WRITTEN: Self = Self { quorum: None, ..Self::VIETNAM_SESSION };

    /// Estonia, in session: the Prime Minister and half of the ministers, majority of those present, ties decided by
    /// the Prime Minister; items nobody opens are adopted.
    pub const ESTONIA_SESSION: Self = Self {
        quorum: Some(Quorum { at_least: HALF, chair: true }),
        majority: Majority { base: Base::Present, share: HALF, strictly: true },
        tie: Tie::ChairPrevails,
        silence: Silence::OpensNothing,
    };

    /// United Kingdom, write-round: a nil return is content, and one unresolved objection means a meeting.
    pub const UK_WRITE_ROUND: Self = Self {
        quorum: None,
        majority: Majority {
            base: Base::Total,
            share: Fraction { numerator: 1, denominator: 1 },
            strictly: false,
        },
        tie: Tie::Falls,
        silence: Silence::Agrees,
    };
}

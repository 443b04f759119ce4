//! How a body decides, as data. A policy is fixed in each poll when the poll is put, so that a later change of the
//! rules never changes an old result.
//!
//! The ready-made policies follow the published rules of their countries; what was not confirmed from a text stays
//! configurable and is not presented as law.

/// A share of a number of people or votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// Above the line.
    pub numerator: u32,
    /// Below the line; never 0.
    pub denominator: u32,
}

impl Fraction {
    /// Largest denominator of a rule.
    pub const MAX_DENOMINATOR: u32 = 1_000;

    /// Whether it is a share of a whole, with a denominator that a rule can have.
    pub const fn is_sound(self) -> bool {
        self.denominator != 0
            && self.numerator <= self.denominator
            && self.denominator <= Self::MAX_DENOMINATOR
    }
}

/// Of which votes a majority is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// All votes on the roll: an absolute majority.
    Total,
    /// The votes of those who took part, abstentions included.
    Present,
    /// The votes for and against: a simple majority.
    Voting,
}

/// What is needed for a valid vote, counted in people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quorum {
    /// At least this share of the roll must take part.
    pub at_least: Fraction,
    /// `true`: more than the share; `false`: at least the share.
    pub strictly: bool,
    /// So many people more than that, at most [`Quorum::MAX_MORE`].
    pub and_more: u32,
    /// Whether the chair must take part.
    pub chair: bool,
}

impl Quorum {
    /// Most people that a rule adds to a share.
    pub const MAX_MORE: u32 = 10_000;
}

/// What is needed to adopt, counted in votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Majority {
    /// Of which votes.
    pub base: Base,
    /// The share.
    pub share: Fraction,
    /// `true`: more than the share; `false`: at least the share.
    pub strictly: bool,
}

/// What happens when votes are equal under a majority of more than half.
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
    /// It is consent ("nil return"), but only of a member whose device confirmed that the papers in force arrived.
    ///
    /// Nobody has to say yes then: the text is adopted unless somebody objects, once everybody who is silent was
    /// reached. An objection is a vote against, or an other opinion on a condition that was not accepted; an other
    /// opinion without a condition is consent with a remark, and an abstention stands in nobody's way. An answer on
    /// papers no longer in force is as if not given: the member is silent, and consents once the new papers arrived.
    ConsentsOnceDelivered,
    /// No objection and no wish to speak before the session: the item is adopted without debate.
    OpensNothing,
}

/// Whether the votes of those who take no part in an item stay among those a share is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecusalRule {
    /// They leave base and quorum.
    LeavesBase,
    /// They stay, so that standing aside works like a vote against.
    StaysInBase,
}

/// What an objection does in a written procedure: a vote against, an agreement held back by its condition, and, where
/// silence is consent, an other opinion on a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objection {
    /// It is counted as a vote against.
    IsAVote,
    /// A single one ends the procedure and takes the matter to a session.
    GoesToSession,
}

/// What an agreement on a condition is worth. Of an other opinion on a condition, [`Silence`] speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conditions {
    /// It agrees; the condition is a request.
    CountAsAgreement,
    /// It agrees once the drafting ministry has accepted the condition, and is an objection until then.
    HoldUntilAccepted,
}

/// What a substitute may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubstituteRule {
    /// Attends and speaks; the member's vote is not cast.
    AttendsOnly,
    /// Casts the member's vote in the member's place.
    Votes,
}

/// Who sees the positions that members state before a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PositionsSeen {
    /// Chair and secretariat.
    ChairAndSecretariat,
    /// Every member who takes part in the item.
    WholeBody,
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
    /// When somebody takes no part.
    pub recusal: RecusalRule,
    /// When somebody votes against.
    pub objection: Objection,
    /// When somebody agrees on a condition.
    pub conditions: Conditions,
    /// When somebody sends a substitute.
    pub substitutes: SubstituteRule,
    /// Whether an adopted matter takes effect only when the chair confirms it.
    pub chair_confirms: bool,
    /// Who sees positions.
    pub positions: PositionsSeen,
    /// Clear working days that members have for a written answer, at most [`Policy::MAX_DAYS`]; fewer only with a
    /// stated reason.
    pub minimum_days: u32,
}

const HALF: Fraction = Fraction { numerator: 1, denominator: 2 };
const ALL: Fraction = Fraction { numerator: 1, denominator: 1 };

/// A body's two rules: for votes in session, and for opinion forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// In session.
    pub session: Policy,
    /// By opinion form.
    pub written: Policy,
}

impl Policy {
    /// Vietnam, in session: two thirds present, more than half of all members, the Prime Minister's vote breaks ties
    /// (Law on Organization of the Government 2015, Articles 44-47). Whether those who stand aside leave the total
    /// is not confirmed from a text; they stay in it here, because the law speaks of all members.
    pub const VIETNAM_SESSION: Self = Self {
        quorum: Some(Quorum {
            at_least: Fraction { numerator: 2, denominator: 3 },
            strictly: false,
            and_more: 0,
            chair: false,
        }),
        majority: Majority { base: Base::Total, share: HALF, strictly: true },
        tie: Tie::ChairPrevails,
        silence: Silence::NotCounted,
        recusal: RecusalRule::StaysInBase,
        objection: Objection::IsAVote,
        conditions: Conditions::CountAsAgreement,
        substitutes: SubstituteRule::AttendsOnly,
        chair_confirms: false,
        positions: PositionsSeen::ChairAndSecretariat,
        minimum_days: 0,
    };

    /// Vietnam, by opinion form: same majority and tie, no session and so no quorum; silence is not consent.
    pub const VIETNAM_WRITTEN: Self = Self { quorum: None, ..Self::VIETNAM_SESSION };

    /// Estonia, in session: the Prime Minister and half of the Government, majority of those present, ties decided by
    /// the Prime Minister; items nobody opens are adopted; a substitute does not get the other's vote
    /// (commentary to section 96 of the Constitution; Government Office).
    pub const ESTONIA_SESSION: Self = Self {
        quorum: Some(Quorum { at_least: HALF, strictly: false, and_more: 0, chair: true }),
        majority: Majority { base: Base::Present, share: HALF, strictly: true },
        tie: Tie::ChairPrevails,
        silence: Silence::OpensNothing,
        recusal: RecusalRule::LeavesBase,
        objection: Objection::IsAVote,
        conditions: Conditions::CountAsAgreement,
        substitutes: SubstituteRule::AttendsOnly,
        chair_confirms: false,
        positions: PositionsSeen::WholeBody,
        minimum_days: 0,
    };

    /// United Kingdom, write-round: a nil return is content, comments that should be addressed or are made for the
    /// record leave it so, an unresolved objection or condition means a meeting, and there is no clearance before the
    /// chair's letter (Cabinet Office secretariat guidance, 2009-10). The majority of all says what base and numbers
    /// are shown; the rule of silence decides.
    pub const UK_WRITE_ROUND: Self = Self {
        quorum: None,
        majority: Majority { base: Base::Total, share: ALL, strictly: false },
        tie: Tie::Falls,
        silence: Silence::ConsentsOnceDelivered,
        recusal: RecusalRule::LeavesBase,
        objection: Objection::GoesToSession,
        conditions: Conditions::HoldUntilAccepted,
        substitutes: SubstituteRule::AttendsOnly,
        chair_confirms: true,
        positions: PositionsSeen::WholeBody,
        minimum_days: 10,
    };

    /// United Kingdom, in committee: the chair sums up what is agreed. No published rule counts votes; a simple
    /// majority with the chair prevailing stands here as a setting, not as law.
    pub const UK_COMMITTEE: Self = Self {
        quorum: None,
        majority: Majority { base: Base::Voting, share: HALF, strictly: true },
        tie: Tie::ChairPrevails,
        silence: Silence::NotCounted,
        objection: Objection::IsAVote,
        ..Self::UK_WRITE_ROUND
    };

    /// European Union, silence procedure: adopted at the end of the period unless a member objects
    /// (Rules of Procedure 2009/937/EU, Article 12(2)). An agreement on a condition agrees; whoever wants more
    /// objects, or gives an other opinion on a condition.
    pub const EU_SILENCE: Self = Self {
        conditions: Conditions::CountAsAgreement,
        chair_confirms: false,
        minimum_days: 0,
        ..Self::UK_WRITE_ROUND
    };

    /// European Union, in session, on procedural matters: a simple majority of the members (TFEU Article 238(1));
    /// the quorum is a majority of the members entitled to vote (Rules of Procedure, Article 11(4)).
    pub const EU_SESSION: Self = Self {
        quorum: Some(Quorum { at_least: HALF, strictly: true, and_more: 0, chair: false }),
        majority: Majority { base: Base::Total, share: HALF, strictly: true },
        tie: Tie::Falls,
        silence: Silence::NotCounted,
        recusal: RecusalRule::StaysInBase,
        objection: Objection::IsAVote,
        ..Self::EU_SILENCE
    };

    /// New Zealand, in session: half of the full membership plus one (CabGuide); decisions are taken by consensus,
    /// so that the majority of those present stands here as a setting, not as law.
    pub const NEW_ZEALAND_SESSION: Self = Self {
        quorum: Some(Quorum { at_least: HALF, strictly: false, and_more: 1, chair: false }),
        majority: Majority { base: Base::Present, share: HALF, strictly: true },
        tie: Tie::ChairPrevails,
        silence: Silence::NotCounted,
        recusal: RecusalRule::LeavesBase,
        objection: Objection::IsAVote,
        conditions: Conditions::CountAsAgreement,
        substitutes: SubstituteRule::AttendsOnly,
        chair_confirms: false,
        positions: PositionsSeen::WholeBody,
        minimum_days: 0,
    };

    /// New Zealand, out of session: every member answers, and an objection takes the matter to Cabinet.
    pub const NEW_ZEALAND_WRITTEN: Self = Self {
        quorum: None,
        majority: Majority { base: Base::Total, share: ALL, strictly: false },
        objection: Objection::GoesToSession,
        conditions: Conditions::HoldUntilAccepted,
        ..Self::NEW_ZEALAND_SESSION
    };

    /// Most working days that a rule gives for an answer: more than a year of them.
    pub const MAX_DAYS: u32 = 300;

    /// Whether its numbers are within their bounds. Whoever takes a policy from outside asks.
    pub fn is_sound(&self) -> bool {
        self.majority.share.is_sound()
            && self.minimum_days <= Self::MAX_DAYS
            && self.quorum.is_none_or(|quorum| {
                quorum.at_least.is_sound() && quorum.and_more <= Quorum::MAX_MORE
            })
    }

    /// Whether an item nobody opens can be adopted without anybody's word.
    pub const fn silence_adopts(&self) -> bool {
        matches!(self.silence, Silence::OpensNothing | Silence::ConsentsOnceDelivered)
    }
}

impl Rules {
    /// Vietnam.
    pub const VIETNAM: Self =
        Self { session: Policy::VIETNAM_SESSION, written: Policy::VIETNAM_WRITTEN };
    /// Estonia decides in session only, by means of communication where need be; its forms follow the same rule.
    pub const ESTONIA: Self =
        Self { session: Policy::ESTONIA_SESSION, written: Policy::ESTONIA_SESSION };
    /// United Kingdom.
    pub const UNITED_KINGDOM: Self =
        Self { session: Policy::UK_COMMITTEE, written: Policy::UK_WRITE_ROUND };
    /// European Union.
    pub const EUROPEAN_UNION: Self =
        Self { session: Policy::EU_SESSION, written: Policy::EU_SILENCE };
    /// New Zealand.
    pub const NEW_ZEALAND: Self =
        Self { session: Policy::NEW_ZEALAND_SESSION, written: Policy::NEW_ZEALAND_WRITTEN };
}

use crate::{
    BodyId, Calendar, Classification, DelegationId, MeetingId, MembershipId, Moment, PersonId,
    Rules, StampKind, Text, Zone,
};
use std::collections::BTreeSet;

/// A deciding body, such as a government or a cabinet committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Identity.
    pub id: BodyId,
    /// Name.
    pub name: Text,
    /// How it decides.
    pub rules: Rules,
    /// Its working days.
    pub calendar: Calendar,
    /// Its zone: deadlines end by its clocks.
    pub zone: Zone,
    /// The highest classification whose content may be on the server.
    pub ceiling: Classification,
    /// The stamps its people may put on papers.
    pub stamps: BTreeSet<StampKind>,
}

/// What a person is to a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Member who chairs; votes, and breaks ties where the policy says so.
    Chair,
    /// Member; votes.
    Member,
    /// Prepares for one member; reads what that member reads, within their own clearance; never votes.
    Adviser {
        /// The member they work for.
        advises: PersonId,
    },
    /// Prepares meetings and counts answers; never votes.
    Secretariat,
    /// Comes for single items.
    Invitee,
    /// Checks ballots and results.
    Auditor,
    /// Runs people and devices.
    Administrator,
}

impl Role {
    /// Tells whether the role carries a vote.
    pub const fn votes(self) -> bool {
        matches!(self, Self::Chair | Self::Member)
    }

    /// Tells whether the role prepares for a member.
    pub const fn is_adviser(self) -> bool {
        matches!(self, Self::Adviser { .. })
    }
}

/// A person's place in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Identity.
    pub id: MembershipId,
    /// Body.
    pub body: BodyId,
    /// Person.
    pub person: PersonId,
    /// Role.
    pub role: Role,
    /// The highest classification this person may read.
    pub clearance: Classification,
    /// Votes held; 1 in a cabinet.
    pub votes: u32,
    /// From when it holds; `None`: since it was written down.
    pub from: Option<Moment>,
    /// Until when it holds; `None`: until somebody ends it.
    pub until: Option<Moment>,
    /// Whether it is outside its time: such memberships stay on record and give no rights. The server keeps this
    /// true as time passes.
    pub ended: bool,
}

impl Membership {
    /// Whether it holds at an instant, by its dates.
    pub fn holds_at(&self, now: Moment) -> bool {
        self.from.is_none_or(|from| from <= now) && self.until.is_none_or(|until| now < until)
    }
}

/// A member's substitute for a time or for one meeting. What the substitute may do is the policy's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// Identity.
    pub id: DelegationId,
    /// Body.
    pub body: BodyId,
    /// The member who cannot come.
    pub member: PersonId,
    /// Who comes instead.
    pub substitute: PersonId,
    /// For this meeting alone; `None`: for all meetings while it holds.
    pub meeting: Option<MeetingId>,
    /// Why.
    pub reason: String,
    /// Over, or taken back.
    pub ended: bool,
}

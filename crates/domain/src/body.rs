use crate::{BodyId, Classification, MembershipId, PersonId, Policy, Text};

/// A deciding body, such as a government or a cabinet committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Identity.
    pub id: BodyId,
    /// Name.
    pub name: Text,
    /// How its roll calls are decided.
    pub session_policy: Policy,
    /// How its opinion forms are decided.
    pub written_policy: Policy,
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
    /// Ended memberships stay on record and give no rights.
    pub ended: bool,
}

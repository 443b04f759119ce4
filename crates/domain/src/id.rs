//! Identities: one type for each noun, all of them UUIDs (version 7 where our programs make them, RFC 9562).

use std::fmt;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a UUID as an identity of this kind.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// Gives the UUID underneath.
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }
    )*};
}

ids! {
    /// Identity of a [`Body`](crate::Body).
    BodyId
    /// Identity of a [`Person`](crate::Person).
    PersonId
    /// Identity of a [`Membership`](crate::Membership).
    MembershipId
    /// Identity of a [`Meeting`](crate::Meeting).
    MeetingId
    /// Identity of an [`AgendaItem`](crate::AgendaItem).
    ItemId
    /// Identity of a [`Dossier`](crate::Dossier).
    DossierId
    /// Identity of a [`Document`](crate::Document).
    DocumentId
    /// Identity of a [`Poll`](crate::Poll).
    PollId
    /// Identity of a cast ballot, chosen by the device that seals it.
    BallotId
    /// Identity of a [`Position`](crate::Position).
    PositionId
    /// Identity of an opinion form, see [`Form`](crate::Form).
    FormId
    /// Identity of a drafting ministry's [`Reply`](crate::Reply).
    ReplyId
    /// Identity of a [`Delivery`](crate::Delivery).
    DeliveryId
    /// Identity of an [`Invitation`](crate::Invitation).
    InvitationId
    /// Identity of a [`Delegation`](crate::Delegation).
    DelegationId
    /// Identity of an [`Annotation`](crate::Annotation).
    AnnotationId
    /// Identity of a member's device.
    DeviceId
    /// Identity of an operation on its way to the server; repeating it repeats its answer.
    OperationId
}

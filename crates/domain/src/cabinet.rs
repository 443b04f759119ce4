use crate::{
    AgendaItem, Body, CastBallot, Delegation, Delivery, Document, Dossier, Form, Invitation,
    ItemId, Meeting, Membership, Person, PersonId, Poll, PollId, Position, Reply,
};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// Everything a cabinet holds, or the part of it that one person may see.
///
/// Server and laptop build it from their stores and ask it the same questions. Copies share what they hold, so that
/// trying an act on a copy costs little.
#[derive(Debug, Clone, Default)]
pub struct Cabinet {
    entities: BTreeMap<EntityRef, Arc<Entity>>,
}

/// The kinds of things that travel as whole records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "named after the types they stand for")]
pub enum EntityKind {
    Person,
    Body,
    Membership,
    Meeting,
    Item,
    Dossier,
    Document,
    Poll,
    Position,
    Ballot,
    Form,
    Reply,
    Delivery,
    Delegation,
    Invitation,
}

/// Names one entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityRef {
    /// Kind.
    pub kind: EntityKind,
    /// Identity within the kind.
    pub id: Uuid,
}

/// One thing of a cabinet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "named after the types they hold")]
pub enum Entity {
    Person(Person),
    Body(Body),
    Membership(Membership),
    Meeting(Meeting),
    Item(AgendaItem),
    Dossier(Dossier),
    Document(Document),
    Poll(Poll),
    Position(Position),
    Ballot(CastBallot),
    Form(Form),
    Reply(Reply),
    Delivery(Delivery),
    Delegation(Delegation),
    Invitation(Invitation),
}

impl Entity {
    /// Names this entity.
    pub fn reference(&self) -> EntityRef {
        let (kind, id) = match self {
            Self::Person(person) => (EntityKind::Person, person.id.as_uuid()),
            Self::Body(body) => (EntityKind::Body, body.id.as_uuid()),
            Self::Membership(membership) => (EntityKind::Membership, membership.id.as_uuid()),
            Self::Meeting(meeting) => (EntityKind::Meeting, meeting.id.as_uuid()),
            Self::Item(item) => (EntityKind::Item, item.id.as_uuid()),
            Self::Dossier(dossier) => (EntityKind::Dossier, dossier.id.as_uuid()),
            Self::Document(document) => (EntityKind::Document, document.id.as_uuid()),
            Self::Poll(poll) => (EntityKind::Poll, poll.id.as_uuid()),
            Self::Position(position) => (EntityKind::Position, position.id.as_uuid()),
            Self::Ballot(ballot) => (EntityKind::Ballot, ballot.id.as_uuid()),
            Self::Form(form) => (EntityKind::Form, form.id.as_uuid()),
            Self::Reply(reply) => (EntityKind::Reply, reply.id.as_uuid()),
            Self::Delivery(delivery) => (EntityKind::Delivery, delivery.id.as_uuid()),
            Self::Delegation(delegation) => (EntityKind::Delegation, delegation.id.as_uuid()),
            Self::Invitation(invitation) => (EntityKind::Invitation, invitation.id.as_uuid()),
        };
        EntityRef { kind, id }
    }
}

macro_rules! lookups {
    ($($(#[$doc:meta])* $one:ident, $all:ident: $kind:ident => $type:ty, $id:ty;)*) => {$(
        $(#[$doc])*
        pub fn $one(&self, id: $id) -> Option<&$type> {
            let reference = EntityRef { kind: EntityKind::$kind, id: id.as_uuid() };
            match self.entities.get(&reference).map(Arc::as_ref) {
                Some(Entity::$kind(found)) => Some(found),
                _ => None,
            }
        }

        /// All of that kind, by identity.
        pub fn $all(&self) -> impl Iterator<Item = &$type> {
            self.of_kind(EntityKind::$kind).filter_map(|entity| match entity {
                Entity::$kind(found) => Some(found),
                _ => None,
            })
        }
    )*};
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "each lookup names exactly the one arm that its key can hold"
)]
impl Cabinet {
    lookups! {
        /// Finds a person.
        person, people: Person => Person, PersonId;
        /// Finds a body.
        body, bodies: Body => Body, crate::BodyId;
        /// Finds a membership.
        membership, memberships: Membership => Membership, crate::MembershipId;
        /// Finds a meeting.
        meeting, meetings: Meeting => Meeting, crate::MeetingId;
        /// Finds an agenda item.
        item, items: Item => AgendaItem, ItemId;
        /// Finds a dossier.
        dossier, dossiers: Dossier => Dossier, crate::DossierId;
        /// Finds a document.
        document, documents: Document => Document, crate::DocumentId;
        /// Finds a poll.
        poll, polls: Poll => Poll, PollId;
        /// Finds a position.
        position, positions: Position => Position, crate::PositionId;
        /// Finds a ballot.
        ballot, ballots: Ballot => CastBallot, crate::BallotId;
        /// Finds a form.
        form, forms: Form => Form, crate::FormId;
        /// Finds a reply.
        reply, replies: Reply => Reply, crate::ReplyId;
        /// Finds a delivery.
        delivery, deliveries: Delivery => Delivery, crate::DeliveryId;
        /// Finds a delegation.
        delegation, delegations: Delegation => Delegation, crate::DelegationId;
        /// Finds an invitation.
        invitation, invitations: Invitation => Invitation, crate::InvitationId;
    }
}

impl Cabinet {
    /// Adds or replaces an entity.
    pub fn put(&mut self, entity: Entity) {
        self.entities.insert(entity.reference(), Arc::new(entity));
    }

    /// Takes an entity out.
    pub fn remove(&mut self, reference: EntityRef) {
        self.entities.remove(&reference);
    }

    /// Finds any entity.
    pub fn get(&self, reference: EntityRef) -> Option<&Entity> {
        self.entities.get(&reference).map(Arc::as_ref)
    }

    /// Everything, by kind and identity.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.entities.values().map(Arc::as_ref)
    }

    /// The items of a meeting, by identity.
    pub fn items_of(&self, meeting: crate::MeetingId) -> impl Iterator<Item = &AgendaItem> {
        self.items().filter(move |item| item.meeting == meeting)
    }

    /// The dossier of an item.
    pub fn dossier_of(&self, item: ItemId) -> Option<&Dossier> {
        self.dossiers().find(|dossier| dossier.item == item)
    }

    /// The documents of a dossier in reading order.
    pub fn documents_of(&self, dossier: crate::DossierId) -> Vec<&Document> {
        let mut documents: Vec<&Document> =
            self.documents().filter(|document| document.dossier == dossier).collect();
        documents.sort_by_key(|document| (document.role, document.order, document.id));
        documents
    }

    /// The polls on an item, oldest first.
    pub fn polls_of(&self, item: ItemId) -> impl Iterator<Item = &Poll> {
        self.polls().filter(move |poll| poll.item == item)
    }

    /// A member's position on an item: the one in time, which counts, before one that came late.
    pub fn position_of(&self, item: ItemId, person: PersonId) -> Option<&Position> {
        self.position_in(item, person, false).or_else(|| self.position_in(item, person, true))
    }

    /// A member's position on an item that came in time, or one that came late.
    pub fn position_in(&self, item: ItemId, person: PersonId, late: bool) -> Option<&Position> {
        self.positions().find(|position| {
            position.item == item && position.person == person && position.late == late
        })
    }

    /// The ballot of a member that stands in a poll: in time, with the highest `seq`.
    pub fn standing_ballot(&self, poll: PollId, voter: PersonId) -> Option<&CastBallot> {
        self.ballots()
            .filter(|ballot| ballot.poll == poll && ballot.voter == voter && ballot.in_time)
            .max_by_key(|ballot| ballot.seq)
    }

    /// The forms on an item, oldest first.
    pub fn forms_of(&self, item: ItemId) -> impl Iterator<Item = &Form> {
        self.forms().filter(move |form| form.item == item)
    }

    fn of_kind(&self, kind: EntityKind) -> impl Iterator<Item = &Entity> {
        let first = EntityRef { kind, id: Uuid::nil() };
        let last = EntityRef { kind, id: Uuid::max() };
        self.entities.range(first..=last).map(|(_, entity)| entity.as_ref())
    }
}

//! The closed vocabularies, each a twin of a `domain` enum.

use crate::record::RecordError;
use crate::record::travels::Travels;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! twins {
    ($($(#[$doc:meta])* $name:ident = $domain:path { $($variant:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
        )]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "named after the words of the domain")]
        pub enum $name { $($variant),* }

        impl From<$domain> for $name {
            fn from(word: $domain) -> Self {
                match word { $(<$domain>::$variant => Self::$variant),* }
            }
        }

        impl From<$name> for $domain {
            fn from(word: $name) -> Self {
                match word { $($name::$variant => <$domain>::$variant),* }
            }
        }

        impl Travels for $domain {
            type Wire = $name;

            fn out(&self) -> $name {
                (*self).into()
            }

            fn back(wire: $name, _: &'static str) -> Result<Self, RecordError> {
                Ok(wire.into())
            }
        }
    )*};
}

twins! {
    /// A choice on a ballot.
    ChoiceWord = domain::Choice { Agree, Disagree, Other, Abstain }
    /// A position before the session.
    PositionWord = domain::PositionValue { NoObjection, Objects, WishesToSpeak }
    /// How closely a dossier is held.
    ClassificationWord = domain::Classification {
        Open, Internal, Confidential, Secret, HighlySecret, TopSecret,
    }
    /// A document's part in its dossier.
    DocumentRoleWord = domain::DocumentRole { SummarySheet, Paper, Attachment }
    /// What is asked of the body.
    ItemKindWord = domain::ItemKind { Decision, Discussion, Information }
    /// Where a meeting stands.
    MeetingStateWord = domain::MeetingState {
        Draft, InReview, Published, InSession, Closed, Archived, Cancelled,
    }
    /// Session or written procedure.
    MeetingKindWord = domain::MeetingKind { Session, WrittenProcedure }
    /// Who sees an item.
    VisibilityWord = domain::Visibility { Body, Readers, Secretariat }
    /// A part of the session.
    PartWord = domain::Part { WithoutDebate, Discussion }
    /// Where a dossier stands.
    DossierStateWord = domain::DossierState {
        Draft, Lodged, Published, Confirmed, Considered, Withdrawn,
    }
    /// How much a comment asks.
    GradeWord = domain::Grade { Condition, Should, Remark }
    /// What is done with an opinion.
    ReplyWord = domain::ReplyKind { Accepted, Explained, Refused }
    /// An answer to an invitation.
    InvitationAnswerWord = domain::InvitationAnswer { Accepted, Declined, Tentative, Delegated }
    /// Whose public holidays.
    CountryWord = domain::Country { Vietnam, Estonia, UnitedKingdom, EuropeanUnion, NewZealand }
    /// What a poll is.
    PollKindWord = domain::PollKind { RollCall, OpinionForm }
    /// Of whom a majority is taken.
    BaseWord = domain::Base { Total, Present, Voting }
    /// When votes are equal.
    TieWord = domain::Tie { ChairPrevails, Falls }
    /// When somebody does not answer.
    SilenceWord = domain::Silence { NotCounted, ConsentsOnceDelivered, OpensNothing }
    /// When somebody stands aside.
    RecusalWord = domain::RecusalRule { LeavesBase, StaysInBase }
    /// When somebody votes against.
    ObjectionWord = domain::Objection { IsAVote, GoesToSession }
    /// When somebody agrees on a condition.
    ConditionsWord = domain::Conditions { CountAsAgreement, HoldUntilAccepted }
    /// What substitutes may do.
    SubstitutesWord = domain::SubstituteRule { AttendsOnly, Votes }
    /// Who sees positions.
    PositionsSeenWord = domain::PositionsSeen { ChairAndSecretariat, WholeBody }
    /// A field that can be edited.
    FieldWord = domain::Field {
        Title, Place, Zone, StartsAt, EndsAt, Chair, LodgeBy, PositionsBy, Follows, Rank, Sponsor,
        Rapporteurs, Minutes, Kind, Decision, Visibility, Readers, Invitees, Classification,
        PaperExpected, SummaryExpected, DocumentRole, Order, MayCopy, Questions, ClosesAt,
        ShortReason, Name, Handle, Office, Mail, Removed, Role, Clearance, Votes, From, Until,
        Rules, Calendar, Ended, Reason,
    }
    /// Colours of marks.
    ColourWord = domain::Colour { Yellow, Green, Blue, Pink, Ink, Red }
    /// Layers of shared notes.
    LayerWord = domain::Layer { Advice, Shared }
    /// Stamps.
    StampWord = domain::StampKind { Seen, Agree, Disagree, Ask, Urgent }
}

/// The kind of a row in the change feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named after the records they stand for")]
pub enum KindWord {
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
    Note,
    SharedNote,
    SharingKey,
    Companion,
}

impl KindWord {
    /// The word as it stands in JSON and in the stores.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Body => "body",
            Self::Membership => "membership",
            Self::Meeting => "meeting",
            Self::Item => "item",
            Self::Dossier => "dossier",
            Self::Document => "document",
            Self::Poll => "poll",
            Self::Position => "position",
            Self::Ballot => "ballot",
            Self::Form => "form",
            Self::Reply => "reply",
            Self::Delivery => "delivery",
            Self::Delegation => "delegation",
            Self::Invitation => "invitation",
            Self::Note => "note",
            Self::SharedNote => "shared_note",
            Self::SharingKey => "sharing_key",
            Self::Companion => "companion",
        }
    }

    /// Reads the word; `None` for a word of a newer program.
    pub fn from_word(word: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
    }

    /// The entity kind; `None` for notes, which are opaque to all but those they are sealed to, for keys, and for what is
    /// made beside papers.
    pub const fn entity(self) -> Option<domain::EntityKind> {
        use domain::EntityKind as Kind;
        match self {
            Self::Person => Some(Kind::Person),
            Self::Body => Some(Kind::Body),
            Self::Membership => Some(Kind::Membership),
            Self::Meeting => Some(Kind::Meeting),
            Self::Item => Some(Kind::Item),
            Self::Dossier => Some(Kind::Dossier),
            Self::Document => Some(Kind::Document),
            Self::Poll => Some(Kind::Poll),
            Self::Position => Some(Kind::Position),
            Self::Ballot => Some(Kind::Ballot),
            Self::Form => Some(Kind::Form),
            Self::Reply => Some(Kind::Reply),
            Self::Delivery => Some(Kind::Delivery),
            Self::Delegation => Some(Kind::Delegation),
            Self::Invitation => Some(Kind::Invitation),
            Self::Note | Self::SharedNote | Self::SharingKey | Self::Companion => None,
        }
    }
}

impl From<domain::EntityKind> for KindWord {
    fn from(kind: domain::EntityKind) -> Self {
        use domain::EntityKind as Kind;
        match kind {
            Kind::Person => Self::Person,
            Kind::Body => Self::Body,
            Kind::Membership => Self::Membership,
            Kind::Meeting => Self::Meeting,
            Kind::Item => Self::Item,
            Kind::Dossier => Self::Dossier,
            Kind::Document => Self::Document,
            Kind::Poll => Self::Poll,
            Kind::Position => Self::Position,
            Kind::Ballot => Self::Ballot,
            Kind::Form => Self::Form,
            Kind::Reply => Self::Reply,
            Kind::Delivery => Self::Delivery,
            Kind::Delegation => Self::Delegation,
            Kind::Invitation => Self::Invitation,
        }
    }
}

/// The word of a field, the one its record has in JSON.
pub const fn field_word(field: domain::Field) -> &'static str {
    use domain::Field;
    match field {
        Field::Title => "title",
        Field::Place => "place",
        Field::Zone => "zone",
        Field::StartsAt => "starts_at",
        Field::EndsAt => "ends_at",
        Field::Chair => "chair",
        Field::LodgeBy => "lodge_by",
        Field::PositionsBy => "positions_by",
        Field::Follows => "follows",
        Field::Rank => "rank",
        Field::Sponsor => "sponsor",
        Field::Rapporteurs => "rapporteurs",
        Field::Minutes => "minutes",
        Field::Kind => "kind",
        Field::Decision => "decision",
        Field::Visibility => "visibility",
        Field::Readers => "readers",
        Field::Invitees => "invitees",
        Field::Classification => "classification",
        Field::PaperExpected => "paper_expected",
        Field::SummaryExpected => "summary_expected",
        Field::DocumentRole => "document_role",
        Field::Order => "order",
        Field::MayCopy => "may_copy",
        Field::Questions => "questions",
        Field::ClosesAt => "closes_at",
        Field::ShortReason => "short_reason",
        Field::Name => "name",
        Field::Handle => "handle",
        Field::Office => "office",
        Field::Mail => "mail",
        Field::Removed => "removed",
        Field::Role => "role",
        Field::Clearance => "clearance",
        Field::Votes => "votes",
        Field::From => "from",
        Field::Until => "until",
        Field::Rules => "rules",
        Field::Calendar => "calendar",
        Field::Ended => "ended",
        Field::Reason => "reason",
    }
}

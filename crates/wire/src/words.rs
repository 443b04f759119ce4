//! The closed vocabularies, each a twin of a `domain` enum.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! twins {
    ($($(#[$doc:meta])* $name:ident = $domain:path { $($variant:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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
    )*};
}

twins! {
    /// A choice on a ballot.
    ChoiceWord = domain::Choice { Agree, Disagree, Other, Abstain }
    /// A position before the session.
    PositionWord = domain::PositionValue { NoObjection, Objects, WishesToSpeak }
    /// How closely a dossier is held.
    ClassificationWord = domain::Classification { Open, Internal, Confidential }
    /// A document's part in its dossier.
    DocumentRoleWord = domain::DocumentRole { SummarySheet, Paper, Attachment }
    /// What is asked of the body.
    ItemKindWord = domain::ItemKind { Decision, Discussion, Information }
    /// Where a meeting stands.
    MeetingStateWord = domain::MeetingState { Draft, Published, InSession, Closed }
    /// What a poll is.
    PollKindWord = domain::PollKind { RollCall, OpinionForm }
    /// Of whom a majority is taken.
    BaseWord = domain::Base { Total, Present, Voting }
    /// When votes are equal.
    TieWord = domain::Tie { ChairPrevails, Falls }
    /// When somebody does not answer.
    SilenceWord = domain::Silence { NotCounted, Agrees, OpensNothing }
    /// Colours of marks.
    ColourWord = domain::Colour { Yellow, Green, Blue, Pink, Ink, Red }
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
    Note,
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
            Self::Note => "note",
        }
    }

    /// Reads the word; `None` for a word of a newer program.
    pub fn from_word(word: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
    }

    /// The entity kind; `None` for notes, which are opaque to everyone but their author.
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
            Self::Note => None,
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
        }
    }
}

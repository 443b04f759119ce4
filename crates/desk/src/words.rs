//! The closed vocabularies of screens and their twins in the domain.

use crate::view::{
    ChoiceView, ClassificationView, DocumentRoleView, DossierStateView, GradeView, ItemKindView,
    MeetingHeldAsView, MeetingStateView, OutcomeView, PartReasonView, PartView, PollKindView,
    PositionValueView, ReplyKindView, TwiceInput, VisibilityView,
};

macro_rules! twins {
    ($($view:ident = $domain:path { $($variant:ident),* $(,)? })*) => {$(
        impl From<$domain> for $view {
            fn from(word: $domain) -> Self {
                match word { $(<$domain>::$variant => Self::$variant),* }
            }
        }

        impl From<$view> for $domain {
            fn from(word: $view) -> Self {
                match word { $($view::$variant => <$domain>::$variant),* }
            }
        }
    )*};
}

twins! {
    ChoiceView = domain::Choice { Agree, Disagree, Other, Abstain }
    ClassificationView = domain::Classification {
        Open, Internal, Confidential, Secret, HighlySecret, TopSecret,
    }
    DocumentRoleView = domain::DocumentRole { SummarySheet, Paper, Attachment }
    DossierStateView = domain::DossierState {
        Draft, Lodged, Published, Confirmed, Considered, Withdrawn,
    }
    GradeView = domain::Grade { Condition, Should, Remark }
    ItemKindView = domain::ItemKind { Decision, Discussion, Information }
    MeetingHeldAsView = domain::MeetingKind { Session, WrittenProcedure }
    MeetingStateView = domain::MeetingState {
        Draft, InReview, Published, InSession, Closed, Archived, Cancelled,
    }
    OutcomeView = domain::Outcome {
        Adopted, NotAdopted, NoQuorum, ChairDecides, GoesToSession, Unreached,
    }
    PartReasonView = domain::PartReason {
        Moved, IsADiscussion, Opened, NobodyOpened, EnoughAgree, NotEnoughYet,
    }
    PartView = domain::Part { WithoutDebate, Discussion }
    PollKindView = domain::PollKind { RollCall, OpinionForm }
    PositionValueView = domain::PositionValue { NoObjection, Objects, WishesToSpeak }
    ReplyKindView = domain::ReplyKind { Accepted, Explained, Refused }
    TwiceInput = domain::Twice { First, Second }
    VisibilityView = domain::Visibility { Body, Readers, Secretariat }
}

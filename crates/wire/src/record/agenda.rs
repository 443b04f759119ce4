use super::TextRecord;
use super::travels::record;
use super::value::ConflictRecord;
use crate::words::{ItemKindWord, MeetingKindWord, MeetingStateWord, PartWord, VisibilityWord};
use domain::{
    AgendaItem, ItemFace, LateDecision, LateRequest, Meeting, MeetingFace, PartMove, Recusal,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

record! {
    /// What of a meeting is published as one.
    MeetingFaceRecord = MeetingFace {
        /// Title.
        title: TextRecord,
        /// Place.
        place: TextRecord,
        /// Time zone, an IANA name.
        zone: String,
        /// Start.
        starts_at: Timestamp,
        /// End.
        ends_at: Timestamp,
        /// Chair.
        chair: Uuid,
        /// Deadline for papers.
        lodge_by: Option<Timestamp>,
        /// Cut-off for positions.
        positions_by: Option<Timestamp>,
    }
}

record! {
    /// A meeting.
    MeetingRecord = Meeting {
        /// Identity.
        id: Uuid,
        /// Body.
        body: Uuid,
        /// Session or written procedure.
        held_as: MeetingKindWord,
        /// The meeting before it in its series.
        follows: Option<Uuid>,
        /// As it stands; for members as it was last published.
        face: MeetingFaceRecord,
        /// As it was last published.
        issued: Option<MeetingFaceRecord>,
        /// Number of publications.
        edition: u32,
        /// State.
        state: MeetingStateWord,
        /// Edits that wait for a word.
        conflicts: Vec<ConflictRecord>,
    }
}

record! {
    /// What of an item is published as one.
    ItemFaceRecord = ItemFace {
        /// Item above.
        parent: Option<Uuid>,
        /// Order among siblings.
        order: u32,
        /// Title.
        title: TextRecord,
        /// Sponsor.
        sponsor: Uuid,
        /// Rapporteurs.
        rapporteurs: BTreeSet<Uuid>,
        /// Minutes planned.
        minutes: u32,
        /// What is asked.
        kind: ItemKindWord,
        /// Recommended decision.
        decision: TextRecord,
    }
}

record! {
    /// An item moved between the parts of the session.
    PartMoveRecord = PartMove {
        /// Where to.
        part: PartWord,
        /// Why.
        reason: String,
        /// Who.
        by: Uuid,
        /// When.
        at: Timestamp,
    }
}

record! {
    /// A declared conflict of interest.
    RecusalRecord = Recusal {
        /// Why.
        reason: String,
        /// Who declared it.
        by: Uuid,
        /// When.
        at: Timestamp,
    }
}

record! {
    /// The answer to a request to lodge late.
    LateDecisionRecord = LateDecision {
        /// Yes or no.
        approved: bool,
        /// Words with it.
        words: String,
        /// Who.
        by: Uuid,
        /// When.
        at: Timestamp,
    }
}

record! {
    /// A request to lodge late.
    LateRequestRecord = LateRequest {
        /// The urgency.
        reason: String,
        /// Who asks.
        by: Uuid,
        /// When.
        at: Timestamp,
        /// The answer.
        decision: Option<LateDecisionRecord>,
    }
}

record! {
    /// An agenda item.
    ItemRecord = AgendaItem {
        /// Identity.
        id: Uuid,
        /// Meeting.
        meeting: Uuid,
        /// As it stands; for members as it was last published.
        face: ItemFaceRecord,
        /// As it was last published.
        issued: Option<ItemFaceRecord>,
        /// Who sees it.
        visibility: VisibilityWord,
        /// Named readers; for members none but the asker.
        readers: BTreeSet<Uuid>,
        /// People invited for this item; for members none but the asker.
        invitees: BTreeSet<Uuid>,
        /// Withdrawn.
        withdrawn: bool,
        /// Who takes no part.
        recused: BTreeMap<Uuid, RecusalRecord>,
        /// Moved between the parts.
        moved: Option<PartMoveRecord>,
        /// Papers that come late.
        late: Option<LateRequestRecord>,
        /// Edits that wait for a word.
        conflicts: Vec<ConflictRecord>,
    }
}

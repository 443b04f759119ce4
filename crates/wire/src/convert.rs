//! Records from and to the domain.

use crate::record::{
    BallotRecord, BodyRecord, BoundPaperRecord, DocumentRecord, DossierRecord, ItemRecord,
    MeetingRecord, MembershipRecord, PersonRecord, PolicyRecord, PollRecord, PositionRecord,
    Record, RecordError, TallyRecord, TextRecord,
};
use crate::time::{moment_to_wire, wire_to_moment};
use domain::{
    AgendaItem, BallotId, Body, BodyId, BoundPaper, CastBallot, Digest, Document, DocumentId,
    DocumentVersion, Dossier, DossierId, Entity, Fraction, ItemId, Majority, Meeting, MeetingId,
    Membership, MembershipId, Person, PersonId, Policy, Poll, PollId, PollState, Position,
    PositionId, Quorum, Role, Tally, Text,
};

impl From<&Entity> for Record {
    fn from(entity: &Entity) -> Self {
        match entity {
            Entity::Person(person) => Self::Person(person.into()),
            Entity::Body(body) => Self::Body(body.into()),
            Entity::Membership(membership) => Self::Membership(membership.into()),
            Entity::Meeting(meeting) => Self::Meeting(meeting.into()),
            Entity::Item(item) => Self::Item(item.into()),
            Entity::Dossier(dossier) => Self::Dossier(dossier.into()),
            Entity::Document(document) => Self::Document(document.into()),
            Entity::Poll(poll) => Self::Poll(poll.into()),
            Entity::Position(position) => Self::Position(position.into()),
            Entity::Ballot(ballot) => Self::Ballot(ballot.into()),
        }
    }
}

impl Record {
    /// Turns the record into an entity; `None` for a note, which only its author can open.
    ///
    /// # Errors
    /// [`RecordError::Field`] when a field holds what it must not.
    pub fn into_entity(self) -> Result<Option<Entity>, RecordError> {
        Ok(Some(match self {
            Self::Person(person) => Entity::Person(person.into()),
            Self::Body(body) => Entity::Body(body.try_into()?),
            Self::Membership(membership) => Entity::Membership(membership.try_into()?),
            Self::Meeting(meeting) => Entity::Meeting(meeting.into()),
            Self::Item(item) => Entity::Item(item.into()),
            Self::Dossier(dossier) => Entity::Dossier(dossier.into()),
            Self::Document(document) => Entity::Document(document.try_into()?),
            Self::Poll(poll) => Entity::Poll(poll.try_into()?),
            Self::Position(position) => Entity::Position(position.into()),
            Self::Ballot(ballot) => Entity::Ballot(ballot.try_into()?),
            Self::Note(_) => return Ok(None),
        }))
    }
}

impl From<&Text> for TextRecord {
    fn from(text: &Text) -> Self {
        Self { vi: text.vi.clone(), en: text.en.clone() }
    }
}

impl From<TextRecord> for Text {
    fn from(text: TextRecord) -> Self {
        Self { vi: text.vi, en: text.en }
    }
}

impl From<&Person> for PersonRecord {
    fn from(person: &Person) -> Self {
        Self {
            id: person.id.as_uuid(),
            handle: person.handle.clone(),
            name: person.name.clone(),
            office: (&person.office).into(),
        }
    }
}

impl From<PersonRecord> for Person {
    fn from(person: PersonRecord) -> Self {
        Self {
            id: PersonId::from_uuid(person.id),
            handle: person.handle,
            name: person.name,
            office: person.office.into(),
        }
    }
}

impl From<&Body> for BodyRecord {
    fn from(body: &Body) -> Self {
        Self {
            id: body.id.as_uuid(),
            name: (&body.name).into(),
            session_policy: (&body.session_policy).into(),
            written_policy: (&body.written_policy).into(),
        }
    }
}

impl TryFrom<BodyRecord> for Body {
    type Error = RecordError;

    fn try_from(body: BodyRecord) -> Result<Self, RecordError> {
        Ok(Self {
            id: BodyId::from_uuid(body.id),
            name: body.name.into(),
            session_policy: body.session_policy.try_into()?,
            written_policy: body.written_policy.try_into()?,
        })
    }
}

impl From<&Policy> for PolicyRecord {
    fn from(policy: &Policy) -> Self {
        let pair = |share: Fraction| [share.numerator, share.denominator];
        Self {
            quorum: policy.quorum.map(|quorum| pair(quorum.at_least)),
            quorum_chair: policy.quorum.is_some_and(|quorum| quorum.chair),
            base: policy.majority.base.into(),
            share: pair(policy.majority.share),
            strictly: policy.majority.strictly,
            tie: policy.tie.into(),
            silence: policy.silence.into(),
        }
    }
}

impl TryFrom<PolicyRecord> for Policy {
    type Error = RecordError;

    fn try_from(policy: PolicyRecord) -> Result<Self, RecordError> {
        let at_least = policy.quorum.map(read_fraction).transpose()?;
        Ok(Self {
            quorum: at_least.map(|at_least| Quorum { at_least, chair: policy.quorum_chair }),
            majority: Majority {
                base: policy.base.into(),
                share: read_fraction(policy.share)?,
                strictly: policy.strictly,
            },
            tie: policy.tie.into(),
            silence: policy.silence.into(),
        })
    }
}

fn read_fraction([numerator, denominator]: [u32; 2]) -> Result<Fraction, RecordError> {
    if denominator == 0 || numerator > denominator || denominator > 1_000 {
        return Err(RecordError::Field { field: "share" });
    }
    Ok(Fraction { numerator, denominator })
}

impl From<&Membership> for MembershipRecord {
    fn from(membership: &Membership) -> Self {
        let (role, advises) = match membership.role {
            Role::Chair => ("chair", None),
            Role::Member => ("member", None),
            Role::Adviser { advises } => ("adviser", Some(advises.as_uuid())),
            Role::Secretariat => ("secretariat", None),
            Role::Invitee => ("invitee", None),
            Role::Auditor => ("auditor", None),
            Role::Administrator => ("administrator", None),
        };
        Self {
            id: membership.id.as_uuid(),
            body: membership.body.as_uuid(),
            person: membership.person.as_uuid(),
            role: role.to_owned(),
            advises,
            clearance: membership.clearance.into(),
            ended: membership.ended,
        }
    }
}

impl TryFrom<MembershipRecord> for Membership {
    type Error = RecordError;

    fn try_from(membership: MembershipRecord) -> Result<Self, RecordError> {
        let role = match (membership.role.as_str(), membership.advises) {
            ("chair", None) => Role::Chair,
            ("member", None) => Role::Member,
            ("adviser", Some(advises)) => Role::Adviser { advises: PersonId::from_uuid(advises) },
            ("secretariat", None) => Role::Secretariat,
            ("invitee", None) => Role::Invitee,
            ("auditor", None) => Role::Auditor,
            ("administrator", None) => Role::Administrator,
            _ => return Err(RecordError::Field { field: "role" }),
        };
        Ok(Self {
            id: MembershipId::from_uuid(membership.id),
            body: BodyId::from_uuid(membership.body),
            person: PersonId::from_uuid(membership.person),
            role,
            clearance: membership.clearance.into(),
            ended: membership.ended,
        })
    }
}

impl From<&Meeting> for MeetingRecord {
    fn from(meeting: &Meeting) -> Self {
        Self {
            id: meeting.id.as_uuid(),
            body: meeting.body.as_uuid(),
            title: (&meeting.title).into(),
            place: (&meeting.place).into(),
            starts_at: moment_to_wire(meeting.starts_at),
            ends_at: moment_to_wire(meeting.ends_at),
            chair: meeting.chair.as_uuid(),
            state: meeting.state.into(),
        }
    }
}

impl From<MeetingRecord> for Meeting {
    fn from(meeting: MeetingRecord) -> Self {
        Self {
            id: MeetingId::from_uuid(meeting.id),
            body: BodyId::from_uuid(meeting.body),
            title: meeting.title.into(),
            place: meeting.place.into(),
            starts_at: wire_to_moment(meeting.starts_at),
            ends_at: wire_to_moment(meeting.ends_at),
            chair: PersonId::from_uuid(meeting.chair),
            state: meeting.state.into(),
        }
    }
}

impl From<&AgendaItem> for ItemRecord {
    fn from(item: &AgendaItem) -> Self {
        Self {
            id: item.id.as_uuid(),
            meeting: item.meeting.as_uuid(),
            parent: item.parent.map(ItemId::as_uuid),
            order: item.order,
            title: (&item.title).into(),
            sponsor: item.sponsor.as_uuid(),
            minutes: item.minutes,
            asks: item.kind.into(),
            withdrawn: item.withdrawn,
            recused: item.recused.iter().map(|person| person.as_uuid()).collect(),
            invitees: item.invitees.iter().map(|person| person.as_uuid()).collect(),
        }
    }
}

impl From<ItemRecord> for AgendaItem {
    fn from(item: ItemRecord) -> Self {
        Self {
            id: ItemId::from_uuid(item.id),
            meeting: MeetingId::from_uuid(item.meeting),
            parent: item.parent.map(ItemId::from_uuid),
            order: item.order,
            title: item.title.into(),
            sponsor: PersonId::from_uuid(item.sponsor),
            minutes: item.minutes,
            kind: item.asks.into(),
            withdrawn: item.withdrawn,
            recused: item.recused.into_iter().map(PersonId::from_uuid).collect(),
            invitees: item.invitees.into_iter().map(PersonId::from_uuid).collect(),
        }
    }
}

impl From<&Dossier> for DossierRecord {
    fn from(dossier: &Dossier) -> Self {
        Self {
            id: dossier.id.as_uuid(),
            item: dossier.item.as_uuid(),
            classification: dossier.classification.into(),
            paper_expected: dossier.paper_expected,
        }
    }
}

impl From<DossierRecord> for Dossier {
    fn from(dossier: DossierRecord) -> Self {
        Self {
            id: DossierId::from_uuid(dossier.id),
            item: ItemId::from_uuid(dossier.item),
            classification: dossier.classification.into(),
            paper_expected: dossier.paper_expected,
        }
    }
}

impl From<&Document> for DocumentRecord {
    fn from(document: &Document) -> Self {
        Self {
            id: document.id.as_uuid(),
            dossier: document.dossier.as_uuid(),
            role: document.role.into(),
            order: document.order,
            title: (&document.title).into(),
            may_copy: document.may_copy,
            recalled: document.recalled,
            version: document.version.number,
            digest: document.version.digest.to_string(),
            length: document.version.length,
            n_pages: document.version.n_pages,
            lodged_at: moment_to_wire(document.version.lodged_at),
        }
    }
}

impl TryFrom<DocumentRecord> for Document {
    type Error = RecordError;

    fn try_from(document: DocumentRecord) -> Result<Self, RecordError> {
        Ok(Self {
            id: DocumentId::from_uuid(document.id),
            dossier: DossierId::from_uuid(document.dossier),
            role: document.role.into(),
            order: document.order,
            title: document.title.into(),
            may_copy: document.may_copy,
            recalled: document.recalled,
            version: DocumentVersion {
                number: document.version,
                digest: read_digest(&document.digest)?,
                length: document.length,
                n_pages: document.n_pages,
                lodged_at: wire_to_moment(document.lodged_at),
            },
        })
    }
}

fn read_digest(hex: &str) -> Result<Digest, RecordError> {
    Digest::from_hex(hex).ok_or(RecordError::Field { field: "digest" })
}

impl From<&Poll> for PollRecord {
    fn from(poll: &Poll) -> Self {
        let (tally, closed_at) = match &poll.state {
            PollState::Open => (None, None),
            PollState::Closed { tally, closed_at } => {
                (Some(tally.into()), Some(moment_to_wire(*closed_at)))
            }
        };
        Self {
            id: poll.id.as_uuid(),
            item: poll.item.as_uuid(),
            form: poll.kind.into(),
            question: (&poll.question).into(),
            opens_at: moment_to_wire(poll.opens_at),
            closes_at: moment_to_wire(poll.closes_at),
            policy: (&poll.policy).into(),
            roll: poll.roll.iter().map(|person| person.as_uuid()).collect(),
            chair: poll.chair.as_uuid(),
            tally,
            closed_at,
        }
    }
}

impl TryFrom<PollRecord> for Poll {
    type Error = RecordError;

    fn try_from(poll: PollRecord) -> Result<Self, RecordError> {
        let state = match (poll.tally, poll.closed_at) {
            (None, None) => PollState::Open,
            (Some(tally), Some(closed_at)) => {
                PollState::Closed { tally: tally.into(), closed_at: wire_to_moment(closed_at) }
            }
            (Some(_), None) | (None, Some(_)) => {
                return Err(RecordError::Field { field: "closed_at" });
            }
        };
        Ok(Self {
            id: PollId::from_uuid(poll.id),
            item: ItemId::from_uuid(poll.item),
            kind: poll.form.into(),
            question: poll.question.into(),
            opens_at: wire_to_moment(poll.opens_at),
            closes_at: wire_to_moment(poll.closes_at),
            policy: poll.policy.try_into()?,
            roll: poll.roll.into_iter().map(PersonId::from_uuid).collect(),
            chair: PersonId::from_uuid(poll.chair),
            state,
        })
    }
}

impl From<&Tally> for TallyRecord {
    fn from(tally: &Tally) -> Self {
        Self {
            total: tally.total,
            agree: tally.agree,
            disagree: tally.disagree,
            other: tally.other,
            abstain: tally.abstain,
            chair: tally.chair.map(Into::into),
        }
    }
}

impl From<TallyRecord> for Tally {
    fn from(tally: TallyRecord) -> Self {
        Self {
            total: tally.total,
            agree: tally.agree,
            disagree: tally.disagree,
            other: tally.other,
            abstain: tally.abstain,
            chair: tally.chair.map(Into::into),
        }
    }
}

impl From<&Position> for PositionRecord {
    fn from(position: &Position) -> Self {
        Self {
            id: position.id.as_uuid(),
            item: position.item.as_uuid(),
            person: position.person.as_uuid(),
            value: position.value.into(),
            received_at: moment_to_wire(position.received_at),
        }
    }
}

impl From<PositionRecord> for Position {
    fn from(position: PositionRecord) -> Self {
        Self {
            id: PositionId::from_uuid(position.id),
            item: ItemId::from_uuid(position.item),
            person: PersonId::from_uuid(position.person),
            value: position.value.into(),
            received_at: wire_to_moment(position.received_at),
        }
    }
}

impl From<&BoundPaper> for BoundPaperRecord {
    fn from(paper: &BoundPaper) -> Self {
        Self {
            document: paper.document.as_uuid(),
            version: paper.version,
            digest: paper.digest.to_string(),
        }
    }
}

impl TryFrom<BoundPaperRecord> for BoundPaper {
    type Error = RecordError;

    fn try_from(paper: BoundPaperRecord) -> Result<Self, RecordError> {
        Ok(Self {
            document: DocumentId::from_uuid(paper.document),
            version: paper.version,
            digest: read_digest(&paper.digest)?,
        })
    }
}

impl From<&CastBallot> for BallotRecord {
    fn from(ballot: &CastBallot) -> Self {
        Self {
            id: ballot.id.as_uuid(),
            poll: ballot.poll.as_uuid(),
            voter: ballot.voter.as_uuid(),
            choice: ballot.choice.into(),
            opinion: ballot.opinion.clone(),
            seq: ballot.seq,
            cast_at: moment_to_wire(ballot.cast_at),
            received_at: moment_to_wire(ballot.received_at),
            papers: ballot.papers.iter().map(Into::into).collect(),
            sealed: ballot.sealed.clone(),
            receipt: ballot.receipt.clone(),
            log_index: ballot.log_index,
            in_time: ballot.in_time,
        }
    }
}

impl TryFrom<BallotRecord> for CastBallot {
    type Error = RecordError;

    fn try_from(ballot: BallotRecord) -> Result<Self, RecordError> {
        Ok(Self {
            id: BallotId::from_uuid(ballot.id),
            poll: PollId::from_uuid(ballot.poll),
            voter: PersonId::from_uuid(ballot.voter),
            choice: ballot.choice.into(),
            opinion: ballot.opinion,
            seq: ballot.seq,
            cast_at: wire_to_moment(ballot.cast_at),
            received_at: wire_to_moment(ballot.received_at),
            papers: ballot.papers.into_iter().map(TryInto::try_into).collect::<Result<_, _>>()?,
            sealed: ballot.sealed,
            receipt: ballot.receipt,
            log_index: ballot.log_index,
            in_time: ballot.in_time,
        })
    }
}

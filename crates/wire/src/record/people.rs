use super::policy::RulesRecord;
use super::travels::{Travels, record};
use super::{RecordError, TextRecord};
use crate::words::{ClassificationWord, CountryWord, StampWord};
use domain::{Body, Calendar, Delegation, Membership, Person, PersonId, Role, StampKind};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;
use uuid::Uuid;

record! {
    /// A person.
    PersonRecord = Person {
        /// Identity.
        id: Uuid,
        /// Handle.
        handle: String,
        /// Full name.
        name: String,
        /// Office.
        office: TextRecord,
        /// Mail address; absent for those who do not need to know it.
        #[serde(default)]
        mail: Option<String>,
        /// Whether the person has left.
        #[serde(default)]
        removed: bool,
    }
}

record! {
    /// Working days.
    CalendarRecord = Calendar {
        /// Whose public holidays.
        country: CountryWord,
        /// Further days off.
        closed: BTreeSet<Date>,
        /// Days off on which people work.
        opened: BTreeSet<Date>,
    }
}

record! {
    /// A body.
    BodyRecord = Body {
        /// Identity.
        id: Uuid,
        /// Name.
        name: TextRecord,
        /// How it decides.
        rules: RulesRecord,
        /// Its working days.
        calendar: CalendarRecord,
        /// Its time zone, an IANA name.
        zone: String,
        /// Highest classification whose content may be on the server.
        ceiling: ClassificationWord,
        /// The stamps its people may put on papers; all where it is absent.
        #[serde(default = "all_stamps")]
        stamps: BTreeSet<StampWord>,
    }
}

fn all_stamps() -> BTreeSet<StampWord> {
    StampKind::ALL.into_iter().map(StampWord::from).collect()
}

/// A person's place in a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MembershipRecord {
    /// Identity.
    pub id: Uuid,
    /// Body.
    pub body: Uuid,
    /// Person.
    pub person: Uuid,
    /// `chair`, `member`, `adviser`, `secretariat`, `invitee`, `auditor` or `administrator`.
    pub role: String,
    /// The member an adviser works for.
    pub advises: Option<Uuid>,
    /// Highest classification readable.
    pub clearance: ClassificationWord,
    /// Votes held.
    pub votes: u32,
    /// From when.
    pub from: Option<Timestamp>,
    /// Until when.
    pub until: Option<Timestamp>,
    /// Whether it is outside its time.
    pub ended: bool,
}

record! {
    /// A member's substitute.
    DelegationRecord = Delegation {
        /// Identity.
        id: Uuid,
        /// Body.
        body: Uuid,
        /// Member.
        member: Uuid,
        /// Substitute.
        substitute: Uuid,
        /// For one meeting alone.
        meeting: Option<Uuid>,
        /// Why.
        reason: String,
        /// Over.
        ended: bool,
    }
}

/// The word of a role, and whom an adviser works for.
pub fn role_words(role: Role) -> (&'static str, Option<Uuid>) {
    match role {
        Role::Chair => ("chair", None),
        Role::Member => ("member", None),
        Role::Adviser { advises } => ("adviser", Some(advises.as_uuid())),
        Role::Secretariat => ("secretariat", None),
        Role::Invitee => ("invitee", None),
        Role::Auditor => ("auditor", None),
        Role::Administrator => ("administrator", None),
    }
}

/// The role of its words.
pub fn role_of(word: &str, advises: Option<Uuid>) -> Result<Role, RecordError> {
    Ok(match (word, advises) {
        ("chair", None) => Role::Chair,
        ("member", None) => Role::Member,
        ("adviser", Some(advises)) => Role::Adviser { advises: PersonId::from_uuid(advises) },
        ("secretariat", None) => Role::Secretariat,
        ("invitee", None) => Role::Invitee,
        ("auditor", None) => Role::Auditor,
        ("administrator", None) => Role::Administrator,
        _ => return Err(RecordError::Field { field: "role" }),
    })
}

impl From<&Membership> for MembershipRecord {
    fn from(membership: &Membership) -> Self {
        let (role, advises) = role_words(membership.role);
        Self {
            id: membership.id.out(),
            body: membership.body.out(),
            person: membership.person.out(),
            role: role.to_owned(),
            advises,
            clearance: membership.clearance.into(),
            votes: membership.votes,
            from: membership.from.out(),
            until: membership.until.out(),
            ended: membership.ended,
        }
    }
}

impl TryFrom<MembershipRecord> for Membership {
    type Error = RecordError;

    fn try_from(record: MembershipRecord) -> Result<Self, RecordError> {
        Ok(Self {
            id: Travels::back(record.id, "id")?,
            body: Travels::back(record.body, "body")?,
            person: Travels::back(record.person, "person")?,
            role: role_of(&record.role, record.advises)?,
            clearance: record.clearance.into(),
            votes: record.votes,
            from: Travels::back(record.from, "from")?,
            until: Travels::back(record.until, "until")?,
            ended: record.ended,
        })
    }
}

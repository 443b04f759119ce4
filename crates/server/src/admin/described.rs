//! A cabinet described in a `cabinet.json`: people, a meeting, its items with papers and polls.

use super::{ImportError, ImportReport, NewItem, lodge};
use crate::access_feed::commit_entities;
use crate::app::App;
use crate::error::ApiError;
use crate::storage;
use ballot::{PollOpenLeaf, leaf_bytes, leaf_hash, question_digest};
use domain::{
    Body, BodyId, Classification, DocumentRole, DossierId, Entity, ItemId, ItemKind, Meeting,
    MeetingId, MeetingState, Membership, MembershipId, Person, PersonId, Policy, Poll, PollId,
    PollKind, PollState, Role, Text,
};
use jiff::Timestamp;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use uuid::Uuid;
use wire::{TextRecord, moment_to_wire, wire_to_moment};

/// The description; every `key` is a name within this file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DescribedCabinet {
    body: DescribedBody,
    people: Vec<DescribedPerson>,
    meeting: DescribedMeeting,
    items: Vec<DescribedItem>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DescribedBody {
    #[serde(rename = "key")]
    _key: String,
    name: TextRecord,
    policy: PolicyName,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PolicyName {
    Vietnam,
    Estonia,
    Uk,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DescribedPerson {
    key: String,
    name: String,
    office: TextRecord,
    role: RoleName,
    #[serde(default)]
    advises: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RoleName {
    Chair,
    Member,
    Adviser,
    Secretariat,
    Invitee,
    Auditor,
    Administrator,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DescribedMeeting {
    #[serde(rename = "key")]
    _key: String,
    title: TextRecord,
    place: TextRecord,
    starts: Timestamp,
    ends: Timestamp,
    chair: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DescribedItem {
    key: String,
    parent: Option<String>,
    title: TextRecord,
    sponsor: String,
    minutes: u32,
    kind: KindName,
    classification: ClassificationName,
    #[serde(default)]
    recused: Vec<String>,
    #[serde(default)]
    invitees: Vec<String>,
    #[serde(default)]
    documents: Vec<DescribedDocument>,
    #[serde(default)]
    polls: Vec<DescribedPoll>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KindName {
    Decision,
    Discussion,
    Information,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ClassificationName {
    Open,
    Internal,
    Confidential,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DescribedDocument {
    #[serde(rename = "key")]
    _key: String,
    role: DocumentRoleName,
    title: TextRecord,
    file: String,
    may_copy: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DocumentRoleName {
    SummarySheet,
    Paper,
    Attachment,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DescribedPoll {
    #[serde(rename = "key")]
    _key: String,
    kind: PollKindName,
    question: TextRecord,
    opens: Timestamp,
    closes: Timestamp,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PollKindName {
    RollCall,
    OpinionForm,
}

/// Imports a described cabinet in one transaction.
pub fn import(app: &App, dir: &Path, description: &Path) -> Result<ImportReport, ImportError> {
    let text = std::fs::read_to_string(description)
        .map_err(|source| ImportError::Read { path: description.to_owned(), source })?;
    let wrong = |reason: String| ImportError::Description { path: description.to_owned(), reason };
    let described: DescribedCabinet =
        serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    let mut builder = Builder::new(app, dir, &described, &wrong)?;
    for (order, item) in described.items.iter().enumerate() {
        builder.add_item(order, item)?;
    }
    let Builder { entities, polls, report, .. } = builder;
    storage::write(app.storage.as_ref(), |transaction| {
        let before = app.cabinet_in(transaction)?;
        for leaf in &polls {
            transaction.append_leaf(&leaf_hash(leaf), leaf)?;
        }
        commit_entities(transaction, &before, &entities)?;
        Ok::<_, ApiError>(())
    })
    .map_err(|error| ImportError::Server(Box::new(error)))?;
    Ok(report)
}

struct Builder<'a> {
    app: &'a App,
    dir: &'a Path,
    wrong: &'a dyn Fn(String) -> ImportError,
    people: BTreeMap<&'a str, PersonId>,
    items: BTreeMap<&'a str, ItemId>,
    roll: BTreeSet<PersonId>,
    policies: (Policy, Policy),
    meeting: MeetingId,
    chair: PersonId,
    entities: Vec<Entity>,
    polls: Vec<Vec<u8>>,
    report: ImportReport,
}

impl<'a> Builder<'a> {
    fn new(
        app: &'a App,
        dir: &'a Path,
        described: &'a DescribedCabinet,
        wrong: &'a dyn Fn(String) -> ImportError,
    ) -> Result<Self, ImportError> {
        let new = |_: &DescribedPerson| PersonId::from_uuid(Uuid::now_v7());
        let people: BTreeMap<&str, PersonId> =
            described.people.iter().map(|person| (person.key.as_str(), new(person))).collect();
        let find = |key: &str| {
            people.get(key).copied().ok_or_else(|| wrong(format!("nobody has the key {key}")))
        };
        let body = BodyId::from_uuid(Uuid::now_v7());
        let policies = match described.body.policy {
            PolicyName::Vietnam => (Policy::VIETNAM_SESSION, Policy::VIETNAM_WRITTEN),
            PolicyName::Estonia => (Policy::ESTONIA_SESSION, Policy::ESTONIA_SESSION),
            PolicyName::Uk => (Policy::VIETNAM_SESSION, Policy::UK_WRITE_ROUND),
        };
        let mut entities = vec![Entity::Body(Body {
            id: body,
            name: described.body.name.clone().into(),
            session_policy: policies.0,
            written_policy: policies.1,
        })];
        let mut roll = BTreeSet::new();
        for person in &described.people {
            let id = find(&person.key)?;
            let advises = person.advises.as_deref().map(find).transpose()?;
            let role = read_role(person.role, advises)
                .ok_or_else(|| wrong(format!("{} advises nobody", person.key)))?;
            if role.votes() {
                roll.insert(id);
            }
            entities.extend(describe_person(person, id, body, role));
        }
        let (meeting, chair) =
            (MeetingId::from_uuid(Uuid::now_v7()), find(&described.meeting.chair)?);
        let session = &described.meeting;
        entities.push(Entity::Meeting(Meeting {
            id: meeting,
            body,
            title: session.title.clone().into(),
            place: session.place.clone().into(),
            starts_at: wire_to_moment(session.starts),
            ends_at: wire_to_moment(session.ends),
            chair,
            state: MeetingState::Published,
        }));
        let report = ImportReport { meeting: session.title.vi.clone(), ..ImportReport::default() };
        Ok(Self {
            app,
            dir,
            wrong,
            people,
            items: BTreeMap::new(),
            roll,
            policies,
            meeting,
            chair,
            entities,
            polls: Vec::new(),
            report,
        })
    }

    fn person(&self, key: &str) -> Result<PersonId, ImportError> {
        let found = self.people.get(key).copied();
        found.ok_or_else(|| (self.wrong)(format!("nobody has the key {key}")))
    }

    fn add_item(&mut self, order: usize, item: &'a DescribedItem) -> Result<(), ImportError> {
        let id = ItemId::from_uuid(Uuid::now_v7());
        let dossier = DossierId::from_uuid(Uuid::now_v7());
        let parent = item
            .parent
            .as_deref()
            .map(|key| {
                let parent = self.items.get(key).copied();
                parent.ok_or_else(|| (self.wrong)(format!("no item above has the key {key}")))
            })
            .transpose()?;
        let people = |keys: &[String]| {
            keys.iter().map(|key| self.person(key)).collect::<Result<BTreeSet<_>, _>>()
        };
        let new = NewItem {
            meeting: self.meeting,
            parent,
            order,
            title: item.title.clone().into(),
            sponsor: self.person(&item.sponsor)?,
            minutes: item.minutes,
            kind: match item.kind {
                KindName::Decision => ItemKind::Decision,
                KindName::Discussion => ItemKind::Discussion,
                KindName::Information => ItemKind::Information,
            },
            classification: match item.classification {
                ClassificationName::Open => Classification::Open,
                ClassificationName::Internal => Classification::Internal,
                ClassificationName::Confidential => Classification::Confidential,
            },
            recused: people(&item.recused)?,
            invitees: people(&item.invitees)?,
        };
        self.entities.extend(new.into_entities(id, dossier));
        self.items.insert(item.key.as_str(), id);
        self.report.n_items += 1;
        for (order, document) in item.documents.iter().enumerate() {
            let role = match document.role {
                DocumentRoleName::SummarySheet => DocumentRole::SummarySheet,
                DocumentRoleName::Paper => DocumentRole::Paper,
                DocumentRoleName::Attachment => DocumentRole::Attachment,
            };
            let path = self.dir.join(&document.file);
            let title = document.title.clone().into();
            let lodged = lodge(self.app, &path, dossier, role, order, title, document.may_copy)?;
            self.entities.push(lodged);
            self.report.n_documents += 1;
        }
        for poll in &item.polls {
            self.add_poll(id, poll)?;
        }
        Ok(())
    }

    fn add_poll(&mut self, item: ItemId, poll: &DescribedPoll) -> Result<(), ImportError> {
        let id = PollId::from_uuid(Uuid::now_v7());
        let (kind, policy) = match poll.kind {
            PollKindName::RollCall => (PollKind::RollCall, self.policies.0),
            PollKindName::OpinionForm => (PollKind::OpinionForm, self.policies.1),
        };
        let poll = Poll {
            id,
            item,
            kind,
            question: poll.question.clone().into(),
            opens_at: wire_to_moment(poll.opens),
            closes_at: wire_to_moment(poll.closes),
            policy,
            roll: self.roll.clone(),
            chair: self.chair,
            state: PollState::Open,
        };
        let leaf = poll_open_leaf(&poll);
        let leaf =
            leaf_bytes("poll-open", &leaf).map_err(|error| (self.wrong)(error.to_string()))?;
        self.polls.push(leaf);
        self.entities.push(Entity::Poll(poll));
        Ok(())
    }
}

fn read_role(role: RoleName, advises: Option<PersonId>) -> Option<Role> {
    match role {
        RoleName::Chair => Some(Role::Chair),
        RoleName::Member => Some(Role::Member),
        RoleName::Adviser => advises.map(|advises| Role::Adviser { advises }),
        RoleName::Secretariat => Some(Role::Secretariat),
        RoleName::Invitee => Some(Role::Invitee),
        RoleName::Auditor => Some(Role::Auditor),
        RoleName::Administrator => Some(Role::Administrator),
    }
}

fn describe_person(
    person: &DescribedPerson,
    id: PersonId,
    body: BodyId,
    role: Role,
) -> [Entity; 2] {
    let clearance = match role {
        Role::Chair | Role::Member | Role::Secretariat => Classification::Confidential,
        Role::Adviser { .. } | Role::Invitee | Role::Auditor | Role::Administrator => {
            Classification::Internal
        }
    };
    let membership = MembershipId::from_uuid(Uuid::now_v7());
    let office: Text = person.office.clone().into();
    [
        Entity::Person(Person {
            id,
            handle: person.key.clone(),
            name: person.name.clone(),
            office,
        }),
        Entity::Membership(Membership {
            id: membership,
            body,
            person: id,
            role,
            clearance,
            ended: false,
        }),
    ]
}

fn poll_open_leaf(poll: &Poll) -> PollOpenLeaf {
    let words: Vec<&str> = poll.kind.choices().iter().map(|choice| choice.word()).collect();
    let (vi, en) = (&poll.question.vi, &poll.question.en);
    let mut roll = Sha256::new();
    for person in &poll.roll {
        roll.update(format!("{person}\n"));
    }
    PollOpenLeaf {
        poll: poll.id.as_uuid(),
        question_sha256: question_digest(poll.id.as_uuid(), vi, en, &words),
        opens: moment_to_wire(poll.opens_at),
        closes: moment_to_wire(poll.closes_at),
        roll_sha256: roll.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

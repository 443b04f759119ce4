//! A cabinet described in a `cabinet.json`: people, a meeting, its items with papers and polls.

use super::{ImportError, ImportReport, NewItem, lodge, published};
use crate::access_feed::commit_entities;
use crate::app::App;
use crate::error::ApiError;
use crate::operation::poll_open_leaf;
use crate::storage;
use ballot::{leaf_bytes, leaf_hash};
use domain::{
    AgendaItem, Body, BodyId, Cabinet, Calendar, Classification, Country, DocumentRole, DossierId,
    Entity, ItemId, ItemKind, Meeting, MeetingId, MeetingKind, Membership, MembershipId, Moment,
    Person, PersonId, Poll, PollId, PollKind, PollState, Role, Rules, Text, Zone, count_book,
};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use uuid::Uuid;
use wire::{TextRecord, wire_to_moment};

/// The description; every `key` is a name within this file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DescribedCabinet {
    /// Moves the meeting and its polls by whole weeks, so that the meeting lies at least this many days ahead: for
    /// demonstrations, which are shown on any day.
    #[serde(default)]
    days_ahead: Option<u16>,
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
    Eu,
    NewZealand,
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
    #[serde(default)]
    mail: Option<String>,
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
    Secret,
    HighlySecret,
    TopSecret,
}

impl From<ClassificationName> for Classification {
    fn from(name: ClassificationName) -> Self {
        match name {
            ClassificationName::Open => Self::Open,
            ClassificationName::Internal => Self::Internal,
            ClassificationName::Confidential => Self::Confidential,
            ClassificationName::Secret => Self::Secret,
            ClassificationName::HighlySecret => Self::HighlySecret,
            ClassificationName::TopSecret => Self::TopSecret,
        }
    }
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
    /// As its drafters counted them; the server opens no paper.
    #[serde(default)]
    pages: Option<u32>,
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

impl DescribedCabinet {
    fn move_ahead(&mut self, now: Moment) -> Result<(), jiff::Error> {
        const WEEK: i64 = 7 * 86_400;
        let Some(days) = self.days_ahead else {
            return Ok(());
        };
        let wanted = now.as_micros() / 1_000_000 + i64::from(days) * 86_400;
        let lacking = wanted.saturating_sub(self.meeting.starts.as_second()).max(0);
        let by = SignedDuration::from_secs((lacking + WEEK - 1) / WEEK * WEEK);
        let polls = self.items.iter_mut().flat_map(|item| &mut item.polls);
        let closings = polls.map(|poll| &mut poll.closes);
        let meeting = [&mut self.meeting.starts, &mut self.meeting.ends];
        for time in meeting.into_iter().chain(closings) {
            *time = time.checked_add(by)?;
        }
        Ok(())
    }
}

/// Gives every paper its page in the book, as a publication would.
fn count_pages(entities: &mut [Entity], meeting: MeetingId, now: Moment) {
    let mut cabinet = Cabinet::default();
    entities.iter().for_each(|entity| cabinet.put(entity.clone()));
    for counted in count_book(&cabinet, meeting, now) {
        let mut same = entities.iter_mut().filter(|one| one.reference() == counted.reference());
        if let Some(entity) = same.next() {
            *entity = counted;
        }
    }
}

/// Imports a described cabinet in one transaction.
pub fn import(app: &App, dir: &Path, description: &Path) -> Result<ImportReport, ImportError> {
    let text = std::fs::read_to_string(description)
        .map_err(|source| ImportError::Read { path: description.to_owned(), source })?;
    let wrong = |reason: String| ImportError::Description { path: description.to_owned(), reason };
    let mut described: DescribedCabinet =
        serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    described.move_ahead(app.now()).map_err(|error| wrong(error.to_string()))?;
    let mut builder = Builder::new(app, dir, &described, &wrong)?;
    for (order, item) in described.items.iter().enumerate() {
        builder.add_item(order, item)?;
    }
    let Builder { mut entities, polls, report, meeting, .. } = builder;
    count_pages(&mut entities, meeting, app.now());
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
    rules: Rules,
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
        let (rules, country, zone) = match described.body.policy {
            PolicyName::Vietnam => (Rules::VIETNAM, Country::Vietnam, Zone::VIETNAM),
            PolicyName::Estonia => (Rules::ESTONIA, Country::Estonia, "Europe/Tallinn"),
            PolicyName::Uk => (Rules::UNITED_KINGDOM, Country::UnitedKingdom, "Europe/London"),
            PolicyName::Eu => (Rules::EUROPEAN_UNION, Country::EuropeanUnion, "Europe/Brussels"),
            PolicyName::NewZealand => (Rules::NEW_ZEALAND, Country::NewZealand, "Pacific/Auckland"),
        };
        let zone = Zone::named(zone).map_err(|error| wrong(error.to_string()))?;
        let mut entities = vec![Entity::Body(Body {
            id: body,
            name: described.body.name.clone().into(),
            rules,
            calendar: Calendar::of(country),
            zone: zone.clone(),
            ceiling: app.config.ceiling.into(),
            stamps: app.config.stamps(),
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
        let mut new = Meeting::blank(meeting, body, MeetingKind::Session, chair);
        new.face.title = session.title.clone().into();
        new.face.place = session.place.clone().into();
        new.face.zone = zone;
        new.face.starts_at = wire_to_moment(session.starts);
        new.face.ends_at = wire_to_moment(session.ends);
        entities.push(published(new));
        let report = ImportReport { meeting: session.title.vi.clone(), ..ImportReport::default() };
        Ok(Self {
            app,
            dir,
            wrong,
            people,
            items: BTreeMap::new(),
            roll,
            rules,
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
        let classification = Classification::from(item.classification);
        let is_above = classification > self.app.config.ceiling.into();
        // The title of a state secret may be one itself.
        let title =
            if is_above { AgendaItem::classified_title() } else { item.title.clone().into() };
        let new = NewItem {
            meeting: self.meeting,
            parent,
            order,
            title,
            sponsor: self.person(&item.sponsor)?,
            minutes: item.minutes,
            kind: match item.kind {
                KindName::Decision => ItemKind::Decision,
                KindName::Discussion => ItemKind::Discussion,
                KindName::Information => ItemKind::Information,
            },
            classification,
            recused: people(&item.recused)?,
            invitees: people(&item.invitees)?,
            now: self.app.now(),
        };
        self.entities.extend(new.into_entities(id, dossier));
        self.items.insert(item.key.as_str(), id);
        self.report.n_items += 1;
        if is_above {
            self.report.above_ceiling.push(item.key.clone());
            return Ok(());
        }
        for (order, document) in item.documents.iter().enumerate() {
            let role = match document.role {
                DocumentRoleName::SummarySheet => DocumentRole::SummarySheet,
                DocumentRoleName::Paper => DocumentRole::Paper,
                DocumentRoleName::Attachment => DocumentRole::Attachment,
            };
            let path = self.dir.join(&document.file);
            let title = document.title.clone().into();
            let file = (&*path, document.may_copy, document.pages);
            let lodged = lodge(self.app, file, dossier, role, order, title)?;
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
            PollKindName::RollCall => (PollKind::RollCall, self.rules.session),
            PollKindName::OpinionForm => (PollKind::OpinionForm, self.rules.written),
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
            weights: BTreeMap::new(),
            form: None,
            state: PollState::Open,
            settled: None,
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
            mail: person.mail.clone(),
            removed: false,
        }),
        Entity::Membership(Membership {
            id: membership,
            body,
            person: id,
            role,
            clearance,
            votes: 1,
            from: None,
            until: None,
            ended: false,
        }),
    ]
}

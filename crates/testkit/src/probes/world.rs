//! A server with two bodies and everything in every state, and somebody for each relation to it.

use super::model::{Seat, Who};
use crate::{Place, RawMember, ServerProcess};
use anyhow::{Context, bail, ensure};
use domain::act::{Act, LodgedVersion, RecordEdit};
use domain::{
    AgendaItem, Cabinet, Choice, Classification, Delegation, DelegationId, Digest, Dossier,
    DossierId, DossierState, Entity, Form, FormId, ItemId, Meeting, MeetingId, MeetingKind,
    MeetingState, Moment, PollId, Question, Text, Visibility,
};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use uuid::Uuid;
use wire::{ActBody, OperationBody, OperationOutcome, Record};

/// Somebody who asks.
pub struct Caller {
    pub who: Who,
    pub member: RawMember,
}

impl Caller {
    /// Whether this person was removed from the directory.
    pub fn is_removed(&self, truth: &Cabinet) -> bool {
        truth.person(self.who.person).is_some_and(|person| person.removed)
    }
}

/// The world.
pub struct World {
    pub server: ServerProcess,
    pub callers: Vec<Caller>,
    _folder: tempfile::TempDir,
}

/// Handle, and what the caller is called.
const CALLERS: [(&str, &str); 16] = [
    ("chair", "chair"),
    ("minister_an", "member, sponsor and reader"),
    ("minister_binh", "member, recused"),
    ("minister_environment", "member with low clearance"),
    ("minister_ethnic", "member with a substitute"),
    ("minister_home", "member"),
    ("adviser_mai", "adviser"),
    ("secretary_lan", "secretary"),
    ("invitee_hoa", "invitee and substitute"),
    ("auditor_son", "auditor"),
    ("admin_tuan", "administrator"),
    ("minister_culture", "member whose time is over"),
    ("minister_science", "person who left"),
    ("minister_an_b", "member of another body"),
    ("secretary_lan_b", "secretary of another body"),
    ("admin_tuan_b", "administrator of another body"),
];

impl World {
    /// Builds it; takes some seconds.
    ///
    /// # Errors
    /// When the server does not let it be built.
    pub async fn build() -> anyhow::Result<Self> {
        let place = Place::find()?;
        let folder = tempfile::tempdir().context("a folder")?;
        let mut server = ServerProcess::on(&place, &folder.path().join("server"));
        server.import(&place.demo_cabinet())?;
        let other = folder.path().join("other");
        write_other_body(&place.demo_cabinet(), &other)?;
        server.import(&other)?;
        server.start()?;
        let mut callers = Vec::new();
        for (handle, name) in CALLERS {
            let enrolment = server.enrol(handle)?;
            let link = enrolment.get("link").and_then(|link| link.as_str()).context("no link")?;
            let member = RawMember::enrol(link).await?;
            let person = member.credentials.person_id();
            callers.push(Caller { who: Who { name, person, seat: None }, member });
        }
        let mut world = Self { server, callers, _folder: folder };
        world.furnish().await?;
        world.seat_everybody()?;
        Ok(world)
    }

    /// Everything the server keeps, read from its store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn truth(&self) -> anyhow::Result<Cabinet> {
        let mut cabinet = Cabinet::default();
        for body in self.records()? {
            let entity = Record::from_json(&body)?.into_entity()?.context("a note")?;
            cabinet.put(entity);
        }
        Ok(cabinet)
    }

    /// Every record as it is stored.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn records(&self) -> anyhow::Result<BTreeSet<String>> {
        let path = self.server.data().join("cabinet.db");
        let database = rusqlite::Connection::open(path).context("opening the store")?;
        let mut statement = database.prepare("SELECT body FROM record")?;
        let bodies = statement.query_map([], |row| row.get(0))?;
        Ok(bodies.collect::<Result<_, _>>()?)
    }

    /// The caller with this name.
    ///
    /// # Errors
    /// When there is none.
    pub fn caller(&self, name: &str) -> anyhow::Result<&Caller> {
        let found = self.callers.iter().find(|caller| caller.who.name == name);
        found.with_context(|| format!("no {name}"))
    }

    fn seat_everybody(&mut self) -> anyhow::Result<()> {
        let truth = self.truth()?;
        for caller in &mut self.callers {
            let removed = truth.person(caller.who.person).is_none_or(|person| person.removed);
            let seat = truth
                .memberships()
                .find(|one| one.person == caller.who.person && !one.ended && !removed);
            caller.who.seat =
                seat.map(|one| Seat { body: one.body, role: one.role, clearance: one.clearance });
        }
        Ok(())
    }

    pub(super) async fn act(&self, name: &str, act: &Act) -> anyhow::Result<()> {
        let does = Box::new(ActBody::from(act));
        let done = self.caller(name)?.member.operate(OperationBody::Act { does }).await?;
        match done {
            OperationOutcome::Accepted { .. } => Ok(()),
            OperationOutcome::Late { .. } | OperationOutcome::Refused { .. } => {
                bail!("{name} may not {act:?}: {done:?}")
            }
        }
    }

    async fn write(&self, name: &str, was: Option<Entity>, now: Entity) -> anyhow::Result<()> {
        self.act(name, &Act::Edit(vec![RecordEdit { was, now: Some(now) }])).await
    }

    async fn furnish(&self) -> anyhow::Result<()> {
        let truth = self.truth()?;
        self.furnish_people(&truth).await?;
        self.furnish_agenda(&truth).await?;
        self.furnish_papers(&truth).await?;
        self.furnish_votes().await?;
        self.furnish_companions()?;
        self.furnish_shares().await
    }

    async fn furnish_people(&self, truth: &Cabinet) -> anyhow::Result<()> {
        let admin = "administrator";
        let find = |handle: &str| truth.people().find(|one| one.handle == handle).cloned();
        let seat = |handle: &str| {
            let person = find(handle)?.id;
            truth.memberships().find(|one| one.person == person).cloned()
        };
        let low = seat("minister_environment").context("a minister")?;
        let mut now = low.clone();
        now.clearance = Classification::Open;
        self.write(admin, Some(Entity::Membership(low)), Entity::Membership(now)).await?;
        let over = seat("minister_culture").context("a minister")?;
        let mut now = over.clone();
        now.until = Some(Moment::from_micros(1_700_000_000_000_000));
        self.write(admin, Some(Entity::Membership(over)), Entity::Membership(now)).await?;
        let gone = find("minister_science").context("a minister")?;
        let mut now = gone.clone();
        now.removed = true;
        self.write(admin, Some(Entity::Person(gone)), Entity::Person(now)).await?;
        let delegation = Delegation {
            id: DelegationId::from_uuid(Uuid::now_v7()),
            body: seat("chair").context("the chair")?.body,
            member: find("minister_ethnic").context("a minister")?.id,
            substitute: find("invitee_hoa").context("an invitee")?.id,
            meeting: None,
            reason: "Đi công tác".to_owned(),
            ended: false,
        };
        self.write("secretary", None, Entity::Delegation(delegation)).await
    }

    async fn furnish_agenda(&self, truth: &Cabinet) -> anyhow::Result<()> {
        let chair = self.caller("chair")?.who.person;
        let an = self.caller("member, sponsor and reader")?.who.person;
        let session = own_session(truth, chair)?;
        for (title, visibility) in
            [("Hẹp", Visibility::Readers), ("Nội bộ", Visibility::Secretariat)]
        {
            let mut item = AgendaItem::blank(ItemId::from_uuid(Uuid::now_v7()), session.id, chair);
            item.face.title = Text::same(title);
            item.face.order = u32::MAX / 2;
            item.visibility = visibility;
            item.readers.insert(an);
            self.add(item).await?;
        }
        use MeetingState::{Cancelled, Closed, InReview, InSession, Published};
        let lives: [(&str, &[MeetingState]); 4] = [
            ("Nháp", &[]),
            ("Xem trước", &[InReview]),
            ("Hủy", &[Published, Cancelled]),
            ("Xong", &[Published, InSession, Closed]),
        ];
        for (title, steps) in lives {
            let id = MeetingId::from_uuid(Uuid::now_v7());
            let mut meeting = Meeting::blank(id, session.body, MeetingKind::Session, chair);
            meeting.face = session.face.clone();
            meeting.face.title = Text::same(title);
            self.write("secretary", None, Entity::Meeting(meeting)).await?;
            let mut item = AgendaItem::blank(ItemId::from_uuid(Uuid::now_v7()), id, an);
            item.face.title = Text::same(title);
            self.add(item).await?;
            for to in steps {
                self.act("secretary", &Act::MoveMeeting { meeting: id, to: *to }).await?;
            }
        }
        let to = Published;
        self.act("secretary", &Act::MoveMeeting { meeting: session.id, to }).await?;
        let truth = self.truth()?;
        let quiet: Vec<ItemId> = truth
            .items_of(session.id)
            .filter(|item| truth.polls_of(item.id).next().is_none())
            .map(|item| item.id)
            .collect();
        let [.., back, withdrawn] = quiet.as_slice() else {
            bail!("the demonstration has no quiet items");
        };
        let dossier = truth.dossier_of(*back).context("a dossier")?.id;
        let to = DossierState::Withdrawn;
        self.act("secretary", &Act::MoveDossier { dossier, to }).await?;
        let withdrawn = *withdrawn;
        self.act("secretary", &Act::WithdrawItem { item: withdrawn, withdrawn: true }).await
    }

    async fn add(&self, item: AgendaItem) -> anyhow::Result<()> {
        let dossier = Dossier {
            id: DossierId::from_uuid(Uuid::now_v7()),
            item: item.id,
            classification: Classification::Internal,
            paper_expected: false,
            summary_expected: false,
            state: DossierState::Draft,
        };
        self.write("secretary", None, Entity::Item(item)).await?;
        self.write("secretary", None, Entity::Dossier(dossier)).await
    }

    /// A pending version and a recalled document, and papers in the drafts.
    async fn furnish_papers(&self, truth: &Cabinet) -> anyhow::Result<()> {
        let chair = self.caller("chair")?.who.person;
        let session = own_session(truth, chair)?.id;
        let truth = self.truth()?;
        let own: Vec<_> = truth
            .documents()
            .filter(|document| {
                let item = truth.dossier(document.dossier).and_then(|at| truth.item(at.item));
                item.is_some_and(|item| item.meeting == session)
            })
            .collect();
        let [first, second, ..] = own.as_slice() else {
            bail!("the demonstration has no papers");
        };
        let amended = (first.id, first.dossier, "Bản mới");
        self.lodge(amended.0, amended.1, amended.2, b"%PDF-1.4 newer").await?;
        self.act("secretary", &Act::Recall { document: second.id }).await?;
        let drafts = truth.dossiers().filter(|dossier| dossier.state == DossierState::Draft);
        for (number, dossier) in drafts.enumerate() {
            let id = domain::DocumentId::from_uuid(Uuid::now_v7());
            let bytes = format!("%PDF-1.4 draft {number}");
            self.lodge(id, dossier.id, "", bytes.as_bytes()).await?;
        }
        Ok(())
    }

    async fn lodge(
        &self,
        document: domain::DocumentId,
        dossier: DossierId,
        reason: &str,
        bytes: &[u8],
    ) -> anyhow::Result<()> {
        let digest = blake3::hash(bytes);
        let length = bytes.len() as u64;
        let secretary = &self.caller("secretary")?.member;
        secretary.upload(&digest.to_hex(), bytes, (0, length)).await?;
        let version = LodgedVersion {
            digest: Digest::from_bytes(*digest.as_bytes()),
            length,
            n_pages: Some(1),
            has_text: Some(true),
            name: "x.pdf".to_owned(),
            reason: reason.to_owned(),
        };
        let role = domain::DocumentRole::Paper;
        let title = Text::same("Tờ trình");
        self.act("secretary", &Act::Lodge { document, dossier, role, title, version }).await
    }

    /// A draft form, a sent one with answers, and a closed poll.
    async fn furnish_votes(&self) -> anyhow::Result<()> {
        let truth = self.truth()?;
        let chair = self.caller("chair")?.who.person;
        let session = own_session(&truth, chair)?.id;
        let open = truth.items_of(session).filter(|item| {
            !item.withdrawn && item.visibility == Visibility::Body && item.recused.is_empty()
        });
        let items: Vec<ItemId> = open.map(|item| item.id).collect();
        let [first, second, ..] = items.as_slice() else {
            bail!("the demonstration has no items");
        };
        for (item, sent) in [(*first, false), (*second, true)] {
            let mut form = Form::blank(FormId::from_uuid(Uuid::now_v7()), item);
            form.title = Text::same("Phiếu");
            form.questions = vec![Question {
                poll: PollId::from_uuid(Uuid::now_v7()),
                text: Text::same("Có đồng ý không?"),
            }];
            form.closes_at = Moment::from_micros(4_000_000_000_000_000);
            form.short_reason = "khẩn".to_owned();
            self.write("secretary", None, Entity::Form(form.clone())).await?;
            if sent {
                self.act("secretary", &Act::SendForm { form: form.id }).await?;
                let poll = form.questions.first().context("a question")?.poll;
                self.vote("member", poll).await?;
            }
        }
        let roll_call = truth
            .polls()
            .find(|poll| truth.item(poll.item).is_some_and(|item| item.meeting == session));
        let poll = roll_call.context("a poll")?.id;
        self.vote("member, sponsor and reader", poll).await?;
        let close = OperationBody::ClosePoll { poll: poll.as_uuid() };
        let done = self.caller("secretary")?.member.operate(close).await?;
        ensure!(matches!(done, OperationOutcome::Accepted { .. }), "{done:?}");
        Ok(())
    }

    async fn vote(&self, name: &str, poll: PollId) -> anyhow::Result<()> {
        let caller = self.caller(name)?;
        let fresh = caller.member.refreshed().await?;
        let sealed = fresh.seal(poll, Choice::Agree, None, (0, None))?;
        let sealed = sealed.as_compact().to_owned();
        let done = fresh.operate(OperationBody::Ballot { sealed }).await?;
        ensure!(matches!(done, OperationOutcome::Accepted { .. }), "{name}: {done:?}");
        Ok(())
    }
}

fn own_session(truth: &Cabinet, chair: domain::PersonId) -> anyhow::Result<Meeting> {
    let found = truth
        .meetings()
        .find(|meeting| meeting.face.chair == chair && meeting.state == MeetingState::Published);
    found.cloned().context("no session")
}

/// The demonstration's cabinet once more, as another body with people of its own.
fn write_other_body(demo: &Path, target: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(target).context("a folder")?;
    let text = std::fs::read_to_string(demo.join("cabinet.json")).context("the demonstration")?;
    let mut described: Value = serde_json::from_str(&text)?;
    let people = described.get("people").and_then(|people| people.as_array());
    let keys: BTreeSet<String> = people
        .context("no people")?
        .iter()
        .filter_map(|person| Some(person.get("key")?.as_str()?.to_owned()))
        .collect();
    rename_people(&mut described, &keys);
    std::fs::write(target.join("cabinet.json"), described.to_string()).context("writing")?;
    std::os::unix::fs::symlink(demo.join("papers"), target.join("papers")).context("a link")
}

fn rename_people(value: &mut Value, keys: &BTreeSet<String>) {
    match value {
        Value::String(word) if keys.contains(word) => word.push_str("_b"),
        Value::Array(values) => values.iter_mut().for_each(|value| rename_people(value, keys)),
        Value::Object(fields) => {
            // A role is called like the chair's key.
            let others = fields.iter_mut().filter(|(name, _)| *name != "role");
            others.for_each(|(_, value)| rename_people(value, keys));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

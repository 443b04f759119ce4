//! A meeting as the secretariat builds it.

use super::edits::missing;
use super::undo::word_of;
use crate::agenda::{
    Setting, forecast_view, given_name_key, is_on_paper_only, name_of, person_view, text_view,
    timestamp,
};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::forms::wall_text;
use crate::view::{
    AnnouncementView, ConflictView, DocumentRoleView, MeetingStateView, PersonChoiceView,
    PrepareDocumentView, PrepareItemView, PrepareView, RecusalView, RoleView, SendingView,
    VersionView,
};
use domain::{
    AgendaItem, AgendaLine, Announcement, Body, Cabinet, Classification, Conflict, Document,
    DocumentRole, DocumentVersion, Dossier, DossierState, Editable, Field, ItemId, Meeting,
    MeetingId, MeetingState, Moment, PersonId, Role, SessionPlan, Value, access, announcements,
    number_agenda, plan_session,
};
use std::sync::PoisonError;
use uuid::Uuid;
use vault::{OutboxKind, OutgoingFileRow};

/// Letters of a digest that are shown to compare by eye.
const DIGEST_CHARS: usize = 12;

/// What is read once for a whole builder.
struct Scene<'a> {
    cabinet: &'a Cabinet,
    setting: &'a Setting,
    plan: &'a SessionPlan,
    outgoing: &'a [OutgoingFileRow],
}

impl Desk {
    /// A meeting on the secretariat's desk.
    ///
    /// # Errors
    /// `not-found` for whoever does not prepare it, or is not its chair while it is in review.
    pub fn prepare(&self, meeting: Uuid) -> Result<PrepareView, DeskError> {
        let cabinet = self.cabinet()?;
        let meeting = cabinet.meeting(MeetingId::from_uuid(meeting)).ok_or_else(missing)?;
        let reviews =
            meeting.state == MeetingState::InReview && meeting.face.chair == self.person();
        if !reviews && !access::runs_body(&cabinet, self.person(), meeting.body) {
            return Err(missing());
        }
        let setting = self.setting()?;
        let plan = plan_session(&cabinet, self.person(), meeting);
        let outgoing = self.vault.outgoing_files()?;
        let (setting, outgoing) = (&setting, outgoing.as_slice());
        let scene = Scene { cabinet: &cabinet, setting, plan: &plan, outgoing };
        let lines = number_agenda(cabinet.items_of(meeting.id));
        let items = lines.iter().map(|line| self.prepare_item(&scene, line));
        let body = cabinet.body(meeting.body).ok_or_else(missing)?;
        let stacks = self.undo.lock().unwrap_or_else(PoisonError::into_inner);
        let wall = |moment: Moment| {
            meeting.face.zone.wall_of(moment).map(|wall| wall_text(&wall)).unwrap_or_default()
        };
        let acts = self.vault.outbox()?.into_iter().filter(|row| {
            row.is_waiting() && matches!(row.kind, OutboxKind::Act | OutboxKind::Lodge)
        });
        Ok(PrepareView {
            meeting: self.meeting_view(&cabinet, setting, meeting)?,
            chair: meeting.face.chair.as_uuid(),
            starts_wall: wall(meeting.face.starts_at),
            ends_wall: wall(meeting.face.ends_at),
            lodge_by_wall: meeting.face.lodge_by.map(wall),
            positions_by_wall: meeting.face.positions_by.map(wall),
            holidays_unknown: is_beyond_known_days(body, meeting),
            items: items.collect::<Result<_, _>>()?,
            forecast: forecast_view(&cabinet, meeting, &plan).ok_or_else(missing)?,
            announcements: announcements(&cabinet, meeting)
                .into_iter()
                .filter_map(|one| announcement_view(&cabinet, meeting, &lines, one))
                .collect(),
            conflicts: conflict_views(&cabinet, meeting, &meeting.conflicts, meeting.id.as_uuid()),
            next_states: next_states(meeting.state),
            people: people_of(&cabinet, meeting),
            ceiling: body.ceiling.into(),
            undo: stacks.next_undo().map(|step| word_of(&step.forth).to_owned()),
            redo: stacks.next_redo().map(|step| word_of(&step.forth).to_owned()),
            n_waiting: u32::try_from(acts.count()).unwrap_or(u32::MAX),
        })
    }

    fn prepare_item(
        &self,
        scene: &Scene<'_>,
        line: &AgendaLine<'_>,
    ) -> Result<PrepareItemView, DeskError> {
        let (cabinet, item) = (scene.cabinet, line.item);
        let dossier = cabinet.dossier_of(item.id);
        let documents = dossier.map(|dossier| cabinet.documents_of(dossier.id)).unwrap_or_default();
        let ids = |people: &std::collections::BTreeSet<PersonId>| -> Vec<Uuid> {
            people.iter().map(|person| person.as_uuid()).collect()
        };
        let forms = cabinet
            .forms_of(item.id)
            .map(|form| self.form_line(cabinet, scene.setting, form))
            .collect::<Result<_, _>>()?;
        Ok(PrepareItemView {
            id: item.id.as_uuid(),
            parent: item.face.parent.map(ItemId::as_uuid),
            number: line.number.clone(),
            depth: line.depth,
            title: text_view(&item.face.title),
            decision: text_view(&item.face.decision),
            sponsor: item.face.sponsor.as_uuid(),
            sponsor_name: name_of(cabinet, item.face.sponsor),
            rapporteurs: ids(&item.face.rapporteurs),
            minutes: item.face.minutes,
            kind: item.face.kind.into(),
            visibility: item.visibility.into(),
            readers: ids(&item.readers),
            invitees: ids(&item.invitees),
            withdrawn: item.withdrawn,
            is_out: item.issued.is_some(),
            is_amended: item.issued.as_ref().is_some_and(|issued| *issued != item.face),
            plan: self.place_in_plan(cabinet, scene.plan, item),
            recusals: recusal_views(cabinet, item),
            late: item.late.as_ref().map(|late| self.late_view(cabinet, late, true)),
            dossier: dossier.map(|dossier| dossier.id.as_uuid()),
            dossier_state: dossier.map_or(DossierState::Draft, |dossier| dossier.state).into(),
            classification: dossier
                .map_or(Classification::Internal, |dossier| dossier.classification)
                .into(),
            on_paper_only: is_on_paper_only(cabinet, item, dossier),
            paper_expected: dossier.is_some_and(|dossier| dossier.paper_expected),
            summary_expected: dossier.is_some_and(|dossier| dossier.summary_expected),
            missing: dossier.map(|dossier| missing_roles(dossier, &documents)).unwrap_or_default(),
            documents: documents
                .into_iter()
                .map(|document| document_view(scene, document))
                .collect(),
            conflicts: conflict_views(cabinet, item, &item.conflicts, item.id.as_uuid()),
            forms,
        })
    }
}

/// Whether a deadline of a meeting lies in a year whose holidays are not all known.
fn is_beyond_known_days(body: &Body, meeting: &Meeting) -> bool {
    let deadlines = [meeting.face.lodge_by, meeting.face.positions_by];
    let known = |at: Moment| body.calendar.knows_between(&meeting.face.zone, at, at);
    deadlines.into_iter().flatten().any(|at| !known(at))
}

fn recusal_views(cabinet: &Cabinet, item: &AgendaItem) -> Vec<RecusalView> {
    let recusals = item.recused.iter().map(|(person, recusal)| RecusalView {
        person: person.as_uuid(),
        name: name_of(cabinet, *person),
        reason: recusal.reason.clone(),
        at: timestamp(recusal.at).unwrap_or_default(),
    });
    recusals.collect()
}

fn missing_roles(dossier: &Dossier, documents: &[&Document]) -> Vec<DocumentRoleView> {
    let has = |role| documents.iter().any(|document| document.role == role && !document.recalled);
    let expected = [
        (dossier.summary_expected, DocumentRole::SummarySheet),
        (dossier.paper_expected, DocumentRole::Paper),
    ];
    let missing = expected.into_iter().filter(|(expected, role)| *expected && !has(*role));
    missing.map(|(_, role)| role.into()).collect()
}

fn document_view(scene: &Scene<'_>, document: &Document) -> PrepareDocumentView {
    let newest = document.newest();
    let sending = scene
        .outgoing
        .iter()
        .find(|row| row.digest == Some(newest.digest) && !row.done)
        .map(|row| SendingView { sent: row.sent, length: row.length });
    let mut versions: Vec<VersionView> =
        document.versions().map(|version| version_view(scene.cabinet, version)).collect();
    versions.sort_by_key(|version| std::cmp::Reverse(version.number));
    let file = scene.setting.files.get(&document.dossier).into_iter().flatten();
    let problem = file
        .filter(|row| row.document == document.id)
        .find_map(|row| row.problem.clone())
        .map(|code| crate::view::PaperWarningView::Unreadable { code });
    let no_text = (newest.has_text == Some(false)).then_some(crate::view::PaperWarningView::NoText);
    PrepareDocumentView {
        id: document.id.as_uuid(),
        title: text_view(&document.title),
        role: document.role.into(),
        order: document.order,
        published: document.published,
        recalled: document.recalled,
        may_copy: document.may_copy,
        newest: version_view(scene.cabinet, newest),
        versions,
        sending,
        warnings: problem.into_iter().chain(no_text).collect(),
        book_page: document.book_page,
    }
}

fn version_view(cabinet: &Cabinet, version: &DocumentVersion) -> VersionView {
    VersionView {
        number: version.number,
        length: version.length,
        n_pages: version.n_pages,
        has_text: version.has_text,
        digest: version.digest.to_string().chars().take(DIGEST_CHARS).collect(),
        name: version.name.clone(),
        reason: version.reason.clone(),
        lodged_by: version.lodged_by.map(|person| name_of(cabinet, person)),
        lodged_at: timestamp(version.lodged_at).unwrap_or_default(),
        issued_at: version.issued_at.and_then(timestamp),
    }
}

fn announcement_view(
    cabinet: &Cabinet,
    meeting: &Meeting,
    lines: &[AgendaLine<'_>],
    announcement: Announcement,
) -> Option<AnnouncementView> {
    let number = |item: ItemId| {
        let line = lines.iter().find(|line| line.item.id == item);
        line.map(|line| line.number.clone()).unwrap_or_default()
    };
    let of_item = |kind: &str, item: ItemId, field: Option<Field>| {
        Some(AnnouncementView {
            kind: kind.to_owned(),
            item: Some(item.as_uuid()),
            number: number(item),
            title: text_view(&cabinet.item(item)?.face.title),
            field: field.map(|field| field_word(field).to_owned()),
        })
    };
    let of_document = |kind: &str, document| {
        let document = cabinet.document(document)?;
        let item = cabinet.dossier(document.dossier)?.item;
        Some(AnnouncementView {
            kind: kind.to_owned(),
            item: Some(item.as_uuid()),
            number: number(item),
            title: text_view(&document.title),
            field: None,
        })
    };
    match announcement {
        Announcement::Meeting(field) => Some(AnnouncementView {
            kind: "meeting".to_owned(),
            item: None,
            number: String::new(),
            title: text_view(&meeting.face.title),
            field: Some(field_word(field).to_owned()),
        }),
        Announcement::NewItem(item) => of_item("new_item", item, None),
        Announcement::Item(item, field) => of_item("item", item, Some(field)),
        Announcement::Missing(item) => of_item("missing", item, None),
        Announcement::NewDocument(document) => of_document("new_document", document),
        Announcement::NewVersion(document) => of_document("new_version", document),
    }
}

fn conflict_views<T: Editable>(
    cabinet: &Cabinet,
    record: &T,
    conflicts: &[Conflict],
    id: Uuid,
) -> Vec<ConflictView> {
    let kind = if cabinet.meeting(MeetingId::from_uuid(id)).is_some() { "meeting" } else { "item" };
    let views = conflicts.iter().map(|conflict| ConflictView {
        kind: kind.to_owned(),
        id,
        field: field_word(conflict.field).to_owned(),
        standing: record
            .get(conflict.field)
            .map(|value| value_words(cabinet, &value))
            .unwrap_or_default(),
        waiting: value_words(cabinet, &conflict.value),
        by: name_of(cabinet, conflict.by),
        at: timestamp(conflict.at).unwrap_or_default(),
    });
    views.collect()
}

/// A field's value as the window turns it into words: see [`ConflictView`].
fn value_words(cabinet: &Cabinet, value: &Value) -> String {
    let instant = |moment: Moment| timestamp(moment).map(|at| at.to_string()).unwrap_or_default();
    match value {
        Value::Text(text) => text.vi.clone(),
        Value::Words(words) => words.clone(),
        Value::MaybeWords(words) => words.clone().unwrap_or_default(),
        Value::Number(number) => number.to_string(),
        Value::Person(person) => person.to_string(),
        Value::People(people) => {
            people.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
        }
        Value::Moment(moment) => instant(*moment),
        Value::MaybeMoment(moment) => moment.map(instant).unwrap_or_default(),
        Value::Zone(zone) => zone.name().to_owned(),
        Value::Rank { parent, .. } => parent
            .and_then(|parent| cabinet.item(parent))
            .map_or_else(|| "↑".to_owned(), |parent| format!("→ {}", parent.face.title.vi)),
        Value::Questions(questions) => questions
            .iter()
            .map(|question| question.text.vi.clone())
            .collect::<Vec<_>>()
            .join(" · "),
        Value::Flag(_)
        | Value::MaybeMeeting(_)
        | Value::ItemKind(_)
        | Value::Visibility(_)
        | Value::Classification(_)
        | Value::DocumentRole(_)
        | Value::Role(_)
        | Value::Rules(_)
        | Value::Calendar(_) => sync::value_word(value),
    }
}

/// The word of a field, as it travels.
pub fn field_word(field: Field) -> &'static str {
    sync::field_word(field)
}

fn next_states(state: MeetingState) -> Vec<MeetingStateView> {
    let all = [
        MeetingState::Draft,
        MeetingState::InReview,
        MeetingState::Published,
        MeetingState::InSession,
        MeetingState::Closed,
        MeetingState::Archived,
        MeetingState::Cancelled,
    ];
    all.into_iter().filter(|next| state.may_become(*next)).map(Into::into).collect()
}

fn people_of(cabinet: &Cabinet, meeting: &Meeting) -> Vec<PersonChoiceView> {
    let standings =
        cabinet.memberships().filter(|standing| standing.body == meeting.body && !standing.ended);
    let mut people: Vec<PersonChoiceView> = standings
        .filter_map(|standing| {
            Some(PersonChoiceView {
                person: person_view(cabinet.person(standing.person)?),
                role: role_view(standing.role),
                votes: standing.role.votes(),
            })
        })
        .collect();
    people.sort_by_cached_key(|one| given_name_key(&one.person.name));
    people
}

pub fn role_view(role: Role) -> RoleView {
    match role {
        Role::Chair => RoleView::Chair,
        Role::Member => RoleView::Member,
        Role::Adviser { .. } => RoleView::Adviser,
        Role::Secretariat => RoleView::Secretariat,
        Role::Invitee => RoleView::Invitee,
        Role::Auditor => RoleView::Auditor,
        Role::Administrator => RoleView::Administrator,
    }
}

//! Publishing: what the secretariat has becomes what members see, all at once, with a plain list beforehand of what
//! will change for them.

use crate::act::{ActError, Changes};
use crate::edit::{Field, changed_fields};
use crate::{
    AgendaItem, Cabinet, Document, DocumentId, DocumentRole, Dossier, DossierState, Entity, ItemId,
    Meeting, MeetingId, MeetingState, Moment, Visibility, number_agenda,
};

/// One thing members will see change with the next publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Announcement {
    /// The meeting itself: title, place, time, chair or a deadline.
    Meeting(Field),
    /// A new item.
    NewItem(ItemId),
    /// An item's wording, place, sponsor or time.
    Item(ItemId, Field),
    /// A new document.
    NewDocument(DocumentId),
    /// A newer version of a document.
    NewVersion(DocumentId),
    /// Not yet: an item whose expected papers are missing, which goes out without them.
    Missing(ItemId),
}

/// What members will see change, in agenda order.
pub fn announcements(cabinet: &Cabinet, meeting: &Meeting) -> Vec<Announcement> {
    let mut list = Vec::new();
    if let Some(issued) = &meeting.issued {
        let before = Meeting { face: issued.clone(), ..meeting.clone() };
        list.extend(changed_fields(&before, meeting).into_iter().map(Announcement::Meeting));
    }
    for line in number_agenda(cabinet.items_of(meeting.id)) {
        let item = line.item;
        if !is_for_members(item) {
            continue;
        }
        match &item.issued {
            None => list.push(Announcement::NewItem(item.id)),
            Some(issued) => {
                let before = AgendaItem { face: issued.clone(), ..item.clone() };
                let fields = changed_fields(&before, item).into_iter();
                list.extend(fields.map(|field| Announcement::Item(item.id, field)));
            }
        }
        let Some(dossier) = cabinet.dossier_of(item.id) else {
            continue;
        };
        if !goes_out(cabinet, dossier) {
            list.push(Announcement::Missing(item.id));
            continue;
        }
        for document in cabinet.documents_of(dossier.id) {
            if document.recalled {
                continue;
            }
            if !document.published {
                list.push(Announcement::NewDocument(document.id));
            } else if document.pending.is_some() {
                list.push(Announcement::NewVersion(document.id));
            }
        }
    }
    list
}

/// Whether every paper a dossier expects has been lodged.
pub fn is_complete(cabinet: &Cabinet, dossier: &Dossier) -> bool {
    let documents = cabinet.documents_of(dossier.id);
    let has = |role| documents.iter().any(|document| document.role == role && !document.recalled);
    (!dossier.paper_expected || has(DocumentRole::Paper))
        && (!dossier.summary_expected || has(DocumentRole::SummarySheet))
}

/// Whether a dossier's papers go out with the next publication.
fn goes_out(cabinet: &Cabinet, dossier: &Dossier) -> bool {
    dossier.state != DossierState::Withdrawn && is_complete(cabinet, dossier)
}

fn is_for_members(item: &AgendaItem) -> bool {
    !item.withdrawn && item.visibility != Visibility::Secretariat
}

/// Publishes a meeting.
pub(crate) fn issue(
    cabinet: &Cabinet,
    meeting: &Meeting,
    now: Moment,
) -> Result<Changes, ActError> {
    if !cabinet.items_of(meeting.id).any(is_for_members) {
        return Err(ActError::Empty);
    }
    let mut put = vec![Entity::Meeting(Meeting {
        issued: Some(meeting.face.clone()),
        edition: meeting.edition + 1,
        state: match meeting.state {
            MeetingState::InSession => MeetingState::InSession,
            MeetingState::Draft
            | MeetingState::InReview
            | MeetingState::Published
            | MeetingState::Closed
            | MeetingState::Archived
            | MeetingState::Cancelled => MeetingState::Published,
        },
        ..meeting.clone()
    })];
    // The book counts anew at every publication, through all papers that members have, so that no two overlap.
    let mut page = 1_u32;
    for line in number_agenda(cabinet.items_of(meeting.id)) {
        let item = line.item;
        let dossier = cabinet.dossier_of(item.id);
        if is_for_members(item) {
            let above = cabinet.is_item_above_ceiling(item.id);
            let mut issued = if above { item.clone().without_words() } else { item.clone() };
            issued.issued = Some(issued.face.clone());
            if issued != *item {
                put.push(Entity::Item(issued));
            }
        }
        if let Some(dossier) = dossier {
            issue_dossier(cabinet, dossier, is_for_members(item), now, &mut page, &mut put);
        }
    }
    Ok(Changes { put, removed: Vec::new() })
}

/// Counts the book of a meeting whose papers are out already, as after an import: the papers whose page changes.
pub fn count_book(cabinet: &Cabinet, meeting: MeetingId, now: Moment) -> Vec<Entity> {
    let (mut page, mut put) = (1_u32, Vec::new());
    for line in number_agenda(cabinet.items_of(meeting)) {
        if let Some(dossier) = cabinet.dossier_of(line.item.id) {
            issue_dossier(cabinet, dossier, is_for_members(line.item), now, &mut page, &mut put);
        }
    }
    put
}

/// Publishes a dossier if its papers go out, and gives every paper that members then have its place in the book.
fn issue_dossier(
    cabinet: &Cabinet,
    dossier: &Dossier,
    for_members: bool,
    now: Moment,
    page: &mut u32,
    put: &mut Vec<Entity>,
) {
    let goes_out = for_members && goes_out(cabinet, dossier);
    if goes_out && matches!(dossier.state, DossierState::Draft | DossierState::Lodged) {
        put.push(Entity::Dossier(Dossier { state: DossierState::Published, ..dossier.clone() }));
    }
    for document in cabinet.documents_of(dossier.id) {
        let mut issued = document.clone();
        if goes_out && !document.recalled {
            if let Some(next) = issued.pending.take() {
                issued.earlier.push(std::mem::replace(&mut issued.version, next));
                issued.earlier.sort_by_key(|version| version.number);
            }
            issued.published = true;
            issued.version.issued_at.get_or_insert(now);
        }
        let is_in_book = for_members
            && issued.published
            && !issued.recalled
            && dossier.state != DossierState::Withdrawn;
        issued.book_page = is_in_book.then_some(*page);
        if is_in_book {
            *page = page.saturating_add(issued.version.n_pages.unwrap_or(0));
        }
        if issued != *document {
            put.push(Entity::Document(issued));
        }
    }
}

/// The pages of a document in the compiled book of its meeting; `None` before its first publication, and from the
/// publication on that follows its recall or withdrawal.
pub fn book_pages(document: &Document) -> Option<(u32, u32)> {
    let first = document.book_page?;
    let n_pages = document.version.n_pages?;
    Some((first, first.saturating_add(n_pages.saturating_sub(1))))
}

use super::{ActError, Actor, Changes, check_reason};
use crate::edit::Field;
use crate::publication::is_complete;
use crate::{
    AgendaItem, Cabinet, Digest, Document, DocumentId, DocumentRole, DocumentVersion, Dossier,
    DossierId, DossierState, Entity, Meeting, Text, access,
};

/// A file to be lodged. The server has its bytes already; number and time are its own to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LodgedVersion {
    /// Of the file's bytes.
    pub digest: Digest,
    /// Bytes.
    pub length: u64,
    /// Pages.
    pub n_pages: Option<u32>,
    /// Whether there is text to search.
    pub has_text: Option<bool>,
    /// The file's name.
    pub name: String,
    /// Why there is a new version; needed from the second on.
    pub reason: String,
}

impl LodgedVersion {
    /// Longest file taken, in bytes.
    pub const MAX_LENGTH: u64 = 2 * 1024 * 1024 * 1024;
}

/// A document that may not be there yet.
pub struct NewDocument<'a> {
    pub id: DocumentId,
    pub dossier: DossierId,
    pub role: DocumentRole,
    pub title: &'a Text,
}

/// Lodges a document, or a new version of one.
pub fn lodge(
    cabinet: &Cabinet,
    actor: Actor,
    new: &NewDocument<'_>,
    version: &LodgedVersion,
) -> Result<Changes, ActError> {
    let (dossier, item, meeting) = find(cabinet, actor, new.dossier)?;
    if cabinet.is_above_ceiling(dossier) {
        return Err(ActError::AboveCeiling);
    }
    // Whoever lodges may move the deadline, too: it counts for members and for this only once it is published.
    let is_late = meeting.public_face().lodge_by.is_some_and(|by| by < actor.now);
    let allowed = item.late.as_ref().and_then(|late| late.decision.as_ref());
    if is_late && !allowed.is_some_and(|decision| decision.approved) {
        return Err(ActError::LodgingClosed);
    }
    if version.length > LodgedVersion::MAX_LENGTH {
        return Err(ActError::BadNumber);
    }
    let name = crate::tidied(&version.name);
    crate::check_words(&name, 255)
        .map_err(|source| ActError::Words { field: Field::Name, source })?;
    let make = |number, reason| DocumentVersion {
        number,
        digest: version.digest,
        length: version.length,
        n_pages: version.n_pages,
        has_text: version.has_text,
        name: name.clone(),
        reason,
        lodged_by: Some(actor.person),
        lodged_at: actor.now,
        issued_at: None,
    };
    let document = match cabinet.document(new.id) {
        Some(known) if known.dossier != dossier.id || known.recalled => {
            return Err(ActError::NotFound);
        }
        Some(known) => {
            let reason = check_reason(&version.reason)?;
            let next = make(known.newest().number + 1, reason);
            replace(known.clone(), next)
        }
        None => {
            let title = new.title.tidied();
            title
                .check_title()
                .map_err(|source| ActError::Words { field: Field::Title, source })?;
            let after = cabinet.documents_of(dossier.id).into_iter().map(|other| other.order).max();
            Document {
                id: new.id,
                dossier: dossier.id,
                role: new.role,
                order: after.map_or(0, |order| order.saturating_add(1)),
                title,
                may_copy: true,
                recalled: false,
                version: make(1, String::new()),
                published: false,
                pending: None,
                earlier: Vec::new(),
                book_page: None,
            }
        }
    };
    Ok(Changes::of(Entity::Document(document)))
}

/// Puts a newer version beside the one in force, or in its place while members have neither. What it replaces stays
/// on record.
fn replace(mut document: Document, next: DocumentVersion) -> Document {
    if document.published {
        document.earlier.extend(document.pending.replace(next));
        document.earlier.sort_by_key(|version| version.number);
    } else {
        document.earlier.push(std::mem::replace(&mut document.version, next));
    }
    document
}

/// Takes a document back.
pub fn recall(cabinet: &Cabinet, actor: Actor, document: DocumentId) -> Result<Changes, ActError> {
    let mut document = cabinet.document(document).ok_or(ActError::NotFound)?.clone();
    let dossier = cabinet.dossier(document.dossier).ok_or(ActError::NotFound)?;
    if !access::may_run_item(cabinet, actor.person, dossier.item) {
        return Err(ActError::NotFound);
    }
    document.recalled = true;
    Ok(Changes::of(Entity::Document(document)))
}

/// Moves a dossier through its life. Publishing it is the meeting's step; confirming it may be the chair's.
pub fn go_to(
    cabinet: &Cabinet,
    actor: Actor,
    dossier: DossierId,
    to: DossierState,
) -> Result<Changes, ActError> {
    let found = cabinet.dossier(dossier).ok_or(ActError::NotFound)?;
    let item = cabinet.item(found.item).ok_or(ActError::NotFound)?;
    let meeting = cabinet.meeting(item.meeting).ok_or(ActError::NotFound)?;
    let runs = access::may_run_item(cabinet, actor.person, item.id);
    let chairs = meeting.public_face().chair == actor.person
        && access::may_read_dossier(cabinet, actor.person, found);
    let confirms = matches!(to, DossierState::Confirmed)
        || (found.state == DossierState::Confirmed && to == DossierState::Published);
    let may = runs || (chairs && confirms);
    if !may {
        return Err(ActError::NotFound);
    }
    let is_meetings = matches!(to, DossierState::Considered)
        || (to == DossierState::Published && found.state != DossierState::Confirmed);
    if !found.state.may_become(to) || is_meetings {
        return Err(ActError::NotPossibleNow);
    }
    if to == DossierState::Lodged && !is_complete(cabinet, found) {
        return Err(ActError::Incomplete);
    }
    let mut dossier = found.clone();
    dossier.state = to;
    let mut put = vec![Entity::Dossier(dossier)];
    if found.state == DossierState::Withdrawn {
        let documents = cabinet.documents_of(found.id).into_iter().cloned();
        put.extend(documents.filter(|document| document.published).map(taken_in));
    }
    Ok(Changes { put, removed: Vec::new() })
}

/// A document whose dossier comes back from being withdrawn: members get it with the next publication, not before.
fn taken_in(mut document: Document) -> Entity {
    document.published = false;
    document.book_page = None;
    if let Some(next) = document.pending.take() {
        document.earlier.push(std::mem::replace(&mut document.version, next));
        document.earlier.sort_by_key(|version| version.number);
    }
    Entity::Document(document)
}

fn find(
    cabinet: &Cabinet,
    actor: Actor,
    dossier: DossierId,
) -> Result<(&Dossier, &AgendaItem, &Meeting), ActError> {
    let dossier = cabinet.dossier(dossier).ok_or(ActError::NotFound)?;
    let item = cabinet.item(dossier.item).ok_or(ActError::NotFound)?;
    let meeting = cabinet.meeting(item.meeting).ok_or(ActError::NotFound)?;
    if !access::may_run_item(cabinet, actor.person, item.id) {
        return Err(ActError::NotFound);
    }
    let over = matches!(dossier.state, DossierState::Considered | DossierState::Withdrawn);
    if over || !meeting.state.is_open_to_change() {
        return Err(ActError::NotPossibleNow);
    }
    Ok((dossier, item, meeting))
}

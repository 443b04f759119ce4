//! Who may share notes on a paper with whom, and who may have a note that was shared.

use super::{is_known, may_read_version, standing_in};
use crate::{
    AgendaItem, BodyId, Cabinet, Document, DocumentVersion, Dossier, Layer, PersonId, Role,
    SharedNote, Visibility,
};

/// Tells whether `author` may share a note on a version of a document with `reader`: both may read the version, and
/// they work together. An adviser works with the member they advise and with nobody else; a member, the secretariat
/// and whoever is invited to the item, with one another.
pub fn may_share(
    cabinet: &Cabinet,
    author: PersonId,
    reader: PersonId,
    (document, version): (&Document, &DocumentVersion),
) -> bool {
    let reads = |person| may_read_version(cabinet, person, document, version);
    let place = place_of(cabinet, document);
    place.is_some_and(|(_, _, body)| work_together(cabinet, author, reader, body))
        && reads(author)
        && reads(reader)
}

/// Tells whether `person` may have a shared note: its author always, to take it back; a reader as long as they may
/// read the version it lies on.
pub fn may_see_shared(cabinet: &Cabinet, person: PersonId, note: &SharedNote) -> bool {
    if note.author == person {
        return is_known(cabinet, person);
    }
    let reads = |document: &Document| {
        let mut versions = document.versions();
        let version = versions.find(|version| version.number == note.version);
        version.is_some_and(|version| may_read_version(cabinet, person, document, version))
    };
    note.readers.contains(&person) && cabinet.document(note.document).is_some_and(reads)
}

/// Tells whether `person` may know the keys to which notes are sealed: whoever has a place in a body.
pub fn may_know_sharing_keys(cabinet: &Cabinet, person: PersonId) -> bool {
    is_known(cabinet, person)
}

/// The layer of what `author` shares on a document; `None` where they have no place in its body.
pub fn layer_of(cabinet: &Cabinet, author: PersonId, document: &Document) -> Option<Layer> {
    let (_, _, body) = place_of(cabinet, document)?;
    Some(Layer::of(standing_in(cabinet, author, body)?.role))
}

/// Whom a screen offers to `author` as readers of a note, judged by what the author's laptop knows. Of an item for
/// named readers it does not know their names: there everybody is offered who could be one, and the server decides.
pub fn readers_to_offer(
    cabinet: &Cabinet,
    author: PersonId,
    (document, version): (&Document, &DocumentVersion),
) -> Vec<PersonId> {
    let Some((item, dossier, body)) = place_of(cabinet, document) else {
        return Vec::new();
    };
    let could_read = |reader: PersonId| {
        standing_in(cabinet, reader, body).is_some_and(|standing| {
            standing.clearance >= dossier.classification && !item.is_recused(reader)
        })
    };
    let fits = |reader: PersonId| match item.visibility {
        Visibility::Body | Visibility::Secretariat => {
            may_share(cabinet, author, reader, (document, version))
        }
        Visibility::Readers => {
            may_read_version(cabinet, author, document, version)
                && work_together(cabinet, author, reader, body)
                && could_read(reader)
        }
    };
    let mut people: Vec<PersonId> = cabinet
        .memberships()
        .filter(|standing| standing.body == body && !standing.ended)
        .map(|standing| standing.person)
        .filter(|person| fits(*person))
        .collect();
    people.sort_unstable();
    people.dedup();
    people
}

fn place_of<'a>(
    cabinet: &'a Cabinet,
    document: &Document,
) -> Option<(&'a AgendaItem, &'a Dossier, BodyId)> {
    let dossier = cabinet.dossier(document.dossier)?;
    let item = cabinet.item(dossier.item)?;
    Some((item, dossier, cabinet.meeting(item.meeting)?.body))
}

fn work_together(cabinet: &Cabinet, one: PersonId, other: PersonId, body: BodyId) -> bool {
    let role = |person| standing_in(cabinet, person, body).map(|standing| standing.role);
    let (Some(its), Some(others)) = (role(one), role(other)) else {
        return false;
    };
    if one == other {
        return false;
    }
    match (advised_by(its), advised_by(others)) {
        (None, None) => exchanges(its) && exchanges(others),
        (Some(member), None) => member == other && exchanges(others),
        (None, Some(member)) => member == one && exchanges(its),
        (Some(_), Some(_)) => false,
    }
}

const fn advised_by(role: Role) -> Option<PersonId> {
    match role {
        Role::Adviser { advises } => Some(advises),
        Role::Chair
        | Role::Member
        | Role::Secretariat
        | Role::Invitee
        | Role::Auditor
        | Role::Administrator => None,
    }
}

const fn exchanges(role: Role) -> bool {
    match role {
        Role::Chair | Role::Member | Role::Secretariat | Role::Invitee => true,
        Role::Adviser { .. } | Role::Auditor | Role::Administrator => false,
    }
}

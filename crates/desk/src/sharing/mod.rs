//! Notes shared with colleagues: what others share, how the member's own are shared, and whose keys are trusted.
//!
//! A note that is shared goes on living where it was: a private annotation with all its changes. What readers have is
//! its state at one moment. So every change of such a note is followed by a new state for the same readers, and where
//! that is not possible the note says that they have an earlier one. A change is never refused for their sake.

mod giving;
mod keys;
mod others;
mod standing;
mod taking;

use crate::agenda::person_view;
use crate::view::{PersonView, TextView};
use domain::{Annotation, Cabinet, PersonId};
use sync::OpenedShare;

/// A person as screens show them; nameless where this device does not know them.
fn person_of(cabinet: &Cabinet, id: PersonId) -> PersonView {
    let nobody = || PersonView {
        id: id.as_uuid(),
        name: String::new(),
        office: TextView { vi: String::new(), en: String::new() },
    };
    cabinet.person(id).map_or_else(nobody, person_view)
}

/// People as screens list them, by their given names.
fn people_of<'a>(
    cabinet: &Cabinet,
    people: impl IntoIterator<Item = &'a PersonId>,
) -> Vec<PersonView> {
    let people = people.into_iter().map(|id| person_of(cabinet, *id));
    let mut people: Vec<PersonView> = people.collect();
    people.sort_by_cached_key(|person| crate::agenda::given_name_key(&person.name));
    people
}

/// Whether readers have a note as it stands.
fn is_current(share: &OpenedShare, annotation: &Annotation) -> bool {
    let shared = &share.note;
    (&shared.mark, shared.anchor, &shared.surroundings)
        == (&annotation.mark, annotation.anchor, &annotation.surroundings)
}

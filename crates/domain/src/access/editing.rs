use super::{administers, is_administrator, may_run_item, runs_body};
use crate::{Cabinet, Entity, PersonId};

/// Tells whether `person` may edit a record, one that stands or a new one: the secretariat of the body what is on its
/// agendas and who stands in, an administrator the people, their places and the rules. What acts alone may change, such
/// as ballots and replies, nobody edits.
pub fn may_edit(cabinet: &Cabinet, person: PersonId, record: &Entity) -> bool {
    match record {
        Entity::Meeting(meeting) => runs_body(cabinet, person, meeting.body),
        Entity::Item(item) => cabinet
            .meeting(item.meeting)
            .is_some_and(|meeting| runs_body(cabinet, person, meeting.body)),
        Entity::Dossier(dossier) => may_run_item(cabinet, person, dossier.item),
        Entity::Document(document) => cabinet
            .dossier(document.dossier)
            .is_some_and(|dossier| may_run_item(cabinet, person, dossier.item)),
        Entity::Form(form) => may_run_item(cabinet, person, form.item),
        Entity::Delegation(delegation) => runs_body(cabinet, person, delegation.body),
        Entity::Person(_) => is_administrator(cabinet, person),
        Entity::Membership(membership) => administers(cabinet, person, membership.body),
        Entity::Body(body) => administers(cabinet, person, body.id),
        Entity::Poll(_)
        | Entity::Position(_)
        | Entity::Ballot(_)
        | Entity::Reply(_)
        | Entity::Delivery(_)
        | Entity::Invitation(_) => false,
    }
}

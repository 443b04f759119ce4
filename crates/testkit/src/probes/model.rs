//! The policy once more, rule by rule from docs and product words, used nowhere else: what the server gives is held
//! against this, not against the code that decides.

use domain::{
    AgendaItem, BodyId, Cabinet, Classification, Digest, Document, DocumentVersion, DossierState,
    Entity, FormState, Meeting, MeetingState, PersonId, Poll, PollKind, PollState, Role,
    Visibility,
};

/// Who asks.
#[derive(Debug, Clone)]
pub struct Who {
    /// How the story calls them.
    pub name: &'static str,
    /// Person.
    pub person: PersonId,
    /// Body they sit in; `None` once they sit nowhere.
    pub seat: Option<Seat>,
}

/// A seat.
#[derive(Debug, Clone, Copy)]
pub struct Seat {
    pub body: BodyId,
    pub role: Role,
    pub clearance: Classification,
}

impl Who {
    fn is(&self, test: impl Fn(Role) -> bool) -> bool {
        self.seat.is_some_and(|seat| test(seat.role))
    }

    /// Whether they are of the secretariat.
    pub fn is_secretary(&self) -> bool {
        self.is(|role| role == Role::Secretariat)
    }

    /// Whether they are an auditor.
    pub fn is_auditor(&self) -> bool {
        self.is(|role| role == Role::Auditor)
    }

    /// Whether they are an administrator.
    pub fn is_administrator(&self) -> bool {
        self.is(|role| role == Role::Administrator)
    }
}

/// Whether somebody sees a record at all.
pub fn sees(cabinet: &Cabinet, who: &Who, entity: &Entity) -> bool {
    let Some(seat) = who.seat else {
        return false;
    };
    let item = |id| cabinet.item(id);
    match entity {
        Entity::Person(_) | Entity::Body(_) => true,
        Entity::Membership(one) => one.body == seat.body,
        Entity::Delegation(one) => one.body == seat.body,
        Entity::Invitation(one) => {
            let own_body = cabinet.meeting(one.meeting).is_some_and(|at| at.body == seat.body);
            one.person == who.person || (own_body && who.is_secretary())
        }
        Entity::Meeting(meeting) => sees_meeting(cabinet, who, seat, meeting),
        Entity::Item(one) => sees_item(cabinet, who, seat, one),
        Entity::Dossier(one) => item(one.item).is_some_and(|at| {
            let withdrawn = one.state == DossierState::Withdrawn && !who.is_secretary();
            !withdrawn && reads(cabinet, who, seat, at, one.classification)
        }),
        Entity::Document(one) => cabinet.dossier(one.dossier).is_some_and(|dossier| {
            item(dossier.item).is_some_and(|at| {
                let workings = who.is_secretary() || reviews(cabinet, who, at);
                let withdrawn = dossier.state == DossierState::Withdrawn && !who.is_secretary();
                !withdrawn
                    && reads(cabinet, who, seat, at, dossier.classification)
                    && (one.published || workings)
            })
        }),
        Entity::Poll(one) => item(one.item).is_some_and(|at| asks(cabinet, who, seat, at)),
        Entity::Form(one) => item(one.item).is_some_and(|at| match one.state {
            FormState::Draft => who.is_secretary() && sees_item(cabinet, who, seat, at),
            FormState::Sent | FormState::Closed | FormState::MovedToSession { .. } => {
                asks(cabinet, who, seat, at)
            }
        }),
        Entity::Position(one) => {
            one.person == who.person
                || who.is(|role| role == Role::Adviser { advises: one.person })
                || item(one.item).is_some_and(|at| {
                    let leads = who.is_secretary()
                        || (seat.role == Role::Chair && !at.recused.contains_key(&who.person));
                    leads && sees_item(cabinet, who, seat, at)
                })
        }
        Entity::Ballot(one) => {
            one.voter == who.person
                || cabinet.poll(one.poll).is_some_and(|poll| counts(cabinet, who, seat, poll))
        }
        Entity::Reply(one) => {
            let (Some(poll), Some(ballot)) = (cabinet.poll(one.poll), cabinet.ballot(one.ballot))
            else {
                return false;
            };
            let own = ballot.voter == who.person
                || who.is(|role| role == Role::Adviser { advises: ballot.voter });
            let asked = item(poll.item).is_some_and(|at| asks(cabinet, who, seat, at));
            asked && (own || counts(cabinet, who, seat, poll))
        }
        Entity::Delivery(one) => {
            let own_body = item(one.item).and_then(|at| cabinet.meeting(at.meeting));
            let own_body = own_body.is_some_and(|meeting| meeting.body == seat.body);
            one.person == who.person || (who.is_secretary() && own_body)
        }
    }
}

/// The face of an item as it was published, or as it is while it is not.
fn published(item: &AgendaItem) -> &domain::ItemFace {
    item.issued.as_ref().unwrap_or(&item.face)
}

fn is_out(meeting: &Meeting) -> bool {
    !matches!(meeting.state, MeetingState::Draft | MeetingState::InReview)
}

fn reviews(cabinet: &Cabinet, who: &Who, item: &AgendaItem) -> bool {
    cabinet.meeting(item.meeting).is_some_and(|meeting| {
        meeting.state == MeetingState::InReview && meeting.face.chair == who.person
    })
}

/// The member a person stands in for.
fn stands_for(cabinet: &Cabinet, who: &Who, meeting: &Meeting) -> Option<PersonId> {
    let mut all = cabinet.delegations();
    let found = all.find(|one| {
        !one.ended
            && one.substitute == who.person
            && one.body == meeting.body
            && (one.meeting.is_none() || one.meeting == Some(meeting.id))
    });
    found.map(|one| one.member)
}

fn sees_meeting(cabinet: &Cabinet, who: &Who, seat: Seat, meeting: &Meeting) -> bool {
    if seat.body != meeting.body {
        return false;
    }
    match seat.role {
        Role::Secretariat => true,
        Role::Administrator => false,
        Role::Chair | Role::Member | Role::Adviser { .. } | Role::Auditor => {
            is_out(meeting)
                || (meeting.state == MeetingState::InReview && meeting.face.chair == who.person)
        }
        Role::Invitee => {
            let has_item =
                cabinet.items_of(meeting.id).any(|item| sees_item(cabinet, who, seat, item));
            is_out(meeting) && (has_item || stands_for(cabinet, who, meeting).is_some())
        }
    }
}

fn sees_item(cabinet: &Cabinet, who: &Who, seat: Seat, item: &AgendaItem) -> bool {
    let Some(meeting) = cabinet.meeting(item.meeting).filter(|at| at.body == seat.body) else {
        return false;
    };
    if seat.role == Role::Secretariat || reviews(cabinet, who, item) {
        return true;
    }
    let hidden = item.visibility == Visibility::Secretariat;
    if !is_out(meeting) || item.issued.is_none() || hidden {
        return false;
    }
    let reader = |person: &PersonId| {
        item.visibility == Visibility::Body
            || item.readers.contains(person)
            || published(item).sponsor == *person
    };
    match seat.role {
        Role::Secretariat | Role::Auditor => true,
        Role::Administrator => false,
        Role::Chair | Role::Member => reader(&who.person),
        Role::Adviser { advises } => reader(&advises),
        Role::Invitee => {
            item.invitees.contains(&who.person)
                || stands_for(cabinet, who, meeting).is_some_and(|member| reader(&member))
        }
    }
}

/// Whether somebody reads papers of a classification under an item.
fn reads(
    cabinet: &Cabinet,
    who: &Who,
    seat: Seat,
    item: &AgendaItem,
    held: Classification,
) -> bool {
    let aside = |person: &PersonId| item.recused.contains_key(person);
    if seat.clearance < held || !sees_item(cabinet, who, seat, item) {
        return false;
    }
    let cleared = |member: PersonId| {
        let mut seats = cabinet.memberships();
        seats.any(|one| {
            one.person == member && one.body == seat.body && !one.ended && one.clearance >= held
        })
    };
    match seat.role {
        Role::Secretariat => true,
        Role::Auditor | Role::Administrator => false,
        Role::Chair | Role::Member => !aside(&who.person),
        Role::Adviser { advises } => !aside(&who.person) && !aside(&advises) && cleared(advises),
        Role::Invitee => {
            let member = cabinet.meeting(item.meeting).and_then(|at| stands_for(cabinet, who, at));
            let as_substitute = member.is_some_and(|member| !aside(&member) && cleared(member));
            !aside(&who.person) && (item.invitees.contains(&who.person) || as_substitute)
        }
    }
}

/// Whether somebody sees the questions put on an item.
fn asks(cabinet: &Cabinet, who: &Who, seat: Seat, item: &AgendaItem) -> bool {
    let aside = |person: &PersonId| item.recused.contains_key(person);
    sees_item(cabinet, who, seat, item)
        && match seat.role {
            Role::Secretariat | Role::Auditor => true,
            Role::Administrator => false,
            Role::Chair | Role::Member => !aside(&who.person),
            Role::Adviser { advises } => !aside(&who.person) && !aside(&advises),
            Role::Invitee => {
                let member =
                    cabinet.meeting(item.meeting).and_then(|at| stands_for(cabinet, who, at));
                member.is_some_and(|member| !aside(&who.person) && !aside(&member))
            }
        }
}

/// Whether somebody sees everybody's answers.
fn counts(cabinet: &Cabinet, who: &Who, seat: Seat, poll: &Poll) -> bool {
    let Some(item) = cabinet.item(poll.item) else {
        return false;
    };
    let sponsor = published(item).sponsor;
    let drafts = who.person == sponsor || seat.role == Role::Adviser { advises: sponsor };
    let gathers = poll.kind == PollKind::OpinionForm && (who.is_secretary() || drafts);
    let closed = matches!(poll.state, PollState::Closed { .. });
    asks(cabinet, who, seat, item) && (closed || gathers)
}

/// Whether somebody sees everybody's answers to a poll.
pub fn counts_poll(cabinet: &Cabinet, who: &Who, poll: &Poll) -> bool {
    who.seat.is_some_and(|seat| counts(cabinet, who, seat, poll))
}

/// Whether the bytes of some version with this digest are somebody's to read: never those of a paper that was taken
/// back, and those of a version that is not out only for whoever prepares or reviews.
pub fn reads_bytes(cabinet: &Cabinet, who: &Who, digest: Digest) -> bool {
    cabinet.documents().any(|document| {
        let mut versions = versions_of(document);
        versions
            .any(|version| version.digest == digest && reads_one(cabinet, who, document, version))
    })
}

fn versions_of(document: &Document) -> impl Iterator<Item = &DocumentVersion> {
    document.earlier.iter().chain([&document.version]).chain(&document.pending)
}

fn reads_one(cabinet: &Cabinet, who: &Who, document: &Document, version: &DocumentVersion) -> bool {
    let item = cabinet.dossier(document.dossier).and_then(|at| cabinet.item(at.item));
    let workings = item.is_some_and(|at| {
        let own = sees(cabinet, who, &Entity::Item(at.clone()));
        own && (who.is_secretary() || reviews(cabinet, who, at))
    });
    !document.recalled
        && sees(cabinet, who, &Entity::Document(document.clone()))
        && (workings || version.issued_at.is_some())
}

/// Who somebody is, from the records alone.
pub fn who(cabinet: &Cabinet, person: PersonId) -> Who {
    let removed = cabinet.person(person).is_none_or(|person| person.removed);
    let mut seats = cabinet.memberships();
    let seat = seats.find(|one| one.person == person && !one.ended && !removed);
    let seat = seat.map(|one| Seat { body: one.body, role: one.role, clearance: one.clearance });
    Who { name: "somebody", person, seat }
}

/// Whether one version of a document is somebody's to read.
pub fn reads_version(cabinet: &Cabinet, who: &Who, document: &Document, number: u32) -> bool {
    let mut versions = versions_of(document);
    versions.any(|version| version.number == number && reads_one(cabinet, who, document, version))
}

/// Whether somebody may share a note on a version with somebody else: both read it, and they work together. An adviser
/// with the member they advise; everybody else but advisers, auditors and administrators with one another.
pub fn may_share(
    cabinet: &Cabinet,
    author: &Who,
    reader: PersonId,
    (document, version): (&Document, u32),
) -> bool {
    let reader = who(cabinet, reader);
    let (Some(one), Some(other)) = (author.seat, reader.seat) else {
        return false;
    };
    let together = match (one.role, other.role) {
        (Role::Adviser { .. }, Role::Adviser { .. }) => false,
        (Role::Adviser { advises }, _) => advises == reader.person,
        (_, Role::Adviser { advises }) => advises == author.person,
        _ => true,
    };
    together
        && author.person != reader.person
        && one.body == other.body
        && reads_version(cabinet, author, document, version)
        && reads_version(cabinet, &reader, document, version)
}

/// The paper on which somebody shares in the probes: the first that they read.
pub fn shared_paper<'a>(cabinet: &'a Cabinet, who: &Who) -> Option<&'a Document> {
    let mut papers = cabinet.documents();
    papers.find(|document| reads_version(cabinet, who, document, document.version.number))
}

/// What of a record somebody was given that only those who prepare it may have; in a word.
pub fn tells_workings(
    cabinet: &Cabinet,
    who: &Who,
    stored: &Entity,
    given: &Entity,
) -> Option<&'static str> {
    let workings = |item: &AgendaItem| who.is_secretary() || reviews(cabinet, who, item);
    match (stored, given) {
        (Entity::Meeting(stored), Entity::Meeting(given)) => {
            let reviews = stored.state == MeetingState::InReview && stored.face.chair == who.person;
            let face = stored.issued.as_ref().unwrap_or(&stored.face);
            let tells = given.face != *face || !given.conflicts.is_empty();
            (tells && !reviews && !who.is_secretary()).then_some("unpublished words")
        }
        (Entity::Item(stored), Entity::Item(given)) if !workings(stored) => {
            let others = |person: &PersonId| *person != who.person;
            let reasons =
                given.recused.iter().any(|(one, why)| others(one) && !why.reason.is_empty());
            if given.face != *published(stored) || !given.conflicts.is_empty() {
                return Some("unpublished words");
            }
            if given.readers.iter().chain(&given.invitees).any(others) {
                return Some("others' names");
            }
            reasons.then_some("others' reasons")
        }
        (Entity::Document(stored), Entity::Document(given)) => {
            let item = cabinet.dossier(stored.dossier).and_then(|at| cabinet.item(at.item));
            let early = given.earlier.iter().any(|version| version.issued_at.is_none());
            let tells = given.pending.is_some() || early;
            (tells && !item.is_some_and(workings)).then_some("an unpublished version")
        }
        (Entity::Person(_), Entity::Person(given)) => {
            let own = given.id == who.person || who.is_secretary() || who.is_administrator();
            (given.mail.is_some() && !own).then_some("an address")
        }
        _ => None,
    }
}

/// Whether somebody might do something to a record in some state of it. Generous: where it says yes, nothing is
/// probed; where it says no, it must not be done in any state.
pub fn might(cabinet: &Cabinet, who: &Who, verb: &str, entity: &Entity) -> bool {
    let Some(seat) = who.seat else {
        return false;
    };
    match (verb, entity) {
        ("share_note", Entity::Document(document)) => {
            return reads_version(cabinet, who, document, document.version.number);
        }
        ("share_note", Entity::Person(reader)) => {
            return shared_paper(cabinet, who).is_some_and(|document| {
                may_share(cabinet, who, reader.id, (document, document.version.number))
            });
        }
        _ => {}
    }
    let Some(body) = body_of(cabinet, entity) else {
        // People belong to no body: any administrator writes them down.
        return verb == "edit" && who.is_administrator();
    };
    if body != seat.body {
        return false;
    }
    let item = item_of(cabinet, entity);
    let sponsor = item.map(|item| published(item).sponsor);
    let drafts = sponsor == Some(who.person)
        || sponsor.is_some_and(|sponsor| seat.role == Role::Adviser { advises: sponsor });
    let chairs = seat.role == Role::Chair;
    let secretary = who.is_secretary();
    match verb {
        "edit" if matches!(entity, Entity::Membership(_) | Entity::Body(_)) => {
            who.is_administrator()
        }
        "move_meeting" | "move_part" | "decide_late" | "move_dossier" => secretary || chairs,
        "recuse" => secretary || seat.role.votes() || matches!(seat.role, Role::Adviser { .. }),
        "ask_late" => secretary || drafts,
        "reply_to_opinion" => secretary || drafts,
        "settle" | "close_poll" => chairs || secretary,
        "position" => seat.role.votes(),
        "ballot" => seat.role.votes() || seat.role == Role::Invitee,
        "delivered" => true,
        _ => secretary,
    }
}

fn item_of<'a>(cabinet: &'a Cabinet, entity: &Entity) -> Option<&'a AgendaItem> {
    let id = match entity {
        Entity::Item(one) => one.id,
        Entity::Dossier(one) => one.item,
        Entity::Document(one) => cabinet.dossier(one.dossier)?.item,
        Entity::Poll(one) => one.item,
        Entity::Form(one) => one.item,
        Entity::Position(one) => one.item,
        Entity::Ballot(one) => cabinet.poll(one.poll)?.item,
        Entity::Reply(one) => cabinet.poll(one.poll)?.item,
        Entity::Delivery(one) => one.item,
        Entity::Person(_)
        | Entity::Body(_)
        | Entity::Membership(_)
        | Entity::Meeting(_)
        | Entity::Delegation(_)
        | Entity::Invitation(_) => return None,
    };
    cabinet.item(id)
}

fn body_of(cabinet: &Cabinet, entity: &Entity) -> Option<BodyId> {
    match entity {
        Entity::Body(one) => Some(one.id),
        Entity::Membership(one) => Some(one.body),
        Entity::Delegation(one) => Some(one.body),
        Entity::Meeting(one) => Some(one.body),
        Entity::Invitation(one) => Some(cabinet.meeting(one.meeting)?.body),
        Entity::Person(_) => None,
        Entity::Item(_)
        | Entity::Dossier(_)
        | Entity::Document(_)
        | Entity::Poll(_)
        | Entity::Form(_)
        | Entity::Position(_)
        | Entity::Ballot(_)
        | Entity::Reply(_)
        | Entity::Delivery(_) => Some(cabinet.meeting(item_of(cabinet, entity)?.meeting)?.body),
    }
}

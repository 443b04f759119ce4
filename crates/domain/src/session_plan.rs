//! The plan of a session before it begins: which items are adopted without debate, which are discussed, and when it
//! should end.
//!
//! A plan is made for a reader: of an item whose positions are hidden from them nothing is said, since their own position
//! alone would give a wrong answer. What was moved by hand is public.
//!
//! Nobody's silence is stretched beyond the body's rule. Where silence opens nothing, an item that nobody opens is
//! adopted without debate (Estonia; Part A of a Council agenda). Where silence is no answer, as in Vietnam, the
//! members who stated "no objection" must reach the majority by themselves.

use crate::{
    AgendaItem, Body, Cabinet, ItemId, ItemKind, Meeting, Moment, Part, PersonId, PositionValue,
    Tally, access, judge, number_agenda,
};
use crate::{Answer, Choice, Outcome, Voter};

/// Why an item is in its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartReason {
    /// Somebody moved it by hand.
    Moved,
    /// It is on the agenda to be discussed.
    IsADiscussion,
    /// Somebody objects or wishes to speak.
    Opened,
    /// Nobody opened it, and by the rule that is enough.
    NobodyOpened,
    /// Those without objection reach the majority by themselves.
    EnoughAgree,
    /// Nobody opened it, but those without objection do not reach the majority yet.
    NotEnoughYet,
}

/// An item in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedItem {
    /// Item.
    pub item: ItemId,
    /// Its part.
    pub part: Part,
    /// Why.
    pub reason: PartReason,
    /// When it should be called up; for items without debate the start of the session. `None` for a reader from whom
    /// the positions on any item are hidden.
    pub at: Option<Moment>,
    /// Members without objection.
    pub n_no_objection: u32,
    /// Members who object.
    pub n_objects: u32,
    /// Members who wish to speak.
    pub n_speak: u32,
    /// Members who said nothing yet.
    pub n_silent: u32,
}

/// The plan of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionPlan {
    /// Items that take part, in agenda order, as far as the reader may know their part.
    pub items: Vec<PlannedItem>,
    /// When it should end; `None` for a reader who cannot know it.
    pub ends_at: Option<Moment>,
}

/// Minutes it takes to declare all items without debate adopted, together.
const CONSENT_MINUTES: i64 = 1;

/// Plans a session from the positions in time, as far as `reader` may know it.
pub fn plan_session(cabinet: &Cabinet, reader: PersonId, meeting: &Meeting) -> SessionPlan {
    let start = meeting.face.starts_at;
    let body = cabinet.body(meeting.body);
    let lines = number_agenda(cabinet.items_of(meeting.id).filter(|item| !item.withdrawn));
    // Before a meeting is out nobody has stated a position, so that nothing is hidden.
    let knows = |item: &AgendaItem| {
        !meeting.state.is_out()
            || item.moved.is_some()
            || access::may_see_positions(cabinet, reader, item.id)
    };
    let known: Vec<&AgendaItem> =
        lines.iter().map(|line| line.item).filter(|item| knows(item)).collect();
    let mut items: Vec<PlannedItem> =
        known.iter().map(|item| plan_item(cabinet, body, item)).collect();
    // One item whose part is not known leaves the times of all others open.
    if known.len() < lines.len() {
        return SessionPlan { items, ends_at: None };
    }
    let any_consent = items.iter().any(|item| item.part == Part::WithoutDebate);
    let mut clock = after(start, i64::from(any_consent) * CONSENT_MINUTES);
    for (planned, item) in items.iter_mut().zip(&known) {
        planned.at = Some(start);
        if planned.part == Part::Discussion {
            planned.at = Some(clock);
            clock = after(clock, i64::from(item.face.minutes));
        }
    }
    SessionPlan { items, ends_at: Some(clock) }
}

fn plan_item(cabinet: &Cabinet, body: Option<&Body>, item: &AgendaItem) -> PlannedItem {
    let voters = voters_of(cabinet, body, item);
    let taking_part = || voters.iter().filter(|(_, voter)| !voter.recused);
    let stated =
        |person: PersonId| cabinet.position_of(item.id, person).filter(|position| !position.late);
    let count = |value| {
        let with = taking_part()
            .filter(|(person, _)| stated(*person).is_some_and(|position| position.value == value));
        u32::try_from(with.count()).unwrap_or(u32::MAX)
    };
    let n_no_objection = count(PositionValue::NoObjection);
    let n_objects = count(PositionValue::Objects);
    let n_speak = count(PositionValue::WishesToSpeak);
    let n_voters = u32::try_from(taking_part().count()).unwrap_or(u32::MAX);
    let n_silent = n_voters.saturating_sub(n_no_objection + n_objects + n_speak);
    let (part, reason) = if let Some(moved) = &item.moved {
        (moved.part, PartReason::Moved)
    } else if item.face.kind == ItemKind::Discussion {
        (Part::Discussion, PartReason::IsADiscussion)
    } else if n_objects + n_speak > 0 {
        (Part::Discussion, PartReason::Opened)
    } else if item.face.kind == ItemKind::Information
        || body.is_some_and(|body| body.rules.session.silence_adopts())
    {
        (Part::WithoutDebate, PartReason::NobodyOpened)
    } else if body.is_some_and(|body| would_adopt(body, &voters, &stated)) {
        (Part::WithoutDebate, PartReason::EnoughAgree)
    } else {
        (Part::Discussion, PartReason::NotEnoughYet)
    };
    let item = item.id;
    PlannedItem { item, part, reason, at: None, n_no_objection, n_objects, n_speak, n_silent }
}

/// Those who vote in the body on the item, with the votes they hold.
fn voters_of(cabinet: &Cabinet, body: Option<&Body>, item: &AgendaItem) -> Vec<(PersonId, Voter)> {
    let Some(body) = body else {
        return Vec::new();
    };
    let standings = cabinet.memberships().filter(|membership| {
        membership.body == body.id && !membership.ended && membership.role.votes()
    });
    standings
        .filter(|standing| may_know(cabinet, standing.person, item))
        .map(|standing| {
            let voter = Voter {
                person: standing.person,
                votes: standing.votes,
                is_chair: standing.role == crate::Role::Chair,
                recused: item.is_recused(standing.person),
                gone: false,
                delivered: false,
                answer: None,
            };
            (standing.person, voter)
        })
        .collect()
}

/// Whether somebody who votes will see the item once it is out.
fn may_know(cabinet: &Cabinet, person: PersonId, item: &AgendaItem) -> bool {
    item.visibility == crate::Visibility::Body || access::may_see_item(cabinet, person, item)
}

/// Whether the members without objection would carry the item if nobody else said a word.
fn would_adopt<'c>(
    body: &Body,
    voters: &[(PersonId, Voter)],
    stated: &impl Fn(PersonId) -> Option<&'c crate::Position>,
) -> bool {
    let agrees = Answer { choice: Choice::Agree, stale: false, conditional: false };
    let roll = voters.iter().map(|(person, voter)| {
        let answer = stated(*person).map(|_| agrees);
        Voter { answer, ..*voter }
    });
    let policy = crate::Policy { quorum: None, ..body.rules.session };
    judge(&policy, Tally::count(&policy, roll)).outcome == Outcome::Adopted
}

fn after(moment: Moment, minutes: i64) -> Moment {
    Moment::from_micros(moment.as_micros().saturating_add(minutes.saturating_mul(60_000_000)))
}

use crate::{Conflict, Field, ItemId, MeetingId, Moment, PersonId, Text};
use std::collections::{BTreeMap, BTreeSet};

/// What the body is asked to do with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// Decide.
    Decision,
    /// Discuss.
    Discussion,
    /// Take note.
    Information,
}

/// Who sees an item at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody of the body, by role.
    Body,
    /// The named readers, and the secretariat.
    Readers,
    /// The secretariat alone: preparatory lines.
    Secretariat,
}

/// The part of the session an item belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Adopted without debate, together with the others of its part.
    WithoutDebate,
    /// Called up and discussed.
    Discussion,
}

/// An item moved between the parts by hand, against or before the positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartMove {
    /// Where to.
    pub part: Part,
    /// Why.
    pub reason: String,
    /// Who moved it.
    pub by: PersonId,
    /// When.
    pub at: Moment,
}

/// A declared conflict of interest: the person takes no part in the item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recusal {
    /// Why, as far as it was said; empty where not.
    pub reason: String,
    /// Who declared it: the person, or the secretariat at their word.
    pub by: PersonId,
    /// When.
    pub at: Moment,
}

/// Asks to lodge papers after the meeting's deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateRequest {
    /// The urgency.
    pub reason: String,
    /// Who asks.
    pub by: PersonId,
    /// When.
    pub at: Moment,
    /// What the chair, or the secretariat in the chair's name, said.
    pub decision: Option<LateDecision>,
}

/// The answer to a [`LateRequest`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateDecision {
    /// Yes or no.
    pub approved: bool,
    /// Words with it; may be empty.
    pub words: String,
    /// Who decided.
    pub by: PersonId,
    /// When.
    pub at: Moment,
}

/// What of an item is only seen by members once the agenda is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFace {
    /// The item it lies under.
    pub parent: Option<ItemId>,
    /// Order among its siblings; equal orders fall back to the identity.
    pub order: u32,
    /// Title.
    pub title: Text,
    /// The member who brings it.
    pub sponsor: PersonId,
    /// Those who present it.
    pub rapporteurs: BTreeSet<PersonId>,
    /// Minutes planned.
    pub minutes: u32,
    /// What is asked.
    pub kind: ItemKind,
    /// The decision that is recommended, in words ready for the minutes.
    pub decision: Text,
}

/// A line of an agenda (nội dung).
///
/// Wording, order and times change for members with the next publication; who may see and take part changes at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Identity.
    pub id: ItemId,
    /// Meeting.
    pub meeting: MeetingId,
    /// As the secretariat has it now.
    pub face: ItemFace,
    /// As it was last published; `None` before.
    pub issued: Option<ItemFace>,
    /// Who sees it.
    pub visibility: Visibility,
    /// Who sees it where it is for named readers.
    pub readers: BTreeSet<PersonId>,
    /// People invited for this item alone.
    pub invitees: BTreeSet<PersonId>,
    /// Taken off the agenda.
    pub withdrawn: bool,
    /// Members who take no part in it and do not see its papers.
    pub recused: BTreeMap<PersonId, Recusal>,
    /// Moved between the parts by hand.
    pub moved: Option<PartMove>,
    /// Papers that come late.
    pub late: Option<LateRequest>,
    /// Edits that met another's and wait for a word.
    pub conflicts: Vec<Conflict>,
}

impl AgendaItem {
    /// Distance between two neighbours' orders when an agenda is numbered afresh, so that most moves change one item.
    pub const ORDER_STEP: u32 = 1 << 16;
    /// Deepest tree of an agenda.
    pub const MAX_DEPTH: u32 = 8;

    /// The title that stands for one that may be a secret itself.
    pub fn classified_title() -> Text {
        Text {
            vi: "Nội dung mật, tài liệu giấy".to_owned(),
            en: "Classified item, on paper".to_owned(),
        }
    }

    /// A new item that nobody has filled in yet.
    pub fn blank(id: ItemId, meeting: MeetingId, sponsor: PersonId) -> Self {
        let face = ItemFace {
            parent: None,
            order: 0,
            title: Text::same(""),
            sponsor,
            rapporteurs: BTreeSet::new(),
            minutes: 0,
            kind: ItemKind::Decision,
            decision: Text::same(""),
        };
        Self {
            id,
            meeting,
            face,
            issued: None,
            visibility: Visibility::Body,
            readers: BTreeSet::new(),
            invitees: BTreeSet::new(),
            withdrawn: false,
            recused: BTreeMap::new(),
            moved: None,
            late: None,
            conflicts: Vec::new(),
        }
    }

    /// The face members see; the working one before the first publication.
    pub fn public_face(&self) -> &ItemFace {
        self.issued.as_ref().unwrap_or(&self.face)
    }

    /// The member who brings it, as far as access is concerned: what is issued counts once something is issued, so that
    /// nobody gets papers by an edit that was not published. Before that the working face counts.
    pub fn sponsor(&self) -> PersonId {
        self.public_face().sponsor
    }

    /// Whether title, decision or a waiting edit of them say anything, in either face, or a reason is kept.
    pub fn bears_words(&self) -> bool {
        *self != self.clone().without_words()
    }

    /// The same line without its words, in both faces, and without the reasons of what was done with it: what is left
    /// of an item whose content may not be here. Who did what and when stays.
    #[must_use]
    pub fn without_words(mut self) -> Self {
        for face in [Some(&mut self.face), self.issued.as_mut()].into_iter().flatten() {
            face.title = Self::classified_title();
            face.decision = Text::same("");
        }
        self.conflicts.retain(|conflict| !says_content(conflict.field));
        for recusal in self.recused.values_mut() {
            recusal.reason.clear();
        }
        if let Some(moved) = &mut self.moved {
            moved.reason.clear();
        }
        if let Some(late) = &mut self.late {
            late.reason.clear();
            if let Some(decision) = &mut late.decision {
                decision.words.clear();
            }
        }
        self
    }

    /// Whether a person takes no part in it.
    pub fn is_recused(&self, person: PersonId) -> bool {
        self.recused.contains_key(&person)
    }
}

fn says_content(field: Field) -> bool {
    matches!(field, Field::Title | Field::Decision)
}

/// An item with its place in the printed agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaLine<'a> {
    /// The item.
    pub item: &'a AgendaItem,
    /// `3`, or `3.2` under item 3.
    pub number: String,
    /// 0 at the top.
    pub depth: u32,
}

/// Puts the items of one meeting in agenda order and numbers them.
///
/// An item whose parent is not among `items` (the reader may not see it) stands at the top, so nothing is lost;
/// items that form a ring through their parents follow at the end.
pub fn number_agenda<'a>(items: impl IntoIterator<Item = &'a AgendaItem>) -> Vec<AgendaLine<'a>> {
    let items: BTreeMap<ItemId, &AgendaItem> =
        items.into_iter().map(|item| (item.id, item)).collect();
    let mut children: BTreeMap<Option<ItemId>, Vec<&AgendaItem>> = BTreeMap::new();
    for item in items.values() {
        let parent = item.face.parent.filter(|parent| items.contains_key(parent));
        children.entry(parent).or_default().push(item);
    }
    for siblings in children.values_mut() {
        siblings.sort_by_key(|item| (item.face.order, item.id));
    }
    let mut lines = Vec::with_capacity(items.len());
    push_lines(&mut children, None, "", 0, &mut lines);
    for (_, ring) in std::mem::take(&mut children) {
        for item in ring {
            let number = (count_top(&lines) + 1).to_string();
            lines.push(AgendaLine { item, number, depth: 0 });
        }
    }
    lines
}

/// Gives an item its place: under `parent`, after its sibling `after` (first where `None`). Gives the items whose place
/// changes: the one that moves, and all siblings only where there is no room left between two of them.
pub fn place_item(
    items: &[&AgendaItem],
    item: &AgendaItem,
    parent: Option<ItemId>,
    after: Option<ItemId>,
) -> Vec<AgendaItem> {
    let mut siblings: Vec<&AgendaItem> = items
        .iter()
        .copied()
        .filter(|other| other.face.parent == parent && other.id != item.id)
        .collect();
    siblings.sort_by_key(|other| (other.face.order, other.id));
    let found = after.and_then(|after| siblings.iter().position(|other| other.id == after));
    let place = found.map_or(0, |found| found + 1);
    let before = place.checked_sub(1).and_then(|index| siblings.get(index));
    let next = siblings.get(place).map(|other| other.face.order);
    let low = before.map_or(0, |other| other.face.order);
    let middle = match next {
        Some(high) => (high.saturating_sub(low) >= 2).then(|| low + (high - low) / 2),
        None if before.is_none() => Some(AgendaItem::ORDER_STEP),
        None => low.checked_add(AgendaItem::ORDER_STEP),
    };
    let moved = |item: &AgendaItem, order| {
        let face = ItemFace { parent, order, ..item.face.clone() };
        AgendaItem { face, ..item.clone() }
    };
    if let Some(order) = middle {
        return vec![moved(item, order)];
    }
    siblings.insert(place.min(siblings.len()), item);
    let orders = (1_u32..).map(|index| index.saturating_mul(AgendaItem::ORDER_STEP));
    let numbered = siblings.iter().zip(orders);
    numbered
        .filter(|(other, order)| other.face.order != *order || other.id == item.id)
        .map(|(other, order)| moved(other, order))
        .collect()
}

fn push_lines<'a>(
    children: &mut BTreeMap<Option<ItemId>, Vec<&'a AgendaItem>>,
    parent: Option<ItemId>,
    prefix: &str,
    depth: u32,
    lines: &mut Vec<AgendaLine<'a>>,
) {
    for (index, item) in children.remove(&parent).unwrap_or_default().into_iter().enumerate() {
        let number = format!("{prefix}{}", index + 1);
        let below = format!("{number}.");
        lines.push(AgendaLine { item, number, depth });
        push_lines(children, Some(item.id), &below, depth + 1, lines);
    }
}

fn count_top(lines: &[AgendaLine<'_>]) -> usize {
    lines.iter().filter(|line| line.depth == 0).count()
}

#[cfg(test)]
mod tests {
    use super::{AgendaItem, number_agenda};
    use crate::{ItemId, MeetingId, PersonId};
    use uuid::Uuid;

    fn item(id: u128, parent: Option<u128>, order: u32) -> AgendaItem {
        let of = |id| ItemId::from_uuid(Uuid::from_u128(id));
        let nobody = PersonId::from_uuid(Uuid::nil());
        let mut item = AgendaItem::blank(of(id), MeetingId::from_uuid(Uuid::nil()), nobody);
        item.face.parent = parent.map(of);
        item.face.order = order;
        item
    }

    fn check(items: &[AgendaItem], expected: &[(u128, &str)]) {
        let lines: Vec<(u128, String)> = number_agenda(items)
            .into_iter()
            .map(|line| (line.item.id.as_uuid().as_u128(), line.number))
            .collect();
        let expected: Vec<(u128, String)> =
            expected.iter().map(|(id, number)| (*id, (*number).to_owned())).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn children_follow_their_parent_in_order() {
        let items = [item(1, None, 1), item(2, None, 0), item(3, Some(2), 1), item(4, Some(2), 0)];
        check(&items, &[(2, "1"), (4, "1.1"), (3, "1.2"), (1, "2")]);
    }

    #[test]
    fn an_item_under_an_unseen_parent_stands_at_the_top() {
        check(&[item(5, Some(99), 0)], &[(5, "1")]);
    }

    #[test]
    fn a_ring_of_parents_loses_no_item_and_ends() {
        let items = [item(1, Some(2), 0), item(2, Some(1), 0), item(3, None, 0)];
        assert_eq!(number_agenda(&items).len(), 3);
    }
}

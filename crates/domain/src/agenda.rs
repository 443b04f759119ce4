use crate::{ItemId, MeetingId, PersonId, Text};
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

/// A line of an agenda (nội dung).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Identity.
    pub id: ItemId,
    /// Meeting.
    pub meeting: MeetingId,
    /// The item it lies under.
    pub parent: Option<ItemId>,
    /// Order among its siblings; equal orders fall back to the identity.
    pub order: u32,
    /// Title.
    pub title: Text,
    /// The member who brings it.
    pub sponsor: PersonId,
    /// Minutes planned.
    pub minutes: u32,
    /// What is asked.
    pub kind: ItemKind,
    /// Taken off the agenda.
    pub withdrawn: bool,
    /// Members who take no part in it and do not see its papers.
    pub recused: BTreeSet<PersonId>,
    /// People invited for this item alone.
    pub invitees: BTreeSet<PersonId>,
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
        let parent = item.parent.filter(|parent| items.contains_key(parent));
        children.entry(parent).or_default().push(item);
    }
    for siblings in children.values_mut() {
        siblings.sort_by_key(|item| (item.order, item.id));
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
    use super::{AgendaItem, ItemKind, number_agenda};
    use crate::{ItemId, MeetingId, PersonId, Text};
    use std::collections::BTreeSet;
    use uuid::Uuid;

    fn item(id: u128, parent: Option<u128>, order: u32) -> AgendaItem {
        AgendaItem {
            id: ItemId::from_uuid(Uuid::from_u128(id)),
            meeting: MeetingId::from_uuid(Uuid::nil()),
            parent: parent.map(|parent| ItemId::from_uuid(Uuid::from_u128(parent))),
            order,
            title: Text::same("x"),
            sponsor: PersonId::from_uuid(Uuid::nil()),
            minutes: 5,
            kind: ItemKind::Decision,
            withdrawn: false,
            recused: BTreeSet::new(),
            invitees: BTreeSet::new(),
        }
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

//! How things of the cabinet are called in the search index: by their identity, changed in one byte for each kind, since
//! a document has pages and a title that are put and removed apart.

use uuid::Uuid;

/// A kind of group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Groups(u8);

/// Pages of a document, by the document.
pub const PAPERS: Groups = Groups(0);
/// A note, by its annotation.
pub const NOTES: Groups = Groups(0x55);
/// A title, by meeting, item or document.
pub const TITLES: Groups = Groups(0xaa);

impl Groups {
    /// The group of a thing.
    pub fn group(self, id: Uuid) -> [u8; 16] {
        self.turn(id.into_bytes())
    }

    fn turn(self, mut group: [u8; 16]) -> [u8; 16] {
        // The version of a UUID is in this byte: 7 in all of ours, so the kinds never meet.
        if let Some(byte) = group.get_mut(6) {
            *byte ^= self.0;
        }
        group
    }

    /// Whether a group is of this kind.
    pub fn holds(self, group: [u8; 16]) -> bool {
        self.turn(group).get(6).is_some_and(|byte| byte >> 4 == 7)
    }
}

/// The thing a group stands for.
pub fn id_of(groups: Groups, group: [u8; 16]) -> Uuid {
    Uuid::from_bytes(groups.turn(group))
}

#[cfg(test)]
mod tests {
    use super::{NOTES, PAPERS, TITLES, id_of};
    use uuid::Uuid;

    #[test]
    fn groups_of_different_kinds_never_meet_and_lead_back() {
        let id = Uuid::now_v7();
        let kinds = [PAPERS, NOTES, TITLES];
        for kind in kinds {
            let group = kind.group(id);
            assert_eq!(id_of(kind, group), id);
            for other in kinds {
                assert_eq!(other.holds(group), other == kind);
            }
        }
    }
}

//! Notes that their author shares with named readers. What they say is sealed to the readers; here is what everybody
//! who carries or judges them may know.

use crate::{Annotation, AnnotationChange, AnnotationId, AnnotationOp, DocumentId, PersonId, Role};
use std::collections::BTreeSet;

/// The layer of a paper on which readers see a shared note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// What an adviser prepared for their member.
    Advice,
    /// What colleagues share.
    Shared,
}

impl Layer {
    /// The layer of what somebody of this role shares.
    pub const fn of(role: Role) -> Self {
        if role.is_adviser() { Self::Advice } else { Self::Shared }
    }
}

/// A shared note without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedNote {
    /// The author's annotation.
    pub annotation: AnnotationId,
    /// Who shared it.
    pub author: PersonId,
    /// The paper it lies on.
    pub document: DocumentId,
    /// The version of the paper it lies on.
    pub version: u32,
    /// Who may read it besides its author; nobody once it was taken back.
    pub readers: BTreeSet<PersonId>,
}

impl SharedNote {
    /// Most readers of one note.
    pub const MAX_READERS: usize = 64;
}

/// What of an annotation is shared: one change that makes it as it stands now. Earlier wordings and places stay with
/// the author. `None` where it is erased, or its making has not arrived.
pub fn snapshot(ops: &[AnnotationOp]) -> Option<AnnotationOp> {
    let standing = Annotation::from_ops(ops).filter(|standing| !standing.erased)?;
    let newest = ops.iter().max_by_key(|op| (op.at, op.id))?;
    Some(AnnotationOp {
        id: newest.id,
        annotation: standing.id,
        at: newest.at,
        change: AnnotationChange::Make {
            anchor: standing.anchor,
            mark: standing.mark,
            surroundings: standing.surroundings,
            made_at: standing.made_at,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::snapshot;
    use crate::{
        Anchor, Annotation, AnnotationChange, AnnotationId, AnnotationOp, Colour, DeviceId,
        DocumentId, HybridTime, Mark, Moment, OperationId,
    };
    use uuid::Uuid;

    fn op(n: u128, change: AnnotationChange) -> AnnotationOp {
        let millis = i64::try_from(n).unwrap();
        AnnotationOp {
            id: OperationId::from_uuid(Uuid::from_u128(n)),
            annotation: AnnotationId::from_uuid(Uuid::from_u128(7)),
            at: HybridTime { millis, counter: 0, device: DeviceId::from_uuid(Uuid::nil()) },
            change,
        }
    }

    #[test]
    fn a_shared_note_tells_what_stands_and_nothing_of_what_stood_before() {
        let note = |text: &str| Mark::Note {
            x: 0.5,
            y: 0.5,
            text: text.to_owned(),
            colour: Colour::Yellow,
        };
        let anchor =
            Anchor { document: DocumentId::from_uuid(Uuid::from_u128(1)), version: 1, page: 0 };
        let made = AnnotationChange::Make {
            anchor,
            mark: note("bản nháp"),
            surroundings: None,
            made_at: Moment::from_micros(3),
        };
        let mut ops = vec![
            op(1, made),
            op(2, AnnotationChange::SetText("đề nghị bỏ Điều 3".to_owned())),
            op(
                3,
                AnnotationChange::Reshape {
                    anchor: Anchor { version: 2, ..anchor },
                    mark: note(""),
                    surroundings: None,
                },
            ),
        ];
        let shared = snapshot(&ops).unwrap();
        assert!(!format!("{shared:?}").contains("bản nháp"));
        let (seen, own) = (Annotation::from_ops([&shared]), Annotation::from_ops(&ops));
        let (seen, own) = (seen.unwrap(), own.unwrap());
        assert_eq!((seen.mark, seen.anchor), (own.mark, own.anchor));
        ops.push(op(4, AnnotationChange::SetErased(true)));
        assert_eq!(snapshot(&ops), None);
        assert_eq!(snapshot(&ops[1..]), None);
    }
}

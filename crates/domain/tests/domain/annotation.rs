//! Annotations as their operations build them.

use domain::{
    Anchor, Annotation, AnnotationChange, AnnotationError, AnnotationOp, Colour, Mark, Point, Rect,
    TextStyle,
};
use domain::{AnnotationId, DeviceId, DocumentId, HybridTime, Moment, OperationId};
use uuid::Uuid;

fn op(n: u128, millis: i64, device: u128, change: AnnotationChange) -> AnnotationOp {
    AnnotationOp {
        id: OperationId::from_uuid(Uuid::from_u128(n)),
        annotation: AnnotationId::from_uuid(Uuid::from_u128(7)),
        at: HybridTime { millis, counter: 0, device: DeviceId::from_uuid(Uuid::from_u128(device)) },
        change,
    }
}

fn note(x: f32, text: &str) -> Mark {
    Mark::Note { x, y: 0.5, text: text.to_owned(), colour: Colour::Yellow }
}

fn anchor(version: u32) -> Anchor {
    Anchor { document: DocumentId::from_uuid(Uuid::nil()), version, page: 249 }
}

fn make(text: &str) -> AnnotationChange {
    AnnotationChange::Make {
        anchor: anchor(1),
        mark: note(0.5, text),
        surroundings: None,
        made_at: Moment::from_micros(1),
    }
}

fn reshape(version: u32, mark: Mark) -> AnnotationChange {
    AnnotationChange::Reshape { anchor: anchor(version), mark, surroundings: None }
}

#[test]
fn two_devices_end_alike_in_every_order() {
    let ops = [
        op(1, 10, 1, make("Ý kiến")),
        op(2, 20, 2, AnnotationChange::SetText("Ý kiến khác".to_owned())),
        op(3, 20, 1, AnnotationChange::SetText("Đề nghị làm rõ".to_owned())),
        op(4, 30, 2, AnnotationChange::SetErased(true)),
        op(5, 40, 1, AnnotationChange::SetErased(false)),
        op(6, 50, 2, reshape(2, note(0.7, "Ý kiến cũ"))),
        op(7, 45, 1, reshape(2, note(0.6, "Ý kiến cũ"))),
    ];
    let expected = Annotation::from_ops(&ops);
    assert!(matches!(
        expected.as_ref().map(|note| (&note.mark, note.erased, note.anchor.version)),
        Some((Mark::Note { text, x: 0.7, .. }, false, 2)) if text == "Ý kiến khác"
    ));
    for seed in 0..120_usize {
        let mut order: Vec<usize> = (0..ops.len()).collect();
        let mut left = seed;
        for at in (1..order.len()).rev() {
            order.swap(at, left % (at + 1));
            left /= at + 1;
        }
        let shuffled: Vec<&AnnotationOp> =
            order.iter().filter_map(|index| ops.get(*index)).collect();
        assert_eq!(Annotation::from_ops(shuffled), expected, "order {order:?}");
    }
}

#[test]
fn a_change_that_arrives_before_its_making_waits() {
    let early = [op(2, 20, 2, AnnotationChange::SetErased(true))];
    assert_eq!(Annotation::from_ops(&early), None);
}

#[test]
fn an_annotation_keeps_its_kind_its_paper_and_its_words() {
    let ops = [
        op(1, 10, 1, make("Ý kiến")),
        op(2, 20, 1, reshape(2, Mark::Bookmark { title: String::new() })),
    ];
    let kept = Annotation::from_ops(&ops).unwrap();
    assert_eq!((kept.mark, kept.anchor.version), (note(0.5, "Ý kiến"), 1));
    let aside = op(2, 15, 1, AnnotationChange::LayAside(2));
    let moved = [op(1, 10, 1, make("Ý kiến")), op(3, 20, 1, reshape(2, note(0.1, "")))];
    let made = Annotation::from_ops([&moved[0], &aside]).unwrap();
    assert_eq!(made.laid_aside, Some(2));
    let placed = Annotation::from_ops([&moved[0], &aside, &moved[1]]).unwrap();
    assert_eq!(placed.laid_aside, None, "a place was found for it later");
    assert_eq!(Annotation::from_ops(&moved).unwrap().mark, note(0.1, "Ý kiến"));
}

#[test]
fn marks_off_the_page_empty_or_endless_are_refused() {
    let rect = |x, w| Rect { x, y: 0.1, w, h: 0.1 };
    let style = TextStyle::Highlight;
    let highlight =
        |rects| Mark::Text { style, rects, text: String::new(), colour: Colour::Yellow };
    let stroke = |n, x| Mark::Stroke {
        points: vec![Point { x, y: 0.0, pressure: 0.5 }; n],
        width: 0.002,
        colour: Colour::Ink,
    };
    for (mark, expected) in [
        (highlight(vec![rect(0.1, 0.5)]), Ok(())),
        (highlight(vec![]), Err(AnnotationError::Empty)),
        (highlight(vec![rect(0.6, 0.5)]), Err(AnnotationError::OutsidePage)),
        (highlight(vec![rect(f32::NAN, 0.5)]), Err(AnnotationError::OutsidePage)),
        (stroke(2, 0.3), Ok(())),
        (stroke(0, 0.3), Err(AnnotationError::Empty)),
        (stroke(2, -1.0), Err(AnnotationError::OutsidePage)),
        (stroke(Mark::MAX_POINTS + 1, 0.3), Err(AnnotationError::TooLarge)),
    ] {
        assert_eq!(mark.check(), expected, "{mark:?}");
    }
}

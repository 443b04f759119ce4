//! What a viewer calls a page: "go to page 47" then finds the page on which 47 stands.

use pdf_writer::Dict;
use pdf_writer::writers::PageLabel;
use pdf_writer::{Name, Obj, TextStr, types::NumberingStyle};

/// A page's label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// The number in the book.
    Number(u32),
    /// Words alone, such as `47–52`.
    Words(String),
}

/// Writes the label of every page (ISO 32000-1, 12.4.2): small roman numbers for the first ones.
pub(crate) fn write_labels(labels: &mut Dict<'_>, n_front: usize, pages: &[Label]) {
    let mut nums = labels.insert(Name(b"Nums")).array();
    nums.item(0);
    nums.push().start::<PageLabel<'_>>().style(NumberingStyle::LowerRoman);
    for (index, label) in pages.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| pages.get(before));
        if continues(before, label) {
            continue;
        }
        nums.item(i32::try_from(n_front + index).unwrap_or(i32::MAX));
        write_label(nums.push(), label);
    }
}

fn write_label(place: Obj<'_>, label: &Label) {
    let mut written = place.start::<PageLabel<'_>>();
    match label {
        Label::Number(number) => {
            let number = i32::try_from(*number).unwrap_or(i32::MAX).max(1);
            written.style(NumberingStyle::Arabic).offset(number);
        }
        Label::Words(words) => {
            written.prefix(TextStr(words));
        }
    }
}

fn continues(before: Option<&Label>, label: &Label) -> bool {
    match (before, label) {
        (Some(Label::Number(before)), Label::Number(number)) => {
            before.checked_add(1) == Some(*number)
        }
        (None | Some(Label::Words(_)), _) | (_, Label::Words(_)) => false,
    }
}

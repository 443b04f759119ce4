//! Notes from other programs.

use super::shapes::{frames_of, mark_from_others};
use super::survey;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::marks::is_sound;
use crate::view::{MarkInput, MarksInput, TakenNotesView};
use domain::DocumentId;
use markup::xfdf::{self, Remark};
use std::collections::BTreeSet;
use uuid::Uuid;

impl Desk {
    /// Takes notes from an XFDF file that another program wrote, as notes of the member's own, undone in one step. What
    /// cannot be taken is named.
    ///
    /// # Errors
    /// `xfdf-unreadable`; those of opening the paper and of making notes.
    pub fn read_xfdf(
        &self,
        document: Uuid,
        version: u32,
        bytes: &[u8],
    ) -> Result<TakenNotesView, DeskError> {
        let reading =
            xfdf::read(bytes).map_err(|error| DeskError::caused("xfdf-unreadable", error))?;
        let open = self.reader(DocumentId::from_uuid(document), version)?;
        let n_pages = u32::try_from(open.pages().len()).unwrap_or(u32::MAX);
        let mut left: BTreeSet<String> = reading.remarks.iter().filter_map(left_out).collect();
        let pages: BTreeSet<u32> =
            reading.marks.iter().map(|mark| mark.page).filter(|page| *page < n_pages).collect();
        let mut marks = Vec::new();
        if !pages.is_empty() {
            let frames = frames_of(&survey(&open, &pages, &mut |_| Ok(()))?.survey);
            let author = self.person_name()?.unwrap_or_default();
            for mark in &reading.marks {
                let taken = frames
                    .get(&mark.page)
                    .map_or_else(Vec::new, |frame| mark_from_others(mark, frame, &author));
                if taken.is_empty() {
                    left.insert("page".to_owned());
                }
                for ours in taken {
                    if is_sound(&ours) {
                        marks.push(MarkInput { page: mark.page, mark: ours });
                    } else {
                        left.insert("mark".to_owned());
                    }
                }
            }
        }
        let made = self.take_in(MarksInput { document, version, marks })?;
        Ok(TakenNotesView {
            taken: u32::try_from(made.len()).unwrap_or(u32::MAX),
            left: left.into_iter().collect(),
        })
    }
}

fn left_out(remark: &Remark) -> Option<String> {
    match remark {
        Remark::LeftOut { kind, .. } => Some(kind.clone()),
        Remark::TakenAs { .. } => None,
    }
}

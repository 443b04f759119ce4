//! Notes that leave the program: marked copies, XFDF, text; and notes that come back from other programs.
//!
//! A paper itself is never changed: a copy is its bytes, untouched, with the marks appended behind them (ADR 0027). All
//! of this is a file outside the encrypted store, so the paper's own rule says whether it may be made (ADR 0021).

mod coming;
mod shapes;
mod words;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::saved::{save_failed, save_made_beside};
use crate::view::{AnnotationView, NotesFormatView, PlacementView, SavedFileView};
use domain::{Document, DocumentId};
use markup::mark::Mark;
use markup::{copy, text, xfdf};
use phrases::Language;
use reader::{MarkingBase, OpenDocument, SheetsError};
use shapes::{frames_of, mark_for_others};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;
use words::NoteWords;

/// Bytes of a paper that are copied at once.
const PIECE: u64 = 4 * 1024 * 1024;

/// A paper whose notes leave the program.
struct Leaving {
    id: DocumentId,
    version: u32,
    title: String,
    open: Arc<OpenDocument>,
    notes: Vec<AnnotationView>,
}

impl Desk {
    /// Saves a copy of a paper with the member's notes as annotations that other programs show and can edit.
    ///
    /// # Errors
    /// `export-forbidden` by the paper's rule, `copy-not-made` for a paper to which nothing can be added; those of
    /// opening it and of saving.
    pub fn save_marked_copy(
        &self,
        document: Uuid,
        version: u32,
        language: Language,
        folder: &Path,
    ) -> Result<SavedFileView, DeskError> {
        let leaving = self.leaving(document, version, language)?;
        let heading = self.words(language).say("copy-file-name", []);
        let name = self.file_name(&format!("{heading} {}", leaving.title), "pdf");
        let notice = self.copy_notice(language)?;
        save_made_beside(folder, &name, |file| {
            let mut pages: BTreeSet<u32> = leaving.notes.iter().map(|note| note.page).collect();
            // The first page says that this is a copy.
            pages.insert(0);
            let base = self.write_base(&leaving, &pages, file)?;
            let marks = self.marks_for_others(&leaving, &base, language)?;
            write_marks(&base, &marks, &notice, file)
        })
    }

    /// Saves a copy for printing that names its reader on every page.
    ///
    /// # Errors
    /// As [`Desk::save_marked_copy`].
    pub fn save_print_copy(
        &self,
        document: Uuid,
        version: u32,
        language: Language,
        folder: &Path,
    ) -> Result<SavedFileView, DeskError> {
        let leaving = self.leaving(document, version, language)?;
        let heading = self.words(language).say("print-file-name", []);
        let name = self.file_name(&format!("{heading} {}", leaving.title), "pdf");
        let line = self.print_line(language)?;
        save_made_beside(folder, &name, |file| {
            let n_pages = u32::try_from(leaving.open.pages().len()).unwrap_or(u32::MAX);
            let base = self.write_base(&leaving, &(0..n_pages).collect(), file)?;
            let mut marks = self.marks_for_others(&leaving, &base, language)?;
            marks.extend(shapes::reader_lines(&base.survey, &line));
            write_marks(&base, &marks, "", file)
        })
    }

    /// Saves the member's notes on a paper, without the paper.
    ///
    /// # Errors
    /// As [`Desk::save_marked_copy`].
    pub fn save_notes(
        &self,
        document: Uuid,
        version: u32,
        format: NotesFormatView,
        language: Language,
        folder: &Path,
    ) -> Result<SavedFileView, DeskError> {
        let leaving = self.leaving(document, version, language)?;
        let heading = self.words(language).say("notes-file-name", []);
        let title = format!("{heading} {}", leaving.title);
        let pages: BTreeSet<u32> = leaving.notes.iter().map(|note| note.page).chain([0]).collect();
        let base = survey(&leaving.open, &pages, &mut |_| Ok(()))?;
        let marks = self.marks_for_others(&leaving, &base, language)?;
        let (name, bytes) = match format {
            NotesFormatView::Xfdf => {
                let file = self.file_name(&leaving.title, "pdf");
                let paper = xfdf::Paper { file, ids: base.survey.ids.clone() };
                (self.file_name(&title, "xfdf"), xfdf::write(&marks, &paper))
            }
            NotesFormatView::Text => {
                let words = NoteWords {
                    phrases: self.words(language),
                    title: leaving.title.clone(),
                    version,
                };
                let text = text::write(&marks, &words, text::Format::Plain);
                (self.file_name(&title, "txt"), text.into_bytes())
            }
        };
        crate::saved::save_beside(folder, &name, &bytes)
    }

    /// A paper that may leave, opened, with the notes that lie on it.
    fn leaving(
        &self,
        document: Uuid,
        version: u32,
        language: Language,
    ) -> Result<Leaving, DeskError> {
        let id = DocumentId::from_uuid(document);
        let cabinet = self.cabinet()?;
        let paper: &Document =
            cabinet.document(id).ok_or_else(|| DeskError::from_code("not-found"))?;
        if !paper.may_copy {
            return Err(DeskError::from_code("export-forbidden"));
        }
        let title = crate::saved::in_language(&paper.title, language).to_owned();
        let open = self.reader(id, version)?;
        let mut notes = self.annotations(document, version)?.annotations;
        notes.retain(|note| note.placement != PlacementView::Unplaced);
        Ok(Leaving { id, version, title, open, notes })
    }

    fn marks_for_others(
        &self,
        leaving: &Leaving,
        base: &MarkingBase,
        language: Language,
    ) -> Result<Vec<Mark>, DeskError> {
        let author = self.person_name()?.unwrap_or_default();
        let frames = frames_of(&base.survey);
        let words = self.words(language);
        let marks = leaving.notes.iter().filter_map(|note| {
            let frame = frames.get(&note.page)?;
            mark_for_others(note, frame, &author, words)
        });
        Ok(marks.collect())
    }

    /// Writes the bytes to which marks are appended: the paper's own, or where that is not possible a mended copy.
    fn write_base(
        &self,
        leaving: &Leaving,
        pages: &BTreeSet<u32>,
        file: &mut File,
    ) -> Result<MarkingBase, DeskError> {
        let base = survey(&leaving.open, pages, &mut |piece| file.write_all(piece))?;
        if base.is_mended {
            return Ok(base);
        }
        let paper = self.vault.open_file(&self.version_row(leaving.id, leaving.version)?)?;
        let mut at = 0;
        while at < paper.length() {
            let wanted = usize::try_from(PIECE.min(paper.length() - at)).unwrap_or(usize::MAX);
            let bytes = paper.read_at(at, wanted)?;
            file.write_all(&bytes).map_err(save_failed)?;
            at += bytes.len() as u64;
        }
        Ok(base)
    }
}

fn survey(
    open: &OpenDocument,
    pages: &BTreeSet<u32>,
    take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<MarkingBase, DeskError> {
    open.survey(pages, true, take).map_err(|error| match error {
        SheetsError::Taking(error) => save_failed(error),
        SheetsError::Reader(error) => DeskError::caused("copy-not-made", error),
    })
}

fn write_marks(
    base: &MarkingBase,
    marks: &[Mark],
    notice: &str,
    file: &mut File,
) -> Result<(), DeskError> {
    let appendix = copy::write_appendix(&base.survey, marks, notice)
        .map_err(|error| DeskError::caused("copy-not-made", error))?;
    file.write_all(&appendix).map_err(save_failed)
}

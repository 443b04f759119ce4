//! Files on their way in from this machine: taken in sealed, made into PDF where they are office files, looked at by the
//! sandboxed reader, then lodged.

use super::edits::missing;
use crate::agenda::text_view;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::reading::Ranges;
use crate::view::{DocumentRoleView, PaperWarningView, TakenFileView};
use domain::act::LodgedVersion;
use domain::{Cabinet, Digest, ItemId, number_agenda};
use reader::OpenDocument;
use std::sync::{Arc, PoisonError};
use uuid::Uuid;
use vault::{OutgoingFileRow, VaultError};

/// Pages looked at for text: a scan with a typed cover still is a scan, but two such pages tell.
const PAGES_LOOKED_AT: u32 = 12;

/// What is known of a file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenFile {
    pub digest: Digest,
    pub length: u64,
    pub n_pages: Option<u32>,
    pub has_text: Option<bool>,
    /// Set where the PDF was made here.
    pub origin: Option<Origin>,
}

/// The office file a PDF was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its usual ending.
    pub from: &'static str,
    pub has_macros: bool,
}

impl TakenFile {
    /// The name to lodge it under: of a PDF made here, the office file's with another ending.
    pub(super) fn lodged_name(&self, name: &str) -> String {
        if self.origin.is_none() {
            return name.to_owned();
        }
        let is_ending = |tail: &str| {
            (2..=5).contains(&tail.len())
                && tail.chars().all(|letter| letter.is_ascii_alphanumeric())
                && tail.chars().any(|letter| letter.is_ascii_alphabetic())
        };
        let bare = name.rsplit_once('.').filter(|(_, tail)| is_ending(tail));
        format!("{}.pdf", bare.map_or(name, |(bare, _)| bare))
    }
}

impl Desk {
    /// Begins to take in a file.
    ///
    /// # Errors
    /// `document-empty`, `document-too-large`, and store errors.
    pub fn begin_file(&self, length: u64) -> Result<Uuid, DeskError> {
        if length == 0 {
            return Err(DeskError::from_code("document-empty"));
        }
        if length > LodgedVersion::MAX_LENGTH {
            return Err(DeskError::from_code("document-too-large"));
        }
        let id = Uuid::now_v7();
        self.vault.begin_outgoing(id, length, self.clock.now())?;
        Ok(id)
    }

    /// Takes in the next piece.
    ///
    /// # Errors
    /// Store errors; `disk-full` leaves what was taken in before.
    pub fn append_file(&self, file: Uuid, offset: u64, piece: &[u8]) -> Result<(), DeskError> {
        let row = self.vault.outgoing_file(file)?;
        self.vault.append_outgoing(&row, offset, piece)?;
        Ok(())
    }

    /// Ends taking in, makes a PDF of an office file, and looks at the result: `item` is where it is to be lodged. The
    /// identity stays. Takes up to two minutes for an office file.
    ///
    /// # Errors
    /// `file-not-pdf` for other kinds of files, `office-` and more for office files that become no PDF, and what the
    /// reader says of one that cannot be opened; the file is let go then.
    pub fn finish_file(
        &self,
        file: Uuid,
        name: &str,
        item: Uuid,
    ) -> Result<TakenFileView, DeskError> {
        let row = self.vault.outgoing_file(file)?;
        let taken = match self.take(row) {
            Ok(taken) => taken,
            Err(error) => {
                self.let_go(file)?;
                return Err(error);
            }
        };
        let cabinet = self.cabinet()?;
        let warnings = warnings_of(&cabinet, &taken, name, ItemId::from_uuid(item));
        let view = TakenFileView {
            id: file,
            length: taken.length,
            n_pages: taken.n_pages,
            has_text: taken.has_text,
            warnings,
        };
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).insert(file, taken);
        Ok(view)
    }

    /// Lets a file go that is not to be lodged after all.
    ///
    /// # Errors
    /// Store errors.
    pub fn drop_file(&self, file: Uuid) -> Result<(), DeskError> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).remove(&file);
        let row = self.vault.outgoing_file(file)?;
        Ok(self.vault.remove_outgoing(&row)?)
    }

    /// What is known of a file that was taken in.
    pub(super) fn taken_file(&self, file: Uuid) -> Result<TakenFile, DeskError> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.get(&file).cloned().ok_or_else(missing)
    }

    /// Removes what is here under this identity by now: the file that came, or the PDF that took its place.
    fn let_go(&self, file: Uuid) -> Result<(), DeskError> {
        match self.vault.outgoing_file(file) {
            Ok(row) => Ok(self.vault.remove_outgoing(&row)?),
            Err(VaultError::FileNotHere) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn take(&self, row: OutgoingFileRow) -> Result<TakenFile, DeskError> {
        let head = self.vault.open_outgoing(&row)?.read_at(0, 1024)?;
        if is_pdf(&head) {
            return self.look_at(&row, None);
        }
        let (row, origin) = self.make_pdf(&row)?;
        self.look_at(&row, Some(origin))
    }

    fn look_at(
        &self,
        row: &OutgoingFileRow,
        origin: Option<Origin>,
    ) -> Result<TakenFile, DeskError> {
        let row = self.vault.finish_outgoing(row)?;
        let digest = row.digest.ok_or_else(missing)?;
        let file = self.vault.open_outgoing(&row)?;
        let open = OpenDocument::open(self.reader_program(), Arc::new(Ranges::whole(file)))?;
        let n_pages = u32::try_from(open.pages().len()).unwrap_or(u32::MAX);
        let has_words = |page: u32| {
            // A page that cannot be read says nothing of the others.
            let runs = open.text(page).unwrap_or_default();
            runs.iter().any(|run| run.text.chars().any(char::is_alphanumeric))
        };
        let n_with_text = (0..n_pages.min(PAGES_LOOKED_AT)).filter(|page| has_words(*page)).count();
        let has_text = n_with_text * 2 >= n_pages.min(PAGES_LOOKED_AT) as usize;
        let (n_pages, has_text) = (Some(n_pages), Some(has_text));
        Ok(TakenFile { digest, length: row.length, n_pages, has_text, origin })
    }
}

/// A PDF begins with its mark within the first 1,024 bytes (ISO 32000-1, Annex H, note 13).
fn is_pdf(head: &[u8]) -> bool {
    const MARK: &[u8] = b"%PDF-";
    head.windows(MARK.len()).any(|window| window == MARK)
}

fn warnings_of(
    cabinet: &Cabinet,
    taken: &TakenFile,
    name: &str,
    item: ItemId,
) -> Vec<PaperWarningView> {
    let mut warnings = Vec::new();
    if let Some(Origin { from, has_macros }) = &taken.origin {
        warnings.push(PaperWarningView::Converted { from: (*from).to_owned() });
        warnings.extend(has_macros.then_some(PaperWarningView::HasMacros));
    }
    if taken.has_text == Some(false) {
        warnings.push(PaperWarningView::NoText);
    }
    warnings.extend(looks_like(name).map(|role| PaperWarningView::LooksLike { role }));
    let Some(meeting) = cabinet.item(item).map(|item| item.meeting) else {
        return warnings;
    };
    for line in number_agenda(cabinet.items_of(meeting)) {
        let dossier = cabinet.dossier_of(line.item.id);
        let documents = dossier.map(|dossier| cabinet.documents_of(dossier.id));
        for document in documents.unwrap_or_default() {
            if document.recalled || document.newest().digest != taken.digest {
                continue;
            }
            warnings.push(if line.item.id == item {
                PaperWarningView::Unchanged
            } else {
                let title = text_view(&document.title);
                PaperWarningView::SameFile { number: line.number.clone(), title }
            });
        }
    }
    warnings
}

/// The part of a dossier that a file's name speaks of.
pub fn looks_like(name: &str) -> Option<DocumentRoleView> {
    let plain = fold(name);
    let speaks_of = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    if speaks_of(&["phu luc", "annex", "appendix", "attachment", "dinh kem"]) {
        Some(DocumentRoleView::Attachment)
    } else if speaks_of(&["phieu trinh", "tom tat", "summary"]) {
        Some(DocumentRoleView::SummarySheet)
    } else if speaks_of(&["to trinh", "du thao", "paper", "draft"]) {
        Some(DocumentRoleView::Paper)
    } else {
        None
    }
}

/// Letters without marks, in lower case, words apart by one space.
fn fold(name: &str) -> String {
    let parts = name.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<String> = parts
        .filter(|word| !word.is_empty())
        .map(|word| domain::unmarked(&word.to_lowercase()))
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Origin, TakenFile, is_pdf, looks_like, warnings_of};
    use crate::view::{DocumentRoleView, PaperWarningView};
    use domain::{Cabinet, Digest, ItemId};
    use uuid::Uuid;

    #[test]
    fn a_files_name_tells_its_part() {
        for (name, role) in [
            ("Phụ lục 2 - bảng số liệu.pdf", Some(DocumentRoleView::Attachment)),
            ("phu_luc_1.pdf", Some(DocumentRoleView::Attachment)),
            ("PHIẾU TRÌNH.pdf", Some(DocumentRoleView::SummarySheet)),
            ("to-trinh-so-12.pdf", Some(DocumentRoleView::Paper)),
            ("scan0001.pdf", None),
        ] {
            assert_eq!(looks_like(name), role, "{name}");
        }
    }

    #[test]
    fn a_pdf_may_begin_a_little_late() {
        assert!(is_pdf(b"%PDF-1.7\n"));
        assert!(is_pdf(b"\n\n garbage before %PDF-1.4"));
        for other in [b"PK\x03\x04word/".as_slice(), b"MZ\x90", b""] {
            assert!(!is_pdf(other));
        }
    }

    fn taken(origin: Option<Origin>) -> TakenFile {
        let digest = Digest::from_bytes([7; 32]);
        TakenFile { digest, length: 9, n_pages: Some(1), has_text: Some(true), origin }
    }

    #[test]
    fn a_pdf_made_here_is_lodged_as_one_and_says_what_it_was() {
        let made = taken(Some(Origin { from: "docm", has_macros: true }));
        for (name, lodged) in [
            ("Tờ trình số 12.docm", "Tờ trình số 12.pdf"),
            ("BAO CAO.DOC", "BAO CAO.pdf"),
            ("Dự thảo v1.2", "Dự thảo v1.2.pdf"),
            ("Nghị quyết", "Nghị quyết.pdf"),
        ] {
            assert_eq!(made.lodged_name(name), lodged);
        }
        assert_eq!(taken(None).lodged_name("scan.PDF"), "scan.PDF");
        let item = ItemId::from_uuid(Uuid::from_u128(1));
        let warnings = warnings_of(&Cabinet::default(), &made, "bien-ban.docm", item);
        let converted = PaperWarningView::Converted { from: "docm".to_owned() };
        assert_eq!(warnings, [converted, PaperWarningView::HasMacros]);
    }
}

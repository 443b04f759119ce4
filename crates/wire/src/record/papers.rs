use super::TextRecord;
use super::travels::record;
use crate::words::{ClassificationWord, DocumentRoleWord, DossierStateWord};
use domain::{Document, DocumentVersion, Dossier};
use jiff::Timestamp;
use uuid::Uuid;

record! {
    /// A dossier.
    DossierRecord = Dossier {
        /// Identity.
        id: Uuid,
        /// Item.
        item: Uuid,
        /// Classification.
        classification: ClassificationWord,
        /// Whether a paper must be lodged.
        paper_expected: bool,
        /// Whether a summary sheet must be lodged.
        summary_expected: bool,
        /// State.
        state: DossierStateWord,
    }
}

record! {
    /// One version of a document.
    VersionRecord = DocumentVersion {
        /// From 1.
        number: u32,
        /// BLAKE3 of its bytes, hexadecimal.
        digest: String,
        /// Bytes.
        length: u64,
        /// Pages.
        n_pages: Option<u32>,
        /// Whether there is text to search.
        has_text: Option<bool>,
        /// The file's name.
        name: String,
        /// Why there is a new version.
        reason: String,
        /// Who lodged it.
        lodged_by: Option<Uuid>,
        /// Lodged at.
        lodged_at: Timestamp,
        /// When members got it.
        issued_at: Option<Timestamp>,
    }
}

record! {
    /// A document.
    DocumentRecord = Document {
        /// Identity.
        id: Uuid,
        /// Dossier.
        dossier: Uuid,
        /// Part in the dossier.
        role: DocumentRoleWord,
        /// Order within the role.
        order: u32,
        /// Title.
        title: TextRecord,
        /// Whether text may be copied.
        may_copy: bool,
        /// Whether it was taken back.
        recalled: bool,
        /// The version in force.
        version: VersionRecord,
        /// Whether members have it.
        published: bool,
        /// A newer version that members do not have yet.
        pending: Option<VersionRecord>,
        /// Versions before the one in force.
        earlier: Vec<VersionRecord>,
        /// First page in the book of the meeting, from 1.
        book_page: Option<u32>,
    }
}

use crate::{DocumentId, DossierId, ItemId, Moment, PersonId, Text};
use std::fmt;

/// How closely a dossier is held, lowest first.
///
/// The three above [`Classification::Confidential`] are state secrets (Law 29/2018/QH14); no content of theirs enters
/// a server whose ceiling lies below, only a line that says there is something on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Classification {
    /// May be shown.
    Open,
    /// For the body and its staff.
    Internal,
    /// For those with the clearance.
    Confidential,
    /// Mật.
    Secret,
    /// Tối mật.
    HighlySecret,
    /// Tuyệt mật.
    TopSecret,
}

/// A BLAKE3 digest of a file's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Takes the 32 bytes of a digest.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Gives the 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads 64 hexadecimal digits; `None` for anything else.
    pub fn from_hex(hex: &str) -> Option<Self> {
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).ok()?;
            *byte = u8::from_str_radix(pair, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// Where a dossier stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DossierState {
    /// Papers are being gathered.
    Draft,
    /// Complete, and handed to the secretariat.
    Lodged,
    /// Members have it.
    Published,
    /// The chair has confirmed it for the session.
    Confirmed,
    /// The body has dealt with it.
    Considered,
    /// Taken back.
    Withdrawn,
}

impl DossierState {
    /// Whether a dossier may go from here to `next`.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Draft, Self::Lodged | Self::Withdrawn)
                | (Self::Lodged, Self::Draft | Self::Published | Self::Withdrawn)
                | (Self::Published, Self::Confirmed | Self::Considered | Self::Withdrawn)
                | (Self::Confirmed, Self::Published | Self::Considered | Self::Withdrawn)
                | (Self::Withdrawn, Self::Draft)
        )
    }
}

/// An item's papers as one unit (hồ sơ).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Identity.
    pub id: DossierId,
    /// The item it belongs to.
    pub item: ItemId,
    /// How closely it is held.
    pub classification: Classification,
    /// Whether a paper must be lodged before the item is complete.
    pub paper_expected: bool,
    /// Whether a summary sheet must be lodged before the item is complete.
    pub summary_expected: bool,
    /// Where it stands.
    pub state: DossierState,
}

/// The part a document plays in its dossier, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentRole {
    /// One page that says what is asked (phiếu trình).
    SummarySheet,
    /// The paper itself.
    Paper,
    /// Anything beside it.
    Attachment,
}

/// A document of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Identity.
    pub id: DocumentId,
    /// Dossier.
    pub dossier: DossierId,
    /// Part in the dossier.
    pub role: DocumentRole,
    /// Order among documents of the same role.
    pub order: u32,
    /// Title.
    pub title: Text,
    /// Whether readers may copy text out of it.
    pub may_copy: bool,
    /// Taken back: nobody may read it, and devices destroy its key.
    pub recalled: bool,
    /// The version in force.
    pub version: DocumentVersion,
    /// Whether members have the version in force.
    pub published: bool,
    /// A newer version that members do not have yet.
    pub pending: Option<DocumentVersion>,
    /// Versions before the one in force, oldest first; nothing is ever overwritten.
    pub earlier: Vec<DocumentVersion>,
    /// Its first page in the compiled book of the meeting, from 1, the same for everybody; counted anew with each
    /// publication, and absent for what members do not have.
    pub book_page: Option<u32>,
}

/// One lodged version of a document. Bytes never change within a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentVersion {
    /// Counted from 1.
    pub number: u32,
    /// Of the file's bytes.
    pub digest: Digest,
    /// Bytes.
    pub length: u64,
    /// Pages, where whoever lodged it could count them.
    pub n_pages: Option<u32>,
    /// Whether there is text to search; `None` where nobody looked. A scan has none.
    pub has_text: Option<bool>,
    /// The file's name when it was lodged.
    pub name: String,
    /// Why there is a new version; empty for a first one.
    pub reason: String,
    /// Who lodged it.
    pub lodged_by: Option<PersonId>,
    /// When the server took it.
    pub lodged_at: Moment,
    /// When members got it; `None` before.
    pub issued_at: Option<Moment>,
}

impl Document {
    /// The newest version, published or not.
    pub fn newest(&self) -> &DocumentVersion {
        self.pending.as_ref().unwrap_or(&self.version)
    }

    /// Every version, oldest first.
    pub fn versions(&self) -> impl Iterator<Item = &DocumentVersion> {
        self.earlier.iter().chain([&self.version]).chain(&self.pending)
    }
}

#[cfg(test)]
mod tests {
    use super::{Classification, Digest};

    #[test]
    fn a_digest_reads_what_it_wrote_and_refuses_the_rest() {
        let digest = Digest::from_bytes([0xab; 32]);
        assert_eq!(Digest::from_hex(&digest.to_string()), Some(digest));
        for bad in ["", "ab", "zz", &"ă".repeat(32), &"g".repeat(64), &"a".repeat(65)] {
            assert_eq!(Digest::from_hex(bad), None, "{bad}");
        }
    }

    #[test]
    fn confidential_is_above_internal() {
        assert!(Classification::Confidential > Classification::Internal);
        assert!(Classification::Internal > Classification::Open);
    }
}

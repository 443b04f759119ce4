//! What the server makes beside a paper, so that laptops need not: words of scanned pages, which bytes each page needs,
//! what is known of its signatures.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use utoipa::ToSchema;
use uuid::Uuid;

/// Longest companion, in bytes.
pub const MAX_COMPANION: u64 = 64 * 1024 * 1024;
/// Most pages of an index.
const MAX_PAGES: usize = 20_000;
/// Most stretches of a page, and of the opening.
const MAX_STRETCHES: usize = 100_000;

/// A part of what is made beside a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartWord {
    /// Which bytes each page needs ([`PageIndex`]).
    Pages,
    /// Whom the cabinet trusts and what authorities say, to judge the paper's signatures by (docs/adr/0029).
    Signatures,
    /// The words of scanned pages (a text layer, docs/adr/0028).
    Words,
}

impl PartWord {
    /// All parts, in the order in which they are made.
    pub const ALL: [Self; 3] = [Self::Pages, Self::Signatures, Self::Words];

    /// The word as it stands in addresses and stores.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Signatures => "signatures",
            Self::Words => "words",
        }
    }

    /// Reads the word; `None` for one of a newer program.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == word)
    }
}

/// What was made beside the versions of a document. It comes with the document, and again when a part is ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CompanionRecord {
    /// Document.
    pub id: Uuid,
    /// Its versions that the asker may read and beside which something was made.
    pub versions: Vec<CompanionVersionRecord>,
}

/// What was made beside a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CompanionVersionRecord {
    /// Version.
    pub version: u32,
    /// BLAKE3 of the paper, hexadecimal.
    pub file: String,
    /// The parts that are decided.
    pub parts: Vec<CompanionPartRecord>,
}

/// A part that is ready, or that there is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CompanionPartRecord {
    /// A word of [`PartWord`]; others are of newer programs.
    pub part: String,
    /// BLAKE3 of its bytes, hexadecimal; absent where there is nothing to have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Bytes.
    #[serde(default)]
    pub length: u64,
    /// Why there is nothing, or not all, where that is a failure: a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// Which bytes of a PDF are read to open it and to show each page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageIndex {
    /// Length of the file in bytes.
    pub length: u64,
    /// What the paper says of itself, as its reader keeps that, base64url: with it, opening needs not visit all pages.
    /// Empty where it is not sent along.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contents: String,
    /// Short stretches that many pages need, such as the nodes of the page tree on the way to them: sorted, apart from
    /// one another. In a long scan they lie all over the file, so their bytes are sent along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<(u64, u64)>,
    /// The bytes of [`PageIndex::shared`], one stretch after the other, base64url.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shared_bytes: String,
    /// What else is read to open it with these contents: sorted stretches `[start, end)` apart from one another.
    pub opening: Vec<(u64, u64)>,
    /// What else each page needs.
    pub pages: Vec<Vec<(u64, u64)>>,
}

/// The bytes that came with an index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SharedBytes {
    /// Where each stretch begins, and its bytes.
    stretches: Vec<(u64, Vec<u8>)>,
}

impl SharedBytes {
    /// The bytes from `offset` on, if all of them are here.
    pub fn read(&self, offset: u64, length: usize) -> Option<Vec<u8>> {
        let after = self.stretches.partition_point(|(start, _)| *start <= offset);
        let (start, bytes) = self.stretches.get(after.checked_sub(1)?)?;
        let inside = usize::try_from(offset - start).ok()?;
        bytes.get(inside..inside.checked_add(length)?).map(<[u8]>::to_vec)
    }
}

impl PageIndex {
    /// As bytes.
    ///
    /// # Errors
    /// Never in practice: plain values become JSON.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    /// Reads what [`PageIndex::to_bytes`] wrote; `None` where it is not one, has more than a paper has, or names bytes
    /// outside the file.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let index: Self = serde_json::from_slice(bytes).ok()?;
        let fits = |stretches: &[(u64, u64)]| {
            let ends = stretches.iter().map(|(_, end)| *end);
            let apart = stretches.iter().skip(1).zip(ends).all(|((start, _), end)| *start >= end);
            let inside = stretches.iter().all(|(start, end)| start < end && *end <= index.length);
            stretches.len() <= MAX_STRETCHES && apart && inside
        };
        let all_fit = fits(&index.shared)
            && fits(&index.opening)
            && index.pages.iter().all(|page| fits(page));
        (index.pages.len() <= MAX_PAGES && all_fit).then_some(index)
    }

    /// [`PageIndex::contents`] and [`PageIndex::shared_bytes`] of such bytes.
    pub fn encode(bytes: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The bytes that were sent along; none where they cannot be read, or are not as many as told.
    pub fn decoded_shared(&self) -> SharedBytes {
        let bytes = URL_SAFE_NO_PAD.decode(&self.shared_bytes).unwrap_or_default();
        let mut left = bytes.as_slice();
        let mut stretches = Vec::new();
        for (start, end) in &self.shared {
            let length = usize::try_from(end - start).unwrap_or(usize::MAX);
            let Some((stretch, after)) = left.split_at_checked(length) else {
                return SharedBytes::default();
            };
            stretches.push((*start, stretch.to_vec()));
            left = after;
        }
        if left.is_empty() { SharedBytes { stretches } } else { SharedBytes::default() }
    }

    /// What the paper says of itself; `None` where that is not sent along, or cannot be read.
    pub fn decoded_contents(&self) -> Option<Vec<u8>> {
        let sent = Some(&self.contents).filter(|contents| !contents.is_empty())?;
        URL_SAFE_NO_PAD.decode(sent).ok()
    }

    /// What has to be here before this page can be shown, the opening included, beside what came with the index.
    pub fn needed(&self, page: u32) -> impl Iterator<Item = Range<u64>> {
        let own = self.pages.get(page as usize).into_iter().flatten();
        self.opening.iter().chain(own).map(|(start, end)| *start..*end)
    }
}

#[cfg(test)]
mod tests {
    use super::{PageIndex, PartWord};

    #[test]
    fn an_index_comes_back_equal_and_one_that_cannot_be_is_refused() {
        let index = PageIndex {
            length: 100,
            contents: PageIndex::encode(&[7, 0, 255]),
            shared: vec![(20, 24), (30, 32)],
            shared_bytes: PageIndex::encode(b"abcdEF"),
            opening: vec![(0, 10), (90, 100)],
            pages: vec![vec![(10, 20)], vec![]],
        };
        assert_eq!(PageIndex::from_bytes(&index.to_bytes().unwrap()), Some(index.clone()));
        assert_eq!(index.needed(0).collect::<Vec<_>>(), [0..10, 90..100, 10..20]);
        assert_eq!(index.needed(7).count(), 2);
        assert_eq!(index.decoded_contents(), Some(vec![7, 0, 255]));
        let without = PageIndex { contents: String::new(), ..index.clone() };
        assert_eq!(PageIndex::from_bytes(&without.to_bytes().unwrap()), Some(without));
        let shared = index.decoded_shared();
        assert_eq!(shared.read(21, 3), Some(b"bcd".to_vec()));
        assert_eq!(shared.read(30, 2), Some(b"EF".to_vec()));
        for (offset, length) in [(19, 2), (21, 4), (24, 1), (31, 2), (99, 1), (0, usize::MAX)] {
            assert_eq!(shared.read(offset, length), None, "{length} from {offset}");
        }
        for bytes in ["", "abcdE", "abcdEFG"] {
            let shared_bytes = PageIndex::encode(bytes.as_bytes());
            let wrong = PageIndex { shared_bytes, ..index.clone() };
            assert_eq!(wrong.decoded_shared().read(21, 1), None, "{bytes}");
        }
        for stretches in [vec![(0, 101)], vec![(5, 5)], vec![(9, 3)], vec![(10, 20), (15, 30)]] {
            let wrong = PageIndex { opening: stretches.clone(), ..index.clone() };
            assert_eq!(PageIndex::from_bytes(&wrong.to_bytes().unwrap()), None, "{stretches:?}");
            let wrong = PageIndex { shared: stretches.clone(), ..index.clone() };
            assert_eq!(PageIndex::from_bytes(&wrong.to_bytes().unwrap()), None, "{stretches:?}");
            let wrong = PageIndex { pages: vec![stretches.clone()], ..index.clone() };
            assert_eq!(PageIndex::from_bytes(&wrong.to_bytes().unwrap()), None, "{stretches:?}");
        }
        assert_eq!(PageIndex::from_bytes(b"{\"length\":1}"), None);
        assert_eq!(PageIndex::from_bytes(b"\xff"), None);
    }

    #[test]
    fn every_part_is_known_by_its_word() {
        for part in PartWord::ALL {
            assert_eq!(PartWord::from_word(part.as_str()), Some(part));
        }
        assert_eq!(PartWord::from_word("smell"), None);
    }
}

//! What a search found.

use crate::entry::Kind;
use crate::error::Error;
use crate::query::{MAX_HITS, Query, Words};
use crate::scan::Scan;
use crate::snippet::{Snippet, cut};
use crate::top::Found;
use crate::view::View;
use std::sync::Arc;

/// How many entries were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exactly(u64),
    /// So many or more: of phrases 2,000 are counted, and a beginning of a letter or two stands for more words than
    /// are looked at.
    AtLeast(u64),
}

/// An entry that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The entry's number, as its owner gave it.
    pub id: u64,
    /// What it is in.
    pub group: [u8; 16],
    /// What that belongs to.
    pub scope: [u8; 16],
    /// What it is.
    pub kind: Kind,
    /// Page it stands on.
    pub page: u32,
    /// Of the words typed with marks, all are here with the same marks.
    pub is_exact: bool,
    place: (usize, u32),
}

/// The best hits and how many there are. It goes on showing the commit it was made from.
pub struct Answer {
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// All.
    pub count: Count,
    /// Words at the end of the query that were too many.
    pub n_ignored: usize,
    view: Arc<View>,
    words: Words,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { hits, count, n_ignored, .. } = self;
        formatter
            .debug_struct("Answer")
            .field("hits", &hits.len())
            .field("count", count)
            .field("n_ignored", n_ignored)
            .finish_non_exhaustive()
    }
}

impl Answer {
    pub(crate) fn find(view: Arc<View>, query: &Query) -> Result<Self, Error> {
        let words = Words::of(&query.text);
        let n_ignored = words.n_ignored;
        if words.words.is_empty() {
            return Ok(Self { hits: Vec::new(), count: Count::Exactly(0), n_ignored, view, words });
        }
        let mut scan = Scan::new(&view, &words, query, query.limit.min(MAX_HITS));
        let found = scan.run()?;
        let count =
            if scan.has_more { Count::AtLeast(scan.n_hits) } else { Count::Exactly(scan.n_hits) };
        let n_wanted = words.words.iter().filter(|word| word.wants_exact).count();
        let hits: Result<Vec<Hit>, Error> =
            found.iter().map(|found| hit(&view, found, n_wanted)).collect();
        Ok(Self { hits: hits?, count, n_ignored, view, words })
    }

    /// Cuts out of a hit's text the piece to be shown, with what was found in it.
    ///
    /// # Errors
    /// When the text cannot be read.
    pub fn snippet(&self, hit: &Hit) -> Result<Snippet, Error> {
        Ok(cut(&self.text(hit)?, &self.words))
    }

    /// Gives the whole text of a hit.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn text(&self, hit: &Hit) -> Result<String, Error> {
        let (segment, doc) = hit.place;
        let segment = self.view.segments.get(segment);
        let foreign = || Error::Unreadable("a hit of another answer".to_owned());
        segment.ok_or_else(foreign)?.text(doc, self.view.fields.text)
    }
}

fn hit(view: &View, found: &Found, n_wanted: usize) -> Result<Hit, Error> {
    let incomplete = || Error::Unreadable("an entry has no number or place".to_owned());
    let segment = view.segments.get(found.segment).ok_or_else(incomplete)?;
    let (kind, page) = segment.kind_and_page(found.doc).ok_or_else(incomplete)?;
    Ok(Hit {
        id: segment.id(found.doc).ok_or_else(incomplete)?,
        group: segment.group(found.doc)?,
        scope: segment.scope(found.doc)?,
        kind,
        page,
        is_exact: usize::from(found.rank.n_exact) == n_wanted,
        place: (found.segment, found.doc),
    })
}

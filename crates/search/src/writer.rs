//! Changing the index.

use crate::entry::Entry;
use crate::error::Error;
use crate::index::Index;
use crate::schema::Fields;
use tantivy::IndexWriter;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};

/// Bytes of words gathered in memory before they go to disk.
const MEMORY_BYTES: usize = 16 << 20;
/// Segments of like size that are made into one.
const MERGED_SEGMENTS: usize = 8;
/// Share of removed entries at which a segment is written anew.
const MAX_REMOVED: f32 = 0.3;

/// The one that changes the index. Nothing is visible, and nothing survives a kill, before [`Writer::commit`]; what is
/// dropped without it never was. It has one thread for words and one for merging, and both work in the background.
pub struct Writer {
    writer: IndexWriter,
    index: Index,
    fields: Fields,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Writer").finish_non_exhaustive()
    }
}

impl Writer {
    pub(crate) fn open(index: Index) -> Result<Self, Error> {
        let (inner, fields) = index.inner();
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(MEMORY_BYTES)
            .build();
        let writer: IndexWriter = inner.writer_with_options(options)?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(MERGED_SEGMENTS);
        policy.set_del_docs_ratio_before_merge(MAX_REMOVED);
        writer.set_merge_policy(Box::new(policy));
        Ok(Self { writer, index, fields })
    }

    /// Puts these entries in the place of all that the group had.
    ///
    /// # Errors
    /// [`Error::Stopped`] when the writer's thread ended, as it does when the disk is full.
    pub fn replace(
        &mut self,
        group: &[u8; 16],
        entries: impl IntoIterator<Item = Entry>,
    ) -> Result<(), Error> {
        self.remove(group);
        for entry in entries {
            self.writer.add_document(self.fields.document(group, entry))?;
        }
        Ok(())
    }

    /// Removes all that the group has.
    pub fn remove(&mut self, group: &[u8; 16]) {
        self.writer.delete_term(self.fields.term_of_group(group));
    }

    /// Brings everything so far to disk and before the eyes of searches, all of it or nothing. It takes as long as
    /// writing what was gathered does (up to about a second) and belongs on a thread that nobody waits for.
    ///
    /// # Errors
    /// [`Error::Io`] or [`Error::Stopped`]; the last commit stands.
    pub fn commit(&mut self) -> Result<(), Error> {
        self.writer.commit()?;
        self.index.reload()
    }

    /// Forgets everything since the last commit.
    ///
    /// # Errors
    /// [`Error::Io`] or [`Error::Stopped`].
    pub fn roll_back(&mut self) -> Result<(), Error> {
        self.writer.rollback()?;
        Ok(())
    }

    /// Waits until no segments are being merged any more; what was not committed is lost.
    ///
    /// # Errors
    /// [`Error::Io`] or [`Error::Stopped`].
    pub fn finish(self) -> Result<(), Error> {
        self.writer.wait_merging_threads()?;
        self.index.reload()
    }
}

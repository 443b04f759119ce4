//! The index as its owner holds it.

use crate::answer::Answer;
use crate::door;
use crate::error::Error;
use crate::query::Query;
use crate::schema::{Fields, register, schema};
use crate::view::View;
use crate::writer::Writer;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use tantivy::{IndexReader, ReloadPolicy};
use zeroize::Zeroizing;

/// An open index. Clones are the same one; searching goes on while its writer works.
#[derive(Clone)]
pub struct Index {
    shared: Arc<Shared>,
}

struct Shared {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    view: RwLock<Arc<View>>,
    /// Held as long as the index is open.
    _lock: File,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Index").finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in a folder of its own, as of its last commit; makes it when folder or index is not there.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when what is there is damaged or was made with another key or by another version;
    /// [`Error::InUse`] when another program or another part of this one has it open; [`Error::Io`].
    pub fn open(folder: &Path, key: &[u8; 32]) -> Result<Self, Error> {
        let (directory, lock) = door::open(folder, &Zeroizing::new(*key))?;
        let (schema, fields) = schema();
        let index = tantivy::Index::builder().schema(schema).open_or_create(directory)?;
        register(&index);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let view = RwLock::new(Arc::new(View::open(&reader.searcher(), fields, None)?));
        Ok(Self { shared: Arc::new(Shared { index, reader, fields, view, _lock: lock }) })
    }

    /// Removes an index that nobody has open. What else lies in the folder stays.
    ///
    /// # Errors
    /// [`Error::InUse`] or [`Error::Io`].
    pub fn wipe(folder: &Path) -> Result<(), Error> {
        door::wipe(folder)
    }

    /// Gives the one writer.
    ///
    /// # Errors
    /// [`Error::InUse`] while there is one; [`Error::Io`].
    pub fn writer(&self) -> Result<Writer, Error> {
        Writer::open(self.clone())
    }

    /// Searches as of the last commit.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when a file was damaged since it was opened; [`Error::Io`].
    pub fn search(&self, query: &Query) -> Result<Answer, Error> {
        Answer::find(self.view(), query)
    }

    /// Entries as of the last commit.
    pub fn n_entries(&self) -> u64 {
        self.view().n_entries
    }

    /// The groups that have entries as of the last commit: what an owner compares with what ought to be here.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn groups(&self) -> Result<BTreeSet<[u8; 16]>, Error> {
        let view = self.view();
        let mut groups = BTreeSet::new();
        for segment in &view.segments {
            segment.add_groups(view.fields, &mut groups)?;
        }
        Ok(groups)
    }

    pub(crate) fn inner(&self) -> (&tantivy::Index, Fields) {
        (&self.shared.index, self.shared.fields)
    }

    /// Lets searches see the last commit.
    pub(crate) fn reload(&self) -> Result<(), Error> {
        self.shared.reader.reload()?;
        let searcher = self.shared.reader.searcher();
        let view = Arc::new(View::open(&searcher, self.shared.fields, Some(&self.view()))?);
        *self.shared.view.write().unwrap_or_else(PoisonError::into_inner) = view;
        Ok(())
    }

    fn view(&self) -> Arc<View> {
        Arc::clone(&self.shared.view.read().unwrap_or_else(PoisonError::into_inner))
    }
}

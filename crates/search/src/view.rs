//! The index as of one commit, opened for searching.

use crate::entry::Kind;
use crate::error::{Error, reading};
use crate::schema::{Fields, GROUP, ID, PLACE, SCOPE, kind_and_page};
use std::sync::{Arc, OnceLock};
use tantivy::columnar::{BytesColumn, Column};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

/// Decompressed blocks of texts kept for each segment; a block has 16 KiB.
const STORE_BLOCKS: usize = 8;

/// What one commit holds. It stays readable while the next ones are made.
pub(crate) struct View {
    pub fields: Fields,
    pub segments: Vec<Arc<Segment>>,
    pub n_entries: u64,
    /// Words of an entry on average.
    pub mean_words: f32,
}

pub(crate) struct Segment {
    reader: SegmentReader,
    pub words: Arc<InvertedIndexReader>,
    pub norms: FieldNormReader,
    store: StoreReader,
    ids: Column,
    places: Column,
    groups: Names,
    scopes: Names,
}

/// A column of sixteen bytes: few different values, kept once they were wanted.
struct Names {
    column: BytesColumn,
    all: OnceLock<Vec<[u8; 16]>>,
}

impl View {
    /// Opens a commit; segments that an earlier view has are shared with it.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(crate) fn open(
        searcher: &tantivy::Searcher,
        fields: Fields,
        earlier: Option<&Self>,
    ) -> Result<Self, Error> {
        let readers = searcher.segment_readers();
        let mut segments = Vec::with_capacity(readers.len());
        for reader in readers {
            let mut known = earlier.iter().flat_map(|view| &view.segments);
            let same = known.find(|segment| segment.is(reader)).cloned();
            segments.push(match same {
                Some(segment) => segment,
                None => Arc::new(Segment::open(reader, fields)?),
            });
        }
        let n_words: u64 = segments.iter().map(|segment| segment.words.total_num_tokens()).sum();
        let n_all: u64 = readers.iter().map(|reader| u64::from(reader.max_doc())).sum();
        let mean_words = n_words as f32 / n_all.max(1) as f32;
        Ok(Self { fields, segments, n_entries: searcher.num_docs(), mean_words })
    }
}

impl Segment {
    fn open(reader: &SegmentReader, fields: Fields) -> Result<Self, Error> {
        let fast = reader.fast_fields();
        let missing = |name: &str| Error::Unreadable(format!("it has no column {name}"));
        Ok(Self {
            words: reader.inverted_index(fields.text)?,
            norms: reader.get_fieldnorms_reader(fields.text)?,
            store: reader.get_store_reader(STORE_BLOCKS).map_err(reading)?,
            ids: fast.u64(ID)?,
            places: fast.u64(PLACE)?,
            groups: Names::new(fast.bytes(GROUP)?.ok_or_else(|| missing(GROUP))?),
            scopes: Names::new(fast.bytes(SCOPE)?.ok_or_else(|| missing(SCOPE))?),
            reader: reader.clone(),
        })
    }

    /// Tells whether this is the same segment with the same removals.
    fn is(&self, reader: &SegmentReader) -> bool {
        self.reader.segment_id() == reader.segment_id()
            && self.reader.delete_opstamp() == reader.delete_opstamp()
    }

    pub(crate) fn inverted(
        &self,
        field: tantivy::schema::Field,
    ) -> Result<Arc<InvertedIndexReader>, Error> {
        Ok(self.reader.inverted_index(field)?)
    }

    pub(crate) fn is_alive(&self, doc: DocId) -> bool {
        self.reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc))
    }

    pub(crate) fn kind_and_page(&self, doc: DocId) -> Option<(Kind, u32)> {
        kind_and_page(self.places.first(doc)?)
    }

    pub(crate) fn id(&self, doc: DocId) -> Option<u64> {
        self.ids.first(doc)
    }

    pub(crate) fn group(&self, doc: DocId) -> Result<[u8; 16], Error> {
        self.groups.get(doc)
    }

    pub(crate) fn scope(&self, doc: DocId) -> Result<[u8; 16], Error> {
        self.scopes.get(doc)
    }

    pub(crate) fn text(&self, doc: DocId, field: tantivy::schema::Field) -> Result<String, Error> {
        use tantivy::schema::Value;
        let document: tantivy::TantivyDocument = self.store.get(doc)?;
        let text = document.get_first(field).and_then(|value| value.as_str().map(str::to_owned));
        text.ok_or_else(|| Error::Unreadable("an entry has no text".to_owned()))
    }

    /// Adds the groups that have entries here.
    pub(crate) fn add_groups(
        &self,
        fields: Fields,
        groups: &mut std::collections::BTreeSet<[u8; 16]>,
    ) -> Result<(), Error> {
        let inverted = self.inverted(fields.group)?;
        let mut terms = inverted.terms().stream().map_err(reading)?;
        while let Some((group, info)) = terms.next() {
            let Ok(group) = <[u8; 16]>::try_from(group) else { continue };
            let option = tantivy::schema::IndexRecordOption::Basic;
            let mut entries =
                inverted.read_postings_from_terminfo(info, option).map_err(reading)?;
            while entries.doc() != TERMINATED && !self.is_alive(entries.doc()) {
                entries.advance();
            }
            if entries.doc() != TERMINATED {
                groups.insert(group);
            }
        }
        Ok(())
    }
}

impl Names {
    fn new(column: BytesColumn) -> Self {
        Self { column, all: OnceLock::new() }
    }

    fn get(&self, doc: DocId) -> Result<[u8; 16], Error> {
        let all = match self.all.get() {
            Some(all) => all,
            None => {
                let read = self.read()?;
                self.all.get_or_init(|| read)
            }
        };
        let nothing = || Error::Unreadable("an entry belongs to nothing".to_owned());
        let at = self.column.term_ords(doc).next().ok_or_else(nothing)?;
        usize::try_from(at).ok().and_then(|at| all.get(at)).copied().ok_or_else(nothing)
    }

    fn read(&self) -> Result<Vec<[u8; 16]>, Error> {
        let mut all = Vec::with_capacity(self.column.dictionary().num_terms());
        let mut names = self.column.dictionary().stream().map_err(reading)?;
        while names.advance() {
            let name = <[u8; 16]>::try_from(names.key());
            all.push(name.map_err(|_| Error::Unreadable("a name of another length".to_owned()))?);
        }
        Ok(all)
    }
}

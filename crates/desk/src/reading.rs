//! Opening documents and showing their pages, through PDF workers.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::marks::STAMPS;
use crate::view::{OpenedView, OutlineView, PageTextView, PageView, RectView, TextRunView};
use domain::{Document, DocumentId};
use reader::{Contents, OpenDocument, RangeSource, ReaderError};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use sync::{Fetcher, SharedBytes, Topic};
use uuid::Uuid;
use vault::{FileReader, FileRow, FileState, VaultError};

/// How long a reader waits for a part of a paper that is still arriving.
const PART_PATIENCE: Duration = Duration::from_secs(8);

/// The decrypted ranges of a file, as a PDF worker asks for them. Of a file that is still arriving, the parts somebody
/// reads come first.
pub(crate) struct Ranges {
    file: FileReader,
    arriving: Option<Arriving>,
}

/// How bytes that are not here are had.
struct Arriving {
    row: FileRow,
    fetcher: Fetcher,
    /// What came ahead of the file.
    shared: SharedBytes,
}

impl Ranges {
    /// The ranges of a file that is here whole.
    pub(crate) const fn whole(file: FileReader) -> Self {
        Self { file, arriving: None }
    }
}

impl RangeSource for Ranges {
    fn length(&self) -> u64 {
        self.file.length()
    }

    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let read = self.file.read_at(offset, length);
        let (Err(VaultError::FileNotHere), Some(arriving)) = (&read, &self.arriving) else {
            return read.map_err(io::Error::other);
        };
        if let Some(bytes) = arriving.shared.read(offset, length) {
            return Ok(bytes);
        }
        let part = offset..offset.saturating_add(length as u64);
        let fetched = arriving.fetcher.fetch(&arriving.row, vec![part], PART_PATIENCE);
        fetched.map_err(io::Error::other)?;
        self.file.read_at(offset, length).map_err(io::Error::other)
    }

    fn is_near(&self) -> bool {
        self.arriving.is_none()
    }
}

impl Desk {
    /// Opens a document for reading.
    ///
    /// # Errors
    /// `not-found`, `document-not-here`, `document-recalled`, and what the reader says of the file.
    pub fn open_document(&self, document: Uuid, version: u32) -> Result<OpenedView, DeskError> {
        let cabinet = self.cabinet()?;
        let id = DocumentId::from_uuid(document);
        let document = cabinet.document(id).ok_or_else(|| DeskError::from_code("not-found"))?;
        let dossier = cabinet.dossier(document.dossier);
        let dossier = dossier.ok_or_else(|| DeskError::from_code("not-found"))?;
        let stamps = STAMPS.iter().filter(|(kind, _)| cabinet.allows_stamp(dossier, *kind));
        let opened = self.reader(id, version)?;
        let file = self.file_of(document)?;
        let before = self.vault.versions_opened(id)?;
        self.vault.put_opened(id, version)?;
        let pages = opened.pages().iter().enumerate().map(|(index, size)| PageView {
            width: size.width,
            height: size.height,
            label: opened.contents().label(index),
        });
        let outline = opened.outline().iter().map(|entry| OutlineView {
            depth: entry.depth,
            title: entry.title.clone(),
            page: entry.page,
        });
        Ok(OpenedView {
            document: self.document_view(document, Some(&file))?,
            version,
            item: dossier.item.as_uuid(),
            pages: pages.collect(),
            outline: outline.collect(),
            readable_versions: self.readable_versions(id)?,
            previous: before.into_iter().filter(|opened| *opened < version).max(),
            may_export: document.may_copy,
            may_print: document.may_copy,
            stamps: stamps.map(|(_, word)| (*word).to_owned()).collect(),
        })
    }

    /// A page's text with its boxes.
    ///
    /// # Errors
    /// As [`Desk::page_picture`].
    pub fn page_text(
        &self,
        document: Uuid,
        version: u32,
        page: u32,
    ) -> Result<PageTextView, DeskError> {
        let text = self.text_of_page(DocumentId::from_uuid(document), version, page)?;
        let runs = text.runs.into_iter().map(|run| TextRunView {
            text: run.text,
            rect: RectView { x: run.x, y: run.y, w: run.w, h: run.h },
        });
        Ok(PageTextView { runs: runs.collect() })
    }

    /// Remembers where the member is reading.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails.
    pub fn remember_page(&self, document: Uuid, page: u32) -> Result<(), DeskError> {
        Ok(self.vault.put_reading_place(DocumentId::from_uuid(document), page)?)
    }

    /// Counts the pages of files that have arrived, and names what is wrong with those that cannot be read. Gives the
    /// number looked at. Meant for a background thread.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails.
    pub fn examine_new_files(&self) -> Result<u32, DeskError> {
        let mut n_examined = 0;
        for row in self.vault.files()? {
            let unexamined = row.n_pages.is_none() && row.problem.is_none();
            if row.state != FileState::Ready || !unexamined {
                continue;
            }
            if self.is_closing() {
                return Ok(n_examined);
            }
            let counted = self.open_row(&row).map(|open| open.pages().len());
            let row = match counted {
                Ok(n_pages) => FileRow { n_pages: u32::try_from(n_pages).ok(), ..row },
                Err(error) => FileRow { problem: Some(error.code().to_owned()), ..row },
            };
            self.vault.put_file(&row)?;
            n_examined += 1;
            self.tell(Topic::Files);
        }
        Ok(n_examined)
    }

    /// Opens a paper that asks for a password, and keeps the password for the next time.
    ///
    /// # Errors
    /// `document-wrong-password`: nothing is kept then; and as [`Desk::open_document`].
    pub fn give_password(
        &self,
        document: Uuid,
        version: u32,
        password: &str,
    ) -> Result<(), DeskError> {
        let row = self.version_row(DocumentId::from_uuid(document), version)?;
        let file = Arc::new(Ranges::whole(self.vault.open_file(&row)?));
        OpenDocument::open_with(self.reader_program(), file, Some(password), None)?;
        self.vault.put_password(row.document, row.version, password)?;
        // It was set aside as one that cannot be read.
        self.vault.put_file(&FileRow { problem: None, n_pages: None, ..row })?;
        self.tell(Topic::Files);
        Ok(())
    }

    /// A version that is open, or is opened now.
    pub(crate) fn reader(
        &self,
        document: DocumentId,
        version: u32,
    ) -> Result<Arc<OpenDocument>, DeskError> {
        self.reader_of(&self.version_row(document, version)?)
    }

    /// The version of a row that was looked up just now: asked each time, not only at opening, because a paper recalled a
    /// moment ago shows no further page.
    pub(crate) fn reader_of(&self, row: &FileRow) -> Result<Arc<OpenDocument>, DeskError> {
        self.opened(row.document, row.version, |_| {
            let opened = self.open_row(row)?;
            if row.state == FileState::Ready {
                opened.walk_ahead();
            }
            Ok(opened)
        })
    }

    /// The file of a version, be it in force or kept.
    pub(crate) fn version_row(
        &self,
        document: DocumentId,
        version: u32,
    ) -> Result<FileRow, DeskError> {
        let row = self.vault.files()?.into_iter().find(|row| row.document == document);
        let row = row.ok_or_else(|| DeskError::from_code("document-not-here"))?;
        if row.state == FileState::Recalled {
            return Err(DeskError::from_code("document-recalled"));
        }
        if row.version == version {
            return Ok(row);
        }
        let mut kept = self.vault.kept_files()?.into_iter();
        kept.find(|row| row.document == document && row.version == version)
            .ok_or_else(|| DeskError::from_code("document-not-here"))
    }

    fn readable_versions(&self, document: DocumentId) -> Result<Vec<u32>, DeskError> {
        let all = self.vault.kept_files()?.into_iter().chain(self.vault.files()?);
        let mut versions: Vec<u32> = all
            .filter(|row| row.document == document && row.state == FileState::Ready)
            .map(|row| row.version)
            .collect();
        versions.sort_unstable();
        Ok(versions)
    }

    pub(crate) fn open_row(&self, row: &FileRow) -> Result<OpenDocument, DeskError> {
        if row.state == FileState::Failed {
            let code = row.problem.clone().unwrap_or_else(|| "document-not-here".to_owned());
            return Err(DeskError::from_code(code));
        }
        if row.length == 0 {
            return Err(ReaderError::Empty.into());
        }
        let ranges = match (row.state, self.fetcher()) {
            (FileState::Wanted, Some(fetcher)) => {
                let shared = self.page_index(row)?.map(|index| index.decoded_shared());
                let (row, shared) = (row.clone(), shared.unwrap_or_default());
                let file = self.vault.open_arriving(&row)?;
                Ranges { file, arriving: Some(Arriving { row, fetcher, shared }) }
            }
            _ => Ranges::whole(self.vault.open_file(row)?),
        };
        self.bring_page(row, self.vault.reading_place(row.document)?.unwrap_or_default())?;
        let password = self.vault.password(row.document, row.version)?;
        let password = password.as_ref().map(|password| password.as_str());
        let known = self.known_contents(row)?;
        let was_known = known.is_some();
        let program = self.reader_program();
        let opened = OpenDocument::open_with(program, Arc::new(ranges), password, known)?;
        // What has come of a file that is still arriving is not yet known to be what was published.
        if !was_known && row.state == FileState::Ready {
            let body =
                opened.contents().to_bytes().map_err(|_| DeskError::from_code("internal"))?;
            self.vault.put_contents(row.document, row.version, &body)?;
        }
        Ok(opened)
    }

    /// What a version says of itself: as it said when it was opened before, or, while it is arriving, as the server found
    /// it.
    fn known_contents(&self, row: &FileRow) -> Result<Option<Contents>, DeskError> {
        if row.state == FileState::Wanted {
            let sent = self.page_index(row)?.and_then(|index| index.decoded_contents());
            return Ok(sent.and_then(|bytes| Contents::from_bytes(&bytes)));
        }
        let kept = self.vault.contents(row.document, row.version)?;
        Ok(kept.and_then(|bytes| Contents::from_bytes(&bytes)))
    }

    fn file_of(&self, document: &Document) -> Result<FileRow, DeskError> {
        let files = self.vault.files()?;
        files
            .into_iter()
            .find(|row| row.document == document.id)
            .ok_or_else(|| DeskError::from_code("document-not-here"))
    }
}

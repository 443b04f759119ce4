//! Opening documents and showing their pages, through PDF workers.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{OpenedView, OutlineView, PageTextView, PageView, RectView, TextRunView};
use domain::{Document, DocumentId};
use reader::{OpenDocument, RangeSource, ReaderError};
use std::io;
use std::sync::Arc;
use sync::Topic;
use uuid::Uuid;
use vault::{FileReader, FileRow, FileState};

/// The decrypted ranges of a file, as a PDF worker asks for them.
pub(crate) struct Ranges(pub(crate) FileReader);

impl RangeSource for Ranges {
    fn length(&self) -> u64 {
        self.0.length()
    }

    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        self.0.read_at(offset, length).map_err(io::Error::other)
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
        let item = dossier.ok_or_else(|| DeskError::from_code("not-found"))?.item;
        let opened = self.reader(id, version)?;
        let file = self.file_of(document)?;
        self.vault.put_opened(id, version)?;
        // A label is a comfort: a document whose labels cannot be read counts plainly.
        let mut labels = opened.labels().unwrap_or_default().into_iter();
        let pages = opened.pages().iter().enumerate().map(|(index, size)| PageView {
            width: size.width,
            height: size.height,
            label: labels.next().unwrap_or_else(|| (index + 1).to_string()),
        });
        let outline = opened.outline().iter().map(|entry| OutlineView {
            depth: entry.depth,
            title: entry.title.clone(),
            page: entry.page,
        });
        Ok(OpenedView {
            document: self.document_view(document, Some(&file))?,
            item: item.as_uuid(),
            pages: pages.collect(),
            outline: outline.collect(),
        })
    }

    /// A page as PNG.
    ///
    /// # Errors
    /// As [`Desk::open_document`], for this page.
    pub fn page_png(
        &self,
        document: Uuid,
        version: u32,
        page: u32,
        width: u32,
    ) -> Result<Vec<u8>, DeskError> {
        Ok(self.reader(DocumentId::from_uuid(document), version)?.draw(page, width)?)
    }

    /// A page's text with its boxes.
    ///
    /// # Errors
    /// As [`Desk::page_png`].
    pub fn page_text(
        &self,
        document: Uuid,
        version: u32,
        page: u32,
    ) -> Result<PageTextView, DeskError> {
        let runs = self.reader(DocumentId::from_uuid(document), version)?.text(page)?;
        let runs = runs.into_iter().map(|run| TextRunView {
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

    fn reader(&self, document: DocumentId, version: u32) -> Result<Arc<OpenDocument>, DeskError> {
        // Asked each time, not only at opening: a paper recalled a moment ago shows no further page.
        let row = self.vault.files()?.into_iter().find(|row| row.document == document);
        let row = row.ok_or_else(|| DeskError::from_code("document-not-here"))?;
        if row.state == FileState::Recalled {
            return Err(DeskError::from_code("document-recalled"));
        }
        if row.version != version {
            return Err(DeskError::from_code("document-not-here"));
        }
        self.opened(document, version, |_| self.open_row(&row))
    }

    pub(crate) fn open_row(&self, row: &FileRow) -> Result<OpenDocument, DeskError> {
        if row.state == FileState::Failed {
            let code = row.problem.clone().unwrap_or_else(|| "document-not-here".to_owned());
            return Err(DeskError::from_code(code));
        }
        if row.length == 0 {
            return Err(ReaderError::Empty.into());
        }
        let file = self.vault.open_file(row)?;
        Ok(OpenDocument::open(self.reader_program(), Arc::new(Ranges(file)))?)
    }

    fn file_of(&self, document: &Document) -> Result<FileRow, DeskError> {
        let files = self.vault.files()?;
        files
            .into_iter()
            .find(|row| row.document == document.id)
            .ok_or_else(|| DeskError::from_code("document-not-here"))
    }
}

//! What the store keeps for the reading desk: places, versions that were opened, texts, steps that can be undone. None of
//! it leaves this device.

use crate::aead::make_secret;
use crate::files::empty_log;
use crate::table::{contents, mark_step, page_text, password, reading};
use crate::vault::transact;
use crate::{TextRow, Vault, VaultError};
use domain::DocumentId;
use std::collections::BTreeMap;
use std::path::PathBuf;
use zeroize::Zeroizing;

const SEARCH_KEY: &str = "search-key";

impl Vault {
    /// The page last read.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn reading_place(&self, document: DocumentId) -> Result<Option<u32>, VaultError> {
        reading::get(&self.read(), document)
    }

    /// Remembers the page last read.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn put_reading_place(&self, document: DocumentId, page: u32) -> Result<(), VaultError> {
        self.write(|writer| reading::put(&writer.connection, document, page))
    }

    /// The newest version of each document that was opened.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn opened_versions(&self) -> Result<BTreeMap<DocumentId, u32>, VaultError> {
        reading::opened(&self.read())
    }

    /// Every version of a document that was opened, oldest first.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn versions_opened(&self, document: DocumentId) -> Result<Vec<u32>, VaultError> {
        reading::versions_opened(&self.read(), document)
    }

    /// Remembers that a version was opened.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn put_opened(&self, document: DocumentId, version: u32) -> Result<(), VaultError> {
        self.write(|writer| {
            transact(&mut writer.connection, |connection| {
                reading::note_opened(connection, document, version)?;
                reading::open(connection, document, version)
            })
        })
    }

    /// What a version says of itself, as it was put.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn contents(
        &self,
        document: DocumentId,
        version: u32,
    ) -> Result<Option<Vec<u8>>, VaultError> {
        contents::get(&self.read(), document, version)
    }

    /// Keeps what a version says of itself, until its file goes.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn put_contents(
        &self,
        document: DocumentId,
        version: u32,
        body: &[u8],
    ) -> Result<(), VaultError> {
        self.write(|writer| contents::put(&writer.connection, document, version, body))
    }

    /// Versions whose text is here whole.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn texts(&self) -> Result<Vec<TextRow>, VaultError> {
        page_text::whole(&self.read())
    }

    /// A page's text as it was put, if the version's text is here.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn page_text(
        &self,
        document: DocumentId,
        version: u32,
        page: u32,
    ) -> Result<Option<Vec<u8>>, VaultError> {
        page_text::get(&self.read(), document, version, page)
    }

    /// The text of all pages of a version, as it was put.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn page_texts(
        &self,
        document: DocumentId,
        version: u32,
    ) -> Result<Vec<Vec<u8>>, VaultError> {
        page_text::of_version(&self.read(), document, version)
    }

    /// Keeps the text of all pages of a version.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn put_page_texts(
        &self,
        document: DocumentId,
        version: u32,
        pages: &[Vec<u8>],
        n_textless: u32,
    ) -> Result<(), VaultError> {
        self.write(|writer| {
            transact(&mut writer.connection, |connection| {
                page_text::put_all(connection, document, version, pages, n_textless)
            })
        })
    }

    /// Notes whether the search index has a version's text.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn set_indexed(
        &self,
        document: DocumentId,
        version: u32,
        indexed: bool,
    ) -> Result<(), VaultError> {
        self.write(|writer| page_text::set_indexed(&writer.connection, document, version, indexed))
    }

    /// Notes that the search index is empty.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn none_indexed(&self) -> Result<(), VaultError> {
        self.write(|writer| page_text::none_indexed(&writer.connection))
    }

    /// Keeps a step that can be undone; steps that were undone before cannot be done again then.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn push_mark_step(&self, document: DocumentId, body: &[u8]) -> Result<(), VaultError> {
        self.write(|writer| {
            transact(&mut writer.connection, |connection| {
                mark_step::push(connection, document, body)
            })
        })
    }

    /// The step to be undone next, or with `undone` to be done again next: its place and its body.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn next_mark_step(
        &self,
        document: DocumentId,
        undone: bool,
    ) -> Result<Option<(i64, Vec<u8>)>, VaultError> {
        mark_step::next(&self.read(), document, undone)
    }

    /// Notes that a step was undone, or done again.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn set_mark_step(&self, place: i64, undone: bool) -> Result<(), VaultError> {
        self.write(|writer| mark_step::set_undone(&writer.connection, place, undone))
    }

    /// Where the search index lies.
    pub fn search_folder(&self) -> PathBuf {
        self.dir().join("search")
    }

    /// The key of the search index; made when there is none.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn search_key(&self) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        let known = self.setting(SEARCH_KEY)?.map(Zeroizing::new);
        let known = known.and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok());
        match known {
            Some(key) => Ok(Zeroizing::new(key)),
            None => self.renew_search_key(),
        }
    }

    /// Makes a new key for the search index: what was written under the old one cannot be read any more.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn renew_search_key(&self) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        let key = make_secret()?;
        self.put_settings(&[(SEARCH_KEY, key.as_slice())])?;
        self.write(|writer| empty_log(&writer.connection))?;
        Ok(key)
    }

    /// The password of a protected paper, if it was given before.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn password(
        &self,
        document: DocumentId,
        version: u32,
    ) -> Result<Option<Zeroizing<String>>, VaultError> {
        password::get(&self.read(), document, version)
    }

    /// Keeps the password of a protected paper.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn put_password(
        &self,
        document: DocumentId,
        version: u32,
        password: &str,
    ) -> Result<(), VaultError> {
        self.write(|writer| password::put(&writer.connection, document, version, password))
    }
}

//! What the server made beside papers. It lies in the database, sealed like everything there, and goes with its paper.

use crate::table::{companion, page_text, record};
use crate::vault::transact;
use crate::{CompanionRow, RecordRow, Vault, VaultError};
use domain::{Digest, DocumentId};
use uuid::Uuid;

impl Vault {
    /// The parts that are here.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn companions(&self) -> Result<Vec<CompanionRow>, VaultError> {
        companion::all(&self.read())
    }

    /// The bytes of a part, if they are here.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn companion(
        &self,
        document: DocumentId,
        version: u32,
        part: &str,
    ) -> Result<Option<Vec<u8>>, VaultError> {
        companion::body(&self.read(), document, version, part)
    }

    /// Keeps a part whose bytes have its digest; `false` where they have not, and nothing is kept then. With
    /// `renews_text`, the version's text is forgotten where pages had none, and is read again with this part.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn put_companion(
        &self,
        row: &CompanionRow,
        body: &[u8],
        renews_text: bool,
    ) -> Result<bool, VaultError> {
        if Digest::from_bytes(*blake3::hash(body).as_bytes()) != row.digest {
            return Ok(false);
        }
        self.write(|writer| {
            transact(&mut writer.connection, |connection| {
                companion::put(connection, row, body)?;
                if renews_text {
                    page_text::remove_textless(connection, row.document, row.version)?;
                }
                Ok(true)
            })
        })
    }

    /// One record of the mirror.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn record(&self, kind: &str, id: Uuid) -> Result<Option<RecordRow>, VaultError> {
        record::get(&self.read(), kind, id)
    }
}

#[cfg(test)]
mod tests {
    use crate::{CompanionRow, FileRow, FileState, Profile, SecretStore, SecretStoreError};
    use domain::{Digest, DocumentId, DossierId};
    use uuid::Uuid;
    use zeroize::Zeroizing;

    struct NoKeyring;

    impl SecretStore for NoKeyring {
        fn read(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretStoreError> {
            Ok(None)
        }

        fn write(&self, _: &str, _: &[u8]) -> Result<(), SecretStoreError> {
            Ok(())
        }
    }

    #[test]
    fn a_part_with_its_digest_is_kept_renews_the_text_of_scans_and_goes_with_its_paper_as_its_contents_do()
     {
        let dir = tempfile::tempdir().unwrap();
        let vault = Profile::at(dir.path()).make(&NoKeyring, None).unwrap();
        let row = FileRow {
            document: DocumentId::from_uuid(Uuid::from_u128(1)),
            dossier: DossierId::from_uuid(Uuid::from_u128(2)),
            version: 3,
            digest: Digest::from_bytes([1; 32]),
            length: 10,
            name: "a".to_owned(),
            state: FileState::Wanted,
            n_pages: None,
            problem: None,
        };
        vault.put_file(&row).unwrap();
        vault.put_page_texts(row.document, 3, &[b"text".to_vec()], 0).unwrap();
        let part = CompanionRow {
            document: row.document,
            version: 3,
            part: "words".to_owned(),
            digest: Digest::from_bytes(*blake3::hash(b"layer").as_bytes()),
        };
        assert!(!vault.put_companion(&part, b"other", true).unwrap());
        assert_eq!(vault.companions().unwrap(), []);
        assert!(vault.put_companion(&part, b"layer", true).unwrap());
        assert_eq!(vault.texts().unwrap().len(), 1, "its pages have text of their own");
        vault.put_page_texts(row.document, 3, &[b"".to_vec()], 1).unwrap();
        assert!(vault.put_companion(&part, b"layer", true).unwrap());
        assert_eq!(vault.texts().unwrap(), []);
        assert_eq!(vault.companion(row.document, 3, "words").unwrap().unwrap(), b"layer");
        assert_eq!(vault.companion(row.document, 2, "words").unwrap(), None);
        assert_eq!(vault.companions().unwrap(), [part]);
        vault.put_contents(row.document, 3, b"contents").unwrap();
        assert_eq!(vault.contents(row.document, 3).unwrap().unwrap(), b"contents");
        vault.remove_document(row.document).unwrap();
        assert_eq!(vault.companions().unwrap(), []);
        assert_eq!(vault.contents(row.document, 3).unwrap(), None);
    }
}

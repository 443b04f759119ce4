//! Digests, by the object identifiers of X.509.

use ring::digest::{Algorithm, Context, SHA1_FOR_LEGACY_USE_ONLY, SHA256, SHA384, SHA512, digest};
use std::io::{self, Read, Seek, SeekFrom};

/// The object identifier of SHA-1.
pub const SHA1_OID: &[u8] = &[0x2b, 0x0e, 0x03, 0x02, 0x1a];
const SHA256_OID: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
const SHA384_OID: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];
const SHA512_OID: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];

/// A digest that is verified here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Digest {
    pub fn by_oid(oid: &[u8]) -> Option<Self> {
        match oid {
            SHA1_OID => Some(Self::Sha1),
            SHA256_OID => Some(Self::Sha256),
            SHA384_OID => Some(Self::Sha384),
            SHA512_OID => Some(Self::Sha512),
            _ => None,
        }
    }

    fn algorithm(self) -> &'static Algorithm {
        match self {
            Self::Sha1 => &SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &SHA256,
            Self::Sha384 => &SHA384,
            Self::Sha512 => &SHA512,
        }
    }

    /// Bytes of a digest.
    pub fn length(self) -> usize {
        self.algorithm().output_len()
    }

    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        digest(self.algorithm(), bytes).as_ref().to_vec()
    }

    /// The digest of two pieces of a file: from its start to the gap, and from there to the end.
    pub fn of_range(
        self,
        source: &mut (impl Read + Seek),
        (gap_start, gap_end, end): (u64, u64, u64),
    ) -> io::Result<Vec<u8>> {
        let mut context = Context::new(self.algorithm());
        let mut piece = vec![0; 256 * 1024];
        for (from, to) in [(0, gap_start), (gap_end, end)] {
            source.seek(SeekFrom::Start(from))?;
            let mut part = Read::by_ref(source).take(to.saturating_sub(from));
            loop {
                let n_read = part.read(&mut piece)?;
                if n_read == 0 {
                    break;
                }
                context.update(piece.get(..n_read).unwrap_or_default());
            }
            if part.limit() != 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(context.finish().as_ref().to_vec())
    }
}

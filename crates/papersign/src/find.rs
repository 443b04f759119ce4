//! Signatures found in the bytes of a PDF. Runs where PDF is parsed: in a sandboxed worker with limited memory and time.

use crate::{Found, FoundSignature, Later, Range, changes, evidence, fields, range};
use hayro_syntax::object::ObjectIdentifier;
use hayro_syntax::{LoadPdfError, Pdf};
use std::collections::HashSet;
use std::io::{self, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// How much is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Longest file, in bytes. It is held in memory.
    pub file: u64,
    /// Most signatures.
    pub signatures: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 512 * 1024 * 1024, signatures: 32 }
    }
}

/// Why signatures are not looked for in a file.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// It is longer than is looked at.
    #[error("the file is longer than is looked at for signatures")]
    TooLarge,
    /// It has more signatures than are looked at.
    #[error("the file has more signatures than are looked at")]
    TooMany,
    /// It is enciphered.
    #[error("signatures of an enciphered file are not looked at")]
    Encrypted,
    /// It is no PDF, or one that cannot be followed.
    #[error("the file cannot be read as PDF")]
    Broken,
    /// Its bytes cannot be had.
    #[error("the file cannot be read from this device")]
    Source(#[from] io::Error),
}

/// The first bytes of a file, as they were at the end of a revision.
struct Revision {
    data: Arc<Vec<u8>>,
    end: usize,
}

impl AsRef<[u8]> for Revision {
    fn as_ref(&self) -> &[u8] {
        self.data.get(..self.end).unwrap_or_default()
    }
}

/// Finds the signatures of a PDF, what they cover and what was done to the file after each, and what lies in it to judge
/// them by. A file without signatures has none; that is no error.
///
/// # Errors
/// [`FindError`], by what stood in the way.
pub fn find_signatures(
    source: &mut (impl Read + Seek),
    limits: Limits,
) -> Result<Found, FindError> {
    let length = source.seek(SeekFrom::End(0))?;
    if length > limits.file {
        return Err(FindError::TooLarge);
    }
    source.seek(SeekFrom::Start(0))?;
    let mut data = Vec::new();
    let room = usize::try_from(length).map_err(|_| FindError::TooLarge)?;
    data.try_reserve_exact(room).map_err(|_| FindError::TooLarge)?;
    source.take(length).read_to_end(&mut data)?;
    let data = Arc::new(data);
    // The parser is not ours; should it trip over a file, that is the file's fault.
    catch_unwind(AssertUnwindSafe(|| find(&data, limits))).unwrap_or(Err(FindError::Broken))
}

fn find(data: &Arc<Vec<u8>>, limits: Limits) -> Result<Found, FindError> {
    let pdf = Pdf::new(Arc::clone(data)).map_err(|error| match error {
        LoadPdfError::Decryption(_) => FindError::Encrypted,
        LoadPdfError::Invalid => FindError::Broken,
    })?;
    let xref = pdf.xref();
    let fields = fields::find(xref);
    if fields.signed.len() > limits.signatures {
        return Err(FindError::TooMany);
    }
    if !fields.signed.is_empty() && is_encrypted(data) {
        return Err(FindError::Encrypted);
    }
    let mut steps = changes::MAX_STEPS;
    let mut room = fields::MAX_ALL_CONTENTS;
    let mut signatures: Vec<FoundSignature> = Vec::new();
    let mut seen: HashSet<ObjectIdentifier> = HashSet::new();
    for (name, signature) in fields.signed {
        // Two fields may bear one signature.
        if signature.obj_id().is_none_or(|place| seen.insert(place)) {
            let mut found = fields::read(name, &signature, data, &mut room);
            found.later = match found.range {
                Range::Whole { end, .. } => {
                    later_than(&pdf, data, end, &fields.objects, &mut steps)
                }
                Range::Broken(_) => Later::Other,
            };
            signatures.push(found);
        }
    }
    signatures.sort_by_key(|signature| match signature.range {
        Range::Whole { end, .. } => end,
        Range::Broken(_) => u64::MAX,
    });
    let evidence =
        if signatures.is_empty() { crate::Evidence::default() } else { evidence::read(xref) };
    Ok(Found { length: data.len() as u64, signatures, evidence })
}

/// Whether a trailer names an encryption dictionary; in such a file strings are not what they seem.
fn is_encrypted(data: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    data.windows(KEY.len() + 1).any(|part| {
        let next = part.last().copied().unwrap_or_default();
        part.starts_with(KEY) && (next.is_ascii_whitespace() || next == b'<')
    })
}

fn later_than(
    pdf: &Pdf,
    data: &Arc<Vec<u8>>,
    end: u64,
    signed: &HashSet<ObjectIdentifier>,
    steps: &mut u32,
) -> Later {
    let Ok(end) = usize::try_from(end) else {
        return Later::Other;
    };
    let rest = data.get(end..).unwrap_or_default();
    if rest.trim_ascii().is_empty() {
        return Later::Nothing;
    }
    if !range::ends_in_order(data, end) {
        return Later::Other;
    }
    match Pdf::new(Arc::new(Revision { data: Arc::clone(data), end })) {
        Ok(old) => changes::compare(old.xref(), pdf.xref(), signed, steps),
        Err(_) => Later::Other,
    }
}

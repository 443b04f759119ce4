//! An office file that was taken in gives its place to the PDF made of it.

use super::files::Origin;
use crate::desk::Desk;
use crate::error::DeskError;
use converter::{ConvertError, Limits, Order, convert, find_office, inspect};
use std::io::{self, Read, Seek};
use std::sync::PoisonError;
use vault::{CHUNK_BYTES, OutgoingFileRow, PlainReader};

/// Whole chunks sealed at once.
const PIECE: usize = 16 * CHUNK_BYTES;

impl Desk {
    /// Makes a PDF of an office file and seals it under the same identity; the office file is let go.
    pub(super) fn make_pdf(
        &self,
        row: &OutgoingFileRow,
    ) -> Result<(OutgoingFileRow, Origin), DeskError> {
        let mut source = PlainReader::new(self.vault.open_outgoing(row)?);
        let kind = inspect(&mut source)?;
        let office = find_office().ok_or(ConvertError::NotInstalled)?;
        source.rewind().map_err(ConvertError::Source)?;
        let _alone = self.converting.lock().unwrap_or_else(PoisonError::into_inner);
        let order = Order {
            office: &office,
            program: self.reader_program(),
            kind,
            limits: Limits::default(),
            // Whoever locks, or drops the file meanwhile, does not wait for it.
            is_wanted: &|| !self.is_closing() && self.vault.outgoing_file(row.id).is_ok(),
        };
        let mut pdf = convert(&order, &mut source)?;
        self.vault.remove_outgoing(row)?;
        let sealed = self.vault.begin_outgoing(row.id, pdf.length(), self.clock.now())?;
        let mut offset = 0;
        loop {
            let piece = read_piece(&mut pdf).map_err(ConvertError::Source)?;
            if piece.is_empty() {
                return Ok((sealed, Origin { from: kind.ending(), has_macros: kind.has_macros }));
            }
            offset = self.vault.append_outgoing(&sealed, offset, &piece)?;
        }
    }
}

fn read_piece(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut piece = Vec::with_capacity(PIECE);
    source.take(PIECE as u64).read_to_end(&mut piece)?;
    Ok(piece)
}

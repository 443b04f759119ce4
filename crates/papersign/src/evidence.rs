//! What lies in a paper to judge its signatures by: the document security store (ISO 32000-2, 12.8.4.3).

use crate::Evidence;
use hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_syntax::xref::XRef;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

/// Most of each kind.
const MAX_LISTED: usize = 128;
/// Longest certificate or answer, in bytes.
const MAX_SHORT: usize = 256 * 1024;
/// Longest revocation list, in bytes.
const MAX_LIST: usize = 16 * 1024 * 1024;
/// Most bytes of all together.
const MAX_ALL: usize = 48 * 1024 * 1024;

/// Reads it. What is longer than it can be, or packed in a way that is not for this, is left out.
pub fn read(xref: &XRef) -> Evidence {
    let root = xref.get::<Dict<'_>>(xref.root_id());
    let Some(store) = root.and_then(|root| root.get::<Dict<'_>>("DSS")) else {
        return Evidence::default();
    };
    let mut room = MAX_ALL;
    let mut listed = |key: &str, longest: usize| {
        let streams = store.get::<Array<'_>>(key);
        let streams = streams.iter().flat_map(|streams| streams.iter::<Stream<'_>>());
        let mut all: Vec<Vec<u8>> = Vec::new();
        for stream in streams.take(MAX_LISTED) {
            let Some(plain) = plain(&stream, longest.min(room)) else { continue };
            room -= plain.len();
            all.push(plain);
        }
        all
    };
    Evidence {
        certificates: listed("Certs", MAX_SHORT),
        ocsps: listed("OCSPs", MAX_SHORT),
        crls: listed("CRLs", MAX_LIST),
    }
}

/// The bytes of a stream that is plain or deflated, if there are not more than this.
fn plain(stream: &Stream<'_>, longest: usize) -> Option<Vec<u8>> {
    let dict = stream.dict();
    let filter = dict.get::<Name<'_>>("Filter").or_else(|| {
        let all = dict.get::<Array<'_>>("Filter")?;
        let mut all = all.iter::<Name<'_>>();
        all.next().filter(|_| all.next().is_none())
    });
    let raw = stream.raw_data();
    match filter.as_ref().map(|filter| filter.as_ref()) {
        None if !dict.contains_key("Filter") => (raw.len() <= longest).then(|| raw.into_owned()),
        Some(b"FlateDecode" | b"Fl") if !dict.contains_key("DecodeParms") => {
            decompress_to_vec_zlib_with_limit(&raw, longest).ok()
        }
        Some(_) | None => None,
    }
}

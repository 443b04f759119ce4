//! Signature fields of a paper (ISO 32000-1, 12.7.4.5), found from its catalogue downwards.

use crate::certificate::clean;
use crate::dates::read_pdf_date;
use crate::{FoundSignature, Kind, Later, range};
use hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, Number, Object, ObjectIdentifier, String as PdfString,
};
use hayro_syntax::xref::XRef;
use std::collections::HashSet;

/// How deep fields lie in one another.
const MAX_DEPTH: usize = 32;
/// Most fields that are looked at.
const MAX_FIELDS: usize = 20_000;
/// Longest `/Contents`, in bytes.
const MAX_CONTENTS: usize = 4 * 1024 * 1024;
/// Most bytes of the `/Contents` of all signatures.
pub const MAX_ALL_CONTENTS: usize = 16 * 1024 * 1024;

/// The signature fields of a paper.
pub struct SignatureFields<'a> {
    /// Full name of each, and the signature in it.
    pub signed: Vec<(String, Dict<'a>)>,
    /// Fields and their widgets that have a signature.
    pub objects: HashSet<ObjectIdentifier>,
}

/// One field still to be looked at: itself, the name it lies under, whether that is a signature field, its depth.
struct Pending<'a>(MaybeRef<Object<'a>>, String, bool, usize);

/// The dictionary behind a value.
pub fn dict_of<'a>(xref: &'a XRef, value: MaybeRef<Object<'a>>) -> Option<Dict<'a>> {
    match value {
        MaybeRef::Ref(place) => xref.get::<Dict<'a>>(place.into()),
        MaybeRef::NotRef(object) => object.into_dict(),
    }
}

/// Finds them.
pub fn find<'a>(xref: &'a XRef) -> SignatureFields<'a> {
    let mut found = SignatureFields { signed: Vec::new(), objects: HashSet::new() };
    let root = xref.get::<Dict<'_>>(xref.root_id());
    let form = root.and_then(|root| root.get::<Dict<'_>>("AcroForm"));
    let Some(fields) = form.and_then(|form| form.get::<Array<'_>>("Fields")) else {
        return found;
    };
    let mut pending: Vec<Pending<'_>> = Vec::new();
    let all = fields.raw_iter().take(MAX_FIELDS);
    pending.extend(all.map(|field| Pending(field, String::new(), false, 0)));
    pending.reverse();
    let mut seen = HashSet::new();
    let mut n_looked_at = 0;
    while let Some(Pending(value, above, is_signature_above, depth)) = pending.pop() {
        n_looked_at += 1;
        let place = value.as_obj_ref().map(ObjectIdentifier::from);
        let is_new = place.is_none_or(|place| seen.insert(place));
        let field = dict_of(xref, value).filter(|_| is_new && depth <= MAX_DEPTH);
        let Some(field) = field.filter(|_| n_looked_at <= MAX_FIELDS) else {
            continue;
        };
        let own = field.get::<PdfString<'_>>("T").map(|name| text(name.as_bytes()));
        let name = match own {
            Some(own) if above.is_empty() => own,
            Some(own) => clean(&format!("{above}.{own}")),
            None => above,
        };
        let kind = field.get::<Name<'_>>("FT");
        let is_signature = kind.map_or(is_signature_above, |kind| kind.as_ref() == b"Sig");
        let kids = field.get::<Array<'_>>("Kids");
        let signature = field.get::<Dict<'_>>("V").filter(|_| is_signature);
        if let Some(signature) = signature {
            found.objects.extend(place);
            let kids = kids.iter().flat_map(|kids| kids.raw_iter().take(MAX_FIELDS));
            found
                .objects
                .extend(kids.filter_map(|kid| kid.as_obj_ref().map(ObjectIdentifier::from)));
            found.signed.push((name.clone(), signature));
        }
        let kids = kids.iter().flat_map(|kids| kids.raw_iter().take(MAX_FIELDS));
        pending.extend(kids.map(|kid| Pending(kid, name.clone(), is_signature, depth + 1)));
    }
    found
}

/// What a signature dictionary says (ISO 32000-1, table 252). Contents that are longer than they can be, or for which
/// there is no room, are left out, and the signature then cannot be read.
pub fn read(field: String, signature: &Dict<'_>, data: &[u8], room: &mut usize) -> FoundSignature {
    let contents = signature.get::<PdfString<'_>>("Contents");
    let contents = contents.map(|contents| contents.as_bytes().to_vec()).unwrap_or_default();
    let numbers = signature.get::<Array<'_>>("ByteRange");
    let numbers: Vec<i64> = numbers
        .iter()
        .flat_map(|numbers| numbers.raw_iter().take(5))
        .map(|number| match number {
            MaybeRef::NotRef(Object::Number(number)) => whole(number),
            MaybeRef::NotRef(_) | MaybeRef::Ref(_) => -1,
        })
        .collect();
    let range = range::judge(&numbers, &contents, data);
    let method = signature.get::<Name<'_>>("SubFilter");
    let kind = match method.as_ref().map(|method| method.as_ref()) {
        Some(b"ETSI.CAdES.detached" | b"adbe.pkcs7.detached") => Kind::Signature,
        Some(b"ETSI.RFC3161") => Kind::DocumentTimestamp,
        Some(_) | None => Kind::Unsupported,
    };
    let said = |key: &str| {
        let said = signature.get::<PdfString<'_>>(key).map(|said| text(said.as_bytes()));
        said.filter(|said| !said.is_empty())
    };
    let is_kept = contents.len() <= MAX_CONTENTS.min(*room);
    let contents = if is_kept { contents } else { Vec::new() };
    *room -= contents.len();
    FoundSignature {
        field,
        kind,
        range,
        later: Later::Nothing,
        certifies: certifies(signature),
        contents,
        name: said("Name"),
        reason: said("Reason"),
        location: said("Location"),
        claimed_time: said("M").and_then(|date| read_pdf_date(&date)),
    }
}

/// A number without a fraction; what has one is no place in a file.
fn whole(number: Number) -> i64 {
    if number.as_f64().fract() == 0.0 { number.as_i64() } else { -1 }
}

/// `/P` of a `DocMDP` transform, 2 where it says nothing (ISO 32000-1, table 254).
fn certifies(signature: &Dict<'_>) -> Option<u8> {
    let references = signature.get::<Array<'_>>("Reference")?;
    let mut references = references.iter::<Dict<'_>>().take(16);
    let is_certifying = |reference: &Dict<'_>| {
        let method = reference.get::<Name<'_>>("TransformMethod");
        method.is_some_and(|method| method.as_ref() == b"DocMDP")
    };
    let certifying = references.find(is_certifying)?;
    let parameters = certifying.get::<Dict<'_>>("TransformParams");
    let allowed = parameters.and_then(|parameters| parameters.get::<Number>("P"));
    Some(allowed.map_or(2, |allowed| u8::try_from(allowed.as_i64()).unwrap_or(1)))
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 with a mark, or else one byte a letter.
fn text(bytes: &[u8]) -> String {
    let whole: String = if let Some(units) = bytes.strip_prefix(b"\xfe\xff") {
        let units = units
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0, |sum, byte| (sum << 8) | u16::from(*byte)));
        char::decode_utf16(units)
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    } else if let Some(utf8) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        String::from_utf8_lossy(utf8).into_owned()
    } else {
        bytes.iter().copied().map(char::from).collect()
    };
    clean(&whole)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn text_strings_in_their_three_ways_and_without_tricks() {
        assert_eq!(text(b"\xfe\xff\x00P\x00h\x00\xea\x1e\xd9"), "Phêộ");
        assert_eq!(text("\u{feff}Hà Nội".as_bytes()), "Hà Nội");
        assert_eq!(text(b"Sig\n1"), "Sig1");
        assert_eq!(text("\u{feff}a\u{202e}b".as_bytes()), "ab");
        assert_eq!(text(&[b'x'; 5000]).len(), 200);
    }
}

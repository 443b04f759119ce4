//! What was changed in a file after it was signed: the document as it was at the end of the signed revision, and as it is
//! now, walked side by side from the catalogue.
//!
//! What counts is what a reader would show, not how the update is written: every object that can be reached must be the
//! same, but for what signing itself adds. Anything else, and anything that cannot be followed, is [`Later::Other`].
//! Attacks this stands against: Mainka, Mladenov, Rohlmann, "Shadow Attacks" (NDSS 2021), "Breaking the Specification:
//! PDF Certification" (S&P 2021).

use crate::Later;
use crate::fields::dict_of;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::xref::XRef;
use std::collections::{BTreeSet, HashSet};

/// Most values that are compared for all signatures of a file together.
pub const MAX_STEPS: u32 = 16_000_000;

type Value<'a> = MaybeRef<Object<'a>>;

/// What may be added where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    /// Nothing.
    Plain,
    /// Evidence, and a form for signatures.
    Catalogue,
    /// Fields for signatures.
    Form,
    /// Fields for signatures, at the end.
    Fields,
    /// A signature, where there was none.
    Field,
    /// Widgets of signatures, at the end.
    Annotations,
}

/// Something is not as it was, and may not be so.
struct Differs;

/// Compares a file as it was signed with the file as it is. `signed` are the fields and widgets that bear a signature
/// now; `steps` is how many values may still be compared.
pub fn compare(
    old: &XRef,
    new: &XRef,
    signed: &HashSet<ObjectIdentifier>,
    steps: &mut u32,
) -> Later {
    let roots = (MaybeRef::Ref(old.root_id().into()), MaybeRef::Ref(new.root_id().into()));
    let mut comparison = Comparison {
        old,
        new,
        signed,
        pending: vec![(roots.0, roots.1, Place::Catalogue)],
        seen: HashSet::new(),
        // There is something: whoever asks has seen that the file goes on.
        found: Later::Evidence,
    };
    while let Some((before, now, place)) = comparison.pending.pop() {
        let Some(left) = steps.checked_sub(1) else {
            return Later::Other;
        };
        *steps = left;
        if comparison.step(before, now, place).is_err() {
            return Later::Other;
        }
    }
    comparison.found
}

struct Comparison<'a> {
    old: &'a XRef,
    new: &'a XRef,
    signed: &'a HashSet<ObjectIdentifier>,
    pending: Vec<(Value<'a>, Value<'a>, Place)>,
    seen: HashSet<(ObjectIdentifier, ObjectIdentifier, Place)>,
    found: Later,
}

/// What a reference leads to; nothing is the same as `null` (ISO 32000-1, 7.3.10).
fn object_of<'a>(xref: &'a XRef, value: Value<'a>) -> Option<Object<'a>> {
    match value {
        MaybeRef::Ref(place) => xref.get::<Object<'a>>(place.into()),
        MaybeRef::NotRef(object) => Some(object),
    }
    .filter(|object| !matches!(object, Object::Null(_)))
}

impl<'a> Comparison<'a> {
    fn step(&mut self, old: Value<'a>, new: Value<'a>, place: Place) -> Result<(), Differs> {
        if let (MaybeRef::Ref(old), MaybeRef::Ref(new)) = (&old, &new)
            && !self.seen.insert(((*old).into(), (*new).into(), place))
        {
            return Ok(());
        }
        let is_same = match (object_of(self.old, old), object_of(self.new, new)) {
            (None, None) => true,
            (Some(Object::Dict(old)), Some(Object::Dict(new))) => {
                return self.dicts(&old, &new, place);
            }
            (Some(Object::Array(old)), Some(Object::Array(new))) => {
                return self.arrays(&old, &new, place);
            }
            (Some(Object::Stream(old)), Some(Object::Stream(new))) => {
                return self.streams(&old, &new);
            }
            (Some(Object::Boolean(old)), Some(Object::Boolean(new))) => old == new,
            (Some(Object::Number(old)), Some(Object::Number(new))) => {
                old.as_f64().to_bits() == new.as_f64().to_bits()
            }
            (Some(Object::String(old)), Some(Object::String(new))) => {
                old.as_bytes() == new.as_bytes()
            }
            (Some(Object::Name(old)), Some(Object::Name(new))) => old == new,
            (_, _) => false,
        };
        if is_same { Ok(()) } else { Err(Differs) }
    }

    fn streams(&mut self, old: &Stream<'a>, new: &Stream<'a>) -> Result<(), Differs> {
        if old.raw_data() != new.raw_data() {
            return Err(Differs);
        }
        self.dicts(old.dict(), new.dict(), Place::Plain)
    }

    fn arrays(&mut self, old: &Array<'a>, new: &Array<'a>, place: Place) -> Result<(), Differs> {
        let inside = match place {
            Place::Fields | Place::Annotations => Place::Field,
            Place::Plain | Place::Catalogue | Place::Form | Place::Field => Place::Plain,
        };
        let mut now = new.raw_iter();
        for before in old.raw_iter() {
            self.pending.push((before, now.next().ok_or(Differs)?, inside));
        }
        now.try_for_each(|added| self.added(added, place))
    }

    fn dicts(&mut self, old: &Dict<'a>, new: &Dict<'a>, place: Place) -> Result<(), Differs> {
        let place = if place == Place::Plain && is_field(old) { Place::Field } else { place };
        let is_page = is_name(old, "Type", b"Page");
        let is_signed_now = place == Place::Field && self.is_signed_now(old, new)?;
        let keys =
            |dict: &Dict<'a>| -> Vec<Vec<u8>> { dict.keys().map(|key| key.to_vec()).collect() };
        let all: BTreeSet<Vec<u8>> = keys(old).into_iter().chain(keys(new)).collect();
        for key in all {
            let (before, now) = (old.get_raw::<Object<'a>>(&key), new.get_raw::<Object<'a>>(&key));
            let next = match (place, key.as_slice()) {
                // Not shown on any page.
                (Place::Catalogue, b"DSS" | b"Extensions" | b"Metadata" | b"Version") => continue,
                (Place::Form, b"SigFlags") => continue,
                (Place::Form, b"DA" | b"DR") if before.is_none() => continue,
                (Place::Field, b"V" | b"AP" | b"M" | b"MK" | b"Lock") if is_signed_now => continue,
                (Place::Catalogue, b"AcroForm") => Place::Form,
                (Place::Form, b"Fields") | (Place::Field, b"Kids") => Place::Fields,
                (Place::Field, b"Parent") => Place::Field,
                (_, b"Annots") if is_page => Place::Annotations,
                (_, _) => Place::Plain,
            };
            match (before, now) {
                (Some(before), Some(now)) => self.pending.push((before, now, next)),
                (None, Some(now)) => self.appeared(now, next)?,
                (Some(before), None) => {
                    // Gone, unless it was nothing.
                    if object_of(self.old, before).is_some() {
                        return Err(Differs);
                    }
                }
                (None, None) => return Err(Differs),
            }
        }
        Ok(())
    }

    /// A value under a key that was not there.
    fn appeared(&mut self, now: Value<'a>, place: Place) -> Result<(), Differs> {
        match (object_of(self.new, now), place) {
            (None, _) => Ok(()),
            (Some(Object::Dict(form)), Place::Form) => {
                for key in form.keys() {
                    match key.as_ref() {
                        b"SigFlags" | b"DA" | b"DR" => {}
                        b"Fields" => {
                            let fields = form.get_raw::<Object<'a>>("Fields").ok_or(Differs)?;
                            self.appeared(fields, Place::Fields)?;
                        }
                        _ => return Err(Differs),
                    }
                }
                Ok(())
            }
            (Some(Object::Array(all)), Place::Fields | Place::Annotations) => {
                all.raw_iter().try_for_each(|added| self.added(added, place))
            }
            (Some(_), _) => Err(Differs),
        }
    }

    /// A field or a widget that was not there. Only those that are found as signatures may be shown: whoever looks at
    /// the verdicts sees them.
    fn added(&mut self, value: Value<'a>, place: Place) -> Result<(), Differs> {
        if !matches!(place, Place::Fields | Place::Annotations) {
            return Err(Differs);
        }
        let own = value.as_obj_ref().map(ObjectIdentifier::from);
        let field = dict_of(self.new, value).ok_or(Differs)?;
        let is_signed = own.is_some_and(|own| self.signed.contains(&own));
        let is_shown = field.contains_key("AP") || field.contains_key("MK");
        let acts = field.contains_key("A") || field.contains_key("AA");
        let is_known_kind = is_signed || is_name(&field, "FT", b"Sig");
        if !is_known_kind
            || acts
            || (is_shown && !is_signed)
            || (!is_signed && field.contains_key("Kids"))
        {
            return Err(Differs);
        }
        let value = field.get::<Dict<'a>>("V");
        self.note(value.as_ref());
        Ok(())
    }

    /// Whether a field has a signature that had none.
    fn is_signed_now(&mut self, old: &Dict<'a>, new: &Dict<'a>) -> Result<bool, Differs> {
        if old.contains_key("V") || !new.contains_key("V") || !is_name(new, "FT", b"Sig") {
            return Ok(false);
        }
        let value = new.get::<Dict<'a>>("V").ok_or(Differs)?;
        self.note(Some(&value));
        Ok(true)
    }

    fn note(&mut self, signature: Option<&Dict<'a>>) {
        let is_stamp = signature.is_some_and(|value| is_name(value, "SubFilter", b"ETSI.RFC3161"));
        self.found = self.found.max(if is_stamp { Later::Evidence } else { Later::Signatures });
    }
}

fn is_name(dict: &Dict<'_>, key: &str, expected: &[u8]) -> bool {
    dict.get::<Name<'_>>(key).is_some_and(|name| name.as_ref() == expected)
}

fn is_field(dict: &Dict<'_>) -> bool {
    is_name(dict, "Subtype", b"Widget") || dict.contains_key("FT")
}

//! Elements of ASN.1 in BER, one after the other. Nothing is allocated for those that are read, and nothing goes deeper
//! than its caller.

use std::borrow::Cow;
use x509_parser::asn1_rs::{Any, FromBer};

pub const INTEGER: u8 = 0x02;
pub const BIT_STRING: u8 = 0x03;
pub const OCTET_STRING: u8 = 0x04;
pub const NULL: u8 = 0x05;
pub const OID: u8 = 0x06;
pub const ENUMERATED: u8 = 0x0a;
pub const UTC_TIME: u8 = 0x17;
pub const GENERALIZED_TIME: u8 = 0x18;
pub const SEQUENCE: u8 = 0x30;
pub const SET: u8 = 0x31;
/// Pieces of one string (BER alone).
const OCTET_PIECES: u8 = 0x24;

/// The constructed tag `[number]`.
pub const fn context(number: u8) -> u8 {
    0xa0 | number
}

/// The primitive tag `[number]`.
pub const fn context_value(number: u8) -> u8 {
    0x80 | number
}

/// An element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element<'a> {
    /// Its first byte: class, whether it is constructed, number.
    pub tag: u8,
    /// What it holds.
    pub content: &'a [u8],
    /// All of it.
    pub raw: &'a [u8],
}

impl<'a> Element<'a> {
    /// The first element, and what follows.
    pub fn first(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (rest, any) = Any::from_ber(bytes).ok()?;
        let tag = *bytes.first()?;
        let raw = bytes.get(..bytes.len().checked_sub(rest.len())?)?;
        let is_small_number = tag & 0x1f != 0x1f;
        is_small_number.then_some((Self { tag, content: any.data, raw }, rest))
    }

    /// The first element, if it has this tag. What follows it is passed over: `/Contents` is padded.
    pub fn expect(bytes: &'a [u8], tag: u8) -> Option<Self> {
        Self::first(bytes).map(|(element, _)| element).filter(|element| element.tag == tag)
    }

    /// The elements it holds.
    pub fn parts(&self) -> Parts<'a> {
        Parts { rest: self.content }
    }

    /// Its content, put together where it comes in pieces.
    pub fn octets(&self) -> Option<Cow<'a, [u8]>> {
        match self.tag {
            OCTET_STRING => Some(Cow::Borrowed(self.content)),
            OCTET_PIECES => {
                let mut all = Vec::new();
                for piece in self.parts() {
                    all.extend_from_slice((piece.tag == OCTET_STRING).then_some(piece.content)?);
                }
                Some(Cow::Owned(all))
            }
            _ => None,
        }
    }

    /// The bytes of a bit string without unused bits.
    pub fn bits(&self) -> Option<&'a [u8]> {
        match self.content.split_first() {
            Some((0, bits)) if self.tag == BIT_STRING => Some(bits),
            Some(_) | None => None,
        }
    }
}

/// Elements one after the other; ends where something cannot be read.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    rest: &'a [u8],
}

impl<'a> Parts<'a> {
    /// The next element, if it has this tag.
    pub fn expect(&mut self, tag: u8) -> Option<Element<'a>> {
        self.next().filter(|element| element.tag == tag)
    }

    /// The next element if it has this tag; otherwise it stays the next.
    pub fn optional(&mut self, tag: u8) -> Option<Element<'a>> {
        let (element, rest) = Element::first(self.rest)?;
        if element.tag != tag {
            return None;
        }
        self.rest = rest;
        Some(element)
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        let (element, rest) = Element::first(self.rest)?;
        self.rest = rest;
        Some(element)
    }
}

/// The object identifier an `AlgorithmIdentifier` begins with, and what follows it.
pub fn algorithm<'a>(identifier: &Element<'a>) -> Option<(&'a [u8], Option<Element<'a>>)> {
    let mut parts = identifier.parts();
    let oid = parts.expect(OID)?.content;
    Some((oid, parts.next()))
}

/// An element in DER.
pub fn write(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let significant: Vec<u8> = length.into_iter().skip_while(|byte| *byte == 0).collect();
    let mut element = vec![tag];
    match significant.as_slice() {
        [] => element.push(0),
        [short] if *short < 0x80 => element.push(*short),
        // At most eight bytes of length.
        long => {
            element.push(0x80 | u8::try_from(long.len()).unwrap_or_default());
            element.extend_from_slice(long);
        }
    }
    element.extend_from_slice(content);
    element
}

#[cfg(test)]
mod tests {
    use super::{Element, OCTET_STRING, SEQUENCE, write};

    #[test]
    fn what_is_written_is_read_again_at_every_length() {
        for length in [0, 1, 127, 128, 255, 256, 70_000] {
            let content = vec![7; length];
            let written = write(OCTET_STRING, &content);
            let (read, rest) = Element::first(&written).unwrap();
            assert_eq!(
                (read.tag, read.content, rest),
                (OCTET_STRING, content.as_slice(), &b""[..])
            );
        }
        assert_eq!(write(SEQUENCE, &[5; 200])[..3], [0x30, 0x81, 200]);
    }

    #[test]
    fn pieces_and_padding_and_lengths_that_lie() {
        let whole = Element::expect(b"\x30\x80\x24\x80\x04\x01a\x04\x02bc\0\0\0\0\0\0", SEQUENCE);
        let string = whole.unwrap().parts().next().unwrap();
        assert_eq!(string.octets().unwrap().as_ref(), b"abc");
        assert_eq!(Element::expect(b"\x04\x05abc", OCTET_STRING), None);
        assert_eq!(Element::expect(b"\x04\x84\xff\xff\xff\xffabc", OCTET_STRING), None);
        assert_eq!(Element::expect(b"\x1f\x81\x01\x00", 0x1f), None);
        assert_eq!(Element::expect(b"", SEQUENCE), None);
        let deep = b"\x30\x80".repeat(100_000);
        assert_eq!(Element::expect(&deep, SEQUENCE), None);
    }
}

//! XML as a small tree, within limits.

use super::{MAX_BYTES, XfdfError};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use std::borrow::Cow;

const MAX_DEPTH: usize = 48;
const MAX_ELEMENTS: usize = 600_000;
const MAX_ATTRIBUTES: usize = 64;

/// An element. Names are without prefix and in small letters, as programs do not agree about capitals.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) content: Vec<Content>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Content {
    Element(Element),
    Text(String),
}

impl Element {
    /// The value of an attribute; those of our own namespace are named `own:NAME`.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// The first element in it with this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|element| element.name == name)
    }

    /// All text that stands directly in it.
    pub(super) fn text(&self) -> String {
        let texts = self.content.iter().map(|content| match content {
            Content::Text(text) => text.as_str(),
            Content::Element(_) => "",
        });
        texts.collect()
    }
}

/// Reads the root element.
pub(super) fn parse(bytes: &[u8]) -> Result<Element, XfdfError> {
    let letters = decode(bytes)?;
    let mut reader = NsReader::from_str(&letters);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut n_elements = 0_usize;
    loop {
        let event = reader.read_event().map_err(XfdfError::Xml)?;
        let text = match event {
            Event::Start(start) => {
                open.push(begin(&start, &reader, &mut n_elements)?);
                if open.len() > MAX_DEPTH {
                    return Err(XfdfError::TooComplex);
                }
                continue;
            }
            Event::Empty(start) => {
                let element = begin(&start, &reader, &mut n_elements)?;
                put(&mut open, Content::Element(element))?;
                continue;
            }
            Event::End(_) => {
                let element = open.pop().ok_or(XfdfError::Damaged)?;
                put(&mut open, Content::Element(element))?;
                continue;
            }
            Event::Text(text) => text.xml10_content().into_owned(),
            Event::CData(text) => text.xml10_content().into_owned(),
            Event::GeneralRef(name) => match name.resolve_char_ref() {
                Ok(Some(letter)) => letter.to_string(),
                Ok(None) => predefined(&name).ok_or(XfdfError::Entities)?.to_owned(),
                Err(error) => return Err(XfdfError::Xml(error)),
            },
            Event::DocType(_) => return Err(XfdfError::Entities),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            Event::Eof => break,
        };
        put(&mut open, Content::Text(text))?;
    }
    let (Some(mut outside), true) = (open.pop(), open.is_empty()) else {
        return Err(XfdfError::Damaged);
    };
    let root = outside.content.drain(..).find_map(|content| match content {
        Content::Element(element) => Some(element),
        Content::Text(_) => None,
    });
    root.ok_or(XfdfError::NotXfdf)
}

fn put(open: &mut [Element], content: Content) -> Result<(), XfdfError> {
    let parent = open.last_mut().ok_or(XfdfError::Damaged)?;
    // Pieces between references belong together; one long text must not become a million short ones.
    if let (Content::Text(more), Some(Content::Text(text))) = (&content, parent.content.last_mut())
    {
        text.push_str(more);
        return Ok(());
    }
    parent.content.push(content);
    Ok(())
}

fn begin(
    start: &BytesStart<'_>,
    reader: &NsReader<&[u8]>,
    n_elements: &mut usize,
) -> Result<Element, XfdfError> {
    *n_elements += 1;
    if *n_elements > MAX_ELEMENTS {
        return Err(XfdfError::TooComplex);
    }
    let mut element = Element {
        name: start.local_name().as_ref().to_ascii_lowercase(),
        attributes: Vec::new(),
        content: Vec::new(),
    };
    // The library compares each attribute with all others; a limit and our own first-wins rule do without.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| XfdfError::Xml(error.into()))?;
        if element.attributes.len() >= MAX_ATTRIBUTES {
            return Err(XfdfError::TooComplex);
        }
        let (space, name) = reader.resolver().resolve_attribute(attribute.key);
        let is_own = match space {
            ResolveResult::Bound(space) => space.as_ref() == super::OWN_NAMESPACE,
            ResolveResult::Unbound | ResolveResult::Unknown(_) => false,
        };
        let name = name.as_ref().to_ascii_lowercase();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|_| XfdfError::Entities)?;
        let name = if is_own { format!("own:{name}") } else { name };
        element.attributes.push((name, value.into_owned()));
    }
    Ok(element)
}

fn predefined(name: &str) -> Option<&'static str> {
    quick_xml::escape::resolve_predefined_entity(name)
}

/// UTF-8, or UTF-16 with its mark.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, XfdfError> {
    if bytes.len() > MAX_BYTES {
        return Err(XfdfError::TooLong);
    }
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let letters = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
        let letters: Result<String, _> = letters.collect();
        letters.ok().filter(|_| rest.is_empty()).map(Cow::Owned).ok_or(XfdfError::Letters)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] | rest => {
            std::str::from_utf8(rest).map(Cow::Borrowed).map_err(|_| XfdfError::Letters)
        }
    }
}

//! The tree of pages.

use super::file::File;
use super::lexer::{Entry, elements, entries, entry, number, reference};
use super::{ObjectId, PageSurvey, SurveyError};
use crate::frame::{Frame, Turn};
use crate::mark::{Point, Rect};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};

const MAX_DEPTH: usize = 64;
/// Most nodes of the tree, pages among them.
const MAX_NODES: usize = 200_000;
/// Most bytes of the annotations that a page has already, as they stand in its array.
const MAX_ANNOTATIONS: usize = 4 * 1024 * 1024;
/// What a page without a size has (ISO 32000-1 demands one; other programs take this).
const LETTER: Rect = Rect { left: 0.0, bottom: 0.0, right: 612.0, top: 792.0 };

/// What pages inherit from the nodes above them.
#[derive(Debug, Clone, Copy, Default)]
struct Inherited {
    media: Option<Rect>,
    crop: Option<Rect>,
    turn: Turn,
}

/// What the tree says.
pub(super) struct Tree {
    pub(super) n_pages: u32,
    pub(super) pages: Vec<PageSurvey>,
}

/// Walks over all pages and describes those that are wanted, counted from 0.
///
/// # Errors
/// [`SurveyError`] for trees that are damaged, and for wanted pages that are not there or stand there twice.
pub(super) fn read_pages<R: Read + Seek>(
    file: &mut File<R>,
    root: ObjectId,
    wanted: &BTreeSet<u32>,
) -> Result<Tree, SurveyError> {
    let catalog = file.object(root)?;
    let catalog = entries(&catalog).ok_or(SurveyError::Broken)?;
    let top = entry(&catalog, b"Pages").and_then(reference).ok_or(SurveyError::Broken)?;
    let mut nodes = BTreeSet::new();
    let mut seen: BTreeMap<ObjectId, u32> = BTreeMap::new();
    let mut tree = Tree { n_pages: 0, pages: Vec::new() };
    let mut shared = BTreeSet::new();
    let mut pending = vec![(top, Inherited::default(), 0)];
    while let Some((id, inherited, depth)) = pending.pop() {
        if nodes.len() + seen.len() + pending.len() > MAX_NODES || depth > MAX_DEPTH {
            return Err(SurveyError::TooComplex);
        }
        let node = file.object(id)?;
        let node = entries(&node).ok_or(SurveyError::Broken)?;
        let inherited = inherited.with(file, &node)?;
        let Some(kids) = entry(&node, b"Kids") else {
            let page = tree.n_pages;
            tree.n_pages += 1;
            if let Some(earlier) = seen.insert(id, page) {
                shared.extend([earlier, page]);
            }
            if wanted.contains(&page) {
                tree.pages.push(describe(file, page, id, &node, inherited)?);
            }
            continue;
        };
        if !nodes.insert(id) {
            return Err(SurveyError::Broken);
        }
        let kids = file.resolved(kids)?;
        let kids = elements(&kids).ok_or(SurveyError::Broken)?;
        for kid in kids.into_iter().rev() {
            let kid = reference(kid).ok_or(SurveyError::Foreign)?;
            pending.push((kid, inherited, depth + 1));
        }
    }
    if let Some(page) = shared.intersection(wanted).next() {
        return Err(SurveyError::SharedPage(*page));
    }
    match wanted.iter().find(|page| **page >= tree.n_pages) {
        Some(page) => Err(SurveyError::NoPage(*page)),
        None => Ok(tree),
    }
}

impl Inherited {
    fn with<R: Read + Seek>(
        mut self,
        file: &mut File<R>,
        node: &[Entry<'_>],
    ) -> Result<Self, SurveyError> {
        if let Some(media) = entry(node, b"MediaBox") {
            self.media = rect(file, media)?.or(self.media);
        }
        if let Some(crop) = entry(node, b"CropBox") {
            self.crop = rect(file, crop)?.or(self.crop);
        }
        if let Some(turn) = entry(node, b"Rotate") {
            let degrees = number(&file.resolved(turn)?).unwrap_or(0.0);
            // Saturates, which no sound page comes near to.
            self.turn = Turn::of_degrees(degrees as i64);
        }
        Ok(self)
    }

    /// What is shown: the crop box within the media box, as far as they meet.
    fn frame(self) -> Frame {
        let media = self.media.unwrap_or(LETTER);
        let crop = self.crop.unwrap_or(media);
        let both = Rect {
            left: crop.left.max(media.left),
            bottom: crop.bottom.max(media.bottom),
            right: crop.right.min(media.right),
            top: crop.top.min(media.top),
        };
        let meets = both.left < both.right && both.bottom < both.top;
        Frame { visible: if meets { both } else { media }, turn: self.turn }
    }
}

fn rect<R: Read + Seek>(file: &mut File<R>, source: &[u8]) -> Result<Option<Rect>, SurveyError> {
    let source = file.resolved(source)?;
    let Some(parts) = elements(&source) else { return Ok(None) };
    let mut sides = Vec::with_capacity(4);
    for part in parts.into_iter().take(5) {
        // Rounded to what drawings use.
        sides.push(number(&file.resolved(part)?).unwrap_or(f64::NAN) as f32);
    }
    let [left, bottom, right, top] = match <[f32; 4]>::try_from(sides) {
        Ok(sides) => sides,
        Err(_) => return Ok(None),
    };
    let (one, other) = (Point::new(left, bottom), Point::new(right, top));
    let rect = Rect::between(one, other);
    let is_usable =
        one.is_usable() && other.is_usable() && rect.width() > 0.0 && rect.height() > 0.0;
    Ok(is_usable.then_some(rect))
}

fn describe<R: Read + Seek>(
    file: &mut File<R>,
    page: u32,
    id: ObjectId,
    node: &[Entry<'_>],
    inherited: Inherited,
) -> Result<PageSurvey, SurveyError> {
    let others = node.iter().filter(|entry| entry.name != b"Annots");
    let others = others.flat_map(|entry| [entry.written, b" ", entry.value, b"\n"]);
    let others = others.flatten().copied().collect();
    let annotations = match entry(node, b"Annots") {
        Some(annotations) => annotations_of(&file.resolved(annotations)?)?,
        None => Vec::new(),
    };
    let Frame { visible, turn } = inherited.frame();
    let visible = [visible.left, visible.bottom, visible.right, visible.top];
    Ok(PageSurvey { page, id, entries: others, annotations, visible, turn })
}

fn annotations_of(source: &[u8]) -> Result<Vec<u8>, SurveyError> {
    if source == b"null" {
        return Ok(Vec::new());
    }
    if source.len() > MAX_ANNOTATIONS {
        return Err(SurveyError::TooComplex);
    }
    let elements = elements(source).ok_or(SurveyError::Broken)?;
    Ok(elements.join(b" ".as_slice()))
}

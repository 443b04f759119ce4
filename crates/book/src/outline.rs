//! The outline: the agenda with its papers.

use crate::front::{Front, Section};
use crate::writer::BookWriter;
use pdf_writer::{Chunk, Finish, Ref, TextStr};
use std::io;

/// A line of the outline with its place in the tree.
struct Node {
    number: Ref,
    title: String,
    depth: u32,
    target: Option<Ref>,
}

impl BookWriter<'_> {
    /// Writes the outline and gives its number.
    pub(crate) fn write_outline(
        &mut self,
        front: &Front,
        sections: &[Section],
        first: &[Ref],
        pages: &[Ref],
    ) -> io::Result<Ref> {
        let mut nodes = Vec::new();
        let contents = first.get(1).copied();
        let number = self.new_ref()?;
        nodes.push(Node { number, title: front.contents.clone(), depth: 0, target: contents });
        for section in sections {
            // A line whose parent stands nowhere above it stands one step below the line before.
            let deepest = nodes.iter().rev().find(|node| node.depth <= section.depth);
            let depth = section.depth.min(deepest.map_or(0, |node| node.depth + 1));
            let title = format!("{} {}", section.number, section.title);
            let target = section.papers.first().and_then(|paper| pages.get(paper.page)).copied();
            nodes.push(Node { number: self.new_ref()?, title, depth, target: target.or(contents) });
            for paper in &section.papers {
                let target = pages.get(paper.page).copied();
                let title = paper.title.clone();
                nodes.push(Node { number: self.new_ref()?, title, depth: depth + 1, target });
            }
        }
        let root = self.new_ref()?;
        let top = children(&nodes, None);
        let mut chunk = Chunk::new();
        let mut outline = chunk.outline(root);
        if let (Some(first), Some(last)) = (top.first(), top.last()) {
            outline.first(*first).last(*last);
        }
        outline.count(i32::try_from(top.len()).map_err(io::Error::other)?);
        outline.finish();
        self.put(&chunk)?;
        for index in 0..nodes.len() {
            self.write_node(root, &nodes, index)?;
        }
        Ok(root)
    }

    fn write_node(&mut self, root: Ref, nodes: &[Node], index: usize) -> io::Result<()> {
        let Some(node) = nodes.get(index) else {
            return Ok(());
        };
        let above = parent(nodes, index);
        let siblings = children(nodes, above);
        let place = siblings.iter().position(|sibling| *sibling == node.number);
        let neighbour = |place: Option<usize>| place.and_then(|place| siblings.get(place)).copied();
        let below = children(nodes, Some(index));
        let mut chunk = Chunk::new();
        let mut item = chunk.outline_item(node.number);
        item.title(TextStr(&node.title));
        item.parent(above.and_then(|above| nodes.get(above)).map_or(root, |above| above.number));
        if let Some(before) = neighbour(place.and_then(|place| place.checked_sub(1))) {
            item.prev(before);
        }
        if let Some(after) = neighbour(place.map(|place| place + 1)) {
            item.next(after);
        }
        if let (Some(first), Some(last)) = (below.first(), below.last()) {
            // A negative count leaves the line closed.
            let count = i32::try_from(below.len()).map_err(io::Error::other)?;
            item.first(*first).last(*last).count(-count);
        }
        if let Some(target) = node.target {
            item.dest().page(target).fit();
        }
        item.finish();
        self.put(&chunk)
    }
}

/// The line above, one step higher.
fn parent(nodes: &[Node], index: usize) -> Option<usize> {
    let depth = nodes.get(index)?.depth;
    nodes.iter().take(index).rposition(|node| node.depth < depth)
}

/// The lines one step below a line, or at the top.
fn children(nodes: &[Node], above: Option<usize>) -> Vec<Ref> {
    let begin = above.map_or(0, |above| above + 1);
    let depth = above.and_then(|above| nodes.get(above)).map_or(0, |above| above.depth + 1);
    let inside = nodes.iter().skip(begin).take_while(|node| node.depth >= depth);
    inside.filter(|node| node.depth == depth).map(|node| node.number).collect()
}

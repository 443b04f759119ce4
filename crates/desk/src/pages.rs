//! What a screen shows of a page: pictures, links, and its text as it is read out.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::paper_text::has_words;
use crate::view::{LinkTargetView, LinkView, PagePartsView, ParagraphView, RectView};
use anchoring::Text;
use domain::DocumentId;
use reader::{Area, Link, LinkTarget, OutlineEntry, Picture, PictureAsk, Priority, Refused};
use uuid::Uuid;

/// Pages around those in view whose pictures are drawn ahead.
const AHEAD: u32 = 4;

impl Desk {
    /// A page, or a part of it, as an image file.
    ///
    /// # Errors
    /// As [`Desk::open_document`], for this page; `reader-cancelled` when nobody waits for it any more.
    pub fn page_picture(
        &self,
        document: Uuid,
        version: u32,
        page: u32,
        ask: &PictureAsk,
    ) -> Result<Picture, DeskError> {
        let row = self.version_row(DocumentId::from_uuid(document), version)?;
        if ask.priority == Priority::Visible {
            self.bring_page(&row, page)?;
        }
        Ok(self.reader_of(&row)?.picture(page, ask)?)
    }

    /// Says which pages are in view, first and last: pictures of others that still wait are let go.
    ///
    /// # Errors
    /// As [`Desk::open_document`].
    pub fn want_pages(
        &self,
        document: Uuid,
        version: u32,
        first: u32,
        last: u32,
    ) -> Result<(), DeskError> {
        let open = self.reader(DocumentId::from_uuid(document), version)?;
        let beyond = last.saturating_add(1);
        open.wanting(Priority::Visible, &(first..beyond));
        let near = first.saturating_sub(AHEAD)..beyond.saturating_add(AHEAD);
        open.wanting(Priority::Next, &near);
        Ok(())
    }

    /// Links, pictures and paragraphs of a page.
    ///
    /// # Errors
    /// As [`Desk::open_document`], for this page.
    pub fn page_parts(
        &self,
        document: Uuid,
        version: u32,
        page: u32,
    ) -> Result<PagePartsView, DeskError> {
        let id = DocumentId::from_uuid(document);
        let open = self.reader(id, version)?;
        let text = self.text_of_page(id, version, page)?;
        let words = self.words_of(id, version, page, has_words(&text))?;
        let read = Text::read(&[text]).map_or_else(|_| Vec::new(), |text| text.reading_order(0));
        // A page whose links or pictures cannot be told is shown without them.
        let links = open.links(page).unwrap_or_default();
        let images = open.image_boxes(page).unwrap_or_default();
        Ok(PagePartsView {
            links: links.into_iter().map(link_view).collect(),
            images: images.into_iter().map(area_view).collect(),
            paragraphs: read
                .into_iter()
                .map(|text| ParagraphView {
                    heading: is_heading(open.outline(), page, &text),
                    text,
                })
                .collect(),
            words,
        })
    }
}

/// Whether the outline names a paragraph of this page.
fn is_heading(outline: &[OutlineEntry], page: u32, text: &str) -> bool {
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|letter| letter.is_alphanumeric());
        orthography::fold(&kept.collect::<String>())
    };
    let wanted = letters(text);
    !wanted.is_empty()
        && outline
            .iter()
            .filter(|entry| entry.page == Some(page))
            .any(|entry| letters(&entry.title) == wanted)
}

fn link_view(link: Link) -> LinkView {
    let target = match link.target {
        LinkTarget::Page { page, y } => LinkTargetView::Page { page, y: y.unwrap_or(0.0) },
        LinkTarget::Address(address) => LinkTargetView::Address { address },
        LinkTarget::Refused(refused) => {
            let what = match refused {
                Refused::OtherDocument => "document",
                Refused::Launch => "launch",
                Refused::Other => "other",
                Refused::Address => "address",
            };
            LinkTargetView::Refused { what: what.to_owned() }
        }
    };
    LinkView { rects: link.boxes.into_iter().map(area_view).collect(), target }
}

const fn area_view(area: Area) -> RectView {
    RectView { x: area.x, y: area.y, w: area.w, h: area.h }
}

#[cfg(test)]
mod tests {
    use super::is_heading;
    use reader::OutlineEntry;

    #[test]
    fn a_paragraph_that_the_outline_names_on_its_page_is_a_heading() {
        let outline =
            [OutlineEntry { depth: 0, title: "Điều 1. Phạm vi".to_owned(), page: Some(2) }];
        assert!(is_heading(&outline, 2, "ĐIỀU 1 — Phạm  vi"));
        assert!(!is_heading(&outline, 3, "Điều 1. Phạm vi"));
        assert!(!is_heading(&outline, 2, "Điều 1. Phạm vi điều chỉnh"));
        assert!(!is_heading(
            &[OutlineEntry { depth: 0, title: "—".to_owned(), page: Some(2) }],
            2,
            "…"
        ));
    }
}

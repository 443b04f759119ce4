//! The links of a page: what its annotations say, and what looks like an address in its text. Nothing is followed here.

use crate::addresses::find_addresses;
use crate::geometry::Frame;
use crate::protocol::{Area, Link, LinkTarget, MAX_ADDRESS, MAX_BOXES, MAX_LINKS, Refused};
use pdfium_render::prelude::{
    PdfAction, PdfDestination, PdfDestinationViewSettings, PdfDocument, PdfLink, PdfPage,
};

/// Most letters of a page that are searched for addresses.
const MAX_LETTERS: usize = 50_000;

/// The links of a page.
pub fn read_links(document: &PdfDocument<'_>, page: &PdfPage<'_>) -> Vec<Link> {
    let frame = Frame::of(page);
    let mut links: Vec<Link> = Vec::new();
    for index in 0..MAX_LINKS {
        let Ok(link) = page.links().get(index) else {
            break;
        };
        let area = link.rect().ok().and_then(|bounds| frame.area(&bounds));
        let (Some(area), Some(target)) = (area, target(document, &link)) else {
            continue;
        };
        let link = Link { boxes: vec![area], target };
        // PDFium counts places in the list of annotations, and gives the next link for those that are none.
        if links.last() != Some(&link) {
            links.push(link);
        }
    }
    let in_text = links_in_text(page, &frame);
    let is_known = |link: &Link| {
        let overlaps =
            |area: &Area| links.iter().any(|known| known.boxes.iter().any(|box_| meet(area, box_)));
        link.boxes.iter().any(overlaps)
    };
    let new: Vec<Link> = in_text.into_iter().filter(|link| !is_known(link)).collect();
    links.extend(new);
    links.truncate(MAX_LINKS);
    links
}

fn target(document: &PdfDocument<'_>, link: &PdfLink<'_>) -> Option<LinkTarget> {
    match link.action() {
        Some(PdfAction::LocalDestination(action)) => page_of(document, &action.destination().ok()?),
        Some(PdfAction::Uri(action)) => {
            let address: String = action.uri().ok()?.chars().take(MAX_ADDRESS).collect();
            Some(LinkTarget::Address(address))
        }
        Some(PdfAction::RemoteDestination(_) | PdfAction::EmbeddedDestination(_)) => {
            Some(LinkTarget::Refused(Refused::OtherDocument))
        }
        Some(PdfAction::Launch(_)) => Some(LinkTarget::Refused(Refused::Launch)),
        Some(PdfAction::Unsupported(_)) => Some(LinkTarget::Refused(Refused::Other)),
        None => page_of(document, &link.destination()?),
    }
}

fn page_of(document: &PdfDocument<'_>, destination: &PdfDestination<'_>) -> Option<LinkTarget> {
    use PdfDestinationViewSettings as View;
    let index = destination.page_index().ok()?;
    let page = u32::try_from(index).ok().filter(|_| index < document.pages().len())?;
    let top = match destination.view_settings().ok() {
        Some(
            View::SpecificCoordinatesAndZoom(_, top, _)
            | View::FitPageHorizontallyToWindow(top)
            | View::FitBoundsHorizontallyToWindow(top),
        ) => top,
        Some(View::FitPageToRectangle(bounds)) => Some(bounds.top()),
        Some(
            View::Unknown
            | View::FitPageToWindow
            | View::FitPageVerticallyToWindow(_)
            | View::FitBoundsToWindow
            | View::FitBoundsVerticallyToWindow(_),
        )
        | None => None,
    };
    let height = document.pages().page_size(index).ok()?.height().value;
    let y = top.map(|top| (1.0 - top.value / height).clamp(0.0, 1.0)).filter(|y| y.is_finite());
    Some(LinkTarget::Page { page, y })
}

fn links_in_text(page: &PdfPage<'_>, frame: &Frame<'_>) -> Vec<Link> {
    let Ok(text) = page.text() else {
        return Vec::new();
    };
    let letters = text.chars();
    let words: Vec<char> = letters
        .iter()
        .take(MAX_LETTERS)
        .map(|letter| letter.unicode_char().unwrap_or('\u{fffd}'))
        .collect();
    let mut links = Vec::new();
    for found in find_addresses(&words) {
        let mut boxes: Vec<Area> = Vec::new();
        for at in found.range.clone() {
            let bounds = letters.get(at).and_then(|letter| letter.loose_bounds());
            let Some(area) = bounds.ok().and_then(|bounds| frame.area(&bounds)) else {
                continue;
            };
            match boxes.last_mut() {
                Some(last) if is_same_line(last, &area) => *last = join(last, &area),
                Some(_) | None => boxes.push(area),
            }
        }
        boxes.truncate(MAX_BOXES);
        if !boxes.is_empty() {
            links.push(Link { boxes, target: LinkTarget::Address(found.address) });
        }
    }
    links
}

fn is_same_line(one: &Area, other: &Area) -> bool {
    let middle = other.y + other.h / 2.0;
    (one.y..=one.y + one.h).contains(&middle)
}

fn join(one: &Area, other: &Area) -> Area {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    let right = (one.x + one.w).max(other.x + other.w);
    let bottom = (one.y + one.h).max(other.y + other.h);
    Area { x, y, w: right - x, h: bottom - y }
}

fn meet(one: &Area, other: &Area) -> bool {
    let across = one.x < other.x + other.w && other.x < one.x + one.w;
    across && one.y < other.y + other.h && other.y < one.y + one.h
}

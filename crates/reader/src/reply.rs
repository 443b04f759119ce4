//! What a worker says, checked before the core believes it: a worker may have been taken over by the document.

use crate::error::ReaderError;
use crate::picture::is_png_of;
use crate::protocol::{
    Area, Ask, Link, LinkTarget, MAX_ADDRESS, MAX_BOXES, MAX_CONTENTS, MAX_EVIDENCE, MAX_LINKS,
    MAX_NAME, MAX_PAGES, MAX_RUN, MAX_RUNS, MAX_SIGNATURES, Refused, Say, TextRun,
};
use papersign::{Evidence, Found, FoundSignature, Range};
use std::collections::BTreeSet;

/// Smallest and largest side of a page, in points.
pub const SIDES: std::ops::RangeInclusive<f32> = 1.0..=200_000.0;
/// Schemes of addresses that are shown to the reader.
const SCHEMES: &[&str] = &["http://", "https://", "mailto:"];

/// The number of pages of a document.
pub fn opened(n_pages: u32) -> Result<usize, ReaderError> {
    let n_pages = n_pages as usize;
    believe((1..=MAX_PAGES).contains(&n_pages), n_pages)
}

/// An answer that fits what was asked of a document of this many pages.
///
/// # Errors
/// [`ReaderError::Crashed`] for anything else.
pub fn check(ask: &Ask, say: Say, n_pages: usize) -> Result<Say, ReaderError> {
    let is_sound = match (ask, &say) {
        (Ask::Picture { order, .. }, Say::Picture { png, .. }) => {
            is_png_of(png, order.tile.w, order.tile.h)
        }
        (Ask::Text { .. }, Say::Text(runs)) => runs.len() <= MAX_RUNS && runs.iter().all(run_fits),
        (Ask::Fonts { .. }, Say::Fonts(names)) => {
            names.len() <= MAX_RUNS && names.iter().all(|name| is_short(name))
        }
        (Ask::Contents, Say::Contents(contents)) => contents.fits(n_pages),
        (Ask::Labels, Say::Labels(labels)) => labels.fit(n_pages),
        (Ask::Walk { .. }, Say::Walked) => true,
        (Ask::Boxes { .. }, Say::Boxes(boxes)) => {
            boxes.len() <= MAX_BOXES && boxes.iter().copied().all(is_within)
        }
        (Ask::Links { .. }, Say::Links(links)) => {
            links.len() <= MAX_LINKS && links.iter().all(|link| link_fits(link, n_pages))
        }
        // Checked with the bytes that were given before.
        (Ask::Sheets { .. }, Say::Sheets { .. }) => true,
        // What it says of objects and places is checked where marks are appended.
        (Ask::Survey { pages, may_mend }, Say::Surveyed { survey, is_mended }) => {
            let found = survey.pages.iter().map(|page| page.page);
            let wanted: BTreeSet<u32> = pages.iter().copied().collect();
            let fits = survey.n_pages as usize == n_pages && (*may_mend || !is_mended);
            fits && found.eq(wanted)
        }
        (Ask::Signatures, Say::Signatures(found)) => found_fits(found),
        _ => false,
    };
    believe(is_sound, say)
}

/// A page's links, of which an address with another scheme than those of web and mail is refused, whatever the worker
/// thinks of it.
pub fn without_strange_addresses(mut links: Vec<Link>) -> Vec<Link> {
    for link in &mut links {
        let is_refused = match &link.target {
            LinkTarget::Address(address) => !is_followed(address),
            LinkTarget::Page { .. } | LinkTarget::Refused(_) => false,
        };
        if is_refused {
            link.target = LinkTarget::Refused(Refused::Address);
        }
    }
    links
}

/// Whether an address is one of web or mail, without anything that could hide what it is.
pub fn is_followed(address: &str) -> bool {
    let known = SCHEMES.iter().any(|scheme| {
        address.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
    });
    known && !address.chars().any(|letter| letter.is_control() || letter.is_whitespace())
}

fn run_fits(run: &TextRun) -> bool {
    let area = Area { x: run.x, y: run.y, w: run.w, h: run.h };
    is_within(area) && run.text.chars().nth(MAX_RUN).is_none()
}

fn link_fits(link: &Link, n_pages: usize) -> bool {
    let boxes_fit = link.boxes.len() <= MAX_BOXES && link.boxes.iter().copied().all(is_within);
    boxes_fit
        && match &link.target {
            LinkTarget::Page { page, y } => {
                (*page as usize) < n_pages && y.is_none_or(|y| (0.0..=1.0).contains(&y))
            }
            LinkTarget::Address(address) => address.chars().nth(MAX_ADDRESS).is_none(),
            LinkTarget::Refused(_) => true,
        }
}

fn found_fits(found: &Found) -> bool {
    let Evidence { certificates, ocsps, crls } = &found.evidence;
    let n_bytes = |all: &[Vec<u8>]| all.iter().map(Vec::len).sum::<usize>();
    let evidence = [certificates, ocsps, crls].iter().map(|all| n_bytes(all)).sum::<usize>();
    let contents = found.signatures.iter().map(|one| one.contents.len()).sum::<usize>();
    found.signatures.len() <= MAX_SIGNATURES
        && evidence <= MAX_EVIDENCE
        && contents <= MAX_CONTENTS
        && found.signatures.iter().all(|one| signature_fits(one, found.length))
}

fn signature_fits(signature: &FoundSignature, length: u64) -> bool {
    let FoundSignature { field, name, reason, location, .. } = signature;
    let said = [name, reason, location].into_iter().flatten();
    let range_fits = match signature.range {
        Range::Whole { gap_start, gap_end, end } => {
            gap_start < gap_end && gap_end < end && end <= length
        }
        Range::Broken(_) => true,
    };
    range_fits && std::iter::once(field).chain(said).all(|text| is_short(text))
}

/// Whether a name is no longer than names may be.
pub fn is_short(name: &str) -> bool {
    name.chars().nth(MAX_NAME).is_none()
}

fn is_within(area: Area) -> bool {
    let edges = [area.x, area.y, area.x + area.w, area.y + area.h];
    let inside = edges.iter().all(|edge| edge.is_finite() && (0.0..=1.001).contains(edge));
    inside && area.w >= 0.0 && area.h >= 0.0
}

/// A worker that says what cannot be is treated as one that died.
fn believe<T>(is_sound: bool, value: T) -> Result<T, ReaderError> {
    if is_sound { Ok(value) } else { Err(ReaderError::Crashed) }
}

#[cfg(test)]
mod tests {
    use super::{
        MAX_CONTENTS, MAX_EVIDENCE, MAX_SIGNATURES, check, is_followed, opened,
        without_strange_addresses,
    };
    use crate::contents::{Contents, Labels};
    use crate::picture::{Order, Raster, Rotation, Tile};
    use crate::protocol::{
        Area, Ask, Link, LinkTarget, Refused, Say, Sheet, TextRun, read_say, write_message,
    };
    use crate::sheets::Sheets;
    use crate::{ReaderError, protocol};
    use papersign::{Evidence, Found, FoundSignature, Kind, Later, Range};

    const AREA: Area = Area { x: 0.1, y: 0.2, w: 0.3, h: 0.4 };
    const TILE: Tile = Tile { x: 0, y: 0, w: 2, h: 2 };

    fn picture_of(width: u32, height: u32) -> Say {
        let n_pixels = (width * height) as usize;
        let raster = Raster { pixels: vec![9; n_pixels], channels: 1, width, height };
        Say::Picture { png: raster.encode_png().unwrap(), memory: 1 << 20 }
    }

    fn asks() -> Vec<Ask> {
        let order = Order { width: 2, height: 2, tile: TILE, rotation: Rotation::None };
        vec![
            Ask::Picture { page: 0, order },
            Ask::Text { page: 0 },
            Ask::Fonts { page: 0 },
            Ask::Links { page: 0 },
            Ask::Boxes { page: 0 },
            Ask::Contents,
            Ask::Sheets { first: 0, n_pages: 1, number: 10 },
            Ask::Signatures,
            Ask::Labels,
            Ask::Walk { first: 0, n_pages: 3 },
        ]
    }

    /// One answer of each kind.
    fn answers() -> Vec<Say> {
        let run = TextRun { text: "Tờ trình".to_owned(), x: 0.1, y: 0.1, w: 0.5, h: 0.1 };
        let link = |target| Link { boxes: vec![AREA], target };
        let address = LinkTarget::Address("https://a.vn".to_owned());
        let target = LinkTarget::Page { page: 1, y: Some(0.5) };
        vec![
            Say::Ready,
            Say::Need { offset: 1 << 40, length: 65_536 },
            Say::Failed(ReaderError::Page),
            Say::Opened { n_pages: 3 },
            picture_of(2, 2),
            Say::Text(vec![run; 3]),
            Say::Fonts(vec![".VnTime".to_owned(); 3]),
            Say::Links(vec![
                link(address),
                link(target),
                link(LinkTarget::Refused(Refused::Launch)),
            ]),
            Say::Boxes(vec![AREA; 3]),
            Say::Contents(Contents::sample(3)),
            Say::Piece(vec![7; 40]),
            Say::Sheets {
                objects: vec![(10, 0), (11, 50)],
                sheets: vec![Sheet { form: 11, width: 595.0, height: 842.0 }],
            },
            Say::Signatures(found()),
            Say::Labels(Labels::sample(1)),
            Say::Walked,
        ]
    }

    fn found() -> Found {
        let signature = FoundSignature {
            field: "Ký 1".to_owned(),
            kind: Kind::Signature,
            range: Range::Whole { gap_start: 10, gap_end: 20, end: 90 },
            later: Later::Evidence,
            certifies: Some(2),
            contents: vec![0x30; 9],
            name: None,
            reason: Some("Phê duyệt".to_owned()),
            location: None,
            claimed_time: Some(1_780_300_800),
        };
        let evidence = Evidence { certificates: vec![vec![1; 5]; 2], ..Evidence::default() };
        Found { length: 100, signatures: vec![signature], evidence }
    }

    fn bytes_of(say: &Say) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_message(&mut bytes, say).unwrap();
        bytes
    }

    /// What the core does with an answer.
    fn believe(say: Say) -> bool {
        if let Say::Opened { n_pages } = say {
            return opened(n_pages).is_ok();
        }
        if let Say::Sheets { objects, sheets } = say {
            return Sheets::checked(objects, sheets, 1, 10, 100).is_ok();
        }
        if let Say::Links(links) = &say {
            let shown = without_strange_addresses(links.clone());
            assert_eq!(shown.len(), links.len());
        }
        asks().iter().any(|ask| check(ask, say.clone(), 3).is_ok())
    }

    /// Xorshift (Marsaglia 2003).
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, limit: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 % limit.max(1) as u64) as usize
        }
    }

    fn change(bytes: &mut Vec<u8>, chance: &mut Chance) {
        let at = chance.below(bytes.len());
        let values = [0, 1, 0x7f, 0x80, 0xff, chance.below(256) as u8];
        match chance.below(6) {
            0 => bytes[at] = values[chance.below(values.len())],
            1 => bytes[at] ^= 1 << chance.below(8),
            // A longest number, where a count or a length may stand.
            2 => drop(bytes.splice(at..=at, [0xff, 0xff, 0xff, 0xff, 0x0f])),
            3 => bytes.truncate(at),
            4 => bytes.insert(at, values[chance.below(values.len())]),
            _ => {
                let part = bytes[at..].to_vec();
                let place = chance.below(bytes.len());
                drop(bytes.splice(place..place, part));
            }
        }
    }

    #[test]
    fn whatever_a_worker_says_the_core_neither_panics_nor_believes_what_cannot_be() {
        // The full run is a million: READER_FUZZ=1000000.
        let wanted = std::env::var("READER_FUZZ").ok().and_then(|number| number.parse().ok());
        let n_inputs: u64 = wanted.unwrap_or(30_000);
        let seed = std::env::var("READER_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed: u64 = seed.unwrap_or(0x5eed);
        let whole: Vec<Vec<u8>> = answers().iter().map(bytes_of).collect();
        let mut chance = Chance(seed);
        let (mut n_parsed, mut n_believed) = (0, 0);
        for _ in 0..n_inputs {
            let mut bytes = whole[chance.below(whole.len())][4..].to_vec();
            for _ in 0..=chance.below(4) {
                if !bytes.is_empty() {
                    change(&mut bytes, &mut chance);
                }
            }
            let length = if chance.below(20) == 0 { chance.below(1 << 32) } else { bytes.len() };
            let mut message = (length as u32).to_be_bytes().to_vec();
            message.extend(bytes);
            if let Ok(say) = read_say(&mut message.as_slice()) {
                n_parsed += 1;
                n_believed += usize::from(believe(say));
            }
        }
        println!("seed {seed}: {n_inputs} inputs, {n_parsed} parsed, {n_believed} believed");
        assert!(n_parsed > 100 && n_believed > 0, "mutants that are never parsed test nothing");
    }

    #[test]
    fn sound_answers_are_read_as_they_were_said() {
        for say in answers() {
            let bytes = bytes_of(&say);
            assert_eq!(read_say(&mut bytes.as_slice()).unwrap(), say);
            let cut = &bytes[..bytes.len() - 1];
            assert!(read_say(&mut &*cut).is_err(), "{say:?}");
        }
        let n_sound = answers().into_iter().filter(|say| believe(say.clone())).count();
        assert_eq!(n_sound, answers().len() - 4, "all but what is no answer to a request");
    }

    #[test]
    fn a_message_is_not_read_beyond_what_its_kind_may_be_long() {
        for kind in 0..=255_u8 {
            let mut message = u32::MAX.to_be_bytes().to_vec();
            message.push(kind);
            let mut endless = std::io::Read::chain(message.as_slice(), std::io::repeat(1));
            assert!(read_say(&mut endless).is_err(), "{kind}");
        }
    }

    #[test]
    fn answers_that_cannot_be_are_refused() {
        let refused = |ask: &Ask, say: Say| check(ask, say, 3).is_err();
        let asks = asks();
        assert!(refused(&asks[0], picture_of(2, 3)) && refused(&asks[0], Say::Text(Vec::new())));
        let run = |x: f32| TextRun { text: String::new(), x, y: 0.0, w: 0.1, h: 0.1 };
        for x in [f32::NAN, f32::INFINITY, -1.0, 0.95, 2.0] {
            assert!(refused(&asks[1], Say::Text(vec![run(x)])), "{x}");
        }
        assert!(refused(&asks[1], Say::Text(vec![run(0.0); protocol::MAX_RUNS + 1])));
        let long = "a".repeat(protocol::MAX_NAME + 1);
        assert!(refused(&asks[2], Say::Fonts(vec![long])));
        assert!(refused(&Ask::Labels, Say::Labels(Labels::sample(4))), "of another document");
        let target = LinkTarget::Page { page: 3, y: None };
        assert!(refused(&asks[3], Say::Links(vec![Link { boxes: Vec::new(), target }])));
        assert!(refused(&asks[4], Say::Boxes(vec![AREA; protocol::MAX_BOXES + 1])));
        assert!(refused(&asks[5], Say::Contents(Contents::sample(2))), "a page is missing");
        type Change = fn(&mut Found);
        let changes: [Change; 6] = [
            |found| found.signatures = vec![found.signatures[0].clone(); MAX_SIGNATURES + 1],
            |found| found.length = 89,
            |found| found.signatures[0].field = "a".repeat(protocol::MAX_NAME + 1),
            |found| found.signatures[0].contents = vec![0; MAX_CONTENTS + 1],
            |found| found.evidence.crls = vec![vec![0; MAX_EVIDENCE]],
            |found| {
                found.signatures[0].range = Range::Whole { gap_start: 20, gap_end: 20, end: 90 };
            },
        ];
        for (index, change) in changes.into_iter().enumerate() {
            let mut found = found();
            change(&mut found);
            assert!(refused(&Ask::Signatures, Say::Signatures(found)), "{index}");
        }
        assert!(opened(0).is_err() && opened(u32::MAX).is_err());
    }

    #[test]
    fn only_addresses_of_web_and_mail_are_shown_as_such() {
        for address in ["https://a.vn/b?c", "HTTP://a", "mailto:a@b.vn"] {
            assert!(is_followed(address), "{address}");
        }
        for address in
            ["file:///a", "javascript:a", "https", "", "https://a b", "https://a\u{0}", "đ://"]
        {
            assert!(!is_followed(address), "{address}");
        }
    }
}

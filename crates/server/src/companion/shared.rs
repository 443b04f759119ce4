//! The short stretches of a paper that many of its pages need. The nodes of a page tree lie one before each picture of a
//! scan, so that the way to a late page would otherwise bring a piece of every page before it.

use super::stored::merged;
use std::ops::Range;

/// Longest stretch that is sent along: what is longer is a font or a picture, and a request of its own.
const MAX_STRETCH: u64 = 8 * 1024;
/// Bytes that are sent along at most: this part of the paper, and no more than that.
const PART: u64 = 256;
const MAX_BYTES: u64 = 2 * 1024 * 1024;

/// Picks what most pages need, of what opening a paper of this length reads, which all need, and what each page reads. All
/// sorted and apart.
pub fn pick(length: u64, opening: &[Range<u64>], pages: &[Vec<Range<u64>>]) -> Vec<Range<u64>> {
    let n_pages = i64::try_from(pages.len()).unwrap_or(i64::MAX).max(2);
    let mut needed: Vec<(u64, i64)> = Vec::new();
    let all_pages = pages.iter().flatten().map(|stretch| (stretch, 1));
    for (stretch, by) in opening.iter().map(|stretch| (stretch, n_pages)).chain(all_pages) {
        needed.push((stretch.start, by));
        needed.push((stretch.end, -by));
    }
    needed.sort_unstable();
    let mut candidates: Vec<(i64, Range<u64>)> = Vec::new();
    let mut n_needing = 0;
    let mut start = 0;
    for (at, by) in needed {
        if n_needing > 1 && start < at {
            match candidates.last_mut() {
                Some((most, last)) if last.end == start => {
                    last.end = at;
                    *most = n_needing.max(*most);
                }
                Some(_) | None => candidates.push((n_needing, start..at)),
            }
        }
        n_needing += by;
        start = at;
    }
    candidates.retain(|(_, stretch)| stretch.end - stretch.start <= MAX_STRETCH);
    candidates.sort_by_key(|(n_needing, stretch)| (-n_needing, stretch.start));
    let mut left = (length / PART).min(MAX_BYTES);
    let mut picked = Vec::new();
    for (_, stretch) in candidates {
        let Some(rest) = left.checked_sub(stretch.end - stretch.start) else {
            break;
        };
        left = rest;
        picked.push(stretch);
    }
    merged(picked)
}

#[cfg(test)]
mod tests {
    use super::pick;
    use std::ops::Range;

    const LENGTH: u64 = 8 << 20;

    fn ranges(pairs: &[(u64, u64)]) -> Vec<Range<u64>> {
        pairs.iter().map(|(start, end)| *start..*end).collect()
    }

    /// What is picked of what opening and each page read.
    fn picked(opening: &[(u64, u64)], pages: &[&[(u64, u64)]]) -> Vec<(u64, u64)> {
        let pages: Vec<_> = pages.iter().map(|page| ranges(page)).collect();
        let picked = pick(LENGTH, &ranges(opening), &pages);
        picked.into_iter().map(|stretch| (stretch.start, stretch.end)).collect()
    }

    #[test]
    fn short_stretches_that_many_need_are_picked_and_long_or_lonely_ones_are_not() {
        let opening = [(0, 100), (900_000, 920_000)];
        let pages: [&[(u64, u64)]; 3] = [
            &[(200, 300), (1_000, 90_000)],
            &[(200, 300), (100_000, 100_300), (110_000, 190_000)],
            &[(200, 300), (100_000, 100_300), (500_000, 500_200), (510_000, 590_000)],
        ];
        assert_eq!(picked(&opening, &pages), [(0, 100), (200, 300), (100_000, 100_300)]);
        assert_eq!(picked(&opening[..1], &[]), [(0, 100)]);
        assert_eq!(picked(&[], &[&[(5, 9)], &[(12, 30)]]), []);
        assert_eq!(picked(&[], &[&[(5, 20)], &[(12, 30)]]), [(12, 20)], "what both need");
    }

    #[test]
    fn where_there_is_too_much_what_most_need_is_picked() {
        // As in a flat tree of 200 pages: each page needs the nodes of those before it.
        let node = |page: u64| page * 40_000..page * 40_000 + 600;
        let pages: Vec<Vec<_>> = (0..200).map(|page| (0..=page).map(node).collect()).collect();
        let picked = pick(LENGTH, &[], &pages);
        let n_bytes: u64 = picked.iter().map(|stretch| stretch.end - stretch.start).sum();
        assert!(n_bytes <= LENGTH / 256 && n_bytes + 600 > LENGTH / 256, "{n_bytes}");
        assert_eq!(picked.first(), Some(&node(0)));
        assert_eq!(picked.len(), 54);
        assert_eq!(picked.last(), Some(&node(53)));
    }
}

//! Finding words in one paper: page after page, in the order they are read.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::paper_text::{PaperText, has_words, join};
use crate::view::{FindHitView, FindView, TextPlaceView};
use anchoring::Run;
use domain::DocumentId;
use orthography::{Token, tokens};
use uuid::Uuid;

/// Hits that are listed; further ones are counted.
const MAX_LISTED: usize = 2_000;
/// Characters of context on each side of a hit.
const CONTEXT: usize = 48;
/// Longest search taken, in characters.
const MAX_TYPED: usize = 400;

impl Desk {
    /// Finds words in a paper. The last word counts as begun: what is typed so far already finds. Words are found
    /// without diacritics, too; hits with the very diacritics that were typed say so.
    ///
    /// # Errors
    /// As [`Desk::open_document`].
    pub fn find_in_paper(
        &self,
        document: Uuid,
        version: u32,
        words: &str,
    ) -> Result<FindView, DeskError> {
        let row = self.version_row(DocumentId::from_uuid(document), version)?;
        let text = self.paper_text(&row)?;
        let wanted = Wanted::read(words);
        let found = find_all(&text, &wanted);
        if found.total > 0 || wanted.words.len() < 2 {
            return Ok(found);
        }
        // The search over everything finds words that stand apart; here they are shown one by one on pages with all.
        Ok(find_all(&text, &Wanted { apart: true, ..wanted }))
    }
}

fn find_all(text: &PaperText, wanted: &Wanted) -> FindView {
    let mut found = FindView {
        hits: Vec::new(),
        total: 0,
        pages: u32::try_from(text.len()).unwrap_or(u32::MAX),
        pages_without_text: 0,
    };
    for (page, text) in (0_u32..).zip(text.iter()) {
        if !has_words(text) {
            found.pages_without_text += 1;
            continue;
        }
        let room = MAX_LISTED.saturating_sub(found.hits.len());
        let on_page = wanted.find(page, &text.runs, room);
        found.total = found.total.saturating_add(on_page.total);
        found.hits.extend(on_page.hits);
    }
    found
}

/// What is looked for: words, the last of them begun.
struct Wanted {
    words: Vec<Token>,
    /// Whether they may stand apart, each a hit of its own on pages that have all of them; otherwise in a row.
    apart: bool,
}

struct OnPage {
    hits: Vec<FindHitView>,
    total: u32,
}

impl Wanted {
    fn read(typed: &str) -> Self {
        let typed: String = typed.chars().take(MAX_TYPED).collect();
        let mut words = Vec::new();
        let mut reading = tokens(&typed);
        let mut token = Token::default();
        while reading.advance_into(&mut token) {
            words.push(token.clone());
        }
        Self { words, apart: false }
    }

    fn find(&self, page: u32, runs: &[Run], room: usize) -> OnPage {
        if self.apart {
            self.find_apart(page, runs, room)
        } else {
            self.find_in_a_row(page, runs, room)
        }
    }

    fn find_apart(&self, page: u32, runs: &[Run], room: usize) -> OnPage {
        let mut found = OnPage { hits: Vec::new(), total: 0 };
        let (text, starts) = join(runs);
        let mut reading = tokens(&text);
        let mut token = Token::default();
        let mut has = vec![false; self.words.len()];
        let last = self.words.len().saturating_sub(1);
        while reading.advance_into(&mut token) {
            let meant = self.words.iter().enumerate().find(|(at, word)| {
                if *at == last {
                    token.fold.starts_with(&word.fold)
                } else {
                    token.fold == word.fold
                }
            });
            let Some((at, word)) = meant else {
                continue;
            };
            if let Some(has) = has.get_mut(at) {
                *has = true;
            }
            found.total = found.total.saturating_add(1);
            if found.hits.len() < room {
                let exact = token.exact.starts_with(&word.exact);
                let window = std::slice::from_ref(&token);
                found.hits.extend(hit(page, runs, (&text, &starts), window, exact));
            }
        }
        if has.iter().all(|has| *has) { found } else { OnPage { hits: Vec::new(), total: 0 } }
    }

    fn find_in_a_row(&self, page: u32, runs: &[Run], room: usize) -> OnPage {
        let mut found = OnPage { hits: Vec::new(), total: 0 };
        let Some(first) = self.words.first() else {
            return found;
        };
        let (text, starts) = join(runs);
        let mut reading = tokens(&text);
        let mut token = Token::default();
        // The words read last, oldest first, as many as are looked for.
        let mut window: Vec<Token> = Vec::new();
        while reading.advance_into(&mut token) {
            window.push(token.clone());
            if window.len() > self.words.len() {
                window.remove(0);
            }
            let may_fit = window.first().is_some_and(|begins| begins.fold.starts_with(&first.fold));
            if !may_fit || !self.fits(&window, |word| &word.fold) {
                continue;
            }
            found.total = found.total.saturating_add(1);
            if found.hits.len() < room {
                let exact = self.fits(&window, |word| &word.exact);
                found.hits.extend(hit(page, runs, (&text, &starts), &window, exact));
            }
        }
        found
    }

    fn fits(&self, window: &[Token], form: impl Fn(&Token) -> &String) -> bool {
        let Some((last, others)) = self.words.split_last() else {
            return false;
        };
        let Some((ends, begins)) = window.split_last() else {
            return false;
        };
        let in_a_row = window.windows(2).all(|pair| match pair {
            [one, next] => next.position == one.position.saturating_add(1),
            _ => true,
        });
        begins.len() == others.len()
            && in_a_row
            && begins.iter().zip(others).all(|(found, wanted)| form(found) == form(wanted))
            && form(ends).starts_with(form(last))
    }
}

fn hit(
    page: u32,
    runs: &[Run],
    (text, starts): (&str, &[usize]),
    window: &[Token],
    exact: bool,
) -> Option<FindHitView> {
    let from = window.first()?.range.start;
    let to = window.last()?.range.end;
    let before = text.get(..from)?;
    let after = text.get(to..)?;
    let near = |words: String| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let back: Vec<char> = before.chars().rev().take(CONTEXT).collect();
    Some(FindHitView {
        page,
        from: place(runs, starts, from)?,
        to: place(runs, starts, to)?,
        before: near(back.into_iter().rev().collect()),
        found: near(text.get(from..to)?.to_owned()),
        after: near(after.chars().take(CONTEXT).collect()),
        exact,
    })
}

/// The run that a byte of the joined text lies in, and how many UTF-16 units into it.
fn place(runs: &[Run], starts: &[usize], byte: usize) -> Option<TextPlaceView> {
    let run = starts.partition_point(|start| *start < byte).saturating_sub(1);
    let inside = byte.saturating_sub(*starts.get(run)?);
    let text = &runs.get(run)?.text;
    let head = text.get(..inside.min(text.len()))?;
    Some(TextPlaceView {
        run: u32::try_from(run).ok()?,
        offset: u32::try_from(head.encode_utf16().count()).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::Wanted;
    use crate::view::TextPlaceView;
    use anchoring::Run;

    fn line(y: f32, pieces: &[(f32, f32, &str)]) -> Vec<Run> {
        let run = |(x, w, text): &(f32, f32, &str)| Run {
            text: (*text).to_owned(),
            x: *x,
            y,
            w: *w,
            h: 0.02,
        };
        pieces.iter().map(run).collect()
    }

    fn found(runs: &[Run], typed: &str) -> Vec<(String, bool)> {
        let hits = Wanted::read(typed).find(0, runs, 10).hits;
        hits.into_iter().map(|hit| (hit.found, hit.exact)).collect()
    }

    #[test]
    fn words_are_found_with_and_without_diacritics_and_across_lines_and_runs() {
        let page = [
            line(0.1, &[(0.1, 0.02, "Đ"), (0.12, 0.5, "iều 1. Quyết")]),
            line(0.13, &[(0.1, 0.8, "định của Chính phủ số 39/2022/NĐ-CP")]),
        ]
        .concat();
        let yes = |words: &str, exact| vec![(words.to_owned(), exact)];
        assert_eq!(found(&page, "dieu 1"), yes("Điều 1", false));
        assert_eq!(found(&page, "Điều"), yes("Điều", true));
        assert_eq!(found(&page, "quyet dinh"), yes("Quyết định", false));
        assert_eq!(found(&page, "quyết đị"), yes("Quyết định", true));
        assert_eq!(found(&page, "39/2022/ND-CP"), yes("39/2022/NĐ-CP", false));
        assert_eq!(found(&page, "quyết chính"), []);
        assert_eq!(found(&page, "  "), []);
    }

    #[test]
    fn words_that_stand_apart_are_found_one_by_one_on_pages_that_have_all_of_them() {
        let page = line(0.1, &[(0.1, 0.8, "Chính phủ trình Quốc hội; Quốc hội xem xét.")]);
        let apart = |typed| {
            let hits = Wanted { apart: true, ..Wanted::read(typed) }.find(0, &page, 10).hits;
            hits.into_iter().map(|hit| hit.found).collect::<Vec<_>>()
        };
        assert_eq!(apart("xet trinh"), ["trình", "xét"]);
        assert_eq!(apart("xet nghi"), Vec::<String>::new());
    }

    #[test]
    fn a_hit_says_where_it_lies_in_units_of_the_window() {
        let page = line(0.1, &[(0.1, 0.2, "𝄞 Tờ"), (0.31, 0.2, "trình")]);
        let hits = Wanted::read("to trinh").find(3, &page, 10).hits;
        let hit = &hits[0];
        assert_eq!(
            (hit.page, hit.from, hit.to),
            (3, TextPlaceView { run: 0, offset: 3 }, TextPlaceView { run: 1, offset: 5 },)
        );
    }

    #[test]
    fn hits_beyond_those_listed_are_counted() {
        let page = line(0.1, &[(0.1, 0.8, &"nghị quyết ".repeat(30))]);
        let found = Wanted::read("nghi").find(0, &page, 10);
        assert_eq!((found.hits.len(), found.total), (10, 30));
    }
}

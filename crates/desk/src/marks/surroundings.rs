use super::placing::{anchor_of, around};
use super::shape::rect_of;
use crate::desk::Desk;
use anchoring::{PageText, Quote, Run, Text};
use domain::{Anchor, Mark, Rect, Surroundings};

impl Desk {
    /// The text a mark lies in. A mark is never refused because its page cannot be read: it has none then.
    pub(super) fn surroundings(&self, anchor: Anchor, mark: &Mark) -> Option<Surroundings> {
        let page = self.text_of_page(anchor.document, anchor.version, anchor.page).ok()?;
        surroundings_on(&page, mark)
    }
}

fn surroundings_on(page: &PageText, mark: &Mark) -> Option<Surroundings> {
    let text = Text::read(std::slice::from_ref(page)).ok()?;
    let quote = match anchor_of(mark, 0, &text)? {
        anchoring::Anchor::Text(anchor) => anchor.quote,
        anchoring::Anchor::Ink(anchor) => anchor.quote,
        anchoring::Anchor::Point(anchor) => anchor.quote,
    };
    let Quote { words, before, after } = quote;
    if words.is_empty() {
        return None;
    }
    let cut = |text: String| text.chars().take(Surroundings::MAX_CHARS).collect();
    let rect = rect_of(mark).and_then(|own| lines_beside(page, own));
    Some(Surroundings { before: cut(before), after: cut(after), paragraph: cut(words), rect })
}

/// The lines at the height of a mark, or the nearest one.
fn lines_beside(page: &PageText, own: Rect) -> Option<Rect> {
    let distance = |run: &Run| {
        let (above, below) = (own.y - (run.y + run.h), run.y - (own.y + own.h));
        above.max(below).max(0.0)
    };
    let nearest = page.runs.iter().map(distance).reduce(f32::min)?;
    let beside = page.runs.iter().filter(|run| distance(run) <= nearest);
    beside.map(|run| Rect { x: run.x, y: run.y, w: run.w, h: run.h }).reduce(around)
}

#[cfg(test)]
mod tests {
    use super::surroundings_on;
    use anchoring::{PageText, Run};
    use domain::{Colour, Mark, Rect};

    #[test]
    fn a_note_remembers_the_words_and_the_line_it_stands_beside() {
        let run = |text: &str, y| Run { text: text.to_owned(), x: 0.1, y, w: 0.6, h: 0.02 };
        let page = PageText {
            width: 595.0,
            height: 842.0,
            runs: vec![
                run("Chính phủ thống nhất chủ trương.", 0.1),
                run("Bộ Tài chính bố trí vốn.", 0.4),
            ],
        };
        let note = Mark::Note { x: 0.8, y: 0.41, text: "?".to_owned(), colour: Colour::Blue };
        let around = surroundings_on(&page, &note).unwrap();
        assert!(around.paragraph.contains("bố trí vốn"), "{around:?}");
        assert_eq!(around.rect, Some(Rect { x: 0.1, y: 0.4, w: 0.6, h: 0.02 }));
        let blank = PageText { runs: Vec::new(), ..page };
        assert_eq!(surroundings_on(&blank, &note), None);
    }
}

//! What is done to a paper between two versions.

use crate::dice::Dice;
use crate::paper::Word;
use crate::press::SetWord;

/// How a new version came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    InsertWords,
    InsertSentence,
    InsertParagraph,
    DeleteWords,
    DeleteParagraph,
    ReplaceWords,
    MoveParagraph,
    Reflow,
    Everything,
    InsertPage,
    DeletePage,
    MovePage,
    ShiftNumbers,
    PagesAndMore,
    Recognised,
    RecognisedAlike,
    RescanAlike,
}

impl Kind {
    pub const ALL: [Self; 17] = [
        Self::InsertWords,
        Self::InsertSentence,
        Self::InsertParagraph,
        Self::DeleteWords,
        Self::DeleteParagraph,
        Self::ReplaceWords,
        Self::MoveParagraph,
        Self::Reflow,
        Self::Everything,
        Self::InsertPage,
        Self::DeletePage,
        Self::MovePage,
        Self::ShiftNumbers,
        Self::PagesAndMore,
        Self::Recognised,
        Self::RecognisedAlike,
        Self::RescanAlike,
    ];

    pub const fn is_of_pages(self) -> bool {
        matches!(
            self,
            Self::InsertPage
                | Self::DeletePage
                | Self::MovePage
                | Self::ShiftNumbers
                | Self::PagesAndMore
        )
    }

    pub const fn is_scan(self) -> bool {
        matches!(self, Self::Recognised | Self::RecognisedAlike | Self::RescanAlike)
    }
}

/// Edits paragraphs; `other` is text of the same paper from elsewhere, for what is inserted.
pub fn edit(
    kind: Kind,
    old: &[Vec<Word>],
    other: &[Vec<Word>],
    dice: &mut Dice,
) -> Vec<Vec<SetWord>> {
    let mut paragraphs: Vec<Vec<SetWord>> = old
        .iter()
        .map(|words| {
            let keep = |word: &Word| SetWord {
                number: Some(word.number),
                text: word.text.clone(),
                is_glued: word.is_glued,
            };
            words.iter().map(keep).collect()
        })
        .collect();
    let strange = Strange { other };
    let some = (paragraphs.len() / 8).clamp(2, 12);
    for _ in 0..some {
        const STEPS: [Kind; 7] = [
            Kind::InsertWords,
            Kind::InsertSentence,
            Kind::InsertParagraph,
            Kind::DeleteWords,
            Kind::DeleteParagraph,
            Kind::ReplaceWords,
            Kind::MoveParagraph,
        ];
        let any = dice.pick(&STEPS).copied().unwrap_or(Kind::Reflow);
        let step = if kind == Kind::Everything { any } else { kind };
        edit_once(step, &mut paragraphs, &strange, dice);
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

struct Strange<'a> {
    other: &'a [Vec<Word>],
}

impl Strange<'_> {
    fn words(&self, n: usize, dice: &mut Dice) -> Vec<SetWord> {
        let all: Vec<&Word> = self.other.iter().flatten().collect();
        let start = dice.below(all.len().saturating_sub(n));
        let words = all.iter().skip(start).take(n);
        let words: Vec<SetWord> = words
            .map(|word| SetWord { number: None, text: word.text.clone(), is_glued: word.is_glued })
            .collect();
        if words.is_empty() { vec![number_word(dice)] } else { words }
    }
}

fn number_word(dice: &mut Dice) -> SetWord {
    let text = format!("{},{}", 10 + dice.below(900), dice.below(10));
    SetWord { number: None, text, is_glued: false }
}

fn edit_once(
    kind: Kind,
    paragraphs: &mut Vec<Vec<SetWord>>,
    strange: &Strange<'_>,
    dice: &mut Dice,
) {
    let at = dice.below(paragraphs.len());
    let n_words = paragraphs.get(at).map_or(0, Vec::len);
    let within = dice.below(n_words + 1);
    let n = if kind == Kind::InsertSentence {
        6 + dice.below(20)
    } else if kind == Kind::InsertParagraph {
        20 + dice.below(80)
    } else {
        1 + dice.below(4)
    };
    match kind {
        Kind::InsertWords | Kind::InsertSentence => {
            if let Some(words) = paragraphs.get_mut(at) {
                words.splice(within..within, strange.words(n, dice));
            }
        }
        Kind::InsertParagraph => paragraphs.insert(at, strange.words(n, dice)),
        Kind::DeleteWords => {
            if let Some(words) = paragraphs.get_mut(at) {
                words.drain(within.min(n_words)..(within + n).min(n_words));
            }
        }
        Kind::ReplaceWords => {
            if let Some(words) = paragraphs.get_mut(at) {
                let with =
                    if dice.one_in(2) { vec![number_word(dice)] } else { strange.words(n, dice) };
                words.splice(within.min(n_words)..(within + n).min(n_words), with);
            }
        }
        Kind::DeleteParagraph if paragraphs.len() > 3 => drop(paragraphs.remove(at)),
        Kind::MoveParagraph if paragraphs.len() > 3 => {
            let paragraph = paragraphs.remove(at);
            let to = dice.below(paragraphs.len() + 1);
            paragraphs.insert(to, paragraph);
        }
        Kind::DeleteParagraph
        | Kind::MoveParagraph
        | Kind::Reflow
        | Kind::Everything
        | Kind::InsertPage
        | Kind::DeletePage
        | Kind::MovePage
        | Kind::ShiftNumbers
        | Kind::PagesAndMore
        | Kind::Recognised
        | Kind::RecognisedAlike
        | Kind::RescanAlike => {}
    }
}

//! Which encoding a text without a font's name was made with, if any.

use super::{Encoding, tcvn3, vni};
use crate::is_syllable;

/// Words looked at; a page has about 300.
const MAX_WORDS: usize = 2_000;
/// Fewer marked words than these prove nothing.
const MIN_MARKED: usize = 3;
/// Of the marked words these must become syllables, and of the unmarked ones these must be syllables, in percent.
const MARKED_PERCENT: usize = 85;
const PLAIN_PERCENT: usize = 60;

pub(super) fn detect(text: &str) -> Option<Encoding> {
    if text.is_ascii() {
        return None;
    }
    let tcvn3 = Evidence::of(text, Encoding::Tcvn3);
    let vni = Evidence::of(text, Encoding::Vni);
    match (tcvn3.convinces(), vni.convinces()) {
        (true, true) if vni.n_mended > tcvn3.n_mended => Some(Encoding::Vni),
        (true, _) => Some(Encoding::Tcvn3),
        (false, true) => Some(Encoding::Vni),
        (false, false) => None,
    }
}

/// What the words of a text say for one encoding.
#[derive(Default)]
struct Evidence {
    /// Words with letters outside ASCII, and those of them that mending makes syllables.
    n_marked: usize,
    n_mended: usize,
    /// Of the marked words, those that are Vietnamese or another language's as they stand.
    n_good: usize,
    /// Words in ASCII, and those of them that are syllables.
    n_plain: usize,
    n_syllables: usize,
}

impl Evidence {
    fn of(text: &str, encoding: Encoding) -> Self {
        let mut evidence = Self::default();
        for word in
            text.split(|of: char| !is_inside(of)).filter(|word| !word.is_empty()).take(MAX_WORDS)
        {
            evidence.add(word, encoding);
        }
        evidence
    }

    fn add(&mut self, word: &str, encoding: Encoding) {
        if word.is_ascii() {
            // Single letters count sections in every language.
            if word.len() > 1 {
                self.n_plain += 1;
                self.n_syllables += usize::from(is_syllable(&word.to_ascii_lowercase()));
            }
            return;
        }
        self.n_marked += 1;
        if word.chars().any(|of| u32::from(of) > 0xFF) || is_syllable(&word.to_lowercase()) {
            self.n_good += 1;
        }
        let mended = match encoding {
            Encoding::Tcvn3 | Encoding::Tcvn3Capitals => tcvn3::decode(word),
            Encoding::Vni => vni::decode(word),
        };
        self.n_mended += usize::from(is_syllable(&mended.to_lowercase()));
    }

    /// Good words are a few by chance (`Ví` of TCVN3 is itself a syllable), so mending has to win clearly.
    fn convinces(&self) -> bool {
        self.n_marked >= MIN_MARKED
            && self.n_mended * 100 >= self.n_marked * MARKED_PERCENT
            && self.n_good * 2 < self.n_mended
            && self.n_syllables * 100 >= self.n_plain * PLAIN_PERCENT
    }
}

/// Tells whether a character is part of a word in one of the encodings: letters, and all that TCVN3 puts letters on.
fn is_inside(of: char) -> bool {
    of.is_alphabetic() || tcvn3::decoded(of).is_some()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;
    use crate::repair;

    const PLAIN: &str = "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015; theo đề nghị của Bộ trưởng Bộ Kế hoạch \
        và Đầu tư, Chính phủ ban hành Nghị định về quản lý vốn đầu tư công";
    const TCVN3: &str = "C¨n cø LuËt Tæ chøc ChÝnh phñ ngµy 19 th¸ng 6 n¨m 2015; theo ®Ò nghÞ cña Bé tr\u{AD}ëng Bé KÕ \
        ho¹ch vµ §Çu t\u{AD}, ChÝnh phñ ban hµnh NghÞ ®Þnh vÒ qu¶n lý vèn ®Çu t\u{AD} c«ng";
    const VNI: &str = "Caên cöù Luaät Toå chöùc Chính phuû ngaøy 19 thaùng 6 naêm 2015; theo ñeà nghò cuûa Boä tröôûng Boä \
        Keá hoaïch vaø Ñaàu tö, Chính phuû ban haønh Nghò ñònh veà quaûn lyù voán ñaàu tö coâng";

    #[test]
    fn the_words_tell_the_encoding_where_no_font_does() {
        assert_eq!(detect(TCVN3), Some(Encoding::Tcvn3));
        assert_eq!(repair(TCVN3, None), PLAIN);
        assert_eq!(detect(VNI), Some(Encoding::Vni));
        assert_eq!(repair(VNI, None), PLAIN);
    }

    #[test]
    fn other_languages_and_good_vietnamese_are_left_alone() {
        for text in [
            PLAIN,
            "Le gouvernement a été réuni à l'Élysée où le ministre délégué a présenté le décret relatif à l'énergie",
            "Vabariigi Valitsus võttis vastu määruse, millega kehtestatakse tööülesannete jaotus ja nõuded. Või öö õu",
            "Die Bundesregierung hat beschlossen, daß die Länder für Straßen zuständig sind; größere Maßnahmen folgen",
            "El Gobierno aprobó ayer la declaración número 12 de la región; mañana habrá más información pública",
            "Em São Paulo a reunião não começou à hora; os órgãos de comunicação já sabiam",
            "Áo é à ù Ví dụ: cá mè, bà già, lúa mì, cơm gà, rùa và thỏ",
            "© 2026 Chính phủ · 5 µm ± 2 °C «số» £ ¥ § 12",
            "òô µ¸ x",
            "",
        ] {
            assert_eq!(detect(text), None, "{text}");
        }
    }
}

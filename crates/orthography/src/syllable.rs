//! The shape of a Vietnamese syllable: onset, rime, tone.

use crate::letter::{Letter, letter, with_tone};

/// Beginnings of syllables, longest first; `qu` and `gi` before a vowel belong here.
const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
];

/// All rimes without their tones; those after `qu` and `gi` are among them.
const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en \
    eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach \
    oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot ô ôc ôi ôm ôn \
    ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy \
    uya uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt \
    yêu ynh yt";

const MAX_LETTERS: usize = 7;

/// Tells whether a composed word is a Vietnamese syllable: an onset and a rime that exist, and a tone that its ending
/// allows (words on c, ch, p, t have sắc or nặng). What a dictionary says of it is another matter.
pub fn is_syllable(word: &str) -> bool {
    let Some(parts) = Parts::of(word) else { return false };
    let is_stopped = ["c", "ch", "p", "t"].iter().any(|end| parts.coda() == *end);
    let is_toned = matches!(parts.tone, 2 | 5);
    RIMES.split_ascii_whitespace().any(|rime| rime == parts.rime) && (!is_stopped || is_toned)
}

/// Puts the tone of a syllable where the rule wants it: on the marked vowel; else on the second of two vowels before a
/// consonant, on the middle one of three, and on the first of two at the end (`hòa`, `thủy`). Nothing for what is not
/// built as a syllable.
pub(crate) fn place_tone(word: &str) -> Option<String> {
    let parts = Parts::of(word).filter(|parts| parts.tone != 0)?;
    let vowels: Vec<char> = parts.rime.chars().filter(|of| is_vowel(*of)).collect();
    let marked = vowels.iter().rposition(|of| matches!(of, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư'));
    let bearer = marked.unwrap_or(match (vowels.len(), parts.coda().is_empty()) {
        (0 | 1, _) | (2, true) => 0,
        (_, true | false) => 1,
    });
    let toned = parts.rime.chars().enumerate();
    let toned = toned.map(|(at, of)| if at == bearer { with_tone(of, parts.tone) } else { of });
    Some(parts.onset.chars().chain(toned).collect())
}

/// A word taken apart; its vowels stand together and bear at most one tone.
struct Parts {
    onset: &'static str,
    rime: String,
    tone: u8,
}

impl Parts {
    fn of(word: &str) -> Option<Self> {
        let mut bare = String::with_capacity(word.len());
        let mut tone = 0;
        for (at, of) in word.chars().enumerate() {
            let found: Letter = letter(of).filter(|found| found.base.is_ascii_alphabetic())?;
            if at >= MAX_LETTERS || (found.tone != 0 && (tone != 0 || !is_vowel(found.bare))) {
                return None;
            }
            tone = tone.max(found.tone);
            bare.push(found.bare);
        }
        let begins = |onset: &&&str| {
            let rest = bare.strip_prefix(**onset).unwrap_or_default();
            rest.starts_with(is_vowel)
        };
        let onset = ONSETS.iter().find(begins).copied().unwrap_or_default();
        let rime = bare.strip_prefix(onset)?.to_owned();
        let coda = rime.trim_start_matches(is_vowel);
        let is_whole = rime.starts_with(is_vowel) && !coda.contains(is_vowel);
        is_whole.then_some(Self { onset, rime, tone })
    }

    fn coda(&self) -> &str {
        self.rime.trim_start_matches(is_vowel)
    }
}

fn is_vowel(of: char) -> bool {
    matches!(of, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_known_from_words_of_other_languages() {
        let good = "nghiêng Việt khuỷu quốc giếng gì già quý ước thuở khuya đường oanh yên quyết hoà hòa boong";
        for word in good.split(' ') {
            assert!(is_syllable(word), "{word}");
        }
        let bad = "gouvernement été mõõdukas ära Straße việc2 cac hap vie bdu nghịệ xin2 \u{4E2D}";
        for word in bad.split(' ') {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn the_tone_goes_where_the_rule_puts_it() {
        for (typed, placed) in [
            ("hoà", "hòa"),
            ("thuỷ", "thủy"),
            ("tóan", "toán"),
            ("qúa", "quá"),
            ("gìa", "già"),
            ("khuỷu", "khuỷu"),
            ("tiêú", "tiếu"),
            ("ứơc", "ước"),
            ("cuả", "của"),
            ("mía", "mía"),
        ] {
            assert_eq!(place_tone(typed).as_deref(), Some(placed), "{typed}");
        }
        for untouched in ["café", "été", "résumé", "nghị2", "x"] {
            assert_eq!(place_tone(untouched), None, "{untouched}");
        }
    }
}

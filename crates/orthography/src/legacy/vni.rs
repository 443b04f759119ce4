//! VNI for Windows: a base letter, and after it a character that stands for its mark and tone.

use crate::letter::with_tone;

/// Reads a text whose characters are the bytes of VNI (Windows-1252 and Latin-1 agree there).
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(of) = letters.next() {
        let pair = letters.peek().and_then(|mark| marked(small(of), small(*mark)));
        let found = pair.or_else(|| single(small(of))).unwrap_or(small(of));
        if pair.is_some() {
            letters.next();
        }
        if small(of) == of { decoded.push(found) } else { decoded.extend(found.to_uppercase()) }
    }
    decoded
}

/// Letters that are one character.
fn single(of: char) -> Option<char> {
    Some(match of {
        'ô' => 'ơ',
        'ö' => 'ư',
        'ñ' => 'đ',
        'æ' => 'ỉ',
        'ó' => 'ĩ',
        'ò' => 'ị',
        'î' => 'ỵ',
        _ => return None,
    })
}

fn marked(base: char, mark: char) -> Option<char> {
    let bare = match base {
        'a' | 'e' | 'o' | 'u' | 'y' => base,
        'ô' => 'ơ',
        'ö' => 'ư',
        _ => return None,
    };
    let tone_alone = match mark {
        'ø' => 1,
        'ù' => 2,
        'û' => 3,
        'õ' => 4,
        'ï' => 5,
        _ => 0,
    };
    if tone_alone != 0 {
        return Some(with_tone(bare, tone_alone));
    }
    let (with_mark, tone) = match (bare, mark) {
        ('a' | 'e' | 'o', 'â') => (circumflexed(bare), 0),
        ('a' | 'e' | 'o', 'à') => (circumflexed(bare), 1),
        ('a' | 'e' | 'o', 'á') => (circumflexed(bare), 2),
        ('a' | 'e' | 'o', 'å') => (circumflexed(bare), 3),
        ('a' | 'e' | 'o', 'ã') => (circumflexed(bare), 4),
        ('a' | 'e' | 'o', 'ä') => (circumflexed(bare), 5),
        ('a', 'ê') => ('ă', 0),
        ('a', 'è') => ('ă', 1),
        ('a', 'é') => ('ă', 2),
        ('a', 'ú') => ('ă', 3),
        ('a', 'ü') => ('ă', 4),
        ('a', 'ë') => ('ă', 5),
        _ => return None,
    };
    Some(with_tone(with_mark, tone))
}

fn circumflexed(of: char) -> char {
    match of {
        'a' => 'â',
        'e' => 'ê',
        _ => 'ô',
    }
}

fn small(of: char) -> char {
    of.to_lowercase().next().unwrap_or(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_vni_is_read() {
        let lines = [
            (
                "aù aø aû aõ aï aâ aá aà aå aã aä aê aé aè aú aü aë",
                "á à ả ã ạ â ấ ầ ẩ ẫ ậ ă ắ ằ ẳ ẵ ặ",
            ),
            ("eù eø eû eõ eï eâ eá eà eå eã eä", "é è ẻ ẽ ẹ ê ế ề ể ễ ệ"),
            (
                "où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï",
                "ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ ơ ớ ờ ở ỡ ợ",
            ),
            ("uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î", "ú ù ủ ũ ụ ư ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ"),
            ("í ì æ ó ò ñ Ñ AÙ Aù Ö ÖÔÙ OÂ", "í ì ỉ ĩ ị đ Đ Á Á Ư ƯỚ Ô"),
        ];
        for (encoded, wanted) in lines {
            assert_eq!(decode(encoded), wanted);
        }
        assert_eq!(
            decode("Nöôùc Coäng hoøa xaõ hoäi chuû nghóa"),
            "Nước Cộng hòa xã hội chủ nghĩa"
        );
    }
}

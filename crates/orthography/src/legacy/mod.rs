//! Text from before Unicode: TCVN3 (ABC) and VNI fonts put Vietnamese letters at codes that mean others everywhere
//! else. A text layer made with them reads `Céng hßa` or `Coäng hoøa` for `Cộng hòa`.

mod guess;
mod tcvn3;
mod vni;

use std::borrow::Cow;

/// How a text from before Unicode was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// TCVN 5712 as in the fonts `.Vn...`.
    Tcvn3,
    /// The same in a font that draws small letters as capitals, `.Vn...H`.
    Tcvn3Capitals,
    /// VNI for Windows, fonts `VNI-...`: a vowel and a mark, two characters.
    Vni,
}

/// Mends a text from before Unicode; any other comes back as it is.
///
/// The font's name decides where there is one (with or without the six letters of a subset before it); a name that
/// says nothing of an encoding means that the text is good. Without a name the words decide: nearly all of them must be
/// Vietnamese syllables after mending and were not before, so that French, Estonian or Unicode Vietnamese stay alone.
pub fn repair<'a>(text: &'a str, font_name: Option<&str>) -> Cow<'a, str> {
    let encoding = match font_name {
        Some(name) => of_font(name),
        None => detect(text),
    };
    match encoding {
        Some(Encoding::Tcvn3) => Cow::Owned(tcvn3::decode(text)),
        Some(Encoding::Tcvn3Capitals) => Cow::Owned(tcvn3::decode(text).to_uppercase()),
        Some(Encoding::Vni) => Cow::Owned(vni::decode(text)),
        None => Cow::Borrowed(text),
    }
}

/// Finds out by its words whether a text was made before Unicode. See [`repair`].
pub fn detect(text: &str) -> Option<Encoding> {
    guess::detect(text)
}

fn of_font(name: &str) -> Option<Encoding> {
    let name = match name.split_once('+') {
        Some((subset, rest)) if subset.len() == 6 => rest,
        _ => name,
    };
    let lower = name.to_ascii_lowercase();
    let family = lower.split([',', '-', ' ']).next().unwrap_or_default();
    if lower.starts_with("vni-") || lower.starts_with("vni ") {
        Some(Encoding::Vni)
    } else if lower.starts_with(".vn") {
        Some(if family.ends_with('h') { Encoding::Tcvn3Capitals } else { Encoding::Tcvn3 })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_font_decides() {
        let check = |text, font, wanted| assert_eq!(repair(text, Some(font)), wanted, "{font}");
        check(
            "Céng hßa x· héi chñ nghÜa ViÖt Nam",
            ".VnTime",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
        );
        check("céng hßa x· héi", "ABCDEF+.VnTimeH", "CỘNG HÒA XÃ HỘI");
        check("céng hßa x· héi", ".VnArialH,Bold", "CỘNG HÒA XÃ HỘI");
        check("§éc lËp - Tù do", ".VnTime-Bold", "Độc lập - Tự do");
        check(
            "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
            "VNI-Times",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
        );
        check("ÑOÄC LAÄP", "XYZABC+VNI-Helve", "ĐỘC LẬP");
        check("Céng hßa", "TimesNewRoman", "Céng hßa");
    }
}

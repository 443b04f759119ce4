//! TCVN3: one byte for one letter, as the fonts `.Vn...` draw it.

const FIRST: u32 = 0xA1;

/// Letters at the codes from A1 to FE; a space where the encoding has none. From TCVN 5712-3, checked against glibc's
/// `TCVN`, which has these letters at the same codes.
const LETTERS: &str = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";

/// Reads a text whose characters are the bytes of TCVN3 (Windows-1252 and Latin-1 agree there).
pub(super) fn decode(text: &str) -> String {
    text.chars().map(|of| decoded(of).unwrap_or(of)).collect()
}

/// The letter at a code, if there is one.
pub(super) fn decoded(of: char) -> Option<char> {
    let at = usize::try_from(u32::from(of).checked_sub(FIRST)?).ok()?;
    LETTERS.chars().nth(at).filter(|letter| *letter != ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `iconv -f UTF-8 -t TCVN` of glibc 2.36 makes of [`PLAIN`], each byte as the character of that code.
    const ENCODED: &str = "QuyÕt ®Þnh vÒ viÖc ph©n bæ vèn ®Çu t\u{AD} c«ng cho c¸c bé, ngµnh; kü thuËt, thuû lîi, nghÜa vô, tê tr×nh, ph\u{AD}êng, x·, huyÖn, \u{AD}ìn, ½m, »ng, Æc, û, þ, ¦u, §µ";
    const PLAIN: &str = "Quyết định về việc phân bổ vốn đầu tư công cho các bộ, ngành; kỹ thuật, thuỷ lợi, nghĩa vụ, tờ trình, phường, xã, huyện, ưỡn, ẵm, ằng, ặc, ỷ, ỵ, Ưu, Đà";

    #[test]
    fn what_glibc_encodes_is_read_back() {
        assert_eq!(decode(ENCODED), PLAIN);
    }

    #[test]
    fn all_letters_of_the_encoding_are_there_once() {
        let mut letters: Vec<char> = LETTERS.chars().filter(|of| *of != ' ').collect();
        assert_eq!((LETTERS.chars().count(), letters.len()), (94, 74));
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), 74);
    }
}

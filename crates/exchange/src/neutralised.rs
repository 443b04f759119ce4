use std::borrow::Cow;

/// What a spreadsheet may take for the beginning of a formula, in the wide forms of East Asian keyboards as well.
const BEGINNINGS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Makes a cell harmless to programs that run what looks like a formula: where it begins with `=`, `+`, `-`, `@`, a tab
/// or a line end, also behind blanks and invisible letters, an apostrophe is put in front. Other cells are untouched.
///
/// Source: OWASP, "CSV Injection".
pub fn neutralised(cell: &str) -> Cow<'_, str> {
    let is_dangerous = cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start_matches(is_blank).starts_with(BEGINNINGS);
    if is_dangerous { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::neutralised;

    fn check(cell: &str, expected: &str) {
        assert_eq!(neutralised(cell), expected, "{cell:?}");
    }

    #[test]
    fn what_looks_like_a_formula_gets_an_apostrophe_and_the_rest_stays() {
        check("=1+1", "'=1+1");
        check("+84 24 3000", "'+84 24 3000");
        check("- gạch đầu dòng", "'- gạch đầu dòng");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\tx", "'\tx");
        check("\rx", "'\rx");
        check("\nx", "'\nx");
        check("  =1", "'  =1");
        check("\u{feff}=1", "'\u{feff}=1");
        check("＝1", "'＝1");
        check("", "");
        check("Đồng ý", "Đồng ý");
        check("a=b", "a=b");
        check("'=1", "'=1");
        check("  Đồng ý", "  Đồng ý");
    }
}

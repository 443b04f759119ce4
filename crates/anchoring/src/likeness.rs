//! How much two short texts have in common.

/// Longest text compared by letters.
const MAX_LETTERS: usize = 1_200;
/// Longest sequences compared by words.
const MAX_WORDS: usize = 1_500;

/// Length of the longest common subsequence; what stands after [`MAX_WORDS`] is left out.
pub(crate) fn common<T: PartialEq>(one: &[T], other: &[T]) -> usize {
    let one = one.get(..MAX_WORDS).unwrap_or(one);
    let other = other.get(..MAX_WORDS).unwrap_or(other);
    let mut row = vec![0_usize; other.len() + 1];
    for word in one {
        let mut diagonal = 0;
        let mut left = 0;
        for (cell, against) in row.iter_mut().skip(1).zip(other) {
            let above = *cell;
            *cell = if word == against { diagonal + 1 } else { above.max(left) };
            diagonal = above;
            left = *cell;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// The part of letters that two texts have in common in one order, from 0 to 1; 0 for texts too long to tell.
pub(crate) fn likeness(one: &str, other: &str) -> f64 {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let all = one.len() + other.len();
    if all == 0 || one.len() > MAX_LETTERS || other.len() > MAX_LETTERS {
        return 0.0;
    }
    // Two texts of one language have about half of their letters in common by chance.
    let part = 2.0 * common(&one, &other) as f64 / all as f64;
    ((part - 0.55) / 0.45).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::{common, likeness};

    #[test]
    fn misread_text_is_like_itself_and_other_text_is_not() {
        assert!(likeness("Bộ Tài chính trình Chính phủ", "Bộ Tài chính trinh Chinh phủ") > 0.7);
        assert!(likeness("Bộ Tài chính trình Chính phủ", "mùa mưa năm nay đến sớm hơn") < 0.3);
        assert!(likeness("", "").abs() < f64::EPSILON);
    }

    #[test]
    fn common_words_keep_their_order() {
        assert_eq!(common(&[1, 2, 3, 4], &[2, 4, 3]), 2);
        assert_eq!(common::<u8>(&[], &[1]), 0);
    }
}

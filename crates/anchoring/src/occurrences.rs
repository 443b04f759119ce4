//! Where words and sequences of words stand in a text.

use std::collections::HashMap;

/// All places of all words.
#[derive(Debug)]
pub(crate) struct Occurrences {
    keys: Vec<u64>,
    places: HashMap<u64, Vec<u32>>,
}

impl Occurrences {
    pub(crate) fn new(keys: Vec<u64>) -> Self {
        let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
        for (place, key) in (0_u32..).zip(&keys) {
            places.entry(*key).or_default().push(place);
        }
        Self { keys, places }
    }

    /// Places of a word that does not stand in more than `most`.
    pub(crate) fn of_word(&self, key: u64, most: usize) -> impl Iterator<Item = usize> {
        let places = self.places.get(&key).filter(|places| places.len() <= most);
        places.into_iter().flatten().map(|place| *place as usize)
    }

    /// The first `most` places at which a sequence begins, in order. An empty sequence has none.
    pub(crate) fn find(&self, sequence: &[u64], most: usize) -> Vec<usize> {
        let places = |key: &u64| self.places.get(key).map_or(&[][..], Vec::as_slice);
        let rarest = sequence.iter().enumerate().min_by_key(|(_, key)| places(key).len());
        let Some((step, rarest)) = rarest else {
            return Vec::new();
        };
        places(rarest)
            .iter()
            .filter_map(|place| (*place as usize).checked_sub(step))
            .filter(|first| self.keys.get(*first..first + sequence.len()) == Some(sequence))
            .take(most)
            .collect()
    }
}

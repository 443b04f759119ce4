//! What becomes of a note when its paper is republished.

use crate::geometry::Area;
use serde::{Deserialize, Serialize};

/// Where a note stands on the new version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Placement {
    /// Its text is unchanged and stands in its order, be it on another page or in other lines.
    Carried {
        /// New places.
        areas: Vec<Area>,
    },
    /// Its text is unchanged and stands in another order or among other text.
    Moved {
        /// New places.
        areas: Vec<Area>,
    },
    /// A person has to look whether it still belongs there.
    Check {
        /// The likeliest new places.
        areas: Vec<Area>,
        /// Why this is not certain.
        doubt: Doubt,
    },
    /// Nothing credible was found: the note stays beside the old page.
    Unplaced,
}

/// Why a place is not certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Doubt {
    /// The text was edited.
    Edited,
    /// The same words stand in several places, and their surroundings do not decide.
    Ambiguous,
    /// The words are the same, but their lines broke in another way, and strokes cannot be broken.
    Reflowed,
    /// The text beside it is gone; what is left of the paragraph stands here.
    Neighbour,
}

impl Placement {
    /// New places, none where it was not placed.
    pub fn areas(&self) -> &[Area] {
        match self {
            Self::Carried { areas } | Self::Moved { areas } | Self::Check { areas, .. } => areas,
            Self::Unplaced => &[],
        }
    }
}

/// How many notes found what: "31 carried, 2 moved, 1 to check".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Carried.
    pub carried: usize,
    /// Moved.
    pub moved: usize,
    /// To be checked by a person.
    pub to_check: usize,
    /// Without a place, kept beside the old page.
    pub unplaced: usize,
}

impl<'a> FromIterator<&'a Placement> for Summary {
    fn from_iter<T: IntoIterator<Item = &'a Placement>>(placements: T) -> Self {
        let mut summary = Self::default();
        for placement in placements {
            match placement {
                Placement::Carried { .. } => summary.carried += 1,
                Placement::Moved { .. } => summary.moved += 1,
                Placement::Check { .. } => summary.to_check += 1,
                Placement::Unplaced => summary.unplaced += 1,
            }
        }
        summary
    }
}

//! Marks as other programs know them: points of 1/72 inch, origin at the lower left of the unrotated page, y upwards,
//! pages counted from 0.

use jiff::Timestamp;

/// Most points that a coordinate may be away from the origin; a page is at most 14,400 points wide (ISO 32000-1,
/// Annex C).
pub const MAX_COORDINATE: f32 = 1_000_000.0;

/// A place on a page, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From below.
    pub y: f32,
}

impl Point {
    /// A place.
    #[must_use]
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// Whether both coordinates are finite and not absurd.
    #[must_use]
    pub fn is_usable(self) -> bool {
        [self.x, self.y].iter().all(|one| one.is_finite() && one.abs() <= MAX_COORDINATE)
    }
}

/// An upright rectangle, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f32,
    /// Lower edge.
    pub bottom: f32,
    /// Right edge.
    pub right: f32,
    /// Upper edge.
    pub top: f32,
}

impl Rect {
    /// The rectangle between two opposite corners, whichever they are.
    #[must_use]
    pub fn between(one: Point, other: Point) -> Self {
        Self {
            left: one.x.min(other.x),
            bottom: one.y.min(other.y),
            right: one.x.max(other.x),
            top: one.y.max(other.y),
        }
    }

    /// The smallest rectangle around points; `None` without any.
    #[must_use]
    pub fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |found: Option<Self>, point| {
            let one = Self::between(point, point);
            Some(found.map_or(one, |found| found.union(one)))
        })
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    /// The rectangle with a margin added on all sides.
    #[must_use]
    pub const fn grown(self, by: f32) -> Self {
        Self {
            left: self.left - by,
            bottom: self.bottom - by,
            right: self.right + by,
            top: self.top + by,
        }
    }

    /// Width in points.
    #[must_use]
    pub const fn width(self) -> f32 {
        self.right - self.left
    }

    /// Height in points.
    #[must_use]
    pub const fn height(self) -> f32 {
        self.top - self.bottom
    }
}

/// The box of a stretch of text on one line; for turned text its corners turn with it.
///
/// Programs write the corners in this order, against the letter of ISO 32000-1, 12.5.6.10, and expect it so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quad {
    /// Upper left, as the text is read.
    pub upper_left: Point,
    /// Upper right.
    pub upper_right: Point,
    /// Lower left.
    pub lower_left: Point,
    /// Lower right.
    pub lower_right: Point,
}

impl Quad {
    /// The four corners in the order of `QuadPoints`.
    #[must_use]
    pub const fn corners(self) -> [Point; 4] {
        [self.upper_left, self.upper_right, self.lower_left, self.lower_right]
    }

    /// The quad of an upright rectangle with upright text.
    #[must_use]
    pub const fn of_rect(rect: Rect) -> Self {
        Self {
            upper_left: Point::new(rect.left, rect.top),
            upper_right: Point::new(rect.right, rect.top),
            lower_left: Point::new(rect.left, rect.bottom),
            lower_right: Point::new(rect.right, rect.bottom),
        }
    }

    /// A quad of four corners in any of the orders in which programs write them: that of [`Quad`], the ring that the
    /// standard describes (beginning at the lower left), and the lower edge first.
    #[must_use]
    pub fn from_corners([first, second, third, fourth]: [Point; 4]) -> Self {
        let along = (second.x - first.x) * (fourth.x - third.x)
            + (second.y - first.y) * (fourth.y - third.y);
        // In a ring the second pair runs against the first.
        let (third, fourth) = if along < 0.0 { (fourth, third) } else { (third, fourth) };
        let turn =
            (second.x - first.x) * (third.y - first.y) - (second.y - first.y) * (third.x - first.x);
        if turn > 0.0 {
            Self { upper_left: third, upper_right: fourth, lower_left: first, lower_right: second }
        } else {
            Self { upper_left: first, upper_right: second, lower_left: third, lower_right: fourth }
        }
    }

    /// The upright rectangle around it.
    #[must_use]
    pub fn bounds(self) -> Rect {
        let upper = Rect::between(self.upper_left, self.upper_right);
        upper.union(Rect::between(self.lower_left, self.lower_right))
    }
}

/// A point of the pen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PenPoint {
    /// Where.
    pub at: Point,
    /// How hard the pen was pressed, 0 to 1; one half where nobody measured it.
    pub pressure: f32,
}

/// A colour of the screen, parts from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Colour {
    /// A colour of its parts.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Parts from 0 to 1, as PDF has them.
    #[must_use]
    pub fn parts(self) -> [f32; 3] {
        [self.red, self.green, self.blue].map(|part| f32::from(part) / 255.0)
    }
}

/// What a mark is.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Text with colour behind it.
    Highlight {
        /// One for each line.
        quads: Vec<Quad>,
    },
    /// Text with a line under it.
    Underline {
        /// One for each line.
        quads: Vec<Quad>,
    },
    /// Text with a line through it.
    StrikeOut {
        /// One for each line.
        quads: Vec<Quad>,
    },
    /// Strokes of a pen.
    Ink {
        /// The strokes.
        strokes: Vec<Vec<PenPoint>>,
        /// Width in points at medium pressure.
        width: f32,
    },
    /// Words on the page: the mark's contents.
    TextBox {
        /// The box they are set in.
        rect: Rect,
        /// Height of the letters in points.
        size: f32,
    },
    /// A sign on the page that opens into the mark's contents.
    Note {
        /// The box of the sign.
        rect: Rect,
    },
    /// A word in a frame.
    Stamp {
        /// The box of the frame.
        rect: Rect,
        /// The word.
        word: String,
    },
}

/// The kinds of marks, for whoever has words for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Text with colour behind it.
    Highlight,
    /// Text with a line under it.
    Underline,
    /// Text with a line through it.
    StrikeOut,
    /// Strokes of a pen.
    Ink,
    /// Words on the page.
    TextBox,
    /// A sign that opens into words.
    Note,
    /// A word in a frame.
    Stamp,
}

impl Shape {
    /// Which kind of mark it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Highlight { .. } => Kind::Highlight,
            Self::Underline { .. } => Kind::Underline,
            Self::StrikeOut { .. } => Kind::StrikeOut,
            Self::Ink { .. } => Kind::Ink,
            Self::TextBox { .. } => Kind::TextBox,
            Self::Note { .. } => Kind::Note,
            Self::Stamp { .. } => Kind::Stamp,
        }
    }

    /// The rectangle around everything it draws; `None` for a mark that draws nothing.
    #[must_use]
    pub fn bounds(&self) -> Option<Rect> {
        match self {
            Self::Highlight { quads } | Self::Underline { quads } | Self::StrikeOut { quads } => {
                Rect::around(quads.iter().flat_map(|quad| quad.corners()))
            }
            Self::Ink { strokes, width } => {
                let around = Rect::around(strokes.iter().flatten().map(|point| point.at));
                // The hardest pressure draws 1.45 times the width.
                around.map(|rect| rect.grown(width * 0.75 + 0.5))
            }
            Self::TextBox { rect, .. } | Self::Note { rect } | Self::Stamp { rect, .. } => {
                Some(*rect)
            }
        }
    }
}

/// A mark on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The page, from 0.
    pub page: u32,
    /// A name that no other mark of the paper has.
    pub name: String,
    /// Who made it.
    pub author: String,
    /// What kind of mark it is, in a word of its author's language; may be empty.
    pub subject: String,
    /// What its author wrote.
    pub contents: String,
    /// The words of the paper that it lies on, for marks on text; may be empty.
    pub quote: String,
    /// Colour of the mark; of a text box, the colour of its letters.
    pub colour: Colour,
    /// 0 (nothing to be seen) to 1.
    pub opacity: f32,
    /// When it was made, to the second.
    pub created: Option<Timestamp>,
    /// When it was last changed, to the second.
    pub modified: Option<Timestamp>,
    /// What it is, and where.
    pub shape: Shape,
}

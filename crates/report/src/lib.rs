//! The papers the program writes: the synthesis of an opinion form (phiếu lấy ý kiến) as PDF and as a workbook.
//!
//! Whoever calls has already translated: every word, headings included, arrives finished in [`FormReport`], so this
//! package depends on nothing of ours but the rule for harmless cells. The same input gives the same bytes: times come from the caller, fonts lie
//! beside the source, and nothing is read from the machine.
//!
//! **Typst is linked in**, with a world of one template and six fonts of our own (`world.rs`). A wrapper such as
//! typst-as-lib was considered: it brings a clock, files and packages, all of which a paper about secret matters must
//! not have. The words of people reach the template as data, never as its source.
//!
//! **PDF/A-2a and PDF/UA-1**: the paper is to be read in thirty years and by a screen reader. The price is that a
//! letter without a glyph would be an error; `printable.rs` therefore spells such letters out.
//!
//! **Cells are neutralised** ([`exchange::neutralised`]): a workbook's text cells are harmless, but workbooks are saved again as
//! CSV, and there a leading `=` runs.

mod error;
mod form;
mod labels;
mod opinion;
mod pdf;
mod printable;
#[cfg(test)]
mod sample;
mod world;
mod xlsx;

pub use self::error::ReportError;
pub use self::form::{AnswerReport, FormReport, Language, MemberReport, QuestionReport};
pub use self::labels::Labels;
pub use self::pdf::to_pdf;
pub use self::xlsx::to_xlsx;

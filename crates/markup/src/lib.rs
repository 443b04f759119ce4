//! Marks on papers as other programs read them: XFDF ([`xfdf`]), notes as text ([`text`]), and copies of papers with
//! annotations in them ([`copy`]).
//!
//! Everything here works on values; files and papers are the caller's affair. The one part that reads PDF files,
//! [`copy::survey`], belongs into a worker that is closed off; all others never parse one.

pub mod copy;
mod date;
pub mod frame;
pub mod mark;
pub mod text;
pub mod xfdf;

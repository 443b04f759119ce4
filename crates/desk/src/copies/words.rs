//! The words of files with notes, from the catalogue.

use crate::agenda::timestamp;
use crate::desk::Desk;
use crate::error::DeskError;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use markup::mark::Kind;
use markup::text::Words;
use phrases::{FluentValue, Language, Phrases};

/// How times are written in files.
const TIME: &str = "%d.%m.%Y %H:%M";

/// Words of a file with the notes on one version of a paper.
pub struct NoteWords<'a> {
    /// The catalogue.
    pub phrases: &'a Phrases,
    /// The paper's title.
    pub title: String,
    /// Its version.
    pub version: u32,
}

impl Words for NoteWords<'_> {
    fn title(&self) -> String {
        self.phrases.say("notes-file-title", [("title", FluentValue::from(self.title.as_str()))])
    }

    fn page(&self, page: u32) -> String {
        self.phrases.say("notes-file-page", [("page", number(page))])
    }

    fn kind(&self, kind: Kind) -> String {
        let word = match kind {
            Kind::Highlight => "highlight",
            Kind::Underline => "underline",
            Kind::StrikeOut => "strike-out",
            Kind::Ink => "ink",
            Kind::TextBox => "text-box",
            Kind::Note => "note",
            Kind::Stamp => "stamp",
        };
        self.phrases.say(&format!("notes-kind-{word}"), [])
    }

    fn byline(&self, author: &str, at: Option<Timestamp>) -> String {
        let at = at.map(local).unwrap_or_default();
        let values = [("author", FluentValue::from(author)), ("time", FluentValue::from(at))];
        self.phrases.say("notes-file-byline", values)
    }

    fn source(&self, page: u32) -> String {
        let values = [
            ("title", FluentValue::from(self.title.as_str())),
            ("version", FluentValue::from(self.version.to_string())),
            ("page", number(page)),
        ];
        self.phrases.say("notes-file-source", values)
    }

    fn nothing(&self) -> String {
        self.phrases.say("notes-file-nothing", [])
    }
}

impl Desk {
    /// The line on a marked copy that says what it is.
    pub(super) fn copy_notice(&self, language: Language) -> Result<String, DeskError> {
        self.line_about_reader("copy-notice", language)
    }

    /// The line on every page of a print that says whose it is.
    pub(super) fn print_line(&self, language: Language) -> Result<String, DeskError> {
        self.line_about_reader("print-line", language)
    }

    fn line_about_reader(&self, key: &str, language: Language) -> Result<String, DeskError> {
        let name = self.person_name()?.unwrap_or_default();
        let now = timestamp(self.clock.now()).map(local).unwrap_or_default();
        let values = [("name", FluentValue::from(name)), ("time", FluentValue::from(now))];
        Ok(self.words(language).say(key, values))
    }
}

fn number(page: u32) -> FluentValue<'static> {
    FluentValue::from(page.saturating_add(1).to_string())
}

fn local(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime(TIME).to_string()
}

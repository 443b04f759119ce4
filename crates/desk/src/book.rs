//! The papers of a meeting as one book, with the page numbers of its publication, and that book as one PDF.
//!
//! The numbers are counted with each publication through everything that members have (`domain::publication`); here
//! they are only read. A paper that was published without a count of its pages has none: it stands in the saved book
//! under its item with pages of its own count, so that no number ever means two things. A paper that cannot be shown
//! costs its own pages: one page says so, and all others keep their numbers.

use crate::agenda::{name_of, text_view, timestamp};
use crate::desk::Desk;
use crate::dossier::file_state;
use crate::error::{DeskError, error_view};
use crate::saved::{code_of, in_language, save_failed, save_made_as, save_made_beside};
use crate::view::{BookEntryView, BookView, FileStateView, SavedFileView};
use book::{BookWriter, Footer, Front, Label, PageForm, Paper, Section};
use domain::{
    AgendaItem, Cabinet, Document, DossierState, Meeting, MeetingId, Moment, Visibility,
    book_pages, number_agenda,
};
use phrases::{FluentValue, Language, Phrases};
use reader::SheetsError;
use std::fs::File;
use std::io;
use std::path::Path;
use uuid::Uuid;
use vault::{FileRow, FileState};

/// About how many bytes of a document are worked on at once.
const BYTES_AT_ONCE: u64 = 48 * 1024 * 1024;

/// An item with what members have of its papers.
struct Part<'a> {
    number: String,
    depth: u32,
    item: AgendaItem,
    papers: Vec<(&'a Document, Option<FileRow>)>,
}

/// Why a paper is not in a saved book; the words are those of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    NotHere,
    Recalled,
    NoCopy,
    Unreadable,
    OtherLength,
}

impl Why {
    const fn key(self) -> &'static str {
        match self {
            Self::NotHere => "book-why-not-here",
            Self::Recalled => "book-why-recalled",
            Self::NoCopy => "book-why-no-copy",
            Self::Unreadable => "book-why-unreadable",
            Self::OtherLength => "book-why-other-length",
        }
    }
}

/// Why a paper could not be added.
enum AddError {
    /// This paper alone.
    Paper(Why),
    /// The whole book.
    Book(DeskError),
}

impl From<io::Error> for AddError {
    fn from(error: io::Error) -> Self {
        Self::Book(save_failed(error))
    }
}

impl Desk {
    /// The book of a meeting, as far as this person may read it.
    ///
    /// # Errors
    /// `not-found` for a meeting that was not published or that this person does not see; store errors.
    pub fn book(&self, meeting: Uuid) -> Result<BookView, DeskError> {
        let cabinet = self.cabinet()?;
        let meeting = published(&cabinet, meeting)?;
        let mut entries = Vec::new();
        for part in self.parts(&cabinet, meeting)? {
            for (document, row) in &part.papers {
                entries.push(self.entry_view(&part, document, row.as_ref())?);
            }
        }
        let last = |entry: &BookEntryView| {
            let first = entry.first_page?;
            Some(first.saturating_add(entry.n_pages?.saturating_sub(1)))
        };
        Ok(BookView {
            meeting: meeting.id.as_uuid(),
            title: text_view(&meeting.public_face().title),
            edition: meeting.edition,
            n_pages: entries.iter().filter_map(last).max().unwrap_or(0),
            entries,
        })
    }

    /// Saves the book of a meeting as one PDF into a folder, under a name of its own.
    ///
    /// # Errors
    /// As [`Desk::book`]; `book-empty` where there are no papers; `save-failed`; `locked` when the profile is closed
    /// meanwhile. Nothing is left behind then.
    pub fn save_book_beside(
        &self,
        meeting: Uuid,
        language: Language,
        folder: &Path,
    ) -> Result<SavedFileView, DeskError> {
        let cabinet = self.cabinet()?;
        let title = &published(&cabinet, meeting)?.public_face().title;
        let heading = self.words(language).say("book-file-name", []);
        let name = self.file_name(&format!("{heading} {}", in_language(title, language)), "pdf");
        save_made_beside(folder, &name, |file| self.write_book(meeting, language, file))
    }

    /// Saves the book of a meeting as one PDF where somebody said.
    ///
    /// # Errors
    /// As [`Desk::save_book_beside`].
    pub fn save_book_as(
        &self,
        meeting: Uuid,
        language: Language,
        path: &Path,
    ) -> Result<SavedFileView, DeskError> {
        save_made_as(path, |file| self.write_book(meeting, language, file))
    }

    fn write_book(
        &self,
        meeting: Uuid,
        language: Language,
        file: &mut File,
    ) -> Result<(), DeskError> {
        let cabinet = self.cabinet()?;
        let meeting = published(&cabinet, meeting)?;
        let parts = self.parts(&cabinet, meeting)?;
        if parts.iter().all(|part| part.papers.is_empty()) {
            return Err(DeskError::from_code("book-empty"));
        }
        let book = BookWriter::begin(file).map_err(save_failed)?;
        let words = self.words(language);
        let mut binding = Binding { desk: self, words, language, book, n_unnumbered: 0 };
        let mut sections = Vec::new();
        for part in &parts {
            sections.push(binding.add_part(part)?);
        }
        let front = self.front(&cabinet, meeting, language, binding.n_unnumbered > 0);
        binding.book.finish(&front, &sections).map_err(save_failed)
    }

    /// Items as they were published, with the papers that members have; each with its file if it is the version in force.
    fn parts<'a>(
        &self,
        cabinet: &'a Cabinet,
        meeting: &Meeting,
    ) -> Result<Vec<Part<'a>>, DeskError> {
        let files = self.vault.files()?;
        let issued: Vec<AgendaItem> = cabinet
            .items_of(meeting.id)
            .filter(|item| item.issued.is_some() && item.visibility != Visibility::Secretariat)
            .map(|item| AgendaItem { face: item.public_face().clone(), ..item.clone() })
            .collect();
        let mut parts = Vec::new();
        for line in number_agenda(&issued) {
            let dossier = cabinet.dossier_of(line.item.id);
            let dossier = dossier.filter(|dossier| dossier.state != DossierState::Withdrawn);
            let is_in_book = |document: &&Document| {
                let is_new = !line.item.withdrawn && !document.recalled;
                document.published && (book_pages(document).is_some() || is_new)
            };
            let mut papers: Vec<&Document> = dossier
                .map(|dossier| cabinet.documents_of(dossier.id))
                .unwrap_or_default()
                .into_iter()
                .filter(is_in_book)
                .collect();
            papers.sort_by_key(|document| (book_pages(document).is_none(), document.book_page));
            let file_of = |document: &Document| {
                let mut own = files.iter().filter(|row| row.document == document.id);
                own.find(|row| row.version == document.version.number).cloned()
            };
            let papers = papers.into_iter().map(|one| (one, file_of(one))).collect();
            let (number, depth) = (line.number, line.depth);
            parts.push(Part { number, depth, item: line.item.clone(), papers });
        }
        Ok(parts)
    }

    fn entry_view(
        &self,
        part: &Part<'_>,
        document: &Document,
        row: Option<&FileRow>,
    ) -> Result<BookEntryView, DeskError> {
        let bytes_done = row.map_or(Ok(0), |row| self.vault.n_file_bytes(row))?;
        Ok(BookEntryView {
            item: part.item.id.as_uuid(),
            number: part.number.clone(),
            item_title: text_view(&part.item.face.title),
            document: document.id.as_uuid(),
            title: text_view(&document.title),
            role: document.role.into(),
            version: document.version.number,
            first_page: book_pages(document).map(|(first, _)| first),
            n_pages: document.version.n_pages.or(row.and_then(|row| row.n_pages)),
            file: file_state(document, row, bytes_done),
            problem: row.and_then(|row| row.problem.as_deref()).map(error_view),
            may_copy: document.may_copy,
        })
    }

    fn front(
        &self,
        cabinet: &Cabinet,
        meeting: &Meeting,
        language: Language,
        has_unnumbered: bool,
    ) -> Front {
        let words = self.words(language);
        let face = meeting.public_face();
        let at = |moment: Moment, pattern: &str| {
            let zone = jiff::tz::TimeZone::get(face.zone.name()).ok();
            let wall = timestamp(moment).zip(zone).map(|(at, zone)| at.to_zoned(zone));
            wall.map(|wall| wall.strftime(pattern).to_string()).unwrap_or_default()
        };
        let begins = at(face.starts_at, "%H:%M, %d/%m/%Y");
        let facts = [
            words.say("book-begins", [("when", begins.into())]),
            in_language(&face.place, language).to_owned(),
            words.say("book-chair", [("name", name_of(cabinet, face.chair).into())]),
        ];
        let today = at(self.clock.now(), "%d/%m/%Y");
        let edition = words.say("book-edition", [("n", meeting.edition.into())]);
        let made = words.say("book-made", [("date", today.into())]);
        let mut notes = vec![made, edition];
        if has_unnumbered {
            notes.push(words.say("book-unnumbered", []));
        }
        let body = cabinet.body(meeting.body);
        Front {
            language: code_of(language).to_owned(),
            body: body.map(|body| in_language(&body.name, language)).unwrap_or_default().to_owned(),
            heading: words.say("book-heading", []),
            title: in_language(&face.title, language).to_owned(),
            facts: facts.into_iter().filter(|fact| !fact.trim().is_empty()).collect(),
            notes,
            contents: words.say("book-contents", []),
        }
    }
}

/// A book on its way into a file.
struct Binding<'a> {
    desk: &'a Desk,
    words: &'a Phrases,
    language: Language,
    book: BookWriter<'a>,
    n_unnumbered: u32,
}

impl Binding<'_> {
    fn add_part(&mut self, part: &Part<'_>) -> Result<Section, DeskError> {
        let mut papers = Vec::new();
        for (document, row) in &part.papers {
            if self.desk.is_closing() {
                return Err(DeskError::from_code("locked"));
            }
            papers.push(self.add(part, document, row.as_ref())?);
        }
        let title = in_language(&part.item.face.title, self.language).to_owned();
        Ok(Section { number: part.number.clone(), title, depth: part.depth, papers })
    }

    /// Adds a paper, or the page that says why it is not here.
    fn add(
        &mut self,
        part: &Part<'_>,
        document: &Document,
        row: Option<&FileRow>,
    ) -> Result<Paper, DeskError> {
        let title = in_language(&document.title, self.language);
        let left = format!("{} · {title}", part.number);
        let (place, n_unnumbered) = (self.book.place(), self.n_unnumbered);
        let first = book_pages(document).map(|(first, _)| first);
        match self.add_paper(document, row, &left) {
            Ok(page) => {
                let first = first.map(|first| first.to_string());
                let right = first.unwrap_or_else(|| format!("+{}", n_unnumbered + 1));
                Ok(Paper { title: title.to_owned(), right, page })
            }
            Err(AddError::Book(error)) => Err(error),
            Err(AddError::Paper(why)) => {
                self.book.go_back(place).map_err(save_failed)?;
                self.n_unnumbered = n_unnumbered;
                self.add_notice(part, document, why, left).map_err(save_failed)
            }
        }
    }

    fn add_paper(
        &mut self,
        document: &Document,
        row: Option<&FileRow>,
        left: &str,
    ) -> Result<usize, AddError> {
        let row = here(document, row).map_err(AddError::Paper)?;
        let unreadable = AddError::Paper(Why::Unreadable);
        let Ok(opened) = self.desk.open_row(row) else {
            return Err(unreadable);
        };
        let Ok(n_pages) = u32::try_from(opened.pages().len()) else {
            return Err(unreadable);
        };
        let pages = book_pages(document);
        if pages.is_some_and(|(first, last)| last.saturating_sub(first) + 1 != n_pages) {
            return Err(AddError::Paper(Why::OtherLength));
        }
        let n_at_once = BYTES_AT_ONCE / (row.length / u64::from(n_pages).max(1)).max(1);
        let n_at_once = u32::try_from(n_at_once).unwrap_or(u32::MAX).clamp(1, n_pages.max(1));
        let mut begins = None;
        let mut done = 0;
        while done < n_pages {
            if self.desk.is_closing() {
                return Err(AddError::Book(DeskError::from_code("locked")));
            }
            let until = done.saturating_add(n_at_once).min(n_pages);
            let (place, number) = (self.book.place(), self.book.next_number());
            let book = &mut self.book;
            let sheets = opened.sheets(done..until, number, &mut |piece| book.write(piece));
            let sheets = sheets.map_err(|error| match error {
                SheetsError::Reader(_) => AddError::Paper(Why::Unreadable),
                SheetsError::Taking(error) => error.into(),
            })?;
            self.book.add_objects(place, &sheets.objects)?;
            for (index, sheet) in (done..).zip(&sheets.sheets) {
                let form = PageForm { form: sheet.form, width: sheet.width, height: sheet.height };
                let (right, label) = self.page_words(pages.map(|(first, _)| first), index, n_pages);
                let footer = Footer { left: left.to_owned(), right };
                let page = self.book.add_page(form, &footer, label)?;
                begins.get_or_insert(page);
            }
            done = until;
        }
        begins.ok_or(AddError::Paper(Why::Unreadable))
    }

    /// What stands at the foot of a page, and what viewers call it.
    fn page_words(&mut self, first: Option<u32>, index: u32, n_pages: u32) -> (String, Label) {
        match first {
            Some(first) => {
                let page = first.saturating_add(index);
                (self.say("book-page", [("page", page.to_string().into())]), Label::Number(page))
            }
            None => {
                self.n_unnumbered += 1;
                let facts = [("n", (index + 1).into()), ("total", n_pages.into())];
                let label = Label::Words(format!("+{}", self.n_unnumbered));
                (self.say("book-page-of-paper", facts), label)
            }
        }
    }

    fn add_notice(
        &mut self,
        part: &Part<'_>,
        document: &Document,
        why: Why,
        left: String,
    ) -> io::Result<Paper> {
        let title = in_language(&document.title, self.language);
        let why = self.say(why.key(), []);
        let pages = book_pages(document).map(|(first, last)| {
            if first == last { first.to_string() } else { format!("{first}–{last}") }
        });
        let right = match &pages {
            Some(pages) => self.say("book-page", [("page", pages.as_str().into())]),
            None => String::new(),
        };
        let label = pages.clone().unwrap_or_else(|| {
            self.n_unnumbered += 1;
            format!("+{}", self.n_unnumbered)
        });
        let item = in_language(&part.item.face.title, self.language);
        let sentences = [
            format!("{} {item}", part.number),
            self.say("book-notice", [("why", why.as_str().into())]),
        ];
        let footer = Footer { left, right };
        let page = self.book.add_notice(title, &sentences, &footer, Label::Words(label.clone()))?;
        let first = book_pages(document).map_or(label, |(first, _)| first.to_string());
        let facts = [("title", title.into()), ("why", why.as_str().into())];
        Ok(Paper { title: self.say("book-missing", facts), right: first, page })
    }

    fn say<'f>(
        &self,
        key: &str,
        facts: impl IntoIterator<Item = (&'f str, FluentValue<'f>)>,
    ) -> String {
        self.words.say(key, facts)
    }
}

/// The file of a paper that may stand in a saved book.
fn here<'r>(document: &Document, row: Option<&'r FileRow>) -> Result<&'r FileRow, Why> {
    let state = file_state(document, row, 0);
    match (state, row) {
        (FileStateView::Recalled, _) => Err(Why::Recalled),
        (_, _) if !document.may_copy => Err(Why::NoCopy),
        (FileStateView::Ready, Some(row)) if row.state == FileState::Ready => Ok(row),
        (FileStateView::Failed, _) => Err(Why::Unreadable),
        (FileStateView::Ready | FileStateView::Waiting | FileStateView::Partial, _) => {
            Err(Why::NotHere)
        }
    }
}

/// A meeting that was published.
fn published(cabinet: &Cabinet, meeting: Uuid) -> Result<&Meeting, DeskError> {
    let meeting = cabinet.meeting(MeetingId::from_uuid(meeting));
    meeting
        .filter(|meeting| meeting.state.is_out())
        .ok_or_else(|| DeskError::from_code("not-found"))
}

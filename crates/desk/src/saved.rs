//! Files that leave the encrypted store at their reader's wish: the synthesis of a form, meetings for a calendar.
//!
//! Names of files are made of letters and digits alone, so that no title can lead anywhere else; a file is written
//! whole or not at all, for its owner alone, and never over another one.

use crate::agenda::timestamp;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{ReportFormatView, SavedFileView};
use domain::{FormId, Meeting, MeetingId, MeetingKind, MeetingState, Moment, Text};
use exchange::Address;
use jiff::tz::TimeZone;
use phrases::{Language, Phrases};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use sync::ReportFormatWord;
use uuid::Uuid;

/// Most letters of a name before its date.
const MAX_NAME_CHARS: usize = 60;
/// Most files of one name in one folder.
const MAX_SAME: u32 = 1_000;
/// Minutes before the start at which calendars remind, as in invitations.
const REMIND_MINUTES: u32 = 60;

impl Desk {
    /// The synthesis of a form, as a name and the bytes of a file.
    ///
    /// # Errors
    /// Network and server errors; `not-found` for those who may not see the answers.
    pub async fn report(
        &self,
        form: Uuid,
        format: ReportFormatView,
        language: Language,
    ) -> Result<(String, Vec<u8>), DeskError> {
        let form = FormId::from_uuid(form);
        let (word, ending) = match format {
            ReportFormatView::Pdf => (ReportFormatWord::Pdf, "pdf"),
            ReportFormatView::Xlsx => (ReportFormatWord::Xlsx, "xlsx"),
        };
        let bytes = self.client.form_report(form, word, code_of(language)).await?;
        let cabinet = self.cabinet()?;
        let title = cabinet.form(form).map(|form| in_language(&form.title, language).to_owned());
        let title = title.unwrap_or_else(|| self.words(language).say("report-label-paper", []));
        Ok((self.file_name(&title, ending), bytes))
    }

    /// One meeting, or all sessions this person sees, as a name and the bytes of a calendar file: published, not
    /// cancelled, with title, place and time alone. A later file changes the entries of an earlier one.
    ///
    /// # Errors
    /// `not-found` for a meeting that is not to be seen, or is cancelled; store errors.
    pub fn calendar(
        &self,
        meeting: Option<Uuid>,
        language: Language,
    ) -> Result<(String, Vec<u8>), DeskError> {
        let cabinet = self.cabinet()?;
        let is_wanted = |found: &&Meeting| match meeting {
            Some(meeting) => found.id == MeetingId::from_uuid(meeting),
            None => found.held_as == MeetingKind::Session,
        };
        let is_held =
            |found: &&Meeting| found.state.is_out() && found.state != MeetingState::Cancelled;
        let mut meetings: Vec<&Meeting> =
            cabinet.meetings().filter(is_wanted).filter(is_held).collect();
        meetings.sort_by_key(|found| (found.public_face().starts_at, found.id));
        let title = match (meeting, meetings.first()) {
            (Some(_), Some(found)) => in_language(&found.public_face().title, language).to_owned(),
            (Some(_), None) => return Err(DeskError::from_code("not-found")),
            (None, _) => self.words(language).say("calendar-file-name", []),
        };
        let sequence_of = |meeting: MeetingId| {
            let mut own = cabinet.invitations().filter(|one| one.person == self.person());
            own.find(|one| one.meeting == meeting).map_or(0, |one| one.sequence)
        };
        let now = self.clock.now();
        let entries = meetings
            .iter()
            .filter_map(|found| entry_of(found, sequence_of(found.id), now, language))
            .collect::<Vec<_>>();
        let calendar = exchange::calendar_of(&entries);
        Ok((self.file_name(&title, "ics"), calendar.into_bytes()))
    }

    /// The catalogue in a language.
    pub(crate) fn words(&self, language: Language) -> &Phrases {
        match language {
            Language::Vietnamese => &self.phrases.0,
            Language::English => &self.phrases.1,
        }
    }

    /// A file's name: what stands in the title, and today's date on this machine.
    pub(crate) fn file_name(&self, title: &str, ending: &str) -> String {
        let today = timestamp(self.clock.now()).unwrap_or_default();
        let today = today.to_zoned(TimeZone::system()).date();
        let title = plain(title);
        if title.is_empty() {
            format!("e-cabinet-{today}.{ending}")
        } else {
            format!("{title}-{today}.{ending}")
        }
    }
}

/// An entry of a calendar. Its identity is the meeting's alone (RFC 7986, section 5.3: no names of hosts).
fn entry_of(
    meeting: &Meeting,
    sequence: u32,
    now: Moment,
    language: Language,
) -> Option<exchange::Invitation> {
    let face = meeting.public_face();
    let nobody = || Address { name: String::new(), mail: String::new() };
    Some(exchange::Invitation {
        uid: meeting.id.to_string(),
        sequence,
        stamp: timestamp(now)?,
        starts_at: timestamp(face.starts_at)?,
        ends_at: timestamp(face.ends_at)?,
        zone: face.zone.name().to_owned(),
        summary: in_language(&face.title, language).to_owned(),
        place: in_language(&face.place, language).to_owned(),
        description: String::new(),
        organiser: nobody(),
        attendee: nobody(),
        attendees: Vec::new(),
        reminder_minutes: Some(REMIND_MINUTES),
    })
}

/// Saves a file into a folder, which is made if it is not there, under its name or the first free one such as
/// `name (2).pdf`.
///
/// # Errors
/// `save-failed`, with the reason as its detail `why`; nothing is left behind then.
pub fn save_beside(folder: &Path, name: &str, bytes: &[u8]) -> Result<SavedFileView, DeskError> {
    save_made_beside(folder, name, whole(bytes))
}

/// Saves a file where somebody said, unless there is one.
///
/// # Errors
/// As [`save_beside`].
pub fn save_as(path: &Path, bytes: &[u8]) -> Result<SavedFileView, DeskError> {
    save_made_as(path, whole(bytes))
}

/// As [`save_beside`], for a file that `make` writes.
///
/// # Errors
/// As [`save_beside`], and those of `make`.
pub(crate) fn save_made_beside(
    folder: &Path,
    name: &str,
    make: impl FnOnce(&mut File) -> Result<(), DeskError>,
) -> Result<SavedFileView, DeskError> {
    Ok(saved(&save(folder, name.as_ref(), MAX_SAME, make)?))
}

/// As [`save_as`], for a file that `make` writes.
///
/// # Errors
/// As [`save_beside`], and those of `make`.
pub(crate) fn save_made_as(
    path: &Path,
    make: impl FnOnce(&mut File) -> Result<(), DeskError>,
) -> Result<SavedFileView, DeskError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let name = path.file_name().unwrap_or_default();
    Ok(saved(&save(folder.unwrap_or(Path::new(".")), name, 1, make)?))
}

fn whole(bytes: &[u8]) -> impl FnOnce(&mut File) -> Result<(), DeskError> {
    |file| file.write_all(bytes).map_err(save_failed)
}

fn saved(path: &Path) -> SavedFileView {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    SavedFileView { path: path.display().to_string(), name }
}

/// What a person meets when a file cannot be written.
pub(crate) fn save_failed(error: io::Error) -> DeskError {
    use ErrorKind::{
        AlreadyExists, FileTooLarge, NotADirectory, NotFound, PermissionDenied, QuotaExceeded,
        ReadOnlyFilesystem, StorageFull,
    };
    let reasons: [(&str, &[ErrorKind]); 4] = [
        ("full", &[StorageFull, QuotaExceeded, FileTooLarge]),
        ("denied", &[PermissionDenied, ReadOnlyFilesystem]),
        ("folder", &[NotADirectory, NotFound]),
        ("taken", &[AlreadyExists]),
    ];
    let reason = reasons.iter().find(|(_, kinds)| kinds.contains(&error.kind()));
    let why = reason.map_or("other", |(why, _)| why);
    DeskError::caused("save-failed", error).with_detail("why", why)
}

fn save(
    folder: &Path,
    name: &OsStr,
    n_names: u32,
    make: impl FnOnce(&mut File) -> Result<(), DeskError>,
) -> Result<PathBuf, DeskError> {
    fs::create_dir_all(folder).map_err(save_failed)?;
    let part = folder.join(format!(".{}.part", Uuid::now_v7()));
    let written = write_whole(&part, make)
        .and_then(|()| publish(folder, name, &part, n_names).map_err(save_failed));
    if written.is_err() {
        // Why it could not be written is the error that counts.
        drop(fs::remove_file(&part));
    }
    let path = written?;
    sync_folder(folder).map_err(save_failed)?;
    Ok(path)
}

fn write_whole(
    path: &Path,
    make: impl FnOnce(&mut File) -> Result<(), DeskError>,
) -> Result<(), DeskError> {
    let mut file = create_new(path).map_err(save_failed)?;
    make(&mut file)?;
    file.sync_all().map_err(save_failed)
}

/// Gives a written file its name: an empty file takes the name first, so that nobody else's is written over.
fn publish(folder: &Path, name: &OsStr, part: &Path, n_names: u32) -> io::Result<PathBuf> {
    for number in 1..=n_names {
        let path = folder.join(numbered(name, number));
        match create_new(&path) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        }
        if let Err(error) = fs::rename(part, &path) {
            // As above; what stays behind is empty.
            drop(fs::remove_file(&path));
            return Err(error);
        }
        return Ok(path);
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// `name.pdf`, then `name (2).pdf`. Of a name with folders in it, the last part counts.
fn numbered(name: &OsStr, number: u32) -> OsString {
    let name = Path::new(Path::new(name).file_name().unwrap_or(name));
    if number == 1 {
        return name.into();
    }
    let mut numbered = name.file_stem().unwrap_or_default().to_owned();
    numbered.push(format!(" ({number})"));
    if let Some(ending) = name.extension() {
        numbered.push(".");
        numbered.push(ending);
    }
    numbered
}

/// A new file that its owner alone may read.
fn create_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a new name last; other systems than Unix do so with the file.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Small letters and digits with hyphens between words.
fn plain(title: &str) -> String {
    let letters = domain::unmarked(title).to_lowercase();
    let words = letters.split(|letter: char| !letter.is_ascii_alphanumeric());
    let name = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    let name: String = name.chars().take(MAX_NAME_CHARS).collect();
    name.trim_end_matches('-').to_owned()
}

pub(crate) fn in_language(text: &Text, language: Language) -> &str {
    match language {
        Language::Vietnamese => &text.vi,
        Language::English => &text.en,
    }
}

pub(crate) fn code_of(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => "vi",
        Language::English => "en",
    }
}

#[cfg(test)]
mod tests {
    use super::{entry_of, numbered, plain, save_as, save_beside};
    use domain::{BodyId, Meeting, MeetingId, MeetingKind, Moment, PersonId, Text};
    use phrases::Language;
    use uuid::Uuid;

    #[test]
    fn names_of_files_lead_nowhere() {
        for (title, expected) in [
            ("Phiên họp thường kỳ; tháng 11", "phien-hop-thuong-ky-thang-11"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\Windows\\x.exe", "c-windows-x-exe"),
            ("\u{202e}gnp.exe", "gnp-exe"),
            ("李", ""),
        ] {
            assert_eq!(plain(title), expected, "{title}");
        }
        assert_eq!(plain(&"ạ".repeat(500)), "a".repeat(60));
        assert_eq!(numbered("../x/phieu.pdf".as_ref(), 1), "phieu.pdf");
        assert_eq!(numbered("phieu.pdf".as_ref(), 3), "phieu (3).pdf");
        assert_eq!(numbered("phieu".as_ref(), 2), "phieu (2)");
    }

    #[test]
    fn a_file_is_saved_whole_beside_those_that_are_there() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("Tải xuống");
        let first = save_beside(&folder, "phieu.pdf", b"one").unwrap();
        let second = save_beside(&folder, "phieu.pdf", b"two").unwrap();
        assert_eq!((first.name.as_str(), second.name.as_str()), ("phieu.pdf", "phieu (2).pdf"));
        assert_eq!(std::fs::read(&first.path).unwrap(), b"one");
        assert_eq!(std::fs::read(&second.path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&first.path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_file_that_is_there_is_not_written_over() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("lich.ics");
        assert_eq!(save_as(&path, b"one").unwrap().name, "lich.ics");
        let error = save_as(&path, b"two").unwrap_err();
        assert_eq!((error.code(), error.details()["why"].as_str()), ("save-failed", "taken"));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_none_is_named_and_nothing_is_left() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        std::fs::write(&file, b"x").unwrap();
        let error = save_beside(&file.join("folder"), "phieu.pdf", b"one").unwrap_err();
        assert_eq!((error.code(), error.details()["why"].as_str()), ("save-failed", "folder"));
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_calendar_says_title_place_and_time_and_keeps_its_identity() {
        let id = MeetingId::from_uuid(Uuid::from_u128(5));
        let body = BodyId::from_uuid(Uuid::nil());
        let chair = PersonId::from_uuid(Uuid::nil());
        let mut meeting = Meeting::blank(id, body, MeetingKind::Session, chair);
        meeting.face.title = Text { vi: "Phiên họp".to_owned(), en: "Session".to_owned() };
        meeting.face.starts_at = Moment::from_micros(1_800_000_000_000_000);
        meeting.face.ends_at = Moment::from_micros(1_800_003_600_000_000);
        let now = Moment::from_micros(1_700_000_000_000_000);
        let entry = entry_of(&meeting, 2, now, Language::English).unwrap();
        let text = exchange::calendar_of(&[entry]);
        for line in [
            "UID:00000000-0000-0000-0000-000000000005",
            "SEQUENCE:2",
            "SUMMARY:Session",
            "DTSTART:20270115T080000Z",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in {text}");
        }
        assert!(!text.contains("ORGANIZER") && !text.contains("ATTENDEE"));
    }
}

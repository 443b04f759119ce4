//! A folder of any PDFs becomes the dossiers of a meeting: an item for each sub-folder or file.

use super::{ImportError, ImportReport, NewItem, lodge, published};
use crate::access_feed::commit_entities;
use crate::app::App;
use crate::error::ApiError;
use crate::storage;
use domain::{
    Classification, DocumentRole, DossierId, ItemId, ItemKind, Meeting, MeetingId, MeetingKind,
    Moment, Role, Text,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use uuid::Uuid;

const WEEK_MICROS: i64 = 7 * 24 * 3_600 * 1_000_000;
const TWO_HOURS_MICROS: i64 = 2 * 3_600 * 1_000_000;

/// Imports the folder in one transaction, as a meeting of the first body, in a week.
pub fn import(app: &App, dir: &Path) -> Result<ImportReport, ImportError> {
    let cabinet = app.cabinet()?;
    let chair = cabinet.memberships().find(|membership| membership.role == Role::Chair);
    let chair = chair.ok_or(ImportError::NoBody)?;
    let title = name_of(dir);
    let mut report = ImportReport { meeting: title.clone(), ..ImportReport::default() };
    let dossiers = gather(dir, &mut report)?;
    if dossiers.is_empty() {
        return Err(ImportError::Nothing(dir.to_owned()));
    }
    let meeting = MeetingId::from_uuid(Uuid::now_v7());
    let starts = app.now().as_micros() + WEEK_MICROS;
    let mut new = Meeting::blank(meeting, chair.body, MeetingKind::Session, chair.person);
    new.face.title = Text::same(title);
    new.face.place = Text { vi: "Chưa xác định".to_owned(), en: "Not fixed yet".to_owned() };
    new.face.starts_at = Moment::from_micros(starts);
    new.face.ends_at = Moment::from_micros(starts + TWO_HOURS_MICROS);
    let mut entities = vec![published(new)];
    for (order, (title, files)) in dossiers.into_iter().enumerate() {
        let (item, dossier) =
            (ItemId::from_uuid(Uuid::now_v7()), DossierId::from_uuid(Uuid::now_v7()));
        let new = NewItem {
            meeting,
            parent: None,
            order,
            title: Text::same(title),
            sponsor: chair.person,
            minutes: 5,
            kind: ItemKind::Discussion,
            classification: Classification::Internal,
            recused: BTreeSet::new(),
            invitees: BTreeSet::new(),
            now: app.now(),
        };
        entities.extend(new.into_entities(item, dossier));
        report.n_items += 1;
        for (order, file) in files.iter().enumerate() {
            let role = if order == 0 { DocumentRole::Paper } else { DocumentRole::Attachment };
            let title = Text::same(name_of(file));
            entities.push(lodge(app, (file, true, None), dossier, role, order, title)?);
            report.n_documents += 1;
        }
    }
    storage::write(app.storage.as_ref(), |transaction| {
        let before = app.cabinet_in(transaction)?;
        Ok::<_, ApiError>(commit_entities(transaction, &before, &entities)?)
    })
    .map_err(|error| ImportError::Server(Box::new(error)))?;
    Ok(report)
}

/// Titles with their files: each PDF of the folder by itself, each sub-folder as one.
fn gather(
    dir: &Path,
    report: &mut ImportReport,
) -> Result<Vec<(String, Vec<PathBuf>)>, ImportError> {
    let mut dossiers = Vec::new();
    for path in list(dir)? {
        if path.is_dir() {
            let inside = walkdir::WalkDir::new(&path).sort_by_file_name().into_iter();
            let inside = inside.filter_map(Result::ok).map(walkdir::DirEntry::into_path);
            let files = keep_pdfs(inside.filter(|path| path.is_file()), report);
            if !files.is_empty() {
                dossiers.push((name_of(&path), files));
            }
        } else if let [file] = keep_pdfs([path], report).as_slice() {
            dossiers.push((name_of(file), vec![file.clone()]));
        }
    }
    Ok(dossiers)
}

fn list(dir: &Path) -> Result<Vec<PathBuf>, ImportError> {
    let unreadable = |source| ImportError::Read { path: dir.to_owned(), source };
    let entries = std::fs::read_dir(dir).map_err(unreadable)?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(unreadable)?;
    paths.sort();
    Ok(paths)
}

fn keep_pdfs(paths: impl IntoIterator<Item = PathBuf>, report: &mut ImportReport) -> Vec<PathBuf> {
    let is_pdf = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"))
    };
    let (pdfs, others): (Vec<_>, Vec<_>) = paths.into_iter().partition(is_pdf);
    report.left_out.extend(others);
    pdfs
}

fn name_of(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = if path.is_dir() { path.file_name() } else { path.file_stem() };
    name.map_or_else(|| "PDF".to_owned(), |name| name.to_string_lossy().into_owned())
}

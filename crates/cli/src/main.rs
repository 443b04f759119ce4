//! `ecabinet-cli`: the same client core without a window.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a console program answers here")]

mod administration;
mod arguments;
mod show;

use anyhow::{Context, bail};
use arguments::{Arguments, Command};
use clap::Parser;
use desk::view::{
    ActInput, BallotInput, ChoiceView, MarkInput, MarkView, MarksInput, PositionInput,
    PositionValueView, TextView,
};
use desk::{
    Desk, DeskError, DeskOptions, EnrolOptions, Language, OsKeyring, PROGRAM, Passphrase, Phrases,
    Profile, SystemClock,
};
use show::Show;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How long `lock` waits for a window to let go.
const LOCK_PATIENCE: Duration = Duration::from_secs(10);

fn main() -> ExitCode {
    if let Some(code) = reader::run_worker_if_asked().or_else(converter::run_worker_if_asked) {
        return code;
    }
    let arguments = Arguments::parse();
    let json = arguments.json;
    let language = arguments.language();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error, language, json);
            ExitCode::FAILURE
        }
    }
}

/// Says what happened, what is safe and what to do; with `--json`, the code for programs.
fn report(error: &anyhow::Error, language: Language, json: bool) {
    let refused = error.downcast_ref::<DeskError>();
    let code = refused.map(DeskError::code);
    if json {
        let line = serde_json::json!({"error": code.unwrap_or("internal"), "detail": format!("{error:#}")});
        println!("{line}");
        return;
    }
    let sentence = refused.and_then(|refused| {
        let phrases = Phrases::load(language).ok()?;
        let key = format!("error-{}", refused.code());
        let details = refused.details().iter();
        let facts = details.map(|(name, word)| (name.as_str(), word.as_str().into()));
        phrases.has(&key).then(|| phrases.say(&key, facts))
    });
    match sentence {
        Some(sentence) => eprintln!("{sentence}"),
        None => eprintln!("ecabinet-cli: {error:#}"),
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let dir = arguments.profile.clone().or_else(desk::default_profile_dir);
    let profile = Profile::at(&dir.context("no profile folder: set --profile")?);
    if matches!(arguments.command, Command::Lock) {
        return lock(&profile);
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("starting the async runtime")?;
    let keyring = OsKeyring::new(PROGRAM);
    let passphrase = arguments.passphrase.clone().map(Passphrase::new);
    let show = Show { json: arguments.json, language: arguments.language() };
    if let Command::Enrol { code_or_link, server, device } = arguments.command {
        let enrolment = EnrolOptions { code_or_link, server, device_name: device, passphrase };
        let desk = runtime.block_on(Desk::enrol(&profile, &keyring, options()?, enrolment))?;
        return show.status(&desk.status()?);
    }
    let desk = Desk::unlock(&profile, &keyring, passphrase.as_ref(), options()?)?;
    act(&runtime, &desk, &show, arguments.command)
}

fn options() -> anyhow::Result<DeskOptions> {
    Ok(DeskOptions {
        reader_program: std::env::current_exe().context("finding this program")?,
        clock: Arc::new(SystemClock),
        on_change: Arc::new(|_| {}),
    })
}

fn act(
    runtime: &tokio::runtime::Runtime,
    desk: &Desk,
    show: &Show,
    command: Command,
) -> anyhow::Result<()> {
    match command {
        Command::Sync => {
            let synced = runtime.block_on(desk.sync_once());
            if synced.is_ok() {
                desk.examine_new_files()?;
            }
            synced?;
            show.status(&desk.status()?)
        }
        Command::Status => show.status(&desk.status()?),
        Command::Agenda { meeting } => {
            let meeting = find_meeting(desk, meeting.as_deref())?;
            show.agenda(&desk.agenda(meeting)?)
        }
        Command::Dossier { item } => show.dossier(&desk.dossier(find_item(desk, &item)?)?),
        Command::Read { document, page } => {
            let (document, version) = find_document(desk, document)?;
            let page = page.checked_sub(1).context("pages are counted from 1")?;
            show.page(&desk.page_text(document, version, page)?)
        }
        Command::Annotate { document, page, text } => {
            let (document, version) = find_document(desk, document)?;
            let page = page.checked_sub(1).context("pages are counted from 1")?;
            let mark = MarkView::Note { x: 0.05, y: 0.05, text, colour: "yellow".to_owned() };
            let marks = vec![MarkInput { page, mark }];
            let input = MarksInput { document, version, marks };
            show.plain(&desk.annotate(input)?)
        }
        Command::Position { item, value, comment, grade } => {
            let value: PositionValueView = word(&value)?;
            let grade = grade.as_deref().map(word).transpose()?;
            let item = find_item(desk, &item)?;
            show.plain(&desk.state_position(PositionInput { item, value, comment, grade })?)
        }
        Command::Vote { poll, choice, opinion, grade } => {
            let grade = grade.as_deref().map(word).transpose()?;
            let choice: ChoiceView = word(&choice)?;
            let papers = desk.poll(poll)?.papers;
            show.plain(&desk.cast_ballot(BallotInput { poll, choice, grade, opinion, papers })?)
        }
        Command::Forms => show.plain(&desk.forms()?),
        Command::Form { form } => show.plain(&desk.form(form)?),
        Command::Prepare { meeting } => {
            show.plain(&desk.prepare(find_meeting(desk, meeting.as_deref())?)?)
        }
        Command::Act { json } => {
            let input = serde_json::from_str(&json).context("the act cannot be read")?;
            show.plain(&desk.act(&input)?)
        }
        Command::Lodge { item, file, role, title, document, reason } => {
            let item = find_item(desk, &item)?;
            let (taken, name) = take_in(desk, &file, item)?;
            let bare = Path::new(&name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
            let title = title.or(bare).unwrap_or_else(|| name.clone());
            let title = TextView { vi: title, en: String::new() };
            let role = word(&role)?;
            let input = ActInput::Lodge { file: taken, item, document, role, title, name, reason };
            show.plain(&desk.act(&input)?)
        }
        Command::Poll { poll } => show.plain(&desk.poll(poll)?),
        command @ (Command::People
        | Command::ImportPeople { .. }
        | Command::Trail { .. }
        | Command::Report { .. }
        | Command::Calendar { .. }
        | Command::Book { .. }) => administration::act(runtime, desk, show, command),
        Command::Export => show.plain(&desk.export()?),
        Command::Enrol { .. } | Command::Lock => bail!("handled before"),
    }
}

/// Reads a word of a closed vocabulary.
fn word<T: serde::de::DeserializeOwned>(word: &str) -> anyhow::Result<T> {
    let value = serde_json::Value::String(word.to_owned());
    serde_json::from_value(value).map_err(|error| anyhow::anyhow!("{error}"))
}

fn find_meeting(desk: &Desk, wanted: Option<&str>) -> anyhow::Result<Uuid> {
    let meetings = desk.meetings()?;
    let found = meetings.iter().find(|meeting| {
        wanted.is_none_or(|wanted| {
            meeting.id.to_string() == wanted
                || meeting.title.vi == wanted
                || meeting.title.en == wanted
        })
    });
    Ok(found.context("no such meeting here; run `ecabinet-cli sync` first")?.id)
}

/// Finds an item by identity, or by its number on the next meeting's agenda.
fn find_item(desk: &Desk, wanted: &str) -> anyhow::Result<Uuid> {
    if let Ok(id) = Uuid::parse_str(wanted) {
        return Ok(id);
    }
    let agenda = desk.agenda(find_meeting(desk, None)?)?;
    let found = agenda.items.iter().find(|item| item.number == wanted);
    Ok(found.with_context(|| format!("the agenda has no item {wanted}"))?.id)
}

/// Finds a document's version in force.
fn find_document(desk: &Desk, document: Uuid) -> anyhow::Result<(Uuid, u32)> {
    for meeting in desk.meetings()? {
        for item in desk.agenda(meeting.id)?.items {
            let documents = desk.dossier(item.id)?.documents;
            if let Some(found) = documents.iter().find(|found| found.id == document) {
                return Ok((found.id, found.version));
            }
        }
    }
    Err(DeskError::from_code("not-found").into())
}

/// Asks a window to lock, and waits until it has let go.
fn lock(profile: &Profile) -> anyhow::Result<()> {
    if !profile.exists() {
        return Err(DeskError::from_code("no-profile").into());
    }
    if !profile.is_locked()? {
        profile.ask_to_lock()?;
        let deadline = Instant::now() + LOCK_PATIENCE;
        while !profile.is_locked()? {
            if Instant::now() > deadline {
                bail!("the program that has the profile open does not answer");
            }
            std::thread::park_timeout(Duration::from_millis(100));
        }
    }
    println!("locked");
    Ok(())
}

/// Takes a file in, in pieces of whole chunks.
fn take_in(desk: &Desk, path: &Path, item: Uuid) -> anyhow::Result<(Uuid, String)> {
    const PIECE: usize = 1024 * 1024;
    let name = path.file_name().context("the file has no name")?.to_string_lossy().into_owned();
    let mut file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
    let id = desk.begin_file(file.metadata()?.len())?;
    let mut offset = 0;
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        Read::by_ref(&mut file).take(PIECE as u64).read_to_end(&mut piece)?;
        if piece.is_empty() {
            break;
        }
        desk.append_file(id, offset, &piece)?;
        offset += piece.len() as u64;
    }
    desk.finish_file(id, &name, item)?;
    Ok((id, name))
}

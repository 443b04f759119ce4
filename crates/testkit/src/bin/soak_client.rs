//! `soak-client FOLDER SEED`: a member who works without rest until killed, saying each act before and after.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "what it prints is the ledger")]

use anyhow::Context;
use desk::view::{
    BallotInput, ChoiceView, MarkInput, MarkView, MarksInput, PositionInput, PositionValueView,
};
use desk::{Desk, Profile};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use testkit::Place;
use testkit::soak::{Dice, FolderKeyring, quiet_options};
use uuid::Uuid;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("soak-client: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("which folder?")?);
    let mut dice = Dice::new(arguments.next().context("which seed?")?.parse()?);
    let keyring = FolderKeyring::at(&folder.join("keyring"));
    let profile = Profile::at(&folder.join("profile"));
    let runtime = tokio::runtime::Runtime::new()?;
    let _inside = runtime.enter();
    let desk = Desk::unlock(&profile, &keyring, None, quiet_options(&Place::find()?))?;
    desk.start_background();

    let meeting = desk.meetings()?.first().context("no meeting")?.id;
    let items = desk.agenda(meeting)?.items;
    let may_state: Vec<Uuid> =
        items.iter().filter(|item| item.may_state_position).map(|item| item.id).collect();
    let polls = items.iter().flat_map(|item| &item.polls);
    let polls: Vec<Uuid> = polls.filter(|poll| poll.may_vote).map(|poll| poll.id).collect();
    let paper = desk.dossier(items.first().context("no item")?.id)?.documents;
    let paper = paper.first().context("no paper")?;
    say("ready")?;
    loop {
        // A quick hand, not a flood: what waits must be able to go out between two kills as well.
        std::thread::park_timeout(Duration::from_millis(dice.below(40)));
        match dice.below(10) {
            0..6 => {
                let words = Uuid::now_v7().to_string();
                say(&format!("try note {words}"))?;
                let mark = MarkView::Note {
                    x: 0.1,
                    y: 0.1,
                    text: words.clone(),
                    colour: "yellow".to_owned(),
                };
                let (document, version) = (paper.id, paper.version);
                desk.annotate(MarksInput {
                    document,
                    version,
                    marks: vec![MarkInput { page: 0, mark }],
                })?;
                say(&format!("ack note {words}"))?;
            }
            6..8 => {
                let item = pick(&may_state, &mut dice)?;
                let (value, word) = match dice.below(3) {
                    0 => (PositionValueView::NoObjection, "no_objection"),
                    1 => (PositionValueView::Objects, "objects"),
                    _ => (PositionValueView::WishesToSpeak, "wishes_to_speak"),
                };
                say(&format!("try position {item} {word}"))?;
                let comment = String::new();
                desk.state_position(PositionInput { item, value, comment, grade: None })?;
                say(&format!("ack position {item} {word}"))?;
            }
            _ => {
                let poll = pick(&polls, &mut dice)?;
                let choice =
                    if dice.below(2) == 0 { ChoiceView::Agree } else { ChoiceView::Disagree };
                let papers = desk.poll(poll)?.papers;
                let input = BallotInput { poll, choice, grade: None, opinion: None, papers };
                let cast = desk.cast_ballot(input)?;
                say(&format!("ack ballot {}", cast.tracker))?;
            }
        }
    }
}

fn pick(from: &[Uuid], dice: &mut Dice) -> anyhow::Result<Uuid> {
    let at = usize::try_from(dice.below(from.len() as u64))?;
    from.get(at).copied().context("nothing to pick from")
}

fn say(line: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

//! People, the trail, and files that are saved.

use crate::arguments::Command;
use crate::show::Show;
use crate::{find_meeting, word};
use anyhow::{Context, bail};
use desk::Desk;
use desk::view::{ActInput, TrailInput};
use tokio::runtime::Runtime;

/// Does what these commands ask for.
#[allow(clippy::wildcard_enum_match_arm, reason = "the caller hands over these commands alone")]
pub fn act(runtime: &Runtime, desk: &Desk, show: &Show, command: Command) -> anyhow::Result<()> {
    match command {
        Command::People => show.plain(&desk.people()?),
        Command::ImportPeople { file, carry_out, leave_out } => {
            let bytes = std::fs::read(&file).with_context(|| file.display().to_string())?;
            let view = desk.read_people(&bytes)?;
            if !carry_out {
                return show.plain(&view);
            }
            let input = ActInput::ImportPeople { import: view.import, leave_out };
            show.plain(&desk.act(&input)?)
        }
        Command::Trail { csv, person, verb, subject, from, until, before } => {
            let input = TrailInput { before, person, verb, subject, from, until };
            let Some(path) = csv else {
                return show.plain(&runtime.block_on(desk.trail(&input))?);
            };
            let (_, bytes) = runtime.block_on(desk.trail_csv(&input, show.language))?;
            show.plain(&desk::save_as(&path, &bytes)?)
        }
        Command::Report { form, format, to } => {
            let format = word(&format)?;
            let (_, bytes) = runtime.block_on(desk.report(form, format, show.language))?;
            show.plain(&desk::save_as(&to, &bytes)?)
        }
        Command::Calendar { to, meeting } => {
            let meeting =
                meeting.map(|wanted| find_meeting(desk, Some(wanted.as_str()))).transpose()?;
            let (_, bytes) = desk.calendar(meeting, show.language)?;
            show.plain(&desk::save_as(&to, &bytes)?)
        }
        Command::Book { meeting, target } => {
            let meeting = find_meeting(desk, Some(meeting.as_str()))?;
            match target {
                Some(path) => show.plain(&desk.save_book_as(meeting, show.language, &path)?),
                None => show.plain(&desk.book(meeting)?),
            }
        }
        _ => bail!("handled elsewhere"),
    }
}

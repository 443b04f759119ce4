//! A session from its copy to its counted form, through the real windows of a secretary and three members: the agenda,
//! thirty papers, positions of which two are stated offline, an opinion form whose paper is republished, the synthesis,
//! and the invitations in a real mail server.

mod build;
mod form;
mod members;

use crate::journey::Recorder;
use crate::{MailServer, Place, RawMember, ServerProcess, Surroundings, Window};
use anyhow::{Context, ensure};
use domain::Entity;
use std::path::Path;
use wire::{ActBody, EditBody, OperationBody, OperationOutcome, Record};

/// Items of the demonstration's session, which is copied.
const N_COPIED: usize = 14;
/// Items on the agenda that is built.
const N_ITEMS: usize = 18;
/// Papers that are lodged.
const N_FILES: usize = 30;
/// Title of the session that is built.
const TITLE: &str = "Phiên họp Chính phủ thường kỳ cuối năm";
/// Members with a window of their own, and their mail.
const MEMBERS: [(&str, &str); 3] =
    [("minister_an", "an"), ("minister_binh", "binh"), ("minister_finance", "finance")];

/// The stage: a display, a server, a mail server.
pub struct Session {
    place: Place,
    surroundings: Surroundings,
    server: ServerProcess,
    mail: MailServer,
}

/// A member's window.
struct Seat {
    handle: &'static str,
    name: String,
    window: Window,
}

impl Session {
    /// Prepares everything under `folder`, on a display of this size.
    ///
    /// # Errors
    /// When something is not installed or built; the error says what.
    pub fn prepare(folder: &Path, size: (u32, u32)) -> anyhow::Result<Self> {
        let place = Place::find()?;
        let surroundings = Surroundings::start(&folder.join("home"), size)?;
        let mail = MailServer::on(&folder.join("mail"))?;
        let data = folder.join("server");
        std::fs::create_dir_all(&data).context("making the server's folder")?;
        std::fs::write(data.join("ecabinet-server.toml"), mail.settings())
            .context("writing the server's settings")?;
        let server = ServerProcess::on(&place, &data);
        Ok(Self { place, surroundings, server, mail })
    }

    /// Walks through all of it, a recorded step at a time.
    ///
    /// # Errors
    /// At the first step that does not do what it must.
    pub async fn walk(mut self, recorder: &mut Recorder) -> anyhow::Result<()> {
        self.mail.start()?;
        self.server.import(&self.place.demo_cabinet()).context("importing the cabinet")?;
        self.server.start()?;
        self.give_addresses().await?;
        recorder.done("start the server with the demo cabinet, and a mail server", None)?;
        let desk = self.open("secretary_lan").await?;
        let seats = self.open_seats().await?;
        recorder.done("a secretary and three members open their windows", None)?;

        let meeting = self.build(&desk, recorder).await?;
        self.check_mail(recorder)?;
        let others = self.others().await?;
        self.state_positions(&meeting, &desk, &seats, &others, recorder).await?;
        self.circulate(&meeting, &desk, &seats, others, recorder).await?;
        desk.close().await?;
        for seat in seats {
            seat.window.close().await?;
        }
        Ok(())
    }

    /// Opens somebody's window and enrols it.
    async fn open(&self, handle: &str) -> anyhow::Result<Window> {
        let profile = self.surroundings.home().join("data").join(handle).join("profile");
        let window = Window::start(&self.place, &self.surroundings, &profile).await?;
        window.wait_for("[data-testid='first-run-connect']").await?;
        crate::journey::enrol(&window, &self.link(handle)?, "Máy tính xách tay").await?;
        window.wait_for("[data-testid='status-line'][data-online='true']").await?;
        Ok(window)
    }

    async fn open_seats(&self) -> anyhow::Result<Vec<Seat>> {
        let admin = RawMember::enrol(&self.link("admin_tuan")?).await?;
        let mut seats = Vec::new();
        for (handle, _) in MEMBERS {
            let mut people = admin.cabinet.people();
            let person = people.find(|one| one.handle == handle).context("a member")?;
            let window = self.open(handle).await?;
            seats.push(Seat { handle, name: person.name.clone(), window });
        }
        Ok(seats)
    }

    /// The other members, who speak the API directly.
    async fn others(&self) -> anyhow::Result<Vec<RawMember>> {
        let own = MEMBERS.map(|(handle, _)| handle);
        let mut others = Vec::new();
        for handle in crate::journey::voters(&self.place)? {
            if !own.contains(&handle.as_str()) {
                others.push(RawMember::enrol(&self.link(&handle)?).await?);
            }
        }
        Ok(others)
    }

    /// Writes the members' mail addresses down, as an administrator does.
    async fn give_addresses(&self) -> anyhow::Result<()> {
        let admin = RawMember::enrol(&self.link("admin_tuan")?).await?;
        let mut edits = Vec::new();
        for (handle, mailbox) in MEMBERS {
            let mut people = admin.cabinet.people();
            let person = people.find(|one| one.handle == handle).context("a member")?.clone();
            let mut changed = person.clone();
            changed.mail = Some(format!("{mailbox}@cabinet.example"));
            let was = Some(Record::from(&Entity::Person(person)));
            edits.push(EditBody { was, now: Some(Record::from(&Entity::Person(changed))) });
        }
        let does = Box::new(ActBody::Edit { edits });
        accepted(admin.operate(OperationBody::Act { does }).await?)
    }

    fn check_mail(&self, recorder: &mut Recorder) -> anyhow::Result<()> {
        for (_, mailbox) in MEMBERS {
            let letters = self.mail.letters(mailbox, 1)?;
            let letter = letters.get(0).context("no letter")?;
            let of = |field: &str| letter.pointer(field).and_then(|value| value.as_str());
            ensure!(of("/calendar/method") == Some("REQUEST"), "{letter}");
            ensure!(of("/calendar/summary") == Some(TITLE), "{letter}");
            let to = format!("mailto:{mailbox}@cabinet.example");
            ensure!(of("/calendar/attendee") == Some(to.as_str()), "{letter}");
            ensure!(of("/calendar/starts").is_some_and(|at| at.ends_with("+00:00")), "{letter}");
            let whole = of("/whole").context("no letter")?;
            ensure!(!whole.contains(build::NEW_ITEMS[0]), "the agenda stands in a letter");
        }
        recorder.done("the invitations lie in the mail server, read by a calendar library", None)
    }

    fn link(&self, person: &str) -> anyhow::Result<String> {
        let enrolment = self.server.enrol(person)?;
        let link = enrolment.get("link").and_then(serde_json::Value::as_str);
        Ok(link.context("the server printed no link")?.to_owned())
    }
}

fn accepted(outcome: OperationOutcome) -> anyhow::Result<()> {
    ensure!(matches!(outcome, OperationOutcome::Accepted { .. }), "{outcome:?}");
    Ok(())
}

/// Waits until nothing waits to be sent.
async fn all_sent(window: &Window) -> anyhow::Result<()> {
    window.wait_for("[data-testid='status-line'][data-online='true'][data-waiting='0']").await
}

/// Waits until so many elements with this test id are there.
async fn count(window: &Window, id: &str, n: usize) -> anyhow::Result<()> {
    let script =
        format!("return document.querySelectorAll(\"[data-testid='{id}']\").length === {n}");
    window.wait_until(&script).await
}

//! The journey that must work through the real window: papers, notes, positions and ballots, offline, through crashes,
//! to receipts, a second device, and a result that is explained.

mod act;
mod check;
mod desk;
mod import;
mod record;

pub use act::enrol;
pub use check::voters;
pub use desk::read_at_the_desk;
pub use import::show_every_document;
pub use record::Recorder;

use crate::{Place, RawMember, ServerProcess, Surroundings, Window, find_canaries};
use anyhow::{Context, bail, ensure};
use domain::Choice;
use std::path::{Path, PathBuf};
use wire::OperationBody;

/// What the member writes on page 250; a canary.
pub const NOTE: &str = "Đề nghị Bộ Tài chính giải trình thêm về vốn đối ứng";
/// What the member answers; a canary.
pub const OPINION: &str = "Đồng ý về nguyên tắc, đề nghị bổ sung lộ trình thực hiện";
/// What the long paper says on page 250; a canary.
pub const SENTENCE: &str = "Hội đồng thẩm định kiến nghị giữ nguyên tổng mức vốn đã thông báo.";
/// The member's name; a canary.
pub const NAME: &str = "Lê Hoài An";

const MEMBER: &str = "minister_an";
/// Voters besides the member: with them, two thirds of 27 take part.
const OTHERS: usize = 17;

/// The journey's stage.
pub struct Journey {
    place: Place,
    surroundings: Surroundings,
    server: ServerProcess,
    profile: PathBuf,
    second_profile: PathBuf,
}

impl Journey {
    /// Prepares everything under `folder`: a display of this size, bus, keyring, and a server with the cabinet.
    ///
    /// # Errors
    /// When something is not installed or built; the error says what.
    pub fn prepare(folder: &Path, size: (u32, u32)) -> anyhow::Result<Self> {
        let place = Place::find()?;
        let surroundings = Surroundings::start(&folder.join("home"), size)?;
        let server = ServerProcess::on(&place, &folder.join("server"));
        Ok(Self {
            profile: folder.join("home/data/first/profile"),
            second_profile: folder.join("home/data/second/profile"),
            place,
            surroundings,
            server,
        })
    }

    /// Walks the whole journey, a recorded step at a time.
    ///
    /// # Errors
    /// At the first step that does not do what it must.
    pub async fn walk(mut self, recorder: &mut Recorder) -> anyhow::Result<()> {
        self.server.import(&self.place.demo_cabinet()).context("importing the cabinet")?;
        self.server.start()?;
        recorder.done("start the server with the demo cabinet", None)?;

        let window = Window::start(&self.place, &self.surroundings, &self.profile).await?;
        window.wait_for("[data-testid='first-run-connect']").await?;
        recorder.done("open the window for the first time", Some(&self.surroundings))?;
        act::enrol(&window, &self.link(MEMBER)?, "Máy tính xách tay").await?;
        recorder.done("enrol this device with a code", Some(&self.surroundings))?;
        act::wait_ready(&window, "14/14").await?;
        recorder.done("sync: 14 of 14 dossiers verified", Some(&self.surroundings))?;
        act::wait_counted(&window).await?;
        recorder.done("every page is counted, on the desk", Some(&self.surroundings))?;
        act::open_agenda(&window).await?;
        recorder.done("the agenda shows 14 items", Some(&self.surroundings))?;
        act::open_paper(&window, "3").await?;
        recorder.done("open the paper of more than 300 pages", Some(&self.surroundings))?;
        act::jump_to(&window, 250).await?;
        recorder.done("jump to page 250", Some(&self.surroundings))?;

        self.server.stop()?;
        act::wait_offline(&window).await?;
        recorder
            .done("stop the server: the window says it is offline", Some(&self.surroundings))?;
        act::highlight(&window, 249, SENTENCE).await?;
        recorder.done("highlight a sentence", Some(&self.surroundings))?;
        act::stroke(&window, 249).await?;
        recorder.done("draw a stroke", Some(&self.surroundings))?;
        act::note(&window, 249, NOTE).await?;
        recorder.done("write a note in Vietnamese", Some(&self.surroundings))?;

        let window = self.act_and_die(window, recorder).await?;
        check::everything_saved(&window).await?;
        recorder.done(
            "start again, still offline: everything is there, saved and not yet received",
            Some(&self.surroundings),
        )?;

        self.server.start()?;
        act::wait_all_sent(&window).await?;
        check::everything_received(&window).await?;
        recorder
            .done("start the server: all is received, receipts verify", Some(&self.surroundings))?;
        check::server_holds_evidence(&self.server)?;
        recorder.done("the server holds signed ballots and only ciphertext of notes", None)?;

        self.approve_second_device(&window, recorder).await?;
        self.decide(&window, recorder).await?;
        window.close().await?;
        self.check_canaries(recorder)
    }

    /// States, answers and votes, and kills the program right after each confirmation.
    async fn act_and_die(&self, window: Window, recorder: &mut Recorder) -> anyhow::Result<Window> {
        act::state_position(&window, "3", "objects").await?;
        recorder.done("state a position", Some(&self.surroundings))?;
        window.kill()?;
        let window = self.start_again(recorder).await?;
        act::vote(&window, "4", "other", Some(OPINION)).await?;
        recorder.done("answer the opinion form with an other opinion", Some(&self.surroundings))?;
        window.kill()?;
        let window = self.start_again(recorder).await?;
        act::vote(&window, "2", "agree", None).await?;
        recorder.done("cast the roll-call ballot", Some(&self.surroundings))?;
        window.kill()?;
        self.start_again(recorder).await
    }

    async fn start_again(&self, recorder: &mut Recorder) -> anyhow::Result<Window> {
        let window = Window::start(&self.place, &self.surroundings, &self.profile).await?;
        window.wait_for("[data-testid='status-line']").await?;
        recorder.done("killed right after; start again", None)?;
        Ok(window)
    }

    async fn approve_second_device(
        &self,
        window: &Window,
        recorder: &mut Recorder,
    ) -> anyhow::Result<()> {
        let second = Window::start(&self.place, &self.surroundings, &self.second_profile).await?;
        second.wait_for("[data-testid='first-run-connect']").await?;
        act::enrol(&second, &self.link(MEMBER)?, "Máy tính bảng").await?;
        second.wait_for("[data-testid='status-line'][data-online='true']").await?;
        let code = act::pairing_code(&second).await?;
        recorder.done("a second device shows its code", Some(&self.surroundings))?;
        let same = act::pairing_code(window).await?;
        ensure!(code == same, "the devices show different codes: {code} and {same}");
        recorder.done("the first device shows the same code", Some(&self.surroundings))?;
        window.press("device-approve").await?;
        act::wait_ready(&second, "14/14").await?;
        act::open_agenda(&second).await?;
        act::open_paper(&second, "3").await?;
        act::jump_to(&second, 250).await?;
        for kind in ["highlight", "stroke", "note"] {
            let mark = format!("[data-testid='annotation'][data-kind='{kind}']");
            second.wait_for(&mark).await?;
        }
        recorder.done(
            "approved, the second device shows the same annotations",
            Some(&self.surroundings),
        )?;
        second.close().await
    }

    async fn decide(&self, window: &Window, recorder: &mut Recorder) -> anyhow::Result<()> {
        let mut poll = None;
        let people = check::voters(&self.place)?;
        for person in people.iter().filter(|person| *person != MEMBER).take(OTHERS) {
            let member = RawMember::enrol(&self.link(person)?).await?;
            let roll_call = roll_call(&member)?.id;
            member.vote(roll_call, Choice::Agree).await?;
            poll = Some(roll_call);
        }
        let poll = poll.context("nobody else voted")?;
        recorder.done("seventeen other members vote", None)?;
        let secretary = RawMember::enrol(&self.link("secretary_lan")?).await?;
        secretary.operate(OperationBody::ClosePoll { poll: poll.as_uuid() }).await?;
        act::open_poll(window, "2").await?;
        window.wait_for("[data-testid='result-sentence']").await?;
        let sentence = window.find("result-sentence").await?.text().await.context("reading")?;
        ensure!(
            sentence.contains("18 trên 27 đồng ý, cần ít nhất 14"),
            "the result is explained as: {sentence}"
        );
        window.wait_for("[data-testid='ballot-state'][data-safety='counted']").await?;
        recorder.done(
            "the secretariat closes the poll: counted, decided by the policy, explained",
            Some(&self.surroundings),
        )
    }

    fn check_canaries(&self, recorder: &mut Recorder) -> anyhow::Result<()> {
        let home = self.surroundings.home();
        let found = find_canaries(&[home], &[NOTE, OPINION, SENTENCE, NAME])?;
        if !found.is_empty() {
            bail!("plaintext lies on disk: {found:?}");
        }
        let files = walkdir::WalkDir::new(home).into_iter().filter_map(Result::ok);
        let n_files = files.filter(|entry| entry.file_type().is_file()).count();
        let what = format!("no run of 8 bytes of paper, note, ballot or name in {n_files} files");
        recorder.done(&what, None)
    }

    fn link(&self, person: &str) -> anyhow::Result<String> {
        let enrolment = self.server.enrol(person)?;
        let link = enrolment.get("link").and_then(serde_json::Value::as_str);
        Ok(link.context("the server printed no link")?.to_owned())
    }
}

fn roll_call(member: &RawMember) -> anyhow::Result<&domain::Poll> {
    let mut polls = member.cabinet.polls();
    polls.find(|poll| poll.kind == domain::PollKind::RollCall).context("there is no roll call")
}

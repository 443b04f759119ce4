//! An opinion form from its questions to the explained outcome.

use super::members::item_of;
use super::{Seat, Session, all_sent, build, count};
use crate::journey::Recorder;
use crate::{RawMember, Window};
use anyhow::{Context, ensure};
use domain::{Choice, FormId};
use std::path::PathBuf;
use uuid::Uuid;

/// The item the form asks about.
const ASKED: &str = "2";
const QUESTIONS: [&str; 2] =
    ["Đồng ý với phạm vi điều chỉnh của dự thảo không?", "Đồng ý hiệu lực thi hành từ 01-7 không?"];
const OBJECTION: &str = "Chưa đủ nguồn lực để thực hiện, đề nghị lùi thời hạn";
const REPLY: &str = "Kinh phí đã bố trí trong dự toán năm sau";

impl Session {
    /// Sends a form with two questions round; a paper is republished, an answer goes stale and is confirmed, one objects;
    /// then the synthesis, the reply, the outcome, and the report as files.
    pub(super) async fn circulate(
        &self,
        meeting: &str,
        desk: &Window,
        seats: &[Seat],
        mut others: Vec<RawMember>,
        recorder: &mut Recorder,
    ) -> anyhow::Result<()> {
        let [first, second, third] = seats else {
            anyhow::bail!("three members are needed");
        };
        let one = others.first().context("nobody else")?;
        let form = send(desk, &item_of(one, meeting, ASKED)?.to_string()).await?;
        recorder.done_in("a form with two questions goes out", desk).await?;
        let at = format!("#/form/{form}");
        open(&first.window, &at).await?;
        answer(&first.window, "agree", None).await?;
        recorder.done_in("the first member answers", &first.window).await?;
        self.republish(meeting, desk).await?;
        recorder.done_in("one of its papers is republished", desk).await?;
        confirm(&first.window, recorder).await?;
        recorder.done_in("the stale answer is confirmed", &first.window).await?;
        open(&second.window, &at).await?;
        answer(&second.window, "disagree", Some(OBJECTION)).await?;
        open(&third.window, &at).await?;
        answer(&third.window, "agree", None).await?;
        recorder.done_in("the second objects, the third agrees", &second.window).await?;
        for member in &mut others {
            member.pull().await?;
            let id = FormId::from_uuid(Uuid::parse_str(&form).context("a form")?);
            let asked = member.cabinet.form(id).context("no form for a member")?;
            let polls: Vec<_> = asked.questions.iter().map(|question| question.poll).collect();
            for poll in polls {
                member.vote(poll, Choice::Agree).await?;
            }
        }
        recorder.done("the others agree", None)?;
        self.conclude(&at, desk, second, recorder).await
    }

    /// Lodges a new version of the item's paper and publishes the agenda anew.
    async fn republish(&self, meeting: &str, desk: &Window) -> anyhow::Result<()> {
        desk.go(&format!("#/prepare/{meeting}")).await?;
        build::select(desk, ASKED).await?;
        let papers = self.papers()?;
        let newer: PathBuf = papers.last().context("no papers")?.clone();
        build::choose(desk, &[newer]).await?;
        desk.wait_for("[data-testid='incoming-file'][data-state='ready']").await?;
        desk.click("[data-testid='incoming-role'] option:not([value^='role:'])").await?;
        desk.write("incoming-reason", "Sửa Điều 4 theo ý kiến thẩm định").await?;
        desk.press("lodge").await?;
        desk.wait_for("[data-testid='amended']").await?;
        desk.press("publish").await?;
        desk.press("publish-confirm").await?;
        desk.wait_until("return document.querySelector(\"[data-testid='amended']\") === null")
            .await?;
        all_sent(desk).await
    }

    async fn conclude(
        &self,
        at: &str,
        desk: &Window,
        objector: &Seat,
        recorder: &mut Recorder,
    ) -> anyhow::Result<()> {
        desk.go(at).await?;
        desk.wait_for("[data-testid='form-close']").await?;
        count(desk, "matrix-row", 27).await?;
        count(desk, "matrix-cell", 54).await?;
        recorder.done_in("the synthesis: every member, every question", desk).await?;
        reply(desk, &objector.name).await?;
        recorder.done_in("the objection is replied to", desk).await?;
        desk.press("form-close").await?;
        desk.press("act-do").await?;
        let told = "const foot = document.querySelector(\"[data-testid='matrix-foot']\"); \
                    return !!foot && foot.querySelectorAll('.outcome').length === 2 \
                    && foot.textContent.includes('26 trên 27 đồng ý, cần ít nhất 14') \
                    && foot.textContent.includes('27 trên 27 đồng ý, cần ít nhất 14')";
        desk.wait_until(told).await?;
        recorder.done_in("closed and counted: the outcome and its sentence", desk).await?;
        for (button, kind, magic) in [("pdf", "pdf", "%PDF-"), ("xlsx", "xlsx", "PK")] {
            desk.press(&format!("form-save-{button}")).await?;
            let saved = format!(
                "return [...document.querySelectorAll(\"[data-testid='saved-note']\")]\
                 .some((note) => note.textContent.includes('.{kind}'))"
            );
            desk.wait_until(&saved).await?;
            self.check_saved(kind, magic)?;
        }
        recorder.done_in("the report is saved as PDF and as a workbook", desk).await?;
        objector.window.go(at).await?;
        objector.window.press("side-mine").await?;
        let replied = format!(
            "const reply = document.querySelector(\"[data-testid='reply']\"); \
             return !!reply && reply.textContent.includes({REPLY:?})"
        );
        objector.window.wait_until(&replied).await?;
        let what = format!("{} reads the reply and the outcome", objector.handle);
        recorder.done_in(&what, &objector.window).await
    }

    fn check_saved(&self, kind: &str, magic: &str) -> anyhow::Result<()> {
        let files = walkdir::WalkDir::new(self.surroundings.home()).into_iter();
        let mut saved = files
            .filter_map(Result::ok)
            .map(walkdir::DirEntry::into_path)
            .filter(|path| path.extension().is_some_and(|found| found == kind));
        let path = saved.next().with_context(|| format!("no {kind} was saved"))?;
        let bytes = std::fs::read(&path).context("reading the report")?;
        ensure!(bytes.starts_with(magic.as_bytes()), "{} is no {kind}", path.display());
        Ok(())
    }
}

async fn send(desk: &Window, item: &str) -> anyhow::Result<String> {
    desk.go(&format!("#/items/{item}")).await?;
    desk.press("item-new-form").await?;
    desk.write("question-vi", QUESTIONS[0]).await?;
    desk.press("question-add").await?;
    let second = desk.find_css("li:nth-of-type(2) > .texts > [data-testid='question-vi']").await?;
    second.send_keys(QUESTIONS[1]).await.context("writing the second question")?;
    desk.press("act-do").await?;
    desk.wait_until("return /^#\\/form\\/./.test(location.hash)").await?;
    let hash = desk.run("return location.hash").await?;
    let form = hash.as_str().and_then(|hash| hash.rsplit('/').next()).map(str::to_owned);
    desk.press("form-send").await?;
    desk.press("act-do").await?;
    desk.wait_for("[data-testid='form-matrix']").await?;
    all_sent(desk).await?;
    form.context("no form in the address")
}

async fn open(window: &Window, at: &str) -> anyhow::Result<()> {
    window.go(at).await?;
    count(window, "question", QUESTIONS.len()).await
}

/// Answers the first question so, with words where there are any, and agrees to the second; then seals both.
async fn answer(window: &Window, choice: &str, words: Option<&str>) -> anyhow::Result<()> {
    let script = "return [...document.querySelectorAll(\"[data-testid='question']\")]\
                  .map((one) => one.dataset.question)";
    let questions: Vec<String> =
        serde_json::from_value(window.run(script).await?).context("reading the questions")?;
    let [first, second] = questions.as_slice() else {
        anyhow::bail!("the form has {} questions", questions.len());
    };
    let of =
        |question: &str, id: &str| format!("[data-question='{question}'] [data-testid='{id}']");
    window.click(&of(first, &format!("choice-{choice}"))).await?;
    if let Some(words) = words {
        let field = window.find_css(&of(first, "question-opinion")).await?;
        field.send_keys(words).await.context("writing an opinion")?;
    }
    window.click(&of(second, "choice-agree")).await?;
    window.press("form-review-open").await?;
    seal(window).await
}

async fn seal(window: &Window) -> anyhow::Result<()> {
    window.wait_for("[data-testid='form-review']").await?;
    window.press("ballot-seal").await?;
    window.press("ballot-seal").await?;
    count(window, "sealed-answer", QUESTIONS.len()).await?;
    all_sent(window).await
}

/// Finds the stale answers on the desk, and confirms them.
async fn confirm(window: &Window, recorder: &mut Recorder) -> anyhow::Result<()> {
    window.go("#/").await?;
    window.click("[data-testid='expected-row'][data-stale='true']").await?;
    window.wait_for("[data-testid='form-stale']").await?;
    recorder.done_in("the answer is stale: what changed, confirm or change", window).await?;
    window.click("[data-testid='form-stale'] button").await?;
    seal(window).await?;
    window.wait_until("return document.querySelector('.answer.stale') === null").await
}

/// Opens the cell of a member's first answer and replies to it.
async fn reply(desk: &Window, name: &str) -> anyhow::Result<()> {
    let script = format!(
        "return [...document.querySelectorAll(\"[data-testid='matrix-row']\")]\
         .findIndex((row) => row.textContent.includes({name:?}))"
    );
    let row = desk.run(&script).await?;
    desk.click(&format!("[data-testid='matrix-cell'][data-row='{row}'][data-column='0']")).await?;
    desk.click("[data-testid='reply-form'] input[value='explained']").await?;
    desk.write("reply-words", REPLY).await?;
    desk.press("reply-save").await?;
    desk.wait_for("[data-testid='reply']").await?;
    all_sent(desk).await
}

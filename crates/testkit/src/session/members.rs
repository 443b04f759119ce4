//! Positions before a session, stated on three laptops of which two have no network.

use super::{N_ITEMS, Seat, Session, all_sent, build, count};
use crate::journey::Recorder;
use crate::{RawMember, Window};
use anyhow::{Context, ensure};
use domain::{ItemId, MeetingId, number_agenda};
use uuid::Uuid;
use wire::{OperationBody, PositionWord};

/// The item everybody agrees to.
pub const AGREED: &str = "5";
/// The item somebody objects to.
const OPPOSED: &str = "3";
/// The item somebody wishes to speak on.
const SPOKEN: &str = "4";
const COMMENT: &str = "Đề nghị giải trình thêm về nguồn lực";

impl Session {
    /// Three members state positions, two of them offline; the others agree to two items; the agenda splits.
    pub(super) async fn state_positions(
        &mut self,
        meeting: &str,
        desk: &Window,
        seats: &[Seat],
        others: &[RawMember],
        recorder: &mut Recorder,
    ) -> anyhow::Result<()> {
        for seat in seats {
            seat.window.go(&format!("#/meetings/{meeting}")).await?;
            count(&seat.window, "agenda-item", N_ITEMS).await?;
        }
        let [first, second, third] = seats else {
            anyhow::bail!("three members are needed");
        };
        recorder.done_in("the members' laptops show the agenda", &first.window).await?;
        state_position(&first.window, AGREED, "no_objection").await?;
        state_position(&first.window, OPPOSED, "no_objection").await?;
        all_sent(&first.window).await?;
        recorder.done_in("one states positions with a network", &first.window).await?;
        self.server.stop()?;
        for seat in [second, third] {
            let offline = "[data-testid='status-line'][data-online='false']";
            seat.window.wait_for(offline).await?;
            state_position(&seat.window, AGREED, "no_objection").await?;
        }
        state_position(&second.window, OPPOSED, "objects").await?;
        comment(&second.window, OPPOSED).await?;
        state_position(&third.window, OPPOSED, "no_objection").await?;
        state_position(&third.window, SPOKEN, "wishes_to_speak").await?;
        recorder.done_in("two state theirs without one", &second.window).await?;
        self.server.start()?;
        for seat in [second, third] {
            all_sent(&seat.window).await?;
        }
        for member in others {
            for number in [AGREED, OPPOSED] {
                agree(member, meeting, number).await?;
            }
        }
        recorder.done("the network is back, the others agree to two items", None)?;
        self.check_split(meeting, desk, recorder).await
    }

    async fn check_split(
        &self,
        meeting: &str,
        desk: &Window,
        recorder: &mut Recorder,
    ) -> anyhow::Result<()> {
        desk.go(&format!("#/prepare/{meeting}")).await?;
        let expected = [
            (AGREED, ["Thông qua không thảo luận", "Đủ số thành viên không phản đối"]),
            (OPPOSED, ["Thảo luận", "phản đối"]),
            (SPOKEN, ["Thảo luận", "đăng ký phát biểu"]),
            ("2.1", ["Thảo luận", "Chưa đủ số thành viên không phản đối"]),
        ];
        for (number, words) in expected {
            build::select(desk, number).await?;
            let script = format!(
                "const part = document.querySelector(\"[data-testid='pane-part']\"); \
                 return !!part && {words:?}.every((one) => part.textContent.includes(one))"
            );
            desk.wait_until(&script).await.with_context(|| format!("the part of item {number}"))?;
        }
        // Three reports for information pass without debate by themselves.
        let forecast = desk.find("forecast").await?.text().await.context("reading the forecast")?;
        ensure!(forecast.contains("4 thông qua không thảo luận"), "the forecast says: {forecast}");
        recorder.done_in("the agenda splits, each item with its reason", desk).await
    }
}

async fn state_position(window: &Window, number: &str, value: &str) -> anyhow::Result<()> {
    let line = format!("[data-testid='agenda-item'][data-number='{number}']");
    window.click(&format!("{line} [data-testid='position-{value}']")).await?;
    let chosen = format!("{line} [data-testid='position-{value}'][aria-checked='true']");
    window.wait_for(&chosen).await?;
    window.wait_for(&format!("{line} [data-testid='position-safety']")).await
}

async fn comment(window: &Window, number: &str) -> anyhow::Result<()> {
    let line = format!("[data-testid='agenda-item'][data-number='{number}']");
    window.click(&format!("{line} [data-testid='position-comment']")).await?;
    window.write("position-comment-text", COMMENT).await?;
    window.press("position-comment-save").await?;
    window
        .wait_until(
            "return document.querySelector(\"[data-testid='position-comment-text']\") === null",
        )
        .await
}

/// Sends a "no objection" of a member who has no window.
async fn agree(member: &RawMember, meeting: &str, number: &str) -> anyhow::Result<()> {
    let item = item_of(member, meeting, number)?.as_uuid();
    let (value, comment) = (PositionWord::NoObjection, String::new());
    let operation = OperationBody::Position { item, value, comment, grade: None };
    super::accepted(member.operate(operation).await?)
}

/// An item of a meeting by its number.
pub fn item_of(member: &RawMember, meeting: &str, number: &str) -> anyhow::Result<ItemId> {
    let meeting = MeetingId::from_uuid(Uuid::parse_str(meeting).context("a meeting")?);
    let lines = number_agenda(member.cabinet.items_of(meeting));
    let line = lines.iter().find(|line| line.number == number);
    Ok(line.with_context(|| format!("no item {number}"))?.item.id)
}

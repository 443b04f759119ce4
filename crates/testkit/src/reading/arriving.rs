//! What comes over the line until a page of a paper can be seen that has only begun to arrive.

use super::Run;
use super::peers::PDFIUM;
use super::rows::{Row, printed};
use crate::{MemoryKeyring, NarrowLine, Place, RawMember, ServerProcess};
use anyhow::{Context, ensure};
use desk::{Desk, DeskOptions, EnrolOptions, Profile};
use reader::{PictureAsk, Priority, Rotation};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// 100 megabits a second.
const BYTES_PER_SECOND: u64 = 12_500_000;
/// Words of scans have no part in this, and reading them takes long.
const SETTINGS: &str = "[papers]\nlanguages = []";
/// A page of A4 at 150 dots an inch.
const WIDTH: u32 = 1_240;
const PATIENCE: Duration = Duration::from_secs(120);
const LOOK_AGAIN: Duration = Duration::from_millis(5);

impl Run {
    /// Measures it for the first page of the scan and for one in the middle, each on a laptop of its own.
    pub(super) fn arriving(&mut self, programs: &Path) -> anyhow::Result<()> {
        let paper = self.papers.get("scan")?;
        let runtime = tokio::runtime::Runtime::new()?;
        let folder = self.papers.scratch("arriving");
        let lodged = folder.join("papers");
        std::fs::create_dir_all(&lodged)?;
        std::fs::copy(&paper.plain, lodged.join("benchscan.pdf"))?;
        let place = Place::find()?;
        let data = folder.join("server");
        std::fs::create_dir_all(&data)?;
        std::fs::write(data.join("ecabinet-server.toml"), SETTINGS)?;
        let mut server = ServerProcess::on(&place, &data);
        server.import(&place.demo_cabinet())?;
        server.import(&lodged)?;
        server.start()?;
        server.console(&["papers", "--read"])?;
        let program = programs.join("ecabinet-cli");
        let index = runtime.block_on(index_length(&server))?;
        for page in [0, u32::try_from(paper.n_pages * 3 / 5)?] {
            let came = runtime.block_on(bytes_until_seen(&server, &folder, &program, page))?;
            let came = came + index;
            let pages = format!("touched {page} 150 {}", paper.plain.display());
            let answer = self.peers.pdfium()?.ask(&pages)?;
            let needed: f64 = answer.words.first().context("no number")?.parse()?;
            let name = format!("over the line until page {} is seen: {}", page + 1, paper.title);
            let row = Row::plain(&name, "KiB", came as f64 / 1024.0, PDFIUM, needed / 1024.0);
            self.rows.push(printed(row.aiming("P2", 1.1)));
        }
        server.stop()
    }
}

/// Bytes of the index of the scan's pages, which comes ahead of it.
async fn index_length(server: &ServerProcess) -> anyhow::Result<u64> {
    let answer = server.enrol_at("minister_an", &server.address()?.to_string())?;
    let link = answer.get("link").and_then(serde_json::Value::as_str).context("no link")?;
    let companions = RawMember::enrol(link).await?.companions;
    let versions = companions.iter().flat_map(|companion| &companion.versions);
    let parts = versions.flat_map(|version| &version.parts);
    let indices = parts.filter(|part| part.part == wire::PartWord::Pages.as_str());
    // The scan is longer than every paper of the demonstration cabinet.
    indices.map(|part| part.length).max().context("there is no index of pages")
}

/// Bytes that come from asking for a paper until one of its pages is a picture, on a new laptop of a member.
async fn bytes_until_seen(
    server: &ServerProcess,
    folder: &Path,
    program: &Path,
    page: u32,
) -> anyhow::Result<u64> {
    let line = NarrowLine::to(server.address()?, BYTES_PER_SECOND).await?;
    let answer = server.enrol_at("minister_an", &line.address.to_string())?;
    let link = answer.get("link").and_then(serde_json::Value::as_str).context("no link")?;
    let enrolment = EnrolOptions {
        code_or_link: link.to_owned(),
        server: None,
        device_name: "laptop".to_owned(),
        passphrase: None,
    };
    let options = DeskOptions {
        reader_program: program.to_owned(),
        clock: Arc::new(desk::SystemClock),
        on_change: Arc::new(|_| {}),
    };
    let profile: PathBuf = folder.join(format!("laptop-{page}"));
    let profile = Profile::at(&profile);
    let desk = Desk::enrol(&profile, &MemoryKeyring::default(), options, enrolment).await?;
    desk.start_background();
    let seen = tokio::task::spawn_blocking(move || {
        let paper = begun(&desk)?;
        desk.remember_page(paper, page)?;
        let before = line.n_bytes();
        desk.open_document(paper, 1)?;
        let (tile, rotation, priority) = (None, Rotation::None, Priority::Visible);
        let ask = PictureAsk { width: WIDTH, tile, rotation, priority };
        let picture = desk.page_picture(paper, 1, page, &ask)?;
        ensure!(picture.width == WIDTH, "another picture came");
        Ok(line.n_bytes() - before)
    });
    seen.await?
}

/// The scan, once it has begun to arrive and the index of its pages is here.
fn begun(desk: &Desk) -> anyhow::Result<Uuid> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(paper) = find(desk)?
            && desk.knows_pages(paper, 1).unwrap_or(false)
        {
            return Ok(paper);
        }
        ensure!(Instant::now() < deadline, "the index of pages does not come");
        std::thread::park_timeout(LOOK_AGAIN);
    }
}

fn find(desk: &Desk) -> anyhow::Result<Option<Uuid>> {
    for meeting in desk.meetings()? {
        for item in desk.agenda(meeting.id)?.items {
            let documents = desk.dossier(item.id)?.documents;
            let scan = documents.iter().find(|one| one.title.vi.contains("benchscan"));
            if let Some(document) = scan {
                return Ok(Some(document.id));
            }
        }
    }
    Ok(None)
}

//! What the window stands on: a display, a server with the papers, an enrolled profile; and windows on it.

use super::x11::{Area, Screen, XWindow};
use crate::reading::papers::Papers;
use crate::{Place, ServerProcess, Surroundings, Window};
use anyhow::{Context, ensure};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// The display is wide enough for ours and a peer beside one another, each as large as ours is by itself.
const DISPLAY: (u32, u32) = (2600, 900);
/// Where ours is.
const LEFT: Area = Area { x: 0, y: 0, width: 1280, height: 800 };
/// Where a peer is; its bar with the address is above what is in ours.
const RIGHT: Area = Area { x: 1300, y: 0, width: 1280, height: 840 };
/// What a program is given to come to rest after a change.
const REST: Duration = Duration::from_millis(400);

/// The stage. Dropping it ends everything on it.
pub struct Stage {
    place: Place,
    surroundings: Surroundings,
    profile: PathBuf,
    /// The display as a person has it.
    pub screen: Screen,
    /// It serves as long as this is here.
    _server: ServerProcess,
    folder: TempDir,
}

/// A program on the stage's display. Dropping it ends it.
pub struct Guest {
    child: Child,
    /// Its window.
    pub window: XWindow,
}

impl Stage {
    /// Starts the display and the server, gives the server the papers, and enrols a member.
    ///
    /// # Errors
    /// When any of it fails.
    pub fn open(papers: &Papers, extra: &[(&str, &Path)]) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("ecabinet-bench-").tempdir()?;
        let place = Place::find()?;
        let surroundings = Surroundings::start(&folder.path().join("home"), DISPLAY)?;
        let mut server = ServerProcess::on(&place, &folder.path().join("server"));
        server.import(&place.demo_cabinet())?;
        let lodged = folder.path().join("papers");
        std::fs::create_dir_all(&lodged)?;
        let (guide, scan) = (papers.get("guide")?, papers.get("scan")?);
        let own = [("guide", guide.plain.as_path()), ("scan", scan.plain.as_path())];
        for (name, file) in own.iter().chain(extra) {
            std::fs::copy(file, lodged.join(format!("{}.pdf", title_of(name))))
                .with_context(|| format!("copying {}", file.display()))?;
        }
        server.import(&lodged)?;
        server.start()?;
        let profile = folder.path().join("home/data/bench/profile");
        let screen = Screen::open(&variable(&surroundings, "DISPLAY")?)?;
        server.enrol_profile(&place, &surroundings, "minister_an", &profile)?;
        Ok(Self { place, surroundings, profile, screen, _server: server, folder })
    }

    /// The name of the display.
    ///
    /// # Errors
    /// Never in practice: the stage has one.
    pub fn display(&self) -> anyhow::Result<String> {
        variable(&self.surroundings, "DISPLAY")
    }

    /// A place for files that go with the stage.
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The variables of a program that lives here.
    pub fn environment(&self) -> Vec<(String, String)> {
        self.surroundings.environment()
    }

    /// Starts our window, in its place.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(&self) -> anyhow::Result<(Window, XWindow)> {
        let window = Window::start(&self.place, &self.surroundings, &self.profile).await?;
        window.wait_for("[data-testid='expected-row']").await?;
        let ours = self.screen.window_of("ecabinet")?;
        self.screen.place(ours, LEFT)?;
        tokio::time::sleep(REST).await;
        let size = window.run("return [innerWidth, innerHeight, devicePixelRatio]").await?;
        let expected = serde_json::json!([LEFT.width, LEFT.height, 1]);
        ensure!(size == expected, "our window has {size}, not {expected}");
        Ok((window, ours))
    }

    /// Opens a paper in our window at a page, once all of it is here.
    ///
    /// # Errors
    /// When it is not there or does not come.
    pub async fn read(&self, window: &Window, name: &str, page: usize) -> anyhow::Result<()> {
        let find = format!(
            "const done = arguments[arguments.length - 1]; \
             const ask = (name, args) => window.__TAURI_INTERNALS__.invoke(name, args); \
             const look = async () => {{ for (const meeting of await ask('meetings', {{}})) \
             for (const item of (await ask('agenda', {{ meeting: meeting.id }})).items) {{ \
             if (!item.title.vi.includes({:?})) continue; \
             const paper = (await ask('dossier', {{ item: item.id }})).documents[0]; \
             if (paper.file !== 'ready') return setTimeout(look, 100); \
             return done(`#/items/${{item.id}}/papers/${{paper.id}}/${{paper.version}}?page={page}`); }} \
             done(null); }}; look()",
            title_of(name)
        );
        let found = window.driver().execute_async(&*find, Vec::new()).await?;
        let address = found.json().as_str().with_context(|| format!("{name} is not there"))?;
        window.go("#/settings").await?;
        window.wait_for("[data-testid='device-row']").await?;
        window.go(address).await?;
        wait_for_page(window, page).await
    }

    /// Starts a peer and waits for its window, which takes its place.
    ///
    /// # Errors
    /// When it does not start.
    pub fn invite(&self, mut command: Command, class: &str) -> anyhow::Result<Guest> {
        let started = command
            .env_clear()
            .envs(self.environment())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let child = started.with_context(|| format!("starting {command:?}"))?;
        let mut guest = Guest { child, window: 0 };
        guest.window = self.screen.window_of(class)?;
        self.screen.place(guest.window, RIGHT)?;
        Ok(guest)
    }

    /// Where a peer's window is.
    pub const fn beside(&self) -> Area {
        RIGHT
    }
}

impl Guest {
    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Waits until a page is the one that is read, and painted.
///
/// # Errors
/// When it does not come.
pub async fn wait_for_page(window: &Window, page: usize) -> anyhow::Result<()> {
    window
        .wait_for(&format!(
            "[data-testid='reader'][data-current-page='{page}'] \
             [data-testid='page'][data-page='{page}'][data-rendered='true']"
        ))
        .await
}

/// Lets the keys go to the pages, not to a button that was pressed.
///
/// # Errors
/// When no paper is open.
pub async fn give_pages_the_keys(window: &Window) -> anyhow::Result<()> {
    let script = "const pages = document.querySelector(\"[data-testid='reader-scroller']\"); \
                  pages.focus({ preventScroll: true }); return document.activeElement === pages";
    ensure!(window.run(script).await? == true, "the pages do not take the keys");
    Ok(())
}

/// Where a page is in our window, which is at the display's corner.
///
/// # Errors
/// When the page is not there.
pub async fn area_of(window: &Window, page: usize) -> anyhow::Result<Area> {
    let found = window
        .run(&format!(
            "const {{ left, top, width, height }} = document.querySelector(\
             \"[data-testid='page'][data-page='{page}']\").getBoundingClientRect(); \
             return [left, top, width, height].map(Math.round)"
        ))
        .await?;
    let [x, y, width, height]: [i16; 4] =
        serde_json::from_value(found).context("where the page is")?;
    Ok(Area { x, y, width: u16::try_from(width)?, height: u16::try_from(height)? })
}

/// What a paper is called in our window; no other item is.
fn title_of(name: &str) -> String {
    format!("bench {name}")
}

fn variable(surroundings: &Surroundings, name: &str) -> anyhow::Result<String> {
    let all = surroundings.environment();
    let found = all.into_iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value).with_context(|| format!("no {name}"))
}

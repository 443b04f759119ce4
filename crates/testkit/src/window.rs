//! The real window, driven as a person would, through WebKit's own WebDriver.

use crate::{Place, Surroundings};
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use thirtyfour::{By, Capabilities, WebDriver, WebElement};

const PATIENCE: Duration = Duration::from_secs(40);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A running window.
pub struct Window {
    driver: WebDriver,
    driver_process: Child,
    program: PathBuf,
    profile: PathBuf,
}

impl Window {
    /// Starts the program on a profile and waits until its page is there.
    ///
    /// # Errors
    /// When WebKitWebDriver or the program does not start.
    pub async fn start(
        place: &Place,
        surroundings: &Surroundings,
        profile: &Path,
    ) -> anyhow::Result<Self> {
        let port = free_port()?;
        let program = place.program("ecabinet");
        let driver_process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env_clear()
            .envs(surroundings.environment())
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("ECABINET_PROFILE", profile)
            .env("ECABINET_LOG", "info")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(surroundings.home().join("window.log"))?)
            .spawn()
            .context("starting WebKitWebDriver (package webkit2gtk-driver)")?;
        let driver = connect(port, &program).await?;
        Ok(Self { driver, driver_process, program, profile: profile.to_owned() })
    }

    /// Kills the program (SIGKILL), as a crash or an empty battery would, and lets go of it.
    ///
    /// # Errors
    /// When it is not running.
    pub fn kill(mut self) -> anyhow::Result<()> {
        let pids = self.program_ids()?;
        if pids.is_empty() {
            bail!("the program is not running");
        }
        for pid in pids {
            let pid = rustix::process::Pid::from_raw(pid).context("a process id")?;
            rustix::process::kill_process(pid, rustix::process::Signal::KILL)
                .context("killing the program")?;
        }
        drop(self.driver_process.kill());
        drop(self.driver_process.wait());
        wait_until_gone(&self.program, &self.profile)
    }

    /// Processes of the program on this profile.
    ///
    /// # Errors
    /// When the process table cannot be read.
    pub fn program_ids(&self) -> anyhow::Result<Vec<i32>> {
        program_ids(&self.program, &self.profile)
    }

    /// Finds the first visible element with this test id, waiting for it.
    ///
    /// # Errors
    /// When it does not appear in time.
    pub async fn find(&self, id: &str) -> anyhow::Result<WebElement> {
        self.find_css(&format!("[data-testid='{id}']")).await
    }

    /// Finds the first element by CSS, waiting for it.
    ///
    /// # Errors
    /// When it does not appear in time.
    pub async fn find_css(&self, css: &str) -> anyhow::Result<WebElement> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Ok(element) = self.driver.find(By::Css(css)).await {
                return Ok(element);
            }
            if Instant::now() > deadline {
                let page = self.text().await.unwrap_or_default();
                bail!("nothing matches {css}; the page says: {page}");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// All elements with this test id, now.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn all(&self, id: &str) -> anyhow::Result<Vec<WebElement>> {
        let css = format!("[data-testid='{id}']");
        self.driver.find_all(By::Css(&*css)).await.context("looking for elements")
    }

    /// Clicks an element, waiting for it to be there and to be clickable.
    ///
    /// # Errors
    /// When it stays out of reach.
    pub async fn click(&self, css: &str) -> anyhow::Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let element = self.find_css(css).await?;
            let clicked = element.click().await;
            if clicked.is_err() {
                // The driver looks at the window, not at the pane that scrolls inside it.
                drop(element.scroll_into_view().await);
            }
            match clicked {
                Ok(()) => return Ok(()),
                Err(error) if Instant::now() > deadline => {
                    return Err(error).with_context(|| format!("clicking {css}"));
                }
                Err(_) => tokio::time::sleep(LOOK_AGAIN).await,
            }
        }
    }

    /// Clicks the element with this test id.
    ///
    /// # Errors
    /// As [`Window::click`].
    pub async fn press(&self, id: &str) -> anyhow::Result<()> {
        self.click(&format!("[data-testid='{id}']")).await
    }

    /// Replaces what stands in a field.
    ///
    /// # Errors
    /// When the field does not take it.
    pub async fn write(&self, id: &str, words: &str) -> anyhow::Result<()> {
        let field = self.find(id).await?;
        field.clear().await.with_context(|| format!("clearing {id}"))?;
        field.send_keys(words).await.with_context(|| format!("writing into {id}"))
    }

    /// Waits until an element matching `css` is there.
    ///
    /// # Errors
    /// When it does not come in time.
    pub async fn wait_for(&self, css: &str) -> anyhow::Result<()> {
        self.find_css(css).await.map(drop)
    }

    /// Runs a script in the page and gives its value.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn run(&self, script: &str) -> anyhow::Result<serde_json::Value> {
        let value = self.driver.execute(script, Vec::new()).await.context("running a script")?;
        Ok(value.json().clone())
    }

    /// Waits until a script gives `true`.
    ///
    /// # Errors
    /// When it does not in time.
    pub async fn wait_until(&self, script: &str) -> anyhow::Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while self.run(script).await? != serde_json::Value::Bool(true) {
            if Instant::now() > deadline {
                bail!("never became true: {script}; the page says: {}", self.text().await?);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(())
    }

    /// Goes to a screen by its address within the window.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn go(&self, hash: &str) -> anyhow::Result<()> {
        self.run(&format!("location.hash = {hash:?}; return true")).await.map(drop)
    }

    /// All the text on the page.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn text(&self) -> anyhow::Result<String> {
        let text = self.run("return document.body ? document.body.innerText : ''").await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The underlying driver, for pointer gestures.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Closes the window in order.
    ///
    /// # Errors
    /// When the program does not end.
    pub async fn close(mut self) -> anyhow::Result<()> {
        // Quitting ends the program; WebKitWebDriver may report the lost session, which is what is wanted.
        drop(self.driver.clone().quit().await);
        drop(self.driver_process.kill());
        drop(self.driver_process.wait());
        for pid in program_ids(&self.program, &self.profile)? {
            let pid = rustix::process::Pid::from_raw(pid).context("a process id")?;
            rustix::process::kill_process(pid, rustix::process::Signal::TERM).ok();
        }
        wait_until_gone(&self.program, &self.profile)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        drop(self.driver_process.kill());
        drop(self.driver_process.wait());
        for pid in program_ids(&self.program, &self.profile).unwrap_or_default() {
            if let Some(pid) = rustix::process::Pid::from_raw(pid) {
                rustix::process::kill_process(pid, rustix::process::Signal::KILL).ok();
            }
        }
        // The session is gone with its process; asking it to quit would only wait for an answer.
        let driver = self.driver.clone();
        drop(driver.leak());
    }
}

async fn connect(port: u16, program: &Path) -> anyhow::Result<WebDriver> {
    // The driver is spoken to in plain HTTP on this machine; its client wants a provider all the same.
    rustls::crypto::ring::default_provider().install_default().ok();
    let mut wanted = Capabilities::new();
    let options = serde_json::json!({ "binary": program, "args": [] });
    wanted.set("webkitgtk:browserOptions", options).context("naming the program")?;
    let deadline = Instant::now() + PATIENCE;
    loop {
        match WebDriver::new(format!("http://127.0.0.1:{port}"), wanted.clone()).await {
            Ok(driver) => return Ok(driver),
            Err(error) if Instant::now() > deadline => {
                return Err(error).context("starting the program under WebKitWebDriver");
            }
            Err(_) => tokio::time::sleep(LOOK_AGAIN).await,
        }
    }
}

fn free_port() -> anyhow::Result<u16> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").context("finding a free port")?;
    Ok(listener.local_addr().context("finding a free port")?.port())
}

/// Processes of `program` whose environment names `profile`, workers left out.
fn program_ids(program: &Path, profile: &Path) -> anyhow::Result<Vec<i32>> {
    let wanted = format!("ECABINET_PROFILE={}", profile.display());
    let mut pids = Vec::new();
    for entry in std::fs::read_dir("/proc").context("reading the process table")? {
        let entry = entry.context("reading the process table")?;
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let is_program =
            std::fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == program);
        let environment = std::fs::read(entry.path().join("environ")).unwrap_or_default();
        let mut variables = environment.split(|byte| *byte == 0);
        if is_program && variables.any(|variable| variable == wanted.as_bytes()) {
            pids.push(pid);
        }
    }
    Ok(pids)
}

fn wait_until_gone(program: &Path, profile: &Path) -> anyhow::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while !program_ids(program, profile)?.is_empty() {
        if Instant::now() > deadline {
            bail!("the program does not end");
        }
        std::thread::park_timeout(LOOK_AGAIN);
    }
    Ok(())
}

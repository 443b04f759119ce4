use crate::{Place, Surroundings};
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(30);

/// The real server as a process of its own, on a data folder that outlives it.
pub struct ServerProcess {
    program: PathBuf,
    data: PathBuf,
    address: Option<String>,
    reads: bool,
    child: Option<Child>,
}

impl ServerProcess {
    /// Prepares a server on `data`; nothing runs yet.
    pub fn on(place: &Place, data: &Path) -> Self {
        let program = place.program("ecabinet-server");
        Self { program, data: data.to_owned(), address: None, reads: false, child: None }
    }

    /// Lets it make what belongs beside papers from its next start on, in the background. Otherwise it does not, so that
    /// what a test measures or counts is its own.
    pub fn read_papers(&mut self) {
        self.reads = true;
    }

    /// Imports a folder.
    ///
    /// # Errors
    /// When the server refuses it.
    pub fn import(&self, dir: &Path) -> anyhow::Result<String> {
        self.console(&["import", &dir.display().to_string()])
    }

    /// Makes an enrolment link for a person. The server must have run once, so that its address is known.
    ///
    /// # Errors
    /// When there is no such person.
    pub fn enrol(&self, person: &str) -> anyhow::Result<serde_json::Value> {
        let address = self.address.as_deref().context("the server has no address yet")?;
        self.enrol_at(person, address)
    }

    /// Runs a console command and gives what it prints.
    ///
    /// # Errors
    /// When the command fails; with what it said.
    pub fn console(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = Command::new(&self.program)
            .arg("--data")
            .arg(&self.data)
            .args(arguments)
            .output()
            .context("running ecabinet-server")?;
        if !output.status.success() {
            bail!("{}{}", text(&output.stdout), text(&output.stderr));
        }
        Ok(text(&output.stdout))
    }

    /// Starts serving; a second start takes the same address as the first.
    ///
    /// # Errors
    /// When it does not take connections in time.
    pub fn start(&mut self) -> anyhow::Result<()> {
        std::fs::create_dir_all(&self.data).context("making the data folder")?;
        let ready = self.data.join("ready");
        drop(std::fs::remove_file(&ready));
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.data.join("server.log"))
            .context("opening the server's log")?;
        let child = Command::new(&self.program)
            .arg("--data")
            .arg(&self.data)
            .args(["serve", "--admin-listen", "127.0.0.1:0", "--listen"])
            .arg(self.address.as_deref().unwrap_or("127.0.0.1:0"))
            .arg("--ready-file")
            .arg(&ready)
            .args(if self.reads { &[][..] } else { &["--without-reading"] })
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .context("starting ecabinet-server")?;
        self.child = Some(child);
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(address) =
                std::fs::read_to_string(&ready).ok().filter(|address| !address.is_empty())
            {
                self.address = Some(address);
                return Ok(());
            }
            let ended = self.child.as_mut().map(Child::try_wait);
            if let Some(Ok(Some(status))) = ended {
                bail!("ecabinet-server ended at once: {status}");
            }
            std::thread::park_timeout(Duration::from_millis(10));
        }
        bail!("ecabinet-server took no connections within {PATIENCE:?}")
    }

    /// Ends the server as an administrator would (SIGTERM) and waits for it.
    ///
    /// # Errors
    /// When it cannot be waited for.
    pub fn stop(&mut self) -> anyhow::Result<()> {
        if let Some(mut child) = self.child.take() {
            let pid = rustix::process::Pid::from_child(&child);
            rustix::process::kill_process(pid, rustix::process::Signal::TERM)
                .context("asking the server to stop")?;
            child.wait().context("waiting for the server")?;
        }
        Ok(())
    }

    /// Where it takes connections.
    ///
    /// # Errors
    /// When it has never run.
    pub fn address(&self) -> anyhow::Result<std::net::SocketAddr> {
        let address = self.address.as_deref().context("the server has no address yet")?;
        address.parse().context("reading the server's address")
    }

    /// Makes an enrolment link for a person who reaches the server at another address.
    ///
    /// # Errors
    /// When there is no such person.
    pub fn enrol_at(&self, person: &str, address: &str) -> anyhow::Result<serde_json::Value> {
        let answer = self.console(&["enrol", person, "--json", "--address", address])?;
        serde_json::from_str(&answer).context("reading the enrolment")
    }

    /// Enrols a profile for a person who works with a window in these surroundings, and synchronises it once.
    ///
    /// # Errors
    /// When there is no such person, or `ecabinet-cli` fails.
    pub fn enrol_profile(
        &self,
        place: &Place,
        surroundings: &Surroundings,
        person: &str,
        profile: &Path,
    ) -> anyhow::Result<()> {
        let enrolment = self.enrol(person)?;
        let link = enrolment.get("link").and_then(serde_json::Value::as_str).context("no link")?;
        for words in [vec!["enrol", link], vec!["sync"]] {
            let status = Command::new(place.program("ecabinet-cli"))
                .env_clear()
                .envs(surroundings.environment())
                .env("ECABINET_PROFILE", profile)
                .args(words)
                .stdout(Stdio::null())
                .status()
                .context("running ecabinet-cli")?;
            if !status.success() {
                bail!("ecabinet-cli failed: {status}");
            }
        }
        Ok(())
    }

    /// Kills the server (SIGKILL).
    ///
    /// # Errors
    /// When it cannot be waited for.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        if let Some(mut child) = self.child.take() {
            drop(child.kill());
            child.wait().context("waiting for the killed server")?;
        }
        Ok(())
    }

    /// Whether it runs.
    pub fn is_running(&self) -> bool {
        self.child.is_some()
    }

    /// Folder of everything it keeps.
    pub fn data(&self) -> &Path {
        &self.data
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        drop(self.kill());
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

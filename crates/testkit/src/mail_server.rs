use anyhow::{Context, bail};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const SERVER: &str = include_str!("mail_server.py");
const READER: &str = include_str!("read_letter.py");
/// Debian's Python, whose packages the set-up brings; another one in the path may lack them.
const PYTHON: &str = "/usr/bin/python3";
const PATIENCE: Duration = Duration::from_secs(30);

/// A real SMTP server (aiosmtpd) that sorts letters into Maildirs.
pub struct MailServer {
    folder: PathBuf,
    port: u16,
    child: Option<Child>,
}

impl MailServer {
    /// Takes a free port and a folder; nothing runs yet.
    ///
    /// # Errors
    /// When no port is free or the folder cannot be made.
    pub fn on(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder).context("making the mail folder")?;
        let listener = TcpListener::bind("127.0.0.1:0").context("finding a port")?;
        let port = listener.local_addr().context("finding a port")?.port();
        Ok(Self { folder: folder.to_owned(), port, child: None })
    }

    /// Starts it.
    ///
    /// # Errors
    /// When it does not say that it is ready.
    pub fn start(&mut self) -> anyhow::Result<()> {
        let mut child = Command::new(PYTHON)
            .args(["-c", SERVER])
            .arg(&self.folder)
            .arg(self.port.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting the mail server")?;
        let output = child.stdout.take().context("the mail server has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).context("waiting for the mail server")?;
        self.child = Some(child);
        if line.trim() != "ready" {
            bail!("the mail server did not start: is python3-aiosmtpd installed?");
        }
        Ok(())
    }

    /// The settings that let an e-Cabinet server use it, replies to `secretariat` included.
    pub fn settings(&self) -> String {
        let replies = self.folder.join("secretariat");
        format!(
            "[mail]\nhost = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\n\
             from = \"secretariat@cabinet.example\"\nfrom_name = \"Văn phòng Chính phủ\"\n\
             replies = \"{}\"\n",
            self.port,
            replies.display()
        )
    }

    /// Waits until a mailbox holds `n_letters`, and reads them, oldest first, with Python's libraries.
    ///
    /// # Errors
    /// When they do not come in time.
    pub fn letters(&self, mailbox: &str, n_letters: usize) -> anyhow::Result<serde_json::Value> {
        let new = self.folder.join(mailbox).join("new");
        let deadline = Instant::now() + PATIENCE;
        loop {
            let mut found: Vec<PathBuf> = std::fs::read_dir(&new)
                .map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()).collect())
                .unwrap_or_default();
            if found.len() >= n_letters {
                found.sort();
                return read(&found);
            }
            if Instant::now() > deadline {
                bail!("{mailbox} has {} letters, not {n_letters}", found.len());
            }
            std::thread::park_timeout(Duration::from_millis(20));
        }
    }

    /// Hands a letter in, as somebody's mail program would.
    ///
    /// # Errors
    /// When it is not taken.
    pub fn hand_in(&self, to: &str, letter: &str) -> anyhow::Result<()> {
        let script = "import smtplib, sys\n\
            smtplib.SMTP('127.0.0.1', int(sys.argv[1])).sendmail('x@cabinet.example', sys.argv[2], \
            sys.argv[3].encode())";
        let status = Command::new(PYTHON)
            .args(["-c", script, &self.port.to_string(), to, letter])
            .status()
            .context("handing a letter in")?;
        if !status.success() {
            bail!("the letter was not taken");
        }
        Ok(())
    }
}

fn read(letters: &[PathBuf]) -> anyhow::Result<serde_json::Value> {
    let output = Command::new(PYTHON)
        .args(["-c", READER])
        .args(letters)
        .output()
        .context("reading letters")?;
    if !output.status.success() {
        bail!("a letter cannot be read: {}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("reading what the letters say")
}

impl Drop for MailServer {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            drop(child.kill());
            drop(child.wait());
        }
    }
}

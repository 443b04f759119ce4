//! A display, a session bus and a keyring of one's own, so that nothing of the machine's desktop takes part.

use anyhow::{Context, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(20);

/// The surroundings of a desktop program.
pub struct Surroundings {
    display: String,
    bus: String,
    home: PathBuf,
    children: Vec<Child>,
}

impl Surroundings {
    /// Starts Xvfb at `width` by `height`, a session bus, and gnome-keyring unlocked, all with `home` as their home.
    ///
    /// # Errors
    /// When one of them is not installed or does not start; the error says which.
    pub fn start(home: &Path, (width, height): (u32, u32)) -> anyhow::Result<Self> {
        for folder in ["data", "config", "cache", "runtime", "tmp"] {
            std::fs::create_dir_all(home.join(folder)).context("making the home folder")?;
        }
        let mut surroundings = Self {
            display: String::new(),
            bus: String::new(),
            home: home.to_owned(),
            children: Vec::new(),
        };
        surroundings.start_display(width, height)?;
        surroundings.start_bus()?;
        surroundings.start_keyring()?;
        Ok(surroundings)
    }

    /// The variables a program needs to live here.
    pub fn environment(&self) -> Vec<(String, String)> {
        let folder = |name: &str| self.home.join(name).display().to_string();
        [
            ("DISPLAY", self.display.clone()),
            ("DBUS_SESSION_BUS_ADDRESS", self.bus.clone()),
            ("HOME", self.home.display().to_string()),
            ("XDG_DATA_HOME", folder("data")),
            ("XDG_CONFIG_HOME", folder("config")),
            ("XDG_CACHE_HOME", folder("cache")),
            ("XDG_RUNTIME_DIR", folder("runtime")),
            ("TMPDIR", folder("tmp")),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("LANG", "C.UTF-8".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("GTK_USE_PORTAL", "0".to_owned()),
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "1".to_owned()),
            ("LIBGL_ALWAYS_SOFTWARE", "1".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }

    /// Home of everything that runs here.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Saves a picture of the whole display as PNG.
    ///
    /// # Errors
    /// When ImageMagick's `import` fails.
    pub fn picture(&self, target: &Path) -> anyhow::Result<()> {
        let status = Command::new("import")
            .args(["-silent", "-window", "root"])
            .arg(target)
            .env("DISPLAY", &self.display)
            .status()
            .context("running ImageMagick's import")?;
        if !status.success() {
            bail!("taking a picture failed: {status}");
        }
        Ok(())
    }

    fn start_display(&mut self, width: u32, height: u32) -> anyhow::Result<()> {
        let mut child = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"])
            .arg(format!("{width}x{height}x24"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("starting Xvfb (package xvfb)")?;
        let number = first_line(child.stdout.take(), "Xvfb")?;
        self.children.push(child);
        self.display = format!(":{number}");
        Ok(())
    }

    fn start_bus(&mut self) -> anyhow::Result<()> {
        let mut child = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .env("HOME", &self.home)
            .env("XDG_RUNTIME_DIR", self.home.join("runtime"))
            .env("XDG_DATA_DIRS", self.home.join("data"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("starting dbus-daemon (package dbus)")?;
        self.bus = first_line(child.stdout.take(), "dbus-daemon")?;
        self.children.push(child);
        Ok(())
    }

    fn start_keyring(&mut self) -> anyhow::Result<()> {
        let mut child = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .env_clear()
            .envs(self.environment())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("starting gnome-keyring-daemon (package gnome-keyring)")?;
        let mut stdin = child.stdin.take().context("talking to gnome-keyring-daemon")?;
        stdin.write_all(b"a password of this test alone").context("unlocking the keyring")?;
        drop(stdin);
        self.children.push(child);
        self.wait_for_keyring()
    }

    fn wait_for_keyring(&self) -> anyhow::Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            let asked = Command::new("dbus-send")
                .args(["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"])
                .args(["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"])
                .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
                .output()
                .context("running dbus-send")?;
            if String::from_utf8_lossy(&asked.stdout).contains("boolean true") {
                return Ok(());
            }
            std::thread::park_timeout(Duration::from_millis(50));
        }
        bail!("gnome-keyring did not take its place on the bus within {PATIENCE:?}")
    }
}

impl Drop for Surroundings {
    fn drop(&mut self) {
        for child in self.children.iter_mut().rev() {
            drop(child.kill());
            drop(child.wait());
        }
    }
}

fn first_line(stdout: Option<ChildStdout>, name: &str) -> anyhow::Result<String> {
    let mut reader = BufReader::new(stdout.with_context(|| format!("listening to {name}"))?);
    let mut line = String::new();
    reader.read_line(&mut line).with_context(|| format!("listening to {name}"))?;
    let line = line.trim().to_owned();
    if line.is_empty() {
        bail!("{name} ended without a word");
    }
    // Whatever it says later must not fill the pipe.
    std::thread::spawn(move || drop(reader.read_to_end(&mut Vec::new())));
    Ok(line)
}

use crate::build::{self, Profile};
use crate::shell::{output, step, target};
use anyhow::{Context, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(30);
/// Starts a keyring on a session bus made for it, unlocked, and then the program.
const WITH_KEYRING: &str = "printf demonstration | \
    gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1; exec \"$@\"";
const ADDRESS: &str = "127.0.0.1:8443";

struct Options {
    headless: bool,
    person: String,
    import: Option<PathBuf>,
}

/// The demonstration, in a window or headless.
pub fn run(arguments: &[&str]) -> anyhow::Result<()> {
    let options = read(arguments)?;
    if !options.headless
        && cfg!(target_os = "linux")
        && std::env::var_os("DISPLAY").is_none()
        && std::env::var_os("WAYLAND_DISPLAY").is_none()
    {
        bail!("there is no display here: add --headless, or run this in a desktop session");
    }
    build::all(Profile::Debug)?;
    if options.headless { headless(&options) } else { window(&options) }
}

fn read(arguments: &[&str]) -> anyhow::Result<Options> {
    let mut options = Options { headless: false, person: "minister_an".to_owned(), import: None };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match *argument {
            "--headless" => options.headless = true,
            "--as" => options.person = (*rest.next().context("--as needs a person")?).to_owned(),
            "--import" => {
                let folder = Path::new(rest.next().context("--import needs a folder")?);
                options.import = Some(
                    folder
                        .canonicalize()
                        .with_context(|| format!("{} cannot be found", folder.display()))?,
                );
            }
            other => bail!("{other} is not an option of demo"),
        }
    }
    if options.headless && options.person != "minister_an" {
        bail!("the headless journey is minister_an's: --as goes with a window");
    }
    Ok(options)
}

fn headless(options: &Options) -> anyhow::Result<()> {
    let pictures = target().join("demo");
    drop(fs::remove_dir_all(&pictures));
    let mut journey = Command::new(Profile::Debug.folder().join("journey"));
    journey.arg("--pictures").arg(&pictures);
    if let Some(folder) = &options.import {
        journey.arg("--import").arg(folder);
    }
    step("the journey through the real window", "about a minute", journey)?;
    println!("pictures of every step: {}", pictures.display());
    Ok(())
}

fn window(options: &Options) -> anyhow::Result<()> {
    let home = target().join("demo-home");
    let data = home.join("server");
    fs::create_dir_all(&home).context("making the demo's folder")?;
    let server = Profile::Debug.folder().join("ecabinet-server");
    let _running = start_server(&server, &data)?;
    if let Some(folder) = &options.import {
        let mut import = Command::new(&server);
        import.arg("--data").arg(&data).arg("import").arg(folder);
        step("import the folder as a meeting", "some seconds", import)?;
    }
    let profile = home.join(&options.person).join("profile");
    if !profile.join("profile.json").exists() {
        enrol(&server, &data, &profile, &options.person)?;
    }
    let mut window = with_keyring(&profile, &Profile::Debug.folder().join("ecabinet"));
    window.env("ECABINET_PROFILE", &profile);
    println!("the window is open as {}; close it to end the demonstration", options.person);
    let status = window.status().context("opening the window")?;
    if !status.success() {
        bail!("the window ended with {status}");
    }
    Ok(())
}

/// A server that ends with this program, because its standard input closes then.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        drop(self.0.wait());
    }
}

fn start_server(server: &Path, data: &Path) -> anyhow::Result<Running> {
    fs::create_dir_all(data).context("making the server's folder")?;
    let ready = data.join("ready");
    drop(fs::remove_file(&ready));
    let log = fs::File::create(data.join("server.log")).context("opening the server's log")?;
    let child = Command::new(server)
        .arg("--data")
        .arg(data)
        .args(["serve", "--until-stdin-closes", "--listen", ADDRESS, "--import-if-empty"])
        .arg(crate::shell::root().join("assets/demo"))
        .arg("--ready-file")
        .arg(&ready)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .context("starting the server")?;
    let mut running = Running(child);
    let deadline = Instant::now() + PATIENCE;
    while fs::read_to_string(&ready).unwrap_or_default().is_empty() {
        if running.0.try_wait().ok().flatten().is_some() || Instant::now() > deadline {
            let log = fs::read_to_string(data.join("server.log")).unwrap_or_default();
            bail!("the server does not start: {log}");
        }
        std::thread::park_timeout(Duration::from_millis(20));
    }
    println!("== the server listens on https://{ADDRESS}");
    Ok(running)
}

fn enrol(server: &Path, data: &Path, profile: &Path, person: &str) -> anyhow::Result<()> {
    let (server, data) = (server.display().to_string(), data.display().to_string());
    let arguments = ["--data", &data, "enrol", person, "--json", "--address", ADDRESS];
    let answer = output(&server, &arguments)?;
    let link = answer
        .split('"')
        .find(|part| part.starts_with("ecabinet://"))
        .context("the server printed no link")?;
    let cli = Profile::Debug.folder().join("ecabinet-cli");
    let enrol = || {
        let mut enrol = with_keyring(profile, &cli);
        enrol.args(["enrol", link, "--device", "Demo"]);
        enrol.env("ECABINET_PROFILE", profile).env("ECABINET_LANGUAGE", "en");
        step(&format!("enrol as {person}"), "a second", enrol)
    };
    if enrol().is_ok() {
        return Ok(());
    }
    println!("== no keyring in this session: the demonstration gets one of its own");
    fs::create_dir_all(own_keyring(profile)).context("making a keyring's folder")?;
    enrol()
}

/// Folder of the demonstration's own keyring; it is used where it exists.
fn own_keyring(profile: &Path) -> PathBuf {
    profile.with_file_name("keyring")
}

/// A program that finds a keyring: the session's, or the demonstration's own.
fn with_keyring(profile: &Path, program: &Path) -> Command {
    let keyring = own_keyring(profile);
    if !keyring.exists() {
        return Command::new(program);
    }
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "sh", "-c", WITH_KEYRING, "sh"]).arg(program);
    command.env("XDG_DATA_HOME", keyring);
    command
}

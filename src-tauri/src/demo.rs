//! "Try the demo cabinet": a real server of one's own, beside this program, for as long as the window is open.

use crate::state::{AppState, desk_options, lock};
use desk::view::ErrorView;
use desk::{Desk, EnrolOptions, error_view};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tauri::{AppHandle, Manager};

const PATIENCE: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(50);
const MEMBER: &str = "minister_an";

/// The running demonstration server; it stops when its standard input closes.
pub struct DemoServer(Child);

impl Drop for DemoServer {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        drop(self.0.wait());
    }
}

/// Whether server and cabinet lie beside this program.
pub fn is_available() -> bool {
    server_program().is_some() && cabinet_folder().is_some()
}

/// Starts the server, enrols this device as a member, and opens the desk.
pub async fn start(app: &AppHandle) -> Result<(), ErrorView> {
    let unavailable = || error_view("demo-unavailable");
    let (Some(server), Some(cabinet)) = (server_program(), cabinet_folder()) else {
        return Err(unavailable());
    };
    let state = app.state::<AppState>();
    let data = state.profile_dir.with_file_name("demo-server");
    let address = start_server(app, &server, &data, Some(&cabinet)).await?;
    let link = enrol_link(&server, &data, &address).await.ok_or_else(unavailable)?;
    let options = desk_options(app).map_err(|error| error.view())?;
    let enrolment = EnrolOptions {
        code_or_link: link,
        server: None,
        device_name: "Demo".to_owned(),
        passphrase: None,
    };
    let desk = Desk::enrol(&state.profile(), state.keyring(), options, enrolment)
        .await
        .map_err(|error| error.view())?;
    std::fs::write(data.join("address"), &address).map_err(|_| unavailable())?;
    state.put_desk(app, desk);
    Ok(())
}

/// Starts the server again for a profile that was made by the demo, at the address it was enrolled with.
pub async fn start_again(app: &AppHandle) -> Result<(), ErrorView> {
    let state = app.state::<AppState>();
    let data = state.profile_dir.with_file_name("demo-server");
    let running = lock(&state.demo).is_some();
    if let (false, true, Some(server)) = (running, data.join("address").exists(), server_program())
    {
        start_server(app, &server, &data, None).await?;
    }
    Ok(())
}

async fn start_server(
    app: &AppHandle,
    server: &Path,
    data: &Path,
    cabinet: Option<&Path>,
) -> Result<String, ErrorView> {
    let unavailable = |_| error_view("demo-unavailable");
    std::fs::create_dir_all(data).map_err(unavailable)?;
    let ready = data.join("ready");
    drop(std::fs::remove_file(&ready));
    let known = std::fs::read_to_string(data.join("address")).ok();
    let mut command = Command::new(server);
    command
        .arg("--data")
        .arg(data)
        .args(["serve", "--until-stdin-closes", "--listen"])
        .arg(known.as_deref().unwrap_or("127.0.0.1:0"))
        .args(["--admin-listen", "127.0.0.1:0", "--ready-file"])
        .arg(&ready)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if let Some(cabinet) = cabinet {
        command.arg("--import-if-empty").arg(cabinet);
    }
    let child = command.spawn().map_err(unavailable)?;
    *lock(&app.state::<AppState>().demo) = Some(DemoServer(child));
    let waited = tokio::time::timeout(PATIENCE, async {
        loop {
            if let Ok(address) = std::fs::read_to_string(&ready)
                && !address.is_empty()
            {
                return address;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    });
    waited.await.map_err(|_| error_view("demo-unavailable"))
}

async fn enrol_link(server: &Path, data: &Path, address: &str) -> Option<String> {
    let (server, data, address) = (server.to_owned(), data.to_owned(), address.to_owned());
    let asked = tauri::async_runtime::spawn_blocking(move || {
        Command::new(server)
            .arg("--data")
            .arg(data)
            .args(["enrol", MEMBER, "--json", "--address", &address])
            .output()
    });
    let output = asked.await.ok()?.ok()?;
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    answer.get("link")?.as_str().map(str::to_owned)
}

fn server_program() -> Option<PathBuf> {
    let name = if cfg!(windows) { "ecabinet-server.exe" } else { "ecabinet-server" };
    let program = std::env::current_exe().ok()?.with_file_name(name);
    program.exists().then_some(program)
}

/// The cabinet's folder: beside the program, or in the source tree a developer runs it from.
fn cabinet_folder() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    let folder = program.parent()?;
    let beside = [folder.join("demo"), folder.join("../../assets/demo")];
    beside.into_iter().find(|folder| folder.join("cabinet.json").exists())
}

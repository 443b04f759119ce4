//! The desktop program: the composition root. Commands forward to the desk and do nothing else.

mod address;
mod background;
mod command;
mod demo;
mod page_protocol;
mod prefs;
mod state;
mod window;

use state::AppState;
use std::process::ExitCode;
use tauri::{Manager, RunEvent};

/// Runs the window until it is closed.
#[allow(clippy::print_stderr, reason = "a start that fails has no window to say so in")]
pub fn run() -> ExitCode {
    prepare_process();
    let state = match AppState::new() {
        Ok(state) => state,
        Err(error) => {
            eprintln!("ecabinet: {error}");
            return ExitCode::FAILURE;
        }
    };
    let built = tauri::Builder::default()
        .manage(state)
        .register_asynchronous_uri_scheme_protocol("page", page_protocol::answer)
        .invoke_handler(command::handler())
        .setup(|app| {
            // Where the keyring alone protects the profile, signing in to the machine has opened it already.
            state::unlock_at_start(app.handle());
            window::open(app.handle())?;
            state::watch_lock_requests(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::ExitRequested { api, .. } = event
                    && app.state::<AppState>().is_changing_window()
                {
                    api.prevent_exit();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("ecabinet: the window cannot be made: {error}");
            ExitCode::FAILURE
        }
    }
}

fn prepare_process() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("ECABINET_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    #[cfg(target_os = "linux")]
    prepare_linux();
}

/// A blank window with some graphics drivers is worse than a slower one; keys must not end in a core dump.
#[cfg(target_os = "linux")]
fn prepare_linux() {
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(SWITCH).is_none() {
        // SAFETY: no other thread runs yet.
        #[allow(unsafe_code, reason = "the only way to tell WebKitGTK, before it starts")]
        unsafe {
            std::env::set_var(SWITCH, "1");
        }
    }
    let none = rustix::process::Rlimit { current: Some(0), maximum: Some(0) };
    if let Err(error) = rustix::process::setrlimit(rustix::process::Resource::Core, none) {
        tracing::warn!(%error, "core dumps cannot be turned off");
    }
}

//! `ecabinet`: the desktop program.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    // The same executable is the PDF worker and becomes LibreOffice; nothing of the window may have started before this.
    if let Some(code) = reader::run_worker_if_asked().or_else(converter::run_worker_if_asked) {
        return code;
    }
    ecabinet_app::run()
}

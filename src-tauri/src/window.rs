use crate::state::AppState;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder};

/// Opens the one window.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let label = app.state::<AppState>().next_window_label();
    WebviewWindowBuilder::new(app, label, WebviewUrl::App("index.html".into()))
        .title("e-Cabinet")
        .inner_size(1280.0, 800.0)
        .min_inner_size(800.0, 600.0)
        .disable_drag_drop_handler()
        .content_protected(false)
        .build()?;
    Ok(())
}

/// Locks: keys are zeroed, PDF workers end, and the web view with all it showed is replaced by a fresh one.
pub fn lock(app: &AppHandle) {
    let state = app.state::<AppState>();
    let old: Vec<_> = app.webview_windows().into_values().collect();
    state.set_changing_window(true);
    state.let_go();
    for window in old {
        if let Err(error) = window.destroy() {
            tracing::error!(%error, "a window cannot be destroyed");
        }
    }
    if let Err(error) = open(app) {
        tracing::error!(%error, "the lock screen cannot be opened");
    }
    state.set_changing_window(false);
}

//! Compiles the window's configuration in, and makes a permission for each command: none is callable without one.

const COMMANDS: &[&str] = &[
    "app_view",
    "enrol",
    "try_demo",
    "unlock",
    "lock",
    "set_locale",
    "set_theme",
    "status",
    "sync_now",
    "kept",
    "meetings",
    "agenda",
    "expected",
    "dossier",
    "open_document",
    "page_text",
    "page_problem",
    "remember_page",
    "annotations",
    "annotate",
    "edit_note",
    "set_erased",
    "state_position",
    "act",
    "undo",
    "redo",
    "prepare",
    "forms",
    "form",
    "begin_file",
    "append_file",
    "finish_file",
    "drop_file",
    "poll",
    "cast_ballot",
    "devices",
    "approve_device",
    "revoke_device",
    "recovery_code",
    "restore_note_key",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

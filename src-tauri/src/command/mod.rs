//! The commands the window may call, each granted by name in `tauri.conf.json`. They forward and do nothing else.

mod agenda;
mod app;
mod devices;
mod marks;
mod people;
mod polls;
mod prepare;
mod reading;
mod saving;
mod sharing;
mod signatures;

use crate::state::log_and_view;
use desk::DeskError;
use desk::view::ErrorView;
use tauri::ipc::Invoke;
use tauri::{Wry, generate_handler};

type Answer<T> = Result<T, ErrorView>;

/// The handler of all commands.
#[allow(clippy::too_many_lines, reason = "a list of commands")]
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    generate_handler![
        app::app_view,
        app::enrol,
        app::try_demo,
        app::unlock,
        app::lock,
        app::set_locale,
        app::set_theme,
        app::status,
        app::sync_now,
        app::kept,
        agenda::meetings,
        agenda::agenda,
        agenda::expected,
        agenda::dossier,
        agenda::state_position,
        prepare::act,
        prepare::undo,
        prepare::redo,
        prepare::prepare,
        prepare::begin_file,
        prepare::append_file,
        prepare::finish_file,
        prepare::drop_file,
        polls::forms,
        polls::form,
        reading::open_document,
        reading::page_text,
        reading::page_problem,
        reading::remember_page,
        reading::give_password,
        reading::want_pages,
        reading::page_parts,
        reading::find_in_paper,
        reading::changes,
        reading::search,
        signatures::signatures,
        reading::open_address,
        marks::annotations,
        marks::annotate,
        marks::edit_note,
        marks::reshape,
        marks::set_erased,
        marks::lay_aside,
        marks::undo_marks,
        marks::redo_marks,
        marks::read_xfdf,
        sharing::note_readers,
        sharing::share_notes,
        sharing::unshare_notes,
        sharing::take_over,
        sharing::own_sharing,
        sharing::confirm_sharing_key,
        polls::poll,
        polls::cast_ballot,
        devices::devices,
        devices::approve_device,
        devices::revoke_device,
        devices::recovery_code,
        devices::restore_note_key,
        people::people,
        people::read_people,
        people::administered_devices,
        people::revoke_any_device,
        people::make_enrolment_code,
        people::trail,
        saving::save_trail,
        saving::save_report,
        saving::save_calendar,
        saving::save_book,
        saving::save_marked_copy,
        saving::save_notes,
        saving::print_paper,
    ]
}

/// Waits for a PDF worker on a thread made for waiting, so that a slow document holds up nothing else.
async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DeskError> + Send + 'static,
) -> Answer<T> {
    let done = tauri::async_runtime::spawn_blocking(work).await;
    seen(done.unwrap_or_else(|_| Err(DeskError::from_code("internal"))))
}

fn seen<T>(result: Result<T, DeskError>) -> Answer<T> {
    result.map_err(|error| log_and_view(&error))
}

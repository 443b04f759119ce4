use super::{Answer, seen};
use crate::state::{AppState, desk_options};
use crate::{demo, window};
use desk::view::{AppView, EnrolInput, KeptView, StatusView};
use desk::{Desk, EnrolOptions, Passphrase};
use tauri::{AppHandle, State, command};

#[command(async)]
pub fn app_view(state: State<'_, AppState>) -> AppView {
    state.app_view()
}

#[command]
pub async fn enrol(app: AppHandle, state: State<'_, AppState>, input: EnrolInput) -> Answer<()> {
    let options = seen(desk_options(&app))?;
    let passphrase = input.passphrase.filter(|typed| !typed.is_empty()).map(Passphrase::new);
    let enrolment = EnrolOptions {
        code_or_link: input.code_or_link,
        server: input.server,
        device_name: input.device_name,
        passphrase,
    };
    let desk = seen(Desk::enrol(&state.profile(), state.keyring(), options, enrolment).await)?;
    state.put_desk(&app, desk);
    Ok(())
}

#[command]
pub async fn try_demo(app: AppHandle) -> Answer<()> {
    demo::start(&app).await
}

#[command]
pub async fn unlock(
    app: AppHandle,
    state: State<'_, AppState>,
    passphrase: Option<String>,
) -> Answer<()> {
    demo::start_again(&app).await?;
    state.unlock(&app, passphrase)
}

#[command]
pub fn lock(app: AppHandle) {
    window::lock(&app);
}

#[command(async)]
pub fn set_locale(state: State<'_, AppState>, locale: String) {
    state.change_prefs(|prefs| prefs.locale = locale);
}

#[command(async)]
pub fn set_theme(state: State<'_, AppState>, theme: String) {
    state.change_prefs(|prefs| prefs.theme = theme);
}

#[command(async)]
pub fn status(state: State<'_, AppState>) -> Answer<StatusView> {
    seen(state.desk()?.status())
}

#[command(async)]
pub fn sync_now(state: State<'_, AppState>) -> Answer<()> {
    state.desk()?.sync_soon();
    Ok(())
}

#[command(async)]
pub fn kept(state: State<'_, AppState>) -> Answer<Vec<KeptView>> {
    seen(state.desk()?.kept())
}

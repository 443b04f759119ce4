use super::extract::{Path, Query};
use crate::app::App;
use crate::error::ApiError;
use crate::form_report::Gathering;
use crate::proof::Caller;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::{FormId, FormState, access};
use phrases::Phrases;
use std::sync::Arc;
use uuid::Uuid;
use wire::{Problem, ReportFormatWord, ReportQuery};

/// The summary report of an opinion form: answers, opinions, replies and the explained outcome.
#[utoipa::path(
    get,
    path = "/v1/forms/{form}/report",
    params(("form" = Uuid, Path, description = "the form"), ReportQuery),
    responses(
        (status = 200, description = "the report", content(
            (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )),
        (status = 404, body = Problem),
    )
)]
pub async fn form_report(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(form): Path<Uuid>,
    Query(query): Query<ReportQuery>,
) -> Result<Response, ApiError> {
    app.run(move |app| {
        let cabinet = app.cabinet()?;
        let form = cabinet
            .form(FormId::from_uuid(form))
            .filter(|form| form.state != FormState::Draft)
            .filter(|form| {
                let polls = form.questions.iter().filter_map(|one| cabinet.poll(one.poll));
                polls.into_iter().all(|poll| access::may_see_ballots(&cabinet, caller.person, poll))
            })
            .ok_or_else(ApiError::not_found)?;
        let english = query.language.as_deref() == Some("en");
        let (language, words) = if english {
            (report::Language::English, phrases::Language::English)
        } else {
            (report::Language::Vietnamese, phrases::Language::Vietnamese)
        };
        let phrases =
            Phrases::load(words).map_err(|_| ApiError::Broken("the catalogue cannot be read"))?;
        let gathering = Gathering {
            cabinet: &cabinet,
            form,
            reader: caller.person,
            phrases: &phrases,
            language,
            now: app.now(),
        };
        let gathered = gathering.gather().ok_or_else(ApiError::not_found)?;
        let (bytes, kind) = match query.format {
            ReportFormatWord::Pdf => (report::to_pdf(&gathered), "application/pdf"),
            ReportFormatWord::Xlsx => (
                report::to_xlsx(&gathered),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
        };
        let bytes = bytes.map_err(|error| {
            // The typesetter's own words may quote what people wrote.
            tracing::error!(kind = %std::any::type_name_of_val(&error), "a report cannot be set");
            ApiError::Broken("a report cannot be set")
        })?;
        let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "private, no-store")];
        Ok((headers, bytes).into_response())
    })
    .await
}

//! `GET /v1/me/export`

use std::collections::BTreeMap;

use api::{Caller, Json, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use kernel::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::body::{ConsentBody, ProfileBody};
use super::request::FRESH;
use crate::service::{Export, Users};

/// All that is kept of somebody.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Export)]
pub(super) struct ExportBody {
    /// When it was put together.
    #[schema(value_type = String, format = DateTime)]
    exported_at: Timestamp,
    /// Their profile, with addresses and preferences.
    profile: ProfileBody,
    /// What they have agreed to.
    consents: Vec<ConsentBody>,
    /// What others keep, in sections: `orders`, `notifications`, as the operations of these names
    /// show them, and `push_subscriptions`: at which push services, and since when.
    #[serde(flatten)]
    sections: BTreeMap<&'static str, Value>,
}

/// Reads all that is kept of the caller as one file (Regulation (EU) 2016/679, articles 15 and 20).
#[utoipa::path(
    get, path = "/v1/me/export", tag = "users", operation_id = "exportMyData",
    security(("bearer" = [])),
    responses((status = 200, description = "A file to be saved", body = ExportBody)),
)]
pub(super) async fn export(
    State(users): State<Users>,
    caller: Caller,
) -> Result<Response, Problem> {
    // Whoever is signed in, about themselves.
    Ok(file(users.export(&caller.0.id).await?, "my-data.json"))
}

/// All that is kept of somebody, as a file of this name.
pub(super) fn file(export: Export, name: &str) -> Response {
    let body = ExportBody {
        exported_at: export.at,
        profile: ProfileBody::from(&export.found),
        consents: ConsentBody::all(&export.found.profile),
        sections: export.sections.into_iter().collect(),
    };
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_DISPOSITION, disposition)], [FRESH], Json(body)).into_response()
}

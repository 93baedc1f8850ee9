//! The look of the pages, and their one script.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use http::header;

use super::view::{PASSKEYS, STYLE, theme_css};
use crate::service::Idp;

/// How long a browser may keep them, in seconds: an hour, since they change with the program.
const KEPT: &str = "public, max-age=3600";

pub(super) fn router() -> Router<Idp> {
    Router::new()
        .route("/sign-in/style.css", get(|| async { sent("text/css; charset=utf-8", STYLE) }))
        .route(
            "/sign-in/passkeys.js",
            get(|| async { sent("text/javascript; charset=utf-8", PASSKEYS) }),
        )
        .route("/sign-in/theme.css", get(theme))
}

async fn theme(State(idp): State<Idp>) -> impl IntoResponse {
    sent("text/css; charset=utf-8", theme_css(&idp.settings().brand))
}

fn sent(kind: &'static str, text: impl IntoResponse) -> impl IntoResponse {
    let nosniff = (header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, KEPT), nosniff], text)
}

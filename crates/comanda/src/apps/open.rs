//! One app, and whatever is asked for within it.

use std::sync::Arc;

use api::IfNoneMatch;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use super::answer::{FIRST_PAGE, FRAMED_PAGE, WORKER, answer, by_name, media_type, name_of};
use super::files::Files;
use super::guards::Guards;
use super::manifest::{MANIFEST, named};
use super::negotiate;
use crate::pages;

/// What an app is told when it starts.
const TOLD: &str = "config.json";
/// After how many seconds a device may ask once more for what keeps an app on it.
const WORKER_AFTER_S: &str = "30";

/// One app.
pub(super) struct App {
    /// The first part of its paths.
    pub(super) name: &'static str,
    pub(super) files: Files,
    /// What stands in its `config.json`.
    pub(super) told: String,
    /// What it is called when it is installed; `None` for as it was built.
    pub(super) brand: Option<String>,
    pub(super) guards: Arc<Guards>,
    /// Where people reach this server.
    pub(super) public_url: String,
}

impl App {
    /// Everything under its name.
    pub(super) fn router(self) -> Router {
        let home = format!("/{}/", self.name);
        let bare = home.trim_end_matches('/').to_owned();
        let within = format!("{home}{{*path}}");
        let (root, to) = (home.clone(), home);
        Router::new()
            .route(&root, get(open))
            .route(&within, get(open))
            .with_state(Arc::new(self))
            .route(&bare, get(move || async move { Redirect::permanent(&to) }))
    }
}

async fn open(
    State(app): State<Arc<App>>,
    uri: Uri,
    headers: HeaderMap,
    known: IfNoneMatch,
) -> Response {
    let path = uri.path().trim_start_matches('/').strip_prefix(app.name).unwrap_or_default();
    let name = name_of(path.strip_prefix('/').unwrap_or_default());
    if name == FIRST_PAGE {
        if let Some(there) = by_name(&app.public_url, headers.get(header::HOST), &uri) {
            return Redirect::temporary(&there).into_response();
        }
        if !app.files.has(FIRST_PAGE) {
            return pages::not_built(app.name);
        }
    }
    let made = match name {
        TOLD => Some(app.told.clone()),
        MANIFEST => app.brand.as_deref().and_then(|brand| named(&app.files, brand)),
        _ => None,
    };
    let mut response = match made {
        // A worker would keep the first page as it is now until the next build. Without one the app
        // works, and a browser asks for it again at each visit.
        None if name == WORKER && app.guards.are_early() => {
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, WORKER_AFTER_S)])
                .into_response()
        }
        Some(text) => {
            let kind =
                [(header::CONTENT_TYPE, media_type(name)), (header::CACHE_CONTROL, "no-cache")];
            (StatusCode::OK, kind, text).into_response()
        }
        None => answer(&app.files, name, &negotiate::accepted(&headers), &known),
    };
    app.guards.put(&mut response, name == FRAMED_PAGE);
    response
}

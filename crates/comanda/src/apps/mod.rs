//! The apps people hold in their hands, served from this program: `/order/`, `/counter/` and
//! `/office/`, each as `web/` builds it, and the pictures of the demo menus.
//!
//! Every address is under one of these names, so none of them can take a path of the API. On AWS the
//! same files stand in S3 behind CloudFront, and no function carries them.

mod answer;
mod built;
mod files;
mod guards;
mod negotiate;
mod pictures;
mod settings;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use api::IfNoneMatch;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use self::answer::{FIRST_PAGE, FRAMED_PAGE, answer, by_name, name_of};
use self::built::Built;
use self::files::Files;
use self::guards::Guards;
pub(crate) use self::settings::{Brand, Settings};
use crate::pages;

/// The apps: the first part of their paths, and their client ids here.
pub(crate) const NAMES: [&str; 3] = ["order", "counter", "office"];

/// What an app is told when it starts.
const TOLD: &str = "config.json";

/// One app.
struct App {
    name: &'static str,
    files: Files,
    told: String,
    guards: Guards,
    public_url: String,
}

/// The apps, and the way from `/` to the one that customers use.
pub(crate) fn router(settings: &Settings) -> Router {
    of(Built::here(), settings)
}

/// The apps that are not built into this program.
pub(crate) fn missing() -> Vec<&'static str> {
    let built = Built::here();
    let apps = NAMES.into_iter().zip(built.apps);
    apps.filter(|(_, files)| !files.has(FIRST_PAGE)).map(|(name, _)| name).collect()
}

fn of(built: Built, settings: &Settings) -> Router {
    let guards = Guards::new(settings);
    let mut router = pages::leading_to("/order/").merge(pictures::router(built.pictures));
    for (place, files) in built.apps.into_iter().enumerate() {
        let name = NAMES[place];
        let app = App {
            name,
            files,
            told: settings.told(place),
            guards: guards.clone(),
            public_url: settings.public_url.clone(),
        };
        let within = Router::new()
            .route(&format!("/{name}/"), get(open))
            .route(&format!("/{name}/{{*path}}"), get(open))
            .with_state(Arc::new(app));
        let home = format!("/{name}/");
        let home = get(move || async move { Redirect::permanent(&home) });
        router = router.route(&format!("/{name}"), home).merge(within);
    }
    router
}

/// Whatever is asked for within an app.
async fn open(
    State(app): State<Arc<App>>,
    uri: Uri,
    headers: HeaderMap,
    known: IfNoneMatch,
) -> Response {
    let path = uri.path()[1..].strip_prefix(app.name).unwrap_or_default();
    let path = path.strip_prefix('/').unwrap_or_default();
    let name = name_of(path);
    if name == FIRST_PAGE {
        if let Some(there) = by_name(&app.public_url, headers.get(header::HOST), &uri) {
            return Redirect::temporary(&there).into_response();
        }
        if !app.files.has(FIRST_PAGE) {
            return pages::not_built(app.name);
        }
    }
    let mut response = if name == TOLD {
        let told =
            [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
        (StatusCode::OK, told, app.told.clone()).into_response()
    } else {
        answer(&app.files, name, &negotiate::accepted(&headers), &known)
    };
    app.guards.put(&mut response, name == FRAMED_PAGE);
    response
}

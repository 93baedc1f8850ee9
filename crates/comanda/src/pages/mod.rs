//! The pages people read: a welcome, the API, and one page for each kind of problem. They are made
//! once, when somebody first asks for one, and hold no script and nothing from elsewhere.

mod curl;
mod docs;
mod example;
mod fields;
mod fixed;
mod layout;
mod markdown;
mod not_built;
mod operation;
mod problems;
mod schema;
mod welcome;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use serde_json::Value;

use self::fixed::{Fixed, Kind};
pub(crate) use self::not_built::not_built;

/// Every page.
struct Pages {
    welcome: Fixed,
    docs: Fixed,
    style: Fixed,
    icon: Fixed,
    openapi: Fixed,
    index: Fixed,
    problems: HashMap<String, Fixed>,
}

type Made = LazyLock<Pages, Box<dyn FnOnce() -> Pages + Send>>;

/// The pages, with the API as `openapi` describes it. Every answer has an entity tag.
pub(crate) fn router(openapi: impl FnOnce() -> Value + Send + 'static) -> Router {
    let pages: Arc<Made> = Arc::new(LazyLock::new(Box::new(|| Pages::make(&openapi()))));
    let fixed = |choose: fn(&Pages) -> &Fixed| {
        let pages = pages.clone();
        get(move |known: api::IfNoneMatch| async move { choose(&pages).answer(&known) })
    };
    let all = pages.clone();
    let problem = move |Path(code): Path<String>, known: api::IfNoneMatch| async move {
        match all.problems.get(&code) {
            Some(page) => page.answer(&known),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    };
    Router::new()
        .route("/welcome", fixed(|pages| &pages.welcome))
        .route("/docs", fixed(|pages| &pages.docs))
        .route("/docs/style.css", fixed(|pages| &pages.style))
        .route("/docs/icon.svg", fixed(|pages| &pages.icon))
        .route("/openapi.json", fixed(|pages| &pages.openapi))
        .route("/problems", fixed(|pages| &pages.index))
        .route("/problems/{code}", get(problem))
}

/// The way from `/`: to the app of customers, or where there are no apps, to the welcome.
pub(crate) fn leading_to(place: &'static str) -> Router {
    Router::new().route("/", get(move || async move { found(place) }))
}

/// 302: it may lead elsewhere the next time.
fn found(place: &'static str) -> impl IntoResponse {
    (StatusCode::FOUND, [(header::LOCATION, place), (header::CACHE_CONTROL, "no-cache")])
}

impl Pages {
    fn make(openapi: &Value) -> Self {
        let problems = problems::codes().into_iter().filter_map(|code| {
            let page = problems::problem(&code)?;
            Some((code, Fixed::new(Kind::Html, page)))
        });
        Self {
            welcome: Fixed::new(Kind::Html, welcome::welcome(openapi)),
            docs: Fixed::new(Kind::Html, docs::docs(openapi)),
            style: Fixed::new(Kind::Css, layout::STYLE.to_owned()),
            icon: Fixed::new(Kind::Svg, layout::ICON.to_owned()),
            openapi: Fixed::new(Kind::Json, openapi.to_string()),
            index: Fixed::new(Kind::Html, problems::problems_index()),
            problems: problems.collect(),
        }
    }
}

#[cfg(test)]
mod tests;

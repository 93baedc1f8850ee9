//! The pages people read: a welcome, the API, and one page for each kind of problem. They are made
//! once, when the server starts, and hold no script and nothing from elsewhere.

mod curl;
mod docs;
mod example;
mod fields;
mod fixed;
mod layout;
mod markdown;
mod operation;
mod problems;
mod schema;
mod welcome;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use serde_json::Value;

use self::fixed::{Fixed, Kind};

/// The pages, with the API as `openapi` describes it. Every answer has an entity tag.
pub(crate) fn router(openapi: &Value) -> Router {
    let problems = problems::codes().into_iter().filter_map(|code| {
        let page = problems::problem(&code)?;
        Some((code, Fixed::new(Kind::Html, page)))
    });
    let problems: std::collections::HashMap<_, _> = problems.collect();
    let problem = move |Path(code): Path<String>, known: api::IfNoneMatch| async move {
        match problems.get(&code) {
            Some(page) => page.answer(&known),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    };
    let fixed = |kind, text: String| {
        let fixed = Fixed::new(kind, text);
        get(move |known: api::IfNoneMatch| async move { fixed.answer(&known) })
    };
    Router::new()
        .route("/", fixed(Kind::Html, welcome::welcome(openapi)))
        .route("/docs", fixed(Kind::Html, docs::docs(openapi)))
        .route("/docs/style.css", fixed(Kind::Css, layout::STYLE.to_owned()))
        .route("/docs/icon.svg", fixed(Kind::Svg, layout::ICON.to_owned()))
        .route("/openapi.json", fixed(Kind::Json, openapi.to_string()))
        .route("/problems", fixed(Kind::Html, problems::problems_index()))
        .route("/problems/{code}", get(problem))
}

#[cfg(test)]
mod tests;

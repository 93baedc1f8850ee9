//! Every route of the server, and the layers around them.

use std::time::Duration;

use api::Problem;
use axum::extract::DefaultBodyLimit;
use axum::{Extension, Router, middleware};
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::config::Server;
use crate::{health, pages, workflows};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Comanda",
        description = "Online ordering for a café or bakery: menu, quote, order, live status.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "locations", description = "Shops: where they are, when they are open."),
        (name = "menu", description = "What can be ordered, and what has sold out."),
        (name = "stock", description = "How much is there of what can run out."),
        (name = "orders", description = "What customers do: quote, order, watch, cancel."),
        (name = "kitchen", description = "What baristas do: claim, start, ready, collect."),
        (name = "workflows", description = "What admins see of workflows, and how they step in."),
        (name = "notifications", description = "What customers and staff are told of orders."),
        (name = "health", description = "For whoever watches over the process."),
    ),
)]
struct Document;

/// Every operation and what is documented of it.
fn operations(app: &App, server: &Server, stopping: watch::Receiver<bool>) -> OpenApiRouter {
    // Where a whole menu is taken, the route allows more by itself.
    let body = DefaultBodyLimit::max(server.body_bytes_max);
    let timeout = TimeoutLayer::with_status_code(
        http::StatusCode::REQUEST_TIMEOUT,
        Duration::from_secs(server.request_timeout_s),
    );
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(products::http::router(app.products.clone()))
        .merge(orders::http::router(app.orders.clone()))
        .merge(notify::http::router(app.notify.clone()))
        .merge(workflows::http::router(app.engine.clone()))
        .layer(body)
        .layer(timeout)
        .merge(health::router(app.store.clone(), stopping))
}

/// The OpenAPI document.
pub fn document(app: &App) -> OpenApi {
    let (_, stopping) = watch::channel(false);
    let (_, mut document) = operations(app, &Server::default(), stopping).split_for_parts();
    env!("CARGO_PKG_VERSION").clone_into(&mut document.info.version);
    api::document_problems(&mut document);
    document
}

/// The whole server.
pub fn router(app: &App, server: &Server, stopping: watch::Receiver<bool>) -> Router {
    let document = serde_json::to_value(document(app)).unwrap_or_default();
    let (operations, _) = operations(app, server, stopping).split_for_parts();
    let observe =
        middleware::from_fn_with_state((app.clock.clone(), app.random.clone()), api::observe);
    operations
        .merge(pages::router(&document))
        .layer(Extension(app.verifier.clone()))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(observe)
}

#[expect(clippy::needless_pass_by_value, reason = "the layer calls it so")]
fn panicked(panic: Box<dyn std::any::Any + Send>) -> axum::response::Response {
    use axum::response::IntoResponse;
    let words = panic.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words");
    tracing::error!(panic = words, "a request panicked");
    Problem::from(api::Error::Internal).into_response()
}

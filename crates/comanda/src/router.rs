//! Every route of the server, and the layers around them.

use std::sync::Arc;
use std::time::Duration;

use api::{Problem, TimeLimit};
use axum::extract::DefaultBodyLimit;
use axum::{Extension, Router, middleware};
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use users::http::GuestCookie;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::app::{Answers, Contexts};
use crate::audit::{self, Trail};
use crate::config::Server;
use crate::policy::{Gate, POLICY, Rules, gate};
use crate::{guests, health, pages, workflows};

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
        (name = "sales", description = "What a location sold."),
        (name = "workflows", description = "What admins see of workflows, and how they step in."),
        (name = "users", description = "What is kept of whoever calls, and who orders as a guest."),
        (name = "customers", description = "What admins see of people, and do when those ask."),
        (name = "staff", description = "Who works here, and in which role."),
        (name = "audit", description = "What staff have changed."),
        (name = "notifications", description = "What customers and staff are told of orders."),
        (name = "health", description = "For whoever watches over the process."),
    ),
)]
struct Document;

/// Every operation and what is documented of it.
fn operations(from: &Answers, server: &Server, stopping: watch::Receiver<bool>) -> OpenApiRouter {
    // Where a whole menu is taken, the route allows more by itself.
    let body = DefaultBodyLimit::max(server.body_bytes_max);
    let timeout = TimeoutLayer::with_status_code(
        http::StatusCode::REQUEST_TIMEOUT,
        Duration::from_secs(server.request_timeout_s),
    );
    OpenApiRouter::with_openapi(Document::openapi())
        .merge(products::http::router(from.contexts.products.clone()))
        .merge(orders::http::router(from.contexts.orders.clone()))
        .merge(users::http::router(from.users.clone(), GuestCookie::at(&server.public_url)))
        .merge(notify::http::router(from.notify.clone()))
        .merge(workflows::http::router(from.workflows.clone()))
        .merge(idp::http::staff::router(from.idp.clone()))
        .merge(audit::router(trail(from), from.users.clone()))
        .layer(body)
        .layer(timeout)
        .merge(health::router(from.contexts.store.clone(), stopping))
}

/// Where it is written down what staff do.
fn trail(from: &Answers) -> Trail {
    let Contexts { store, clock, random, .. } = from.contexts.clone();
    Trail::new(store, clock, random)
}

/// The OpenAPI document.
pub fn document(from: &Answers) -> OpenApi {
    let (_, stopping) = watch::channel(false);
    let (_, document) = operations(from, &Server::default(), stopping).split_for_parts();
    whole(document)
}

/// The document with what no operation says.
fn whole(mut document: OpenApi) -> OpenApi {
    env!("CARGO_PKG_VERSION").clone_into(&mut document.info.version);
    api::document_problems(&mut document);
    document
}

/// The whole server.
///
/// # Errors
/// When policy and operations do not fit each other, with what to do about it.
pub fn router(
    from: &Answers,
    server: &Server,
    stopping: watch::Receiver<bool>,
) -> anyhow::Result<Router> {
    with(from, server, stopping, pages::leading_to("/welcome"))
}

/// The same with what people are shown `beside` it: the apps, where this program has them. It
/// compresses by itself.
///
/// # Errors
/// When policy and operations do not fit each other, with what to do about it.
pub(crate) fn with(
    from: &Answers,
    server: &Server,
    stopping: watch::Receiver<bool>,
    beside: Router,
) -> anyhow::Result<Router> {
    let (operations, document) = operations(from, server, stopping).split_for_parts();
    let gated = Gate {
        rules: Rules::new(POLICY, &document)?,
        verifier: from.verifier.clone(),
        clock: from.contexts.clock.clone(),
        step_up: from.step_up,
        trail: trail(from),
    };
    let operations = operations.route_layer(middleware::from_fn_with_state(Arc::new(gated), gate));
    let operations = match from.idp.clone() {
        Some(idp) => operations.layer(middleware::from_fn_with_state(idp, guests::count)),
        None => operations,
    };
    let document = move || serde_json::to_value(whole(document)).unwrap_or_default();
    let Contexts { clock, random, .. } = &from.contexts;
    let observe = middleware::from_fn_with_state((clock.clone(), random.clone()), api::observe);
    let sign_in = from.idp.clone().map(idp::http::router).unwrap_or_default();
    Ok(operations
        .merge(pages::router(document))
        .merge(sign_in)
        .layer(Extension(from.verifier.clone()))
        .layer(Extension(TimeLimit(Duration::from_secs(server.request_timeout_s))))
        .layer(CompressionLayer::new())
        .merge(beside)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(observe))
}

#[expect(clippy::needless_pass_by_value, reason = "the layer calls it so")]
fn panicked(panic: Box<dyn std::any::Any + Send>) -> axum::response::Response {
    use axum::response::IntoResponse;
    let words = panic.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words");
    tracing::error!(panic = words, "a request panicked");
    Problem::from(api::Error::Internal).into_response()
}

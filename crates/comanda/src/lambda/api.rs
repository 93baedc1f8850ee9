//! `api`: requests from API Gateway (REST and HTTP APIs), answered by the server's own router.

use std::convert::Infallible;
use std::process::ExitCode;
use std::sync::Arc;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use http::{HeaderName, HeaderValue, Uri};
use kernel::Clock;
use lambda_http::request::RequestContext;
use lambda_http::{RequestExt, service_fn};
use tokio::sync::watch;
use tower::ServiceExt;

use super::metrics::Measure::{Count, Took};
use super::metrics::Metrics;
use super::start::run;
use crate::router;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Longest a request may take, in seconds: API Gateway waits for 29, and then answers by itself.
/// Source: "Quotas" in the API Gateway developer guide.
const REQUEST_TIMEOUT_MAX_S: u64 = 28;

/// The program of the function.
pub fn api() -> ExitCode {
    run(async |opened| {
        let (_never, stopping) = watch::channel(false);
        let mut server = opened.config.server.clone();
        server.request_timeout_s = server.request_timeout_s.min(REQUEST_TIMEOUT_MAX_S);
        let router = router::router(&opened.answers().await?, &server, stopping)?;
        let measured = (Metrics::of(&opened), opened.clock.clone());
        let router = router.layer(middleware::from_fn_with_state(measured, measure));
        lambda_http::run(service_fn(|request| answer(router.clone(), request)))
            .await
            .map_err(anyhow::Error::from_boxed)
    })
}

/// Has the router answer one request.
pub(super) async fn answer(
    router: Router,
    request: lambda_http::Request,
) -> Result<Response, Infallible> {
    router.oneshot(as_sent(request)).await
}

/// The request as the customer sent it: its path without the stage, which is API Gateway's. Its id
/// is that of the call, unless it brought one, so that the logs of Lambda tell of it.
fn as_sent(mut request: lambda_http::Request) -> lambda_http::Request {
    let path = match request.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => {
            let stage = context.stage.as_deref().unwrap_or_default();
            without_stage(request.raw_http_path(), stage)
        }
        _ => request.raw_http_path(),
    };
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    if let Ok(uri) = Uri::try_from(format!("{path}{query}")) {
        *request.uri_mut() = uri;
    }
    let call = request.lambda_context_ref().map(|context| context.request_id.clone());
    if let Some(Ok(id)) = call.map(HeaderValue::try_from) {
        request.headers_mut().entry(REQUEST_ID).or_insert(id);
    }
    request
}

/// HTTP APIs tell the path with the stage before it, but for the stage `$default`; REST APIs do
/// not.
fn without_stage<'a>(path: &'a str, stage: &str) -> &'a str {
    let rest = path.strip_prefix('/').and_then(|path| path.strip_prefix(stage));
    match rest {
        Some("") if !stage.is_empty() => "/",
        Some(rest) if rest.starts_with('/') && !stage.is_empty() => rest,
        _ => path,
    }
}

/// Measures each request, by operation and class of status.
async fn measure(
    State((metrics, clock)): State<(Metrics, Arc<dyn Clock>)>,
    matched: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let path = matched.as_ref().map_or("none", MatchedPath::as_str);
    let operation = format!("{} {path}", request.method());
    let started = clock.now();
    let response = next.run(request).await;
    let took = clock.now().duration_since(started).unsigned_abs();
    let status = response.status().as_u16();
    let class = format!("{}xx", status / 100);
    let about = [("Operation", operation.as_str()), ("Status", class.as_str())];
    metrics.say(&about, &[("Requests", Count(1)), ("Duration", Took(took))]);
    if operation == "POST /v1/orders" && status < 300 && !is_repeated(&response) {
        metrics.say(&[], &[("OrdersPlaced", Count(1))]);
    }
    response
}

/// Whether the order had been placed before.
fn is_repeated(response: &Response) -> bool {
    response.headers().contains_key("idempotency-replayed")
}

#[cfg(test)]
#[path = "api_tests.rs"]
mod tests;

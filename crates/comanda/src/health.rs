//! `/health/live` and `/health/ready`, for whoever watches over the process.

use std::sync::Arc;
use std::time::Duration;

use api::{Json, Problem};
use axum::extract::State;
use serde::Serialize;
use store::Store;
use tokio::sync::watch;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Clone)]
struct Health {
    store: Arc<dyn Store>,
    stopping: watch::Receiver<bool>,
}

/// How the server is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Health)]
struct HealthBody {
    /// `live` or `ready`.
    #[schema(example = "ready")]
    status: &'static str,
}

pub(crate) fn router(store: Arc<dyn Store>, stopping: watch::Receiver<bool>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(live))
        .routes(routes!(ready))
        .with_state(Health { store, stopping })
}

/// The process runs. Restart it when this does not answer.
#[utoipa::path(
    get, path = "/health/live", tag = "health", operation_id = "isLive",
    responses((status = 200, description = "It runs", body = HealthBody)),
)]
async fn live() -> Json<HealthBody> {
    Json(HealthBody { status: "live" })
}

/// The server can do its work: the database answers and takes writes. Send it no requests
/// otherwise.
#[utoipa::path(
    get, path = "/health/ready", tag = "health", operation_id = "isReady",
    responses((status = 200, description = "It can do its work", body = HealthBody)),
)]
async fn ready(State(health): State<Health>) -> Result<Json<HealthBody>, Problem> {
    if *health.stopping.borrow() {
        return Err(store::Error::unavailable("the server is stopping").into());
    }
    match tokio::time::timeout(PATIENCE, health.store.ping()).await {
        Ok(answer) => answer?,
        Err(late) => return Err(store::Error::unavailable(late).into()),
    }
    Ok(Json(HealthBody { status: "ready" }))
}

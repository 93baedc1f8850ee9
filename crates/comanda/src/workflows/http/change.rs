//! Starting executions, stopping them, and taking them up again.

use std::sync::Arc;

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use kernel::Field;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use workflow::Workflows;
use workflow::machine::Failed;

use super::body::ExecutionBody;
use super::read::id;

/// Longest name of an error, in characters. Source: `StopExecution`.
const ERROR_MAX: usize = 256;
/// Longest cause, in characters. Source: likewise.
const CAUSE_MAX: usize = 32_768;

/// What to start.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WorkflowStartInput)]
pub(super) struct StartInput {
    /// 1 to 80 letters, digits, hyphens, underscores and dots.
    #[schema(example = "ord_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    name: String,
    /// At most 262,144 bytes as JSON.
    input: Value,
}

/// Why it is stopped.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WorkflowStopInput)]
pub(super) struct StopInput {
    /// The name of an error; at most 256 characters.
    #[serde(default)]
    #[schema(example = "orders.cancelled")]
    error: Option<String>,
    /// What is to say about it; at most 32,768 characters.
    #[serde(default)]
    cause: Option<String>,
}

/// Start an execution. For admins.
///
/// The same name with the same input is the same execution, as long as it runs.
#[utoipa::path(
    post, path = "/v1/workflows/{machine}/executions", tag = "workflows",
    operation_id = "startWorkflowExecution",
    params(("machine" = String, Path, example = "order-fulfilment")),
    request_body = StartInput, security(("bearer" = [])),
    responses((status = 201, description = "It is started.", body = ExecutionBody)),
)]
pub(super) async fn start(
    State(workflows): State<Arc<dyn Workflows>>,
    caller: Caller,
    Path(machine): Path<String>,
    Json(body): Json<StartInput>,
) -> Result<Response, Problem> {
    caller.must_be_admin()?;
    let StartInput { name, input } = body;
    let id = workflows.start(&machine, &name, input).await?;
    let address = [(header::LOCATION, format!("/v1/workflows/{machine}/executions/{name}"))];
    Ok((StatusCode::CREATED, address, answer(&*workflows, &id).await?).into_response())
}

/// Stop an execution where it stands. For admins.
///
/// Nothing it has done is undone, and nobody is told. One that has ended stays as it is.
#[utoipa::path(
    post, path = "/v1/workflows/{machine}/executions/{name}/stop", tag = "workflows",
    operation_id = "stopWorkflowExecution",
    params(
        ("machine" = String, Path, example = "order-fulfilment"),
        ("name" = String, Path, description = "The execution's name"),
    ),
    request_body = StopInput, security(("bearer" = [])),
    responses((status = 200, description = "The execution as it is now.", body = ExecutionBody)),
)]
pub(super) async fn stop(
    State(workflows): State<Arc<dyn Workflows>>,
    caller: Caller,
    Path((machine, name)): Path<(String, String)>,
    Json(body): Json<StopInput>,
) -> Result<Json<ExecutionBody>, Problem> {
    caller.must_be_admin()?;
    let id = id(&machine, &name)?;
    let StopInput { error, cause } = body;
    short("/error", error.as_deref(), ERROR_MAX)?;
    short("/cause", cause.as_deref(), CAUSE_MAX)?;
    workflows.stop(&id, Failed { error, cause }).await?;
    Ok(answer(&*workflows, &id).await?)
}

/// Take an execution up again where it failed, timed out or was stopped. For admins.
#[utoipa::path(
    post, path = "/v1/workflows/{machine}/executions/{name}/redrive", tag = "workflows",
    operation_id = "redriveWorkflowExecution",
    params(
        ("machine" = String, Path, example = "order-fulfilment"),
        ("name" = String, Path, description = "The execution's name"),
    ),
    security(("bearer" = [])),
    responses((status = 200, description = "The execution as it is now.", body = ExecutionBody)),
)]
pub(super) async fn redrive(
    State(workflows): State<Arc<dyn Workflows>>,
    caller: Caller,
    Path((machine, name)): Path<(String, String)>,
) -> Result<Json<ExecutionBody>, Problem> {
    caller.must_be_admin()?;
    let id = id(&machine, &name)?;
    workflows.redrive(&id).await?;
    Ok(answer(&*workflows, &id).await?)
}

async fn answer(
    workflows: &dyn Workflows,
    id: &str,
) -> Result<Json<ExecutionBody>, workflow::Error> {
    Ok(Json(ExecutionBody::whole(workflows.describe(id).await?)))
}

fn short(pointer: &str, text: Option<&str>, max: usize) -> Result<(), api::Error> {
    let count = text.map_or(0, |text| text.chars().count());
    if count <= max {
        return Ok(());
    }
    let detail = format!("has {count} characters: expected at most {max}");
    let (pointer, code) = (pointer.to_owned(), "api.invalid-body");
    Err(api::Error::InvalidBody(Field { pointer, code, detail }))
}

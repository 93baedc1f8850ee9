//! `GET /v1/workflows/{machine}/executions`

use std::sync::Arc;

use api::{Caller, Json, Path, Problem, Query};
use axum::extract::State;
use kernel::{Cursor, Limit};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use workflow::{Error, Status, Workflows};

use super::body::ExecutionBody;

/// Which page of which executions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Only those with this status: `running`, `succeeded`, `failed`, `timed-out`, `aborted`.
    status: Option<String>,
    /// How many at most, 1 to 100; 20 unless told.
    limit: Option<u32>,
    /// `next` of the page before.
    after: Option<String>,
}

/// A page of executions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkflowExecutionList)]
pub(super) struct ExecutionListBody {
    /// The executions, without their data.
    items: Vec<ExecutionBody>,
    /// Give this back as `after` to read on; absent on the last page.
    next: Option<String>,
}

/// The executions of a state machine, last started first. For admins.
#[utoipa::path(
    get, path = "/v1/workflows/{machine}/executions", tag = "workflows",
    operation_id = "listWorkflowExecutions",
    params(("machine" = String, Path, example = "order-fulfilment"), Which),
    security(("bearer" = [])),
    responses((status = 200, description = "A page of executions.", body = ExecutionListBody)),
)]
pub(super) async fn list(
    State(workflows): State<Arc<dyn Workflows>>,
    caller: Caller,
    Path(machine): Path<String>,
    Query(query): Query<Which>,
) -> Result<Json<ExecutionListBody>, Problem> {
    caller.must_be_admin()?;
    let page = page(&*workflows, &machine, query).await?;
    let page = page.map(ExecutionBody::brief);
    Ok(Json(ExecutionListBody { items: page.items, next: page.next.map(|next| next.to_string()) }))
}

async fn page(
    workflows: &dyn Workflows,
    machine: &str,
    query: Which,
) -> Result<kernel::Page<workflow::Described>, Error> {
    let status: Option<Status> = query.status.map(|word| word.parse()).transpose()?;
    let after: Option<Cursor> = query.after.map(|text| text.parse()).transpose()?;
    let limit = query.limit.map_or_else(Limit::default, Limit::clamped);
    if !workflows.machines().iter().any(|known| known == machine) {
        return Err(Error::NoSuchMachine(machine.chars().take(80).collect()));
    }
    workflows.list(machine, status, limit, after).await
}

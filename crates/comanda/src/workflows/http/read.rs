//! `GET /v1/workflows/{machine}/executions/{name}`

use std::sync::Arc;

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use workflow::{Error, Workflows};

use super::body::ExecutionBody;

/// Longest name of a machine or an execution.
const NAME_MAX: usize = 80;

/// An execution. For admins.
///
/// What it was given and what it gave is there, and can be personal.
#[utoipa::path(
    get, path = "/v1/workflows/{machine}/executions/{name}", tag = "workflows",
    operation_id = "readWorkflowExecution",
    params(
        ("machine" = String, Path, example = "order-fulfilment"),
        ("name" = String, Path, description = "The execution's name"),
    ),
    security(("bearer" = [])),
    responses((status = 200, description = "The execution as it is now.", body = ExecutionBody)),
)]
pub(super) async fn read(
    State(workflows): State<Arc<dyn Workflows>>,
    caller: Caller,
    Path((machine, name)): Path<(String, String)>,
) -> Result<Json<ExecutionBody>, Problem> {
    caller.must_be_admin()?;
    let id = id(&machine, &name)?;
    Ok(Json(ExecutionBody::whole(workflows.describe(&id).await?)))
}

/// The id of an execution. What cannot be a name names none.
pub(super) fn id(machine: &str, name: &str) -> Result<String, Error> {
    let id = format!("{machine}:{name}");
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_name = |name: &str| name.len() <= NAME_MAX && name.bytes().all(allowed);
    if is_name(machine) && is_name(name) {
        return Ok(id);
    }
    Err(Error::NoSuchExecution(id.chars().take(2 * NAME_MAX).collect()))
}

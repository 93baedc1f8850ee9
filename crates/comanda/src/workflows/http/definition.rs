//! `GET /v1/workflows/{machine}`, `GET /v1/workflows/{machine}/executions/{name}/definition`

use std::sync::Arc;

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use workflow::{Error, Kind, Machine, Workflows};

use super::read::id;
use crate::workflows::machines;

/// A state machine with its definition.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkflowMachineWhole)]
pub(super) struct WholeBody {
    /// Its name.
    #[schema(example = "order-fulfilment")]
    name: String,
    /// How its executions are kept: `standard` has a history, `express` has none.
    #[schema(value_type = String, example = "standard")]
    kind: Kind,
    /// What its next execution runs by, in the Amazon States Language. A `Comment` says in a
    /// sentence what a state is for.
    #[schema(value_type = Object)]
    definition: Value,
}

/// The definition that an execution runs by.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkflowDefinition)]
pub(super) struct DefinitionBody {
    /// In the Amazon States Language.
    #[schema(value_type = Object)]
    definition: Value,
}

/// A state machine, and what its next execution runs by. For admins.
#[utoipa::path(
    get, path = "/v1/workflows/{machine}", tag = "workflows", operation_id = "readWorkflow",
    params(("machine" = String, Path, example = "order-fulfilment")),
    security(("bearer" = [])),
    responses((status = 200, description = "The state machine.", body = WholeBody)),
)]
pub(super) async fn machine(
    caller: Caller,
    Path(machine): Path<String>,
) -> Result<Json<WholeBody>, Problem> {
    caller.must_be_admin()?;
    let found = machines().into_iter().find(|known| known.name == machine);
    let unknown = || Error::NoSuchMachine(machine.chars().take(80).collect());
    let Machine { name, kind, text } = found.ok_or_else(unknown)?;
    Ok(Json(WholeBody { name, kind, definition: read(&text)? }))
}

/// The definition an execution runs by: the one it began with. For admins.
///
/// Where Step Functions runs it, the names of tasks and queues in it are those of AWS.
#[utoipa::path(
    get, path = "/v1/workflows/{machine}/executions/{name}/definition", tag = "workflows",
    operation_id = "readWorkflowDefinition",
    params(
        ("machine" = String, Path, example = "order-fulfilment"),
        ("name" = String, Path, description = "The execution's name"),
    ),
    security(("bearer" = [])),
    responses((status = 200, description = "The definition.", body = DefinitionBody)),
)]
pub(super) async fn of_execution(
    State(workflows): State<Arc<dyn Workflows>>,
    caller: Caller,
    Path((machine, name)): Path<(String, String)>,
) -> Result<Json<DefinitionBody>, Problem> {
    caller.must_be_admin()?;
    let text = workflows.definition(&id(&machine, &name)?).await?;
    Ok(Json(DefinitionBody { definition: read(&text)? }))
}

/// The text as JSON, which it is: it was read before anything ran by it.
fn read(text: &str) -> Result<Value, Error> {
    serde_json::from_str(text).map_err(|error| Error::Unsound(error.to_string()))
}

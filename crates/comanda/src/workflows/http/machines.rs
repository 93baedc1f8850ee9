//! `GET /v1/workflows`

use api::{Caller, Json, Problem};
use serde::Serialize;
use utoipa::ToSchema;
use workflow::Kind;

use crate::workflows::machines;

/// A state machine.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkflowMachine)]
pub(super) struct MachineBody {
    /// Its name.
    #[schema(example = "order-fulfilment")]
    name: String,
    /// How its executions are kept: `standard` has a history, `express` has none.
    #[schema(value_type = String, example = "standard")]
    kind: Kind,
}

/// The state machines.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkflowMachineList)]
pub(super) struct MachineListBody {
    /// All that can be started, by name.
    items: Vec<MachineBody>,
}

/// The state machines of this server. For admins.
#[utoipa::path(
    get, path = "/v1/workflows", tag = "workflows", operation_id = "listWorkflows",
    security(("bearer" = [])),
    responses((status = 200, description = "All state machines.", body = MachineListBody)),
)]
pub(super) async fn list(caller: Caller) -> Result<Json<MachineListBody>, Problem> {
    caller.must_be_admin()?;
    let body = |machine: workflow::Machine| MachineBody { name: machine.name, kind: machine.kind };
    let mut items: Vec<MachineBody> = machines().into_iter().map(body).collect();
    items.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Json(MachineListBody { items }))
}

//! `GET /v1/workflows/{machine}/executions/{name}/history`

use std::sync::Arc;

use api::{Caller, Json, Path, Problem, Query};
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use workflow::machine::Event;
use workflow::{Error, Workflows};

use super::mask::masked_event;
use super::read::id;

/// Most bytes of the events of one page; one event there always is.
const BYTES_MAX: usize = 1_000_000;
/// No history has a later event.
const EVENTS_MAX: u64 = 25_000;

/// Since which event.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Since {
    /// Only events after the one with this number: `next_after_event` of the page before.
    #[serde(default)]
    after_event: u64,
}

/// A part of a history.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkflowHistory)]
pub(super) struct HistoryBody {
    /// What happened, in order, with the names and shapes of `GetExecutionHistory`.
    #[schema(value_type = Vec<Object>)]
    events: Vec<Event>,
    /// Give this back as `after_event` to read on; absent when that was all so far.
    next_after_event: Option<u64>,
}

/// What happened in an execution. For admins.
///
/// The data of each state is there, and can be personal.
#[utoipa::path(
    get, path = "/v1/workflows/{machine}/executions/{name}/history", tag = "workflows",
    operation_id = "readWorkflowHistory",
    params(
        ("machine" = String, Path, example = "order-fulfilment"),
        ("name" = String, Path, description = "The execution's name"),
        Since,
    ),
    security(("bearer" = [])),
    responses((status = 200, description = "Events, oldest first.", body = HistoryBody)),
)]
pub(super) async fn history(
    State(workflows): State<Arc<dyn Workflows>>,
    caller: Caller,
    Path((machine, name)): Path<(String, String)>,
    Query(since): Query<Since>,
) -> Result<Json<HistoryBody>, Problem> {
    caller.must_be_admin()?;
    let id = id(&machine, &name)?;
    Ok(Json(page(&*workflows, &id, since.after_event.min(EVENTS_MAX)).await?))
}

async fn page(workflows: &dyn Workflows, id: &str, after_event: u64) -> Result<HistoryBody, Error> {
    let found = workflows.history(id, after_event).await?;
    let count = found.len();
    let (mut events, mut bytes) = (Vec::with_capacity(count), 0);
    for event in found {
        bytes += serde_json::to_vec(&event).map_or(0, |json| json.len());
        if bytes > BYTES_MAX && !events.is_empty() {
            break;
        }
        events.push(masked_event(event));
    }
    let Some(last) = events.last().map(|event| event.id) else {
        return Ok(HistoryBody { events, next_after_event: None });
    };
    let has_more = events.len() < count || !workflows.history(id, last).await?.is_empty();
    Ok(HistoryBody { events, next_after_event: has_more.then_some(last) })
}

//! An execution on the wire.

use kernel::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use workflow::Described;

use super::mask::{masked, masked_text};

/// An execution of a workflow.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkflowExecution)]
pub(crate) struct ExecutionBody {
    /// Its id: machine, colon, name.
    #[schema(example = "order-fulfilment:ord_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    pub(crate) id: String,
    /// Its state machine.
    #[schema(example = "order-fulfilment")]
    pub(crate) machine: String,
    /// Its name, once in its machine.
    #[schema(example = "ord_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    pub(crate) name: String,
    /// Where it stands: `running`, `succeeded`, `failed`, `timed-out`, `aborted`.
    #[schema(example = "running")]
    pub(crate) status: &'static str,
    /// The states it is in now: several, if it has branches.
    pub(crate) states: Vec<String>,
    /// When it was started.
    #[schema(value_type = String, format = DateTime)]
    pub(crate) started_at: Timestamp,
    /// When it ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) ended_at: Option<Timestamp>,
    /// When something happens by itself, if nothing else happens before: a wait ends, or a task is
    /// too late.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) wakes_at: Option<Timestamp>,
    /// How often it was taken up again.
    pub(crate) redrives: u32,
    /// The error it ended with.
    #[schema(example = "States.Timeout")]
    pub(crate) error: Option<String>,
    /// What is to say about the error.
    pub(crate) cause: Option<String>,
    /// What it was given; not in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) input: Option<Value>,
    /// What it gave, if it has succeeded; not in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) output: Option<Value>,
}

impl ExecutionBody {
    /// The whole execution.
    pub(crate) fn whole(mut described: Described) -> Self {
        let (input, output) = (described.input.take(), described.output.take());
        let output = output.map(masked);
        Self { input: Some(masked(input)), output, ..Self::brief(described) }
    }

    /// Without its data, which may be large.
    pub(crate) fn brief(described: Described) -> Self {
        let failed = described.failed.unwrap_or_default();
        Self {
            id: described.id,
            machine: described.machine,
            name: described.name,
            status: described.status.word(),
            states: described.states,
            started_at: described.started_at,
            ended_at: described.ended_at,
            wakes_at: described.wake_at,
            redrives: described.redrives,
            error: failed.error.map(masked_text),
            cause: failed.cause.map(masked_text),
            input: None,
            output: None,
        }
    }
}

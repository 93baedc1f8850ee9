//! What the machine is told, and what it asks for.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::execution::Failed;
use super::history::Event;

/// What the machine is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Signal {
    /// It begins.
    Start,
    /// Time has passed.
    Tick,
    /// A service has taken a task that it will answer later (`.waitForTaskToken`, `.sync`).
    Submitted {
        /// Which.
        task: u64,
        /// What the service said to it.
        output: Value,
    },
    /// A task is done.
    Succeeded {
        /// Which.
        task: u64,
        /// What it gave.
        output: Value,
    },
    /// A task is not done.
    Failed {
        /// Which.
        task: u64,
        /// Why.
        failed: Failed,
    },
    /// A task is still being done.
    Heartbeat {
        /// Which.
        task: u64,
    },
    /// Somebody stops it.
    Stop(Failed),
    /// What runs it cannot hold it any more: it fails, and nothing in it can catch that.
    GiveUp(Failed),
    /// Somebody takes it up again where it failed.
    Redrive,
}

impl Signal {
    /// The task that need not be performed any more once this is told.
    pub(crate) fn answers(&self) -> Option<u64> {
        match self {
            Self::Submitted { task, .. }
            | Self::Succeeded { task, .. }
            | Self::Failed { task, .. } => Some(*task),
            _ => None,
        }
    }
}

/// What the machine asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Do this, then tell how it went.
    Perform(Order),
    /// The answer to this is no longer wanted.
    Forget {
        /// Which task.
        task: u64,
    },
}

/// A task to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Its number within the execution.
    pub task: u64,
    /// The state that asks.
    pub state: String,
    /// What does it.
    pub resource: String,
    /// What it is given.
    pub parameters: Value,
    /// Whose permissions it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Value>,
}

/// What came of a step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Step {
    /// What is to be done now.
    pub actions: Vec<Action>,
    /// What comes to the history.
    pub events: Vec<Event>,
    /// When to step again if nothing else happens.
    pub wake_at: Option<Timestamp>,
    /// It could go on at once: it was only interrupted so that no step is without bounds.
    pub has_more: bool,
}

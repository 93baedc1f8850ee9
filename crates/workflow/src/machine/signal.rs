//! What the machine is told, and what it asks for.

use kernel::Timestamp;
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
    /// Somebody takes it up again where it failed.
    Redrive,
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
#[derive(Debug, Clone, PartialEq)]
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
}

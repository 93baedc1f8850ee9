//! An execution as it stands: everything the machine needs to go on, and nothing else.

use std::collections::BTreeMap;

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::step::EVENTS_MAX;
use crate::data::Variables;

/// An execution of a definition. It can be stored and read back between any two steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Execution {
    /// Its id; `$$.Execution.Id`.
    pub id: String,
    /// Its name, unique among the executions of its state machine.
    pub name: String,
    /// Its state machine's name.
    pub machine: String,
    /// What it was started with.
    pub input: Value,
    /// When it was started.
    pub started_at: Timestamp,
    /// How often it was taken up again after it had failed.
    pub redrives: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// The lines of control, by number: the first, and one for each branch and iteration.
    pub(super) strands: BTreeMap<u64, Strand>,
    /// The number of the last strand.
    pub(super) last_strand: u64,
    /// The number of the last task.
    pub(super) last_task: u64,
    /// The number of the last event of the history.
    pub(super) last_event: u64,
    /// How often something was drawn by chance.
    pub(super) draws: u64,
}

/// What became of an execution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "status")]
pub enum Outcome {
    /// It goes on.
    Running,
    /// It has come to a good end.
    Succeeded {
        /// What it gave.
        output: Value,
    },
    /// An error was caught by nobody.
    Failed(Failed),
    /// It took longer than its definition allows.
    TimedOut(Failed),
    /// Somebody stopped it.
    Aborted(Failed),
}

/// An error, as it is told and kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// What is to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

/// A line of control: it is in one state at a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Strand {
    /// The strand whose Parallel or Map this belongs to, and its place there.
    pub(super) parent: Option<(u64, usize)>,
    /// The state it is in.
    pub(super) state: String,
    /// What the state was given.
    pub(super) input: Value,
    /// The variables of its level and of those around it.
    pub(super) variables: Variables,
    /// The item of an iteration, for `$$.Map.Item`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) item: Option<Item>,
    /// When it came into the state.
    pub(super) entered_at: Timestamp,
    /// How often each retrier of the state was used since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) retries: Vec<u64>,
    /// The last event of its history.
    pub(super) event: u64,
    /// The event with which it came into the state, and the one before that.
    pub(super) entered: u64,
    pub(super) before: u64,
    pub(super) phase: Phase,
}

/// An item of a map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Item {
    pub(super) index: usize,
    pub(super) value: Value,
}

/// What a strand is doing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Phase {
    /// It is about to come into its state.
    Entering,
    /// It is about to do, maybe again, what its state is for.
    Acting,
    /// A task has been asked for.
    Working(Working),
    /// It waits for a moment, then the state is done.
    Waiting { until: Timestamp },
    /// It waits for a moment, then it tries again.
    Resting { until: Timestamp },
    /// It waits for its branches or iterations.
    Gathering(Gathering),
}

/// A task that has been asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Working {
    pub(super) task: u64,
    /// When it is too late.
    pub(super) timeout_at: Option<Timestamp>,
    /// When it has been silent for too long, and how long that is, in seconds.
    pub(super) heartbeat: Option<(Timestamp, u64)>,
}

/// Branches or iterations under way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Gathering {
    /// What each gave; `null` while it has given nothing.
    pub(super) outputs: Vec<Value>,
    /// How many have not ended.
    pub(super) open: usize,
    /// What iterations have besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) map: Option<Iterations>,
}

/// The iterations of a map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Iterations {
    /// The inputs of those that have not begun, the next one last.
    pub(super) inputs: Vec<Value>,
    /// The items, for `$$.Map.Item`, in the same order.
    pub(super) items: Vec<Value>,
    /// How many may run at the same time.
    pub(super) concurrency: usize,
    /// How many have failed.
    pub(super) failed: usize,
    /// How many may.
    pub(super) tolerated: usize,
}

impl Execution {
    /// A new execution, before its first step.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        machine: impl Into<String>,
        input: Value,
        now: Timestamp,
    ) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            machine: machine.into(),
            input,
            started_at: now,
            redrives: 0,
            outcome: Outcome::Running,
            strands: BTreeMap::new(),
            last_strand: 0,
            last_task: 0,
            last_event: 0,
            draws: 0,
        }
    }

    /// The states it is in, in the order its lines of control began.
    pub fn states(&self) -> Vec<String> {
        self.strands.values().map(|strand| strand.state.clone()).collect()
    }

    /// Whether it can be taken up again: it ended badly, in some state, and its history has room.
    pub fn can_be_redriven(&self) -> bool {
        let ended_badly =
            matches!(self.outcome, Outcome::Failed(_) | Outcome::TimedOut(_) | Outcome::Aborted(_));
        ended_badly && !self.strands.is_empty() && self.last_event < EVENTS_MAX - 1
    }

    /// Whether it goes on.
    pub fn is_running(&self) -> bool {
        self.outcome == Outcome::Running
    }
}

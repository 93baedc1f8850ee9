//! What is stored of executions, and by what it is found.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Collection, Index, Key, never_changed};

use super::machines::Kind;
use crate::machine::{Event, Execution, Order, Outcome};

/// Executions, found by machine, by status, and by when something is to happen with them.
pub(super) static EXECUTIONS: Collection<ExecutionRecord> = Collection {
    name: "workflow_executions",
    schema: 1,
    upgrade: never_changed,
    id: |record| record.execution.id.clone(),
    expires: None,
    indexes: &[
        Index { name: "by_wake", key: |record| Some(Key::new(WAKE, instant(record.wakes_at()?))) },
        Index {
            name: "by_machine",
            key: |record| Some(Key::new(&record.execution.machine, instant(record.started_at))),
        },
        Index {
            name: "by_status",
            key: |record| {
                let status = Status::of(&record.execution.outcome);
                let partition = status_partition(&record.execution.machine, status);
                Some(Key::new(partition, instant(record.started_at)))
            },
        },
    ],
};

/// What happened, a record a commit, found by execution.
pub(super) static HISTORY: Collection<HistoryRecord> = Collection {
    name: "workflow_history",
    schema: 1,
    upgrade: never_changed,
    id: |record| format!("{}/{}", record.execution, record.place()),
    expires: None,
    indexes: &[Index {
        name: "by_execution",
        key: |record| Some(Key::new(&record.execution, record.place())),
    }],
};

/// Every version of every definition that was ever run here, by its digest.
pub(super) static DEFINITIONS: Collection<DefinitionRecord> = Collection {
    name: "workflow_definitions",
    schema: 1,
    upgrade: never_changed,
    id: |record| record.digest.clone(),
    expires: None,
    indexes: &[],
};

/// The one partition of all that waits for its time.
pub(super) const WAKE: &str = "wake";

/// The last instant that has a sort key of its own, in 2286; whatever is later sorts with it.
const LAST_INSTANT: i64 = 9_999_999_999_999_999;

/// An instant as a sort key: microseconds since 1970 with 16 digits.
pub(super) fn instant(at: Timestamp) -> String {
    format!("{:016}", at.as_microsecond().clamp(0, LAST_INSTANT))
}

pub(super) fn status_partition(machine: &str, status: Status) -> String {
    format!("{machine}/{}", status.word())
}

/// An execution, and who has it in hand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ExecutionRecord {
    pub(super) execution: Execution,
    pub(super) kind: Kind,
    /// The digest of its definition: it keeps the version it began with.
    pub(super) definition: String,
    pub(super) started_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) ended_at: Option<Timestamp>,
    /// When the machine wants to be told that time has passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) wake_at: Option<Timestamp>,
    /// Tasks that whoever has it in hand performs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) pending: Vec<Order>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) lease: Option<LeaseRecord>,
}

/// Who has an execution in hand, and until when others leave it alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LeaseRecord {
    pub(super) holder: String,
    pub(super) until: Timestamp,
}

impl ExecutionRecord {
    /// When somebody must look at it.
    pub(super) fn wakes_at(&self) -> Option<Timestamp> {
        let lease = self.lease.as_ref().map(|lease| lease.until);
        match self.kind {
            Kind::Standard => self.wake_at.into_iter().chain(lease).min(),
            // Whoever has it in hand watches its clock.
            Kind::Express => lease,
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct HistoryRecord {
    pub(super) execution: String,
    pub(super) events: Vec<Event>,
}

impl HistoryRecord {
    /// Its place: the number of its first event, with as many digits as the last one can have.
    fn place(&self) -> String {
        place(self.events.first().map_or(0, |event| event.id))
    }
}

/// The sort key of an event's number.
pub(super) fn place(event: u64) -> String {
    format!("{event:05}")
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct DefinitionRecord {
    pub(super) digest: String,
    pub(super) machine: String,
    pub(super) text: String,
    pub(super) kind: Kind,
    pub(super) installed_at: Timestamp,
}

/// Where an execution stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// It goes on.
    Running,
    /// It has come to a good end.
    Succeeded,
    /// An error was caught by nobody.
    Failed,
    /// It took longer than its definition allows.
    TimedOut,
    /// Somebody stopped it.
    Aborted,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 5] =
        [Self::Running, Self::Succeeded, Self::Failed, Self::TimedOut, Self::Aborted];

    /// The status of an outcome.
    pub fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Running => Self::Running,
            Outcome::Succeeded { .. } => Self::Succeeded,
            Outcome::Failed(_) => Self::Failed,
            Outcome::TimedOut(_) => Self::TimedOut,
            Outcome::Aborted(_) => Self::Aborted,
        }
    }

    /// The word on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::TimedOut => "timed-out",
            Self::Aborted => "aborted",
        }
    }
}

impl std::str::FromStr for Status {
    type Err = crate::Error;

    fn from_str(word: &str) -> Result<Self, crate::Error> {
        let found = Self::ALL.into_iter().find(|status| status.word() == word);
        found.ok_or_else(|| crate::Error::BadStatus(word.chars().take(40).collect()))
    }
}

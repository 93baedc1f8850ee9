//! Reading executions: for administrators and their tools.

use kernel::{Cursor, Limit, Page, Timestamp};
use serde_json::Value;

use super::engine::Engine;
use super::machines::Kind;
use super::records::{EXECUTIONS, ExecutionRecord, HISTORY, Status, place, status_partition};
use crate::begin;
use crate::error::Error;
use crate::machine::{Event, Failed, Outcome};

/// Records of history read together.
const RECORDS: usize = 200;

/// An execution, as administrators see it. (`DescribeExecution`)
#[derive(Debug, Clone, PartialEq)]
pub struct Described {
    /// Its id: the machine's name, a colon, its own name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its state machine.
    pub machine: String,
    /// How it is kept.
    pub kind: Kind,
    /// Where it stands.
    pub status: Status,
    /// The states it is in now: several, if it has branches.
    pub states: Vec<String>,
    /// What it was given.
    pub input: Value,
    /// What it gave, once it has succeeded.
    pub output: Option<Value>,
    /// Why it ended badly, if it did.
    pub failed: Option<Failed>,
    /// When it was started.
    pub started_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// How often it was taken up again.
    pub redrives: u32,
    /// When something happens by itself.
    pub wake_at: Option<Timestamp>,
}

impl From<ExecutionRecord> for Described {
    fn from(record: ExecutionRecord) -> Self {
        let execution = record.execution;
        let status = Status::of(&execution.outcome);
        let places = if execution.is_running() { execution.states() } else { Vec::new() };
        let (output, failed) = match execution.outcome {
            Outcome::Running => (None, None),
            Outcome::Succeeded { output } => (Some(output), None),
            Outcome::Failed(failed) | Outcome::TimedOut(failed) | Outcome::Aborted(failed) => {
                (None, Some(failed))
            }
        };
        Self {
            id: execution.id,
            name: execution.name,
            machine: execution.machine,
            kind: record.kind,
            status,
            states: places,
            input: execution.input,
            output,
            failed,
            started_at: record.started_at,
            ended_at: record.ended_at,
            redrives: execution.redrives,
            wake_at: record.wake_at,
        }
    }
}

impl Engine {
    /// An execution as it is now. (`DescribeExecution`)
    ///
    /// # Errors
    /// [`Error::NoSuchExecution`], those of the store.
    pub async fn describe(&self, id: &str) -> Result<Described, Error> {
        let found = EXECUTIONS.get(&*self.0.store, id).await?;
        found.map(|found| found.record.into()).ok_or_else(|| begin::no_such_execution(id))
    }

    /// The definition that an execution runs by. (`DescribeStateMachineForExecution`)
    ///
    /// # Errors
    /// [`Error::NoSuchExecution`], [`Error::Unsound`], those of the store.
    pub async fn definition(&self, id: &str) -> Result<String, Error> {
        let found = EXECUTIONS.get(&*self.0.store, id).await?;
        let ExecutionRecord { execution, definition, .. } =
            found.ok_or_else(|| begin::no_such_execution(id))?.record;
        self.0.machines.text(&execution.machine, &definition, &*self.0.store).await
    }

    /// The executions of a state machine, those with one status or all, last started first.
    /// (`ListExecutions`)
    ///
    /// # Errors
    /// Those of the store.
    pub async fn list(
        &self,
        machine: &str,
        status: Option<Status>,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Described>, Error> {
        let select = match status {
            Some(status) => EXECUTIONS.select("by_status", status_partition(machine, status)),
            None => EXECUTIONS.select("by_machine", machine),
        };
        let page = select.descending().limit(limit.get()).after(after);
        Ok(page.page(&*self.0.store).await?.map(|found| found.record.into()))
    }

    /// What happened in an execution after the event with this number, in order; up to about a
    /// thousand events, and none when there are no more. (`GetExecutionHistory`)
    ///
    /// # Errors
    /// [`Error::NoSuchExecution`], those of the store.
    pub async fn history(&self, id: &str, after_event: u64) -> Result<Vec<Event>, Error> {
        self.describe(id).await?;
        // The record with that event may hold later ones, too.
        let held = HISTORY
            .select("by_execution", id)
            .until(place(after_event.saturating_add(1)))
            .descending();
        let held = held.limit(1).page(&*self.0.store).await?.items;
        let from = held.first().and_then(|found| found.record.events.first());
        let select = HISTORY.select("by_execution", id);
        let select = select.from(place(from.map_or(0, |event| event.id)));
        let page = select.limit(RECORDS).page(&*self.0.store).await?;
        let events = page.items.into_iter().flat_map(|found| found.record.events);
        Ok(events.filter(|event| event.id > after_event).collect())
    }
}

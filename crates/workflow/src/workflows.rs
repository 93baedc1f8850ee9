//! The port: what a program asks of workflows, whoever runs them.

use async_trait::async_trait;
use kernel::{Cursor, Limit, Page};
use serde_json::Value;

use crate::error::Error;
use crate::machine::{Event, Failed};
use crate::runner::{Described, Status};

/// Starts executions of state machines, answers their tasks, and looks at them. It holds what Step
/// Functions offers for standard workflows; the name of its operation stands at each.
///
/// An execution's id is the name of its state machine, a colon, and its own name.
#[async_trait]
pub trait Workflows: Send + Sync + 'static {
    /// The names of the state machines that can be started, in order.
    fn machines(&self) -> Vec<String>;

    /// Whether [`start`](Self::start) and the answers to tasks return when the execution has come
    /// to rest, or a while after if something of it is slow. Otherwise they return as soon as
    /// what they said is durable, and whoever must not overtake has to look by itself.
    fn settles(&self) -> bool;

    /// Starts an execution; says its id. The same name with the same input is the same execution,
    /// as long as it runs. (`StartExecution`)
    ///
    /// When it returns well, the execution is durable.
    ///
    /// # Errors
    /// [`Error::NoSuchMachine`], [`Error::BadName`], [`Error::InputTooLarge`],
    /// [`Error::AlreadyExists`], those of whoever runs it.
    async fn start(&self, machine: &str, name: &str, input: Value) -> Result<String, Error>;

    /// A task is done, and gave this. Too late or a second time, it changes nothing.
    /// (`SendTaskSuccess`)
    ///
    /// # Errors
    /// [`Error::BadToken`], those of whoever runs it.
    async fn succeed(&self, token: &str, output: Value) -> Result<(), Error>;

    /// A task is not done. Too late or a second time, it changes nothing. (`SendTaskFailure`)
    ///
    /// # Errors
    /// [`Error::BadToken`], those of whoever runs it.
    async fn fail(&self, token: &str, failed: Failed) -> Result<(), Error>;

    /// A task is still being done. Too late, it changes nothing. (`SendTaskHeartbeat`)
    ///
    /// # Errors
    /// [`Error::BadToken`], those of whoever runs it.
    async fn heartbeat(&self, token: &str) -> Result<(), Error>;

    /// Stops an execution; one that has ended stays as it is. (`StopExecution`)
    ///
    /// # Errors
    /// [`Error::NoSuchExecution`], those of whoever runs it.
    async fn stop(&self, id: &str, failed: Failed) -> Result<(), Error>;

    /// Takes an execution up again where it failed. (`RedriveExecution`)
    ///
    /// # Errors
    /// [`Error::NoSuchExecution`], [`Error::NotRedrivable`], those of whoever runs it.
    async fn redrive(&self, id: &str) -> Result<(), Error>;

    /// An execution as it is now. (`DescribeExecution`)
    ///
    /// # Errors
    /// [`Error::NoSuchExecution`], those of whoever runs it.
    async fn describe(&self, id: &str) -> Result<Described, Error>;

    /// The executions of a state machine, those with one status or all, last started first.
    /// (`ListExecutions`)
    ///
    /// # Errors
    /// [`Error::BadCursor`], those of whoever runs them.
    async fn list(
        &self,
        machine: &str,
        status: Option<Status>,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Described>, Error>;

    /// What happened in an execution after the event with this number, in order; up to about a
    /// thousand events, and none when there are no more. (`GetExecutionHistory`)
    ///
    /// # Errors
    /// [`Error::NoSuchExecution`], those of whoever runs it.
    async fn history(&self, id: &str, after_event: u64) -> Result<Vec<Event>, Error>;

    /// The definition that an execution runs by, in the Amazon States Language: the one it began
    /// with, whatever its state machine has become. (`DescribeStateMachineForExecution`)
    ///
    /// # Errors
    /// [`Error::NoSuchExecution`], those of whoever runs it.
    async fn definition(&self, id: &str) -> Result<String, Error>;
}

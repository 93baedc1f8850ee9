//! Looking at executions. What is seen may lag a little behind what was told.

use aws_sdk_sfn::operation::describe_execution::DescribeExecutionOutput;
use aws_sdk_sfn::primitives::DateTime;
use aws_sdk_sfn::types::{ExecutionListItem, ExecutionStatus};
use kernel::{Cursor, Limit, Page, Timestamp};
use serde_json::Value;

use super::client::StepFunctions;
use super::{fault, places};
use crate::begin;
use crate::error::Error;
use crate::machine::Failed;
use crate::runner::{Described, Kind, Status};

impl StepFunctions {
    /// An execution without the states it is in.
    pub(super) async fn read(&self, id: &str) -> Result<Described, Error> {
        let (machine, arn) = self.find(id)?;
        match self.client.describe_execution().execution_arn(arn).send().await {
            Ok(found) => Ok(described(machine, id, found)),
            Err(error) if fault::code(&error) == Some("ExecutionDoesNotExist") => {
                Err(begin::no_such_execution(id))
            }
            Err(error) => Err(fault::other(error)),
        }
    }

    /// An execution with the states it is in, which only its history tells.
    pub(super) async fn read_whole(&self, id: &str) -> Result<Described, Error> {
        let mut described = self.read(id).await?;
        if described.status == Status::Running {
            described.states = places::open(&self.latest_events(id).await?);
        }
        Ok(described)
    }

    /// The definition an execution runs by, with its placeholders filled in.
    pub(super) async fn read_definition(&self, id: &str) -> Result<String, Error> {
        let (_, arn) = self.find(id)?;
        let asked = self.client.describe_state_machine_for_execution().execution_arn(arn);
        match asked.send().await {
            Ok(found) => Ok(found.definition),
            Err(error) if fault::code(&error) == Some("ExecutionDoesNotExist") => {
                Err(begin::no_such_execution(id))
            }
            Err(error) => Err(fault::other(error)),
        }
    }

    /// A page of executions, without their data and their states.
    pub(super) async fn read_list(
        &self,
        machine: &str,
        status: Option<Status>,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Described>, Error> {
        // One of an older version of the program may have had executions; here are none of it.
        let Some(arn) = self.machines.get(machine) else {
            return Ok(Page { items: Vec::new(), next: None });
        };
        let most = i32::try_from(limit.get()).unwrap_or(i32::MAX);
        let list = self.client.list_executions().state_machine_arn(&arn.machine);
        let list = list.max_results(most).set_status_filter(status.map(filter));
        match list.set_next_token(after.map(|cursor| cursor.id)).send().await {
            Ok(page) => Ok(Page {
                items: page.executions.into_iter().map(|item| listed(machine, item)).collect(),
                next: page.next_token.map(|id| Cursor { sort: String::new(), id }),
            }),
            Err(error) if fault::code(&error) == Some("InvalidToken") => {
                Err(Error::BadCursor(kernel::InvalidCursor))
            }
            Err(error) => Err(fault::other(error)),
        }
    }
}

fn described(machine: &str, id: &str, found: DescribeExecutionOutput) -> Described {
    let status = status(&found.status);
    let json = |text: Option<String>| serde_json::from_str(&text?).ok();
    let is_bad = !matches!(status, Status::Running | Status::Succeeded);
    Described {
        id: id.to_owned(),
        name: found.name.unwrap_or_default(),
        machine: machine.to_owned(),
        kind: Kind::Standard,
        status,
        states: Vec::new(),
        input: json(found.input).unwrap_or_default(),
        output: json(found.output).filter(|_| status == Status::Succeeded),
        failed: is_bad.then_some(Failed { error: found.error, cause: found.cause }),
        started_at: instant(&found.start_date),
        ended_at: found.stop_date.as_ref().filter(|_| status != Status::Running).map(instant),
        redrives: redrives(found.redrive_count),
        // Step Functions keeps the clock, and does not tell.
        wake_at: None,
    }
}

fn listed(machine: &str, item: ExecutionListItem) -> Described {
    let status = status(&item.status);
    let is_bad = !matches!(status, Status::Running | Status::Succeeded);
    Described {
        id: format!("{machine}:{}", item.name),
        name: item.name,
        machine: machine.to_owned(),
        kind: Kind::Standard,
        status,
        states: Vec::new(),
        input: Value::Null,
        output: None,
        failed: is_bad.then(Failed::default),
        started_at: instant(&item.start_date),
        ended_at: item.stop_date.as_ref().filter(|_| status != Status::Running).map(instant),
        redrives: redrives(item.redrive_count),
        wake_at: None,
    }
}

fn status(status: &ExecutionStatus) -> Status {
    match status {
        ExecutionStatus::Succeeded => Status::Succeeded,
        ExecutionStatus::Failed => Status::Failed,
        ExecutionStatus::TimedOut => Status::TimedOut,
        ExecutionStatus::Aborted => Status::Aborted,
        // Whatever else there may be one day has not ended.
        _ => Status::Running,
    }
}

fn filter(status: Status) -> ExecutionStatus {
    match status {
        Status::Running => ExecutionStatus::Running,
        Status::Succeeded => ExecutionStatus::Succeeded,
        Status::Failed => ExecutionStatus::Failed,
        Status::TimedOut => ExecutionStatus::TimedOut,
        Status::Aborted => ExecutionStatus::Aborted,
    }
}

fn redrives(count: Option<i32>) -> u32 {
    count.and_then(|count| u32::try_from(count).ok()).unwrap_or_default()
}

/// An instant; what lies beyond all time is as far as time goes.
fn instant(at: &DateTime) -> Timestamp {
    Timestamp::from_nanosecond(at.as_nanos()).unwrap_or(Timestamp::MAX)
}

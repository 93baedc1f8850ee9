//! `tasks`: what the workflow of an order asks for, when Step Functions runs it.

use std::process::ExitCode;
use std::sync::Arc;

use kernel::Coded;
use orders::Orders;
use orders::tasks::{self, Task};
use serde_json::{Value, json};
use workflow::Workflows;

use super::failure::Failure;
use super::metrics::Measure::Count;
use super::metrics::Metrics;
use super::start::{run, serve};
use crate::links;

/// The program of the function.
pub fn tasks() -> ExitCode {
    run(async |opened| {
        let (orders, workflows) = (opened.contexts().await?.orders, opened.workflows()?);
        let tasks = Tasks { orders, workflows };
        let metrics = Metrics::of(&opened);
        serve(&opened, async |event: Value, _| {
            let name = event["task"].as_str().filter(|task| tasks::TASKS.contains(task));
            let name = name.unwrap_or("unknown").to_owned();
            let done = tasks.perform(event).await;
            let error = done.as_ref().err().map_or("none", Failure::name);
            metrics.say(&[("Task", &name), ("Error", error)], &[("Tasks", Count(1))]);
            done
        })
        .await
    })
}

/// Performs tasks, one a call.
struct Tasks {
    orders: Orders,
    workflows: Arc<dyn Workflows>,
}

impl Tasks {
    /// Performs the task that `event` names; gives what comes of it.
    ///
    /// A task with a token is waited for: Step Functions drops what this returns and waits until
    /// somebody answers by the token. If the answer is known at once, that is us.
    async fn perform(&self, mut event: Value) -> Result<Value, Failure> {
        plain_cause(&mut event);
        let task = event["task"].as_str().unwrap_or_default();
        match tasks::perform(&self.orders, task, &event).await {
            Ok(Task::Later) => Ok(json!({})),
            Ok(Task::Done(output)) => {
                if let Some(token) = event["token"].as_str() {
                    self.workflows.succeed(token, output.clone()).await?;
                }
                Ok(output)
            }
            Err(error) => {
                if !error.class().is_public() {
                    let (order, code) = (&event["order"], error.code());
                    let error = links::chain(&error);
                    tracing::warn!(task, %order, code, error, "a task failed");
                }
                Err(error.into())
            }
        }
    }
}

/// When a function of ours has failed, Step Functions gives the whole of its answer as the cause.
/// What a task may tell somebody is only the words in it.
fn plain_cause(event: &mut Value) {
    let words = event["cause"].as_str().and_then(|cause| {
        let cause: Value = serde_json::from_str(cause).ok()?;
        Some(cause.get("errorMessage")?.as_str()?.to_owned())
    });
    if let Some(words) = words {
        event["cause"] = words.into();
    }
}

#[cfg(test)]
#[path = "tasks_tests.rs"]
mod tests;

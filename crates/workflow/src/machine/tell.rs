//! What the history tells of tasks: of functions with one set of names, of services with another.

use serde_json::{Value, json};

use super::execution::Failed;
use super::history::Details;
use super::step::Run;
use crate::asl::Task;

/// Where services are, for the history.
const REGION: &str = "local";

impl Run<'_> {
    pub(super) fn tell_succeeded(&mut self, strand: u64, task: &Task, output: &Value) {
        let resource = Resource::of(&task.resource);
        let details = Details::of(resource.details("Succeeded"));
        self.tell(
            strand,
            resource.event("Succeeded"),
            resource.describe(details).json("output", output),
        );
    }

    /// Functions answer at once, so they have no such event.
    pub(super) fn tell_submitted(&mut self, strand: u64, task: &Task, output: &Value) {
        let resource = Resource::of(&task.resource);
        if let Resource::Service { .. } = resource {
            let details = resource.describe(Details::of("taskSubmittedEventDetails"));
            self.tell(strand, "TaskSubmitted", details.json("output", output));
        }
    }

    pub(super) fn tell_failed(
        &mut self,
        strand: u64,
        task: &Task,
        how: &'static str,
        failed: &Failed,
    ) {
        let resource = Resource::of(&task.resource);
        let details = resource
            .describe(Details::of(resource.details(how)))
            .maybe("error", failed.error.clone())
            .maybe("cause", failed.cause.clone());
        self.tell(strand, resource.event(how), details);
    }

    pub(super) fn tell_scheduled(
        &mut self,
        strand: u64,
        task: &Task,
        parameters: &Value,
        (timeout, heartbeat): (u64, Option<u64>),
        credentials: Option<&Value>,
    ) {
        let resource = Resource::of(&task.resource);
        let role = credentials.and_then(|credentials| credentials.get("RoleArn").cloned());
        let limit = task.timeout_seconds.is_some().then_some(timeout);
        let scheduled = resource
            .describe(Details::of(resource.details("Scheduled")))
            .json(resource.given(), parameters)
            .maybe("timeoutInSeconds", limit)
            .maybe("heartbeatInSeconds", heartbeat)
            .maybe("taskCredentials", role.map(|role| json!({ "roleArn": role })));
        let scheduled = match resource {
            Resource::Function => scheduled.with("resource", task.resource.clone()),
            Resource::Service { .. } => scheduled.with("region", REGION),
        };
        self.tell(strand, resource.event("Scheduled"), scheduled);
        let started = match resource {
            Resource::Function => Details::NONE,
            Resource::Service { .. } => resource.describe(Details::of("taskStartedEventDetails")),
        };
        self.tell(strand, resource.event("Started"), started);
    }
}

/// Whether a service takes a task first and answers it later.
pub fn answers_later(resource: &str) -> bool {
    let call = resource.rsplit_once('.').map(|(_, how)| how);
    matches!(call, Some("waitForTaskToken" | "sync" | "sync:2"))
}

/// What does a task, and how the history speaks of it.
enum Resource<'a> {
    /// A function, by its ARN or placeholder.
    Function,
    /// A call of a service: `arn:aws:states:::sqs:sendMessage`.
    Service { kind: &'a str, call: &'a str },
}

impl<'a> Resource<'a> {
    fn of(resource: &'a str) -> Self {
        let call = resource.strip_prefix("arn:aws:states:::");
        match call.and_then(|call| call.rsplit_once(':')) {
            Some((kind, call)) => Self::Service { kind, call },
            None => Self::Function,
        }
    }

    fn event(&self, what: &str) -> String {
        match self {
            Self::Function => format!("LambdaFunction{what}"),
            Self::Service { .. } => format!("Task{what}"),
        }
    }

    fn details(&self, what: &str) -> &'static str {
        match (self, what) {
            (Self::Function, "Scheduled") => "lambdaFunctionScheduledEventDetails",
            (Self::Function, "Succeeded") => "lambdaFunctionSucceededEventDetails",
            (Self::Function, "TimedOut") => "lambdaFunctionTimedOutEventDetails",
            (Self::Function, _) => "lambdaFunctionFailedEventDetails",
            (Self::Service { .. }, "Scheduled") => "taskScheduledEventDetails",
            (Self::Service { .. }, "Succeeded") => "taskSucceededEventDetails",
            (Self::Service { .. }, "TimedOut") => "taskTimedOutEventDetails",
            (Self::Service { .. }, _) => "taskFailedEventDetails",
        }
    }

    /// What a task is given is called so.
    fn given(&self) -> &'static str {
        match self {
            Self::Function => "input",
            Self::Service { .. } => "parameters",
        }
    }

    fn describe(&self, details: Details) -> Details {
        match self {
            Self::Function => details,
            Self::Service { kind, call } => {
                details.with("resource", *call).with("resourceType", *kind)
            }
        }
    }
}

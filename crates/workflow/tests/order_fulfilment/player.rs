//! Plays an execution against a worker: time jumps to whatever comes next.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::Timestamp;
use serde_json::{Value, json};
use workflow::asl::Definition;
use workflow::machine::{
    Action, Event, Execution, Failed, Moment, Signal, Step, answers_later, step,
};

use crate::definition::definition;
use crate::trace::Asked;

/// How a task is answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) after_seconds: u64,
    /// The output, or the error's name.
    pub(crate) result: Result<Value, String>,
}

/// Whoever performs tasks.
pub(crate) trait Worker {
    /// Performs a task at that time; each of its answers comes, unless there is none.
    fn perform(&mut self, asked: &Asked, now: Timestamp) -> Vec<Answer>;
}

/// An execution that is played.
pub(crate) struct Player {
    definition: Definition,
    pub(crate) execution: Execution,
    pub(crate) events: Vec<Event>,
    pub(crate) now: Timestamp,
    /// What comes when, and in which order.
    replies: BTreeMap<(Timestamp, u64), Signal>,
    count: u64,
}

/// When every execution starts.
pub(crate) fn start() -> Timestamp {
    "2026-11-20T08:00:00Z".parse().expect("an instant")
}

impl Player {
    pub(crate) fn new(input: Value) -> Self {
        let now = start();
        Self {
            definition: definition(),
            execution: Execution::new("ord_1", "ord_1", "order-fulfilment", input, now),
            events: Vec::new(),
            now,
            replies: BTreeMap::new(),
            count: 0,
        }
    }

    /// From the start until it ends.
    pub(crate) fn run(input: Value, worker: &mut dyn Worker) -> Self {
        let mut player = Self::new(input);
        player.play(Signal::Start, worker);
        player
    }

    /// From a signal until it ends.
    pub(crate) fn play(&mut self, signal: Signal, worker: &mut dyn Worker) {
        let mut next = Some(signal);
        while let Some(signal) = next {
            let done = self.step(signal);
            self.take(&done, worker);
            let reply = self.replies.first_key_value().map(|((at, _), _)| *at);
            next = match (reply, done.wake_at) {
                _ if !self.execution.is_running() => None,
                (Some(at), wake_at) if wake_at.is_none_or(|wake_at| at <= wake_at) => {
                    self.now = self.now.max(at);
                    self.replies.pop_first().map(|(_, reply)| reply)
                }
                (_, wake_at) => {
                    self.now = self.now.max(wake_at.expect("every state has a limit"));
                    Some(Signal::Tick)
                }
            };
        }
        self.replies.clear();
    }

    /// One step.
    pub(crate) fn step(&mut self, signal: Signal) -> Step {
        let moment = Moment { now: self.now, secret: b"a secret" };
        let done = step(&self.definition, &mut self.execution, signal, &moment);
        self.events.extend(done.events.clone());
        done
    }

    /// Lets a step's tasks be performed. What was asked before it is still answered, if too late.
    fn take(&mut self, done: &Step, worker: &mut dyn Worker) {
        for action in &done.actions {
            let Action::Perform(order) = action else { continue };
            let task = order.task;
            if answers_later(&order.resource) {
                self.reply(0, Signal::Submitted { task, output: json!({}) });
            }
            let asked = Asked::new(&order.state, &order.resource, &order.parameters);
            for answer in worker.perform(&asked, self.now) {
                let signal = match answer.result {
                    Ok(output) => Signal::Succeeded { task, output },
                    Err(error) => {
                        let failed = Failed { error: Some(error), cause: None };
                        Signal::Failed { task, failed }
                    }
                };
                self.reply(answer.after_seconds, signal);
            }
        }
    }

    fn reply(&mut self, after_seconds: u64, signal: Signal) {
        let at = self.now.checked_add(Duration::from_secs(after_seconds)).expect("a time");
        self.count += 1;
        self.replies.insert((at, self.count), signal);
    }
}

//! Running a definition on the spot: tasks answer from a list, and time jumps to whatever comes
//! next.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use kernel::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::asl::Definition;
use crate::machine::{
    Action, Event, Execution, Failed, Moment, Order, Signal, answers_later, step,
};

/// What tasks answer, by the name of the state that asks. The first time it is the first reply,
/// then the second, and the last one from then on.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Mocks(BTreeMap<String, Vec<Reply>>);

/// How a task answers: with `Return`, with `Throw`, or never, if it has neither.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Reply {
    /// What it gives.
    pub r#return: Option<Value>,
    /// The error it ends with.
    pub throw: Option<Thrown>,
    /// How long it takes, in seconds.
    #[serde(default)]
    pub after_seconds: u64,
}

/// An error.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Thrown {
    /// Its name.
    pub error: String,
    /// What is to say about it.
    pub cause: Option<String>,
}

/// An execution that was rehearsed.
#[derive(Debug, Clone, PartialEq)]
pub struct Rehearsed {
    /// As it ended; still running if nothing would ever happen again.
    pub execution: Execution,
    /// Its history.
    pub events: Vec<Event>,
    /// States whose tasks had no reply, so that they never answered.
    pub unanswered: BTreeSet<String>,
}

/// Runs an execution from its start at `now` until it ends or nothing would ever happen again.
pub fn rehearse(definition: &Definition, input: Value, mocks: &Mocks, now: Timestamp) -> Rehearsed {
    rehearse_with(definition, input, mocks, now, &|execution| execution)
}

/// The same; between two steps the execution goes through `keep`, which may store it and read it
/// back.
pub fn rehearse_with(
    definition: &Definition,
    input: Value,
    mocks: &Mocks,
    now: Timestamp,
    keep: &dyn Fn(Execution) -> Execution,
) -> Rehearsed {
    let execution = Execution::new("rehearsal", "rehearsal", "rehearsal", input, now);
    let rehearsed = Rehearsed { execution, events: Vec::new(), unanswered: BTreeSet::new() };
    let mut stage = Stage { definition, mocks, now, rehearsed, asked: BTreeMap::new(), keep };
    stage.play();
    stage.rehearsed
}

/// When a signal comes, and which; a task is taken before it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Due {
    at: Timestamp,
    task: u64,
    is_answer: bool,
}

struct Stage<'a> {
    definition: &'a Definition,
    mocks: &'a Mocks,
    now: Timestamp,
    rehearsed: Rehearsed,
    /// How often each state has asked.
    asked: BTreeMap<String, usize>,
    keep: &'a dyn Fn(Execution) -> Execution,
}

impl Stage<'_> {
    fn play(&mut self) {
        let mut replies: BTreeMap<Due, Signal> = BTreeMap::new();
        let mut signal = Signal::Start;
        loop {
            let moment = Moment { now: self.now, secret: b"rehearsal" };
            let done = step(self.definition, &mut self.rehearsed.execution, signal, &moment);
            self.rehearsed.events.extend(done.events);
            self.rehearsed.execution = (self.keep)(self.rehearsed.execution.clone());
            for action in done.actions {
                match action {
                    Action::Perform(order) => {
                        replies.extend(self.submit(&order));
                        replies.extend(self.answer(&order));
                    }
                    Action::Forget { task } => replies.retain(|due, _| due.task != task),
                }
            }
            if !self.rehearsed.execution.is_running() {
                return;
            }
            if done.has_more {
                signal = Signal::Tick;
                continue;
            }
            let reply = replies.first_key_value().map(|(due, _)| due.at);
            signal = match (reply, done.wake_at) {
                (Some(at), wake_at) if wake_at.is_none_or(|wake_at| at <= wake_at) => {
                    self.now = self.now.max(at);
                    replies.pop_first().map_or(Signal::Tick, |(_, reply)| reply)
                }
                (_, Some(at)) => {
                    self.now = self.now.max(at);
                    Signal::Tick
                }
                (_, None) => return,
            };
        }
    }

    /// That a service has taken a task at once, if it is one that answers later.
    fn submit(&self, order: &Order) -> Option<(Due, Signal)> {
        let task = order.task;
        answers_later(&order.resource).then(|| {
            let signal = Signal::Submitted { task, output: Value::Object(Map::new()) };
            (Due { at: self.now, task, is_answer: false }, signal)
        })
    }

    /// When and how a task answers.
    fn answer(&mut self, order: &Order) -> Option<(Due, Signal)> {
        let times = self.asked.entry(order.state.clone()).or_default();
        let replies = self.mocks.0.get(&order.state);
        let reply = replies.and_then(|replies| replies.get(*times).or(replies.last()));
        *times += 1;
        let Some(reply) = reply else {
            self.rehearsed.unanswered.insert(order.state.clone());
            return None;
        };
        let task = order.task;
        let signal = match (&reply.throw, &reply.r#return) {
            (Some(Thrown { error, cause }), _) => {
                let failed = Failed { error: Some(error.clone()), cause: cause.clone() };
                Signal::Failed { task, failed }
            }
            (None, Some(output)) => Signal::Succeeded { task, output: output.clone() },
            (None, None) => return None,
        };
        let at = self.now.checked_add(Duration::from_secs(reply.after_seconds)).ok()?;
        Some((Due { at, task, is_answer: true }, signal))
    }
}

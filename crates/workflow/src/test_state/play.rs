//! An execution that stands before one state, and what it tells until it has left that state.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use kernel::Timestamp;
use serde_json::{Map, Value};

use super::stage;
use crate::asl::{Definition, Kind, State, States};
use crate::data::Variables;
use crate::machine::{
    Action, Event, Execution, Failed, Moment, Order, Outcome, Signal, answers_later, step,
};
use crate::rehearsal::{Reply, Thrown};

/// Where a state stands, and what it is given.
pub(super) struct Scene<'a> {
    pub(super) level: &'a States,
    pub(super) name: &'a str,
    pub(super) input: &'a Value,
    pub(super) variables: &'a Variables,
    pub(super) now: Timestamp,
}

/// What came of it.
pub(super) struct Played {
    /// What happened.
    pub(super) events: Vec<Event>,
    /// Where the execution stands.
    pub(super) outcome: Outcome,
    /// What the state asked for the first time.
    pub(super) asked: Option<Value>,
    /// How the state was left, if it was.
    pub(super) exit: Option<Exit>,
}

/// How a state was left.
pub(super) struct Exit {
    pub(super) output: Value,
    pub(super) assigned: Option<Value>,
    pub(super) next: Option<String>,
}

impl Scene<'_> {
    /// Executes `state` in the place of the one that is there, once. Its task is answered with
    /// `reply`; without one the execution stays where it asked.
    pub(super) fn play(&self, state: State, reply: Option<&Reply>) -> Played {
        let is_wait = matches!(state.kind, Kind::Wait(_));
        let definition = self.definition(state);
        let input = self.input.clone();
        let mut execution = Execution::new("test:state", "state", "test", input, self.now);
        let (mut events, mut asked, mut now) = (Vec::new(), None, self.now);
        let mut signals = VecDeque::from([Signal::Start]);
        while let Some(signal) = signals.pop_front() {
            let moment = Moment { now, secret: b"test" };
            let done = step(&definition, &mut execution, signal, &moment);
            events.extend(done.events);
            if done.has_more {
                signals.push_back(Signal::Tick);
                continue;
            }
            if !execution.is_running() || self.exited(&events).is_some() {
                break;
            }
            for action in done.actions {
                // A second time is a second try.
                if let (Action::Perform(order), None) = (action, &asked) {
                    if let Some(reply) = reply {
                        now = answer(&order, reply, done.wake_at, now, &mut signals);
                    }
                    asked = Some(order.parameters);
                }
            }
            if let (true, Some(at)) = (is_wait, done.wake_at) {
                now = at;
                signals.push_back(Signal::Tick);
            }
        }
        let exit = self.exit(&events);
        Played { events, outcome: execution.outcome, asked, exit }
    }

    /// The level with only this state: the others are ends.
    fn definition(&self, state: State) -> Definition {
        let others = self.level.states.keys().map(|name| (name.clone(), stage::end()));
        let mut states: BTreeMap<String, State> = others.collect();
        states.insert(self.name.to_owned(), state);
        let mut start_at = self.name.to_owned();
        if let Some(before) = stage::before(self.name, self.variables) {
            // No state that was read has this name.
            start_at = String::new();
            states.insert(String::new(), before);
        }
        Definition { comment: None, timeout_seconds: None, states: States { start_at, states } }
    }

    /// The place of the event with which the state was left.
    fn exited(&self, events: &[Event]) -> Option<usize> {
        events.iter().position(|event| {
            let details = event.details.get("stateExitedEventDetails");
            details.is_some_and(|details| details["name"] == self.name)
        })
    }

    fn exit(&self, events: &[Event]) -> Option<Exit> {
        let place = self.exited(events)?;
        let details = &events[place].details["stateExitedEventDetails"];
        let assigned = details["assignedVariables"].as_object().map(|texts| {
            texts.iter().map(|(name, text)| (name.clone(), json(text))).collect::<Value>()
        });
        let entered = events[place..].iter().find_map(|event| entered(event));
        let next = entered.and_then(|details| Some(details["name"].as_str()?.to_owned()));
        Some(Exit { output: json(&details["output"]), assigned, next })
    }
}

/// The details of an event with which a state was entered.
pub(super) fn entered(event: &Event) -> Option<&Value> {
    event.details.get("stateEnteredEventDetails")
}

/// JSON that an event tells as text.
pub(super) fn json(text: &Value) -> Value {
    text.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// Lets a task be answered, or be too late; says when that is.
fn answer(
    order: &Order,
    reply: &Reply,
    wake_at: Option<Timestamp>,
    now: Timestamp,
    signals: &mut VecDeque<Signal>,
) -> Timestamp {
    let task = order.task;
    if answers_later(&order.resource) {
        signals.push_back(Signal::Submitted { task, output: Value::Object(Map::new()) });
    }
    let told = match (&reply.throw, &reply.r#return) {
        (Some(Thrown { error, cause }), _) => {
            let failed = Failed { error: Some(error.clone()), cause: cause.clone() };
            Some(Signal::Failed { task, failed })
        }
        (None, Some(output)) => Some(Signal::Succeeded { task, output: output.clone() }),
        (None, None) => None,
    };
    let at = now.checked_add(Duration::from_secs(reply.after_seconds)).ok();
    let at = at.filter(|at| told.is_some() && wake_at.is_none_or(|wake_at| *at < wake_at));
    signals.push_back(told.filter(|_| at.is_some()).unwrap_or(Signal::Tick));
    at.or(wake_at).unwrap_or(now)
}

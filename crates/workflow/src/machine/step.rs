//! One step: a signal comes in, and everything that needs no waiting happens.

use kernel::Timestamp;
use serde_json::Value;

use super::execution::{Execution, Failed, Outcome, Phase};
use super::history::{Details, Event};
use super::signal::{Action, Signal, Step};
use crate::asl::{Definition, Kind, State, States};

/// Most events of one history. Source: Step Functions.
pub(super) const EVENTS_MAX: u64 = 25_000;

/// A step with so many events is interrupted.
const EVENTS_PER_STEP: usize = 500;
/// A step whose events hold so many bytes of data is interrupted.
const BYTES_PER_STEP: usize = 1_000_000;

/// Time and chance, as arguments.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// The time.
    pub now: Timestamp,
    /// What task tokens and everything drawn by chance follow from. Nobody else knows it.
    pub secret: &'a [u8],
}

/// Tells an execution of `definition` what has happened and lets it go on until it must wait, or
/// until so much has happened that it is time to store it; a tick then takes it further.
///
/// What comes too late, or a second time, changes nothing. The same arguments always have the same
/// result.
pub fn step(
    definition: &Definition,
    execution: &mut Execution,
    signal: Signal,
    moment: &Moment<'_>,
) -> Step {
    let mut run = Run { definition, execution, moment: *moment, out: Step::default(), bytes: 0 };
    run.take(signal);
    run.go_on();
    run.out.wake_at = run.wake_at();
    run.out
}

/// A step under way.
pub(super) struct Run<'a> {
    pub(super) definition: &'a Definition,
    pub(super) execution: &'a mut Execution,
    pub(super) moment: Moment<'a>,
    pub(super) out: Step,
    /// About how many bytes the events of this step are.
    bytes: usize,
}

impl<'a> Run<'a> {
    fn take(&mut self, signal: Signal) {
        if signal == Signal::Redrive {
            return self.redrive();
        }
        if !self.execution.is_running() {
            return;
        }
        if signal == Signal::Start {
            return self.start();
        }
        self.be_in_time();
        match signal {
            Signal::Submitted { task, output } => self.task_submitted(task, &output),
            Signal::Succeeded { task, output } => self.task_succeeded(task, output),
            Signal::Failed { task, failed } => self.task_failed(task, failed),
            Signal::Heartbeat { task } => self.heartbeat(task),
            Signal::Stop(failed) if self.execution.is_running() => {
                let details = Details::of("executionAbortedEventDetails");
                self.end(0, "ExecutionAborted", details, failed, Outcome::Aborted);
            }
            Signal::GiveUp(failed) if self.execution.is_running() => self.fail_execution(failed),
            Signal::Stop(_)
            | Signal::GiveUp(_)
            | Signal::Tick
            | Signal::Start
            | Signal::Redrive => {}
        }
    }

    /// Lets everything happen whose time has come.
    fn be_in_time(&mut self) {
        if self.deadline().is_some_and(|deadline| deadline <= self.moment.now) {
            let failed = Failed { error: Some("States.Timeout".to_owned()), cause: None };
            let details = Details::of("executionTimedOutEventDetails");
            let last = self.execution.last_event;
            return self.end(last, "ExecutionTimedOut", details, failed, Outcome::TimedOut);
        }
        let numbers: Vec<u64> = self.execution.strands.keys().copied().collect();
        for strand in numbers {
            self.be_in_time_in(strand);
        }
    }

    /// Goes on with every strand that can.
    fn go_on(&mut self) {
        while self.execution.is_running() {
            if self.execution.last_event >= EVENTS_MAX - 1 {
                return self.fail_execution(Failed {
                    error: Some("States.Runtime".to_owned()),
                    cause: Some(format!(
                        "The execution reached the maximum number of history events ({EVENTS_MAX})."
                    )),
                });
            }
            let ready = self.execution.strands.iter().find_map(|(number, strand)| {
                matches!(strand.phase, Phase::Entering | Phase::Acting).then_some(*number)
            });
            let Some(strand) = ready else { return };
            if self.out.events.len() >= EVENTS_PER_STEP || self.bytes >= BYTES_PER_STEP {
                self.out.has_more = true;
                return;
            }
            self.advance(strand);
        }
    }

    /// When the execution has taken too long.
    fn deadline(&self) -> Option<Timestamp> {
        let seconds = self.definition.timeout_seconds?;
        after(self.execution.started_at, seconds)
    }

    /// When something happens by itself.
    fn wake_at(&self) -> Option<Timestamp> {
        if !self.execution.is_running() {
            return None;
        }
        let of_strands = self.execution.strands.values().filter_map(|strand| match &strand.phase {
            Phase::Waiting { until } | Phase::Resting { until } => Some(*until),
            Phase::Working(working) => {
                let silence = working.heartbeat.map(|(at, _)| at);
                working.timeout_at.into_iter().chain(silence).min()
            }
            Phase::Entering | Phase::Acting | Phase::Gathering(_) => None,
        });
        of_strands.chain(self.deadline()).min()
    }

    /// The states among which a strand moves.
    pub(super) fn level(&self, strand: u64) -> Option<&'a States> {
        let Some((parent, place)) = self.execution.strands.get(&strand)?.parent else {
            return Some(&self.definition.states);
        };
        match &self.state(parent)?.kind {
            Kind::Parallel(parallel) => parallel.branches.get(place),
            Kind::Map(map) => Some(&map.processor),
            _ => None,
        }
    }

    /// The state a strand is in. There is none if the execution is not one of this definition.
    pub(super) fn state(&self, strand: u64) -> Option<&'a State> {
        self.level(strand)?.states.get(&self.execution.strands.get(&strand)?.state)
    }

    /// Writes an event down that followed from the last one of `strand`, and is now its last.
    pub(super) fn tell(&mut self, strand: u64, kind: impl Into<String>, details: Details) {
        let previous = self.execution.strands.get(&strand).map_or(0, |strand| strand.event);
        let id = self.tell_after(previous, kind, details);
        if let Some(strand) = self.execution.strands.get_mut(&strand) {
            strand.event = id;
        }
    }

    /// Writes an event down, as long as there is room: the last place is for how it ended.
    pub(super) fn tell_after(
        &mut self,
        previous_event_id: u64,
        kind: impl Into<String>,
        details: Details,
    ) -> u64 {
        if self.execution.last_event >= EVENTS_MAX - 1 {
            return previous_event_id;
        }
        self.write_down(previous_event_id, kind, details)
    }

    pub(super) fn write_down(
        &mut self,
        previous_event_id: u64,
        kind: impl Into<String>,
        details: Details,
    ) -> u64 {
        self.execution.last_event += 1;
        let (id, timestamp) = (self.execution.last_event, self.moment.now);
        let (kind, details) = (kind.into(), details.into_map());
        self.bytes += details.values().map(text_bytes).sum::<usize>();
        self.out.events.push(Event { id, previous_event_id, timestamp, kind, details });
        id
    }

    /// Ends the execution badly, with everything it was doing.
    pub(super) fn end(
        &mut self,
        previous_event_id: u64,
        kind: &str,
        details: Details,
        failed: Failed,
        outcome: impl FnOnce(Failed) -> Outcome,
    ) {
        for strand in self.execution.strands.values() {
            if let Phase::Working(working) = &strand.phase {
                self.out.actions.push(Action::Forget { task: working.task });
            }
        }
        let details =
            details.maybe("error", failed.error.clone()).maybe("cause", failed.cause.clone());
        self.write_down(previous_event_id, kind, details);
        self.execution.outcome = outcome(failed);
    }

    /// Ends the execution with an error that nobody caught.
    pub(super) fn fail_execution(&mut self, failed: Failed) {
        let details = Details::of("executionFailedEventDetails");
        let last = self.execution.last_event;
        self.end(last, "ExecutionFailed", details, failed, Outcome::Failed);
    }
}

/// How many bytes the texts in details have: inputs, outputs and assigned variables are texts.
fn text_bytes(details: &Value) -> usize {
    match details {
        Value::String(text) => text.len(),
        Value::Object(fields) => fields.values().map(text_bytes).sum(),
        _ => 0,
    }
}

/// So many seconds later; `None` beyond the end of time, which is as good as never.
pub(super) fn after(at: Timestamp, seconds: u64) -> Option<Timestamp> {
    at.checked_add(std::time::Duration::from_secs(seconds)).ok()
}

//! Coming into a state and doing what it is for.

use std::collections::BTreeSet;

use serde_json::Value;

use super::choose;
use super::context::ROLE;
use super::execution::{Execution, Failed, Outcome, Phase, Strand, Working};
use super::flow::check_size;
use super::history::Details;
use super::signal::{Action, Order};
use super::step::{Run, after};
use crate::asl::{Choice, Failure, Flow, Kind, State, Task, Until};
use crate::data::{Fault, Variables};

/// How long a task may take that says nothing, in seconds. Source: Step Functions.
const TIMEOUT_SECONDS: u64 = 99_999_999;

/// The longest wait, in seconds. Source: recorded, 24,855 days are accepted and 24,856 are not.
const WAIT_SECONDS_MAX: u64 = i32::MAX as u64;

impl Run<'_> {
    pub(super) fn start(&mut self) {
        if self.execution.last_event > 0 {
            return;
        }
        let input = self.execution.input.clone();
        let details =
            Details::of("executionStartedEventDetails").json("input", &input).with("roleArn", ROLE);
        self.tell_after(0, "ExecutionStarted", details);
        let state = self.definition.states.start_at.clone();
        self.add(Strand::new(None, state, input));
    }

    /// Takes a failed execution up again where it failed.
    pub(super) fn redrive(&mut self) {
        if !self.execution.can_be_redriven() {
            return;
        }
        let Execution { redrives, outcome, started_at, .. } = &mut *self.execution;
        *redrives += 1;
        *outcome = Outcome::Running;
        *started_at = self.moment.now;
        let details = Details::of("executionRedrivenEventDetails")
            .with("redriveCount", self.execution.redrives);
        self.tell_after(self.execution.last_event, "ExecutionRedriven", details);
        let strands = &mut self.execution.strands;
        let parents: BTreeSet<u64> =
            strands.values().filter_map(|strand| Some(strand.parent?.0)).collect();
        for (number, strand) in strands {
            // A Parallel or Map goes on with its branches, or begins anew if they are gone.
            if !(matches!(strand.phase, Phase::Gathering(_)) && parents.contains(number)) {
                strand.retries.fill(0);
                strand.phase = Phase::Acting;
            }
        }
    }

    /// Adds a strand and says its number.
    pub(super) fn add(&mut self, strand: Strand) -> u64 {
        self.execution.last_strand += 1;
        let number = self.execution.last_strand;
        self.execution.strands.insert(number, strand);
        number
    }

    pub(super) fn set(&mut self, strand: u64, phase: Phase) {
        if let Some(strand) = self.execution.strands.get_mut(&strand) {
            strand.phase = phase;
        }
    }

    /// Takes a strand one step further.
    pub(super) fn advance(&mut self, strand: u64) {
        let Some(state) = self.state(strand) else {
            let cause = "The execution is in a state that its definition does not have.";
            return self.fail_execution(Fault::runtime(cause).into());
        };
        let is_entering = matches!(
            self.execution.strands.get(&strand).map(|strand| &strand.phase),
            Some(Phase::Entering)
        );
        if is_entering {
            return self.enter(strand, state);
        }
        if let Err(fault) = self.act(strand, state) {
            self.fault(strand, state, fault);
        }
    }

    fn enter(&mut self, strand: u64, state: &State) {
        let now = self.moment.now;
        let Some(place) = self.execution.strands.get_mut(&strand) else { return };
        place.phase = Phase::Acting;
        place.before = place.event;
        place.entered_at = now;
        place.retries = vec![0; state.rescue().map_or(0, |rescue| rescue.retry.len())];
        let details = Details::of("stateEnteredEventDetails")
            .with("name", place.state.clone())
            .json("input", &place.input);
        self.tell(strand, format!("{}StateEntered", state.kind.word()), details);
        if let Some(place) = self.execution.strands.get_mut(&strand) {
            place.entered = place.event;
        }
    }

    fn act(&mut self, strand: u64, state: &State) -> Result<(), Fault> {
        match &state.kind {
            Kind::Pass(result) => {
                let effective = self.effective_input(strand, state)?;
                self.done(strand, state, result.clone().unwrap_or(effective))
            }
            Kind::Wait(until) => self.wait(strand, state, until),
            Kind::Choice(choice) => self.choose(strand, state, choice),
            Kind::Succeed => {
                let output = self.unchanged_output(strand, state, None)?;
                self.leave(strand, state, output, Variables::new(), None)
            }
            Kind::Fail(failure) => self.fail_on_purpose(strand, state, failure),
            Kind::Task(task) => self.ask(strand, state, task),
            Kind::Parallel(parallel) => self.branch(strand, state, parallel),
            Kind::Map(map) => self.iterate(strand, state, map),
        }
    }

    fn wait(&mut self, strand: u64, state: &State, until: &Until) -> Result<(), Fault> {
        let seen = self.seen_input(strand, state)?;
        let now = self.moment.now;
        let until = match until {
            Until::Seconds(field) => {
                let seconds = self.field(strand, "Seconds", field, &seen, whole)?;
                if seconds > WAIT_SECONDS_MAX {
                    return Err(Fault::runtime("Wait state delay is too long."));
                }
                after(now, seconds)
            }
            Until::Timestamp(field) => {
                let text = self.field(strand, "Timestamp", field, &seen, text)?;
                let instant = choose::instant(&Value::String(text.clone()));
                let cause = format!("The field 'Timestamp' cannot be '{text}'.");
                Some(instant.ok_or_else(|| match &state.flow {
                    Flow::Path(_) => Fault::runtime(cause),
                    Flow::Jsonata(_) => Fault::query(cause),
                })?)
            }
        };
        let until = until.ok_or_else(|| Fault::runtime("The wait has no end."))?;
        self.set(strand, Phase::Waiting { until });
        if until <= now {
            self.waited(strand);
        }
        Ok(())
    }

    /// A wait is over.
    pub(super) fn waited(&mut self, strand: u64) {
        let Some(state) = self.state(strand) else { return self.set(strand, Phase::Acting) };
        let left = self
            .unchanged_output(strand, state, None)
            .and_then(|output| self.pass_on(strand, state, output));
        if let Err(fault) = left {
            self.fault(strand, state, fault);
        }
    }

    /// Leaves a state whose `Assign` sees its input.
    fn pass_on(&mut self, strand: u64, state: &State, output: Value) -> Result<(), Fault> {
        let seen = self.seen_input(strand, state)?;
        let assigned = self.assigned(strand, state.assign.as_ref(), &seen, None, None)?;
        self.leave(strand, state, output, assigned, None)
    }

    fn choose(&mut self, strand: u64, state: &State, choice: &Choice) -> Result<(), Fault> {
        let seen = self.seen_input(strand, state)?;
        for rule in &choice.rules {
            let held = self
                .look(strand, &seen, None, None, |scope| choose::holds(&rule.condition, scope))?;
            if held {
                let output = self.unchanged_output(strand, state, rule.output.as_ref())?;
                let assign = rule.assign.as_ref();
                let assigned = self.assigned(strand, assign, &seen, None, None)?;
                return self.leave(strand, state, output, assigned, Some(&rule.next));
            }
        }
        let name = self.name(strand);
        let default = choice.default.as_ref().ok_or_else(|| {
            let cause = format!("No rule of the choice '{name}' holds, and it has no default.");
            Fault::new("States.NoChoiceMatched", cause)
        })?;
        let output = self.unchanged_output(strand, state, None)?;
        let assigned = self.assigned(strand, state.assign.as_ref(), &seen, None, None)?;
        self.leave(strand, state, output, assigned, Some(default))
    }

    fn fail_on_purpose(&mut self, strand: u64, _: &State, failure: &Failure) -> Result<(), Fault> {
        let raw = self.raw_input(strand);
        let mut read = |name, field: Option<&_>| {
            field.map(|field| self.field(strand, name, field, &raw, text)).transpose()
        };
        let error = read("Error", failure.error.as_ref())?;
        let cause = read("Cause", failure.cause.as_ref())?;
        self.fail_level(strand, Failed { error, cause });
        Ok(())
    }

    fn ask(&mut self, strand: u64, state: &State, task: &Task) -> Result<(), Fault> {
        let parameters = self.effective_input(strand, state)?;
        check_size(&self.name(strand), &parameters)?;
        let seen = self.seen_input(strand, state)?;
        let timeout = match &task.timeout_seconds {
            Some(field) => self.field(strand, "TimeoutSeconds", field, &seen, whole)?,
            None => TIMEOUT_SECONDS,
        };
        let heartbeat = match &task.heartbeat_seconds {
            Some(field) => Some(self.field(strand, "HeartbeatSeconds", field, &seen, whole)?),
            None => None,
        };
        let credentials = match &task.credentials {
            Some(template) => Some(self.make(strand, template, &seen)?),
            None => None,
        };
        self.execution.last_task += 1;
        let number = self.execution.last_task;
        self.tell_scheduled(strand, task, &parameters, (timeout, heartbeat), credentials.as_ref());
        let now = self.moment.now;
        self.set(
            strand,
            Phase::Working(Working {
                task: number,
                timeout_at: after(now, timeout),
                heartbeat: heartbeat.and_then(|every| Some((after(now, every)?, every))),
            }),
        );
        self.out.actions.push(Action::Perform(Order {
            task: number,
            state: self.name(strand),
            resource: task.resource.clone(),
            parameters,
            credentials,
        }));
        Ok(())
    }

    /// A field failed to be read, or a rule of the language was broken.
    pub(super) fn fault(&mut self, strand: u64, state: &State, mut fault: Fault) {
        let Some(place) = self.execution.strands.get(&strand) else { return };
        let (name, entered, before) = (place.state.clone(), place.entered, place.before);
        let is_query = fault.error == "States.QueryEvaluationError";
        if is_query || fault.error == "States.Runtime" {
            fault.cause = format!(
                "An error occurred while executing the state '{name}' (entered at the event id \
                 #{entered}). {}",
                fault.cause
            );
        }
        if !is_query {
            return self.rescue(strand, state, fault.into(), None);
        }
        let details = Details::of("evaluationFailedEventDetails")
            .with("state", name)
            .with("error", fault.error.clone())
            .with("cause", fault.cause.clone())
            .maybe("location", fault.location.clone());
        let event = self.tell_after(before, "EvaluationFailed", details);
        if let Some(place) = self.execution.strands.get_mut(&strand) {
            place.event = event;
        }
        let is_map = matches!(state.kind, Kind::Map(_));
        self.rescue(strand, state, fault.into(), is_map.then_some("MapStateFailed"));
    }

    pub(super) fn name(&self, strand: u64) -> String {
        self.execution.strands.get(&strand).map(|strand| strand.state.clone()).unwrap_or_default()
    }
}

/// A whole number that is not negative, or a text of one.
pub(super) fn whole_or_text(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

/// A whole number that is not negative.
pub(super) fn whole(value: &Value) -> Option<u64> {
    value.as_u64()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(ToOwned::to_owned)
}

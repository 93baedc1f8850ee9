//! Tasks that end, and what is done about errors: retriers first, then catchers.

use kernel::Timestamp;
use serde_json::Value;

use super::execution::{Failed, Phase, Working};
use super::flow::{check_size, combine, error_output};
use super::history::Details;
use super::signal::Action;
use super::step::{Run, after};
use crate::asl::{Catcher, Flow, Kind, Rescue, Retrier, State, Task};
use crate::data::Fault;

/// The error that nothing matches, not even its own name. Source: recorded.
const NEVER: &str = "States.Runtime";

impl<'a> Run<'a> {
    pub(super) fn task_submitted(&mut self, task: u64, output: &Value) {
        if let Some((strand, _, of)) = self.working_on(task) {
            self.tell_submitted(strand, of, output);
        }
    }

    pub(super) fn task_succeeded(&mut self, task: u64, output: Value) {
        let Some((strand, state, of)) = self.working_on(task) else { return };
        if let Err(fault) = check_size(&self.name(strand), &output) {
            self.tell_failed(strand, of, "Failed", &fault.clone().into());
            return self.rescue(strand, state, fault.into(), None);
        }
        self.tell_succeeded(strand, of, &output);
        if let Err(fault) = self.done(strand, state, output) {
            self.fault(strand, state, fault);
        }
    }

    pub(super) fn task_failed(&mut self, task: u64, failed: Failed) {
        let Some((strand, state, of)) = self.working_on(task) else { return };
        self.tell_failed(strand, of, "Failed", &failed);
        self.rescue(strand, state, failed, None);
    }

    pub(super) fn heartbeat(&mut self, task: u64) {
        let now = self.moment.now;
        for strand in self.execution.strands.values_mut() {
            if let Phase::Working(working) = &mut strand.phase
                && working.task == task
                && let Some((_, every)) = working.heartbeat
            {
                working.heartbeat = after(now, every).map(|at| (at, every));
            }
        }
    }

    /// Lets happen in a strand what its time has come for.
    pub(super) fn be_in_time_in(&mut self, strand: u64) {
        let now = self.moment.now;
        let Some(place) = self.execution.strands.get(&strand) else { return };
        match &place.phase {
            Phase::Waiting { until } if *until <= now => self.waited(strand),
            Phase::Resting { until } if *until <= now => self.set(strand, Phase::Acting),
            Phase::Working(working) => {
                let (task, late) = (working.task, working.too_late(now));
                if late {
                    self.task_timed_out(task);
                }
            }
            _ => {}
        }
    }

    fn task_timed_out(&mut self, task: u64) {
        let Some((strand, state, of)) = self.working_on(task) else { return };
        let failed = Failed { error: Some("States.Timeout".to_owned()), cause: None };
        self.out.actions.push(Action::Forget { task });
        self.tell_failed(strand, of, "TimedOut", &failed);
        self.rescue(strand, state, failed, None);
    }

    /// The strand that waits for a task, its state, and what was asked.
    fn working_on(&self, task: u64) -> Option<(u64, &'a State, &'a Task)> {
        let (strand, _) = self.execution.strands.iter().find(
            |(_, strand)| matches!(&strand.phase, Phase::Working(working) if working.task == task),
        )?;
        let state = self.state(*strand)?;
        match &state.kind {
            Kind::Task(task) => Some((*strand, state, task)),
            _ => None,
        }
    }

    /// Does about an error what the state says: tries again, goes elsewhere, or lets it fail.
    /// Unless it tries again, the history is `told` of it first.
    pub(super) fn rescue(
        &mut self,
        strand: u64,
        state: &State,
        failed: Failed,
        told: Option<&str>,
    ) {
        let error = failed.error.clone().unwrap_or_default();
        let Some(rescue) = state.rescue() else { return self.fail_level(strand, failed) };
        if self.retry(strand, rescue, &error) {
            return;
        }
        if let Some(kind) = told {
            self.tell(strand, kind, Details::NONE);
        }
        let catcher = rescue.catch.iter().find(|one| matches(&one.error_equals, &error));
        let Some(catcher) = catcher else { return self.fail_level(strand, failed) };
        if let Err(fault) = self.go_elsewhere(strand, state, catcher, &failed) {
            self.fail_level(strand, fault.into());
        }
    }

    /// Whether the state will try again.
    fn retry(&mut self, strand: u64, rescue: &Rescue, error: &str) -> bool {
        let found = rescue.retry.iter().position(|one| matches(&one.error_equals, error));
        let Some(place) = found else { return false };
        let retrier = &rescue.retry[place];
        let chance = self.chance();
        let now = self.moment.now;
        let Some(line) = self.execution.strands.get_mut(&strand) else { return false };
        let Some(used) = line.retries.get_mut(place) else { return false };
        if *used >= retrier.max_attempts {
            return false;
        }
        let wait = retrier.wait(*used, chance);
        *used += 1;
        let until = now.checked_add(wait).unwrap_or(Timestamp::MAX);
        line.phase = if until <= now { Phase::Acting } else { Phase::Resting { until } };
        true
    }

    fn go_elsewhere(
        &mut self,
        strand: u64,
        state: &State,
        catcher: &Catcher,
        failed: &Failed,
    ) -> Result<(), Fault> {
        let error = error_output(failed);
        let raw = self.raw_input(strand);
        let (seen, told) = match &state.flow {
            Flow::Path(_) => (&error, None),
            Flow::Jsonata(_) => (&raw, Some(&error)),
        };
        let output = match (&state.flow, &catcher.output) {
            (Flow::Path(_), _) => combine(&catcher.result_path, raw.clone(), error.clone())?,
            (Flow::Jsonata(_), None) => error.clone(),
            (Flow::Jsonata(_), Some(template)) => {
                self.look(strand, seen, None, told, |scope| template.make(scope))?
            }
        };
        let assigned = self.assigned(strand, catcher.assign.as_ref(), seen, None, told)?;
        self.leave(strand, state, output, assigned, Some(&catcher.next))
    }
}

impl Working {
    /// Whether it has taken too long, or been silent for too long: the history makes no difference.
    fn too_late(&self, now: Timestamp) -> bool {
        let silence = self.heartbeat.map(|(at, _)| at);
        self.timeout_at.into_iter().chain(silence).any(|at| at <= now)
    }
}

impl Retrier {
    /// The wait before trying again for the time after `used`. `chance` is from 0 to 1.
    fn wait(&self, used: u64, chance: f64) -> std::time::Duration {
        let doublings = i32::try_from(used).unwrap_or(i32::MAX);
        #[expect(clippy::cast_precision_loss, reason = "a wait needs no more than 53 bits")]
        let (first, most) = (
            self.interval_seconds as f64,
            self.max_delay_seconds.map_or(f64::INFINITY, |most| most as f64),
        );
        let wait = (first * self.backoff_rate.powi(doublings)).min(most);
        let wait = if self.has_full_jitter { wait * chance } else { wait };
        std::time::Duration::try_from_secs_f64(wait).unwrap_or(std::time::Duration::MAX)
    }
}

/// Whether a retrier or catcher for these names is one for this error. A task that is silent for
/// too long ends with `States.Timeout`, so that is what its more precise name stands for.
fn matches(names: &[String], error: &str) -> bool {
    error != NEVER
        && names.iter().any(|name| match name.as_str() {
            "States.ALL" => true,
            "States.TaskFailed" => error != "States.Timeout",
            "States.HeartbeatTimeout" => error == "States.Timeout",
            name => name == error,
        })
}

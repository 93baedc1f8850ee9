//! Leaving a state, well or badly, and what is left then: the next state, or the level's end.

use serde_json::{Value, json};

use super::execution::{Failed, Outcome, Phase, Strand};
use super::flow::check_size;
use super::history::Details;
use super::step::Run;
use crate::asl::{Flow, Kind, Next, Rescue, State};
use crate::data::{Fault, Variables};

impl Run<'_> {
    /// The work of a state is done with this result.
    pub(super) fn done(&mut self, strand: u64, state: &State, result: Value) -> Result<(), Fault> {
        let raw = self.raw_input(strand);
        let assign = state.assign.as_ref();
        let assigned = match &state.flow {
            // `$` is the result there.
            Flow::Path(_) => self.assigned(strand, assign, &result, None, None)?,
            Flow::Jsonata(_) => self.assigned(strand, assign, &raw, Some(&result), None)?,
        };
        let output = match (&state.kind, &state.flow) {
            (Kind::Pass(_), Flow::Jsonata(_)) => self.unchanged_output(strand, state, None)?,
            _ => self.output_of(strand, state, result)?,
        };
        self.leave(strand, state, output, assigned, None)
    }

    /// Leaves a state for `next`, or for what its definition says.
    pub(super) fn leave(
        &mut self,
        strand: u64,
        state: &State,
        output: Value,
        assigned: Variables,
        next: Option<&str>,
    ) -> Result<(), Fault> {
        check_size(&self.name(strand), &output)?;
        let mut details = Details::of("stateExitedEventDetails")
            .with("name", self.name(strand))
            .json("output", &output);
        if !assigned.is_empty() {
            let texts = assigned.iter().map(|(name, value)| (name.clone(), value.to_string()));
            details = details
                .with("assignedVariables", texts.collect::<Value>())
                .with("assignedVariablesDetails", json!({ "truncated": false }));
        }
        self.tell(strand, format!("{}StateExited", state.kind.word()), details);
        let next = match (&state.kind, next, &state.next) {
            (Kind::Succeed, ..) | (_, None, Next::End) => None,
            (_, Some(next), _) => Some(next),
            (_, None, Next::State(next)) => Some(next.as_str()),
        };
        let Some(place) = self.execution.strands.get_mut(&strand) else { return Ok(()) };
        place.variables.extend(assigned);
        match next {
            Some(next) => {
                next.clone_into(&mut place.state);
                place.input = output;
                place.phase = Phase::Entering;
            }
            None => self.end_level(strand, output),
        }
        Ok(())
    }

    /// A level has come to a good end.
    fn end_level(&mut self, strand: u64, output: Value) {
        let Some(ended) = self.execution.strands.remove(&strand) else { return };
        if let Some((parent, place)) = ended.parent {
            return self.gather(parent, place, &ended, Ok(output));
        }
        let details = Details::of("executionSucceededEventDetails").json("output", &output);
        self.write_down(ended.event, "ExecutionSucceeded", details);
        self.execution.outcome = Outcome::Succeeded { output };
    }

    /// A level has failed, because nobody caught the error.
    pub(super) fn fail_level(&mut self, strand: u64, failed: Failed) {
        let parent = self.execution.strands.get(&strand).and_then(|strand| strand.parent);
        match parent {
            Some((parent, place)) => {
                let Some(ended) = self.execution.strands.remove(&strand) else { return };
                self.gather(parent, place, &ended, Err(failed));
            }
            None => self.fail_execution(failed),
        }
    }
}

impl Strand {
    /// A strand about to come into its first state.
    pub(super) fn new(parent: Option<(u64, usize)>, state: String, input: Value) -> Self {
        Self {
            parent,
            state,
            input,
            variables: Variables::new(),
            item: None,
            entered_at: kernel::Timestamp::UNIX_EPOCH,
            retries: Vec::new(),
            event: 0,
            entered: 0,
            before: 0,
            phase: Phase::Entering,
        }
    }
}

impl State {
    /// What it does about errors, if it can.
    pub(super) fn rescue(&self) -> Option<&Rescue> {
        match &self.kind {
            Kind::Task(task) => Some(&task.rescue),
            Kind::Parallel(parallel) => Some(&parallel.rescue),
            Kind::Map(map) => Some(&map.rescue),
            _ => None,
        }
    }
}

impl Kind {
    /// Its type's name.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Task(_) => "Task",
            Self::Pass(_) => "Pass",
            Self::Choice(_) => "Choice",
            Self::Wait(_) => "Wait",
            Self::Succeed => "Succeed",
            Self::Fail(_) => "Fail",
            Self::Parallel(_) => "Parallel",
            Self::Map(_) => "Map",
        }
    }
}

//! Branches and iterations: beginning them, gathering what they give, and breaking them off.

use serde_json::Value;

use super::execution::{Failed, Gathering, Phase, Strand};
use super::flow::error_output;
use super::history::Details;
use super::signal::Action;
use super::step::Run;
use crate::asl::{Kind, Parallel, State};
use crate::data::Fault;

impl Run<'_> {
    pub(super) fn branch(
        &mut self,
        strand: u64,
        state: &State,
        parallel: &Parallel,
    ) -> Result<(), Fault> {
        let input = self.effective_input(strand, state)?;
        self.tell(strand, "ParallelStateStarted", Details::NONE);
        let open = parallel.branches.len();
        let gathering = Gathering { outputs: vec![Value::Null; open], open, map: None };
        self.set(strand, Phase::Gathering(gathering));
        let event = self.execution.strands.get(&strand).map_or(0, |strand| strand.event);
        for (place, branch) in parallel.branches.iter().enumerate() {
            let first = Strand::new(Some((strand, place)), branch.start_at.clone(), input.clone());
            self.begin(strand, first, event);
        }
        Ok(())
    }

    /// Adds a strand below `parent`, whose variables it sees; its history goes on after `event`.
    pub(super) fn begin(&mut self, parent: u64, mut first: Strand, event: u64) -> u64 {
        if let Some(parent) = self.execution.strands.get(&parent) {
            first.variables.clone_from(&parent.variables);
            if first.item.is_none() {
                first.item.clone_from(&parent.item);
            }
        }
        first.event = event;
        self.add(first)
    }

    pub(super) fn iteration(&self, strand: u64, details: &'static str, index: usize) -> Details {
        Details::of(details).with("name", self.name(strand)).with("index", index)
    }

    /// A branch or iteration has ended.
    pub(super) fn gather(
        &mut self,
        parent: u64,
        place: usize,
        ended: &Strand,
        result: Result<Value, Failed>,
    ) {
        let Some(state) = self.state(parent) else { return };
        let Some(above) = self.execution.strands.get_mut(&parent) else { return };
        let Phase::Gathering(gathering) = &mut above.phase else { return };
        let is_map = gathering.map.is_some();
        let output = match (result, &mut gathering.map) {
            (Ok(output), _) => Ok(output),
            (Err(failed), Some(map)) if map.failed < map.tolerated => {
                map.failed += 1;
                Ok(error_output(&failed))
            }
            (Err(failed), Some(map)) if map.tolerated > 0 => {
                let cause = format!(
                    "More than {} iterations failed; the last: {}.",
                    map.tolerated,
                    failed.error.unwrap_or_default()
                );
                Err(Failed {
                    error: Some("States.ExceedToleratedFailureThreshold".to_owned()),
                    cause: Some(cause),
                })
            }
            (Err(failed), _) => Err(failed),
        };
        let mut event = ended.event;
        if is_map {
            let (kind, details) = match &output {
                Ok(_) => ("MapIterationSucceeded", "mapIterationSucceededEventDetails"),
                Err(_) => ("MapIterationFailed", "mapIterationFailedEventDetails"),
            };
            let details = self.iteration(parent, details, place);
            let told = self.tell_after(ended.event, kind, details);
            if output.is_ok() {
                event = told;
            }
        }
        if let Some(above) = self.execution.strands.get_mut(&parent) {
            above.event = event;
        }
        match output {
            Ok(output) => self.gather_output(parent, place, (output, ended.event), state),
            Err(failed) => {
                if is_task(state, place, &ended.state) {
                    self.tell_after(ended.event, "TaskStateAborted", Details::NONE);
                }
                self.break_off(parent, ended.event);
                let kind = if is_map { "MapStateFailed" } else { "ParallelStateFailed" };
                self.rescue(parent, state, failed, Some(kind));
            }
        }
    }

    fn gather_output(
        &mut self,
        parent: u64,
        place: usize,
        (output, event): (Value, u64),
        state: &State,
    ) {
        let Some(above) = self.execution.strands.get_mut(&parent) else { return };
        let Phase::Gathering(gathering) = &mut above.phase else { return };
        if let Some(slot) = gathering.outputs.get_mut(place) {
            *slot = output;
        }
        gathering.open = gathering.open.saturating_sub(1);
        if gathering.open > 0 {
            return self.begin_iterations(parent, event);
        }
        if let Err(fault) = self.gathered(parent, state) {
            self.fault(parent, state, fault);
        }
    }

    /// Every branch or iteration has ended well.
    pub(super) fn gathered(&mut self, strand: u64, state: &State) -> Result<(), Fault> {
        let Some(place) = self.execution.strands.get_mut(&strand) else { return Ok(()) };
        let Phase::Gathering(gathering) = std::mem::replace(&mut place.phase, Phase::Acting) else {
            return Ok(());
        };
        let kind = match gathering.map {
            Some(_) => "MapStateSucceeded",
            None => "ParallelStateSucceeded",
        };
        // What comes next follows from the same event as this.
        let last = place.event;
        self.tell_after(last, kind, Details::NONE);
        self.done(strand, state, Value::Array(gathering.outputs))
    }

    /// Ends everything below a strand, because of what was told last.
    fn break_off(&mut self, strand: u64, because: u64) {
        let below: Vec<u64> = self
            .execution
            .strands
            .iter()
            .filter(|(_, one)| one.is_below(strand))
            .map(|(number, _)| *number)
            .collect();
        let is_map = self.state(strand).is_some_and(|state| matches!(state.kind, Kind::Map(_)));
        for number in below {
            let kind = self.state(number).map(|state| state.kind.word());
            let Some(place) = self.execution.strands.get(&number) else { continue };
            let (index, has_entered) = (place.parent, !matches!(place.phase, Phase::Entering));
            if let (true, Some((_, index))) = (is_map, index) {
                let details = self.iteration(strand, "mapIterationAbortedEventDetails", index);
                self.tell_after(because, "MapIterationAborted", details);
            }
            self.break_off(number, because);
            let Some(ended) = self.execution.strands.remove(&number) else { continue };
            if let Phase::Working(working) = &ended.phase {
                self.out.actions.push(Action::Forget { task: working.task });
            }
            if let (Some(kind @ ("Task" | "Wait" | "Parallel" | "Map")), true) = (kind, has_entered)
            {
                self.tell_after(because, format!("{kind}StateAborted"), Details::NONE);
            }
        }
    }
}

/// Whether the state of that name is a task, in a branch or iteration of `state`.
fn is_task(state: &State, place: usize, name: &str) -> bool {
    let level = match &state.kind {
        Kind::Parallel(parallel) => parallel.branches.get(place),
        Kind::Map(map) => Some(&map.processor),
        _ => None,
    };
    let found = level.and_then(|level| level.states.get(name));
    found.is_some_and(|found| matches!(found.kind, Kind::Task(_)))
}

impl Strand {
    pub(super) fn is_below(&self, strand: u64) -> bool {
        self.parent.is_some_and(|(parent, _)| parent == strand)
    }
}

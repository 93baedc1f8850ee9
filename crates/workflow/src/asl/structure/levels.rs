//! The levels of a definition, one within the other.

use super::super::document::{Json, Place};

/// States that belong together, as far as they can be made out.
#[derive(Debug)]
pub(super) struct Level<'a> {
    /// The definition, branch or item processor.
    pub(super) at: Place<'a>,
    /// Its states by their names, in their order.
    pub(super) states: Vec<(&'a str, Place<'a>)>,
}

impl<'a> Level<'a> {
    /// The level that an object with `States` is.
    pub(super) fn of(at: Place<'a>) -> Self {
        let states = at.field("States").map_or_else(Vec::new, |states| states.fields().collect());
        Self { at, states }
    }

    /// The levels within the states of this one.
    pub(super) fn inner(&self) -> impl Iterator<Item = Level<'a>> + use<'a, '_> {
        self.states.iter().flat_map(|(_, state)| inner(state)).map(|(_, level)| level)
    }

    /// Does something with this level and all within it.
    pub(super) fn walk(&self, visit: &mut impl FnMut(&Self)) {
        visit(self);
        self.inner().for_each(|level| level.walk(visit));
    }
}

/// The levels within a state, and whether they run on their own, as those of a distributed Map do.
pub(super) fn inner<'a>(state: &Place<'a>) -> Vec<(bool, Level<'a>)> {
    match kind(state) {
        Some("Parallel") => {
            let branches = state.field("Branches");
            let branches = branches.iter().flat_map(Place::items);
            branches.map(|branch| (false, Level::of(branch))).collect()
        }
        Some("Map") => {
            let processor = state.field("ItemProcessor").or_else(|| state.field("Iterator"));
            let level = |at: Place<'a>| {
                let mode = at.node.field("ProcessorConfig").and_then(|it| it.field("Mode"));
                let is_apart = mode.and_then(|mode| mode.text()) == Some("DISTRIBUTED");
                (is_apart, Level::of(at))
            };
            processor.map(level).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The kind of a state.
pub(super) fn kind<'a>(state: &Place<'a>) -> Option<&'a str> {
    state.node.field("Type").and_then(|kind| kind.text())
}

/// Whether the level can end with a state. One that has no way on and does not say so either may be
/// meant to: what it lacks is a flaw already.
pub(super) fn is_end(state: &Place<'_>) -> bool {
    match (kind(state), state.node.field("End").map(|end| &end.json)) {
        (Some("Succeed" | "Fail"), _) | (_, Some(Json::Bool(true))) => true,
        (Some("Choice"), _) => false,
        _ => state.node.field("Next").is_none(),
    }
}

//! Labels of Map states.

use std::collections::HashSet;

use super::super::document::Report;
use super::levels::{Level, kind};

/// Looks at all labels: each stands once in the whole definition.
pub(super) fn check(definition: &Level<'_>, report: &mut Report) {
    let mut seen = HashSet::new();
    definition.walk(&mut |level| {
        for (_, state) in level.states.iter().filter(|(_, state)| kind(state) == Some("Map")) {
            let Some(at) = state.field("Label") else { continue };
            if at.node.text().is_some_and(|label| !seen.insert(label)) {
                report.flaw(&at, "is the label of another Map state: expected one of its own");
            }
        }
    });
}

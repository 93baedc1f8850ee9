//! Names of states.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::document::{Place, Read, Report};
use super::levels::Level;

/// Longest name of a state, in characters.
const CHARS_MAX: usize = 80;
/// Most states of a definition: a bound of this engine. In one mebibyte there is hardly room for
/// more that do something.
const STATES_MAX: usize = 10_000;

/// Where each name stands first: the level, by its place, and the state.
pub(super) type Names<'a> = HashMap<&'a str, (usize, Place<'a>)>;

/// Looks at the names of all levels: they must be short, and once in the whole definition.
pub(super) fn check<'a>(definition: &Level<'a>, report: &mut Report) -> Read<Names<'a>> {
    let mut count = 0;
    definition.walk(&mut |level| count += level.states.len());
    if count > STATES_MAX {
        let sentence = format!("has {count} states: expected at most {STATES_MAX}");
        return Err(report.flaw(&definition.at, sentence));
    }
    let mut names = Names::new();
    definition.walk(&mut |level| {
        let place = level.at.node.place;
        for (name, state) in &level.states {
            let chars = name.chars().count();
            if chars == 0 || chars > CHARS_MAX {
                let sentence =
                    format!("has a name of {chars} characters: expected 1 to {CHARS_MAX}");
                report.flaw(state, sentence);
            }
            match names.entry(name) {
                Entry::Vacant(entry) => _ = entry.insert((place, state.clone())),
                // Of one level: the same field twice, which is a flaw already.
                Entry::Occupied(first) if first.get().0 == place => {}
                Entry::Occupied(first) => _ = report.flaw_with(state, || again(&first.get().1)),
            }
        }
    });
    Ok(names)
}

fn again(first: &Place<'_>) -> String {
    let first = first.pointer();
    format!("has the name of the state at {first}: a name stands once in the whole definition")
}

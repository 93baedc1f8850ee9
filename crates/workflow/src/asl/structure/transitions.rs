//! Ways from state to state: each leads somewhere, every state is on one, and one leads out.

use std::collections::{HashMap, HashSet};

use super::super::document::{Place, Report, short};
use super::super::fields::suggestion;
use super::levels::{Level, is_end, kind};
use super::names::Names;

/// Looks at the ways of all levels.
pub(super) fn check(definition: &Level<'_>, names: &Names<'_>, report: &mut Report) {
    definition.walk(&mut |level| {
        if !level.states.is_empty() {
            check_level(level, names, report);
        }
    });
}

fn check_level(level: &Level<'_>, names: &Names<'_>, report: &mut Report) {
    let states: HashMap<&str, &Place<'_>> =
        level.states.iter().map(|(name, state)| (*name, state)).collect();
    let start = level.at.field("StartAt");
    for at in level.states.iter().flat_map(|(_, state)| targets(state)).chain(start.clone()) {
        if let Some(name) = at.node.text().filter(|name| !states.contains_key(name)) {
            report.flaw_with(&at, || nowhere(name, level, names));
        }
    }
    if !level.states.iter().any(|(_, state)| is_end(state)) {
        let at = level.at.field("States").unwrap_or_else(|| level.at.clone());
        report.flaw(&at, "never ends: expected a state with \"End\": true, a Succeed or a Fail");
    }
    // Where it begins is unknown then, and that is said already.
    let Some(start) = start.and_then(|start| start.node.text()) else { return };
    if !states.contains_key(start) {
        return;
    }
    let reached = reached(start, &states);
    for (name, state) in &level.states {
        if !reached.contains(name) {
            report.flaw(state, "is never reached: no way leads here from the state in StartAt");
        }
    }
}

/// The states that can be come to from `start`.
fn reached<'a>(start: &'a str, states: &HashMap<&'a str, &Place<'a>>) -> HashSet<&'a str> {
    let mut reached = HashSet::from([start]);
    let mut open = vec![start];
    while let Some(state) = open.pop().and_then(|name| states.get(name)) {
        let names = targets(state).into_iter().filter_map(|at| at.node.text());
        open.extend(names.filter(|name| states.contains_key(name) && reached.insert(name)));
    }
    reached
}

/// Every field of a state that names another.
fn targets<'a>(state: &Place<'a>) -> Vec<Place<'a>> {
    let lists: &[&str] = match kind(state) {
        Some("Choice") => {
            let rules = state.field("Choices");
            let nexts = rules.iter().flat_map(Place::items).filter_map(|rule| rule.field("Next"));
            return nexts.chain(state.field("Default")).collect();
        }
        Some("Task" | "Parallel" | "Map") => &["Catch"],
        Some("Pass" | "Wait") => &[],
        _ => return Vec::new(),
    };
    let catchers = lists.iter().filter_map(|list| state.field(list));
    let catchers: Vec<Place<'a>> =
        catchers.flat_map(|list| list.items().collect::<Vec<_>>()).collect();
    let nexts = catchers.iter().filter_map(|catcher| catcher.field("Next"));
    state.field("Next").into_iter().chain(nexts).collect()
}

/// Why a name leads nowhere.
fn nowhere(name: &str, level: &Level<'_>, names: &Names<'_>) -> String {
    let shown = short(name);
    if let Some((_, other)) = names.get(name) {
        let place = other.pointer();
        return format!(
            "is {shown}, which is a state of another level, at {place}: \
             a state can only go to one of its own level"
        );
    }
    let suggestion = suggestion(name, level.states.iter().map(|(name, _)| *name));
    format!("is {shown}, which is no state of this level{suggestion}")
}

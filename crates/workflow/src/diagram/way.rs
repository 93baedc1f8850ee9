//! In which order states are shown: along the way an execution takes, what catches errors last.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::asl::{Catcher, Kind, Next, State, States};

/// From so many states on that send an error to the same place, it is a way out of its own.
pub(super) const MANY: usize = 3;

/// The states of a level: first those that are reached without an error, then those that catch one,
/// and each time what follows from them. A way out comes last.
pub(super) fn in_order(level: &States) -> Vec<(&str, &State)> {
    let mut walk =
        Walk { level, seen: BTreeSet::new(), ways_out: ways_out(level), done: Vec::new() };
    walk.go(&level.start_at);
    while let Some(name) = walk.next_caught() {
        walk.go(name);
    }
    walk.done
}

/// The states of a level and of all levels within it, each of these after its state.
pub(super) fn all(level: &States) -> Vec<(&str, &State)> {
    let mut found = Vec::new();
    for (name, state) in in_order(level) {
        found.push((name, state));
        found.extend(inner(state).into_iter().flat_map(all));
    }
    found
}

/// The levels within a state.
pub(super) fn inner(state: &State) -> Vec<&States> {
    match &state.kind {
        Kind::Parallel(parallel) => parallel.branches.iter().collect(),
        Kind::Map(map) => vec![&map.processor],
        _ => Vec::new(),
    }
}

/// Where a state goes when nothing fails.
pub(super) fn next(state: &State) -> Vec<&str> {
    match (&state.kind, &state.next) {
        (Kind::Choice(choice), _) => {
            let rules = choice.rules.iter().map(|rule| rule.next.as_str());
            rules.chain(choice.default.as_deref()).collect()
        }
        (_, Next::State(name)) => vec![name],
        (_, Next::End) => Vec::new(),
    }
}

/// What a state does about errors.
pub(super) fn catchers(state: &State) -> &[Catcher] {
    match &state.kind {
        Kind::Task(task) => &task.rescue.catch,
        Kind::Parallel(parallel) => &parallel.rescue.catch,
        Kind::Map(map) => &map.rescue.catch,
        _ => &[],
    }
}

/// Whether a state goes to the same place with this error as without.
pub(super) fn changes_nothing(state: &State, catcher: &Catcher) -> bool {
    matches!(&state.next, Next::State(next) if *next == catcher.next)
}

/// The states to which many others send their errors.
fn ways_out(level: &States) -> BTreeSet<&str> {
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    for state in level.states.values() {
        for catcher in catchers(state).iter().filter(|one| !changes_nothing(state, one)) {
            *sources.entry(&catcher.next).or_default() += 1;
        }
    }
    sources.into_iter().filter(|(_, count)| *count >= MANY).map(|(name, _)| name).collect()
}

struct Walk<'a> {
    level: &'a States,
    seen: BTreeSet<&'a str>,
    ways_out: BTreeSet<&'a str>,
    done: Vec<(&'a str, &'a State)>,
}

impl<'a> Walk<'a> {
    /// Everything that is reached from a state without an error.
    fn go(&mut self, from: &'a str) {
        let mut open = VecDeque::from([from]);
        while let Some(name) = open.pop_front() {
            let Some(state) = self.level.states.get(name) else { continue };
            let is_later = name != from && self.ways_out.contains(name);
            if !is_later && self.seen.insert(name) {
                self.done.push((name, state));
                open.extend(next(state));
            }
        }
    }

    /// The first state that catches an error and was not come to yet; ways out come last.
    fn next_caught(&self) -> Option<&'a str> {
        let targets = self.done.iter().flat_map(|(_, state)| catchers(state));
        let names = targets.map(|catcher| catcher.next.as_str());
        names
            .filter(|name| !self.seen.contains(name))
            .min_by_key(|name| self.ways_out.contains(name))
    }
}

//! What a test is given, and its verdict.

use kernel::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::inspect::{Inspection, inspect};
use super::play::Scene;
use super::stage::{staged, without_rescue};
use crate::asl::{Definition, Kind, State, States};
use crate::data::Variables;
use crate::machine::{Failed, Outcome};
use crate::rehearsal::Reply;

/// What a state is tested with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StateTest {
    /// Its input.
    pub input: Value,
    /// The variables it sees.
    pub variables: Variables,
    /// How its task answers; of a Parallel or a Map, what all its branches or iterations give.
    pub reply: Option<Reply>,
    /// Whether to tell the data after each filter, too.
    pub is_inspected: bool,
}

/// What came of a test, with the names of `TestState`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tested {
    /// How the state ended.
    pub status: TestStatus,
    /// What it gave, if an execution would go on from here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Value>,
    /// The error's name, if there was one, even if it was caught.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// What is to say about the error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The state that comes next, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_state: Option<String>,
    /// The data after each filter, if it was asked for.
    #[serde(rename = "inspectionData", skip_serializing_if = "Option::is_none")]
    pub inspection: Option<Inspection>,
}

/// How a state ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TestStatus {
    /// Well.
    Succeeded,
    /// With an error that nobody caught.
    Failed,
    /// With an error after which it would be tried again.
    Retriable,
    /// With an error that a catcher caught.
    CaughtError,
}

/// Why a state cannot be tested.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Untestable {
    /// The definition has no such state, at any level.
    #[error("the definition has no state {0}")]
    NoSuchState(String),
    /// The state asks for work, and nobody said what came of it.
    #[error("{0} asks for work: say how that is answered")]
    NoReply(String),
    /// A variable has a name that none can have.
    #[error("no variable is called {0}: expected letters, digits and underscores")]
    BadVariable(String),
}

/// Tests one state of a definition, at any level: in a branch or in an iteration, too, where there
/// is no `$$.Map.Item` then. Nothing is performed and no time passes.
///
/// # Errors
/// [`Untestable`]. That the state fails is no error.
pub fn test_state(
    definition: &Definition,
    name: &str,
    test: &StateTest,
    now: Timestamp,
) -> Result<Tested, Untestable> {
    let (level, state) = find(&definition.states, name)
        .ok_or_else(|| Untestable::NoSuchState(name.chars().take(80).collect()))?;
    if let Some(name) = test.variables.keys().find(|name| !is_variable(name)) {
        return Err(Untestable::BadVariable(name.clone()));
    }
    let scene = Scene { level, name, input: &test.input, variables: &test.variables, now };
    let inspection = test.is_inspected.then(|| inspect(&scene, state, test.reply.as_ref()));
    let state = staged(&scene, state);
    // Its retriers and catchers would hide the error.
    let bare = scene.play(without_rescue(&state), test.reply.as_ref());
    if bare.asked.is_some() && test.reply.is_none() {
        return Err(Untestable::NoReply(name.to_owned()));
    }
    let tested = |status, failed: Failed| Tested {
        status,
        output: None,
        error: failed.error,
        cause: failed.cause,
        next_state: None,
        inspection,
    };
    if let Some(exit) = bare.exit {
        let tested = tested(TestStatus::Succeeded, Failed::default());
        return Ok(Tested { output: Some(exit.output), next_state: exit.next, ..tested });
    }
    let whole = scene.play(state, test.reply.as_ref());
    Ok(match (whole.exit, whole.outcome) {
        (Some(exit), _) => {
            let tested = tested(TestStatus::CaughtError, failure(bare.outcome));
            Tested { output: Some(exit.output), next_state: exit.next, ..tested }
        }
        (None, Outcome::Running) => tested(TestStatus::Retriable, failure(bare.outcome)),
        (None, outcome) => tested(TestStatus::Failed, failure(outcome)),
    })
}

/// The level that has a state of this name, and the state. The reader sees to it that there is
/// only one.
fn find<'a>(states: &'a States, name: &str) -> Option<(&'a States, &'a State)> {
    if let Some(state) = states.states.get(name) {
        return Some((states, state));
    }
    states.states.values().find_map(|state| match &state.kind {
        Kind::Parallel(parallel) => parallel.branches.iter().find_map(|branch| find(branch, name)),
        Kind::Map(map) => find(&map.processor, name),
        _ => None,
    })
}

fn is_variable(name: &str) -> bool {
    let allowed = |letter: char| letter.is_alphanumeric() || letter == '_';
    name.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && name.chars().all(allowed)
}

fn failure(outcome: Outcome) -> Failed {
    match outcome {
        Outcome::Failed(failed) | Outcome::TimedOut(failed) | Outcome::Aborted(failed) => failed,
        Outcome::Running | Outcome::Succeeded { .. } => Failed::default(),
    }
}

//! States as they are put on the stage: the one that is tested, and those around it.

use serde_json::{Map, Value};

use super::play::{Played, Scene, entered, json};
use crate::asl::{
    Flow, Kind, Map as MapState, Next, PathFlow, Rescue, ResultPath, State, States, Task,
};
use crate::data::{Path, Template, Variables};

/// The state as it is tested. The work of a Parallel or a Map becomes a task, so that one reply
/// stands for all of it; a Map whose items cannot be found shows that first.
pub(super) fn staged(scene: &Scene<'_>, state: &State) -> State {
    let rescue = match &state.kind {
        Kind::Parallel(parallel) => &parallel.rescue,
        Kind::Map(map) => {
            let idle = idle(state, map);
            if !has_items(&scene.play(without_rescue(&idle), None)) {
                return idle;
            }
            &map.rescue
        }
        _ => return state.clone(),
    };
    State { kind: task(rescue.clone()), ..state.clone() }
}

/// The state without what it does about errors.
pub(super) fn without_rescue(state: &State) -> State {
    let mut state = state.clone();
    match &mut state.kind {
        Kind::Task(task) => task.rescue = Rescue::default(),
        Kind::Parallel(parallel) => parallel.rescue = Rescue::default(),
        Kind::Map(map) => map.rescue = Rescue::default(),
        _ => {}
    }
    state
}

/// A task of nobody.
pub(super) fn task(rescue: Rescue) -> Kind {
    Kind::Task(Box::new(Task {
        resource: "test".to_owned(),
        timeout_seconds: None,
        heartbeat_seconds: None,
        credentials: None,
        rescue,
    }))
}

/// A Map whose iterations do nothing.
pub(super) fn idle(state: &State, map: &MapState) -> State {
    let states = [(String::new(), end())].into();
    let processor = States { start_at: String::new(), states };
    let kind = Kind::Map(Box::new(MapState { processor, ..map.clone() }));
    State { kind, ..state.clone() }
}

/// Whether a Map got as far as its iterations.
fn has_items(played: &Played) -> bool {
    let kinds = ["MapIterationStarted", "MapStateSucceeded"];
    played.events.iter().any(|event| kinds.contains(&event.kind.as_str()))
}

/// What the iterations of an idle Map were given.
pub(super) fn items(played: &Played) -> Option<Value> {
    let inputs = played.events.iter().filter(|event| event.kind == "SucceedStateEntered");
    let inputs = inputs.filter_map(entered).filter(|details| details["name"] == "");
    has_items(played).then(|| inputs.map(|details| json(&details["input"])).collect())
}

/// An end that gives what it was given.
pub(super) fn end() -> State {
    let flow = Flow::Jsonata(Box::default());
    State { comment: None, kind: Kind::Succeed, flow, assign: None, next: Next::End }
}

/// A state that sets variables before `name`, if there are any to set.
pub(super) fn before(name: &str, variables: &Variables) -> Option<State> {
    if variables.is_empty() {
        return None;
    }
    let paths: Map<String, Value> =
        variables.keys().map(|name| (format!("{name}.$"), format!("$.{name}").into())).collect();
    let flow = PathFlow {
        input_path: Path::parse("$").ok(),
        parameters: None,
        result_selector: None,
        result_path: ResultPath::Discard,
        output_path: Path::parse("$").ok(),
    };
    Some(State {
        comment: None,
        // `Assign` sees this as `$`.
        kind: Kind::Pass(Some(variables.clone().into_iter().collect())),
        flow: Flow::Path(Box::new(flow)),
        assign: Template::of_paths(&Value::Object(paths)).ok(),
        next: Next::State(name.to_owned()),
    })
}

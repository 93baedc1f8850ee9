//! The data after each filter. Each is seen by executing a state that has only the filters up to
//! it; what they draw by chance may differ from the test itself.

use serde::Serialize;
use serde_json::Value;

use super::play::Scene;
use super::stage::{idle, items, staged, task, without_rescue};
use crate::asl::{Flow, Kind, Map, PathFlow, Rescue, ResultPath, State};
use crate::data::Path;
use crate::rehearsal::Reply;

/// The data after each filter that the state has and that did not fail, with the names of
/// `TestState`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Inspection {
    /// What the state was given.
    pub input: Value,
    /// After `InputPath`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_input_path: Option<Value>,
    /// After `Parameters`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_parameters: Option<Value>,
    /// After `Arguments`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_arguments: Option<Value>,
    /// The items, after `ItemsPath` or `Items`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_items_path: Option<Value>,
    /// The items, after `ItemSelector`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_item_selector: Option<Value>,
    /// The items, after `ItemBatcher`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_item_batcher: Option<Value>,
    /// What the work of the state gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<Value>,
    /// After `ResultSelector`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_result_selector: Option<Value>,
    /// After `ResultPath`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_result_path: Option<Value>,
    /// The variables that `Assign` set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variables: Option<Value>,
}

/// The data of `state` after each of its filters.
pub(super) fn inspect(scene: &Scene<'_>, state: &State, reply: Option<&Reply>) -> Inspection {
    let mut seen = Inspection { input: scene.input.clone(), ..Inspection::default() };
    let played = scene.play(staged(scene, state), reply);
    if let (Some(Reply { r#return, throw: None, .. }), Some(_)) = (reply, played.asked) {
        seen.result.clone_from(r#return);
    }
    seen.variables = played.exit.and_then(|exit| exit.assigned);
    let asked = |flow| scene.play(with(state, flow), None).asked;
    match &state.flow {
        Flow::Jsonata(flow) => {
            let has_arguments = flow.arguments.is_some();
            seen.after_arguments = has_arguments.then(|| asked(state.flow.clone())).flatten();
        }
        Flow::Path(flow) => {
            let chosen = PathFlow { parameters: None, ..(**flow).clone() };
            seen.after_input_path = asked(Flow::Path(Box::new(chosen)));
            let effective = asked(state.flow.clone());
            if let Kind::Pass(result) = &state.kind {
                seen.result = result.clone().or_else(|| effective.clone());
            }
            seen.after_parameters = effective.filter(|_| flow.parameters.is_some());
            combine(scene, state, flow, &mut seen);
        }
    }
    if let Kind::Map(map) = &state.kind {
        iterations(scene, state, map, &mut seen);
    }
    seen
}

/// The result on its way to the output.
fn combine(scene: &Scene<'_>, state: &State, flow: &PathFlow, seen: &mut Inspection) {
    let Some(result) = seen.result.clone() else { return };
    let reply = Reply { r#return: Some(result), ..Reply::default() };
    let output = |flow: PathFlow| {
        let flow = PathFlow { output_path: Path::parse("$").ok(), ..flow };
        let played = scene.play(with(state, Flow::Path(Box::new(flow))), Some(&reply));
        played.exit.map(|exit| exit.output)
    };
    seen.after_result_path = output(flow.clone());
    if flow.result_selector.is_some() {
        let selected = PathFlow { result_path: ResultPath::Whole, ..flow.clone() };
        seen.after_result_selector = output(selected);
    }
}

/// The items of a Map on their way to its iterations.
fn iterations(scene: &Scene<'_>, state: &State, map: &Map, seen: &mut Inspection) {
    let given = |map: Map| items(&scene.play(idle(state, &map), None));
    let unbatched = Map { item_batcher: None, ..map.clone() };
    let plain = Map { item_selector: None, ..unbatched.clone() };
    seen.after_items_path = given(plain);
    seen.after_item_selector = map.item_selector.as_ref().and_then(|_| given(unbatched));
    seen.after_item_batcher = map.item_batcher.as_ref().and_then(|_| given(map.clone()));
}

/// A task with this flow in the place of the state. One that is answered later stays one, because
/// its arguments may name its task token.
fn with(state: &State, flow: Flow) -> State {
    let kind = match &state.kind {
        Kind::Task(_) => state.kind.clone(),
        _ => task(Rescue::default()),
    };
    without_rescue(&State { kind, flow, assign: None, ..state.clone() })
}

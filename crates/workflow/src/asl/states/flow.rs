//! What a state takes and gives.

use super::super::document::{Json, Place, Read, Report};
use super::super::fields::{Fields, Language, path, template, text};
use super::super::{Flow, JsonataFlow, PathFlow, ResultPath};
use super::state::object_template;
use crate::data::{Path, ReferencePath};

/// Reads the fields of the state's query language. In a Map state `Parameters` is the old name of
/// `ItemSelector` and is read there.
pub(super) fn flow(fields: &Fields<'_>, is_map: bool, report: &mut Report) -> Read<Flow> {
    match fields.language {
        Language::Path => path_flow(fields, is_map, report).map(|flow| Flow::Path(Box::new(flow))),
        Language::Jsonata => {
            let arguments = fields.read_field("Arguments", template(Language::Jsonata), report);
            let output = fields.read_field("Output", template(Language::Jsonata), report);
            Ok(Flow::Jsonata(Box::new(JsonataFlow { arguments: arguments?, output: output? })))
        }
    }
}

fn path_flow(fields: &Fields<'_>, is_map: bool, report: &mut Report) -> Read<PathFlow> {
    let input_path = filter(fields, "InputPath", report);
    let parameters = if is_map {
        Ok(None)
    } else {
        fields.read_field("Parameters", template(Language::Path), report)
    };
    let result_selector =
        fields.read_field("ResultSelector", object_template(Language::Path), report);
    let result_path = result_path(fields, report);
    let output_path = filter(fields, "OutputPath", report);
    Ok(PathFlow {
        input_path: input_path?,
        parameters: parameters?,
        result_selector: result_selector?,
        result_path: result_path?,
        output_path: output_path?,
    })
}

/// Reads a path that may be `null`, and is `$` when it is not there.
fn filter(fields: &Fields<'_>, name: &'static str, report: &mut Report) -> Read<Option<Path>> {
    match fields.get(name) {
        Some(at) if matches!(at.node.json, Json::Null) => Ok(None),
        Some(at) => path(&at, report).map(Some),
        None => whole_input(&fields.at, report).map(Some),
    }
}

/// `$`
pub(super) fn whole_input(at: &Place<'_>, report: &mut Report) -> Read<Path> {
    Path::parse("$").map_err(|sentence| report.flaw(at, sentence))
}

/// Reads where the result goes.
pub(super) fn result_path(fields: &Fields<'_>, report: &mut Report) -> Read<ResultPath> {
    let Some(at) = fields.get("ResultPath") else { return Ok(ResultPath::Whole) };
    if matches!(at.node.json, Json::Null) {
        return Ok(ResultPath::Discard);
    }
    match text(&at, report)? {
        "$" => Ok(ResultPath::Whole),
        path => match ReferencePath::parse(path) {
            Ok(path) => Ok(ResultPath::At(path)),
            Err(sentence) => Err(report.flaw(&at, sentence)),
        },
    }
}

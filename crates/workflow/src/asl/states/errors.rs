//! Names of errors.

use super::super::document::{Place, Read, Report};
use super::super::fields::{Fields, suggestion, text};

/// Every error; but for `States.Runtime` and `States.DataLimitExceeded`, which it does not match.
pub(super) const ALL: &str = "States.ALL";

/// Names that begin with `States.` are the language's own. Source: "Error names" in the developer
/// guide, "Handling errors in Step Functions workflows".
const OWN: [&str; 17] = [
    ALL,
    "States.BranchFailed",
    "States.DataLimitExceeded",
    "States.ExceedToleratedFailureThreshold",
    "States.HeartbeatTimeout",
    "States.Http.Socket",
    "States.IntrinsicFailure",
    "States.ItemReaderFailed",
    "States.NoChoiceMatched",
    "States.ParameterPathFailure",
    "States.Permissions",
    "States.QueryEvaluationError",
    "States.ResultPathMatchFailure",
    "States.ResultWriterFailed",
    "States.Runtime",
    "States.TaskFailed",
    "States.Timeout",
];

/// Reads `ErrorEquals`. `is_last` says whether it is the last one of its list, as one with
/// `States.ALL` must be.
pub(super) fn error_equals(
    fields: &Fields<'_>,
    is_last: bool,
    report: &mut Report,
) -> Read<Vec<String>> {
    let names = fields.need_list("ErrorEquals", name, report)?;
    let all = fields
        .get("ErrorEquals")
        .and_then(|list| list.items().find(|item| item.node.text() == Some(ALL)));
    match all {
        Some(at) if names.len() > 1 => {
            Err(report.flaw(&at, "stands beside other names: States.ALL must be alone"))
        }
        Some(at) if !is_last => Err(report.flaw(
            &at,
            "catches every error, so nothing after it is ever looked at: States.ALL must be last",
        )),
        _ => Ok(names),
    }
}

fn name(at: &Place<'_>, report: &mut Report) -> Read<String> {
    let name = text(at, report)?;
    if name.is_empty() {
        return Err(report.flaw(at, "is empty: expected the name of an error"));
    }
    if name.starts_with("States.") && !OWN.contains(&name) {
        let (shown, suggestion) = (at.node.shown(), suggestion(name, OWN));
        let sentence = format!("is {shown}, which is no error of the language{suggestion}");
        return Err(report.flaw(at, sentence));
    }
    Ok(name.to_owned())
}

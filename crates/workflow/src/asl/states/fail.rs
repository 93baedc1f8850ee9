//! Fail states.

use super::super::document::{Place, Read, Report};
use super::super::fields::{Fields, reckonable, text};
use super::super::{Failure, Field};

/// The intrinsic functions that may stand in `ErrorPath` and `CausePath`: those that make a text.
const FUNCTIONS: [&str; 7] = [
    "States.ArrayGetItem",
    "States.Base64Decode",
    "States.Base64Encode",
    "States.Format",
    "States.Hash",
    "States.JsonToString",
    "States.UUID",
];

/// Reads how a level ends badly.
pub(super) fn fail(fields: &Fields<'_>, report: &mut Report) -> Read<Failure> {
    let error = words(fields, ["Error", "ErrorPath"], report);
    let cause = words(fields, ["Cause", "CausePath"], report);
    Ok(Failure { error: error?, cause: cause? })
}

fn words(
    fields: &Fields<'_>,
    names: [&'static str; 2],
    report: &mut Report,
) -> Read<Option<Field<String>>> {
    let read = |at: &Place<'_>, report: &mut Report| text(at, report).map(str::to_owned);
    reckonable(fields, names, read, function, report)
}

fn function(at: &Place<'_>, report: &mut Report) -> Read<()> {
    let text = text(at, report)?;
    let name = text.split('(').next().unwrap_or_default().trim_end();
    if !text.starts_with("States.") || FUNCTIONS.contains(&name) {
        return Ok(());
    }
    let (shown, functions) = (at.node.shown(), FUNCTIONS.join(", "));
    Err(report.flaw(at, format!("is {shown}: expected a path or one of {functions}")))
}

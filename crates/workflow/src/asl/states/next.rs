//! What comes after a state.

use super::super::Next;
use super::super::document::{Json, Read, Report};
use super::super::fields::{Fields, text};

/// Reads `Next` or `End`, of which there must be one.
pub(super) fn next(fields: &Fields<'_>, report: &mut Report) -> Read<Next> {
    match (fields.get("Next"), fields.get("End")) {
        (Some(_), Some(end)) => Err(report.flaw(&end, "stands beside Next: keep one of the two")),
        (Some(next), None) => text(&next, report).map(|name| Next::State(name.to_owned())),
        (None, Some(end)) if matches!(end.node.json, Json::Bool(true)) => Ok(Next::End),
        (None, Some(end)) => {
            let shown = end.node.shown();
            let sentence = format!("is {shown}: expected true, or Next in its place");
            Err(report.flaw(&end, sentence))
        }
        (None, None) => Err(report.flaw(
            &fields.at,
            "has neither Next nor End: name the state that comes after it, or write \"End\": true",
        )),
    }
}

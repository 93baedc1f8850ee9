//! States that belong together.

use std::collections::BTreeMap;

use super::super::States;
use super::super::document::{Json, Read, Report};
use super::super::fields::{Fields, Language, text};
use super::state::state;

/// Reads a level: a definition's, a branch's or an item processor's, but for its comment. `whole`
/// is the query language of the whole definition, which every state has that names none, however
/// deep it stands.
pub(in crate::asl) fn level(
    fields: &Fields<'_>,
    whole: Language,
    report: &mut Report,
) -> Read<States> {
    let start_at = fields.need("StartAt", report).and_then(|at| text(&at, report));
    let states = fields.need("States", report)?;
    if !matches!(&states.node.json, Json::Object(fields) if !fields.is_empty()) {
        let shown = states.node.shown();
        let sentence = format!("is {shown}: expected an object with one state or more");
        return Err(report.flaw(&states, sentence));
    }
    let read: Vec<Read<_>> = states
        .fields()
        .map(|(name, at)| state(&at, whole, report).map(|state| (name.to_owned(), state)))
        .collect();
    let states = read.into_iter().collect::<Read<BTreeMap<_, _>>>();
    Ok(States { start_at: start_at?.to_owned(), states: states? })
}

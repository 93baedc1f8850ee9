//! How events are kept: cut to what fits, and several in a record.

use serde_json::{Value, json};
use store::Write;

use super::records::{HISTORY, HistoryRecord};
use crate::machine::Event;

/// An event whose input or output is longer than this tells only the beginning. Source: ours; a
/// record of the store holds one such event at least.
const DETAIL_BYTES_MAX: usize = 100_000;
/// The same for all variables that a state assigns, which stand beside its output.
const VARIABLES_BYTES_MAX: usize = 50_000;
/// Most bytes of events that are stored in one record.
const RECORD_BYTES_MAX: usize = 250_000;

/// Cuts an event to what a record can hold; says about how many bytes are left.
pub(super) fn shorten(event: &mut Event) -> usize {
    let variables = shorten_variables(event);
    event.shorten(DETAIL_BYTES_MAX) + variables
}

/// Cuts the variables that are told of, the later ones more, and says so.
fn shorten_variables(event: &mut Event) -> usize {
    let (mut bytes, mut room) = (0, VARIABLES_BYTES_MAX);
    for details in event.details.values_mut() {
        let Some(Value::Object(variables)) = details.get_mut("assignedVariables") else { continue };
        let mut is_cut = false;
        for (name, value) in variables {
            let Value::String(text) = value else { continue };
            if text.len() > room {
                text.truncate(text.floor_char_boundary(room));
                is_cut = true;
            }
            room -= text.len();
            // Quotation marks and the like take two bytes when they are stored.
            bytes += name.len() + text.len() * 2;
        }
        if is_cut {
            details["assignedVariablesDetails"] = json!({ "truncated": true });
        }
    }
    bytes
}

/// The records of some events that have been cut, each small enough for the store.
pub(super) fn records(execution: &str, events: Vec<(Event, usize)>) -> Vec<Write> {
    let mut records: Vec<HistoryRecord> = Vec::new();
    let mut room = 0;
    for (event, bytes) in events {
        match records.last_mut() {
            Some(record) if bytes <= room => {
                room -= bytes;
                record.events.push(event);
            }
            _ => {
                room = RECORD_BYTES_MAX.saturating_sub(bytes);
                let execution = execution.to_owned();
                records.push(HistoryRecord { execution, events: vec![event] });
            }
        }
    }
    records.iter().map(|record| HISTORY.insert(record)).collect()
}

//! What the functions wrote, for whoever looks into a failed run.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::aws::Caller;
use crate::outputs::Outputs;

/// Lines of each function that are shown.
const LINES: usize = 25;

/// The end of every function's log. What cannot be read is left out: the run has failed already.
pub async fn logs(aws: &Caller, outputs: &Outputs) -> String {
    let mut text = String::new();
    for (role, function) in &outputs.functions {
        let ask = json!({ "logGroupName": function.log_group });
        let Ok(answer) = aws.call("logs", "FilterLogEvents", ask).await else { continue };
        let events: &[Value] = answer["events"].as_array().map_or(&[], Vec::as_slice);
        let last = &events[events.len().saturating_sub(LINES)..];
        writeln!(text, "── the log of {role}, {} of {} lines", last.len(), events.len()).ok();
        for event in last {
            writeln!(text, "{}", event["message"].as_str().unwrap_or_default().trim_end()).ok();
        }
    }
    text
}

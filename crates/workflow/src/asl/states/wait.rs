//! Wait states.

use super::super::Until;
use super::super::document::{Read, Report};
use super::super::fields::{Fields, Whole, reckonable, reckonable_whole, reference, timestamp};
use super::task::SECONDS_MAX;

/// Reads how long a Wait state waits.
pub(super) fn wait(fields: &Fields<'_>, report: &mut Report) -> Read<Until> {
    let range = Whole { min: 0, max: SECONDS_MAX };
    let seconds = reckonable_whole(fields, ["Seconds", "SecondsPath"], range, report);
    let time = reckonable(
        fields,
        ["Timestamp", "TimestampPath"],
        |at, report| timestamp(at, report).map(str::to_owned),
        reference,
        report,
    );
    match (seconds?, time?) {
        (Some(seconds), None) => Ok(Until::Seconds(seconds)),
        (None, Some(time)) => Ok(Until::Timestamp(time)),
        (Some(_), Some(_)) => {
            Err(report
                .flaw(&fields.at, "waits both for seconds and until a time: keep one of the two"))
        }
        (None, None) => {
            Err(report
                .flaw(&fields.at, "has neither Seconds nor Timestamp: a Wait state needs one"))
        }
    }
}

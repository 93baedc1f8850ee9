//! What to do about errors: retriers and catchers.

use super::super::document::{Place, Read, Report};
use super::super::fields::{
    CATCHER, Fields, Language, RETRIER, Whole, fraction, one_of, template, text, whole,
};
use super::super::{Catcher, Rescue, Retrier};
use super::errors::error_equals;
use super::flow::result_path;
use super::state::{assign, comment};
use super::task::SECONDS_MAX;

const ATTEMPTS_MAX: u64 = 99_999_999;
/// A delay is shorter than 366 days.
const DELAY_SECONDS_MAX: u64 = 31_622_399;

/// Reads `Retry` and `Catch`.
pub(super) fn rescue(fields: &Fields<'_>, report: &mut Report) -> Read<Rescue> {
    let language = fields.language;
    let mut left = count(fields, "Retry");
    let retry = fields.read_list(
        "Retry",
        |at, report| {
            left = left.saturating_sub(1);
            retrier(at, language, left == 0, report)
        },
        report,
    );
    let mut left = count(fields, "Catch");
    let catch = fields.read_list(
        "Catch",
        |at, report| {
            left = left.saturating_sub(1);
            catcher(at, language, left == 0, report)
        },
        report,
    );
    Ok(Rescue { retry: retry?.unwrap_or_default(), catch: catch?.unwrap_or_default() })
}

fn count(fields: &Fields<'_>, name: &'static str) -> usize {
    fields.get(name).map_or(0, |list| list.items().count())
}

fn retrier(
    at: &Place<'_>,
    language: Language,
    is_last: bool,
    report: &mut Report,
) -> Read<Retrier> {
    let fields = Fields::read(at, &RETRIER, language, report)?;
    let comment = comment(&fields, report);
    let error_equals = error_equals(&fields, is_last, report);
    let seconds = Whole { min: 1, max: SECONDS_MAX };
    let interval = fields.read_field("IntervalSeconds", whole(seconds), report);
    let attempts = Whole { min: 0, max: ATTEMPTS_MAX };
    let attempts = fields.read_field("MaxAttempts", whole(attempts), report);
    let backoff_rate = fields.read_field("BackoffRate", fraction(1.0), report);
    let delay = Whole { min: 1, max: DELAY_SECONDS_MAX };
    let delay = fields.read_field("MaxDelaySeconds", whole(delay), report);
    let jitter = fields.read_field("JitterStrategy", one_of(&["NONE", "FULL"]), report);
    comment?;
    let retrier = Retrier {
        error_equals: error_equals?,
        interval_seconds: interval?.unwrap_or(1),
        max_attempts: attempts?.unwrap_or(3),
        backoff_rate: backoff_rate?.unwrap_or(2.0),
        max_delay_seconds: delay?,
        has_full_jitter: jitter? == Some("FULL"),
    };
    let interval = retrier.interval_seconds;
    match (retrier.max_delay_seconds, fields.get("MaxDelaySeconds")) {
        (Some(delay), Some(at)) if delay <= interval => {
            let sentence = format!("is {delay}: expected more than IntervalSeconds, {interval}");
            Err(report.flaw(&at, sentence))
        }
        _ => Ok(retrier),
    }
}

fn catcher(
    at: &Place<'_>,
    language: Language,
    is_last: bool,
    report: &mut Report,
) -> Read<Catcher> {
    let fields = Fields::read(at, &CATCHER, language, report)?;
    let comment = comment(&fields, report);
    let error_equals = error_equals(&fields, is_last, report);
    let next = fields.need("Next", report).and_then(|at| text(&at, report));
    let result_path = result_path(&fields, report);
    let output = fields.read_field("Output", template(language), report);
    let assign = assign(&fields, report);
    comment?;
    Ok(Catcher {
        error_equals: error_equals?,
        next: next?.to_owned(),
        result_path: result_path?,
        output: output?,
        assign: assign?,
    })
}

//! Task states.

use super::super::document::{Place, Read, Report};
use super::super::fields::{
    CREDENTIALS, Fields, Language, Whole, reckonable_whole, template, text,
};
use super::super::{Field, Task};
use super::rescue::rescue;
use crate::data::Template;

/// The longest time in seconds there is: about three years.
pub(super) const SECONDS_MAX: u64 = 99_999_999;

/// Reads what a Task state does.
pub(super) fn task(fields: &Fields<'_>, report: &mut Report) -> Read<Task> {
    let range = Whole { min: 1, max: SECONDS_MAX };
    let resource = fields.need("Resource", report).and_then(|at| resource(&at, report));
    let timeout_seconds =
        reckonable_whole(fields, ["TimeoutSeconds", "TimeoutSecondsPath"], range, report);
    let heartbeat_seconds =
        reckonable_whole(fields, ["HeartbeatSeconds", "HeartbeatSecondsPath"], range, report);
    let credentials = fields.get("Credentials").map(|at| credentials(&at, fields.language, report));
    let rescue = rescue(fields, report);
    if let (Ok(Some(Field::Fixed(timeout))), Ok(Some(Field::Fixed(heartbeat)))) =
        (&timeout_seconds, &heartbeat_seconds)
        && heartbeat >= timeout
        && let Some(at) = fields.get("HeartbeatSeconds")
    {
        let sentence = format!("is {heartbeat}: expected less than TimeoutSeconds, {timeout}");
        return Err(report.flaw(&at, sentence));
    }
    Ok(Task {
        resource: resource?,
        timeout_seconds: timeout_seconds?,
        heartbeat_seconds: heartbeat_seconds?,
        credentials: credentials.transpose()?,
        rescue: rescue?,
    })
}

/// Reads an ARN, or a placeholder that becomes one when the definition is put to use.
fn resource(at: &Place<'_>, report: &mut Report) -> Read<String> {
    let resource = text(at, report)?;
    if is_arn(resource) || is_placeholder(resource) {
        return Ok(resource.to_owned());
    }
    let shown = at.node.shown();
    let sentence = format!(
        "is {shown}: expected an ARN such as arn:aws:states:::lambda:invoke, \
         or a placeholder such as ${{orders_capture_payment}}"
    );
    Err(report.flaw(at, sentence))
}

/// `arn:partition:service:region:account:resource`, where region and account may be empty.
fn is_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let is_whole = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    match parts[..] {
        ["arn", partition, service, _, _, resource] => {
            is_whole(partition) && is_whole(service) && is_whole(resource)
        }
        _ => false,
    }
}

fn is_placeholder(text: &str) -> bool {
    let name = text.strip_prefix("${").and_then(|rest| rest.split_once('}'));
    name.is_some_and(|(name, _)| !name.is_empty() && !name.contains(char::is_whitespace))
}

fn credentials(at: &Place<'_>, language: Language, report: &mut Report) -> Read<Template> {
    let fields = Fields::read(at, &CREDENTIALS, language, report)?;
    match (fields.get("RoleArn"), fields.get("RoleArn.$")) {
        (Some(_), Some(path)) => {
            Err(report.flaw(&path, "stands beside RoleArn: keep one of the two"))
        }
        (None, None) => Err(report.flaw(at, "has no RoleArn: Credentials need one")),
        (Some(role), None) | (None, Some(role)) => {
            text(&role, report)?;
            template(language)(at, report)
        }
    }
}

//! What is executed: every kind of step that touches the store.

use workflow::{Kind, Machine};

pub(crate) const MACHINE: &str = "crash";

const TEXT: &str = r#"{"QueryLanguage": "JSONata", "StartAt": "Decide", "States": {
    "Decide": {"Type": "Task", "Resource": "${decide}", "Arguments": {"name": "{% $states.context.Execution.Name %}"},
        "Assign": {"n": "{% $states.input.n %}"}, "Next": "Both"},
    "Both": {"Type": "Parallel", "Next": "Each", "Branches": [
        {"StartAt": "Perform", "States": {"Perform": {"Type": "Task", "Resource": "${perform}",
            "Arguments": {"name": "{% $states.context.Execution.Name %}"}, "End": true}}},
        {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 1, "End": true}}}]},
    "Each": {"Type": "Map", "Items": "{% [1, 2, 3] %}", "Next": "Answer", "ItemProcessor": {"StartAt": "Say", "States": {
        "Say": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true, "Arguments": {
            "QueueUrl": "${crash_queue}", "MessageGroupId": "{% $states.context.Execution.Name %}",
            "MessageDeduplicationId": "{% $states.context.Execution.Name & '-' & $states.input %}",
            "MessageBody": {"item": "{% $states.input %}"}}}}}},
    "Answer": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "Arguments": {"FunctionName": "${hold}", "Payload": {
            "name": "{% $states.context.Execution.Name %}", "token": "{% $states.context.Task.Token %}"}},
        "Next": "Done"},
    "Done": {"Type": "Succeed", "Output": {"twice": "{% $n * 2 %}"}}}}"#;

/// Messages that each execution sends.
pub(crate) const MESSAGES: usize = 3;

pub(crate) fn machine() -> Machine {
    Machine { name: MACHINE.to_owned(), kind: Kind::Standard, text: TEXT.to_owned() }
}

/// The name of an execution.
pub(crate) fn name(number: usize) -> String {
    format!("e{number}")
}

//! The definition as a test can play it: every task asks the test, through a queue and with a
//! token, and a task that nobody answers is soon too late. All else is the file as it is: what is
//! asked for, what is made of the answers, what is tried again, and which way it takes.
//!
//! Three things of the file the stand-in (ministack 1.5.33) cannot do, and the test that follows
//! sees that it still cannot:
//!
//! - **Time limits that are expressions**: it fails with `States.Runtime`. How long people are
//!   waited for is kept by our engine's tests, and by Step Functions itself.
//! - **Heartbeats**: none is ever late.
//! - **What a Succeed state makes of its input**: nothing. Here such a state is a Pass at the end.
//!
//! Time does not pass here as it does in a case, so the minute within which being ready once more
//! is no news is over at once; `recalling.rs` keeps to it.

use serde_json::{Value, json};

use crate::definition::TEXT;

/// Seconds that are never over in a test.
const NEVER: f64 = 600.0;
/// Seconds after which a task is too late that nobody answers; the stand-in takes parts of one.
const SOON: f64 = 0.3;

/// The definition for a case with these replies, asking through this queue.
pub(super) fn asking(queue: &str, replies: &Value) -> String {
    let text = TEXT.replacen(">= 60000", ">= 0", 1);
    assert_ne!(text, TEXT, "nothing asks whether a minute is over any more");
    let mut whole: Value = serde_json::from_str(&text).expect("JSON");
    for (name, state) in whole["States"].as_object_mut().expect("states") {
        if state["Type"] == "Succeed" {
            state["Type"] = json!("Pass");
            state["End"] = json!(true);
        }
        if state["Type"] != "Task" {
            continue;
        }
        let resource = state["Resource"].take();
        let arguments = state["Arguments"].take();
        state["Arguments"] = json!({
            "QueueUrl": queue,
            "MessageGroupId": "{% $states.context.Execution.Name %}",
            "MessageDeduplicationId": "{% $uuid() %}",
            "MessageBody": {
                "state": name,
                "token": "{% $states.context.Task.Token %}",
                "resource": resource,
                "arguments": arguments,
            },
        });
        state["Resource"] = json!("arn:aws:states:::sqs:sendMessage.waitForTaskToken");
        state["TimeoutSeconds"] = json!(if is_answered(name, replies) { NEVER } else { SOON });
        let fields = state.as_object_mut().expect("a state");
        fields.remove("HeartbeatSeconds");
    }
    whole.to_string()
}

/// Whether somebody answers the tasks of a state.
fn is_answered(state: &str, replies: &Value) -> bool {
    let replies = replies[state].as_array().map_or(&[][..], Vec::as_slice);
    let answers = |reply: &Value| reply.get("Return").is_some() || reply.get("Throw").is_some();
    let answered = replies.iter().filter(|reply| answers(reply)).count();
    assert!(answered == 0 || answered == replies.len(), "{state} answers now and then");
    answered > 0
}

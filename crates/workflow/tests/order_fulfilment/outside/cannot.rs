//! What the stand-in cannot do, so that `asking.rs` goes around it. When one of these fails, it
//! can, and what goes around it is to be taken away.

use std::time::Duration;

use serde_json::{Value, json};
use workflow::machine::Failed;
use workflow::{Described, Status, Workflows};

use crate::stand_in::StandIn;

/// An execution of a machine with one state, once it has ended or two seconds have passed.
async fn execution(state: &Value) -> Described {
    let stand_in = StandIn::named().await;
    let whole = json!({ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": state } });
    let arn = stand_in.machine("m", &whole.to_string()).await;
    let workflows = stand_in.workflows(&[("m", &arn)]);
    let id = workflows.start("m", "a", json!({ "given": 1 })).await.expect("started");
    for _ in 0..20 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let described = workflows.describe(&id).await.expect("it is there");
        if described.status != Status::Running {
            return described;
        }
    }
    let described = workflows.describe(&id).await.expect("it is there");
    workflows.stop(&id, Failed::default()).await.expect("stopped");
    described
}

/// A state that asks, and is answered by nobody.
async fn asks(limit: &str, seconds: Value) -> Described {
    let stand_in = StandIn::named().await;
    let queue = stand_in.queue("q").await;
    let mut state = json!({
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Arguments": {
            "QueueUrl": queue.url, "MessageGroupId": "g", "MessageDeduplicationId": "d",
            "MessageBody": { "token": "{% $states.context.Task.Token %}" },
        },
        "End": true,
    });
    state[limit] = seconds;
    execution(&state).await
}

#[tokio::test]
async fn it_takes_no_expression_for_a_time_limit() {
    let ended = asks("TimeoutSeconds", json!("{% 600 %}")).await;
    let error = ended.failed.and_then(|failed| failed.error);
    assert_eq!((ended.status, error.as_deref()), (Status::Failed, Some("States.Runtime")));
}

#[tokio::test]
async fn no_heartbeat_is_ever_late() {
    assert_eq!(asks("HeartbeatSeconds", json!(1)).await.status, Status::Running);
}

#[tokio::test]
async fn a_succeed_state_makes_nothing_of_its_input() {
    let ended = execution(&json!({ "Type": "Succeed", "Output": { "made": 2 } })).await;
    assert_eq!(ended.output, Some(json!({ "given": 1 })));
}

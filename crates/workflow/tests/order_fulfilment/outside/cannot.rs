//! What the stand-in cannot do, so that `asking.rs` goes around it. When one of these fails, it
//! can, and what goes around it is to be taken away.

use std::time::Duration;

use serde_json::{Value, json};
use workflow::machine::Failed;
use workflow::{Described, Status, StepFunctions, Workflows};

use crate::stand_in::StandIn;

/// Longer than anything takes there on a busy machine; an execution that needs more never ends.
const STUCK_AFTER: Duration = Duration::from_mins(2);
/// How often it is looked at.
const PAUSE: Duration = Duration::from_millis(100);

/// An execution of a machine with one state.
struct Execution {
    workflows: StepFunctions,
    id: String,
}

impl Execution {
    async fn of(state: &Value) -> Self {
        let stand_in = StandIn::named().await;
        let whole = json!({ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": state } });
        let arn = stand_in.machine("m", &whole.to_string()).await;
        let workflows = stand_in.workflows(&[("m", &arn)]);
        let id = workflows.start("m", "a", json!({ "given": 1 })).await.expect("started");
        Self { workflows, id }
    }

    /// One whose state asks, and is answered by nobody.
    async fn asking(limit: &str, seconds: Value) -> Self {
        let queue = StandIn::named().await.queue("q").await;
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
        Self::of(&state).await
    }

    async fn described(&self) -> Described {
        self.workflows.describe(&self.id).await.expect("it is there")
    }

    /// The execution, once it has ended.
    async fn ended(&self) -> Described {
        let ended = async {
            loop {
                let described = self.described().await;
                if described.status != Status::Running {
                    return described;
                }
                tokio::time::sleep(PAUSE).await;
            }
        };
        tokio::time::timeout(STUCK_AFTER, ended).await.expect("it ends")
    }
}

#[tokio::test]
async fn it_takes_no_expression_for_a_time_limit() {
    let ended = Execution::asking("TimeoutSeconds", json!("{% 600 %}")).await.ended().await;
    let error = ended.failed.and_then(|failed| failed.error);
    assert_eq!((ended.status, error.as_deref()), (Status::Failed, Some("States.Runtime")));
}

#[tokio::test]
async fn no_heartbeat_is_ever_late() {
    let execution = Execution::asking("HeartbeatSeconds", json!(1)).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(execution.described().await.status, Status::Running);
    let Execution { workflows, id } = execution;
    workflows.stop(&id, Failed::default()).await.expect("stopped");
}

#[tokio::test]
async fn a_succeed_state_makes_nothing_of_its_input() {
    let state = json!({ "Type": "Succeed", "Output": { "made": 2 } });
    let ended = Execution::of(&state).await.ended().await;
    assert_eq!(ended.output, Some(json!({ "given": 1 })));
}

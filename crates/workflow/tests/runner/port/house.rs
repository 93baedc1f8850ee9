//! Where the workflows of a case run, and what a case does with them.

use std::time::Duration;

use async_trait::async_trait;
use serde_json::{Value, json};
use workflow::machine::Event;
use workflow::{Described, Status, Workflows};

/// The machine of the cases: it asks, and ends with the answer.
pub(crate) const ERRAND: &str = "errand";
/// The error that the machine catches.
pub(crate) const REFUSED: &str = "errand.refused";

/// Its definition. It asks through a queue, as the workflow of an order does, and waits so long for
/// its answer.
pub(crate) fn definition(timeout_s: u64) -> String {
    json!({
        "QueryLanguage": "JSONata",
        "StartAt": "Prepare",
        "States": {
            "Prepare": { "Type": "Pass", "Next": "Ask" },
            "Ask": {
                "Type": "Task",
                "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                "Arguments": {
                    "QueueUrl": "${products_queue}",
                    "MessageGroupId": "{% $states.context.Execution.Name %}",
                    "MessageDeduplicationId": "{% $states.context.Execution.Name & '/' \
                        & $states.context.Execution.RedriveCount %}",
                    "MessageBody": {
                        "name": "{% $states.context.Execution.Name %}",
                        "token": "{% $states.context.Task.Token %}",
                        "input": "{% $states.input %}",
                    },
                },
                "TimeoutSeconds": timeout_s,
                "Catch": [{
                    "ErrorEquals": [REFUSED],
                    "Output": { "refused": "{% $states.errorOutput.Cause %}" },
                    "Next": "Done",
                }],
                "Output": { "answer": "{% $states.result %}" },
                "Next": "Done",
            },
            "Done": { "Type": "Succeed" },
        },
    })
    .to_string()
}

/// How long the machine waits for its answer where a case lets that time pass.
pub(crate) const TIMEOUT_S: u64 = 3;

/// Where workflows run.
#[async_trait]
pub(crate) trait House: Send + Sync {
    /// Who is asked for them; its one machine is [`ERRAND`].
    fn workflows(&self) -> &dyn Workflows;

    /// The messages that have been sent and not been looked at, once there is one.
    async fn messages(&self) -> Vec<Value>;

    /// Lets time pass.
    async fn pass(&self, by: Duration);

    /// Waits for what follows from something by itself, as far as that is not waited for anyway.
    async fn settle(&self);
}

/// A case's view of the house.
pub(crate) struct Port<'a>(pub(crate) &'a dyn House);

impl Port<'_> {
    pub(crate) fn workflows(&self) -> &dyn Workflows {
        self.0.workflows()
    }

    /// Starts an execution that must be new, and waits until it asks; says its id and the token.
    pub(crate) async fn asking(&self, name: &str, input: Value) -> (String, String) {
        let id = self.workflows().start(ERRAND, name, input.clone()).await.expect("started");
        assert_eq!(id, format!("{ERRAND}:{name}"));
        let message = self.one_message().await;
        assert_eq!((&message["name"], &message["input"]), (&json!(name), &input));
        (id, message["token"].as_str().expect("a token").to_owned())
    }

    /// The one message that has been sent.
    pub(crate) async fn one_message(&self) -> Value {
        let mut messages = self.0.messages().await;
        assert_eq!(messages.len(), 1, "{messages:?}");
        messages.remove(0)
    }

    /// The execution, once its status is another than "running".
    pub(crate) async fn ended(&self, id: &str) -> Described {
        self.until(id, |described| described.status != Status::Running).await
    }

    /// The execution, once it is so.
    pub(crate) async fn until(&self, id: &str, is: impl Fn(&Described) -> bool) -> Described {
        for _ in 0..400 {
            let described = self.workflows().describe(id).await.expect("it is there");
            if is(&described) {
                return described;
            }
            self.0.settle().await;
        }
        panic!("{id} never comes to that: {:?}", self.workflows().describe(id).await)
    }

    /// The whole history.
    pub(crate) async fn history(&self, id: &str) -> Vec<Event> {
        let mut events: Vec<Event> = Vec::new();
        loop {
            let last = events.last().map_or(0, |event| event.id);
            let page = self.workflows().history(id, last).await.expect("read");
            if page.is_empty() {
                return events;
            }
            events.extend(page);
        }
    }
}

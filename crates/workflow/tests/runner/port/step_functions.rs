//! Step Functions, as the stand-in plays it, and what it only pretends.

use std::time::Duration;

use async_trait::async_trait;
use serde_json::{Value, json};
use workflow::{Error, Status, StepFunctions, Workflows};

use super::house::{ERRAND, House, Port, TIMEOUT_S, definition};
use crate::stand_in::{Queue, StandIn};

/// What the stand-in (ministack 1.5.33) does not do, and the test below sees that it does not. A
/// case that asks for it runs on the engine only; `docs/aws-limits.md` says how to look at a real
/// account.
///
/// - **Redrives**: it does not know `RedriveExecution`.
/// - **Heartbeats**: it takes them, and a task that says nothing never times out for that.
/// - **Forged tokens**: it tells none from one that is no longer wanted. Neither changes anything.
const PRETENDS: &str = "redrives, heartbeats, forged tokens";

/// Longest wait for a message that is bound to come, in seconds. Source: SQS.
const PATIENCE_S: u32 = 20;

/// How long the machine waits for its answer in all other cases: time is real there, and longer
/// than anything takes on a busy machine.
const LONG_S: u64 = 120;

/// A stand-in with one queue and one machine.
struct Outside {
    workflows: StepFunctions,
    queue: Queue,
}

impl Outside {
    async fn new(timeout_s: u64) -> Self {
        let stand_in = StandIn::named().await;
        let queue = stand_in.queue("products").await;
        let definition = definition(timeout_s).replace("${products_queue}", &queue.url);
        let arn = stand_in.machine(ERRAND, &definition).await;
        Self { workflows: stand_in.workflows(&[(ERRAND, &arn)]), queue }
    }
}

#[async_trait]
impl House for Outside {
    fn workflows(&self) -> &dyn Workflows {
        &self.workflows
    }

    async fn messages(&self) -> Vec<Value> {
        self.queue.receive(PATIENCE_S).await
    }

    async fn pass(&self, by: Duration) {
        tokio::time::sleep(by).await;
    }

    async fn settle(&self) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

port!(@ Outside::new(LONG_S),
    a_start_is_one_execution_while_it_runs
    what_cannot_be_started_is_refused
    a_token_answers_its_task
    an_answer_too_late_or_repeated_changes_nothing
    what_cannot_be_a_token_is_refused
    a_failure_is_caught_by_its_code
    a_failure_that_nobody_catches_ends_it
    a_stop_ends_it_and_is_not_repeated
    an_execution_tells_where_it_stands
    an_execution_tells_what_it_runs_by
    lists_are_read_by_status_and_in_pages
    the_history_has_its_events_in_order_and_is_read_on
    what_is_not_there_is_not_found
    what_runs_or_has_succeeded_stays_so
);

port!(@ Outside::new(TIMEOUT_S), an_answer_after_the_timeout_changes_nothing);

#[tokio::test]
async fn what_the_stand_in_pretends_it_still_pretends() {
    let outside = Outside::new(TIMEOUT_S).await;
    let (port, workflows) = (Port(&outside), outside.workflows());
    let (id, token) = port.asking("a", json!({})).await;
    workflows.succeed(&format!("{token}x"), json!({})).await.expect(PRETENDS);
    workflows.heartbeat("never given out").await.expect(PRETENDS);
    tokio::time::sleep(Duration::from_secs(TIMEOUT_S)).await;
    let failed = port.ended(&id).await;
    assert_eq!(failed.status, Status::Failed);
    let redriven = workflows.redrive(&id).await;
    assert!(matches!(redriven, Err(Error::Unavailable(_))), "{PRETENDS}: {redriven:?}");
}

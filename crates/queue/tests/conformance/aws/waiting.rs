//! Waiting at SQS until messages come.

use std::time::Duration;

use queue::Queue;
use tokio::time::Instant;

use super::Sqs;
use crate::world::{Home, QUEUE, VISIBILITY, message, seen};

/// Less than a wait.
const SOON: Duration = Duration::from_secs(4);

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_ends_when_a_message_comes_or_after_a_while() {
    let home = Sqs::new().await;
    let (queue, sender) = (home.queues(), home.queues());
    for queue in [&queue, &sender] {
        queue.attributes(QUEUE).await.expect("made");
    }
    let began = Instant::now();
    let later = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        sender.send(QUEUE, vec![message("a-1")]).await.expect("sent");
    };
    let wait = queue.receive_or_wait(QUEUE, 10, VISIBILITY);
    let (taken, ()) = tokio::join!(wait, later);
    assert_eq!(seen(&taken.expect("received")), ["a-1 x1"]);
    assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
    let nothing = queue.receive_or_wait(QUEUE, 10, VISIBILITY).await.expect("answered");
    assert!(nothing.is_empty() && began.elapsed() > SOON, "{:?}", began.elapsed());
    home.clear().await;
}

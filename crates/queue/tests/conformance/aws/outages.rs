//! SQS refuses calls or their answers are lost, at every call in turn: nothing is lost, nothing is
//! overtaken, and within the window nothing is doubled.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kernel::OsRandom;
use queue::sqs::SqsQueue;
use queue::{Error, Queue};

use super::Sqs;
use super::proxy::{Call, Proxy, Trouble};
use crate::world::{BRIEF, Home, QUEUE, VISIBILITY, message, receipts};

const NAMES: [&str; 7] = ["a-1", "b-1", "a-2", "a-3", "c-1", "b-2", "a-4"];

/// Queues behind a proxy, and the same queues without it.
struct Behind {
    home: Sqs,
    proxy: Proxy,
    queue: SqsQueue,
    direct: SqsQueue,
}

impl Behind {
    async fn start(plan: impl FnMut(&Call) -> Option<Trouble> + Send + 'static) -> Self {
        let home = Sqs::new().await;
        let proxy = Proxy::start(&super::endpoint(), plan).await;
        let config = super::config(&proxy.endpoint).await;
        let queue = SqsQueue::new(&home.prefix, &config, Arc::new(OsRandom));
        let direct = home.queues();
        direct.attributes(QUEUE).await.expect("made");
        Self { home, proxy, queue, direct }
    }

    async fn end(self) {
        drop(self.proxy);
        self.home.clear().await;
    }
}

async fn send(queue: &SqsQueue, names: &[&str]) -> Result<(), Error> {
    queue.send(QUEUE, names.iter().map(|name| message(name)).collect()).await
}

/// Receives and finishes everything.
async fn drain(queue: &SqsQueue) -> Vec<String> {
    let mut names = Vec::new();
    loop {
        let taken = queue.receive(QUEUE, 10, VISIBILITY).await.expect("received");
        if taken.is_empty() {
            return names;
        }
        for result in queue.delete(QUEUE, &receipts(&taken)).await.expect("answered") {
            result.expect("held");
        }
        names.extend(taken.into_iter().map(|one| one.body));
    }
}

fn of_group<'a>(group: &str, names: &'a [String]) -> Vec<&'a str> {
    names.iter().filter(|name| name.starts_with(group)).map(String::as_str).collect()
}

/// Everything once, and each group in order.
fn assert_whole(drained: &[String]) {
    for group in ["a-", "b-", "c-"] {
        let wanted: Vec<_> = NAMES.into_iter().filter(|name| name.starts_with(group)).collect();
        assert_eq!(of_group(group, drained), wanted);
    }
    assert_eq!(drained.len(), NAMES.len());
}

/// The first `count` calls of an action have this trouble.
fn first(
    count: usize,
    action: &'static str,
    trouble: Trouble,
) -> impl FnMut(&Call) -> Option<Trouble> + Send + 'static {
    let mut left = count;
    move |call| {
        let hit = call.action == action && left > 0;
        left -= usize::from(hit);
        hit.then(|| trouble.clone())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_and_unanswered_sends_are_sent_again() {
    for trouble in [
        Trouble::Refuse(400, "RequestThrottled"),
        Trouble::Refuse(503, "ServiceUnavailable"),
        Trouble::LoseAnswer,
        Trouble::Lose,
    ] {
        let behind = Behind::start(first(2, "SendMessageBatch", trouble)).await;
        send(&behind.queue, &NAMES).await.expect("sent in the end");
        assert_whole(&drain(&behind.direct).await);
        behind.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_refused_for_a_while_is_not_overtaken() {
    let mut left = 3;
    let behind = Behind::start(move |call| {
        let hit = left > 0 && call.has("a-2");
        left -= usize::from(hit);
        hit.then_some(Trouble::RefuseEntry { body: "a-2", is_at_fault: false })
    })
    .await;
    send(&behind.queue, &NAMES).await.expect("sent in the end");
    assert_whole(&drain(&behind.direct).await);
    behind.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_refused_for_good_stops_its_group_and_no_other() {
    let heals = Arc::new(AtomicUsize::new(0));
    let is_well = Arc::clone(&heals);
    let behind = Behind::start(move |call| {
        let hit = is_well.load(Ordering::SeqCst) == 0 && call.has("a-2");
        hit.then_some(Trouble::RefuseEntry { body: "a-2", is_at_fault: true })
    })
    .await;
    send(&behind.queue, &NAMES).await.expect_err("one group stopped");
    let mut early = drain(&behind.direct).await;
    assert_eq!(of_group("a-", &early), ["a-1"]);
    assert_eq!((of_group("b-", &early).len(), of_group("c-", &early).len()), (2, 1));
    heals.store(1, Ordering::SeqCst);
    send(&behind.queue, &NAMES).await.expect("sent");
    early.extend(drain(&behind.direct).await);
    assert_whole(&early);
    behind.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receive_whose_answer_is_lost_costs_its_group_only_time() {
    let behind = Behind::start(first(1, "ReceiveMessage", Trouble::LoseAnswer)).await;
    send(&behind.direct, &["a-1", "a-2"]).await.expect("sent");
    let first = behind.queue.receive(QUEUE, 10, BRIEF).await.expect("asked again");
    send(&behind.direct, &["b-1"]).await.expect("sent");
    // SQS answers an attempt twice alike; a stand-in may hold the group until its time is over.
    if first.is_empty() {
        assert_eq!(drain(&behind.queue).await, ["b-1"]);
        tokio::time::sleep(BRIEF).await;
        assert_eq!(drain(&behind.queue).await, ["a-1", "a-2"]);
    }
    behind.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_finished_stays_finished_whatever_became_of_the_answer() {
    for trouble in [Trouble::Refuse(400, "RequestThrottled"), Trouble::LoseAnswer, Trouble::Lose] {
        let behind = Behind::start(first(2, "DeleteMessageBatch", trouble)).await;
        send(&behind.direct, &NAMES).await.expect("sent");
        let taken = behind.queue.receive(QUEUE, 10, BRIEF).await.expect("received");
        assert_eq!(taken.len(), NAMES.len());
        // Finished twice, a stand-in may refuse the second time; nothing else can go wrong.
        for result in behind.queue.delete(QUEUE, &receipts(&taken)).await.expect("answered") {
            assert!(matches!(result, Ok(()) | Err(Error::StaleReceipt)), "{result:?}");
        }
        tokio::time::sleep(BRIEF).await;
        assert!(drain(&behind.direct).await.is_empty());
        behind.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_stays_away_is_an_error_soon() {
    let behind = Behind::start(|_| Some(Trouble::Refuse(503, "ServiceUnavailable"))).await;
    let began = tokio::time::Instant::now();
    send(&behind.queue, &NAMES).await.expect_err("nobody takes it");
    behind.queue.receive(QUEUE, 10, VISIBILITY).await.expect_err("nobody answers");
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    behind.end().await;
}

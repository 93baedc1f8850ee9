//! What a message costs the store: the figures of the README.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use kernel::{Clock, FixedClock, Page, Timestamp};
use queue::{Queue, Relay, Routed, Routes};
use store::{
    Change, Destination, Error, MemoryStore, Outcome, Outgoing, Query, Row, Store, Waiting,
};
use tokio::sync::watch;

use crate::world::{QUEUE, VISIBILITY, message, receipts, stored};

/// Counts what it is asked.
#[derive(Default)]
struct Counting {
    store: MemoryStore,
    commits: AtomicUsize,
    writes: AtomicUsize,
    reads: AtomicUsize,
}

impl Counting {
    /// Commits, writes and reads since the last time.
    fn take(&self) -> (usize, usize, usize) {
        let take = |count: &AtomicUsize| count.swap(0, Ordering::SeqCst);
        (take(&self.commits), take(&self.writes), take(&self.reads))
    }

    fn read(&self) {
        self.reads.fetch_add(1, Ordering::SeqCst);
    }
}

#[async_trait]
impl Store for Counting {
    async fn commit(&self, change: Change) -> Result<Outcome, Error> {
        self.commits.fetch_add(1, Ordering::SeqCst);
        self.writes.fetch_add(change.writes.len(), Ordering::SeqCst);
        self.store.commit(change).await
    }
    async fn get(&self, collection: &'static str, id: &str) -> Result<Option<Row>, Error> {
        self.read();
        self.store.get(collection, id).await
    }
    async fn get_many(
        &self,
        collection: &'static str,
        ids: &[String],
    ) -> Result<Vec<Option<Row>>, Error> {
        self.read();
        self.store.get_many(collection, ids).await
    }
    async fn query(&self, query: Query) -> Result<Page<Row>, Error> {
        self.read();
        self.store.query(query).await
    }
    async fn counter(&self, name: &str) -> Result<i64, Error> {
        self.store.counter(name).await
    }
    async fn next(&self, counter: &str) -> Result<i64, Error> {
        self.store.next(counter).await
    }
    async fn outbox(&self, limit: usize) -> Result<Vec<Waiting>, Error> {
        self.store.outbox(limit).await
    }
    fn said(&self) -> watch::Receiver<u64> {
        self.store.said()
    }
    async fn ping(&self) -> Result<(), Error> {
        self.store.ping().await
    }
    async fn close(&self) {}
}

fn clock() -> Arc<dyn Clock> {
    Arc::new(FixedClock::at(Timestamp::UNIX_EPOCH + Duration::from_hours(1)))
}

#[tokio::test]
async fn a_message_costs_what_the_readme_says() {
    let counting = Arc::new(Counting::default());
    let store = Arc::clone(&counting) as Arc<dyn Store>;
    let queue = stored(&store, &clock(), 4);

    let forty =
        |round: usize| (0..40).map(|n| message(&format!("g{}-{round}.{n}", n % 4))).collect();
    queue.send(QUEUE, forty(0)).await.expect("sent");
    assert_eq!(counting.take(), (1, 41, 1), "the end of the queue is looked up once");
    queue.send(QUEUE, forty(1)).await.expect("sent");
    assert_eq!(counting.take(), (1, 41, 0));
    queue.send(QUEUE, forty(1)).await.expect("dropped");
    assert_eq!(counting.take(), (1, 41, 1), "duplicates are found by trying");

    let taken = queue.receive(QUEUE, 10, VISIBILITY).await.expect("received");
    assert_eq!(taken.len(), 10);
    assert_eq!(counting.take(), (1, 11, 2), "a group's record, and a condition for each message");
    queue.delete(QUEUE, &receipts(&taken)).await.expect("finished");
    assert_eq!(counting.take(), (1, 11, 1));
}

#[tokio::test]
async fn ten_groups_with_a_message_each_are_received_in_one_commit() {
    let counting = Arc::new(Counting::default());
    let store = Arc::clone(&counting) as Arc<dyn Store>;
    let queue = stored(&store, &clock(), 4);
    let messages = (0..30).map(|n| message(&format!("g{n}-1"))).collect();
    queue.send(QUEUE, messages).await.expect("sent");
    counting.take();
    assert_eq!(queue.receive(QUEUE, 10, VISIBILITY).await.expect("received").len(), 10);
    assert_eq!(counting.take(), (1, 20, 2));
}

#[tokio::test]
async fn what_is_carried_leaves_the_outbox_with_the_commit_that_sends_it() {
    let counting = Arc::new(Counting::default());
    let store = Arc::clone(&counting) as Arc<dyn Store>;
    let queue = Arc::new(stored(&store, &clock(), 4));
    let carrier = Arc::new(Routed::new(queue, Routes::default()));
    let relay = Relay::new(Arc::clone(&store), carrier).alone(clock(), "one");
    let say = |first: usize, count: usize| {
        let saying = |change: Change, n| {
            let (group, deduplication_id) = ("g".to_owned(), format!("g-{n}"));
            let to = Destination::Queue(QUEUE.to_owned());
            change.saying(Outgoing { to, group, deduplication_id, body: "1".to_owned() })
        };
        store.commit((first..first + count).fold(Change::default(), saying))
    };
    assert_eq!(say(0, 1).await.expect("stored"), Outcome::Committed);
    relay.once().await.expect("carried");
    counting.take();

    assert_eq!(say(1, 30).await.expect("stored"), Outcome::Committed);
    counting.take();
    assert_eq!(relay.once().await.expect("carried"), 30);
    assert_eq!(counting.take(), (1, 31, 0));
    assert!(store.outbox(1).await.expect("read").is_empty());

    assert_eq!(say(31, 40).await.expect("stored"), Outcome::Committed);
    assert_eq!(say(71, 40).await.expect("stored"), Outcome::Committed);
    counting.take();
    assert_eq!(relay.once().await.expect("carried"), 80);
    assert_eq!(counting.take(), (3, 82, 0), "two to send, one to forget what had no room");
    assert!(store.outbox(1).await.expect("read").is_empty());
}

//! A store whose queries lag, as the port allows: what they show is a hint and never a rule.

use std::sync::Arc;
use std::time::Duration;

use kernel::{FixedClock, OsRandom, Timestamp};
use queue::{Queue, StoredQueue};
use store::MemoryStore;

use crate::world::{MAX_RECEIVES, QUEUE, VISIBILITY, message, receipts, seen};

struct Lagging {
    store: Arc<MemoryStore>,
    queue: StoredQueue,
}

impl Lagging {
    fn new() -> Self {
        let store = Arc::new(MemoryStore::lagging(1_000));
        let clock = Arc::new(FixedClock::at(Timestamp::UNIX_EPOCH + Duration::from_hours(1)));
        let queue = StoredQueue::new(store.clone(), clock, Arc::new(OsRandom), MAX_RECEIVES);
        Self { store, queue }
    }

    async fn send(&self, names: &[&str]) {
        let messages = names.iter().map(|name| message(name)).collect();
        self.queue.send(QUEUE, messages).await.expect("sent");
    }
}

#[tokio::test]
async fn a_stale_view_shows_finished_messages_and_none_comes_again() {
    let Lagging { store, queue } = Lagging::new();
    let messages = ["a-1", "a-2", "b-1"].map(message).into();
    queue.send(QUEUE, messages).await.expect("sent");
    store.catch_up();
    let taken = queue.receive(QUEUE, 2, VISIBILITY).await.expect("received");
    assert_eq!(seen(&taken), ["a-1 x1", "a-2 x1"]);
    queue.delete(QUEUE, &receipts(&taken)).await.expect("finished");
    for _ in 0..3 {
        let again = queue.receive(QUEUE, 1, VISIBILITY).await.expect("received");
        assert!(again.iter().all(|one| one.group == "b"), "{again:?}");
    }
}

#[tokio::test]
async fn a_stale_view_hides_new_messages_only_for_a_while() {
    let lagging = Lagging::new();
    lagging.send(&["a-1"]).await;
    lagging.store.catch_up();
    lagging.send(&["a-2", "a-1"]).await;
    let first = lagging.queue.receive(QUEUE, 10, VISIBILITY).await.expect("received");
    assert_eq!(seen(&first), ["a-1 x1"], "a-2 is not seen yet, and a-1 was known to be there");
    lagging.queue.delete(QUEUE, &receipts(&first)).await.expect("finished");
    lagging.store.catch_up();
    let second = lagging.queue.receive(QUEUE, 10, VISIBILITY).await.expect("received");
    assert_eq!(seen(&second), ["a-2 x1"]);
}

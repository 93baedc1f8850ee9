//! Tables of its own for each test, and what is stored there.

use kernel::{Clock, FixedClock, Timestamp};
use serde::{Deserialize, Serialize};
use store::{
    Change, Collection, Declared, Destination, DynamoStore, Index, Key, Outcome, Outgoing, Store,
    Write, never_changed,
};

use crate::proxy::Proxy;
use crate::stand_in::{Tables, address, config_at};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Note {
    pub(crate) id: String,
    pub(crate) until: Timestamp,
}

pub(crate) static NOTES: Collection<Note> = Collection {
    name: "notes",
    schema: 1,
    upgrade: never_changed,
    id: |note| note.id.clone(),
    expires: Some(|note| note.until),
    indexes: &[Index { name: "all", key: |note| Some(Key::new("all", note.id.clone())) }],
};

pub(crate) const COLLECTIONS: &[&dyn Declared] = &[&NOTES];

/// A note that outlives every test.
pub(crate) fn note(id: impl Into<String>) -> Note {
    let until = Timestamp::from_second(4_000_000_000).expect("in jiff's years");
    Note { id: id.into(), until }
}

pub(crate) fn message(group: &str, text: &str) -> Outgoing {
    Outgoing {
        to: Destination::Queue("notes".into()),
        group: group.to_owned(),
        deduplication_id: text.to_owned(),
        body: "{}".into(),
    }
}

pub(crate) fn count(delta: i64) -> Write {
    Write::Adjust { counter: "notes".into(), delta, at_least: Some(0) }
}

/// A change that stores a note, counts it and says so.
pub(crate) fn noted(id: &str) -> Change {
    Change::of(vec![NOTES.insert(&note(id)), count(1)]).saying(message("notes", id))
}

pub(crate) async fn commit(store: &DynamoStore, change: Change) {
    let outcome = store.commit(change).await.expect("the store answers");
    assert_eq!(outcome, Outcome::Committed);
}

/// What the messages that wait are called.
pub(crate) async fn waiting(store: &DynamoStore) -> Vec<String> {
    let waiting = store.outbox(1_000).await.expect("the store answers");
    waiting.into_iter().map(|message| message.deduplication_id).collect()
}

/// Tables, and a wire to them.
pub(crate) struct House {
    pub(crate) tables: Tables,
    pub(crate) proxy: Proxy,
    /// A store at the other end of the wire.
    pub(crate) store: DynamoStore,
}

impl House {
    pub(crate) async fn new() -> Self {
        let tables = Tables::new();
        tables.open(COLLECTIONS).await.close().await;
        let proxy = Proxy::to(&address()).await;
        let config = config_at(&proxy.url);
        let store = DynamoStore::open(&tables.prefix, false, &config, COLLECTIONS).await;
        Self { tables, proxy, store: store.expect("the store opens") }
    }

    /// A store of another process, whose clock stands at `second`.
    pub(crate) async fn process_at(&self, second: i64) -> DynamoStore {
        let at = Timestamp::from_second(second).expect("in jiff's years");
        let clock: Box<dyn Clock> = Box::new(FixedClock::at(at));
        let Tables { prefix, config } = &self.tables;
        let store = DynamoStore::open_at(clock, prefix, false, config, COLLECTIONS).await;
        store.expect("the store opens")
    }

    pub(crate) async fn counted(&self) -> i64 {
        self.store.counter("notes").await.expect("the store answers")
    }

    pub(crate) async fn clear(self) {
        self.store.close().await;
        self.tables.delete().await;
    }
}

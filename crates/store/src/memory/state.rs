//! What the memory store holds, and the meaning of each operation in its plainest form.

use std::collections::{BTreeMap, HashMap, VecDeque};

use kernel::Page;

use crate::change::{Change, Expected, Record, Write};
use crate::collection::{Key, Version};
use crate::port::{Order, Outcome, Query, Row, Waiting};

type RecordKey = (&'static str, String);

#[derive(Clone)]
struct Stored {
    row: Row,
    keys: Vec<Option<Key>>,
}

/// A record's new state as queries will see it; `None` when it was deleted.
type Seen = (RecordKey, Option<Stored>);

#[derive(Default)]
pub(super) struct State {
    records: HashMap<RecordKey, Stored>,
    counters: HashMap<String, i64>,
    outbox: BTreeMap<i64, Waiting>,
    last_sequence: i64,
    /// What queries see: `records`, some commits ago.
    seen: BTreeMap<RecordKey, Stored>,
    /// Commits queries do not see yet.
    unseen: VecDeque<Vec<Seen>>,
    lag: usize,
}

impl State {
    pub(super) fn lagging(lag: usize) -> Self {
        Self { lag, ..Self::default() }
    }

    pub(super) fn commit(&mut self, change: Change) -> Outcome {
        if let Some(write) = change.writes.iter().position(|write| !self.allows(write)) {
            return Outcome::Conflict { write };
        }
        let mut touched = Vec::new();
        for write in change.writes {
            match write {
                Write::Insert(record) => touched.push(self.store(record, 1)),
                Write::Replace { record, expected } => {
                    touched.push(self.store(record, expected + 1));
                }
                Write::Delete { collection, id, .. } => {
                    let key = (collection, id);
                    self.records.remove(&key);
                    touched.push((key, None));
                }
                Write::Adjust { counter, delta, .. } => {
                    *self.counters.entry(counter).or_default() += delta;
                }
                Write::Require { .. } => {}
            }
        }
        self.unseen.push_back(touched);
        while self.unseen.len() > self.lag {
            self.see_one();
        }
        for message in change.messages {
            self.last_sequence += 1;
            let sequence = self.last_sequence;
            let waiting = Waiting {
                sequence,
                to: message.to,
                group: message.group,
                deduplication_id: message.deduplication_id,
                body: message.body,
            };
            self.outbox.insert(sequence, waiting);
        }
        for sequence in change.sent {
            self.outbox.remove(&sequence);
        }
        Outcome::Committed
    }

    fn allows(&self, write: &Write) -> bool {
        let version = |collection, id: &str| -> Option<Version> {
            self.records.get(&(collection, id.to_owned())).map(|stored| stored.row.version)
        };
        match write {
            Write::Insert(record) => version(record.collection, &record.id).is_none(),
            Write::Replace { record, expected } => {
                version(record.collection, &record.id) == Some(*expected)
            }
            Write::Delete { collection, id, expected } => {
                version(collection, id) == Some(*expected)
            }
            Write::Adjust { counter, delta, at_least } => {
                let sum = self.counter(counter).checked_add(*delta);
                sum.is_some_and(|sum| at_least.is_none_or(|floor| sum >= floor))
            }
            Write::Require { collection, id, expected } => match expected {
                Expected::Present => version(collection, id).is_some(),
                Expected::Absent => version(collection, id).is_none(),
                Expected::Version(wanted) => version(collection, id) == Some(*wanted),
            },
        }
    }

    fn store(&mut self, record: Record, version: Version) -> Seen {
        let key = (record.collection, record.id.clone());
        let row = Row { id: record.id, version, schema: record.schema, body: record.body };
        let stored = Stored { row, keys: record.keys };
        self.records.insert(key.clone(), stored.clone());
        (key, Some(stored))
    }

    fn see_one(&mut self) {
        for (key, stored) in self.unseen.pop_front().into_iter().flatten() {
            match stored {
                Some(stored) => self.seen.insert(key, stored),
                None => self.seen.remove(&key),
            };
        }
    }

    pub(super) fn catch_up(&mut self) {
        while !self.unseen.is_empty() {
            self.see_one();
        }
    }

    pub(super) fn get(&self, collection: &'static str, id: &str) -> Option<Row> {
        self.records.get(&(collection, id.to_owned())).map(|stored| stored.row.clone())
    }

    pub(super) fn query(&self, query: &Query) -> Page<Row> {
        let first = (query.collection, String::new());
        let of_collection = self.seen.range(first..).take_while(|(k, _)| k.0 == query.collection);
        let mut rows: Vec<(String, Row)> = of_collection
            .filter_map(|(_, stored)| {
                let key = stored.keys.get(query.index)?.as_ref()?;
                query.covers(key).then(|| (key.sort.clone(), stored.row.clone()))
            })
            .collect();
        rows.sort_by(|(a_sort, a), (b_sort, b)| (a_sort, &a.id).cmp(&(b_sort, &b.id)));
        if query.order == Order::Descending {
            rows.reverse();
        }
        if let Some(cursor) = &query.after {
            let place = (&cursor.sort, &cursor.id);
            rows.retain(|(sort, row)| match query.order {
                Order::Ascending => (sort, &row.id) > place,
                Order::Descending => (sort, &row.id) < place,
            });
        }
        rows.truncate(query.limit + 1);
        query.page(rows)
    }

    pub(super) fn counter(&self, name: &str) -> i64 {
        self.counters.get(name).copied().unwrap_or(0)
    }

    pub(super) fn next(&mut self, counter: &str) -> i64 {
        let value = self.counters.entry(counter.to_owned()).or_default();
        *value = value.saturating_add(1);
        *value
    }

    pub(super) fn outbox(&self, limit: usize) -> Vec<Waiting> {
        self.outbox.values().take(limit).cloned().collect()
    }
}

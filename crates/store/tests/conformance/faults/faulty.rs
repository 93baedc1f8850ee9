//! The memory store, made wrong in one way.

use std::collections::HashMap;
use std::ops::Bound;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use kernel::{Cursor, Page};
use store::{
    Change, Error, Expected, Key, MemoryStore, Outcome, Query, Record, Row, Store, WRITES_MAX,
    Waiting, Write,
};
use tokio::sync::watch;

/// What is wrong with a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    AppliesHalves,
    CutsLargeChanges,
    ForgetsAnyway,
    ForgetsNothingSent,
    ForgetsRequirements,
    ForgetsWhenClosed,
    IgnoresFloors,
    IgnoresVersions,
    IncludesUpperEnds,
    LooksThenCommits,
    LosesCursors,
    LosesMessages,
    LosesOddCharacters,
    MixesPartitions,
    NamesLastWrite,
    NeverWakes,
    PagesByOffset,
    ReadsFromCache,
    ReusesSequences,
    ReversesMessages,
    SortsWithoutCase,
    SpeaksAnyway,
    StaysOpen,
}

/// A memory store with a fault.
pub(super) struct Faulty {
    inner: MemoryStore,
    fault: Fault,
    cache: Mutex<HashMap<String, Option<Row>>>,
}

impl Faulty {
    pub(super) fn with(fault: Fault) -> Self {
        Self { inner: MemoryStore::new(), fault, cache: Mutex::default() }
    }

    /// Makes a change wrong before it is committed.
    async fn distort(&self, change: &mut Change) -> Result<(), Error> {
        match self.fault {
            Fault::CutsLargeChanges => change.writes.truncate(WRITES_MAX),
            Fault::ForgetsNothingSent => change.sent.clear(),
            Fault::ReusesSequences => {
                let waiting = self.inner.outbox(10_000).await?;
                let sent = (1..).zip(&waiting).filter(|(place, _)| change.sent.contains(place));
                change.sent = sent.map(|(_, message)| message.sequence).collect();
            }
            Fault::ForgetsRequirements => {
                change.writes.retain(|write| !matches!(write, Write::Require { .. }));
            }
            Fault::IgnoresFloors => {
                for write in &mut change.writes {
                    if let Write::Adjust { at_least, .. } = write {
                        *at_least = None;
                    }
                }
            }
            Fault::IgnoresVersions => {
                for write in &mut change.writes {
                    let (collection, id) = write.target();
                    let row = self.inner.get(collection, id).await?;
                    if let (
                        Write::Replace { expected, .. } | Write::Delete { expected, .. },
                        Some(row),
                    ) = (write, row)
                    {
                        *expected = row.version;
                    }
                }
            }
            Fault::LosesMessages => change.messages.clear(),
            Fault::LosesOddCharacters => {
                records(change).for_each(|record| record.body.retain(|c| c.is_ascii()));
            }
            Fault::MixesPartitions => {
                keys(change).for_each(|key| key.partition = String::from("all"));
            }
            Fault::ReversesMessages => change.messages.reverse(),
            Fault::SortsWithoutCase => {
                keys(change).for_each(|key| key.sort = key.sort.to_lowercase());
            }
            _ => {}
        }
        Ok(())
    }

    /// Commits after looking at the conditions, which by then may no longer hold.
    async fn look_then_commit(&self, mut change: Change) -> Result<Outcome, Error> {
        let mut writes = Vec::new();
        for (n, write) in std::mem::take(&mut change.writes).into_iter().enumerate() {
            let holds = match &write {
                Write::Require { collection, id, expected } => {
                    let row = self.inner.get(collection, id).await?;
                    match expected {
                        Expected::Present => row.is_some(),
                        Expected::Absent => row.is_none(),
                        Expected::Version(version) => {
                            row.is_some_and(|row| row.version == *version)
                        }
                    }
                }
                Write::Adjust { counter, delta, at_least } => {
                    let sum = self.inner.counter(counter).await? + delta;
                    at_least.is_none_or(|floor| sum >= floor)
                }
                _ => true,
            };
            if !holds {
                return Ok(Outcome::Conflict { write: n });
            }
            match write {
                Write::Require { .. } => {}
                Write::Adjust { counter, delta, .. } => {
                    writes.push(Write::Adjust { counter, delta, at_least: None });
                }
                other => writes.push(other),
            }
        }
        let_others_run().await;
        self.inner.commit(Change { writes, ..change }).await
    }
}

/// Time enough for another caller to come between.
async fn let_others_run() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

fn records(change: &mut Change) -> impl Iterator<Item = &mut Record> {
    change.writes.iter_mut().filter_map(|write| match write {
        Write::Insert(record) | Write::Replace { record, .. } => Some(record),
        _ => None,
    })
}

fn keys(change: &mut Change) -> impl Iterator<Item = &mut Key> {
    records(change).flat_map(|record| record.keys.iter_mut().flatten())
}

#[async_trait]
impl Store for Faulty {
    async fn commit(&self, mut change: Change) -> Result<Outcome, Error> {
        self.distort(&mut change).await?;
        let writes = change.writes.len();
        match self.fault {
            Fault::LooksThenCommits => self.look_then_commit(change).await,
            Fault::AppliesHalves => {
                for (n, write) in std::mem::take(&mut change.writes).into_iter().enumerate() {
                    let outcome = self.inner.commit(Change::of(vec![write])).await?;
                    if outcome != Outcome::Committed {
                        return Ok(Outcome::Conflict { write: n });
                    }
                }
                self.inner.commit(change).await
            }
            Fault::NamesLastWrite => Ok(match self.inner.commit(change).await? {
                Outcome::Conflict { .. } => Outcome::Conflict { write: writes - 1 },
                committed @ Outcome::Committed => committed,
            }),
            Fault::SpeaksAnyway => {
                let messages = change.messages.clone();
                let outcome = self.inner.commit(change).await?;
                if outcome != Outcome::Committed {
                    let spoken = Change { messages, ..Change::default() };
                    return self.inner.commit(spoken).await.map(|_| outcome);
                }
                Ok(outcome)
            }
            Fault::ForgetsAnyway => {
                let sent = change.sent.clone();
                let outcome = self.inner.commit(change).await?;
                if outcome != Outcome::Committed {
                    self.inner.sent(&sent).await?;
                }
                Ok(outcome)
            }
            _ => self.inner.commit(change).await,
        }
    }

    async fn get(&self, collection: &'static str, id: &str) -> Result<Option<Row>, Error> {
        let row = self.inner.get(collection, id).await?;
        if self.fault == Fault::ReadsFromCache {
            let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
            return Ok(cache.entry(format!("{collection}/{id}")).or_insert(row).clone());
        }
        Ok(row)
    }

    async fn get_many(
        &self,
        collection: &'static str,
        ids: &[String],
    ) -> Result<Vec<Option<Row>>, Error> {
        self.inner.get_many(collection, ids).await
    }

    async fn query(&self, mut query: Query) -> Result<Page<Row>, Error> {
        match self.fault {
            Fault::IncludesUpperEnds => {
                if let Bound::Excluded(to) = query.to {
                    query.to = Bound::Included(to);
                }
            }
            Fault::MixesPartitions => query.partition = String::from("all"),
            Fault::LosesCursors => {
                return Ok(Page { next: None, ..self.inner.query(query).await? });
            }
            Fault::PagesByOffset => {
                let read = query.after.take().and_then(|after| after.sort.parse().ok());
                let (read, limit) = (read.unwrap_or(0), query.limit);
                let all = self.inner.query(Query { limit: 1_000, ..query }).await?.items;
                let next = Cursor { sort: (read + limit).to_string(), id: "x".to_owned() };
                let next = (all.len() > read + limit).then_some(next);
                return Ok(Page { items: all.into_iter().skip(read).take(limit).collect(), next });
            }
            _ => {}
        }
        self.inner.query(query).await
    }

    async fn counter(&self, name: &str) -> Result<i64, Error> {
        self.inner.counter(name).await
    }

    async fn next(&self, counter: &str) -> Result<i64, Error> {
        if self.fault == Fault::LooksThenCommits {
            let next = self.inner.counter(counter).await? + 1;
            let_others_run().await;
            self.inner.next(counter).await?;
            return Ok(next);
        }
        self.inner.next(counter).await
    }

    async fn outbox(&self, limit: usize) -> Result<Vec<Waiting>, Error> {
        let mut waiting = self.inner.outbox(limit).await?;
        if self.fault == Fault::ReusesSequences {
            (1..).zip(&mut waiting).for_each(|(place, message)| message.sequence = place);
        }
        Ok(waiting)
    }

    fn said(&self) -> watch::Receiver<u64> {
        match self.fault {
            Fault::NeverWakes => watch::channel(0).1,
            _ => self.inner.said(),
        }
    }

    async fn ping(&self) -> Result<(), Error> {
        self.inner.ping().await
    }

    async fn close(&self) {
        if self.fault != Fault::StaysOpen {
            self.inner.close().await;
        }
    }
}

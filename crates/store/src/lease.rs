//! A lease: one holder at a time, given up by time when the holder dies.

use std::time::Duration;

use kernel::{Clock, Timestamp};
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::collection::{Collection, Version, never_changed};
use crate::error::Error;
use crate::port::{Outcome, Store};

/// Who may do a thing that only one process may do at a time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LeaseRecord {
    name: String,
    holder: String,
    until: Timestamp,
}

/// Where leases are kept.
pub static LEASES: Collection<LeaseRecord> = Collection {
    name: "leases",
    schema: 1,
    upgrade: never_changed,
    id: |lease| lease.name.clone(),
    expires: Some(|lease| lease.until),
    indexes: &[],
};

/// A wish to be the only one doing `name`.
///
/// Between two processes with different clocks a lease can be held twice for a moment; what it
/// guards must be safe then, too (the relay is, because queues drop duplicates).
pub struct Lease {
    name: String,
    holder: String,
    lasts: Duration,
    held: Option<(Version, Timestamp)>,
}

impl Lease {
    /// `holder` must differ between processes; `lasts` is how long others wait for a dead holder.
    pub fn new(name: impl Into<String>, holder: impl Into<String>, lasts: Duration) -> Self {
        Self { name: name.into(), holder: holder.into(), lasts, held: None }
    }

    /// Takes or renews the lease; `true` while it is ours. Costs a write only in the second half of
    /// its life.
    ///
    /// # Errors
    /// Those of the store; the lease then counts as lost.
    pub async fn hold(&mut self, store: &dyn Store, clock: &dyn Clock) -> Result<bool, Error> {
        let now = clock.now();
        if let Some((_, until)) = self.held
            && now < until - self.lasts / 2
        {
            return Ok(true);
        }
        let before = match self.held.take() {
            Some((version, _)) => Some(version),
            None => match LEASES.get(store, &self.name).await? {
                Some(other) if other.record.until > now && other.record.holder != self.holder => {
                    return Ok(false);
                }
                other => other.map(|lease| lease.version),
            },
        };
        let until = now + self.lasts;
        let lease = LeaseRecord { name: self.name.clone(), holder: self.holder.clone(), until };
        match store.commit(Change::of(vec![LEASES.put(&lease, before)])).await? {
            Outcome::Committed => self.held = Some((before.unwrap_or(0) + 1, until)),
            Outcome::Conflict { .. } => self.held = None,
        }
        Ok(self.held.is_some())
    }

    /// Gives the lease up, so that another process need not wait. Failing to is harmless.
    pub async fn release(&mut self, store: &dyn Store) {
        if let Some((version, _)) = self.held.take() {
            let freed = Change::of(vec![LEASES.delete(self.name.clone(), version)]);
            if let Err(error) = store.commit(freed).await {
                tracing::debug!(lease = %self.name, %error, "a lease was left to expire");
            }
        }
    }
}

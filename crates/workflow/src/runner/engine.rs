//! The engine: executions that are durable, on every store.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel::Clock;
use store::Store;
use tokio::sync::{Notify, watch};

use super::alarm::Alarm;
use super::machines::{self, Machine, Machines};
use super::performer::Performer;
use super::token;
use crate::error::Error;

/// How long others leave an execution alone that somebody has in hand. Whoever has it renews that
/// in time, so it is only long for those who died.
pub(super) const LEASE: Duration = Duration::from_secs(10);
/// How long a caller waits until an execution has come to rest. Most have within milliseconds; for
/// a slow task nobody is kept waiting longer.
pub(super) const PATIENCE: Duration = Duration::from_millis(500);

/// What an [`Engine`] is made of.
pub struct Parts {
    /// Where executions are, opened with [`COLLECTIONS`](super::COLLECTIONS).
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Whoever performs tasks.
    pub performer: Arc<dyn Performer>,
    /// The state machines that can be started.
    pub machines: Vec<Machine>,
    /// What task tokens and chance follow from; at least 32 bytes that nobody else knows. All
    /// workers on one store share it.
    pub secret: Vec<u8>,
    /// Names this worker among those that share the store.
    pub name: String,
}

/// Runs executions. Cheap to clone.
///
/// An execution is a record that is replaced by version: whatever two workers do at the same time,
/// one of them comes second, reads again, and finds out what is left to do. Leases only spare them
/// doing the same work twice.
#[derive(Clone)]
pub struct Engine(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) store: Arc<dyn Store>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) performer: Arc<dyn Performer>,
    pub(super) machines: Machines,
    pub(super) list: Vec<Machine>,
    pub(super) secret: Vec<u8>,
    pub(super) name: String,
    pub(super) alarm: Alarm,
    /// The executions this worker has in hand, each with a bell that tells its hand of a change.
    driving: Mutex<HashMap<String, Arc<Notify>>>,
    /// How many drives have begun and not ended. It also changes when an execution is let go.
    pub(super) drives: watch::Sender<usize>,
}

impl Engine {
    /// Reads the definitions. Nothing runs yet.
    ///
    /// # Errors
    /// [`Error::Unsound`] with everything that is wrong with them.
    pub fn new(parts: Parts) -> Result<Self, Error> {
        let Parts { store, clock, performer, machines: list, secret, name } = parts;
        let machines = Machines::read(&list, &*performer)?;
        let (driving, drives) = (Mutex::default(), watch::Sender::new(0));
        Ok(Self(Arc::new(Inner {
            store,
            clock,
            performer,
            machines,
            list,
            secret,
            name,
            alarm: Alarm::new(),
            driving,
            drives,
        })))
    }

    /// Stores the definitions, so that executions can outlive them. Call it before the first start.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn install(&self) -> Result<(), Error> {
        machines::install(&self.0.list, &*self.0.store, &*self.0.clock).await
    }

    /// The names of the state machines that can be started, in order.
    pub fn machines(&self) -> Vec<String> {
        self.0.machines.names()
    }

    /// Waits until nothing is in hand any more. Starts nothing new by itself, but what is started
    /// meanwhile counts.
    pub async fn rest(&self) {
        // The sender lives in `self`, so this never fails.
        let _ = self.0.drives.subscribe().wait_for(|count| *count == 0).await;
    }
}

impl Inner {
    /// Marks an execution as in hand here; `None` if it is already.
    pub(super) fn take(self: &Arc<Self>, execution: &str) -> Option<InHand> {
        // The lock is not held while waiters are told: they look at what it guards.
        let bell = Arc::new(Notify::new());
        match self.driving().entry(execution.to_owned()) {
            Entry::Occupied(_) => return None,
            Entry::Vacant(free) => free.insert(Arc::clone(&bell)),
        };
        Some(InHand { inner: Arc::clone(self), execution: execution.to_owned(), bell })
    }

    /// Tells whoever has an execution in hand here that it has changed.
    pub(super) fn ring(&self, execution: &str) {
        if let Some(bell) = self.driving().get(execution) {
            bell.notify_one();
        }
    }

    /// Counts a drive, from before it is spawned: otherwise nobody could wait for its end.
    pub(super) fn begin(self: &Arc<Self>) -> Begun {
        self.drives.send_modify(|count| *count += 1);
        Begun(Arc::clone(self))
    }

    pub(super) fn has_in_hand(&self, execution: &str) -> bool {
        self.driving().contains_key(execution)
    }

    fn driving(&self) -> MutexGuard<'_, HashMap<String, Arc<Notify>>> {
        self.driving.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The execution and the task that a token was given out for.
    pub(super) fn read_token<'a>(&self, text: &'a str) -> Result<(&'a str, u64), Error> {
        token::read(text, &self.secret).ok_or(Error::BadToken)
    }
}

/// An execution that this worker has in hand; letting go is dropping this.
pub(super) struct InHand {
    inner: Arc<Inner>,
    execution: String,
    /// Rings when somebody else has changed it.
    pub(super) bell: Arc<Notify>,
}

impl Drop for InHand {
    fn drop(&mut self) {
        self.inner.driving().remove(&self.execution);
        self.inner.drives.send_modify(|_| {});
    }
}

/// A drive that has begun; its end is dropping this.
pub(super) struct Begun(Arc<Inner>);

impl Drop for Begun {
    fn drop(&mut self) {
        self.0.drives.send_modify(|count| *count -= 1);
    }
}

//! Telling those who watch: a customer waiting for one order, a barista's screen for one location.
//!
//! A change made by this process is told at once. Where other processes share the database,
//! [`Orders::follow`] reads what they changed. Where a process cannot hold a connection open, as on
//! AWS Lambda, nobody watches: a stream is then a brief answer, and who waits looks at the record.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel::{LocationId, OrderId, Timestamp};
use tokio::sync::{broadcast, watch};
use tokio::time::Instant;

use super::Orders;
use crate::domain::Order;
use crate::error::Error;
use crate::records::ORDERS;

/// Changes a slow watcher of a location may be behind before it is told to read again.
const BEHIND_MAX: usize = 256;
/// So many watched orders are never too many.
const ROOMY_MIN: usize = 1_000;
/// How far back to look for changes of others whose clocks are behind or whose commits were slow.
const OVERLAP: Duration = Duration::from_secs(3);
/// After a look, following rests so many times as long as it took: on a busy evening it costs a
/// tenth of one core at most, on a quiet one nobody feels the wait.
const REST: u32 = 9;
/// The longest such rest.
const REST_MAX: Duration = Duration::from_secs(5);

/// One order, watched: the newest state known to this process.
pub type Watch = watch::Receiver<Option<Arc<Order>>>;
/// One location, watched: each change as it happens.
pub type Changes = broadcast::Receiver<Arc<Order>>;

/// Who watches what, in this process. Cheap to clone.
#[derive(Clone)]
pub struct Live(Arc<Shared>);

struct Shared {
    watched: Mutex<Watched>,
    closing: watch::Sender<bool>,
    brief: bool,
}

#[derive(Default)]
struct Watched {
    orders: HashMap<OrderId, watch::Sender<Option<Arc<Order>>>>,
    locations: HashMap<LocationId, broadcast::Sender<Arc<Order>>>,
    /// How many orders there may be before those that nobody watches any more are forgotten.
    roomy: usize,
}

impl Watched {
    /// Forgets orders that nobody watches any more, each time there are twice as many as after the
    /// last time: nothing is told of an order that has ended, so nothing else would.
    fn forget_left(&mut self) {
        if self.orders.len() < self.roomy.max(ROOMY_MIN) {
            return;
        }
        self.orders.retain(|_, sender| sender.receiver_count() > 0);
        self.roomy = self.orders.len() * 2;
    }
}

impl Default for Live {
    /// Of a process that holds connections open.
    fn default() -> Self {
        Self::new(false)
    }
}

impl Live {
    /// Of a process that cannot hold a connection open, and hears nothing between two requests:
    /// streams end after what is new, and who waits looks at the record.
    pub fn brief() -> Self {
        Self::new(true)
    }

    fn new(brief: bool) -> Self {
        let (watched, closing) = (Mutex::default(), watch::Sender::new(false));
        Self(Arc::new(Shared { watched, closing, brief }))
    }

    /// Whether streams end after what is new.
    pub fn is_brief(&self) -> bool {
        self.0.brief
    }

    /// Watches one order. Begin before reading it, so that nothing is missed in between.
    pub fn watch(&self, order: &OrderId) -> Watch {
        let mut watched = self.watched();
        watched.forget_left();
        let sender = watched.orders.entry(order.clone());
        sender.or_insert_with(|| watch::Sender::new(None)).subscribe()
    }

    /// Watches one location. Begin before reading its orders.
    pub fn changes(&self, location: &LocationId) -> Changes {
        let mut watched = self.watched();
        let sender = watched.locations.entry(location.clone());
        sender.or_insert_with(|| broadcast::Sender::new(BEHIND_MAX)).subscribe()
    }

    /// Turns `true` when the server is about to stop and streams should end.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.0.closing.subscribe()
    }

    /// Ends all streams.
    pub fn close(&self) {
        self.0.closing.send_replace(true);
    }

    /// Tells everybody who watches this order or its location.
    pub(super) fn tell(&self, order: &Order) {
        let mut watched = self.watched();
        let (id, location) = (&order.placed.id, &order.placed.location);
        if let Some(sender) = watched.orders.get(id) {
            if sender.receiver_count() == 0 {
                watched.orders.remove(id);
            } else {
                let newer = |known: &Option<Arc<Order>>| {
                    known.as_ref().is_none_or(|known| known.version() < order.version())
                };
                sender.send_if_modified(|known| {
                    let newer = newer(known);
                    if newer {
                        *known = Some(Arc::new(order.clone()));
                    }
                    newer
                });
            }
        }
        if let Some(sender) = watched.locations.get(location)
            && sender.send(Arc::new(order.clone())).is_err()
        {
            watched.locations.remove(location);
        }
    }

    fn watched(&self) -> MutexGuard<'_, Watched> {
        self.0.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is watched at the moment; what nobody watches any more is forgotten.
    fn sweep(&self) -> (Vec<OrderId>, Vec<LocationId>) {
        let mut watched = self.watched();
        watched.orders.retain(|_, sender| sender.receiver_count() > 0);
        watched.locations.retain(|_, sender| sender.receiver_count() > 0);
        (watched.orders.keys().cloned().collect(), watched.locations.keys().cloned().collect())
    }
}

impl Orders {
    /// Follows what other processes change, for those who watch here, until the server stops.
    /// Looks soon after something was said, and at least each `interval`.
    pub async fn follow(&self, interval: Duration) {
        let mut closing = self.live.closing();
        let mut said = self.parts.store.said();
        let mut told = HashMap::new();
        let mut since = self.parts.clock.now();
        while !*closing.borrow_and_update() {
            let began = Instant::now();
            let now = self.parts.clock.now();
            said.mark_unchanged();
            match self.look(since, &mut told).await {
                Ok(()) => since = now.checked_sub(OVERLAP).unwrap_or(since),
                Err(error) => tracing::warn!(%error, "changes of others could not be read"),
            }
            let rest = REST_MAX.min(began.elapsed() * REST);
            tokio::select! {
                _ = closing.changed() => {}
                () = rested(&mut said, rest, interval) => {}
            }
        }
    }

    async fn look(&self, since: Timestamp, told: &mut HashMap<String, i64>) -> Result<(), Error> {
        let (orders, locations) = self.live.sweep();
        for ids in orders.chunks(100) {
            let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
            for found in ORDERS.get_many(&*self.parts.store, &ids).await?.into_iter().flatten() {
                self.live.tell(&found.record.into());
            }
        }
        let mut seen = HashMap::new();
        for location in &locations {
            let mut after = None;
            loop {
                let is_new = |id: &str, version| {
                    seen.insert(id.to_owned(), version);
                    told.get(id).is_none_or(|known| *known < version)
                };
                let page = self.changed_and_wanted(location, since, after, is_new).await?;
                page.items.iter().for_each(|order| self.live.tell(order));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
        }
        *told = seen;
        Ok(())
    }
}

/// Returns when `rest` is over and then something was said, or nothing for another `interval`.
async fn rested(said: &mut watch::Receiver<u64>, rest: Duration, interval: Duration) {
    tokio::time::sleep(rest).await;
    let heard = tokio::time::timeout(interval, said.changed()).await;
    if matches!(heard, Ok(Err(_))) {
        // A store that is closed says nothing more; the server is about to stop.
        tokio::time::sleep(interval).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_that_nobody_watches_any_more_are_forgotten() {
        let live = Live::default();
        let order = |n: usize| OrderId::derived(&[&n.to_string()]);
        let kept: Vec<Watch> = (0..10).map(|n| live.watch(&order(n))).collect();
        for n in 10..5 * ROOMY_MIN {
            drop(live.watch(&order(n)));
        }
        let watched = live.watched();
        assert!(watched.orders.len() <= ROOMY_MIN, "{}", watched.orders.len());
        assert!((0..kept.len()).all(|n| watched.orders.contains_key(&order(n))));
    }
}

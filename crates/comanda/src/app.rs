//! Putting the parts together: the same for the server, the tools and the tests.

use std::sync::Arc;
use std::time::Duration;

use api::{InstanceKey, Signer, Verifier};
use kernel::{Clock, Random};
use orders::ports::Parts as OrdersParts;
use orders::{Live, Orders};
use products::Products;
use queue::{Consumer, Relay, Settings, StoredQueue};
use store::{Declared, Store};

use crate::config::Work;
use crate::links::InProcessCatalog;
use crate::wiring::{self, Service};

/// Everything that runs, wired.
pub struct App {
    /// Where records are.
    pub store: Arc<dyn Store>,
    /// The queues.
    pub queue: Arc<StoredQueue>,
    /// Locations, menus, stock.
    pub products: Products,
    /// Orders.
    pub orders: Orders,
    /// Carries messages from the outbox to the queues.
    pub relay: Arc<Relay>,
    /// One for each service that consumes a queue.
    pub consumers: Vec<Arc<Consumer>>,
    /// Makes tokens.
    pub signer: Signer,
    /// Checks tokens.
    pub verifier: Arc<Verifier>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Random>,
}

/// What an [`App`] is made of.
pub struct Parts {
    /// Where records are, opened with [`collections`].
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Random>,
    /// The key tokens are signed with.
    pub key: InstanceKey,
    /// The name tokens are signed with.
    pub issuer: String,
    /// How messages are worked on.
    pub work: Work,
    /// Names this process among those that share the store. Where there can only be one it is
    /// always the same, so that it takes over from the one before without waiting.
    pub name: String,
}

/// Every collection of every context.
pub fn collections() -> Vec<&'static dyn Declared> {
    let leases: &'static dyn Declared = &store::LEASES;
    [&[leases], products::COLLECTIONS, orders::COLLECTIONS, queue::COLLECTIONS].concat()
}

impl App {
    /// Puts the parts together. Nothing runs yet.
    pub fn new(parts: Parts) -> Self {
        let Parts { store, clock, random, key, issuer, work, name } = parts;
        let products = Products::new(store.clone(), clock.clone());
        let catalog = Arc::new(InProcessCatalog::new(products.clone()));
        let orders_parts = OrdersParts { store: store.clone(), catalog, clock: clock.clone() };
        let orders = Orders::new(orders_parts, Live::default());
        let (clocks, chance) = (clock.clone(), random.clone());
        let queue = StoredQueue::new(store.clone(), clocks, chance, work.receives_max);
        let queue = Arc::new(queue);
        let relay = Relay::new(store.clone(), queue.clone(), clock.clone(), wiring::routes(), name);
        let consumer = |service: Service| {
            let settings = Settings {
                queue: service.queue().to_owned(),
                concurrency: work.concurrency,
                visibility: Duration::from_secs(work.visibility_timeout_s),
            };
            let service = Arc::new(service);
            let (clock, random) = (clock.clone(), random.clone());
            Arc::new(Consumer::new(settings, queue.clone(), service, clock, random))
        };
        let consumers = vec![consumer(Service::Orders(orders.clone()))];
        let signer = Signer::new(&key, issuer.clone());
        let verifier = Arc::new(Verifier::new(&key, &issuer, clock.clone()));
        let relay = Arc::new(relay);
        Self { store, queue, products, orders, relay, consumers, signer, verifier, clock, random }
    }
}

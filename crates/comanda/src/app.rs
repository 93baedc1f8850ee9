//! Putting the parts together: the same for the server, the tools and the tests.

use std::sync::Arc;
use std::time::Duration;

use api::{InstanceKey, Signer, Verifier};
use kernel::{Clock, Random};
use notify::Notify;
use notify::ports::Mailer;
use orders::ports::{Catalog, Parts as OrdersParts};
use orders::sandbox::{Delays, Sandbox};
use orders::{Live, Orders};
use products::Products;
use queue::{Consumer, Relay, Settings, StoredQueue};
use store::{Declared, Store};
use workflow::Engine;

use crate::config::Work;
use crate::links::{Functions, InProcessCatalog, InProcessOrders};
use crate::wiring::{self, Service};
use crate::workflows;

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
    /// Messages to people.
    pub notify: Notify,
    /// Workflows.
    pub engine: Engine,
    /// Carries messages from the outbox to the queues.
    pub relay: Arc<Relay>,
    /// The services that consume a queue.
    pub services: Vec<Arc<Service>>,
    /// Their consumers.
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
    /// Who carries mail.
    pub mailer: Arc<dyn Mailer>,
    /// Where the people of every location read mail, if they do.
    pub staff_email: Option<String>,
    /// Names this process among those that share the store. Where there can only be one it is
    /// always the same, so that it takes over from the one before without waiting.
    pub name: String,
}

/// Every collection of every context.
pub fn collections() -> Vec<&'static dyn Declared> {
    let leases: &'static dyn Declared = &store::LEASES;
    [
        &[leases],
        products::COLLECTIONS,
        orders::COLLECTIONS,
        notify::COLLECTIONS,
        queue::COLLECTIONS,
        workflow::COLLECTIONS,
    ]
    .concat()
}

impl App {
    /// Puts the parts together. Nothing runs yet.
    ///
    /// # Panics
    /// When one of our own workflow definitions is unsound, which a test finds first.
    pub fn new(parts: Parts) -> Self {
        let Parts { store, clock, random, key, issuer, work, mailer, staff_email, name } = parts;
        let products = Products::new(store.clone(), clock.clone());
        let catalog: Arc<dyn Catalog> = Arc::new(InProcessCatalog::new(products.clone()));
        let orders_parts = OrdersParts {
            store: store.clone(),
            catalog: catalog.clone(),
            payments: Arc::new(Sandbox::new(store.clone(), Delays::default())),
            clock: clock.clone(),
            random: random.clone(),
        };
        let orders = Orders::new(orders_parts, Live::default());
        let told = InProcessOrders::new(orders.clone(), products.clone(), staff_email);
        let notify = Notify::new(notify::ports::Parts {
            store: store.clone(),
            clock: clock.clone(),
            mailer,
            orders: Arc::new(told),
        });
        let (clocks, chance) = (clock.clone(), random.clone());
        let queue = StoredQueue::new(store.clone(), clocks, chance, work.receives_max);
        let queue = Arc::new(queue);
        let engine = Engine::new(workflow::Parts {
            store: store.clone(),
            clock: clock.clone(),
            performer: Arc::new(Functions::new(orders.clone())),
            machines: workflows::machines(),
            secret: key.secret("workflow"),
            name: name.clone(),
        })
        .expect("our own definitions are sound");
        let relay = Relay::new(store.clone(), queue.clone(), clock.clone(), wiring::routes(), name);
        let consumer = |service: &Arc<Service>| {
            let settings = Settings {
                queue: service.queue().to_owned(),
                concurrency: work.concurrency,
                visibility: Duration::from_secs(work.visibility_timeout_s),
            };
            let service = Arc::clone(service);
            let (clock, random) = (clock.clone(), random.clone());
            Arc::new(Consumer::new(settings, queue.clone(), service, clock, random))
        };
        let services: Vec<Arc<Service>> = [
            Service::Orders { orders: orders.clone(), engine: engine.clone() },
            Service::Products { catalog, engine: engine.clone() },
            Service::Notify(notify.clone()),
        ]
        .into_iter()
        .map(Arc::new)
        .collect();
        let consumers = services.iter().map(consumer).collect();
        let signer = Signer::new(&key, issuer.clone());
        let verifier = Arc::new(Verifier::new(&key, &issuer, clock.clone()));
        let relay = Arc::new(relay);
        Self {
            store,
            queue,
            products,
            orders,
            notify,
            engine,
            relay,
            services,
            consumers,
            signer,
            verifier,
            clock,
            random,
        }
    }
}

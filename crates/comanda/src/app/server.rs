//! A server: all of the program in one process.

use std::sync::Arc;
use std::time::Duration;

use api::{Signer, Verifier};
use idp::Idp;
use kernel::{Clock, Random};
use notify::Notify;
use notify::ports::Push;
use notify::push::WebPush;
use orders::{Live, Orders};
use products::Products;
use queue::{Consumer, Queue, Relay, Routed, Settings, StoredQueue};
use store::Store;
use users::Users;
use workflow::{Engine, Workflows};

use super::{Answers, Contexts, Parts, provider};
use crate::links::{Functions, OwnKeys, guest_tokens};
use crate::wiring::{self, Service};
use crate::workflows;

/// Everything that runs in a server, wired.
pub struct App {
    /// Where records are.
    pub store: Arc<dyn Store>,
    /// The queues.
    pub queue: Arc<dyn Queue>,
    /// The queues among the records, which need some work; `None` when they are elsewhere.
    pub stored: Option<Arc<StoredQueue>>,
    /// Locations, menus, stock.
    pub products: Products,
    /// Orders.
    pub orders: Orders,
    /// Messages to people.
    pub notify: Notify,
    /// People.
    pub users: Users,
    /// Where people sign in; `None` where they do so elsewhere.
    pub idp: Option<Idp>,
    /// Workflows: who is asked for them.
    pub workflows: Arc<dyn Workflows>,
    /// Who runs them here; `None` when they run elsewhere.
    pub engine: Option<Engine>,
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
    contexts: Contexts,
    step_up: Duration,
}

impl App {
    /// Puts the parts together. Nothing runs yet.
    ///
    /// # Panics
    /// When one of our own workflow definitions is unsound, which a test finds first.
    pub fn new(parts: Parts) -> Self {
        let Parts { store, clock, random, key, issuer, step_up, work, elsewhere, name, .. } = parts;
        let (clocks, chance) = (clock.clone(), random.clone());
        let contexts =
            Contexts::new(store.clone(), clocks, chance, Live::default(), parts.payments);
        let Contexts { products, orders, .. } = contexts.clone();
        let push = parts.push.map(|settings| {
            let settings = notify::push::Settings {
                secret: key.secret("push"),
                contact: settings.contact,
                local: settings.local,
            };
            Arc::new(WebPush::open(settings, clock.clone(), random.clone())) as Arc<dyn Push>
        });
        let notify = contexts.notify(parts.mailer.clone(), push, parts.staff_email);

        let (queue, stored, relay) = if let Some((queue, carrier)) = elsewhere.queue {
            (queue, None, Relay::new(store.clone(), carrier))
        } else {
            let (clocks, chance) = (clock.clone(), random.clone());
            let stored = StoredQueue::new(store.clone(), clocks, chance, work.receives_max);
            let stored = Arc::new(stored);
            let carrier = Arc::new(Routed::new(stored.clone(), wiring::routes()));
            let relay = Relay::new(store.clone(), carrier).alone(clock.clone(), name.clone());
            (stored.clone() as Arc<dyn Queue>, Some(stored), relay)
        };

        let (workflows, engine) = if let Some(workflows) = elsewhere.workflows {
            (workflows, None)
        } else {
            let engine = Engine::new(workflow::Parts {
                store: store.clone(),
                clock: clock.clone(),
                performer: Arc::new(Functions::new(orders.clone())),
                machines: workflows::machines(),
                secret: key.secret("workflow"),
                name,
            });
            let engine = engine.expect("our own definitions are sound");
            (Arc::new(engine.clone()) as Arc<dyn Workflows>, Some(engine))
        };

        let services = Service::all(&contexts, &workflows, &notify).map(Arc::new).to_vec();
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
        let consumers = services.iter().map(consumer).collect();
        let signer = Signer::new(&key, issuer.clone());
        let own = || Verifier::new(&key, &issuer, clock.clone());
        let is_ours = elsewhere.verifier.is_none();
        let guests = is_ours.then(|| (Signer::new(&key, issuer.clone()), own()));
        let signs_in = parts.sign_in.is_some();
        let users = contexts.users(&notify, guest_tokens(guests), signs_in);
        let idp = parts
            .sign_in
            .map(|settings| provider::open(settings, &contexts, &users, parts.mailer, &key));
        let verifier = elsewhere.verifier.unwrap_or_else(|| match &idp {
            Some(idp) => own().with_provider(idp.issuer(), Arc::new(OwnKeys(idp.clone()))),
            None => own(),
        });
        let verifier = Arc::new(verifier);
        let relay = Arc::new(relay);
        Self {
            store,
            queue,
            stored,
            products,
            orders,
            notify,
            users,
            idp,
            workflows,
            engine,
            relay,
            services,
            consumers,
            signer,
            verifier,
            clock,
            random,
            contexts,
            step_up,
        }
    }

    /// What requests are answered from.
    pub fn answers(&self) -> Answers {
        Answers {
            contexts: self.contexts.clone(),
            notify: self.notify.clone(),
            users: self.users.clone(),
            idp: self.idp.clone(),
            workflows: self.workflows.clone(),
            verifier: self.verifier.clone(),
            step_up: self.step_up,
        }
    }
}

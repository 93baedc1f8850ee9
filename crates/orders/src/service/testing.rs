//! A café for the tests of this context: a memory store, the sandbox, and a clock that stands.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use jiff::tz::TimeZone;
use kernel::{
    Currency, FixedClock, LocationId, OrderId, Page, Principal, PrincipalId, Role, SeededRandom,
    Timestamp,
};
use store::{Change, Error as StoreError, MemoryStore, Outcome, Query, Row, Store, Waiting};
use tokio::sync::{RwLock, watch};

use super::{Live, Orders};
use crate::domain::{
    Actor, Command, Fulfilment, Fulfilments, Limits, Number, Openness, Order, Placed, Product,
    ProductId, QrRules, Shop, StockItemId,
};
use crate::error::Error;
use crate::ports::{Catalog, Need, Parts, Payments, Reserved};
use crate::sandbox::{Delays, Sandbox};

pub(crate) struct Cafe {
    pub(crate) orders: Orders,
    pub(crate) store: Arc<BusyStore>,
    pub(crate) payments: Arc<Sandbox>,
    pub(crate) clock: Arc<FixedClock>,
}

impl Cafe {
    pub(crate) fn open() -> Self {
        Self::on(MemoryStore::new())
    }

    pub(crate) fn on(inner: MemoryStore) -> Self {
        Self::with(inner, HashMap::new())
    }

    /// The same café with something to sell.
    pub(crate) fn selling<const N: usize>(products: [(ProductId, Product); N]) -> Self {
        Self::with(MemoryStore::new(), HashMap::from(products))
    }

    fn with(inner: MemoryStore, products: HashMap<ProductId, Product>) -> Self {
        let store = Arc::new(BusyStore {
            inner,
            lost: Mutex::default(),
            turns: AtomicUsize::new(0),
            reading: RwLock::default(),
        });
        let clock = Arc::new(FixedClock::at(Timestamp::UNIX_EPOCH));
        let delays = Delays { slow: Duration::from_millis(1), patience: Duration::from_millis(20) };
        let payments = Arc::new(Sandbox::new(Arc::clone(&store) as _, delays));
        let catalog = Arc::new(OneShop { products });
        let parts = Parts { catalog, ..parts(&store, &payments, &clock) };
        Self { orders: Orders::new(parts, Live::default()), store, payments, clock }
    }

    /// The same café in a process beside, which cannot hold a connection open, and whose clock is
    /// `ahead`.
    pub(crate) fn beside(&self, ahead: Duration) -> Orders {
        let clock = Arc::new(FixedClock::at(self.orders.now()));
        clock.advance(ahead);
        Orders::new(parts(&self.store, &self.payments, &clock), Live::brief())
    }

    /// The same café where nothing is paid before an order is fetched.
    pub(crate) fn paid_at_the_counter(&self) -> Orders {
        let parts = parts(&self.store, &self.payments, &self.clock);
        Orders::new(Parts { pays_ahead: false, ..parts }, Live::default())
    }

    /// Anna's order, placed.
    pub(crate) async fn placed(&self, id: &OrderId) -> Order {
        self.place(id, &PrincipalId::new("anna"), None, false).await
    }

    /// Somebody's order, placed.
    pub(crate) async fn placed_by(&self, id: &OrderId, customer: &PrincipalId) -> Order {
        self.place(id, customer, None, false).await
    }

    /// The order that somebody's scanned code has opened, placed.
    pub(crate) async fn placed_redeemed_by(&self, id: &OrderId, customer: &PrincipalId) -> Order {
        self.place(id, customer, None, true).await
    }

    /// Somebody's order with a name to call out, placed.
    pub(crate) async fn named(&self, id: &OrderId, customer: &PrincipalId, name: &str) -> Order {
        self.place(id, customer, Some(name), false).await
    }

    async fn place(
        &self,
        id: &OrderId,
        customer: &PrincipalId,
        name: Option<&str>,
        redeemed: bool,
    ) -> Order {
        let mut order = self.sample(id);
        order.placed.customer = customer.clone();
        order.placed.name = name.map(ToOwned::to_owned);
        order.placed.redeemed = redeemed;
        self.keep(order).await
    }

    /// Anna's order, not placed yet.
    pub(crate) fn sample(&self, id: &OrderId) -> Order {
        let placed = Placed {
            id: id.clone(),
            location: here(),
            customer: PrincipalId::new("anna"),
            fingerprint: "f".to_owned(),
            name: None,
            note: None,
            email: None,
            fulfilment: Fulfilment::Pickup { at: None },
            lines: Vec::new(),
            currency: Currency::EUR,
            taxes: Vec::new(),
            tip_minor: 0,
            total_minor: 300,
            payment_source: None,
            ready_at: Timestamp::UNIX_EPOCH,
            fire_at: None,
            walk_in: false,
            redeemed: false,
            key: None,
        };
        let by = Actor { id: placed.customer.clone(), role: Role::Customer };
        Order::place(placed, by, self.orders.now())
    }

    /// An order, placed by its customer.
    pub(crate) async fn keep(&self, mut order: Order) -> Order {
        order.timeline[0].by =
            Some(Actor { id: order.placed.customer.clone(), role: Role::Customer });
        assert_eq!(self.orders.commit(&order, Vec::new()).await.expect("commits"), COMMITTED);
        order
    }

    /// What the barista Ben does to an order, which must be followed.
    pub(crate) async fn does(&self, order: &Order, command: Command) -> Order {
        let ben = Some(Actor { id: PrincipalId::new("ben"), role: Role::Barista });
        let next = order.decide(command, ben, self.orders.now()).expect("is followed");
        let next = next.expect("changes");
        assert_eq!(self.orders.commit(&next, Vec::new()).await.expect("commits"), COMMITTED);
        next
    }

    /// The topics of what was said so far.
    pub(crate) async fn said(&self) -> Vec<String> {
        let waiting = self.store.outbox(1_000).await.expect("memory answers");
        waiting
            .into_iter()
            .map(|message| match message.to {
                store::Destination::Topic(name) | store::Destination::Queue(name) => name,
            })
            .collect()
    }
}

fn parts(store: &Arc<BusyStore>, payments: &Arc<Sandbox>, clock: &Arc<FixedClock>) -> Parts {
    Parts {
        store: Arc::clone(store) as _,
        catalog: Arc::new(OneShop { products: HashMap::new() }),
        payments: Arc::clone(payments) as Arc<dyn Payments>,
        pays_ahead: true,
        clock: Arc::clone(clock) as _,
        random: Arc::new(SeededRandom::new(7)),
    }
}

const COMMITTED: Outcome = Outcome::Committed;

pub(crate) fn confirm() -> Command {
    Command::Confirm(Number::new(1))
}

pub(crate) fn here() -> LocationId {
    "loc_here".parse().expect("an id")
}

pub(crate) fn order(name: &str) -> OrderId {
    OrderId::derived(&[name])
}

pub(crate) fn who(name: &str, role: Role) -> Principal {
    Principal { id: PrincipalId::new(name), role, locations: vec![here()] }
}

/// A memory store that lets others come in between, as a real database does, and can lose changes.
pub(crate) struct BusyStore {
    inner: MemoryStore,
    lost: Mutex<Option<&'static str>>,
    turns: AtomicUsize,
    /// Whoever holds it for writing keeps queries waiting.
    pub(crate) reading: RwLock<()>,
}

impl BusyStore {
    /// The next change that writes to `collection` is lost on its way.
    pub(crate) fn lose_next(&self, collection: &'static str) {
        *self.lost.lock().expect("no panic") = Some(collection);
    }

    /// Not always equally long, so that calls overtake each other.
    async fn turn(&self) {
        let turn = self.turns.fetch_add(1, Ordering::Relaxed);
        for _ in 0..(turn * 7 + turn / 5) % 4 {
            tokio::task::yield_now().await;
        }
    }

    fn loses(&self, change: &Change) -> bool {
        let mut lost = self.lost.lock().expect("no panic");
        let hit = change.writes.iter().any(|write| Some(write.target().0) == *lost);
        if hit {
            *lost = None;
        }
        hit
    }
}

#[async_trait]
impl Store for BusyStore {
    async fn commit(&self, change: Change) -> Result<Outcome, StoreError> {
        self.turn().await;
        if self.loses(&change) {
            return Err(StoreError::unavailable("lost"));
        }
        self.inner.commit(change).await
    }

    async fn get(&self, collection: &'static str, id: &str) -> Result<Option<Row>, StoreError> {
        self.turn().await;
        self.inner.get(collection, id).await
    }

    async fn get_many(
        &self,
        collection: &'static str,
        ids: &[String],
    ) -> Result<Vec<Option<Row>>, StoreError> {
        self.inner.get_many(collection, ids).await
    }

    async fn query(&self, query: Query) -> Result<Page<Row>, StoreError> {
        let _held = self.reading.read().await;
        self.inner.query(query).await
    }

    async fn counter(&self, name: &str) -> Result<i64, StoreError> {
        self.inner.counter(name).await
    }

    async fn next(&self, counter: &str) -> Result<i64, StoreError> {
        self.inner.next(counter).await
    }

    async fn outbox(&self, limit: usize) -> Result<Vec<Waiting>, StoreError> {
        self.inner.outbox(limit).await
    }

    fn said(&self) -> watch::Receiver<u64> {
        self.inner.said()
    }

    async fn ping(&self) -> Result<(), StoreError> {
        self.inner.ping().await
    }

    async fn close(&self) {
        self.inner.close().await;
    }
}

/// `loc_here`, in event mode.
struct OneShop {
    products: HashMap<ProductId, Product>,
}

#[async_trait]
impl Catalog for OneShop {
    async fn shop(
        &self,
        location: &LocationId,
        _: Timestamp,
    ) -> Result<Option<(Arc<Shop>, Openness)>, Error> {
        let rules = QrRules { tokens: 1, lasts: Duration::from_mins(5) };
        let shop = Shop {
            location: location.clone(),
            currency: Currency::EUR,
            zone: TimeZone::UTC,
            prices_include_tax: true,
            preparation: Duration::from_mins(10),
            fulfilments: Fulfilments::ALL,
            limits: Limits { qr_codes: Some(rules), ..Limits::default() },
            products: self.products.clone(),
        };
        Ok((*location == here()).then(|| (Arc::new(shop), Openness::Open)))
    }

    async fn levels(&self, _: &LocationId, items: &[StockItemId]) -> Result<Vec<i64>, Error> {
        Ok(vec![0; items.len()])
    }

    async fn reserve(&self, _: &OrderId, _: &LocationId, _: &[Need]) -> Result<Reserved, Error> {
        Ok(Reserved::Held)
    }

    async fn release(&self, _: &OrderId, _: &LocationId) -> Result<(), Error> {
        Ok(())
    }

    async fn use_up(&self, _: &OrderId, _: &LocationId) -> Result<(), Error> {
        Ok(())
    }
}

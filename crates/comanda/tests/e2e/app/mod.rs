//! The whole program in one process, with its clock, its chance and its store in the test's hands.

pub(crate) mod books;
mod client;
mod ends;
pub(crate) mod hearing;
mod home;
mod stream;
mod verbs;

use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use api::InstanceKey;
use comanda::app::{App, Elsewhere, Parts, PushSettings};
use comanda::config::{Payments, Server, Work};
use comanda::router;
use kernel::{FixedClock, SeededRandom};
use notify::mailer::Outbox;
use serde_json::{Value, json};
use tokio::sync::watch;
use workflow::Engine;

use self::books::Books;
pub(crate) use self::client::{Answer, Caller, Client};
pub(crate) use self::ends::workflows;
pub(crate) use self::home::{Home, On, on_every_store};
pub(crate) use self::stream::{Event, Events};
pub(crate) use self::verbs::{paid_from, with_code};

const MENU: &str = include_str!("menu.toml");
/// When every test begins: a Friday morning in Berlin.
const BEGIN: &str = "2026-11-20T09:00:00Z";
/// Rounds of work after which what is left will never be done.
const ROUNDS: usize = 10_000;

/// The program, wired as in production. Dropping it without [`TestApp::finish`] fails the test.
pub(crate) struct TestApp {
    pub(crate) app: Arc<App>,
    pub(crate) clock: Arc<FixedClock>,
    client: Client,
    home: Arc<Home>,
    books: Mutex<Books>,
    stopping: watch::Sender<bool>,
    finished: bool,
}

/// How people sign in, as cheaply as can be.
fn sign_in() -> idp::ports::Settings {
    idp::ports::Settings {
        public_url: "https://cafe.test".to_owned(),
        brand: idp::words::Brand { name: "Demo Café".to_owned(), logo: None, accent: None },
        mfa_required: vec![kernel::Role::Manager, kernel::Role::Admin],
        cost: Some(idp::Cost::LEAST),
        token_s: 600,
    }
}

impl Deref for TestApp {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl TestApp {
    /// The program on an empty store, with the menu of the tests at three locations: `loc_here` and
    /// `loc_there` are always open, `loc_closed` never.
    pub(crate) async fn on(on: On) -> Self {
        let home = Arc::new(Home::make(on).await);
        let app = Self::at(home, Arc::new(FixedClock::at(BEGIN.parse().expect("a time"))), 1).await;
        for (name, menu) in [
            ("here", MENU.to_owned()),
            ("there", MENU.replace("id = \"here\"", "id = \"there\"")),
            ("closed", MENU.replace("id = \"here\"", "id = \"closed\"").replace("00:00-24:00", "")),
        ] {
            let menu = menu.replace("[\"\"]", "[]");
            let made = app.app.products.import_menu(&menu).await;
            assert!(made.expect("a good menu").created, "{name}");
            app.home.catch_up();
            let mut books = Books::default();
            std::mem::swap(&mut books, &mut app.books.lock().expect("no panic"));
            books.open(&app.app.products, name).await;
            *app.books.lock().expect("no panic") = books;
        }
        app.settle().await;
        app
    }

    /// In memory.
    pub(crate) async fn start() -> Self {
        Self::on(On::Memory).await
    }

    /// Another process on the same records, under the same clock. It needs no finish of its own.
    pub(crate) async fn another(&self) -> Self {
        let mut another = Self::at(self.home.clone(), self.clock.clone(), 2).await;
        another.finished = true;
        another
    }

    async fn at(home: Arc<Home>, clock: Arc<FixedClock>, seed: u64) -> Self {
        let now = kernel::Clock::now(&*clock);
        let app = App::new(Parts {
            store: home.open().await,
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(seed)),
            key: key(),
            issuer: "e2e".to_owned(),
            sign_in: Some(sign_in()),
            step_up: Duration::from_mins(15),
            payments: Payments::default(),
            work: Work::default(),
            mailer: Arc::new(Outbox),
            push: Some(PushSettings { contact: "https://cafe.test".to_owned(), local: true }),
            staff_email: None,
            elsewhere: Elsewhere::default(),
            name: format!("process-{seed}"),
        });
        engine(&app).install().await.expect("the store answers");
        let (stop, stopping) = watch::channel(false);
        let router = router::router(&app.answers(), &Server::default(), stopping);
        let router = router.expect("a policy for every operation");
        let (app, books) = (Arc::new(app), Mutex::default());
        let client = Client::new(router, app.clone(), now);
        Self { app, clock, client, home, books, stopping: stop, finished: false }
    }

    /// Tells the server that it is about to stop, as a signal does.
    pub(crate) fn stop(&self) {
        self.stopping.send_replace(true);
        self.app.orders.live().close();
    }

    /// Who runs the workflows: this program.
    pub(crate) fn engine(&self) -> &Engine {
        engine(&self.app)
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Sets how much of a stock item is there. The books know of it.
    pub(crate) async fn stock(&self, location: &str, item: &str, level: i64) {
        let before = self.level(location, item).await;
        self.books.lock().expect("no panic").bring(location, item, level - before);
        let path = format!("/v1/locations/loc_{location}/stock/stk_{item}");
        self.put(Caller::Admin, &path, &json!({"level": level})).await.is(200);
    }

    /// How much of a stock item can still be sold.
    pub(crate) async fn level(&self, location: &str, item: &str) -> i64 {
        let path = format!("/v1/locations/loc_{location}/stock");
        let levels = self.get(Caller::Admin, &path).await.is(200).json();
        let items = levels["items"].as_array().expect("a list");
        let found = items.iter().find(|level| level["stock_item"] == format!("stk_{item}"));
        found.expect("a stock item")["level"].as_i64().expect("a level")
    }

    /// Does one round of the work behind the scenes; says how much there was.
    pub(crate) async fn work(&self) -> usize {
        let mut count = self.app.relay.once().await.expect("the relay works");
        for consumer in &self.app.consumers {
            count += consumer.once().await.expect("the queue answers");
        }
        count += self.engine().wake_due().await.expect("the store answers");
        self.engine().rest().await;
        count
    }

    /// Carries and consumes messages until there are none. What failed is tried again when its time
    /// has come.
    pub(crate) async fn settle(&self) {
        for _ in 0..ROUNDS {
            if self.work().await > 0 {
                continue;
            }
            self.home.catch_up();
            if self.work().await > 0 {
                continue;
            }
            if self.waiting().await.is_empty() {
                return;
            }
            self.clock.advance(Duration::from_millis(500));
        }
        panic!("the work never ends: {:?}", self.waiting().await);
    }

    /// What is not done yet, in words.
    async fn waiting(&self) -> Vec<String> {
        let outbox = self.app.store.outbox(1).await.expect("the store answers");
        let mut waiting: Vec<_> =
            outbox.iter().map(|message| format!("outbox: {}", message.body)).collect();
        for queue in self.app.queue.queues().await.expect("the store answers") {
            let count = self.app.queue.attributes(&queue).await.expect("the store answers");
            if count.visible + count.in_flight > 0 {
                waiting.push(format!("{queue}: {count:?}"));
            }
        }
        waiting
    }

    /// How many messages have been given up.
    pub(crate) async fn dead_letters(&self) -> usize {
        let mut dead = 0;
        for queue in self.app.queue.queues().await.expect("the store answers") {
            dead += self.app.queue.attributes(&queue).await.expect("the store answers").dead;
        }
        dead
    }

    /// Relay and consumers at work beside the test, until the runtime ends.
    pub(crate) fn spawn_workers(&self) -> watch::Sender<bool> {
        let stop = watch::Sender::new(false);
        let (relay, until) = (self.app.relay.clone(), stop.subscribe());
        tokio::spawn(async move { relay.run(until).await });
        let (engine, until) = (self.engine().clone(), stop.subscribe());
        tokio::spawn(async move { engine.run(until).await });
        for consumer in &self.app.consumers {
            let (consumer, until) = (consumer.clone(), stop.subscribe());
            tokio::spawn(async move { consumer.run(until).await });
        }
        stop
    }

    /// Ends the test: all work is done, nothing was given up, every order has been decided, its
    /// workflow is where it should be, and the stock adds up.
    pub(crate) async fn finish(self) {
        self.settle().await;
        self.home.catch_up();
        let books = std::mem::take(&mut *self.books.lock().expect("no panic"));
        books.add_up(&self).await;
        ends::check(&self).await;
        self.finish_without_books().await;
    }

    /// Ends a test that changes menus and stock at will: all work is done, nothing was given up.
    pub(crate) async fn finish_without_books(mut self) {
        self.settle().await;
        assert_eq!(self.dead_letters().await, 0, "messages were given up");
        self.app.store.close().await;
        self.home.clear().await;
        self.finished = true;
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let ended = self.finished || std::thread::panicking();
        assert!(ended, "this test forgot TestApp::finish()");
    }
}

fn engine(app: &App) -> &Engine {
    app.engine.as_ref().expect("nobody else runs them")
}

/// One key for all tests.
pub(crate) fn key() -> InstanceKey {
    static KEY: OnceLock<InstanceKey> = OnceLock::new();
    let key = KEY.get_or_init(InstanceKey::generate);
    InstanceKey::from_bytes(key.bytes().to_vec()).expect("our own key")
}

/// An order at `loc_here` of one each of `products`.
pub(crate) fn cart(products: &[&str]) -> Value {
    cart_at("here", products)
}

/// An order at a location of one each of `products`.
pub(crate) fn cart_at(location: &str, products: &[&str]) -> Value {
    let line = |product: &&str| json!({"product": format!("prd_{product}"), "quantity": 1});
    let lines: Vec<Value> = products.iter().map(line).collect();
    json!({"location": format!("loc_{location}"), "lines": lines})
}

/// The id of an order.
pub(crate) fn id(order: &Value) -> String {
    order["id"].as_str().expect("an order has an id").to_owned()
}

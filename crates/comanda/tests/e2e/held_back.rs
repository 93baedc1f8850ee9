//! Where starting an execution waits for nothing, as on Step Functions, the message that an order
//! was placed is kept until the order is decided: that keeps its location in sequence.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use comanda::wiring::Service;
use kernel::{Cursor, Limit, Page};
use queue::{Delivery, Handler, HandlerError};
use serde_json::{Value, json};
use store::Waiting;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use workflow::machine::{Event, Failed};
use workflow::{Described, Engine, Error, Status, Workflows};

use crate::app::{Caller, TestApp, cart, id, with_code};

/// Writes down what it is asked to start, and starts it when the test says so.
struct Later {
    engine: Engine,
    asked: Mutex<Vec<(String, String, Value)>>,
}

impl Later {
    async fn start_now(&self) {
        let asked = std::mem::take(&mut *self.asked.lock().expect("no panic"));
        for (machine, name, input) in asked {
            self.engine.start(&machine, &name, input).await.expect("started");
        }
    }
}

#[async_trait]
impl Workflows for Later {
    fn machines(&self) -> Vec<String> {
        self.engine.machines()
    }

    fn settles(&self) -> bool {
        false
    }

    async fn start(&self, machine: &str, name: &str, input: Value) -> Result<String, Error> {
        let mut asked = self.asked.lock().expect("no panic");
        asked.push((machine.to_owned(), name.to_owned(), input));
        Ok(format!("{machine}:{name}"))
    }

    async fn succeed(&self, token: &str, output: Value) -> Result<(), Error> {
        self.engine.succeed(token, output).await
    }

    async fn fail(&self, token: &str, failed: Failed) -> Result<(), Error> {
        self.engine.fail(token, failed).await
    }

    async fn heartbeat(&self, token: &str) -> Result<(), Error> {
        self.engine.heartbeat(token).await
    }

    async fn stop(&self, id: &str, failed: Failed) -> Result<(), Error> {
        self.engine.stop(id, failed).await
    }

    async fn redrive(&self, id: &str) -> Result<(), Error> {
        self.engine.redrive(id).await
    }

    async fn describe(&self, id: &str) -> Result<Described, Error> {
        self.engine.describe(id).await
    }

    async fn list(
        &self,
        machine: &str,
        status: Option<Status>,
        limit: Limit,
        after: Option<Cursor>,
    ) -> Result<Page<Described>, Error> {
        self.engine.list(machine, status, limit, after).await
    }

    async fn history(&self, id: &str, after_event: u64) -> Result<Vec<Event>, Error> {
        self.engine.history(id, after_event).await
    }

    async fn definition(&self, id: &str) -> Result<String, Error> {
        self.engine.definition(id).await
    }
}

/// A handler for the queue of the orders, whose workflows start later.
struct Kept {
    later: Arc<Later>,
    service: Arc<Service>,
}

impl Kept {
    fn new(app: &TestApp) -> Self {
        let later = Later {
            engine: app.app.engine.clone().expect("the embedded engine"),
            asked: Mutex::default(),
        };
        let later = Arc::new(later);
        let (orders, workflows) = (app.app.orders.clone(), later.clone() as Arc<dyn Workflows>);
        Self { later, service: Arc::new(Service::Orders { orders, workflows }) }
    }

    /// Begins to handle a message.
    fn handle(&self, app: &TestApp, message: &Waiting) -> JoinHandle<Result<(), HandlerError>> {
        let delivery = Delivery {
            message_id: "1".to_owned(),
            receipt: "r".to_owned(),
            group: message.group.clone(),
            deduplication_id: message.deduplication_id.clone(),
            body: message.body.clone(),
            receive_count: 1,
            sent_at: app.app.clock.now(),
            trace: None,
        };
        let service = Arc::clone(&self.service);
        tokio::spawn(async move { service.handle(&delivery).await })
    }
}

/// The one message in the outbox; it is left there.
async fn said(app: &TestApp) -> Waiting {
    let mut waiting = app.app.store.outbox(100).await.expect("the store answers");
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    waiting.remove(0)
}

async fn placed(app: &TestApp) -> (String, Waiting) {
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["espresso"])).await);
    (order, said(app).await)
}

/// Time passes for whoever sleeps.
async fn pass(by: Duration) {
    tokio::time::sleep(by).await;
}

#[tokio::test(start_paused = true)]
async fn the_message_is_kept_until_its_order_is_decided() {
    let app = TestApp::start().await;
    let kept = Kept::new(&app);
    let (order, message) = placed(&app).await;
    let handling = kept.handle(&app, &message);
    pass(Duration::from_secs(2)).await;
    assert!(!handling.is_finished(), "the next order would overtake this one");
    kept.later.start_now().await;
    app.settle().await;
    assert_eq!(app.status(&order).await, "confirmed");
    pass(Duration::from_millis(251)).await;
    assert!(handling.is_finished(), "it is decided, and the next one waits");
    handling.await.expect("no panic").expect("handled");
    app.finish().await;
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_an_order_that_takes_its_time() {
    let app = TestApp::start().await;
    let kept = Kept::new(&app);
    let (_, message) = placed(&app).await;
    let began = Instant::now();
    kept.handle(&app, &message).await.expect("no panic").expect("handled");
    assert_eq!(began.elapsed().as_secs(), 3);
    app.settle().await;
    app.finish().await;
}

#[tokio::test(start_paused = true)]
async fn a_message_that_comes_again_after_the_decision_is_handled_at_once() {
    let app = TestApp::start().await;
    let kept = Kept::new(&app);
    let (_, message) = placed(&app).await;
    app.settle().await;
    let began = Instant::now();
    kept.handle(&app, &message).await.expect("no panic").expect("handled");
    assert_eq!(began.elapsed(), Duration::ZERO);
    app.finish().await;
}

#[tokio::test(start_paused = true)]
async fn a_scan_waits_for_nothing_and_its_order_is_waited_for() {
    let app = TestApp::start().await;
    app.rules("here", &json!({"qr_codes": {}})).await;
    app.settle().await;
    let kept = Kept::new(&app);
    let code = app.code("here").await;
    let scanned = app.scan(Caller::Customer, &code).await.is(201).json();
    let order = scanned["order"].as_str().expect("an order");
    let scan = said(&app).await;
    let began = Instant::now();
    kept.handle(&app, &scan).await.expect("no panic").expect("handled");
    assert_eq!(began.elapsed(), Duration::ZERO, "the order is yet to come");

    app.app.store.sent(&[scan.sequence]).await.expect("the store answers");
    app.placed(Caller::Customer, "k1", &with_code(cart(&["espresso"]), order)).await;
    let handling = kept.handle(&app, &said(&app).await);
    pass(Duration::from_secs(1)).await;
    assert!(!handling.is_finished(), "the next order would overtake this one");
    kept.later.start_now().await;
    app.settle().await;
    pass(Duration::from_millis(251)).await;
    assert!(handling.is_finished(), "it is decided, and the next one waits");
    assert_eq!(app.status(order).await, "confirmed");
    app.finish().await;
}

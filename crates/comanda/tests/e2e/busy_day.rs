//! A day of a thousand orders at one location, in hours of the test's clock.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::time::Duration;

use kernel::{Clock, Random, SeededRandom, Timestamp};
use serde_json::{Value, json};

use crate::app::books::orders_of;
use crate::app::{Caller, TestApp, cart, id, paid_from, workflows};

/// Orders of the day.
const ORDERS: usize = 1_000;
/// How long orders are placed, in seconds.
const OPEN_S: u64 = 10 * 3600;

/// How often work behind the scenes is done, in seconds.
const WORK_EVERY_S: u64 = 60;

/// What happens at some second: to which order, counted in the order of placing, and what.
type Happening = Reverse<(u64, usize, &'static str)>;

/// Chance that follows from a seed.
struct Chance(SeededRandom);

impl Chance {
    /// A number below `most`.
    fn below(&self, most: u64) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_be_bytes(bytes) % most
    }

    /// Whether something happens that happens so many times of a hundred.
    fn percent(&self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// Something to drink, and perhaps something to eat with it.
fn drink(chance: &Chance) -> Value {
    let mut body =
        if chance.percent(30) { cart(&["flat-white", "croissant"]) } else { cart(&["flat-white"]) };
    if chance.percent(40) {
        body["lines"][0]["options"] = json!(["opt_oat-milk"]);
    }
    if chance.percent(30) {
        body["fulfilment"] = json!({"type": "dine-in", "table": "12"});
    }
    let source = ["tok_approved", "tok_approved", "tok_capture_fails", "tok_declined"];
    if chance.percent(60) {
        let which = if chance.percent(90) { 0 } else { 2 + chance.below(2) };
        body = paid_from(body, source[usize::try_from(which).expect("few")]);
    }
    body
}

/// What becomes of an order that is placed at `at`.
fn life(chance: &Chance, at: u64, order: usize) -> Vec<Happening> {
    let mut moments = vec![(at, "place")];
    if chance.percent(5) {
        moments.push((at + 1 + chance.below(120), "cancel"));
    } else if !chance.percent(2) {
        let start = at + 2 * WORK_EVERY_S + chance.below(400);
        let ready = start + 30 + chance.below(300);
        moments.extend([(start, "start"), (ready, "ready")]);
        if !chance.percent(4) {
            moments.push((ready + 5 + chance.below(900), "collect"));
        }
    }
    moments.into_iter().map(|(at, what)| Reverse((at, order, what))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_orders_of_a_day_end_and_everything_adds_up() {
    let app = TestApp::start().await;
    app.rules("here", &json!({"open_orders_max": 500})).await;
    app.stock("here", "croissant", 1_000).await;
    app.stock("here", "oat-milk", 1_000).await;
    let chance = Chance(SeededRandom::new(2_026));
    let mut arrivals: Vec<_> = (0..ORDERS).map(|_| chance.below(OPEN_S)).collect();
    arrivals.sort_unstable();
    let day = arrivals.iter().enumerate().flat_map(|(order, at)| life(&chance, *at, order));
    let mut day: BinaryHeap<Happening> = day.collect();
    let begin = app.clock.now();
    let mut orders: Vec<String> = Vec::with_capacity(ORDERS);
    let mut worked_at = 0;
    while let Some(Reverse((at, order, what))) = day.pop() {
        pass_until(&app, begin, at);
        if at >= worked_at + WORK_EVERY_S {
            app.settle().await;
            worked_at = at;
        }
        if what == "place" {
            let caller = Caller::Guest(u16::try_from(order % 40).expect("few"));
            let key = format!("k{order}");
            orders.push(id(&app.placed(caller, &key, &drink(&chance)).await));
            continue;
        }
        // What was refused is not made, and what was given up neither.
        let answer = app.act(Caller::Admin, &orders[order], what).await;
        assert!([200, 409].contains(&answer.status.as_u16()), "{what}: {:?}", answer.json());
    }
    // Whatever nobody makes or fetches is given up.
    app.settle().await;
    app.pass(900).await;
    app.pass(4 * 3600).await;
    adds_up(&app, &orders).await;
    app.finish().await;
}

/// Lets time pass until so many seconds after `begin`.
fn pass_until(app: &TestApp, begin: Timestamp, at: u64) {
    let at = begin.checked_add(Duration::from_secs(at)).expect("in range");
    let wait = at.duration_since(app.clock.now());
    if let Ok(wait) = Duration::try_from(wait) {
        app.wait(wait);
    }
}

async fn adds_up(app: &TestApp, placed: &[String]) {
    let orders = orders_of(app, "here").await;
    assert_eq!(orders.len(), ORDERS);
    let orders: BTreeMap<_, _> =
        orders.iter().map(|order| (order["id"].as_str().expect("an id"), order)).collect();
    let (mut ends, mut numbers) = (BTreeMap::<_, usize>::new(), 0);
    let (mut owed, mut taken) = (0, 0);
    for id in placed {
        let order = orders[id.as_str()];
        let status = order["status"].as_str().expect("a status");
        *ends.entry(status).or_default() += 1;
        if let Some(number) = order["number"].as_str() {
            numbers += 1;
            let letter = if numbers > 999 { 'B' } else { 'A' };
            assert_eq!(number, format!("{letter}-{:03}", (numbers - 1) % 999 + 1), "{id}");
        }
        let payment = app.payment(id).await;
        let captured = payment["captured_minor"].as_i64().expect("an amount");
        taken += captured;
        let was_made = ["collected", "no-show"].contains(&status);
        let state = payment["state"].as_str().expect("a state");
        match (was_made, state) {
            (true, "captured") => owed += order["total_minor"].as_i64().expect("an amount"),
            (true, "none" | "voided") | (false, "voided" | "declined") => {
                assert_eq!(captured, 0);
            }
            _ => panic!("{id} is {status}, and its payment {state}"),
        }
    }
    assert_eq!(taken, owed);
    assert!(taken > 0 && numbers > 900, "{taken} taken, {numbers} confirmed");
    // Every way an order can end is among them, and no order is still on its way.
    let known: Vec<_> = ends.keys().copied().collect();
    assert_eq!(known, ["cancelled", "collected", "no-show", "rejected"], "{ends:?}");
    assert_eq!(app.places_taken("here").await, 0);
    let workflows = workflows(app).await;
    assert_eq!(workflows.len(), ORDERS);
    assert!(workflows.values().all(|status| status == "succeeded"), "{workflows:?}");
    assert_eq!(app.dead_letters().await, 0);
    let told = app.notifications(Caller::Manager, "/v1/locations/loc_here/notifications").await;
    let of = |kind: &str| told.iter().filter(|one| one["message"] == kind).count();
    let made = ends["collected"] + ends["no-show"];
    assert_eq!(
        (of("order-confirmed"), of("new-order"), of("order-ready")),
        (numbers, numbers, made)
    );
    assert_eq!(
        (of("order-cancelled"), of("order-rejected")),
        (ends["cancelled"], ends["rejected"])
    );
}

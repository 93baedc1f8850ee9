//! Nothing is sold that is not there, and what is not sold comes back.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::app::books::orders_of;
use crate::app::hearing::{hear, hear_twice};
use crate::app::{Caller, On, TestApp, cart, cart_at, id, on_every_store};

on_every_store! {
    a_thousand_at_once_for_a_hundred_croissants
    every_way_out_gives_the_stock_back
    who_cancels_while_it_is_confirmed_gives_everything_back
}

async fn a_thousand_at_once_for_a_hundred_croissants(on: On) {
    let app = TestApp::on(on).await;
    let mut requests = JoinSet::new();
    for n in 0..1_000 {
        let client = (*app).clone();
        let body = cart(&["croissant"]);
        requests.spawn(async move {
            let caller = if n % 2 == 0 { Caller::Customer } else { Caller::OtherCustomer };
            client.placed(caller, &format!("k{n}"), &body).await
        });
    }
    assert_eq!(requests.join_all().await.len(), 1_000);
    // Several workers at once, as several processes would.
    let app = Arc::new(app);
    let mut workers = JoinSet::new();
    for _ in 0..4 {
        let app = app.clone();
        workers.spawn(async move { while app.work().await > 0 {} });
    }
    workers.join_all().await;
    app.settle().await;
    let orders = orders_of(&app, "here").await;
    let with = |status: &str| orders.iter().filter(|order| order["status"] == status).count();
    assert_eq!((orders.len(), with("confirmed"), with("rejected")), (1_000, 100, 900));
    let rejected = orders.iter().filter(|order| order["status"] == "rejected");
    assert!(rejected.into_iter().all(|order| order["rejection"]["code"] == "orders.out-of-stock"));
    assert_eq!(app.level("here", "croissant").await, 0);
    Arc::into_inner(app).expect("the workers are done").finish().await;
}

async fn every_way_out_gives_the_stock_back(on: On) {
    let app = TestApp::on(on).await;
    // How far the order gets, and who cancels it then.
    let exits: [(&[&str], Caller); 7] = [
        (&[], Caller::Customer),
        (&["confirm"], Caller::Customer),
        (&["confirm"], Caller::Barista),
        (&["confirm", "claim"], Caller::Customer),
        (&["confirm", "claim", "release"], Caller::Customer),
        (&["confirm", "claim", "start"], Caller::Barista),
        (&["confirm", "start"], Caller::Manager),
    ];
    for (n, (steps, who)) in exits.into_iter().enumerate() {
        let mut body = cart(&["croissant", "flat-white"]);
        body["lines"][0]["quantity"] = json!(3);
        body["lines"][1]["options"] = json!(["opt_oat-milk"]);
        let order = id(&app.placed(Caller::Customer, &format!("k{n}"), &body).await);
        for step in steps {
            match *step {
                "confirm" => {
                    app.settle().await;
                    let held =
                        (app.level("here", "croissant").await, app.level("here", "oat-milk").await);
                    assert_eq!(held, (97, 39), "{steps:?}");
                }
                verb => drop(app.act(Caller::Barista, &order, verb).await.is(200)),
            }
        }
        let cancelled = app.act(who, &order, "cancel").await.is(200).json();
        assert_eq!(cancelled["status"], "cancelled");
        app.settle().await;
        let back = (app.level("here", "croissant").await, app.level("here", "oat-milk").await);
        assert_eq!(back, (100, 40), "{steps:?}");
    }
    app.finish().await;
}

async fn who_cancels_while_it_is_confirmed_gives_everything_back(on: On) {
    let app = Arc::new(TestApp::on(on).await);
    let mut orders = Vec::new();
    for n in 0..60 {
        orders
            .push(id(&app.placed(Caller::Customer, &format!("k{n}"), &cart(&["croissant"])).await));
    }
    let mut tasks = JoinSet::new();
    for _ in 0..2 {
        let app = app.clone();
        tasks.spawn(async move { while app.work().await > 0 {} });
    }
    for order in orders.iter().step_by(2) {
        let (client, order) = ((**app).clone(), order.clone());
        tasks.spawn(async move {
            let cancelled = client.act(Caller::Customer, &order, "cancel").await.is(200).json();
            assert_eq!(cancelled["status"], "cancelled");
        });
    }
    tasks.join_all().await;
    app.settle().await;
    assert_eq!(app.level("here", "croissant").await, 70);
    Arc::into_inner(app).expect("the tasks are done").finish().await;
}

/// More than one change of the store can hold.
#[tokio::test]
async fn an_order_of_too_many_different_things_is_refused_at_once() {
    let app = TestApp::start().await;
    let path = "/v1/locations/loc_there/menu";
    let mut menu = app.get(Caller::Admin, path).await.is(200).json();
    let add = |menu: &mut Value, list: &str, entry| {
        menu[list].as_array_mut().expect("a list").push(entry);
    };
    let item = |n: usize| json!({"id": format!("stk_item-{n}"), "name": "Item", "unit": "piece"});
    for group in 0..2 {
        let option = |n: usize| json!({"id": format!("opt_o{n}"), "name": "O", "stock_item": format!("stk_item-{n}")});
        let options: Vec<_> = (group * 40..group * 40 + 40).map(option).collect();
        let group = json!({"id": format!("grp_g{group}"), "name": "G", "min": 0, "max": 1, "options": options});
        add(&mut menu, "option_groups", group);
    }
    for n in 0..130 {
        add(&mut menu, "stock_items", item(n));
    }
    let mut body = cart_at("there", &[]);
    for n in 0..50 {
        let product = json!({"id": format!("prd_p{n}"), "category": "cat_food", "name": "P", "price_minor": 1,
            "tax_class": "standard", "station": "bar", "option_groups": ["grp_g0", "grp_g1"],
            "stock_item": format!("stk_item-{}", n + 80)});
        add(&mut menu, "products", product);
        let options = [format!("opt_o{}", n % 40), format!("opt_o{}", 40 + n % 40)];
        add(
            &mut body,
            "lines",
            json!({"product": format!("prd_p{n}"), "quantity": 1, "options": options}),
        );
    }
    let request = app.request(Caller::Admin, "PUT", path).header("if-match", "\"1\"");
    app.json(request, &menu).await.is(200);
    for n in 0..130 {
        app.stock("there", &format!("item-{n}"), 1).await;
    }
    let refused = app.place(Caller::Customer, "k1", &body).await;
    assert_eq!(refused.problem(422, "orders.bad-lines").pointers(), ["/lines"]);
    // Thirty lines take ninety things, which is the most.
    body["lines"].as_array_mut().expect("a list").truncate(30);
    let order = id(&app.placed(Caller::Customer, "k1", &body).await);
    app.settle().await;
    assert_eq!(app.order(Caller::Customer, &order).await["status"], "confirmed");
    app.act(Caller::Customer, &order, "cancel").await.is(200);
    app.settle().await;
    assert_eq!(app.level("there", "item-0").await, 1);
    app.finish_without_books().await;
}

#[tokio::test]
async fn an_order_that_lacks_one_thing_holds_nothing_of_the_others() {
    let app = TestApp::start().await;
    app.stock("here", "oat-milk", 1).await;
    let mut body = cart(&["croissant", "flat-white"]);
    body["lines"][1] =
        json!({"product": "prd_flat-white", "quantity": 2, "options": ["opt_oat-milk"]});
    let order = id(&app.placed(Caller::Customer, "k1", &body).await);
    app.settle().await;
    let order = app.order(Caller::Customer, &order).await;
    assert_eq!(order["rejection"]["detail"], "there is not enough left of: Oat milk");
    assert_eq!(app.level("here", "croissant").await, 100);
    app.finish().await;
}

#[tokio::test]
async fn the_same_thing_on_two_lines_is_counted_together() {
    let app = TestApp::start().await;
    app.stock("here", "croissant", 5).await;
    let mut body = cart(&["croissant", "croissant"]);
    body["lines"][0]["quantity"] = json!(3);
    body["lines"][1]["quantity"] = json!(3);
    let quote = app.post(Caller::Anonymous, "/v1/quotes", &body).await.is(200).json();
    assert_eq!(quote["unavailable"].as_array().map(Vec::len), Some(2));
    let order = id(&app.placed(Caller::Customer, "k1", &body).await);
    app.settle().await;
    assert_eq!(app.order(Caller::Customer, &order).await["status"], "rejected");
    assert_eq!(app.level("here", "croissant").await, 5);
    app.finish().await;
}

#[tokio::test]
async fn what_is_collected_is_gone() {
    let app = TestApp::start().await;
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["croissant"])).await);
    app.settle().await;
    for verb in ["start", "ready", "collect"] {
        app.act(Caller::Barista, &order, verb).await.is(200);
    }
    app.settle().await;
    app.act(Caller::Barista, &order, "cancel").await.problem(409, "orders.too-late-to-cancel");
    app.act(Caller::Customer, &order, "cancel").await.problem(409, "orders.too-late-to-cancel");
    app.settle().await;
    assert_eq!(app.level("here", "croissant").await, 99);
    app.finish().await;
}

/// Every message of orders that end in every way, heard twice, and then all of them once more.
#[tokio::test]
async fn hearing_every_message_again_changes_nothing() {
    let app = TestApp::start().await;
    app.stock("here", "croissant", 3).await;
    let mut heard = Vec::new();
    for (n, verbs) in [
        &["start", "ready", "collect"][..],
        &["claim", "cancel"],
        &["cancel"],
        &["start"],
        &["claim", "start", "ready", "collect"],
        // There are only three.
        &[],
        &[],
    ]
    .into_iter()
    .enumerate()
    {
        let order =
            id(&app.placed(Caller::Customer, &format!("k{n}"), &cart(&["croissant"])).await);
        hear_twice(&app, &mut heard).await;
        for verb in verbs {
            app.act(Caller::Barista, &order, verb).await.is(200);
            hear_twice(&app, &mut heard).await;
        }
    }
    assert!(heard.len() > 15, "{}", heard.len());
    let before = (orders_of(&app, "here").await, app.level("here", "croissant").await);
    for message in heard.iter().chain(heard.iter().rev()) {
        hear(&app, message).await;
    }
    app.settle().await;
    assert_eq!((orders_of(&app, "here").await, app.level("here", "croissant").await), before);
    app.finish().await;
}

#[tokio::test]
async fn a_message_that_comes_after_the_order_has_ended_holds_nothing() {
    let app = TestApp::start().await;
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["croissant"])).await);
    let placed = app.app.store.outbox(10).await.expect("the store answers").remove(0);
    app.act(Caller::Customer, &order, "cancel").await.is(200);
    app.settle().await;
    // Longer than queues remember what they have had.
    app.wait(Duration::from_mins(10));
    hear(&app, &placed).await;
    assert_eq!(app.order(Caller::Customer, &order).await["status"], "cancelled");
    assert_eq!(app.level("here", "croissant").await, 100);
    app.finish().await;
}

#[tokio::test]
async fn a_store_whose_queries_lag_breaks_no_rule() {
    let app = TestApp::on(On::Lagging(5)).await;
    app.stock("here", "croissant", 10).await;
    let mut orders = Vec::new();
    for n in 0..20 {
        orders
            .push(id(&app.placed(Caller::Customer, &format!("k{n}"), &cart(&["croissant"])).await));
        app.work().await;
    }
    app.settle().await;
    for (n, order) in orders.iter().enumerate() {
        let order = app.order(Caller::Customer, order).await;
        let expected = if n < 10 { "confirmed" } else { "rejected" };
        assert_eq!(order["status"], expected, "{n}");
    }
    for (n, order) in orders.iter().enumerate().take(10) {
        let verb = if n % 2 == 0 { "cancel" } else { "start" };
        app.act(Caller::Barista, order, verb).await.is(200);
        app.work().await;
    }
    app.settle().await;
    assert_eq!(app.level("here", "croissant").await, 5);
    app.finish().await;
}

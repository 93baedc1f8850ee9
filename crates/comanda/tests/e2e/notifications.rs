//! What customers and staff are told of an order: each thing once, and why.

use serde_json::{Value, json};

use crate::app::hearing::hear_twice;
use crate::app::{Caller, On, TestApp, cart, id, on_every_store};

on_every_store! {
    each_thing_is_told_once_to_whom_it_concerns
}

/// What was told, in order.
fn kinds(told: &[Value]) -> Vec<&str> {
    told.iter().map(|one| one["message"].as_str().expect("a kind")).collect()
}

async fn each_thing_is_told_once_to_whom_it_concerns(on: On) {
    let app = TestApp::on(on).await;
    app.stock("here", "croissant", 1).await;
    let mut body = cart(&["croissant"]);
    body["name"] = json!("Anna");
    body["email"] = json!("anna@example.org");
    let mut heard = Vec::new();
    let order = id(&app.placed(Caller::Customer, "k1", &body).await);
    hear_twice(&app, &mut heard).await;
    let rejected = id(&app.placed(Caller::Customer, "k2", &body).await);
    hear_twice(&app, &mut heard).await;
    for verb in ["claim", "start", "ready", "collect"] {
        app.wait(std::time::Duration::from_secs(1));
        app.act(Caller::Barista, &order, verb).await.is(200);
        hear_twice(&app, &mut heard).await;
    }
    app.settle().await;
    let mine = app.notifications(Caller::Customer, "/v1/notifications").await;
    assert_eq!(mine.len(), 3, "{mine:?}");
    let of = |kind: &str| {
        let found: Vec<_> = mine.iter().filter(|one| one["message"] == kind).collect();
        let [one] = found.as_slice() else { panic!("{kind}: {found:?}") };
        assert_eq!((&one["to"], &one["status"]), (&json!("customer"), &json!("kept")));
        assert!(one.get("address").is_none(), "{one}");
        (*one).clone()
    };
    let confirmed = of("order-confirmed");
    assert_eq!(confirmed["order"], order.as_str());
    assert_eq!(confirmed["subject"], "Your order A-001 is confirmed – Here");
    assert_eq!(of("order-ready")["subject"], "Your order A-001 is ready – Here");
    let told = of("order-rejected");
    assert_eq!(told["order"], rejected.as_str());
    let why = "There is not enough left of: Croissant.";
    assert!(told["text"].as_str().is_some_and(|text| text.contains(why)), "{told}");
    assert_eq!(
        app.notifications(Caller::OtherCustomer, "/v1/notifications").await,
        [Value::Null; 0]
    );
    let path = "/v1/locations/loc_here/notifications";
    let staff = app.notifications(Caller::Barista, path).await;
    assert_eq!(kinds(&staff), ["new-order"]);
    assert_eq!((&staff[0]["to"], &staff[0]["status"]), (&json!("staff"), &json!("kept")));
    for caller in [Caller::Manager, Caller::Admin] {
        assert_eq!(app.notifications(caller, path).await.len(), 4);
    }
    for caller in [Caller::Customer, Caller::BaristaElsewhere] {
        app.get(caller, path).await.problem(403, "api.forbidden");
    }
    let elsewhere = "/v1/locations/loc_there/notifications";
    assert_eq!(app.notifications(Caller::Admin, elsewhere).await, [Value::Null; 0]);
    app.finish().await;
}

#[tokio::test]
async fn lists_are_read_page_by_page_and_newest_first() {
    let app = TestApp::start().await;
    for n in 0..5 {
        app.pass(1).await;
        app.ordered(Caller::Customer, &format!("k{n}"), &cart(&["espresso"])).await;
    }
    let path = "/v1/notifications?limit=2";
    let (mut numbers, mut after) = (Vec::new(), String::new());
    loop {
        let page = app.get(Caller::Customer, &format!("{path}{after}")).await.is(200).json();
        for one in page["items"].as_array().expect("a list") {
            numbers.push(one["subject"].as_str().expect("a subject")[11..16].to_owned());
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(numbers, ["A-005", "A-004", "A-003", "A-002", "A-001"]);
    for query in ["after=x", "after=zz"] {
        let answer = app.get(Caller::Customer, &format!("/v1/notifications?{query}")).await;
        answer.problem(422, "notify.bad-cursor");
    }
    app.finish().await;
}

//! What admins see of workflows, and how they step in.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::app::{Answer, Caller, On, TestApp, cart, id, on_every_store};

on_every_store! {
    the_execution_of_an_order_is_seen_stopped_and_taken_up_again
    an_execution_is_started_once_by_its_name
}

/// The state machine of orders, as the server names it.
async fn machine(app: &TestApp) -> String {
    let machines = app.get(Caller::Admin, "/v1/workflows").await.is(200).json();
    assert_eq!(machines, json!({"items": [{"name": "order-fulfilment", "kind": "standard"}]}));
    machines["items"][0]["name"].as_str().expect("a name").to_owned()
}

/// Where the executions of orders are.
async fn executions(app: &TestApp) -> String {
    format!("/v1/workflows/{}/executions", machine(app).await)
}

/// The whole history of an execution, page by page.
async fn history(app: &TestApp, execution: &str) -> Vec<Value> {
    let (mut events, mut after) = (Vec::new(), 0);
    loop {
        let path = format!("{execution}/history?after_event={after}");
        let page = app.get(Caller::Admin, &path).await.is(200).json();
        events.extend(page["events"].as_array().expect("events").iter().cloned());
        match page["next_after_event"].as_u64() {
            Some(next) => after = next,
            None => return events,
        }
    }
}

/// Nothing that could be used as a task token is in there.
#[track_caller]
fn holds_no_token(shown: &Value) {
    let text = shown.to_string();
    let runs = text.split(|letter: char| !letter.is_ascii_hexdigit());
    assert!(runs.map(str::len).all(|length| length < 40), "a task token is shown: {text}");
}

async fn the_execution_of_an_order_is_seen_stopped_and_taken_up_again(on: On) {
    let app = TestApp::on(on).await;
    let all = executions(&app).await;
    let list = app.get(Caller::Admin, &all).await.is(200).json();
    assert_eq!(list, json!({"items": [], "next": null}));
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["flat-white", "croissant"])).await);
    app.settle().await;
    let execution = format!("{all}/{order}");
    let shown = app.get(Caller::Admin, &execution).await.is(200).json();
    assert_eq!((&shown["status"], &shown["states"]), (&json!("running"), &json!(["AwaitReady"])));
    assert_eq!((&shown["name"], &shown["input"]["order"]), (&json!(order), &json!(order)));
    assert!(shown["wakes_at"].is_string() && shown.get("output").is_none(), "{shown}");

    let events = history(&app, &execution).await;
    let numbers: Vec<_> = events.iter().map(|event| event["id"].as_u64()).collect();
    assert_eq!(numbers, (1..=events.len() as u64).map(Some).collect::<Vec<_>>());
    let kinds: BTreeSet<_> = events.iter().filter_map(|event| event["type"].as_str()).collect();
    for kind in ["ExecutionStarted", "LambdaFunctionSucceeded", "TaskSubmitted"] {
        assert!(kinds.contains(kind), "{kind}: {kinds:?}");
    }
    let told = json!(events);
    holds_no_token(&told);
    let id = shown["id"].as_str().expect("an id");
    let given_out = told.to_string().match_indices(&format!("{id}/")).count();
    assert!(given_out > 1, "it waited for stock, and waits for a barista");

    // The page draws what the execution runs by, and that is what the next one would run by, too.
    let drawn = app.get(Caller::Admin, &format!("{execution}/definition")).await.is(200).json();
    let whole = app.get(Caller::Admin, all.trim_end_matches("/executions")).await.is(200).json();
    assert_eq!((&whole["name"], &whole["kind"]), (&json!("order-fulfilment"), &json!("standard")));
    assert!(drawn["definition"]["States"]["AwaitReady"].is_object(), "{drawn}");
    assert_eq!(drawn["definition"], whole["definition"]);
    let missing = app.get(Caller::Admin, &format!("{all}/nobody/definition")).await;
    missing.problem(404, "workflow.no-such-execution");
    app.get(Caller::Admin, "/v1/workflows/other").await.problem(404, "workflow.no-such-machine");

    let stop = json!({"error": "kitchen.closed", "cause": "The oven broke."});
    for _ in 0..2 {
        let stopped = app.post(Caller::Admin, &format!("{execution}/stop"), &stop).await;
        let stopped = stopped.is(200).json();
        assert_eq!(stopped["status"], "aborted");
        assert_eq!((&stopped["error"], &stopped["cause"]), (&stop["error"], &stop["cause"]));
        assert_eq!((&stopped["states"], &stopped["wakes_at"]), (&json!([]), &Value::Null));
    }
    app.settle().await;
    assert_eq!(listed(&app, &all, "aborted").await, [order.as_str()]);
    assert_eq!(listed(&app, &all, "running").await, [""; 0]);

    let again = app.act_on(&execution, "redrive").await.is(200).json();
    assert_eq!((&again["status"], &again["redrives"]), (&json!("running"), &json!(1)));
    app.act_on(&execution, "redrive").await.problem(409, "workflow.not-redrivable");
    app.settle().await;
    for verb in ["claim", "start", "ready", "collect"] {
        app.act(Caller::Barista, &order, verb).await.is(200);
        app.settle().await;
    }
    let shown = app.get(Caller::Admin, &execution).await.is(200).json();
    assert_eq!(
        (&shown["status"], &shown["output"]),
        (&json!("succeeded"), &json!({"status": "collected"}))
    );
    holds_no_token(&json!(history(&app, &execution).await));
    app.act_on(&execution, "redrive").await.problem(409, "workflow.not-redrivable");
    app.finish().await;
}

/// The names of the executions with a status, read one by one.
async fn listed(app: &TestApp, all: &str, status: &str) -> Vec<String> {
    let (mut names, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("{all}?status={status}&limit=1{after}");
        let page = app.get(Caller::Admin, &path).await.is(200).json();
        for one in page["items"].as_array().expect("a list") {
            assert!(one["status"] == status && one.get("input").is_none(), "{one}");
            names.push(one["name"].as_str().expect("a name").to_owned());
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return names,
        }
    }
}

async fn an_execution_is_started_once_by_its_name(on: On) {
    let app = TestApp::on(on).await;
    let all = executions(&app).await;
    let start = |input: Value| {
        let (app, body) = (&app, json!({"name": "by-hand", "input": input}));
        let all = all.clone();
        async move { app.post(Caller::Admin, &all, &body).await }
    };
    // Nobody orders with this code.
    let input = json!({
        "order": "ord_0h5kz3v8w2m4n6p8q0r2s4t6v8", "location": "loc_here", "customer": "anna",
        "start": "qr-code", "limits": {
            "order_wait_seconds": 300, "barista_wait_seconds": 900, "handover_wait_seconds": 60,
        },
    });
    let started = start(input.clone()).await.is(201);
    assert_eq!(started.header("location"), format!("{all}/by-hand"));
    assert_eq!(started.json()["status"], "running");
    assert_eq!(start(input.clone()).await.is(201).json()["id"], started.json()["id"]);
    start(json!({})).await.problem(409, "workflow.already-exists");
    app.act_on(&format!("{all}/by-hand"), "redrive").await.problem(409, "workflow.not-redrivable");
    let stop = format!("{all}/by-hand/stop");
    let stopped = app.post(Caller::Admin, &stop, &json!({})).await.is(200).json();
    assert_eq!((&stopped["status"], &stopped["error"]), (&json!("aborted"), &Value::Null));
    start(input).await.problem(409, "workflow.already-exists");
    app.finish_without_books().await;
}

/// Every operation on an execution, with a body that is taken.
fn operations(all: &str, name: &str) -> Vec<(&'static str, String, Option<Value>)> {
    vec![
        ("GET", "/v1/workflows".to_owned(), None),
        ("GET", all.to_owned(), None),
        ("POST", all.to_owned(), Some(json!({"name": name, "input": {}}))),
        ("GET", format!("{all}/{name}"), None),
        ("GET", format!("{all}/{name}/history"), None),
        ("GET", format!("{all}/{name}/definition"), None),
        ("POST", format!("{all}/{name}/stop"), Some(json!({}))),
        ("POST", format!("{all}/{name}/redrive"), None),
    ]
}

async fn send(
    app: &TestApp,
    caller: Caller,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> Answer {
    app.json(app.request(caller, method, path), body.unwrap_or(&Value::Null)).await
}

#[tokio::test]
async fn nobody_but_admins_sees_or_changes_any_of_it() {
    let app = TestApp::start().await;
    let all = executions(&app).await;
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["espresso"])).await);
    app.settle().await;
    for (method, path, body) in operations(&all, &order) {
        for caller in Caller::ALL {
            let answer = send(&app, caller, method, &path, body.as_ref()).await;
            match caller {
                Caller::Admin => {}
                Caller::Anonymous => _ = answer.problem(401, "api.unauthenticated"),
                _ => _ = answer.problem(403, "api.forbidden"),
            }
        }
    }
    app.finish_without_books().await;
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let app = TestApp::start().await;
    let all = executions(&app).await;
    for name in ["ord_none", "a%20b", "a:b", "%00", &"x".repeat(81)] {
        for (method, path, body) in operations(&all, name).into_iter().skip(3) {
            let answer = send(&app, Caller::Admin, method, &path, body.as_ref()).await;
            answer.problem(404, "workflow.no-such-execution");
        }
    }
    let elsewhere = "/v1/workflows/baking/executions";
    app.get(Caller::Admin, elsewhere).await.problem(404, "workflow.no-such-machine");
    let body = json!({"name": "a", "input": {}});
    let answer = app.post(Caller::Admin, elsewhere, &body).await;
    answer.problem(404, "workflow.no-such-machine");
    let path = format!("{elsewhere}/ord_none");
    app.get(Caller::Admin, &path).await.problem(404, "workflow.no-such-execution");
    app.finish().await;
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_place() {
    let app = TestApp::start().await;
    let all = executions(&app).await;
    for (query, code) in [
        ("status=done", "workflow.bad-status"),
        ("after=zz", "workflow.bad-cursor"),
        ("limit=many", "api.invalid-query"),
        ("colour=red", "api.invalid-query"),
    ] {
        app.get(Caller::Admin, &format!("{all}?{query}")).await.problem(422, code);
    }
    app.get(Caller::Admin, &format!("{all}?limit=0")).await.is(200);
    app.get(Caller::Admin, &format!("{all}?limit=4000000000")).await.is(200);
    let order = id(&app.placed(Caller::Customer, "k1", &cart(&["espresso"])).await);
    app.settle().await;
    let execution = format!("{all}/{order}");
    for query in ["after_event=-1", "after_event=x", "before=1"] {
        let path = format!("{execution}/history?{query}");
        app.get(Caller::Admin, &path).await.problem(422, "api.invalid-query");
    }
    let late = format!("{execution}/history?after_event={}", u64::MAX);
    let late = app.get(Caller::Admin, &late).await.is(200).json();
    assert_eq!(late, json!({"events": [], "next_after_event": null}));
    for (name, input, code) in [
        ("", json!({}), "workflow.bad-name"),
        ("a b", json!({}), "workflow.bad-name"),
        ("long", json!("x".repeat(262_143)), "workflow.input-too-large"),
    ] {
        let body = json!({"name": name, "input": input});
        app.post(Caller::Admin, &all, &body).await.problem(422, code);
    }
    let huge = json!({"name": "huge", "input": "x".repeat(1_000_000)});
    app.post(Caller::Admin, &all, &huge).await.problem(413, "api.body-too-large");
    let (start, stop) = (all.clone(), format!("{execution}/stop"));
    for (path, body, pointer) in [
        (&start, json!({"name": "a"}), "/input"),
        (&start, json!({"name": 1, "input": {}}), "/name"),
        (&stop, json!({"error": "x".repeat(257)}), "/error"),
        (&stop, json!({"cause": "x".repeat(32_769)}), "/cause"),
        (&stop, json!({"why": ""}), "/why"),
    ] {
        let answer = app.post(Caller::Admin, path, &body).await;
        assert_eq!(answer.problem(422, "api.invalid-body").pointers(), [pointer]);
    }
    app.finish().await;
}

impl TestApp {
    /// Does something to an execution that takes no body.
    async fn act_on(&self, execution: &str, verb: &str) -> Answer {
        send(self, Caller::Admin, "POST", &format!("{execution}/{verb}"), None).await
    }
}

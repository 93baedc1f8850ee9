//! `comanda workflow`: definitions are checked and tried out without a server, and executions are
//! looked at and stepped into beside it.

use serde_json::{Value, json};

use crate::program::{Program, Request, Server};
use crate::serve::until;

const ORDER: &str = r#"{
    "QueryLanguage": "JSONata",
    "StartAt": "Price",
    "States": {
        "Price": {
            "Type": "Task", "Resource": "${orders_price}",
            "Retry": [{"ErrorEquals": ["busy"], "IntervalSeconds": 2}],
            "Next": "Wait for the barista"
        },
        "Wait for the barista": {
            "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "Arguments": {"QueueUrl": "kitchen", "MessageBody": "{% $states.context.Task.Token %}"},
            "TimeoutSeconds": 900,
            "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Nobody came"}],
            "Output": {"total": "{% $states.input.total %}", "by": "{% $states.result %}"},
            "End": true
        },
        "Nobody came": {"Type": "Fail", "Error": "orders.no-barista", "Cause": "Nobody took it."}
    }
}"#;

#[test]
fn a_definition_runs_on_the_spot() {
    let program = Program::new();
    program.write("order.asl.json", ORDER);
    let replies = r#"{
        "Price": [{"Throw": {"Error": "busy"}}, {"Return": {"total": 450}}],
        "Wait for the barista": [{"Return": "ben", "AfterSeconds": 60}]
    }"#;
    program.write("replies.json", replies);
    let run = ["workflow", "run", "order.asl.json", "--mocks", "replies.json"];
    let said = program.run(run).succeeded();
    for line in ["     0 s  TaskStateEntered          Price\n", "    62 s  TaskSucceeded\n"] {
        assert!(said.err.contains(line), "{}", said.err);
    }
    let output: Value = serde_json::from_str(&said.out).expect("the output alone");
    assert_eq!(output, json!({"by": "ben", "total": 450}));
    let said =
        program.run(["workflow", "run", "order.asl.json", "--mocks", "replies.json", "--history"]);
    said.succeeded().says(r#""type": "LambdaFunctionScheduled""#);
}

#[test]
fn a_failed_run_says_why_and_which_state_nobody_answered() {
    let program = Program::new();
    program.write("order.asl.json", ORDER);
    program.write("replies.json", r#"{"Price": [{"Return": {"total": 450}}]}"#);
    program
        .run(["workflow", "run", "order.asl.json", "--mocks", "replies.json"])
        .failed("it ended with orders.no-barista: Nobody took it.; nobody answered for Wait for");
    program.write("replies.json", r#"{"Price": "busy"}"#);
    program
        .run(["workflow", "run", "order.asl.json", "--mocks", "replies.json"])
        .failed("replies.json is no file of replies");
    program.run(["workflow", "run", "order.asl.json", "--input", "{"]).failed("--input is no JSON");
}

#[test]
fn everything_that_is_wrong_with_a_definition_is_said_at_once() {
    let program = Program::new();
    program.write("good.json", ORDER);
    let bad = ORDER.replace("\"Next\": \"Nobody came\"", "\"Next\": \"Nobody comes\"");
    program.write("bad.json", bad.replace("IntervalSeconds", "IntervalSecond"));
    let said = program
        .run(["workflow", "validate", "good.json", "bad.json", "none.json"])
        .failed("bad.json is no sound definition")
        .says("good.json is a sound definition.");
    for part in ["Nobody comes", "IntervalSecond", "none.json cannot be read"] {
        assert!(said.err.contains(part), "{part}: {}", said.err);
    }
}

#[test]
fn one_state_is_tested_alone() {
    let program = Program::new();
    program.write("order.asl.json", ORDER);
    program.write("paid.json", r#"{"Return": {"total": 450}}"#);
    program.write("busy.json", r#"{"Throw": {"Error": "busy", "Cause": "later"}}"#);
    let test = |arguments: &[&str]| {
        let start = ["workflow", "test-state", "order.asl.json"];
        program.run(start.iter().chain(arguments))
    };
    let tested = |arguments: &[&str]| -> Value {
        serde_json::from_str(&test(arguments).succeeded().out).expect("JSON alone")
    };
    assert_eq!(
        tested(&["Price", "--mock", "paid.json"]),
        json!({"status": "SUCCEEDED", "output": {"total": 450}, "nextState": "Wait for the barista"})
    );
    assert_eq!(
        tested(&["Price", "--mock", "busy.json"]),
        json!({"status": "RETRIABLE", "error": "busy", "cause": "later"})
    );
    let failed = tested(&["Nobody came"]);
    assert_eq!(
        (&failed["status"], &failed["error"]),
        (&json!("FAILED"), &json!("orders.no-barista"))
    );
    let waits = ["Wait for the barista", "--mock", "paid.json", "--inspect", "--input"];
    let seen = tested(&[&waits[..], &[r#"{"total": 7}"#]].concat());
    assert_eq!(seen["output"], json!({"total": 7, "by": {"total": 450}}));
    assert_eq!(seen["inspectionData"]["afterArguments"]["QueueUrl"], "kitchen");
    test(&["Price"]).failed("Price asks for work: say how that is answered (see --mock)");
    test(&["Pay"]).failed("the definition has no state Pay");
    test(&["Price", "--variables", "[]"]).failed("--variables is no JSON object");
    program.write("list.json", "[1, 2, 3, 4]");
    test(&["Price", "--mock", "list.json"]).failed("list.json is no file of replies");
}

#[test]
fn a_state_name_that_means_two_states_is_refused() {
    let program = Program::new();
    let branch = json!({"StartAt": "Same", "States": {"Same": {"Type": "Succeed"}}});
    let both = json!({"Type": "Parallel", "End": true, "Branches": [branch, branch]});
    let twice = json!({"StartAt": "Both", "States": {"Both": both}});
    program.write("twice.json", twice.to_string());
    let said = program.run(["workflow", "test-state", "twice.json", "Same"]);
    said.failed("a name stands once in the whole definition");
}

/// An order that waits for a barista.
fn ordered(program: &Program, server: &Server, key: &str) -> String {
    let token = program.token("customer", None);
    let (status, order) = server.send(&Request::order(&token, key, "prd_espresso"));
    assert_eq!(status, 202, "{order}");
    let order = order["id"].as_str().expect("an id").to_owned();
    until(server, &format!("/v1/orders/{order}"), &token, "confirmed");
    order
}

/// Shows an execution as soon as it says `words`.
fn shown(program: &Program, order: &str, words: &str) -> String {
    for _ in 0..200 {
        let said = program.run(["workflow", "show", order]).succeeded().out;
        if said.contains(words) {
            return said;
        }
    }
    panic!("{order} never says {words}");
}

#[test]
fn an_execution_is_found_by_the_order_and_says_what_it_waits_for() {
    let program = Program::new();
    program.run(["workflow", "list"]).succeeded().says("There is nothing here.");
    let server = program.serve(["--demo"]);
    let order = ordered(&program, &server, "k1");
    let said = shown(&program, &order, "AwaitReady");
    let first = format!("order-fulfilment:{order} is running since 20");
    assert!(said.starts_with(&first), "{said}");
    assert!(said.contains("an answer with its task token (invoke.waitForTaskToken)"), "{said}");
    assert!(said.contains("Z, then it goes on by itself"), "{said}");
    let line = format!("order-fulfilment:{order}");
    let list = program.run(["workflow", "list", "--status", "running"]).succeeded().says(&line);
    list.says("AwaitReady");
    let list = ["workflow", "list", "--machine", "order-fulfilment", "--status", "failed"];
    program.run(list).succeeded().hides(&line);
    let history = program.run(["workflow", "show", &line, "--history"]).succeeded();
    let history = history.says("     0 s  PassStateEntered          TakeSlip\n");
    history.says("TaskStateEntered          AwaitReady\n");
    let json = program.run(["workflow", "show", &order, "--history", "--json"]).succeeded();
    let json: Value = serde_json::from_str(&json.out).expect("JSON alone");
    assert_eq!((&json["status"], &json["input"]["order"]), (&json!("running"), &json!(order)));
    let token = format!("{line}/");
    let told = json["history"].to_string();
    assert!(told.contains(&token), "{told}");
    for place in told.match_indices(&token).map(|(place, _)| place + token.len()) {
        let (_, proof) = told[place..].split_once('/').expect("the number of the task");
        assert!(proof.starts_with('*'), "a task token is shown: {proof}");
    }
    server.stop();
}

#[test]
fn an_execution_is_stopped_and_taken_up_again_unless_a_server_has_it() {
    let program = Program::new();
    let server = program.serve(["--demo"]);
    let order = ordered(&program, &server, "k1");
    shown(&program, &order, "AwaitReady");
    for verb in ["stop", "redrive"] {
        let path = format!("POST /v1/workflows/order-fulfilment/executions/{order}/{verb}");
        program.run(["workflow", verb, &order]).failed(&path);
    }
    server.stop();
    program.run(["workflow", "redrive", &order]).failed("running cannot be taken up again");
    let stop = ["workflow", "stop", &order, "--reason", "the oven broke"];
    let id = format!("order-fulfilment:{order}");
    program.run(stop).succeeded().says(&format!("{id} is stopped."));
    program.run(stop).failed("has ended already: it is aborted");
    let said = program.run(["workflow", "show", &order]).succeeded();
    let said = said.says(&format!("{id} was stopped at 20")).says("  state      AwaitReady\n");
    said.says("  cause      the oven broke\n");
    program.run(["workflow", "list", "--status", "aborted"]).succeeded().says(&id);
    let again = program.run(["workflow", "redrive", &id]).succeeded();
    again.says(&format!("{id} was taken up again, and is running."));
    let said = shown(&program, &order, "  redrives   1\n");
    assert!(said.contains("an answer with its task token"), "{said}");
    // The server that comes next goes on with it.
    let server = program.serve(["--demo"]);
    let barista = program.token("barista", Some("loc_demo-cafe"));
    for verb in ["claim", "start", "ready", "collect"] {
        let path = format!("/v1/orders/{order}/{verb}");
        let request =
            Request { method: "POST", path: &path, token: &barista, ..Request::default() };
        assert_eq!(server.send(&request).0, 200, "{verb}");
    }
    shown(&program, &order, &format!("{id} succeeded at 20"));
    server.stop();
}

#[test]
fn an_execution_that_is_not_there_is_told_so() {
    let program = Program::new();
    for verb in ["show", "stop", "redrive"] {
        program.run(["workflow", verb, "ord_none"]).failed("there is no execution ord_none");
        let id = "order-fulfilment:ord_none";
        program
            .run(["workflow", verb, id])
            .failed("there is no execution order-fulfilment:ord_none");
    }
    let said = program.run(["workflow", "list", "--machine", "baking"]);
    said.failed("there is no state machine baking; there are: order-fulfilment");
    program.run(["workflow", "list", "--status", "done"]).failed("\"done\" is no status");
}

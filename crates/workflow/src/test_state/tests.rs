//! What a test of one state tells.

use serde_json::{Value, json};

use super::*;
use crate::asl;

/// States of every kind, some inside others.
fn definition() -> asl::Definition {
    let text = json!({
        "StartAt": "Pay",
        "States": {
            "Pay": {
                "Type": "Task", "Resource": "${orders_pay}", "TimeoutSeconds": 30,
                "InputPath": "$.order", "Parameters": { "amount.$": "$.total", "by.$": "$who" },
                "ResultSelector": { "receipt.$": "$.id" }, "ResultPath": "$.paid",
                "OutputPath": "$.paid", "Assign": { "last.$": "$.id" },
                "Retry": [{ "ErrorEquals": ["busy"], "IntervalSeconds": 2 }],
                "Catch": [{ "ErrorEquals": ["States.Timeout"], "Next": "Late" }],
                "Next": "Each",
            },
            "Late": { "Type": "Fail", "Error": "orders.late", "CausePath": "$.Cause" },
            "Each": {
                "Type": "Map", "ItemsPath": "$.items",
                "ItemSelector": { "cup.$": "$$.Map.Item.Value" },
                "ItemProcessor": { "StartAt": "Brew", "States": {
                    "Brew": { "Type": "Pass", "QueryLanguage": "JSONata",
                              "Output": "{% $states.input.n * 2 %}", "Next": "Cool" },
                    "Cool": { "Type": "Wait", "Seconds": 60, "End": true },
                } },
                "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Late" }],
                "Next": "Both",
            },
            "Both": {
                "Type": "Parallel", "QueryLanguage": "JSONata", "Arguments": { "n": 1 },
                "Output": "{% $sum($states.result) %}",
                "Branches": [{ "StartAt": "Ask", "States": { "Ask": {
                    "Type": "Task", "End": true,
                    "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                    "Parameters": { "QueueUrl": "q", "MessageBody.$": "$$.Task.Token" },
                } } }],
                "Next": "Again?",
            },
            "Again?": {
                "Type": "Choice", "Default": "Again?",
                "Choices": [{ "Variable": "$.done", "BooleanEquals": true, "Next": "Late" }],
            },
        },
    });
    asl::read(&text.to_string()).expect("a sound definition")
}

fn given(input: Value, reply: Value) -> StateTest {
    let reply = serde_json::from_value(reply).expect("a reply, or none");
    let variables = [("who".to_owned(), json!("Anna"))].into();
    StateTest { input, variables, reply, is_inspected: false }
}

fn run(state: &str, test: &StateTest) -> Result<Value, Untestable> {
    let now = "2026-11-20T09:00:00Z".parse().expect("a time");
    let tested = test_state(&definition(), state, test, now)?;
    Ok(serde_json::to_value(tested).expect("JSON"))
}

#[track_caller]
fn check(state: &str, input: Value, reply: Value, expected: &Value) {
    assert_eq!(run(state, &given(input, reply)).expect("it can be tested"), *expected, "{state}");
}

#[test]
fn a_state_ends_well_is_tried_again_is_rescued_or_fails() {
    let order = json!({ "order": { "total": 450 } });
    let paid = json!({ "status": "SUCCEEDED", "output": { "receipt": 7 }, "nextState": "Each" });
    check("Pay", order.clone(), json!({ "Return": { "id": 7 } }), &paid);
    let busy = json!({ "Throw": { "Error": "busy", "Cause": "try later" } });
    let again = json!({ "status": "RETRIABLE", "error": "busy", "cause": "try later" });
    check("Pay", order.clone(), busy, &again);
    let caught = json!({ "status": "CAUGHT_ERROR", "error": "States.Timeout",
                         "output": { "Error": "States.Timeout", "Cause": "" },
                         "nextState": "Late" });
    check("Pay", order.clone(), json!({}), &caught);
    check("Pay", order.clone(), json!({ "Return": 1, "AfterSeconds": 31 }), &caught);
    let failed = json!({ "status": "FAILED", "error": "declined" });
    check("Pay", order, json!({ "Throw": { "Error": "declined" } }), &failed);
}

#[test]
fn a_state_stands_in_a_branch_or_an_iteration_too() {
    let brewed = json!({ "status": "SUCCEEDED", "output": 6, "nextState": "Cool" });
    check("Brew", json!({ "n": 3 }), Value::Null, &brewed);
    let cooled = json!({ "status": "SUCCEEDED", "output": { "n": 3 } });
    check("Cool", json!({ "n": 3 }), Value::Null, &cooled);
    let asked = json!({ "status": "SUCCEEDED", "output": "yes" });
    check("Ask", json!({}), json!({ "Return": "yes" }), &asked);
}

#[test]
fn states_that_ask_nobody_need_no_reply() {
    let late = json!({ "status": "FAILED", "error": "orders.late", "cause": "slow" });
    check("Late", json!({ "Cause": "slow" }), Value::Null, &late);
    let again =
        json!({ "status": "SUCCEEDED", "output": { "done": false }, "nextState": "Again?" });
    check("Again?", json!({ "done": false }), Value::Null, &again);
    let wrong = run("Pay", &given(json!({}), Value::Null)).expect("it does not get to ask");
    assert_eq!((&wrong["status"], &wrong["error"]), (&json!("FAILED"), &json!("States.Runtime")));
}

#[test]
fn one_reply_stands_for_all_branches_or_iterations() {
    let sum = json!({ "status": "SUCCEEDED", "output": 6, "nextState": "Again?" });
    check("Both", json!({}), json!({ "Return": [1, 2, 3] }), &sum);
    let items = json!({ "items": [1, 2] });
    let made = json!({ "status": "SUCCEEDED", "output": ["a", "b"], "nextState": "Both" });
    check("Each", items.clone(), json!({ "Return": ["a", "b"] }), &made);
    let test = given(items, json!({ "Throw": { "Error": "cold" } }));
    let caught = run("Each", &test).expect("it can be tested");
    assert_eq!((&caught["status"], &caught["error"]), (&json!("CAUGHT_ERROR"), &json!("cold")));
    let none = run("Each", &given(json!({ "items": 3 }), Value::Null)).expect("it has no items");
    assert_eq!((&none["status"], &none["error"]), (&json!("FAILED"), &json!("States.Runtime")));
}

#[test]
fn the_data_after_each_filter_is_told() {
    let mut test = given(json!({ "order": { "total": 450 } }), json!({ "Return": { "id": 7 } }));
    test.is_inspected = true;
    let seen = run("Pay", &test).expect("it can be tested");
    let expected = json!({
        "input": { "order": { "total": 450 } },
        "afterInputPath": { "total": 450 },
        "afterParameters": { "amount": 450, "by": "Anna" },
        "result": { "id": 7 },
        "afterResultSelector": { "receipt": 7 },
        "afterResultPath": { "order": { "total": 450 }, "paid": { "receipt": 7 } },
        "variables": { "last": 7 },
    });
    assert_eq!(seen["inspectionData"], expected);
    test.input = json!({ "items": [1, 2] });
    test.reply = serde_json::from_value(json!({ "Return": [] })).expect("a reply");
    let seen = &run("Each", &test).expect("it can be tested")["inspectionData"];
    assert_eq!(seen["afterItemsPath"], json!([1, 2]));
    assert_eq!(seen["afterItemSelector"], json!([{ "cup": 1 }, { "cup": 2 }]));
    let seen = &run("Both", &test).expect("it can be tested")["inspectionData"];
    assert_eq!(seen["afterArguments"], json!({ "n": 1 }));
    let asked = &run("Ask", &test).expect("it can be tested")["inspectionData"];
    let token = asked["afterParameters"]["MessageBody"].as_str().expect("a token");
    assert!(token.starts_with("test:state/1/"), "{token}");
}

#[test]
fn what_cannot_be_tested_is_refused() {
    let mut test = given(json!({ "order": { "total": 1 } }), Value::Null);
    assert_eq!(run("Pay", &test), Err(Untestable::NoReply("Pay".to_owned())));
    assert_eq!(run("Nap", &test), Err(Untestable::NoSuchState("Nap".to_owned())));
    test.variables = [("a b".to_owned(), Value::Null)].into();
    assert_eq!(run("Late", &test), Err(Untestable::BadVariable("a b".to_owned())));
}

//! The life of an order, as a definition of more than fifteen states.

use super::super::{Kind, Next};
use super::table::good;

/// An order in JSONata: it is priced, held, paid, made and collected, and undone when it cannot be.
pub(super) const ORDER: &str = r#"{
  "Comment": "The life of an order",
  "QueryLanguage": "JSONata",
  "TimeoutSeconds": 86400,
  "StartAt": "Price the order",
  "States": {
    "Price the order": {
      "Type": "Task", "Resource": "${products_price}", "TimeoutSeconds": 30,
      "Arguments": { "order": "{% $states.input.order_id %}" },
      "Assign": { "order_id": "{% $states.input.order_id %}",
        "total_minor": "{% $states.result.total_minor %}" },
      "Output": "{% $states.result %}",
      "Retry": [{ "ErrorEquals": ["States.Timeout", "orders.unavailable"], "IntervalSeconds": 1,
        "MaxAttempts": 5, "BackoffRate": 2, "MaxDelaySeconds": 30, "JitterStrategy": "FULL" }],
      "Catch": [{ "ErrorEquals": ["States.ALL"],
        "Assign": { "why": "{% $states.errorOutput %}" }, "Next": "Reject" }],
      "Next": "Has it a price?"
    },
    "Has it a price?": {
      "Type": "Choice",
      "Choices": [
        { "Condition": "{% $total_minor > 0 %}", "Next": "Hold stock and table" },
        { "Condition": "{% $total_minor = 0 %}", "Next": "Confirm", "Assign": { "is_free": true } }
      ],
      "Default": "Reject"
    },
    "Hold stock and table": {
      "Type": "Parallel", "Arguments": { "order": "{% $order_id %}" },
      "Branches": [
        { "StartAt": "Hold stock", "States": {
          "Hold stock": { "Type": "Task", "Resource": "${products_reserve}", "End": true } } },
        { "StartAt": "Wants a table?", "States": {
          "Wants a table?": { "Type": "Choice",
            "Choices": [{ "Condition": "{% $exists($states.input.table) %}",
              "Next": "Hold table" }],
            "Default": "No table" },
          "Hold table": { "Type": "Task", "Resource": "${locations_hold_table}", "End": true },
          "No table": { "Type": "Pass", "Output": null, "End": true } } }
      ],
      "Catch": [{ "ErrorEquals": ["orders.out-of-stock"],
        "Output": "{% $states.errorOutput %}", "Next": "Release" }],
      "Next": "Capture payment"
    },
    "Capture payment": {
      "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
      "TimeoutSeconds": "{% $states.input.patience %}", "HeartbeatSeconds": 60,
      "Arguments": { "FunctionName": "${orders_capture_payment}", "Payload": {
        "token": "{% $states.context.Task.Token %}", "amount": "{% $total_minor %}" } },
      "Catch": [
        { "ErrorEquals": ["orders.payment-refused"], "Next": "Wait for another card" },
        { "ErrorEquals": ["States.ALL"], "Next": "Release" }
      ],
      "Next": "Confirm"
    },
    "Wait for another card": { "Type": "Wait", "Seconds": "{% 60 %}", "Next": "Capture payment" },
    "Confirm": { "Type": "Task", "Resource": "${orders_confirm}", "Next": "Make each line" },
    "Make each line": {
      "Type": "Map", "Items": "{% $states.input.lines %}", "MaxConcurrency": 3,
      "ItemSelector": { "line": "{% $states.context.Map.Item.Value %}" },
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "INLINE" },
        "StartAt": "Print ticket",
        "States": {
          "Print ticket": { "Type": "Task", "Resource": "${orders_print}", "Next": "Make" },
          "Make": { "Type": "Task", "Resource": "${orders_make}",
            "Assign": { "made": true }, "End": true }
        }
      },
      "Next": "Wait until it is due"
    },
    "Wait until it is due": { "Type": "Wait",
      "Timestamp": "{% $states.input.due_at %}", "Next": "Collected" },
    "Collected": { "Type": "Succeed", "Output": { "order": "{% $order_id %}" } },
    "Release": { "Type": "Task", "Resource": "${products_release}",
      "Retry": [{ "ErrorEquals": ["States.ALL"], "MaxAttempts": 99999999 }], "Next": "Reject" },
    "Reject": { "Type": "Task", "Resource": "${orders_reject}", "Next": "Rejected" },
    "Rejected": { "Type": "Fail", "Error": "orders.rejected", "Cause": "{% $string($why) %}" }
  }
}"#;

#[test]
fn the_life_of_an_order_is_read() {
    let definition = good(ORDER);
    let states = &definition.states.states;
    assert_eq!(states.len(), 12);
    let Kind::Parallel(parallel) = &states["Hold stock and table"].kind else { panic!("parallel") };
    let within: usize = parallel.branches.iter().map(|branch| branch.states.len()).sum();
    let Kind::Map(map) = &states["Make each line"].kind else { panic!("a map") };
    assert_eq!(states.len() + within + map.processor.states.len(), 18);
    assert_eq!(states["Confirm"].next, Next::State("Make each line".to_owned()));
    assert_eq!(definition.timeout_seconds, Some(86_400));
}

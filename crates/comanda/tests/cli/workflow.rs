//! `comanda workflow`: definitions are checked and tried out without a server.

use crate::program::Program;

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
    let output: serde_json::Value = serde_json::from_str(&said.out).expect("the output alone");
    assert_eq!(output, serde_json::json!({"by": "ben", "total": 450}));
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

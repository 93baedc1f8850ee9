//! Definitions that are read, and what is read of them.

use super::super::{
    Failure, Field, Flow, JsonataFlow, Kind, Next, Rescue, ResultPath, State, Until,
};
use super::table::{good, with_jsonata_state, with_state};

fn state(fields: &str) -> State {
    good(&with_state(fields)).states.states.remove("A").expect("A")
}

fn jsonata_state(fields: &str) -> State {
    good(&with_jsonata_state(fields)).states.states.remove("A").expect("A")
}

#[test]
fn every_kind_of_state_is_read_in_jsonpath() {
    for fields in [
        r#""Type":"Pass","End":true"#,
        r#""Type":"Pass","End":true,"Result":null,"ResultPath":"$.a","InputPath":null,
            "OutputPath":null"#,
        r#""Type":"Pass","End":true,"Parameters":5,"ResultPath":null,
            "Assign":{"a":1,"b.$":"$.b"}"#,
        r#""Type":"Task","Resource":"arn:aws:states:::lambda:invoke","End":true"#,
        r#""Type":"Task","Resource":"arn:aws:lambda:eu-west-1:${account}:function:pay",
            "End":true"#,
        r#""Type":"Task","Resource":"${pay}","End":true,"TimeoutSecondsPath":"$.t",
            "HeartbeatSecondsPath":"$v.h""#,
        r#""Type":"Task","Resource":"${pay}","End":true,"Credentials":{"RoleArn.$":"$.role"}"#,
        r#""Type":"Task","Resource":"${pay}","End":true,"Retry":[],"Catch":[]"#,
        r#""Type":"Wait","End":true,"SecondsPath":"$.a['b c'].d""#,
        r#""Type":"Wait","End":true,"Timestamp":"2030-01-31T12:00:00.5Z""#,
        r#""Type":"Wait","End":true,"TimestampPath":"$.until""#,
        r#""Type":"Succeed","InputPath":"$.a","OutputPath":"$.b[*]""#,
        r#""Type":"Fail""#,
        r#""Type":"Fail","ErrorPath":"$$.State.Name",
            "CausePath":"States.Format('{} failed', $.a)""#,
        r#""Type":"Parallel","End":true,"Parameters":{"a.$":"$.b"},"ResultSelector":{"c.$":"$[0]"},
            "Branches":[{"Comment":"b","StartAt":"B","States":{"B":{"Type":"Succeed"}}}]"#,
        r#""Type":"Map","End":true,"ItemsPath":"$$.Execution.Input.lines",
            "MaxConcurrencyPath":"$.n",
            "ItemSelector":{"n.$":"$$.Map.Item.Index"},
            "ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Succeed"}}}"#,
    ] {
        assert!(matches!(state(fields).flow, Flow::Path(_)), "{fields}");
    }
}

#[test]
fn every_kind_of_state_is_read_in_jsonata() {
    for fields in [
        r#""Type":"Pass","End":true,"Output":[1,{"a":"{% $states.input.a %}"}],
            "Assign":{"a":"{% 1 %}"}"#,
        r#""Type":"Task","Resource":"${pay}","End":true,"Arguments":"{% $states.input %}",
            "TimeoutSeconds":"{% 5 %}","HeartbeatSeconds":"{% 4 %}""#,
        r#""Type":"Task","Resource":"${pay}","End":true,"Credentials":{"RoleArn":"{% $role %}"},
            "Retry":[{"ErrorEquals":["States.ALL"]}]"#,
        r#""Type":"Wait","End":true,"Seconds":"{% $states.input.wait %}""#,
        r#""Type":"Wait","End":true,"Timestamp":"{% $states.input.until %}","Output":null"#,
        r#""Type":"Succeed","Output":"{% $states.input %}""#,
        r#""Type":"Fail","Error":"orders.rejected","Cause":"{% $states.input.why %}""#,
        r#""Type":"Parallel","End":true,"Arguments":{"a":1},
            "Branches":[{"StartAt":"B","States":{"B":{"Type":"Succeed"}}}]"#,
        r#""Type":"Map","End":true,"Items":[1,2],
            "ItemSelector":{"n":"{% $states.context.Map.Item.Value %}"},
            "ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Succeed"}}}"#,
    ] {
        assert!(matches!(jsonata_state(fields).flow, Flow::Jsonata(_)), "{fields}");
    }
    good(
        r#"{"QueryLanguage":"JSONata","StartAt":"A","States":{"B":{"Type":"Succeed"},
        "A":{"Type":"Choice","Default":"B","Output":{},"Assign":{"b":2},"Choices":[
        {"Condition":"{% $states.input.a > 1 %}","Next":"B","Output":1,"Assign":{"a":1}},
        {"Condition":false,"Next":"A"}]}}}"#,
    );
}

#[test]
fn fields_of_the_whole_are_read() {
    let definition = good(
        r#"{"Comment":"c","Version":"1.0","QueryLanguage":"JSONPath","TimeoutSeconds":60,
        "StartAt":"A","States":{"A":{"Type":"Succeed","Comment":"d"}}}"#,
    );
    assert_eq!(definition.comment.as_deref(), Some("c"));
    assert_eq!(definition.timeout_seconds, Some(60));
    assert_eq!(definition.states.start_at, "A");
    assert_eq!(definition.states.states["A"].comment.as_deref(), Some("d"));
    assert_eq!(definition.states.states["A"].kind, Kind::Succeed);
}

#[test]
fn what_is_not_said_has_the_defaults_of_the_language() {
    let task = state(
        r#""Type":"Task","Resource":"${pay}","End":true,"Retry":[{"ErrorEquals":["x"]}],
        "Catch":[{"ErrorEquals":["x"],"Next":"A"}]"#,
    );
    let Kind::Task(kind) = &task.kind else { panic!("a task") };
    assert_eq!((&kind.timeout_seconds, &kind.heartbeat_seconds), (&None, &None));
    let retrier = &kind.rescue.retry[0];
    assert_eq!((retrier.interval_seconds, retrier.max_attempts), (1, 3));
    assert!((retrier.backoff_rate - 2.0).abs() < f64::EPSILON);
    assert!(retrier.max_delay_seconds.is_none() && !retrier.has_full_jitter);
    assert_eq!(kind.rescue.catch[0].result_path, ResultPath::Whole);
    let Flow::Path(flow) = &task.flow else { panic!("JSONPath") };
    assert!(flow.input_path.is_some() && flow.output_path.is_some());
    assert_eq!(flow.result_path, ResultPath::Whole);
    assert_eq!(task.next, Next::End);
}

#[test]
fn what_is_said_is_read() {
    let pass = state(
        r#""Type":"Pass","End":true,"Result":{"a":[null]},"InputPath":null,"ResultPath":null"#,
    );
    assert_eq!(pass.kind, Kind::Pass(Some(serde_json::json!({ "a": [null] }))));
    let Flow::Path(flow) = &pass.flow else { panic!("JSONPath") };
    assert_eq!((&flow.input_path, &flow.result_path), (&None, &ResultPath::Discard));
    let wait = state(r#""Type":"Wait","Seconds":5,"End":true"#);
    assert_eq!(wait.kind, Kind::Wait(Until::Seconds(Field::Fixed(5))));
    let fail = state(r#""Type":"Fail","Error":"orders.rejected""#);
    let failure = Failure { error: Some(Field::Fixed("orders.rejected".to_owned())), cause: None };
    assert_eq!(fail.kind, Kind::Fail(failure));
    let task = jsonata_state(
        r#""Type":"Task","Resource":"${pay}","End":true,"HeartbeatSeconds":5,"Retry":[{
            "ErrorEquals":
        ["a","b"],"IntervalSeconds":2,"MaxAttempts":0,"BackoffRate":1.5,"MaxDelaySeconds":9,
        "JitterStrategy":"FULL","Comment":"c"}]"#,
    );
    assert_eq!(task.flow, Flow::Jsonata(Box::<JsonataFlow>::default()));
    let Kind::Task(task) = task.kind else { panic!("a task") };
    assert_eq!(task.heartbeat_seconds, Some(Field::Fixed(5)));
    let Rescue { retry, catch } = &task.rescue;
    assert!(catch.is_empty() && retry[0].has_full_jitter);
    assert_eq!(retry[0].error_equals, ["a", "b"]);
    assert_eq!((retry[0].interval_seconds, retry[0].max_attempts), (2, 0));
    assert_eq!(retry[0].max_delay_seconds, Some(9));
}

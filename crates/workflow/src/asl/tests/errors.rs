//! Retriers and catchers.

use super::table::{refuse_jsonata_states, refuse_states};

#[test]
fn errors_are_named() {
    refuse_states(&[
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Retry":[{"MaxAttempts":1}]"#,
            &[("/Retry/0", "has no ErrorEquals: a retrier needs one")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Retry":[{"ErrorEquals":[]}]"#,
            &[("/Retry/0/ErrorEquals", "is empty")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Retry":[{"ErrorEquals":"x"}]"#,
            &[("/Retry/0/ErrorEquals", "expected a list")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Retry":[{"ErrorEquals":["", 5]}]"#,
            &[("/Retry/0/ErrorEquals/0", "is empty"), ("/Retry/0/ErrorEquals/1", "is 5")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Retry":[{
                "ErrorEquals":["States.TimeOut"]}]"#,
            &[("/Retry/0/ErrorEquals/0", "no error of the language: did you mean States.Timeout?")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Retry":{}"#,
            &[("/Retry", "is an object: expected a list")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Retry":["x"]"#,
            &[("/Retry/0", "expected a retrier, which is an object")],
        ),
    ]);
}

#[test]
fn all_errors_are_alone_and_last() {
    refuse_states(&[
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Retry":[{"ErrorEquals":["x",
                "States.ALL"]}]"#,
            &[("/Retry/0/ErrorEquals/1", "States.ALL must be alone")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,
            "Retry":[{"ErrorEquals":["States.ALL"]},{"ErrorEquals":["x"]}]"#,
            &[("/Retry/0/ErrorEquals/0", "States.ALL must be last")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Catch":[
            {"ErrorEquals":["States.ALL"],"Next":"A"},{"ErrorEquals":["x"],"Next":"A"}]"#,
            &[("/Catch/0/ErrorEquals/0", "States.ALL must be last")],
        ),
    ]);
}

#[test]
fn a_catcher_goes_somewhere() {
    refuse_states(&[
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Catch":[{"ErrorEquals":["x"]}]"#,
            &[("/Catch/0", "has no Next: a catcher needs one")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Catch":[{"ErrorEquals":["x"],
                "Next":"B"}]"#,
            &[("/Catch/0/Next", "is B, which is no state of this level")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Catch":[{"ErrorEquals":["x"],"Next":"A",
                "Retry":[]}]"#,
            &[("/Catch/0/Retry", "is not a field of a catcher")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Catch":[{"ErrorEquals":["x"],"Next":"A",
                "Output":1}]"#,
            &[("/Catch/0/Output", "is a field of JSONata")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Catch":[{"ErrorEquals":["x"],"Next":"A",
                "ResultPath":5}]"#,
            &[("/Catch/0/ResultPath", "is 5: expected a text")],
        ),
    ]);
    refuse_jsonata_states(&[(
        r#""Type":"Task","Resource":"${a}","End":true,"Catch":[{"ErrorEquals":["x"],"Next":"A",
            "ResultPath":"$.a"}]"#,
        &[(
            "/Catch/0/ResultPath",
            "is a field of JSONPath, and the query language here is JSONata: use Output",
        )],
    )]);
}

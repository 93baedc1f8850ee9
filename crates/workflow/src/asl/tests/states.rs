//! The fields of each kind of state.

use super::table::{refuse_jsonata_states, refuse_states};

#[test]
fn a_state_has_a_type_and_a_way_on() {
    refuse_states(&[
        (r#""End":true"#, &[("", "has no Type: expected one of Task, Pass")]),
        (r#""Type":5,"End":true"#, &[("/Type", "is 5: expected a text")]),
        (r#""Type":"task","End":true"#, &[("/Type", "did you mean Task?")]),
        (r#""Type":"Pass""#, &[("", "has neither Next nor End: name the state")]),
        (r#""Type":"Pass","End":false"#, &[("/End", "is false: expected true, or Next")]),
        (r#""Type":"Pass","End":"true""#, &[("/End", "is the text \"true\"")]),
        (r#""Type":"Pass","End":true,"Next":"A""#, &[("/End", "stands beside Next")]),
        (r#""Type":"Pass","End":true,"Comment":null"#, &[("/Comment", "is null: expected a text")]),
        (r#""Type":"Pass","End":true,"Coment":"x""#, &[("/Coment", "did you mean Comment?")]),
        (r#""Type":"Pass","End":true,"end":true"#, &[("/end", "did you mean End?")]),
        (
            r#""Type":"Pass","End":true,"Milk":1"#,
            &[("/Milk", "Milk is not a field of a Pass state")],
        ),
    ]);
}

#[test]
fn a_field_of_another_kind_of_state_is_refused() {
    refuse_states(&[
        (
            r#""Type":"Pass","End":true,"Resource":"x""#,
            &[("/Resource", "not a field of a Pass state")],
        ),
        (r#""Type":"Pass","End":true,"Retry":[]"#, &[("/Retry", "not a field of a Pass state")]),
        (
            r#""Type":"Wait","Seconds":1,"End":true,"ResultPath":"$.a""#,
            &[("/ResultPath", "not a field of a Wait state")],
        ),
        (r#""Type":"Wait","Seconds":1,"End":true,"Catch":[]"#, &[("/Catch", "a Wait state")]),
        (r#""Type":"Succeed","End":true"#, &[("/End", "nothing comes after it")]),
        (r#""Type":"Succeed","Assign":{}"#, &[("/Assign", "not a field of a Succeed state")]),
        (r#""Type":"Fail","Next":"A""#, &[("/Next", "nothing comes after it")]),
        (r#""Type":"Fail","InputPath":"$""#, &[("/InputPath", "not a field of a Fail state")]),
        (
            r#""Type":"Parallel","Branches":[{"StartAt":"B","States":{"B":{"Type":"Succeed"}}}],
            "End":true,"TimeoutSeconds":5"#,
            &[("/TimeoutSeconds", "not a field of a Parallel state")],
        ),
    ]);
}

#[test]
fn a_task_names_what_does_it() {
    refuse_states(&[
        (r#""Type":"Task","End":true"#, &[("", "has no Resource: a Task state needs one")]),
        (r#""Type":"Task","Resource":"","End":true"#, &[("/Resource", "expected an ARN")]),
        (r#""Type":"Task","Resource":"pay","End":true"#, &[("/Resource", "is the text \"pay\"")]),
        (r#""Type":"Task","Resource":"arn:aws:states","End":true"#, &[("/Resource", "an ARN")]),
        (r#""Type":"Task","Resource":"${}","End":true"#, &[("/Resource", "a placeholder")]),
        (r#""Type":"Task","Resource":["x"],"End":true"#, &[("/Resource", "is a list")]),
    ]);
}

#[test]
fn a_task_says_whose_permissions_it_has() {
    refuse_states(&[
        (
            r#""Type":"Task","Resource":"${pay}","End":true,"Credentials":"me""#,
            &[("/Credentials", "expected Credentials, which is an object")],
        ),
        (
            r#""Type":"Task","Resource":"${pay}","End":true,"Credentials":{}"#,
            &[("/Credentials", "has no RoleArn")],
        ),
        (
            r#""Type":"Task","Resource":"${pay}","End":true,"Credentials":{"RoleArn":5}"#,
            &[("/Credentials/RoleArn", "is 5: expected a text")],
        ),
        (
            r#""Type":"Task","Resource":"${pay}","End":true,"Credentials":{"RolArn":"x"}"#,
            &[("/Credentials", "has no RoleArn"), ("/Credentials/RolArn", "did you mean RoleArn?")],
        ),
    ]);
}

#[test]
fn a_wait_has_one_end() {
    refuse_states(&[
        (r#""Type":"Wait","End":true"#, &[("", "has neither Seconds nor Timestamp")]),
        (
            r#""Type":"Wait","End":true,"Seconds":1,"Timestamp":"2030-01-01T00:00:00Z""#,
            &[("", "waits both for seconds and until a time")],
        ),
        (
            r#""Type":"Wait","End":true,"Seconds":1,"SecondsPath":"$.a""#,
            &[("/SecondsPath", "stands beside Seconds: keep one of the two")],
        ),
        (
            r#""Type":"Wait","End":true,"Timestamp":"2030-01-01""#,
            &[("/Timestamp", "expected a time such as 2030-01-31T12:00:00Z")],
        ),
        (
            r#""Type":"Wait","End":true,"Timestamp":"2030-01-01T00:00:00+01:00""#,
            &[("/Timestamp", "expected a time")],
        ),
        (r#""Type":"Wait","End":true,"Timestamp":5"#, &[("/Timestamp", "is 5: expected a text")]),
    ]);
    refuse_jsonata_states(&[
        (r#""Type":"Wait","End":true,"Seconds":"5""#, &[("/Seconds", "is the text \"5\"")]),
        (r#""Type":"Wait","End":true,"Timestamp":"soon""#, &[("/Timestamp", "expected a time")]),
    ]);
}

#[test]
fn a_failure_has_one_error_and_one_cause() {
    refuse_states(&[
        (r#""Type":"Fail","Error":5"#, &[("/Error", "is 5: expected a text")]),
        (
            r#""Type":"Fail","Error":"a","ErrorPath":"$.a""#,
            &[("/ErrorPath", "stands beside Error")],
        ),
        (
            r#""Type":"Fail","CausePath":"$.a","Cause":"a""#,
            &[("/CausePath", "stands beside Cause")],
        ),
        (
            r#""Type":"Fail","CausePath":"States.MathAdd(1, 2)""#,
            &[("/CausePath", "expected a path or one of States.ArrayGetItem")],
        ),
        (r#""Type":"Fail","Eror":"a""#, &[("/Eror", "did you mean Error?")]),
    ]);
}

#[test]
fn branches_are_there() {
    refuse_states(&[
        (r#""Type":"Parallel","End":true"#, &[("", "has no Branches")]),
        (r#""Type":"Parallel","End":true,"Branches":[]"#, &[("/Branches", "is empty")]),
        (r#""Type":"Parallel","End":true,"Branches":{}"#, &[("/Branches", "expected a list")]),
        (
            r#""Type":"Parallel","End":true,"Branches":[5]"#,
            &[("/Branches/0", "is 5: expected a branch, which is an object")],
        ),
        (
            r#""Type":"Parallel","End":true,"Branches":[{"StartAt":"B","States":{"B":{
                "Type":"Succeed"}},"Version":"1.0","TimeoutSeconds":5}]"#,
            &[
                ("/Branches/0/Version", "Version is not a field of a branch"),
                ("/Branches/0/TimeoutSeconds", "is not a field of a branch"),
            ],
        ),
    ]);
}

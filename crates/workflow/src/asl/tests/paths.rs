//! Paths and templates: what is wrong in them is told with its place in the document.

use super::table::{refuse_jsonata_states, refuse_states};

#[test]
fn a_path_that_is_none_is_refused() {
    refuse_states(&[
        (r#""Type":"Pass","End":true,"InputPath":5"#, &[("/InputPath", "is 5: expected a text")]),
        (r#""Type":"Pass","End":true,"InputPath":"order""#, &[("/InputPath", "")]),
        (r#""Type":"Pass","End":true,"OutputPath":"$.a[""#, &[("/OutputPath", "")]),
        (r#""Type":"Pass","End":true,"ResultPath":"$.a[*]""#, &[("/ResultPath", "")]),
        (r#""Type":"Pass","End":true,"ResultPath":"$$.a""#, &[("/ResultPath", "")]),
        (r#""Type":"Pass","End":true,"ResultPath":"$v""#, &[("/ResultPath", "")]),
        (
            r#""Type":"Wait","End":true,"SecondsPath":"$..a""#,
            &[("/SecondsPath", "may find several values")],
        ),
        (
            r#""Type":"Wait","End":true,"SecondsPath":"States.MathAdd(1, 2)""#,
            &[("/SecondsPath", "is an intrinsic function")],
        ),
        (
            r#""Type":"Wait","End":true,"TimestampPath":"$$.Execution.StartTime""#,
            &[("/TimestampPath", "is a path into the context object")],
        ),
        (r#""Type":"Wait","End":true,"TimestampPath":"then""#, &[("/TimestampPath", "")]),
        (r#""Type":"Fail","ErrorPath":"a""#, &[("/ErrorPath", "")]),
    ]);
}

#[test]
fn flaws_of_templates_have_their_place() {
    refuse_states(&[
        (
            r#""Type":"Pass","End":true,"Parameters":{"a":[{"b.$":"c"}],"d.$":5}"#,
            &[("/Parameters/a/0/b.$", ""), ("/Parameters/d.$", "")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"ResultSelector":{"a~/.$":"b"}"#,
            &[("/ResultSelector/a~0~1.$", "")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"ResultSelector":5"#,
            &[("/ResultSelector", "is 5: expected an object")],
        ),
        (r#""Type":"Pass","End":true,"Assign":{"a.$":"States.Nothing()"}"#, &[("/Assign/a.$", "")]),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Credentials":{"RoleArn.$":"a"}"#,
            &[("/Credentials/RoleArn.$", "")],
        ),
    ]);
}

#[test]
fn what_a_catcher_is_told_is_not_told_to_others() {
    refuse_jsonata_states(&[
        (
            r#""Type":"Pass","End":true,"Output":{"a":["{% $states.errorOutput.Error %}"]}"#,
            &[("/Output/a/0", "only Output and Assign of a catcher have")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,
            "Assign":{"a":"{% $states.errorOutput %}"},
            "Catch":[{"ErrorEquals":["States.ALL"],"Next":"A",
            "Output":"{% $states.errorOutput %}"}]"#,
            &[("/Assign/a", "reads $states.errorOutput")],
        ),
    ]);
}

#[test]
fn flaws_of_expressions_have_their_place() {
    refuse_jsonata_states(&[
        (r#""Type":"Pass","End":true,"Output":{"a":[1,"{% 1 + %}"]}"#, &[("/Output/a/1", "")]),
        (r#""Type":"Pass","End":true,"Output":"{% 1""#, &[("/Output", "")]),
        (r#""Type":"Pass","End":true,"Assign":{"a":"{% ( %}"}"#, &[("/Assign/a", "")]),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Arguments":{"a":"{% [1,2) %}"}"#,
            &[("/Arguments/a", "")],
        ),
        (r#""Type":"Wait","End":true,"Seconds":"{% 1 + %}""#, &[("/Seconds", "")]),
        (r#""Type":"Fail","Error":"{% 1 + %}""#, &[("/Error", "")]),
        (
            r#""Type":"Choice","End":true,"Choices":[{"Condition":"{% 1 + %}","Next":"A"}]"#,
            &[("/End", "Default"), ("/Choices/0/Condition", "")],
        ),
    ]);
}

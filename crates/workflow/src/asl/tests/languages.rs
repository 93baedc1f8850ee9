//! Query languages and the fields of each.

use super::super::{Flow, Kind};
use super::table::{good, refuse, refuse_jsonata_states, refuse_states};

#[test]
fn fields_of_jsonata_are_refused_in_jsonpath() {
    refuse_states(&[
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Arguments":{}"#,
            &[(
                "/Arguments",
                "is a field of JSONata, and the query language here is JSONPath: use Parameters",
            )],
        ),
        (
            r#""Type":"Pass","End":true,"Output":{}"#,
            &[("/Output", "use ResultSelector, ResultPath or OutputPath")],
        ),
        (r#""Type":"Succeed","Output":{}"#, &[("/Output", "is a field of JSONata")]),
        (
            r#""Type":"Choice","End":true,"Choices":[{"Condition":"{% true %}","Next":"A"}]"#,
            &[
                ("/End", "Default"),
                ("/Choices/0", "asks nothing"),
                ("/Choices/0/Condition", "use Variable with an operator"),
            ],
        ),
        (
            r#""Type":"Choice","End":true,"Choices":[{"Variable":"$.a","IsNull":true,"Next":"A",
                "Output":1}]"#,
            &[("/End", "Default"), ("/Choices/0/Output", "is a field of JSONata")],
        ),
    ]);
}

#[test]
fn fields_of_jsonpath_are_refused_in_jsonata() {
    refuse_jsonata_states(&[
        (
            r#""Type":"Pass","End":true,"InputPath":"$.a""#,
            &[(
                "/InputPath",
                "is a field of JSONPath, and the query language here is JSONata: use $states.input",
            )],
        ),
        (r#""Type":"Pass","End":true,"OutputPath":"$.a""#, &[("/OutputPath", "use Output")]),
        (r#""Type":"Pass","End":true,"Result":1"#, &[("/Result", "use Output")]),
        (r#""Type":"Pass","End":true,"ResultPath":"$.a""#, &[("/ResultPath", "use Output")]),
        (r#""Type":"Pass","End":true,"Parameters":{}"#, &[("/Parameters", "JSONPath")]),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Parameters":{},"ResultSelector":{}"#,
            &[("/Parameters", "use Arguments"), ("/ResultSelector", "use Output")],
        ),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"TimeoutSecondsPath":"$.a""#,
            &[("/TimeoutSecondsPath", "use TimeoutSeconds with {% … %}")],
        ),
        (
            r#""Type":"Wait","End":true,"Seconds":1,"TimestampPath":"$.a""#,
            &[("/TimestampPath", "use Timestamp with {% … %}")],
        ),
        (r#""Type":"Fail","ErrorPath":"$.a""#, &[("/ErrorPath", "use Error with {% … %}")]),
        (
            r#""Type":"Task","Resource":"${a}","End":true,"Credentials":{"RoleArn.$":"$.a"}"#,
            &[("/Credentials", "has no RoleArn"), ("/Credentials/RoleArn.$", "use RoleArn")],
        ),
    ]);
}

#[test]
fn a_definition_in_jsonata_has_no_state_in_jsonpath() {
    refuse(&[
        (
            r#"{"QueryLanguage":"JSONata","StartAt":"A","States":{
                "A":{"Type":"Pass","QueryLanguage":"JSONPath","InputPath":"$.a","End":true}}}"#,
            &[("/States/A/QueryLanguage", "is JSONPath in a definition in JSONata")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Pass","QueryLanguage":"jsonata","Output":1,
                "End":true}}}"#,
            &[("/States/A/QueryLanguage", "did you mean JSONata?")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Pass","QueryLanguage":null,"End":true}}}"#,
            &[("/States/A/QueryLanguage", "is null: expected a text")],
        ),
    ]);
}

#[test]
fn a_definition_in_jsonpath_may_have_states_in_jsonata() {
    let definition = good(
        r#"{"StartAt":"A","States":{
        "A":{"Type":"Pass","QueryLanguage":"JSONata","Output":"{% $states.input %}","Next":"B"},
        "B":{"Type":"Pass","InputPath":"$.a","End":true}}}"#,
    );
    assert!(matches!(definition.states.states["A"].flow, Flow::Jsonata(_)));
    assert!(matches!(definition.states.states["B"].flow, Flow::Path(_)));
}

#[test]
fn states_within_states_have_the_language_of_the_whole() {
    let definition = good(
        r#"{"StartAt":"A","States":{"A":{"Type":"Map","QueryLanguage":"JSONata","End":true,
        "Items":"{% $states.input.lines %}",
        "ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Pass","InputPath":"$.a",
            "End":true}}}}}}"#,
    );
    let Kind::Map(map) = &definition.states.states["A"].kind else { panic!("a map") };
    assert!(matches!(map.processor.states["B"].flow, Flow::Path(_)));
    refuse(&[
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Map","QueryLanguage":"JSONata","End":true,
            "ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Pass","Output":1,
                "End":true}}}}}}"#,
            &[("/States/A/ItemProcessor/States/B/Output", "is a field of JSONata")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Parallel","End":true,"Branches":[
            {"QueryLanguage":"JSONata","StartAt":"B","States":{"B":{"Type":"Succeed"}}}]}}}"#,
            &[("/States/A/Branches/0/QueryLanguage", "each of its states has its own")],
        ),
    ]);
}

//! Documents as a whole.

use std::time::{Duration, Instant};

use super::super::read;
use super::table::{good, refuse};

#[test]
fn a_document_that_is_not_json_says_where() {
    refuse(&[
        ("", &[("", "is not JSON at line 1, column 0: EOF")]),
        ("{\n  \"StartAt\": ,\n}", &[("", "is not JSON at line 2, column 14")]),
        ("{\"StartAt\":\"A\"} {}", &[("", "trailing characters")]),
        (r#"{"TimeoutSeconds": 1e999}"#, &[("", "number out of range")]),
        (r#"{"Comment": "\ud800"}"#, &[("", "is not JSON at line 1")]),
    ]);
}

#[test]
fn a_definition_is_an_object_with_a_start_and_states() {
    refuse(&[
        ("null", &[("", "is null: expected a definition, which is an object")]),
        ("[]", &[("", "is a list")]),
        ("{}", &[("", "has no StartAt"), ("", "has no States")]),
        (r#"{"StartAt":"A","States":{}}"#, &[("/States", "one state or more")]),
        (r#"{"StartAt":"A","States":[]}"#, &[("/States", "is a list")]),
        (
            r#"{"StartAt":1,"States":{"A":{"Type":"Succeed"}}}"#,
            &[("/StartAt", "is 1: expected a text")],
        ),
    ]);
}

#[test]
fn fields_of_the_whole_are_checked() {
    refuse(&[
        (
            r#"{"Coment":"","StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#,
            &[("/Coment", "is not a field of a definition: did you mean Comment?")],
        ),
        (
            r#"{"Comment":7,"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#,
            &[("/Comment", "is 7: expected a text")],
        ),
        (
            r#"{"Version":"2.0","StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#,
            &[("/Version", "is the text \"2.0\": expected 1.0")],
        ),
        (
            r#"{"Version":1.0,"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#,
            &[("/Version", "is 1.0: expected a text")],
        ),
        (
            r#"{"TimeoutSeconds":100000000,"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#,
            &[("/TimeoutSeconds", "from 0 to 99999999")],
        ),
        (
            r#"{"TimeoutSeconds":"{% 5 %}","StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#,
            &[("/TimeoutSeconds", "expected a whole number")],
        ),
        (
            r#"{"QueryLanguage":"JSONPATH","StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#,
            &[("/QueryLanguage", "expected JSONPath or JSONata: did you mean JSONPath?")],
        ),
    ]);
}

#[test]
fn a_field_that_is_there_twice_is_a_flaw_wherever_it_is() {
    refuse(&[
        (
            r#"{"StartAt":"A","StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#,
            &[("/StartAt", "a second time")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Succeed"},"A":{"Type":"Succeed"}}}"#,
            &[("/States/A", "a second time")],
        ),
        (
            r#"{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Result":[{"a~/":1,
                "a~/":2}]}}}"#,
            &[("/States/A/Result/0/a~0~1", "a second time")],
        ),
    ]);
}

#[test]
fn flaws_come_in_the_order_of_the_document() {
    let text = r#"{"States":{"B":{"End":true,"Type":"Task"},
        "A":{"Next":"Bb","Type":"Pass","Foo":1}},"Version":"1","StartAt":"A"}"#;
    let paths: Vec<String> =
        read(text).expect_err("flaws").into_iter().map(|flaw| flaw.path).collect();
    assert_eq!(paths, ["/States/B", "/States/B", "/States/A/Next", "/States/A/Foo", "/Version"]);
}

#[test]
fn a_flaw_is_shown_with_its_path() {
    let flaws = read(r#"{"StartAt":"A","States":{"A":{"Type":"Psas"}}}"#).expect_err("a flaw");
    let expected = "/States/A/Type: is the text \"Psas\": expected one of Task, Pass, \
                    Choice, Wait, Succeed, Fail, Parallel, Map: did you mean Pass?";
    assert_eq!(flaws.last().map(ToString::to_string).as_deref(), Some(expected));
    let flaws = read("{}").expect_err("flaws");
    assert_eq!(flaws[0].to_string(), "has no StartAt: a definition needs one");
}

#[test]
fn a_document_of_a_mebibyte_is_read_and_a_longer_one_is_not() {
    let text = r#"{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#;
    let padded = |bytes: usize| format!("{text}{}", " ".repeat(bytes - text.len()));
    good(&padded(1024 * 1024));
    let flaws = read(&padded(1024 * 1024 + 1)).expect_err("too long");
    assert_eq!(flaws[0].sentence, "has 1048577 bytes: expected at most 1048576");
}

#[test]
fn what_is_far_too_much_is_refused_quickly() {
    let begun = Instant::now();
    let many = |state: fn(usize) -> String, count: usize| {
        let states: Vec<String> = (0..count).map(state).collect();
        format!(r#"{{"StartAt":"0","States":{{{}}}}}"#, states.join(","))
    };
    let repeated =
        format!(r#"{{"{}":{{{}"":0}}}}"#, "k".repeat(400_000), r#""":0,"#.repeat(100_000));
    let variables: Vec<String> = (0..40_000).map(|at| format!(r#""v{at}":0"#)).collect();
    let branch = r#"{"StartAt":"B","States":{"B":{"Type":"Pass","End":true,"Assign":{"v1":1}}}}"#;
    let branches = format!(
        r#"{{"StartAt":"A","States":{{"A":{{"Type":"Parallel",
        "Assign":{{{}}},"Branches":[{}]}}}}}}"#,
        variables.join(","),
        vec![branch; 6_000].join(","),
    );
    let documents = [
        " ".repeat(5 * 1024 * 1024),
        "[".repeat(100_000),
        r#"{"a":"#.repeat(100_000),
        many(|at| format!(r#""{at}":{{"Type":"Succeed"}}"#), 10_001),
        many(|at| format!(r#""{at}":{{"Type":"Pass","Next":"x{at}"}}"#), 9_999),
        many(|at| format!(r#""{at}":{{"Tipe":"Pass","Naxt":"x{at}"}}"#), 9_999),
        repeated,
        branches,
    ];
    for document in documents {
        let flaws = read(&document).expect_err("too much");
        assert!(flaws.len() <= 1_001, "{} flaws", flaws.len());
    }
    // A bound for a slow machine under load; it takes a fraction of it.
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn nesting_has_a_bound_that_is_told() {
    let nested = |depth: usize| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!(
            r#"{{"StartAt":"A","States":{{"A":{{"Type":"Pass","End":true,
                "Result":{open}{close}}}}}}}"#
        )
    };
    good(&nested(124));
    let flaws = read(&nested(125)).expect_err("too deep");
    assert!(
        flaws[0].sentence.starts_with("is nested too deeply at line 2, column "),
        "{}",
        flaws[0]
    );
}

#[test]
fn ten_thousand_states_are_read_and_one_more_is_not() {
    let chain = |count: usize| {
        let mut states: Vec<String> = (1..count)
            .map(|at| format!(r#""{}":{{"Type":"Pass","Next":"{at}"}}"#, at - 1))
            .collect();
        states.push(format!(r#""{}":{{"Type":"Succeed"}}"#, count - 1));
        format!(r#"{{"StartAt":"0","States":{{{}}}}}"#, states.join(","))
    };
    assert_eq!(good(&chain(10_000)).states.states.len(), 10_000);
    let flaws = read(&chain(10_001)).expect_err("too many");
    assert_eq!(flaws[0].to_string(), "has 10001 states: expected at most 10000");
}

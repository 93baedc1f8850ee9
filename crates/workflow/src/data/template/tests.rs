use std::collections::BTreeMap;

use kernel::Timestamp;
use serde_json::{Value, json};

use super::Template;
use crate::data::{Ambient, Fault, Scope};

fn make(template: &Template) -> Result<Value, Fault> {
    let input = json!({"name": "Ann", "items": [{"size": 1}, {"size": 2}]});
    let (context, variables) = (json!({"Id": "x-1"}), BTreeMap::from([("n".into(), json!(2))]));
    let ambient = Ambient { now: Timestamp::UNIX_EPOCH, seed: 7 };
    template.make(&Scope {
        input: &input,
        context: &context,
        variables: &variables,
        result: None,
        error_output: None,
        ambient,
    })
}

fn pointers(flaws: Vec<super::Flaw>) -> Vec<String> {
    for (_, what) in &flaws {
        assert!(what.ends_with('.'), "{what}");
    }
    flaws.into_iter().map(|(pointer, _)| pointer).collect()
}

#[test]
fn a_payload_template_fills_keys_that_end_in_a_dollar_at_any_depth() {
    let template = Template::of_paths(&json!({
        "constant": "$.name",
        "name.$": "$.name",
        "list": [{"id.$": "$$.Id"}, "$.name", 1],
        "deep": {"sizes.$": "$.items[*].size", "text.$": "States.Format('{}-{}', $.name, $n)"},
    }));
    let expected = json!({
        "constant": "$.name",
        "name": "Ann",
        "list": [{"id": "x-1"}, "$.name", 1],
        "deep": {"sizes": [1, 2], "text": "Ann-2"},
    });
    assert_eq!(make(&template.expect("it has no flaws")), Ok(expected));
}

#[test]
fn all_flaws_of_a_payload_template_are_reported_with_their_places() {
    let flaws = Template::of_paths(&json!({
        "a.$": 1,
        "b/c": [{"~.$": "no path"}],
        "d.$": "$.",
        "e.$": "States.None()",
        "f": 1,
        "f.$": "$.f",
    }));
    let expected = ["/a.$", "/b~1c/0/~0.$", "/d.$", "/e.$", "/f.$"];
    assert_eq!(pointers(flaws.expect_err("it has five")), expected);
}

#[test]
fn a_path_that_finds_nothing_names_itself_its_field_and_the_input() {
    let template = Template::of_paths(&json!({"deep": {"y.$": "$.x"}})).expect("it has no flaws");
    let fault = make(&template).expect_err("there is no x");
    assert_eq!(fault.error, "States.Runtime");
    assert_eq!(
        fault.cause,
        "The JSONPath '$.x' specified for the field 'y.$' could not be found in the input \
         '{\"name\":\"Ann\",\"items\":[{\"size\":1},{\"size\":2}]}'"
    );
}

#[test]
fn a_text_is_a_path_or_a_function() {
    for (text, expected) in [
        ("$.items[1].size", json!(2)),
        ("$$.Id", json!("x-1")),
        ("$n", json!(2)),
        ("States.ArrayLength($.items)", json!(2)),
        ("$.items[?(@.size > 5)]", json!([])),
    ] {
        let template = Template::of_path_text(text).expect(text);
        assert_eq!(make(&template), Ok(expected), "{text}");
    }
    assert!(Template::of_path_text("name").is_err_and(|why| why.contains("`name`")));
    let cause = Template::of_path_text("$.x").expect("it is a path").named("CausePath");
    let cause = make(&cause).expect_err("there is no x").cause;
    assert!(cause.contains("specified for the field 'CausePath'"), "{cause}");
}

#[test]
fn strings_between_marks_are_expressions_and_all_others_are_themselves() {
    let template = Template::of_jsonata(&json!({
        "name": "{% $states.input.name & '!' %}",
        "list": [1, "{%$n + 1%}", {"plain": "$n", "spaced": " {% $n %} ", "path.$": "$.name"}],
    }));
    let expected = json!({
        "name": "Ann!",
        "list": [1, 3, {"plain": "$n", "spaced": " {% $n %} ", "path.$": "$.name"}],
    });
    assert_eq!(make(&template.expect("it has no flaws")), Ok(expected));
    let whole = Template::of_jsonata(&json!("{% $states.input.items.size %}"));
    assert_eq!(make(&whole.expect("it has no flaws")), Ok(json!([1, 2])));
}

#[test]
fn all_flaws_of_a_jsonata_template_are_reported_with_their_places() {
    let flaws = Template::of_jsonata(&json!(["{% $n", {"a": "$n %}"}, "{% 1 + %}", "{%%}", "{%}"]));
    let expected = ["/0", "/1/a", "/2", "/3", "/4"];
    assert_eq!(pointers(flaws.expect_err("it has five")), expected);
}

#[test]
fn expressions_without_a_value_or_with_one_that_is_no_json_say_where_they_stand() {
    for (template, cause) in [
        (
            json!({"a": ["{% $states.input.none %}"]}),
            "The JSONata expression '$states.input.none' specified for the field 'Output/a[0]' \
             returned nothing (undefined).",
        ),
        (
            json!("{% function($x){$x} %}"),
            "The JSONata expression 'function($x){$x}' specified for the field 'Output' returned \
             an unsupported result type.",
        ),
        (
            json!("{% $noSuchFunction(1) %}"),
            "The JSONata expression '$noSuchFunction(1)' specified for the field 'Output' threw an \
             error during evaluation. T1006: Attempted to invoke a non-function: $noSuchFunction",
        ),
    ] {
        let template = Template::of_jsonata(&template).expect("it has no flaws").named("Output");
        let fault = make(&template).expect_err(cause);
        assert_eq!(
            (fault.error.as_str(), fault.cause.as_str()),
            ("States.QueryEvaluationError", cause)
        );
    }
}

#[test]
fn two_expressions_of_one_template_draw_different_chances() {
    let template = json!(["{% $uuid() %}", "{% $uuid() %}", "{% $random() %}", "{% $random() %}"]);
    let template = Template::of_jsonata(&template).expect("it has no flaws");
    let made = make(&template).expect("nothing can fail");
    assert_eq!(make(&template), Ok(made.clone()));
    assert_ne!(made[0], made[1]);
    assert_ne!(made[2], made[3]);
}

#[test]
fn a_template_may_neither_nest_too_deep_nor_make_too_much() {
    let deep = (0..101).fold(json!(1), |inner, _| json!([inner]));
    assert!(Template::of_jsonata(&deep).is_err());
    let whole: Vec<_> =
        (0..1_000).map(|_| json!({"x.$": "States.ArrayRange(1, 1000, 1)"})).collect();
    let many = Value::Array(vec![Value::Array(whole); 4]);
    let fault = make(&Template::of_paths(&many).expect("it has no flaws")).expect_err("too much");
    assert_eq!(fault.error, "States.DataLimitExceeded");
}

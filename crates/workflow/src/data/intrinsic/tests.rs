//! Every function, against what Step Functions answers.

use std::collections::BTreeMap;

use kernel::Timestamp;
use serde_json::{Value, json};

use super::Call;
use crate::data::making::Making;
use crate::data::{Ambient, Fault, Scope};

fn call(text: &str, input: &Value) -> Result<Value, Fault> {
    let (context, variables) = (json!({"Id": "x-1"}), BTreeMap::from([("n".into(), json!(2))]));
    let ambient = Ambient { now: Timestamp::UNIX_EPOCH, seed: 7 };
    let scope = Scope {
        input,
        context: &context,
        variables: &variables,
        result: None,
        error_output: None,
        ambient,
    };
    Call::parse(text).expect(text).evaluate(&Making::new(&scope))
}

#[test]
fn functions_of_arrays() {
    let input = json!({"a": [1, 2, 3, 4, 5], "same": [1, 1.0, {"x": 1, "y": 2}, {"y": 2, "x": 1}]});
    for (text, expected) in [
        ("States.Array()", json!([])),
        ("States.Array(1, 'two', true, null, $.a[0])", json!([1, "two", true, null, 1])),
        ("States.ArrayPartition($.a, 2)", json!([[1, 2], [3, 4], [5]])),
        ("States.ArrayPartition($.a, 4.5)", json!([[1, 2, 3, 4, 5]])),
        ("States.ArrayContains($.a, 5)", json!(true)),
        ("States.ArrayContains($.a, '5')", json!(false)),
        ("States.ArrayContains($.same, 1)", json!(true)),
        ("States.ArrayRange(1, 9, 2)", json!([1, 3, 5, 7, 9])),
        ("States.ArrayRange(0, 10, 3)", json!([0, 3, 6, 9])),
        ("States.ArrayRange(1, 9, 9)", json!([1])),
        ("States.ArrayRange(3, 1, -1)", json!([3, 2, 1])),
        ("States.ArrayRange(3, 1, 1)", json!([])),
        ("States.ArrayGetItem($.a, $n)", json!(3)),
        ("States.ArrayLength($.a)", json!(5)),
        ("States.ArrayUnique($.same)", json!([1, {"x": 1, "y": 2}])),
    ] {
        assert_eq!(call(text, &input), Ok(expected), "{text}");
    }
}

#[test]
fn functions_of_texts_and_json() {
    let input = json!({"text": "a.b+c", "one": {"a": {"b": 1}, "c": 2}, "other": {"a": {"d": 3}}});
    for (text, expected) in [
        ("States.Base64Encode('Data to encode')", json!("RGF0YSB0byBlbmNvZGU=")),
        ("States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", json!("Data to encode")),
        ("States.Hash('input data', 'MD5')", json!("812f45842bc6d66ee14572ce20db8e86")),
        ("States.StringSplit($.text, '.+')", json!(["a", "b", "c"])),
        ("States.StringSplit(', , ,', ',')", json!([" ", " "])),
        ("States.StringSplit(',,,,', ',')", json!([])),
        ("States.JsonMerge($.one, $.other, false)", json!({"a": {"d": 3}, "c": 2})),
        ("States.StringToJson('{\"a\": [1, 2.5]}')", json!({"a": [1, 2.5]})),
        ("States.StringToJson('')", json!(null)),
        ("States.StringToJson('-0')", json!(0)),
        ("States.JsonToString($.other)", json!("{\"a\":{\"d\":3}}")),
        ("States.ArrayGetItem(States.StringSplit($$.Id, '-'), 0)", json!("x")),
    ] {
        assert_eq!(call(text, &input), Ok(expected), "{text}");
    }
}

#[test]
fn format_fills_each_hole_and_knows_escapes() {
    let input = json!({"s": "x", "o": {"Arg1": 1, "Arg2": []}, "t": "<{}>", "a": ["b", null]});
    for (text, expected) in [
        ("States.Format('no holes')", "no holes"),
        ("States.Format('fst={} and snd={}.', $.o, 1.5)", "fst={Arg1=1, Arg2=[]} and snd=1.5."),
        ("States.Format('{}{}', $.s, null)", "xnull"),
        ("States.Format($.t, $.a)", "<[b, null]>"),
        (r"States.Format('It\'s \{{}\} \\ \{\}', $.s)", r"It's {x} \ {}"),
        ("States.Format('{\"a\": {}}', true)", "{\"a\": true}"),
    ] {
        assert_eq!(call(text, &input), Ok(json!(expected)), "{text}");
    }
    let fault = call("States.Format('{}')", &input).expect_err("nothing fills the hole");
    assert_eq!(fault.error, "States.IntrinsicFailure");
    assert!(fault.cause.starts_with("The function 'States.Format('{}')' had the following error:"));
}

#[test]
fn sums_are_rounded_as_step_functions_rounds() {
    for (text, expected) in [
        ("States.MathAdd(-9, 3)", -6),
        ("States.MathAdd(1.49, 1.5)", 3),
        ("States.MathAdd(-1.5, -1.51)", -3),
        ("States.MathAdd(-2.5, 0)", -2),
    ] {
        assert_eq!(call(text, &json!({})), Ok(json!(expected)), "{text}");
    }
}

#[test]
fn chance_follows_from_the_seed_and_differs_within_a_call() {
    let two = "States.Array(States.UUID(), States.UUID())";
    let ids = call(two, &json!({})).expect("it has no arguments");
    assert_eq!(call(two, &json!({})), Ok(ids.clone()));
    assert_ne!(ids[0], ids[1]);
    let seeded = "States.MathRandom(0, 999, 3)";
    assert_eq!(call(seeded, &json!({})), call(seeded, &json!({})));
    for number in -3..0 {
        let drawn = call(&format!("States.MathRandom({number}, 0)"), &json!({}));
        assert!(drawn.is_ok_and(|drawn| (number..0).contains(&drawn.as_i64().unwrap_or(9))));
    }
}

#[test]
fn what_a_function_cannot_take_is_an_intrinsic_failure() {
    let input = json!({"a": [1], "o": {}, "s": "s", "long": "a".repeat(10_001)});
    for text in [
        "States.ArrayPartition($.a, 0)",
        "States.ArrayPartition($.o, 1)",
        "States.ArrayRange(1, 2, 0)",
        "States.ArrayRange(0, 1000, 1)",
        "States.ArrayRange(-9007199254740992, 9007199254740992, 1)",
        "States.ArrayGetItem($.a, 1)",
        "States.ArrayGetItem($.a, -1)",
        "States.ArrayLength($.s)",
        "States.ArrayUnique($.o)",
        "States.Base64Encode($.long)",
        "States.Base64Decode('%')",
        "States.Base64Decode('/w==')",
        "States.Hash($.long, 'MD5')",
        "States.Hash('a', 'SHA-3')",
        "States.JsonMerge($.o, $.o, true)",
        "States.JsonMerge($.a, $.o, false)",
        "States.StringToJson('{')",
        "States.MathAdd(2147483647, 1)",
        "States.MathAdd('1', 1)",
        "States.MathRandom(1, 1)",
        "States.MathRandom(1, 1e300)",
        "States.StringSplit(1, ',')",
        "States.Format(1)",
        "States.ArrayLength($.none)",
    ] {
        let fault = call(text, &input).expect_err(text);
        assert_eq!(fault.error, "States.IntrinsicFailure", "{text}");
        assert!(fault.cause.contains(text), "{}", fault.cause);
    }
}

#[test]
fn calls_that_cannot_be_read_are_refused_with_a_sentence() {
    let deep = |depth| format!("{}1{}", "States.Array(".repeat(depth), ")".repeat(depth));
    assert!(Call::parse(&deep(10)).is_ok());
    for text in [
        &deep(11),
        &format!("States.Array({})", "1,".repeat(10_000)),
        "States.None()",
        "States.UUID(1)",
        "States.Format()",
        "States.Array(1 2)",
        "States.Array(1",
        "States.Array('a)",
        "States.Array(\"a\")",
        r"States.StringToJson('\n')",
        "States.Array($.)",
        "States.Array([1])",
        "States.UUID() ",
        "UUID()",
    ] {
        let why = Call::parse(text).expect_err(text);
        assert!(why.ends_with('.'), "{why}");
    }
}

#[test]
fn a_call_may_not_make_more_than_any_payload_holds() {
    let input = json!("a".repeat(200_000));
    let text = format!("States.Array($ {})", ", $".repeat(200));
    let fault = call(&text, &input).expect_err("40 megabytes");
    assert_eq!(fault.error, "States.DataLimitExceeded");
}

use std::collections::BTreeMap;

use kernel::Timestamp;
use serde_json::{Value, json};

use super::Path;
use crate::data::{Ambient, Fault, Scope};

pub(super) fn find(path: &str, input: &Value) -> Result<Option<Value>, Fault> {
    let (context, variables) =
        (json!({"Execution": {"Id": "x-1"}}), BTreeMap::from([("my_1".into(), json!({"a": [1]}))]));
    let ambient = Ambient { now: Timestamp::UNIX_EPOCH, seed: 7 };
    Path::parse(path).expect(path).find(&Scope {
        input,
        context: &context,
        variables: &variables,
        result: None,
        error_output: None,
        ambient,
    })
}

#[test]
fn a_definite_path_finds_the_value_itself_or_nothing() {
    let input = json!({
        "a": {"b c": [10, 20, 30], "null": null, "d-e": {"f": true}},
        "ünï": 1, "it's": 2, "Test\\\"\"Name\"": 3, "length": 4,
    });
    for (path, expected) in [
        ("$", Some(input.clone())),
        ("$.a['b c'][0]", Some(json!(10))),
        ("$['a'][\"b c\"][-1]", Some(json!(30))),
        ("$.a.['b c'][ 1 ]", Some(json!(20))),
        ("$.a.d-e.f", Some(json!(true))),
        ("$.a.null", Some(json!(null))),
        ("$.ünï", Some(json!(1))),
        (r"$['it\'s']", Some(json!(2))),
        (r#"$['Test\""Name"']"#, Some(json!(3))),
        ("$.length", Some(json!(4))),
        ("$.a['b c'].length()", Some(json!(3))),
        ("$$.Execution.Id", Some(json!("x-1"))),
        ("$my_1.a[0]", Some(json!(1))),
        ("$my_1", Some(json!({"a": [1]}))),
        ("$['length', 'ünï', 'none']", Some(json!({"length": 4, "ünï": 1}))),
        ("$.none", None),
        ("$.a['b c'][3]", None),
        ("$.a['b c'][-4]", None),
        ("$.a['b c'].x", None),
        ("$.a[0]", None),
        ("$.length.length()", None),
        ("$other", None),
    ] {
        assert_eq!(find(path, &input), Ok(expected), "{path}");
    }
}

#[test]
fn an_indefinite_path_finds_an_array_of_all_matches() {
    let input =
        json!({"items": [{"v": 1}, {"v": 2, "w": 3}, {"x": [4]}], "v": 5, "n": [0, 1, 2, 3, 4]});
    for (path, expected) in [
        ("$.items[*].v", json!([1, 2])),
        ("$.items.*.v", json!([1, 2])),
        ("$..v", json!([5, 1, 2])),
        ("$..x[0]", json!([4])),
        ("$.items..v", json!([1, 2])),
        ("$.items[1]..*", json!([2, 3])),
        ("$..[0]", json!([{"v": 1}, 4, 0])),
        ("$.n[1:3]", json!([1, 2])),
        ("$.n[-2:]", json!([3, 4])),
        ("$.n[:-3]", json!([0, 1])),
        ("$.n[::2]", json!([0, 2, 4])),
        ("$.n[3:1]", json!([])),
        ("$.n[1:99]", json!([1, 2, 3, 4])),
        ("$.n[0,2,9]", json!([0, 2])),
        ("$.items['v','w'][0]", json!([])),
        ("$.items[*]['v','w']", json!([{"v": 1}, {"v": 2, "w": 3}, {}])),
    ] {
        assert_eq!(find(path, &input), Ok(Some(expected)), "{path}");
    }
}

/// As Step Functions answers them for the input `{}`.
#[test]
fn an_indefinite_path_into_nothing_finds_an_empty_array() {
    for path in [
        "$[*]",
        "$.items[*]",
        "$.items[1:]",
        "$.items[:1]",
        "$.item.items[*]",
        "$.item.items[1:5]",
        "$.items[*].itemValue",
        "$.items[1:].itemValue",
        "$.none[?(@.a)]",
    ] {
        assert_eq!(find(path, &json!({})), Ok(Some(json!([]))), "{path}");
    }
    assert_eq!(find("$[1:]", &json!({})), Ok(None));
}

#[test]
fn texts_that_are_no_paths_are_refused_with_a_sentence() {
    for path in [
        "",
        "a",
        "$.",
        "$..",
        "$a.",
        "$1",
        "$ .a",
        "$.a b",
        "$.a.",
        "$[",
        "$[]",
        "$['a]",
        "$['a'",
        "$[a]",
        "$[1.5]",
        "$[0:1:0]",
        "$[0:1:-1]",
        "$[99999999999999999999]",
        "$.a[?]",
        "$.a[?(]",
        "$.a[?()]",
        "$.a[?(1)]",
        "$.a[?(@.b =~ /x/)]",
        "$.a[?(@.b == )]",
        "$.a[?(@.b == 1]",
        "$.a.min()",
        "$.a[*].length()",
        "$.a.length().b",
        "$[?(@.a == [1, [2)]",
    ] {
        let why = Path::parse(path).expect_err(path);
        assert!(why.ends_with('.'), "{why}");
    }
}

#[test]
fn hostile_paths_end_soon() {
    let deep = format!("${}@.a{}", "[?(".repeat(100), ")]".repeat(100));
    assert!(Path::parse(&deep).is_err());
    assert!(Path::parse(&format!("$[?({}@.a)]", "!".repeat(500))).is_err());
    assert!(Path::parse(&format!("${}", ".a".repeat(512))).is_err());
    let input = (0..60).fold(json!([1, 2]), |inner, _| json!([inner, 1]));
    let fault = find(&format!("${}", "..*".repeat(300)), &input).expect_err("it has no end");
    assert_eq!(fault.error, "States.DataLimitExceeded");
}

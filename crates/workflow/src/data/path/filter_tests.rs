use serde_json::{Value, json};

use super::find_tests::find;

fn names(condition: &str) -> Value {
    let input = json!({
        "max": 2,
        "list": [
            {"name": "a", "n": 1, "s": "x", "tags": ["t"]},
            {"name": "b", "n": 2, "s": "y", "c": null, "in": {"d": 1}},
            {"name": "c", "n": 3.0, "s": "10", "tags": []},
            {"name": "d"},
            "no object",
        ],
    });
    let path = format!("$.list[?{condition}].name");
    find(&path, &input).expect(&path).expect("a filter finds an array at least")
}

#[test]
fn comparisons() {
    for (condition, expected) in [
        ("(@.s == 'x')", json!(["a"])),
        ("(@.s == \"x\")", json!(["a"])),
        ("(@['s']=='x')", json!(["a"])),
        ("('x' == @.s)", json!(["a"])),
        ("(@.s != 'x')", json!(["b", "c", "d"])),
        ("(@.n > 1)", json!(["b", "c"])),
        ("(@.n>=3)", json!(["c"])),
        ("(@.n < 1.5)", json!(["a"])),
        ("(@.n <= $.max)", json!(["a", "b"])),
        ("(@.n == 3)", json!(["c"])),
        ("(@.s == 10)", json!(["c"])),
        ("(@.n > 'a')", json!([])),
        ("(@.s > 'x')", json!(["b"])),
        ("(@.c == null)", json!(["b"])),
        ("(@.n in [1, 3])", json!(["a", "c"])),
        ("(@.s nin ['x', 'y', '10'])", json!(["d"])),
        ("(@.tags == ['t'])", json!(["a"])),
        ("(@.in.d == 1)", json!(["b"])),
        ("(@.none == @.nothing)", json!([])),
    ] {
        assert_eq!(names(condition), expected, "{condition}");
    }
}

#[test]
fn existence_and_logic() {
    for (condition, expected) in [
        ("(@.c)", json!(["b"])),
        ("(!(@.n))", json!(["d"])),
        ("(!@.n)", json!(["d"])),
        ("(@.n > 1 && @.c)", json!(["b"])),
        ("(@.n == 1 || @.n == 3)", json!(["a", "c"])),
        ("(@.n == 1 || @.n == 2 && @.s == 'z')", json!(["a"])),
        ("((@.n == 1 || @.n == 2) && @.s == 'y')", json!(["b"])),
        ("(@.s == 'x' && @.n > 0 || !(@.n))", json!(["a", "d"])),
    ] {
        assert_eq!(names(condition), expected, "{condition}");
    }
}

#[test]
fn a_filter_looks_at_an_object_itself_and_below_everything_at_objects() {
    let input = json!({"year": 1998, "name": "x", "in": [{"year": 1997}, {"year": 2001}]});
    for (path, expected) in [
        ("$.[?(@.year < 1999)].name", json!(["x"])),
        ("$[?(@.year > 1999)]", json!([])),
        ("$.in[?(@.year > 1999)]", json!([{"year": 2001}])),
        ("$.in..[?(@.year)]", json!([{"year": 1997}, {"year": 2001}])),
        ("$.name[?(@.year)]", json!([])),
    ] {
        assert_eq!(find(path, &input), Ok(Some(expected)), "{path}");
    }
}

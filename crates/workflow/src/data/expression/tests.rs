use std::collections::BTreeMap;

use kernel::Timestamp;
use serde_json::{Value, json};

use super::Expression;
use crate::data::making::Making;
use crate::data::{Ambient, Fault, Scope};

/// Longer than anything takes on a busy machine.
const LONG_MS: u64 = 120_000;

pub(super) fn evaluate(source: &str) -> Result<Option<Value>, Fault> {
    in_scope(|scope| Expression::parse(source).expect(source).evaluate(scope))
}

/// The same within every limit but that of time.
pub(super) fn evaluate_patiently(source: &str) -> Result<Option<Value>, String> {
    in_scope(|scope| {
        let expression = Expression::parse(source).expect(source);
        expression.run_evaluator_for(LONG_MS, &Making::new(scope))
    })
}

fn in_scope<T>(work: impl FnOnce(&Scope<'_>) -> T) -> T {
    let input = json!({
        "name": "Ann",
        "lines": [{"sku": "a", "price": 3, "n": 2}, {"sku": "b", "price": 2.5, "n": 1}],
        "one": [7],
        "nested": [[1, 2], [3]],
    });
    let (context, result) = (json!({"Execution": {"Id": "x-1"}}), json!({"ok": true}));
    let error = json!({"Error": "E"});
    let variables =
        BTreeMap::from([("rate".into(), json!(1.5)), ("list".into(), json!([1, 2, 3]))]);
    let ambient = Ambient { now: Timestamp::UNIX_EPOCH, seed: 7 };
    let scope = Scope {
        input: &input,
        context: &context,
        variables: &variables,
        result: Some(&result),
        error_output: Some(&error),
        ambient,
    };
    work(&scope)
}

#[test]
fn an_expression_sees_the_states_and_the_variables() {
    for (source, expected) in [
        ("$states.input.name", json!("Ann")),
        ("$states.context.Execution.Id", json!("x-1")),
        ("$states.result.ok", json!(true)),
        ("$states.errorOutput.Error", json!("E")),
        ("$rate * 2", json!(3)),
        ("$list[0]", json!(1)),
        ("$list", json!([1, 2, 3])),
        ("$count($states.input.lines)", json!(2)),
        ("$states.input.lines[price > 2.6].sku", json!("a")),
        ("$states.input.lines.(price * $rate)", json!([4.5, 3.75])),
        ("$states.input.lines^(>price).sku", json!(["a", "b"])),
        ("$states.input.lines{sku: n}", json!({"a": 2, "b": 1})),
        ("[$states.input.lines.sku, 1]", json!(["a", "b", 1])),
        ("[[1, 2], [3]]", json!([[1, 2], [3]])),
        ("[$states.input.nested, [4]]", json!([[1, 2], [3], [4]])),
        ("$states.input.one", json!([7])),
        ("$states.input.one[0]", json!(7)),
        ("$states.input.lines[0].sku[]", json!(["a"])),
        ("[1..3]", json!([1, 2, 3])),
        ("null", json!(null)),
        ("'a' & 1 & true & null & [1,2]", json!("a1truenull[1,2]")),
    ] {
        assert_eq!(evaluate(source), Ok(Some(expected)), "{source}");
    }
    assert_eq!(evaluate("$states.input.none"), Ok(None));
    assert_eq!(evaluate("$unknown"), Ok(None));
}

#[test]
fn functions_chains_and_closures_work_under_guard() {
    for (source, expected) in [
        ("($f := function($x) { $x + 1 }; $f(1))", json!(2)),
        ("($fac := function($n) { $n < 2 ? 1 : $n * $fac($n - 1) }; $fac(10))", json!(3_628_800)),
        ("$map($list, function($v, $i, $a) { $v * $i + $count($a) })", json!([3, 5, 9])),
        ("$reduce($list, function($a, $b) { $a + $b })", json!(6)),
        ("$filter($list, function($v) { $v > 1 })", json!([2, 3])),
        ("$list ~> $map(function($v) { $v * 2 }) ~> $sum()", json!(12)),
        ("$sum($map($list, $string ~> $number))", json!(6)),
        ("($add := function($a, $b) { $a + $b }; $two := $add(?, 2); $two(3))", json!(5)),
        ("$sort($list, function($l, $r) { $l < $r })", json!([3, 2, 1])),
        ("$join(['a', 'b', 'c'], '-')", json!("a-b-c")),
        ("['a', 'b'] ~> $join('+')", json!("a+b")),
        ("$replace('a-b-c', '-', '+')", json!("a+b+c")),
        ("$replace('a1b2', /[0-9]/, function($m) { '<' & $m.match & '>' })", json!("a<1>b<2>")),
        ("('a-b').$replace('-', '+')", json!("a+b")),
        ("$pad('x', -3, '#')", json!("##x")),
        ("'x' ~> $pad(3)", json!("x  ")),
        ("$split('a,b', ',')", json!(["a", "b"])),
        ("$merge([{'a': 1}, {'b': 2}])", json!({"a": 1, "b": 2})),
        (
            "$states.input ~> |lines|{'n': 0}, ['sku']| ~> $lookup('lines')",
            json!([{"price": 3, "n": 0}, {"price": 2.5, "n": 0}]),
        ),
        ("$match('ab', /b/).index", json!(1)),
        ("$each({'a': 1}, function($v, $k) { $k & $v })", json!("a1")),
        (
            "($l := $states.input.lines; $l@$a.$l@$b[$a.sku = $b.sku].{'s': $a.sku, 'n': $b.n})",
            json!([{"s": "a", "n": 2}, {"s": "b", "n": 1}]),
        ),
        ("$states.input.lines#$i.(sku & $i)", json!(["a0", "b1"])),
        ("$states.input.lines.sku.%.n", json!([2, 1])),
        (
            "($loop := function($n, $to) { $n = $to ? $n : $loop($n + 1, $to) }; $loop(0, 9000))",
            json!(9000),
        ),
        ("$string({'a': [1, 2.5]})", json!("{\"a\":[1,2.5]}")),
        ("$exists($states.input.none) or $exists($rate)", json!(true)),
        ("$distinct([1, 1, 2])", json!([1, 2])),
        ("$list ~> $distinct", json!([1, 2, 3])),
        ("($distinct := function($x) { $x & '!' }; $distinct(1))", json!("1!")),
        ("($join := function($a, $b) { $a + $b }; $reduce($list, $join))", json!(6)),
        ("$append($list, 4)", json!([1, 2, 3, 4])),
        ("$zip($list, $list)", json!([[1, 1], [2, 2], [3, 3]])),
        ("2 in $list", json!(true)),
        ("$uppercase('a')", json!("A")),
        ("$states.input.**.sku", json!(["a", "b"])),
    ] {
        assert_eq!(evaluate(source), Ok(Some(expected)), "{source}");
    }
}

#[test]
fn the_functions_that_step_functions_adds() {
    for (source, expected) in [
        ("$partition([1,2,3,4], 3)", json!([[1, 2, 3], [4]])),
        ("$partition([0], 1)", json!([[0]])),
        ("$range(0, 9, 3)", json!([0, 3, 6, 9])),
        ("$range(1, 9, 9)", json!(1)),
        ("$hash('input data', 'MD5')", json!("812f45842bc6d66ee14572ce20db8e86")),
        ("$parse('{\"a\": [1, 2.5, null]}')", json!({"a": [1, 2.5, null]})),
        ("$parse('-0')", json!(0)),
        ("$length($uuid())", json!(36)),
        ("$random(3) = $random(3)", json!(true)),
        ("$random() = $random()", json!(false)),
        ("$random() < 1", json!(true)),
        ("$count($shuffle([1..50]))", json!(50)),
        ("$now()", json!("1970-01-01T00:00:00.000Z")),
        ("$now('[Y0001]-[M01]', '+0000')", json!("1970-01")),
        ("$millis()", json!(0)),
        ("$map([1, 2], $uuid) ~> $distinct() ~> $count()", json!(2)),
    ] {
        assert_eq!(evaluate(source), Ok(Some(expected)), "{source}");
    }
    assert_eq!(evaluate("$shuffle([1..50])"), evaluate("$shuffle([1..50])"));
    assert_eq!(evaluate("$uuid()"), evaluate("$uuid()"));
    for source in ["$range(0, 1000, 1)", "$hash('a', 'b')", "$parse('{')", "$partition([1], 0)"] {
        assert!(evaluate(source).is_err(), "{source}");
    }
}

#[test]
fn what_step_functions_does_not_have_is_refused_when_read() {
    for source in [
        "",
        " ",
        "1 +",
        "$eval('1')",
        "$map(['1'], $eval)",
        "($e := $eval; 1)",
        "$",
        "$$",
        "$.a",
        "$$.a",
        "$map([1], function($x) { $ })",
        "$list ~> $eval",
        "$map($list, $join)",
    ] {
        let why = Expression::parse(source).expect_err(source);
        assert!(why.ends_with('.'), "{why}");
    }
    for source in ["$list[$ > 1]", "$list.($ + 1)", "$list^($)", "$list{$string($): $}"] {
        assert!(evaluate(source).is_ok_and(|value| value.is_some()), "{source}");
    }
    assert!(Expression::parse(&"1 + ".repeat(9_000)).is_err());
}

#[test]
fn results_that_are_no_json_and_errors_are_evaluation_errors() {
    for (source, what) in [
        ("function($x) { $x }", "returned an unsupported result type."),
        ("[$sum]", "returned an unsupported result type."),
        ("$number('x')", "threw an error during evaluation. D3030"),
        ("$error('no beans')", "no beans"),
        ("1 / 0", "D1001"),
        ("$none(1)", "T1006"),
        ("'a' + 1", "T2001"),
    ] {
        let fault = evaluate(source).expect_err(source);
        assert_eq!(fault.error, "States.QueryEvaluationError");
        let start = format!("The JSONata expression '{source}' ");
        assert!(fault.cause.starts_with(&start) && fault.cause.contains(what), "{}", fault.cause);
    }
}

//! Hostile expressions end soon and stay small. Without limits each of these would fill any memory
//! or never end; with them none took more than 360 MB or 1.3 seconds in a debug build.

use super::tests::{evaluate, evaluate_patiently};

fn assert_stopped(sources: &[&str]) {
    for source in sources {
        let fault = evaluate(source).expect_err(source);
        assert_eq!(fault.error, "States.QueryEvaluationError", "{source}");
    }
}

#[test]
fn recursion_without_an_end_is_stopped() {
    assert_stopped(&[
        "($f := function() { $f() }; $f())",
        "($f := function() { 1 + $f() }; $f())",
        "($f := function($n) { $f($n + 1) + 1 }; $f(0))",
    ]);
}

#[test]
fn huge_ranges_and_products_of_them_are_stopped() {
    assert_stopped(&[
        "[1..10000000]",
        "[1..131072].[1..131072]",
        "[1..100000].([1..100000])",
        "($l := [1..100000]; $l.$l)",
        "($o := {'l': [1..100000]}; $o.l.($o).l)",
        "($o := {'l': [1..100000]}; $o.l.{'a': $o}.a.l)",
        "($l := [1..131072].{'a': $}; $map([1..100000], function($i) { $l.a }))",
        "($l := [1..131072]; $l@$a.$l@$b.$l@$c.($a + $b))",
        "($o := {'i': [1..5000].{'a': $}}; $o.i.%.i.%.i.a)",
        "($o := {'i': [1..5000].{'a': $}}; $o.i.$o.i.$o.i.a)",
    ]);
}

#[test]
fn what_doubles_in_each_step_is_stopped() {
    assert_stopped(&[
        "($f := function($s) { $f($s & $s) }; $f('x'))",
        "$reduce([1..100], function($s, $i) { $s & $s }, 'x')",
        "$reduce([1..100], function($s, $i) { [$s, $s] }, 'x')",
        "$reduce([1..100], function($s, $i) { $append($s, $s) }, ['x'])",
        "$string($reduce([1..100], function($s, $i) { {'a': $s, 'b': $s} }, 'x'))",
        "($o := $reduce([1..100], function($s, $i) { {'a': $s, 'b': $s} }, 'x'); $o = $o)",
        "$reduce([1..100], function($s, $i) { $join([$s, $s], 'and') }, 'x')",
    ]);
    let names = (1..100).map(|at| format!("$v{at} := $v{} & $v{};", at - 1, at - 1));
    assert_stopped(&[&format!("($v0 := 'x'; {} $v99)", names.collect::<String>())]);
    for step in [".($ & $)", ".([$, $])", ".{'a': $, 'b': $}"] {
        assert_stopped(&[&format!("('x'){}", step.repeat(100))]);
    }
}

#[test]
fn functions_that_make_much_of_little_are_stopped() {
    let large = "$s := $pad('x', 1000000, 'x')";
    let many = "[1..100000]";
    assert_stopped(&[
        "$pad('x', 1000000000000)",
        "'x' ~> $pad(-1000000000000)",
        &format!("{many}.$pad('x', 100000)"),
        &format!("({large}; $replace($s, 'x', $s))"),
        &format!("({large}; ($s).$replace('x', $s))"),
        &format!("({large}; $replace($s, /x/, function($m) {{ $s }}))"),
        &format!("({large}; $join($split($s, ''), $s))"),
        &format!("({large}; $string({many}.($s)))"),
        &format!("({large}; $x := /x/; $map({many}, function($i) {{ $x($s) }}))"),
        &format!("({large}; $f := $uppercase; $map({many}, function($i) {{ $f($s) }}))"),
        "$formatInteger(9007199254740991, 'I')",
        "$fromMillis(0, '[M,3000000000]')",
        "$fromMillis(0, '[f,999999999-999999999]')",
        "$now('[Y,999999999]')",
    ]);
    // The crate panics at this one, which is caught.
    assert!(evaluate("$fromMillis(0, '[Y,99]')").is_err());
}

#[test]
fn what_is_large_but_not_hostile_passes() {
    for source in [
        "$count([1..100000])",
        "$length($join([1..10000].($string($)), ','))",
        "$sum($map([1..10000], function($v) { $v * 2 }))",
        "$count($reduce([1..300], function($a, $i) { $append($a, $i) }, []))",
        "($l := [1..1000]; $count($map($l, function($v, $i, $a) { $a[$i] })))",
        "$count($distinct([1..100000].({'a': $})))",
        "($l := [1..200].{'a': $}; $count($l@$x.$l@$y[$x.a = $y.a].($x.a)))",
        "($even := function($n) { $n = 0 or $odd($n - 1) };
            $odd := function($n) { $n = 0 ? false : $even($n - 1) }; $odd(101))",
        "($even := function($n) { $n = 0 ? true : $odd($n - 1) };
            $odd := function($n) { $n = 0 ? false : $even($n - 1) }; $odd(6555))",
    ] {
        // How long it takes is the machine's affair.
        let made = evaluate_patiently(source);
        assert!(made.as_ref().is_ok_and(Option::is_some), "{source}: {made:?}");
    }
}

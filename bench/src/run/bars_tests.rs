use std::collections::BTreeMap;

use super::*;
use crate::limits::Bytes;
use crate::run::figures::{Beside, HalfLoad, Live, Machine, Menu};

fn outcome(per_second: f64, millis: f64) -> Outcome {
    Outcome {
        count: 1_000,
        seconds: 1.0,
        per_second,
        p50_ms: millis,
        p90_ms: millis,
        p99_ms: millis,
        max_ms: millis,
        server_cpu_ms_each: Some(0.15),
        server_cores_used: Some(1.0),
        failures: BTreeMap::new(),
    }
}

fn beside(connections: usize, server: f64, limit: f64) -> Beside {
    let (server, limit) = (outcome(server, 1.0), outcome(limit, 1.0));
    Beside { connections, server, limit }
}

fn store() -> Store {
    let accepted = vec![
        beside(1, 900.0, 9_000.0),
        beside(16, 4_550.0, 40_000.0),
        beside(64, 9_000.0, 20_000.0),
        beside(256, 10_000.0, 20_000.0),
    ];
    Store {
        name: "SQLite".to_owned(),
        accepted: Measured::Figure(accepted),
        confirmed: Measured::Figure(outcome(1_000.0, 10.0)),
        half_load: Measured::Figure(HalfLoad { rate: 500, outcome: outcome(500.0, 50.0) }),
        journey: Measured::Figure(outcome(100.0, 10.0)),
        start_ms: Measured::Figure(100.0),
        idle_bytes: Measured::Figure(30 << 20),
        loaded_bytes: Measured::Figure(60 << 20),
        live: Measured::Figure(Live { bytes: 150 << 20, quiet: true }),
    }
}

fn figures(store: Store) -> Figures {
    let machine = Machine {
        processor: "x".to_owned(),
        cores: 2,
        memory_bytes: 1 << 30,
        kernel: "6".to_owned(),
        load_before: 0.0,
    };
    let whole = beside(16, 80.0, 100.0);
    Figures {
        at: "2026-11-20T00:00:00Z".to_owned(),
        commit: None,
        quick: true,
        machine,
        file_bytes: 30 << 20,
        has_web_app: true,
        accepting: "without workers".to_owned(),
        flushes: Measured::Missing("no".to_owned()),
        bytes: Bytes::DEFAULT,
        bytes_read: false,
        menu: Measured::Figure(Menu { bytes: 1, whole, unchanged: outcome(1.0, 1.0) }),
        stores: vec![store],
    }
}

fn verdict(bars: &[Bar], figure: &str) -> Verdict {
    let bar = bars.iter().find(|bar| bar.figure.ends_with(figure));
    bar.unwrap_or_else(|| panic!("no bar {figure}")).verdict
}

#[test]
fn every_bar_holds_at_its_very_edge_and_what_is_not_measured_never_does() {
    for bar in bars(&figures(store())) {
        let measured = !bar.figure.starts_with("workflow") && !bar.figure.starts_with("Lambda");
        let wanted = if measured { Verdict::Holds } else { Verdict::NotMeasured };
        assert_eq!(bar.verdict, wanted, "{bar:?}");
    }
}

#[test]
fn a_figure_on_the_wrong_side_does_not_hold() {
    let mut worse = store();
    worse.accepted = Measured::Figure(vec![
        beside(1, 900.0, 9_000.0),
        beside(16, 4_549.0, 40_000.0),
        beside(256, 9_999.0, 20_000.0),
    ]);
    worse.start_ms = Measured::Figure(100.1);
    let bars = bars(&figures(worse));
    for figure in ["orders accepted, 16 clients", "256 connections", "10,000 orders stored"] {
        assert_eq!(verdict(&bars, figure), Verdict::DoesNotHold, "{figure}");
    }
    assert_eq!(verdict(&bars, "accepted p99, 64 clients"), Verdict::NotMeasured);
}

#[test]
fn a_fast_figure_does_not_hold_when_some_answers_failed() {
    let mut failing = store();
    let mut half = outcome(500.0, 1.0);
    half.failures.insert("503 store.unavailable".to_owned(), 3);
    failing.half_load = Measured::Figure(HalfLoad { rate: 500, outcome: half });
    let mut none = outcome(0.0, 0.0);
    none.count = 0;
    failing.journey = Measured::Figure(none);
    let bars = bars(&figures(failing));
    assert_eq!(verdict(&bars, "half load"), Verdict::DoesNotHold);
    assert_eq!(verdict(&bars, "to collected"), Verdict::DoesNotHold);
}

#[test]
fn what_is_missing_is_told_with_its_reason() {
    let mut missing = store();
    missing.live = Measured::Missing("too few open files".to_owned());
    let bars = bars(&figures(missing));
    let bar = bars.iter().find(|bar| bar.figure.ends_with("live customers")).expect("a bar");
    assert_eq!((bar.verdict, bar.found.as_str()), (Verdict::NotMeasured, "too few open files"));
}

#[test]
fn the_size_of_a_file_without_web_apps_is_not_held_against_the_bar() {
    let mut without = figures(store());
    without.has_web_app = false;
    assert_eq!(verdict(&bars(&without), "the one file"), Verdict::NotMeasured);
}

//! The bars: what a figure must be for the project to keep its promise, and which of them hold.

use serde::Serialize;

use super::figures::{Figures, Measured, Store};
use crate::drive::Outcome;
use crate::units::{float, mebibytes, shown};

/// Orders per second of Vendure 3.7 with `PostgreSQL` from 16 clients, a complete guest order of
/// two lines each, on two cores. Source: our own measurement, told in the README.
pub(crate) const VENDURE_ORDERS_PER_SECOND: f64 = 18.2;
/// How many times as many the server must accept.
const TIMES_VENDURE: f64 = 250.0;

/// Whether a bar holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// The figure reaches it.
    Holds,
    /// The figure does not, or some of what was measured failed.
    DoesNotHold,
    /// There is no figure.
    NotMeasured,
}

impl Verdict {
    /// As it is read.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::DoesNotHold => "DOES NOT HOLD",
            Self::NotMeasured => "not measured",
        }
    }
}

/// A bar and what was found.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Bar {
    /// What is measured.
    pub(crate) figure: String,
    /// What it must be.
    pub(crate) wanted: String,
    /// What it is, or why it is unknown.
    pub(crate) found: String,
    /// Whether it holds.
    pub(crate) verdict: Verdict,
}

/// What the figure must be.
#[derive(Clone, Copy)]
enum Wanted {
    AtLeast(f64, &'static str),
    AtMost(f64, &'static str),
}

impl Wanted {
    fn reached_by(self, figure: f64) -> bool {
        match self {
            Self::AtLeast(least, _) => figure >= least,
            Self::AtMost(most, _) => figure <= most,
        }
    }

    fn text(self) -> String {
        match self {
            Self::AtLeast(least, unit) => format!("at least {}{unit}", shown(least)),
            Self::AtMost(most, unit) => format!("at most {}{unit}", shown(most)),
        }
    }

    fn unit(self) -> &'static str {
        match self {
            Self::AtLeast(_, unit) | Self::AtMost(_, unit) => unit,
        }
    }
}

/// A figure, and how much of what it was taken from failed; or why there is none.
type Found = Result<(f64, u64), String>;

fn bar(figure: impl Into<String>, wanted: Wanted, found: Found) -> Bar {
    let (found, verdict) = match found {
        Ok((figure, 0)) if wanted.reached_by(figure) => {
            (format!("{}{}", shown(figure), wanted.unit()), Verdict::Holds)
        }
        Ok((figure, 0)) => (format!("{}{}", shown(figure), wanted.unit()), Verdict::DoesNotHold),
        Ok((figure, failed)) => {
            let found = format!("{}{}, but {failed} failed", shown(figure), wanted.unit());
            (found, Verdict::DoesNotHold)
        }
        Err(why) => (why, Verdict::NotMeasured),
    };
    Bar { figure: figure.into(), wanted: wanted.text(), found, verdict }
}

/// All bars, those of a store once for each store.
pub(crate) fn bars(figures: &Figures) -> Vec<Bar> {
    let mut bars: Vec<Bar> = figures.stores.iter().flat_map(of_store).collect();
    let share = of(&figures.menu, |menu| (menu.whole.share() * 100.0, failed(&menu.whole.server)));
    bars.push(bar("menu reads, share of bare axum", Wanted::AtLeast(80.0, " %"), share));
    let size = mebibytes(figures.file_bytes);
    let size = if figures.has_web_app {
        Ok((size, 0))
    } else {
        Err(format!("{} MiB, without the web apps inside", shown(size)))
    };
    bars.push(bar("the one file", Wanted::AtMost(30.0, " MiB"), size));
    for (figure, wanted) in [
        ("workflow starts, durable", Wanted::AtLeast(5_000.0, "/s")),
        ("workflow transitions, durable", Wanted::AtLeast(25_000.0, "/s")),
        ("Lambda package", Wanted::AtMost(15.0, " MB")),
        ("Lambda, first answer above a bare function", Wanted::AtMost(10.0, " ms")),
    ] {
        bars.push(bar(figure, wanted, Err("this run has no such measurement".to_owned())));
    }
    bars
}

fn of_store(store: &Store) -> Vec<Bar> {
    let accepted = |connections: usize, figure: fn(&Outcome) -> Option<f64>| -> Found {
        let all = store.accepted.figure().ok_or_else(|| why(&store.accepted))?;
        let beside = all.iter().find(|beside| beside.connections == connections);
        let server = &beside.ok_or("not at that number of connections")?.server;
        Ok((figure(server).ok_or("the processor time is unknown")?, failed(server)))
    };
    let share = store.accepted.figure().map_or_else(
        || Err(why(&store.accepted)),
        |all| {
            let beside = all.iter().find(|beside| beside.connections == 256);
            let beside = beside.ok_or("not at that number of connections")?;
            Ok((beside.share() * 100.0, failed(&beside.server)))
        },
    );
    let half = of(&store.half_load, |half| (half.outcome.p99_ms, failed(&half.outcome)));
    let journey = match store.journey.figure().map(|journey| journey.server_cpu_ms_each) {
        Some(None) => Err("the processor time is unknown".to_owned()),
        _ => of(&store.journey, |journey| {
            (journey.server_cpu_ms_each.unwrap_or(f64::NAN), failed(journey))
        }),
    };
    let memory = |bytes| of(bytes, |bytes: &u64| (mebibytes(*bytes), 0));
    let least = VENDURE_ORDERS_PER_SECOND * TIMES_VENDURE;
    let rows = [
        (
            "orders accepted, 16 clients",
            Wanted::AtLeast(least, "/s"),
            accepted(16, |outcome| Some(outcome.per_second)),
        ),
        ("share of bare group commit, 256 connections", Wanted::AtLeast(50.0, " %"), share),
        (
            "accepted p50, 1 client",
            Wanted::AtMost(1.0, " ms"),
            accepted(1, |outcome| Some(outcome.p50_ms)),
        ),
        (
            "accepted p99, 64 clients",
            Wanted::AtMost(15.0, " ms"),
            accepted(64, |outcome| Some(outcome.p99_ms)),
        ),
        ("placed to confirmed p99, half load", Wanted::AtMost(50.0, " ms"), half),
        (
            "server CPU per accepted order, 16 clients",
            Wanted::AtMost(0.15, " ms"),
            accepted(16, |outcome| outcome.server_cpu_ms_each),
        ),
        ("server CPU per order to collected", Wanted::AtMost(1.0, " ms"), journey),
        ("memory, idle", Wanted::AtMost(30.0, " MiB"), memory(&store.idle_bytes)),
        (
            "memory, 10,000 live customers",
            Wanted::AtMost(150.0, " MiB"),
            of(&store.live, |live| (mebibytes(live.bytes), 0)),
        ),
        (
            "start to first 200, 10,000 orders stored",
            Wanted::AtMost(100.0, " ms"),
            of(&store.start_ms, |millis| (*millis, 0)),
        ),
    ];
    rows.into_iter()
        .map(|(figure, wanted, found)| bar(format!("{}: {figure}", store.name), wanted, found))
        .collect()
}

fn of<T>(measured: &Measured<T>, figure: impl Fn(&T) -> (f64, u64)) -> Found {
    measured.figure().map(figure).ok_or_else(|| why(measured))
}

fn why<T>(measured: &Measured<T>) -> String {
    measured.why_missing().unwrap_or_default().to_owned()
}

fn failed(outcome: &Outcome) -> u64 {
    // A load of which nothing went well has failed, even when no answer came to count.
    let failures = outcome.failures.values().sum();
    if outcome.count == 0 { u64::max(failures, 1) } else { failures }
}

/// How many times the peer's orders per second this is.
pub(crate) fn times_vendure(per_second: f64) -> f64 {
    (per_second / VENDURE_ORDERS_PER_SECOND * float(10)).round() / float(10)
}

#[cfg(test)]
#[path = "bars_tests.rs"]
mod tests;

//! What came of a load: latencies of what went well, and a count of everything that did not.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use crate::histogram::Histogram;
use crate::http::Parser;
use crate::units::{float, millis};

/// Counts while it is open; before and after (warm-up, drain) it takes no notice.
pub(crate) struct Tally {
    open: bool,
    latencies: Histogram,
    failures: BTreeMap<String, u64>,
}

impl Tally {
    /// Nothing counted, and not yet open.
    pub(crate) fn new() -> Self {
        Self { open: false, latencies: Histogram::new(), failures: BTreeMap::new() }
    }

    /// Begins or ends counting.
    pub(crate) fn set_open(&mut self, open: bool) {
        self.open = open;
    }

    /// Counts what went well.
    pub(crate) fn good(&mut self, took: Duration) {
        if self.open {
            self.latencies.record(took);
        }
    }

    /// Counts what did not, under a name.
    pub(crate) fn bad(&mut self, what: &str) {
        if self.open {
            *self.failures.entry(what.to_owned()).or_default() += 1;
        }
    }

    /// Counts an answer that is not the expected one: by its status and, of a problem, its code.
    pub(crate) fn unexpected(&mut self, answer: &mut Parser) {
        if self.open {
            let status = answer.status();
            let code = text_field(answer.body(), "code").unwrap_or_default();
            self.bad(format!("{status} {code}").trim_end());
        }
    }

    /// The figures, counted over so long; `cpu` is what the server used meanwhile.
    pub(crate) fn outcome(&self, counted: Duration, cpu: Option<Duration>) -> Outcome {
        let count = self.latencies.count();
        let each = |total: Duration| millis(total) / float(count.max(1));
        Outcome {
            count,
            seconds: counted.as_secs_f64(),
            per_second: float(count) / counted.as_secs_f64(),
            p50_ms: millis(self.latencies.percentile(500)),
            p90_ms: millis(self.latencies.percentile(900)),
            p99_ms: millis(self.latencies.percentile(990)),
            max_ms: millis(self.latencies.max()),
            server_cpu_ms_each: cpu.map(each),
            server_cores_used: cpu.map(|cpu| cpu.as_secs_f64() / counted.as_secs_f64()),
            failures: self.failures.clone(),
        }
    }
}

/// The figures of one load.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Outcome {
    /// How many went well while counting.
    pub(crate) count: u64,
    /// How long was counted.
    pub(crate) seconds: f64,
    /// Went well per second.
    pub(crate) per_second: f64,
    /// The median latency.
    pub(crate) p50_ms: f64,
    /// The latency nine of ten did not exceed.
    pub(crate) p90_ms: f64,
    /// The latency 99 of 100 did not exceed.
    pub(crate) p99_ms: f64,
    /// The largest latency.
    pub(crate) max_ms: f64,
    /// Processor time of the server for each that went well.
    pub(crate) server_cpu_ms_each: Option<f64>,
    /// How many cores the server kept busy.
    pub(crate) server_cores_used: Option<f64>,
    /// Everything that did not go well, by status and code.
    pub(crate) failures: BTreeMap<String, u64>,
}

/// The value of the first field of that name that holds text without escapes. A search and not a
/// parser: it reads thousands of bodies a second beside the server.
pub(crate) fn text_field<'a>(json: &'a [u8], name: &str) -> Option<&'a str> {
    let mut rest = json;
    loop {
        let quote = rest.iter().position(|byte| *byte == b'"')?;
        rest = &rest[quote + 1..];
        let behind = rest.strip_prefix(name.as_bytes()).and_then(|rest| rest.strip_prefix(b"\""));
        if let Some(value) = behind.and_then(|rest| rest.trim_ascii_start().strip_prefix(b":"))
            && let Some(value) = value.trim_ascii_start().strip_prefix(b"\"")
        {
            let end = value.iter().position(|byte| *byte == b'"')?;
            return std::str::from_utf8(&value[..end]).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_happens_while_it_is_open_is_counted() {
        let mut tally = Tally::new();
        tally.good(Duration::from_millis(9));
        tally.set_open(true);
        tally.good(Duration::from_millis(1));
        tally.bad("503");
        tally.set_open(false);
        tally.bad("503");
        let outcome = tally.outcome(Duration::from_secs(2), Some(Duration::from_millis(3)));
        assert_eq!((outcome.count, outcome.failures["503"]), (1, 1));
        assert!((outcome.per_second - 0.5).abs() < 1e-9);
        assert!((outcome.server_cpu_ms_each.expect("told") - 3.0).abs() < 1e-9);
    }

    #[test]
    fn a_text_field_is_found_by_its_whole_name() {
        let json = br#"{"barcode":"no","code" : "orders.x","code":"later","n":1,"id":"ord_1"}"#;
        assert_eq!(text_field(json, "code"), Some("orders.x"));
        assert_eq!(text_field(json, "id"), Some("ord_1"));
        assert_eq!(text_field(json, "n"), None);
        assert_eq!(text_field(b"{", "id"), None);
    }
}

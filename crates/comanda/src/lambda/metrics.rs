//! Measures of functions: lines on standard output in CloudWatch's embedded metric format, which
//! CloudWatch Logs makes into metrics. Nothing is called, and nothing waits.
//! Source: "Specification: Embedded metric format" in the CloudWatch user guide.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use kernel::{Clock, Timestamp};
use serde_json::{Map, Value, json};

use super::opened::Opened;

/// Under which all our metrics stand.
const NAMESPACE: &str = "Comanda";
/// The dimension of every metric: several deployments may share an account.
const DEPLOYMENT: &str = "Deployment";

/// A number, and what it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Measure {
    /// How many.
    Count(usize),
    /// How long something took, in milliseconds.
    Took(Duration),
    /// How long something has waited, in seconds.
    Waited(Duration),
}

/// Writes measures.
#[derive(Clone)]
pub(super) struct Metrics {
    deployment: String,
    clock: Arc<dyn Clock>,
}

impl Metrics {
    pub(super) fn of(opened: &Opened) -> Self {
        Self::new(&opened.prefix, opened.clock.clone())
    }

    pub(super) fn new(deployment: &str, clock: Arc<dyn Clock>) -> Self {
        Self { deployment: deployment.to_owned(), clock }
    }

    /// Says what was measured. `about` are the dimensions besides the deployment; of each, few
    /// values must be possible, because each set of values is a metric that is paid for.
    pub(super) fn say(&self, about: &[(&str, &str)], measures: &[(&str, Measure)]) {
        let line = line(self.clock.now(), &self.deployment, about, measures);
        // A line that cannot be written is not worth failing for.
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }
}

/// The line that stands for some measures.
fn line(
    at: Timestamp,
    deployment: &str,
    about: &[(&str, &str)],
    measures: &[(&str, Measure)],
) -> Value {
    let about: BTreeMap<&str, &str> =
        about.iter().copied().chain([(DEPLOYMENT, deployment)]).collect();
    let definitions = measures.iter().map(|(name, measure)| match measure {
        Measure::Count(_) => json!({ "Name": name, "Unit": "Count" }),
        Measure::Took(_) => json!({ "Name": name, "Unit": "Milliseconds" }),
        Measure::Waited(_) => json!({ "Name": name, "Unit": "Seconds" }),
    });
    let directive = json!({
        "Namespace": NAMESPACE,
        "Dimensions": [about.keys().collect::<Vec<_>>()],
        "Metrics": definitions.collect::<Vec<_>>(),
    });
    let mut line = Map::new();
    let head = json!({ "Timestamp": at.as_millisecond(), "CloudWatchMetrics": [directive] });
    line.insert("_aws".to_owned(), head);
    line.extend(about.iter().map(|(name, value)| ((*name).to_owned(), json!(value))));
    line.extend(measures.iter().map(|(name, measure)| {
        let value = match measure {
            Measure::Count(count) => json!(count),
            Measure::Took(took) => json!(took.as_secs_f64() * 1_000.0),
            Measure::Waited(waited) => json!(waited.as_secs_f64()),
        };
        ((*name).to_owned(), value)
    }));
    Value::Object(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_what_cloudwatch_wants_of_it() {
        let at = Timestamp::from_millisecond(1_795_000_000_123).expect("a time");
        let measures = [
            ("Requests", Measure::Count(1)),
            ("Duration", Measure::Took(Duration::from_micros(12_500))),
        ];
        let about = [("Operation", "POST /v1/orders"), ("Status", "2xx")];
        let expected = json!({
            "_aws": {
                "Timestamp": 1_795_000_000_123_i64,
                "CloudWatchMetrics": [{
                    "Namespace": "Comanda",
                    "Dimensions": [["Deployment", "Operation", "Status"]],
                    "Metrics": [
                        { "Name": "Requests", "Unit": "Count" },
                        { "Name": "Duration", "Unit": "Milliseconds" },
                    ],
                }],
            },
            "Deployment": "cafe",
            "Operation": "POST /v1/orders",
            "Status": "2xx",
            "Requests": 1,
            "Duration": 12.5,
        });
        assert_eq!(line(at, "cafe", &about, &measures), expected);
    }
}

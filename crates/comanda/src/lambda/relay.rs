//! `relay`: messages from the outbox to topics and queues, woken by the stream of the outbox.

use std::process::ExitCode;
use std::time::Duration;

use kernel::Timestamp;
use queue::Relay;
use serde::Deserialize;
use serde_json::{Value, json};

use super::failure::Failure;
use super::invocation::Invocation;
use super::metrics::Measure::{Count, Waited};
use super::metrics::Metrics;
use super::start::{run, serve};

/// The program of the function.
pub fn relay() -> ExitCode {
    run(async |opened| {
        let relay = opened.relay(opened.store().await?)?;
        let (clock, metrics) = (opened.clock.clone(), Metrics::of(&opened));
        serve(&opened, async |woken: Woken, call| {
            let Some(said_at) = woken.said_first_at() else { return Ok(json!({})) };
            let age = Waited(waited(said_at, clock.now()));
            let carried = carry(&relay, &call).await?;
            metrics.say(&[], &[("OutboxAge", age), ("MessagesCarried", Count(carried))]);
            Ok::<Value, Failure>(json!({ "carried": carried }))
        })
        .await
    })
}

/// How long a message has waited.
pub(super) fn waited(since: Timestamp, now: Timestamp) -> Duration {
    now.duration_since(since).try_into().unwrap_or_default()
}

/// Carries until nothing is left or the time is over; says how many messages it was.
///
/// A failure is the call's: the stream wakes us again, and what arrived twice is dropped.
pub(super) async fn carry(relay: &Relay, call: &Invocation) -> Result<usize, Failure> {
    let mut carried = 0;
    while call.has_time() {
        match relay.once().await? {
            0 => break,
            count => carried += count,
        }
    }
    Ok(carried)
}

/// What the stream says. It only wakes us: records may come twice, late and in any order, and what
/// is to be carried is read from the outbox itself.
#[derive(Debug, Deserialize)]
struct Woken {
    #[serde(rename = "Records")]
    records: Vec<Record>,
}

#[derive(Debug, Deserialize)]
struct Record {
    #[serde(rename = "eventName")]
    event_name: String,
    dynamodb: Changed,
}

#[derive(Debug, Deserialize)]
struct Changed {
    /// In seconds since 1970.
    #[serde(rename = "ApproximateCreationDateTime")]
    at: f64,
}

impl Woken {
    /// When the first of the new messages was put there; `None` when there are only some that left.
    fn said_first_at(&self) -> Option<Timestamp> {
        let new = self.records.iter().filter(|record| record.event_name == "INSERT");
        let first = new.map(|record| record.dynamodb.at).min_by(f64::total_cmp)?;
        #[expect(clippy::cast_possible_truncation, reason = "the year fits, or it is no time")]
        Timestamp::from_millisecond((first * 1_000.0) as i64).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn woken(records: &Value) -> Woken {
        serde_json::from_value(json!({ "Records": records })).expect("an event of a stream")
    }

    fn record(name: &str, at: f64) -> Value {
        json!({
            "eventID": "1", "eventName": name, "eventVersion": "1.1", "awsRegion": "eu-central-1",
            "eventSource": "aws:dynamodb",
            "dynamodb": {
                "ApproximateCreationDateTime": at,
                "Keys": { "shard": { "S": "a" }, "sequence": { "N": "28720000000000010" } },
                "SequenceNumber": "111", "SizeBytes": 30, "StreamViewType": "KEYS_ONLY",
            },
        })
    }

    #[test]
    fn only_new_messages_are_worth_a_look() {
        assert_eq!(woken(&json!([])).said_first_at(), None);
        assert_eq!(woken(&json!([record("REMOVE", 1.0)])).said_first_at(), None);
    }

    #[test]
    fn records_may_come_twice_and_in_any_order() {
        let late = record("INSERT", 1_795_000_002.0);
        let records = json!([late, record("INSERT", 1_795_000_001.5), late]);
        let first = Timestamp::from_millisecond(1_795_000_001_500).expect("a time");
        assert_eq!(woken(&records).said_first_at(), Some(first));
    }
}

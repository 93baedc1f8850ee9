//! What the machine itself allows, measured in the same run as the server: the disk, the databases
//! with the same bytes and nothing around them, and the web server with the same answer.

mod disk;
mod postgres;
mod rows;
mod serve_bytes;
mod sqlite;

use std::time::{Duration, Instant};

pub(crate) use disk::{Flushes, flushes};
pub(crate) use postgres::PostgresLimit;
pub(crate) use rows::{Bytes, orders_in};
pub(crate) use serve_bytes::{BareServer, serve_bytes};
pub(crate) use sqlite::SqliteLimit;

use crate::drive::Outcome;
use crate::histogram::Histogram;
use crate::units::{float, millis};

/// The figures of callers that waited for a group commit.
fn outcome(latencies: &Histogram, counted: Duration) -> Outcome {
    let count = latencies.count();
    Outcome {
        count,
        seconds: counted.as_secs_f64(),
        per_second: float(count) / counted.as_secs_f64(),
        p50_ms: millis(latencies.percentile(500)),
        p90_ms: millis(latencies.percentile(900)),
        p99_ms: millis(latencies.percentile(990)),
        max_ms: millis(latencies.max()),
        server_cpu_ms_each: None,
        server_cores_used: None,
        failures: std::collections::BTreeMap::new(),
    }
}

/// Makes sure that all that was counted is in the database, and nothing else is.
fn check_stored(counted: u64, stored: i64) -> anyhow::Result<()> {
    anyhow::ensure!(
        u64::try_from(stored) == Ok(counted),
        "the limit is wrong: {counted} orders were counted and {stored} are stored"
    );
    Ok(())
}

/// An order on its way to a writer, and where to say that it is durable.
type Waiting = (rows::Rows, tokio::sync::oneshot::Sender<()>);

/// One caller: hands over an order, waits until it is durable, and begins again until `end`. Also
/// who comes late hands one over.
async fn call(
    caller: usize,
    bytes: Bytes,
    writer: impl Fn(Waiting) -> bool,
    end: Instant,
) -> Histogram {
    let (mut latencies, mut serial) = (Histogram::new(), 0);
    loop {
        serial += 1;
        let rows = rows::Rows::new(bytes, caller, serial);
        let begin = Instant::now();
        let (durable, answer) = tokio::sync::oneshot::channel();
        if !writer((rows, durable)) || answer.await.is_err() {
            break;
        }
        latencies.record(begin.elapsed());
        if Instant::now() >= end {
            break;
        }
    }
    latencies
}

//! How long the disk takes to say that bytes are safe.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::histogram::Histogram;
use crate::units::millis;

/// Appends of 4 KiB, each followed by `fdatasync`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Flushes {
    /// How many were made.
    pub(crate) count: u64,
    /// The median.
    pub(crate) p50_ms: f64,
    /// What 99 of 100 did not exceed.
    pub(crate) p99_ms: f64,
}

/// Makes so many flushes in a file of its own in `dir`.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn flushes(dir: &Path, count: u32) -> Result<Flushes> {
    let mut file = tempfile::tempfile_in(dir)
        .with_context(|| format!("no file can be written in {}", dir.display()))?;
    let (page, mut latencies) = ([0x5a_u8; 4_096], Histogram::new());
    for _ in 0..count {
        let begin = Instant::now();
        file.write_all(&page)?;
        file.sync_data()?;
        latencies.record(begin.elapsed());
    }
    Ok(Flushes {
        count: latencies.count(),
        p50_ms: millis(latencies.percentile(500)),
        p99_ms: millis(latencies.percentile(990)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_flush_is_counted() {
        let dir = tempfile::tempdir().expect("a directory");
        let flushes = flushes(dir.path(), 3).expect("flushed");
        assert_eq!(flushes.count, 3);
        assert!(flushes.p50_ms > 0.0);
    }
}

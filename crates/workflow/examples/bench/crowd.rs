//! Many callers at once, and what they measured.

use std::future::Future;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

/// Callers at the same time.
pub(crate) const CALLERS: usize = 256;

/// What a crowd did.
pub(crate) struct Done {
    pub(crate) took: Duration,
    /// How long each call took, shortest first.
    latencies: Vec<Duration>,
}

impl Done {
    pub(crate) fn per_second(&self, count: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
        let count = count as f64;
        count / self.took.as_secs_f64()
    }

    /// A percentile, such as 99.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        percentile(&self.latencies, percent)
    }
}

/// A percentile of what is sorted.
pub(crate) fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let place = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(place).copied().unwrap_or_default()
}

/// Does `count` things, so many at a time.
pub(crate) async fn crowd<F, W>(count: usize, callers: usize, work: W) -> Done
where
    F: Future<Output = ()> + Send,
    W: Fn(usize) -> F + Clone + Send + Sync + 'static,
{
    let began = Instant::now();
    let mut all = JoinSet::new();
    for caller in 0..callers {
        let work = work.clone();
        all.spawn(async move {
            let mut latencies = Vec::new();
            for number in (caller..count).step_by(callers) {
                let began = Instant::now();
                work(number).await;
                latencies.push(began.elapsed());
            }
            latencies
        });
    }
    let mut latencies = all.join_all().await.concat();
    latencies.sort_unstable();
    Done { took: began.elapsed(), latencies }
}

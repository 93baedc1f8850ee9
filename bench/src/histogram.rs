//! Latencies, counted in buckets whose width grows with the value: percentiles in constant memory.

use std::time::Duration;

/// Each power of two is cut into this many buckets, so a percentile is at most 1/64 too high.
const BUCKETS_PER_OCTAVE: u64 = 1 << OCTAVE_BITS;
const OCTAVE_BITS: u32 = 6;
/// Enough for every `u64` of nanoseconds.
const BUCKETS: usize = ((u64::BITS - OCTAVE_BITS + 1) << OCTAVE_BITS) as usize;

/// How often each latency was seen, in nanoseconds.
#[derive(Clone)]
pub(crate) struct Histogram {
    counts: Vec<u64>,
    total: u64,
    largest: u64,
}

impl Histogram {
    /// Nothing seen yet.
    pub(crate) fn new() -> Self {
        Self { counts: vec![0; BUCKETS], total: 0, largest: 0 }
    }

    /// Counts one latency.
    pub(crate) fn record(&mut self, latency: Duration) {
        let nanos = u64::try_from(latency.as_nanos()).unwrap_or(u64::MAX);
        self.counts[bucket(nanos)] += 1;
        self.total += 1;
        self.largest = self.largest.max(nanos);
    }

    /// Counts all that another has counted.
    pub(crate) fn add(&mut self, other: &Self) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(mine, theirs)| *mine += theirs);
        self.total += other.total;
        self.largest = self.largest.max(other.largest);
    }

    /// How many were counted.
    pub(crate) fn count(&self) -> u64 {
        self.total
    }

    /// The largest one, exactly.
    pub(crate) fn max(&self) -> Duration {
        Duration::from_nanos(self.largest)
    }

    /// The latency that `permille` of 1,000 did not exceed: 500 is the median, 990 the p99. It is
    /// never too low and at most 1/64 too high. Zero when nothing was counted.
    pub(crate) fn percentile(&self, permille: u64) -> Duration {
        let rank = (self.total * permille).div_ceil(1_000).max(1);
        let mut seen = 0;
        for (bucket, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen >= rank {
                return Duration::from_nanos(largest_of(bucket).min(self.largest));
            }
        }
        Duration::ZERO
    }
}

/// The bucket a value falls in: below 64 one for each value, above 64 for each octave.
fn bucket(nanos: u64) -> usize {
    let bits = u64::BITS - nanos.leading_zeros();
    let shift = bits.saturating_sub(OCTAVE_BITS + 1);
    let octave = if nanos < BUCKETS_PER_OCTAVE { 0 } else { u64::from(shift) + 1 };
    let within = (nanos >> shift) & (BUCKETS_PER_OCTAVE - 1);
    usize::try_from((octave << OCTAVE_BITS) | within).expect("fewer than 4,000 buckets")
}

/// The largest value that falls in `bucket`.
fn largest_of(bucket: usize) -> u64 {
    let bucket = bucket as u64;
    let (octave, within) = (bucket >> OCTAVE_BITS, bucket & (BUCKETS_PER_OCTAVE - 1));
    if octave == 0 {
        return within;
    }
    let width = 1_u64 << (octave - 1);
    ((BUCKETS_PER_OCTAVE | within) << (octave - 1)) + (width - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_falls_in_a_bucket_that_contains_it_and_is_narrow() {
        let around = |power: u32| [0, 1, 17].map(|more| (1_u64 << power).saturating_add(more));
        for value in (0..200).chain((0..64).flat_map(around)).chain([u64::MAX]) {
            let top = largest_of(bucket(value));
            assert!(top >= value, "{value} lies above its bucket's top {top}");
            assert!(top - value <= value / 64, "{value} is told as {top}");
            assert_eq!(bucket(top), bucket(value));
        }
    }

    #[test]
    fn percentiles_of_a_thousand_even_steps_are_those_steps() {
        let mut histogram = Histogram::new();
        for micros in 1..=1_000 {
            histogram.record(Duration::from_micros(micros));
        }
        for (permille, micros) in [(1, 1), (500, 500), (990, 990), (1_000, 1_000)] {
            let exact = Duration::from_micros(micros);
            let told = histogram.percentile(permille);
            assert!(told >= exact && told <= exact + exact / 64, "{permille}: {told:?}");
        }
        assert_eq!(histogram.max(), Duration::from_millis(1));
        assert_eq!(histogram.count(), 1_000);
    }

    #[test]
    fn one_slow_answer_in_a_hundred_shows_in_the_largest_and_not_in_the_median() {
        let mut histogram = Histogram::new();
        (0..99).for_each(|_| histogram.record(Duration::from_micros(100)));
        histogram.record(Duration::from_secs(2));
        assert!(histogram.percentile(500) < Duration::from_micros(102));
        assert!(histogram.percentile(990) < Duration::from_micros(102));
        assert_eq!(histogram.percentile(1_000), Duration::from_secs(2));
    }

    #[test]
    fn nothing_counted_is_zero() {
        assert_eq!(Histogram::new().percentile(990), Duration::ZERO);
    }
}

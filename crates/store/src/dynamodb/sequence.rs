//! The numbers of messages: which place in the outbox a message takes.
//!
//! A number is a time in microseconds since 1970, times 16, plus the shard; a group is always in
//! the same shard. Of two commits of a group the later one must have the larger number, though
//! their processes' clocks differ: before a commit, the last number of the shard is read with a
//! consistent read, and the new ones are larger. If the earlier commit's message is gone by then,
//! it has been sent, and its order is kept. Commits at the same time, neither of which can know of
//! the other, may take any order; if they take the same number, the second one takes another.

use std::sync::atomic::{AtomicI64, Ordering};

use kernel::{Clock, Timestamp};

/// Into how many parts the outbox is divided; each takes 1,000 messages a second.
pub(super) const SHARDS: i64 = 16;

/// The shard of a group. Every process must find the same one, so it follows from the group alone
/// (FNV-1a, folded).
pub(super) fn shard_of(group: &str) -> i64 {
    let hash = group
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    i64::from((hash ^ (hash >> 16)) % 16)
}

/// The shard that a number names.
pub(super) fn shard_in(sequence: i64) -> i64 {
    sequence.rem_euclid(SHARDS)
}

/// The key of a shard: one hexadecimal digit.
pub(super) fn shard_key(shard: i64) -> String {
    format!("{shard:x}")
}

/// The shard that a key names.
pub(super) fn shard_named(key: &str) -> Option<i64> {
    let shard = i64::from_str_radix(key, 16).ok();
    shard.filter(|shard| shard_key(*shard) == key && (0..SHARDS).contains(shard))
}

/// The time that a number holds.
pub(super) fn time_of(sequence: i64) -> Timestamp {
    Timestamp::from_microsecond(sequence.div_euclid(SHARDS)).unwrap_or_default()
}

/// The time of this process in microseconds, which never stands still.
pub(super) struct Ticks {
    clock: Box<dyn Clock>,
    last: AtomicI64,
}

impl Ticks {
    pub(super) fn of(clock: Box<dyn Clock>) -> Self {
        Self { clock, last: AtomicI64::new(0) }
    }

    /// The first of `count` ticks in a row that are later than all before, here and in the
    /// numbers `seen`.
    fn take(&self, count: usize, seen: Option<i64>) -> i64 {
        let now = self.clock.now().as_microsecond();
        let first = |last: i64| {
            now.max(last + 1).max(seen.map_or(i64::MIN, |seen| seen.div_euclid(SHARDS) + 1))
        };
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let taken = |last| Some(first(last) + count - 1);
        let before = self.last.fetch_update(Ordering::AcqRel, Ordering::Acquire, taken);
        first(before.unwrap_or_else(|unchanged| unchanged))
    }

    /// Numbers for messages of these shards, in their order: each larger than those before, than
    /// every number `seen`, and than all this process has given.
    pub(super) fn numbers(&self, shards: &[i64], seen: Option<i64>) -> Vec<i64> {
        let first = self.take(shards.len(), seen);
        shards.iter().zip(first..).map(|(shard, tick)| tick * SHARDS + shard).collect()
    }
}

#[cfg(test)]
mod tests {
    use kernel::{FixedClock, Timestamp};

    use super::*;

    fn ticks() -> Ticks {
        Ticks::of(Box::new(FixedClock::at(Timestamp::UNIX_EPOCH)))
    }

    #[test]
    fn numbers_grow_though_the_clock_stands() {
        let ticks = ticks();
        let mut all = ticks.numbers(&[3, 0, 15], None);
        all.extend(ticks.numbers(&[3], None));
        assert!(all.is_sorted_by(|a, b| a < b), "{all:?}");
        assert_eq!(all.iter().map(|n| shard_in(*n)).collect::<Vec<_>>(), [3, 0, 15, 3]);
    }

    #[test]
    fn numbers_are_larger_than_what_a_faster_clock_gave() {
        let ticks = ticks();
        let seen = 1_000_000 * SHARDS + 7;
        assert!(ticks.numbers(&[0], Some(seen))[0] > seen);
        assert!(ticks.numbers(&[0], None)[0] > seen, "and stay so");
    }

    #[test]
    fn a_group_stays_in_its_shard() {
        // What is in a database now was put there by these.
        assert_eq!(["g", "loc_demo", "loc_berlin"].map(shard_of), [10, 0, 12]);
        assert_eq!(shard_in(-1), 15);
    }
}

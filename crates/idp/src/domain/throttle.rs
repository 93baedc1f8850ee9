//! How long somebody has to wait after guesses that were wrong.

use kernel::Timestamp;

/// What is counted, each by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Wrong guesses for one account from devices that never signed in to it. Its owner, on a
    /// device that has, is counted separately, so that nobody can lock them out.
    Strangers,
    /// Wrong guesses for one account from one device that has signed in to it before.
    Device,
    /// Wrong guesses from one network: an IPv4 address, or an IPv6 network of 64 bits.
    Network,
    /// Mails that one address is sent because somebody typed it.
    Mails,
    /// Accounts and guests made from one network.
    Made,
    /// Pages for signing in that asked for a passkey from one network.
    Asked,
}

impl Counted {
    /// How many are free before waiting begins.
    pub const fn free(self) -> u32 {
        match self {
            Self::Strangers | Self::Device | Self::Mails => 5,
            Self::Network => 30,
            Self::Made => 20,
            Self::Asked => 300,
        }
    }

    /// The longest wait, in seconds. It is short: a wait stops guessing, not people.
    pub const fn wait_max_s(self) -> i64 {
        match self {
            Self::Strangers | Self::Device => 900,
            Self::Network | Self::Mails | Self::Made => 3_600,
            Self::Asked => 60,
        }
    }

    /// After how many seconds without another one everything is forgotten.
    pub const fn forgotten_after_s(self) -> i64 {
        match self {
            Self::Strangers | Self::Device => 3_600,
            Self::Network | Self::Mails | Self::Made => 7_200,
            Self::Asked => 300,
        }
    }
}

/// How long to wait after the `count`-th, in seconds: nothing while they are free, then one second,
/// and twice as long each time.
pub fn wait_s(counted: Counted, count: u32) -> i64 {
    match count.checked_sub(counted.free()) {
        None => 0,
        Some(over) => (1_i64 << over.min(20)).min(counted.wait_max_s()),
    }
}

/// How many seconds are left until `until`; none when it has passed.
pub fn left_s(until: Timestamp, now: Timestamp) -> Option<u64> {
    let left = until.as_microsecond() - now.as_microsecond();
    u64::try_from(left).ok().filter(|left| *left > 0).map(|left| left.div_ceil(1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_begins_after_the_free_ones_doubles_and_ends_at_its_longest() {
        let waits: Vec<i64> = (1..=8).map(|count| wait_s(Counted::Strangers, count)).collect();
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8]);
        assert_eq!(wait_s(Counted::Strangers, 1_000_000), 900);
        assert_eq!(wait_s(Counted::Network, 29), 0);
        assert_eq!(wait_s(Counted::Network, u32::MAX), 3_600);
    }

    #[test]
    fn a_part_of_a_second_is_a_second() {
        let at = |us| Timestamp::from_microsecond(us).expect("a time");
        assert_eq!(left_s(at(1), at(0)), Some(1));
        assert_eq!(left_s(at(2_000_000), at(0)), Some(2));
        assert_eq!(left_s(at(5), at(5)), None);
        assert_eq!(left_s(at(5), at(6)), None);
    }
}

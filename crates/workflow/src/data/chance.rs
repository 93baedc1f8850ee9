//! Chance that follows from a seed: the same seed gives the same draws in the same order.

use std::cell::Cell;

/// Draws of one evaluation. Each draw differs from the one before it.
#[derive(Debug, Clone)]
pub(super) struct Chance {
    seed: u64,
    drawn: Cell<u64>,
}

impl Chance {
    /// The draws that follow from `seed`.
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, drawn: Cell::new(0) }
    }

    /// The next draw.
    pub(super) fn draw(&self) -> u64 {
        let number = self.drawn.get().wrapping_add(1);
        self.drawn.set(number);
        mix(mix(self.seed).wrapping_add(number))
    }

    /// The next draw as a number from 0 up to, but not, 1.
    pub(super) fn fraction(&self) -> f64 {
        fraction(self.draw())
    }

    /// A number below `limit`; 0 when there is none.
    pub(super) fn below(&self, limit: u64) -> u64 {
        self.draw().checked_rem(limit).unwrap_or(0)
    }

    /// 36 characters: a random (version 4) unique id of RFC 9562.
    pub(super) fn unique_id(&self) -> String {
        let (high, low) = (self.draw(), self.draw());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0x0fff,
            (low >> 48) & 0x3fff | 0x8000,
            low & 0xffff_ffff_ffff,
        )
    }
}

/// `bits` as a number from 0 up to, but not, 1.
pub(super) fn fraction(bits: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what a double holds exactly")]
    let (bits, one) = ((bits >> 11) as f64, (1_u64 << 53) as f64);
    bits / one
}

/// A number that looks like chance and follows from `number` (the last step of `SplitMix64`).
pub(super) fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_draws_again_and_no_draw_twice() {
        let (one, same, other) = (Chance::new(7), Chance::new(7), Chance::new(8));
        let first = one.unique_id();
        assert_eq!(first, same.unique_id());
        assert_ne!(first, one.unique_id());
        assert_ne!(first, other.unique_id());
    }

    #[test]
    fn a_unique_id_is_of_version_four() {
        for seed in 0..200 {
            let id = Chance::new(seed).unique_id();
            assert_eq!(id.len(), 36, "{id}");
            assert_eq!(&id[14..15], "4", "{id}");
            assert!("89ab".contains(&id[19..20]), "{id}");
        }
    }

    #[test]
    fn a_fraction_is_below_one() {
        assert!(fraction(u64::MAX) < 1.0);
        assert!(fraction(0) >= 0.0);
    }
}

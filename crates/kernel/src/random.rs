//! The only places where chance enters.

use std::sync::Mutex;

/// Gives random bytes. Production uses [`OsRandom`], tests use [`SeededRandom`].
pub trait Random: Send + Sync + 'static {
    /// Fills `bytes` with bytes nobody can guess.
    fn fill(&self, bytes: &mut [u8]);

    /// 32 lower-case hexadecimal digits: 128 bits.
    fn token(&self) -> String {
        // Every request gets one as its id, so it is made without formatting machinery.
        let mut bytes = [0_u8; 16];
        self.fill(&mut bytes);
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])).collect()
    }
}

/// The operating system's generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsRandom;

impl Random for OsRandom {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes)
            .expect("the operating system gives random bytes once it has started");
    }
}

/// Bytes that follow from a seed, for tests. Not a secret to anybody (xorshift64*).
#[derive(Debug)]
pub struct SeededRandom(Mutex<u64>);

impl SeededRandom {
    /// The generator that starts at `seed`.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed | 1))
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for byte in bytes {
            *state ^= *state >> 12;
            *state ^= *state << 25;
            *state ^= *state >> 27;
            *byte = state.wrapping_mul(0x2545_F491_4F6C_DD1D).to_be_bytes()[0];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_bytes_again_and_the_system_does_not() {
        assert_eq!(SeededRandom::new(7).token(), SeededRandom::new(7).token());
        assert_ne!(OsRandom.token(), OsRandom.token());
        assert_eq!(OsRandom.token().len(), 32);
    }
}

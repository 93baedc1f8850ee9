//! Who may do what: `policy.toml`, read once at the start, held against the operations there are,
//! and asked before each of them.
//!
//! Everything is refused that does not stand there. An operation cannot be forgotten, because a
//! program with one that the policy does not know does not start.

mod file;
mod gate;
#[cfg(test)]
mod gate_tests;
mod rules;
#[cfg(test)]
mod tests;

pub(crate) use self::gate::{Gate, gate};
pub(crate) use self::rules::Rules;

/// The policy of this program.
pub(crate) const POLICY: &str = include_str!("../../policy.toml");

//! Testing one state: what it makes of an input, as `TestState` of Step Functions tells it.

mod inspect;
mod play;
mod stage;
mod verdict;

pub use inspect::Inspection;
pub use verdict::{StateTest, TestStatus, Tested, Untestable, test_state};

#[cfg(test)]
mod tests;

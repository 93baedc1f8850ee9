//! What is executed: every kind of step that touches the store.

use workflow::{Kind, Machine};

pub(crate) const MACHINE: &str = "crash";

const TEXT: &str = include_str!("crash.asl.json");

/// Messages that each execution sends.
pub(crate) const MESSAGES: usize = 3;

pub(crate) fn machine() -> Machine {
    Machine { name: MACHINE.to_owned(), kind: Kind::Standard, text: TEXT.to_owned() }
}

/// The name of an execution.
pub(crate) fn name(number: usize) -> String {
    format!("e{number}")
}

//! The runner: executions that survive a crash, on every store.
//!
//! A signal (a start, an answer, a timer) is told to the pure machine, and everything that follows
//! without waiting is kept in one commit: the execution, its history, and the messages it sends.
//! What the machine then asks for is performed by the worker that committed, under a lease, and the
//! answer is the next signal.

mod alarm;
mod drive;
mod engine;
mod held;
mod history;
mod machines;
mod performer;
mod port;
mod read;
mod records;
mod said;
mod service;
mod start;
mod timers;
mod token;

pub use self::engine::{Engine, Parts};
pub use self::machines::{Kind, Machine};
pub use self::performer::{Call, Decided, Performed, Performer};
pub use self::read::Described;
pub use self::records::Status;

/// What this crate stores.
pub static COLLECTIONS: &[&dyn store::Declared] =
    &[&records::EXECUTIONS, &records::HISTORY, &records::DEFINITIONS];

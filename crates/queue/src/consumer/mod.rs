//! The consumer: takes messages from one queue, hands them to a handler in order, and finishes
//! those that succeeded.

mod backoff;
mod consume;
mod group;
mod handler;

pub use self::consume::{Consumer, Settings};
pub use self::handler::{Handler, HandlerError};

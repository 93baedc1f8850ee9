//! The consumer: takes messages from one queue, hands them to a handler in order, and finishes
//! those that succeeded.

mod consume;
mod group;
mod handler;

#[cfg(feature = "aws")]
pub(crate) use self::consume::by_group;
pub use self::consume::{Consumer, Settings};
pub use self::handler::{Handler, HandlerError};

//! The consumer's part where Lambda receives and deletes: it hands the messages of one event to a
//! handler, and says which come again.

mod event;
mod handle;
#[cfg(test)]
mod tests;

pub use self::event::{Answer, Attributes, Event, Failure, Record};
pub use self::handle::handle;

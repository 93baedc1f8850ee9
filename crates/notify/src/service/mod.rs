//! The verbs of this context, one a file. They read, let the domain decide, and commit.

mod follow_order;
mod list_notifications;
mod push;
#[cfg(test)]
mod push_tests;
mod send;
#[cfg(test)]
mod send_tests;
mod subscribe;
#[cfg(test)]
pub(crate) mod testing;

use std::sync::Arc;

pub use self::list_notifications::Told;
pub use self::send::SendMessage;
use crate::ports::Parts;

/// How often to read again when somebody else changed what is to be changed.
const TRIES: usize = 5;

/// The verbs of this context. Cheap to clone.
#[derive(Clone)]
pub struct Notify {
    parts: Arc<Parts>,
}

impl Notify {
    /// The verbs, working with `parts`.
    pub fn new(parts: Parts) -> Self {
        Self { parts: Arc::new(parts) }
    }
}

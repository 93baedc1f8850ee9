//! Who did what: every change that staff make through the API, beside what the orders themselves
//! tell in their timelines.
//!
//! The policy's gate calls [`Trail::witness`] around an operation of theirs. What is kept says who,
//! when, which operation, on what (ids in the path, never a body) and how it ended. Requests of
//! customers are not looked at.

mod http;
mod record;
mod search;
#[cfg(test)]
mod tests;
mod trail;

pub(crate) use self::http::router;
pub(crate) use self::record::COLLECTIONS;
pub(crate) use self::trail::{Begun, Trail};

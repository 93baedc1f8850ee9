//! A payment provider to try things with: no money moves. What each test source does is described
//! in `docs/payments-sandbox.md`.
//!
//! It keeps its books in the store, so that a request repeated after a crash has the same answer,
//! as with a real provider.

mod books;
mod payments;
mod source;

pub(crate) use self::books::SANDBOX_PAYMENTS;
pub use self::payments::{Delays, Sandbox};

//! What the queue port means, and what the relay and the consumer make of it: one set of
//! behaviours, run on every adapter. An adapter is done when its line below passes.
//!
//! Each case becomes a test of its own; `model.rs` adds random histories. `lagging.rs` on stale
//! queries, `costs.rs` counting, and `timing.rs`, which is about the consumer alone, on virtual
//! time, run in memory only. `aws/` has what concerns SQS and SNS alone.

#[macro_use]
mod cases;

mod adapters;
#[cfg(feature = "aws")]
mod aws;
mod costs;
mod flaky;
mod lagging;
mod model;
mod timing;
mod world;

adapter!(memory, on a store);
adapter!(sqlite, on a store);
adapter!(postgres, on a store);
#[cfg(feature = "aws")]
adapter!(sqs);

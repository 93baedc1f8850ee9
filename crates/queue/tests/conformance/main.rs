//! What the queue port means, and what the relay and the consumer make of it: one set of
//! behaviours, run on every adapter. An adapter is done when its line below passes.
//!
//! Each case becomes a test of its own; `model.rs` adds random histories. The other files run in
//! memory only: `lagging.rs` on stale queries, `costs.rs` counting, and `timing.rs`, which is about
//! the consumer alone, on virtual time.

#[macro_use]
mod cases;

mod adapters;
mod costs;
mod flaky;
mod lagging;
mod model;
mod timing;
mod world;

adapter!(memory);
adapter!(sqlite);
adapter!(postgres);

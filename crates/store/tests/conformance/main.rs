//! What the store port means: one set of behaviours, run on every adapter. An adapter is done when
//! its line below passes.
//!
//! A line names an adapter (a function in `adapters.rs`) and the groups it takes part in:
//! `store` is the port itself, `durable` what must outlive closing, and `shared` what must hold
//! when several processes use one database. Each case becomes a test of its own, and `model.rs`
//! adds random histories. `faults.rs` proves that the suite notices a store that is wrong.

#[macro_use]
mod cases;

mod adapters;
mod collections;
mod faults;
mod lagging;
mod model;
#[cfg(feature = "aws")]
#[path = "../dynamodb/stand_in.rs"]
mod stand_in;
mod subject;

adapter!(memory: store);
adapter!(lagging_memory: store);
adapter!(sqlite: store, durable);
adapter!(postgres: store, durable, shared);
#[cfg(feature = "aws")]
adapter!(dynamodb: store, durable, shared);

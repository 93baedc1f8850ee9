//! What the engine does: one set of behaviours, run on every store.
//!
//! Each case becomes a test of its own. `timing.rs` is about what happens while time passes, and
//! runs in memory only, on virtual time.

#[macro_use]
mod cases;

mod adapters;
mod mortal;
mod port;
mod staff;
#[cfg(feature = "aws")]
#[path = "../stand_in/mod.rs"]
mod stand_in;
mod states;
mod timing;
mod world;

adapter!(memory);
adapter!(sqlite);
adapter!(postgres);

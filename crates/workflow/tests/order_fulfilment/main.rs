//! The order's workflow, `crates/orders/workflows/order-fulfilment.asl.json`: what it does in every
//! case that was thought of, and in those that come of failing, repeating and cancelling each task.

mod cancelling;
mod definition;
mod failing;
mod golden;
mod heartbeat;
mod longest;
#[cfg(feature = "aws")]
mod outside;
mod page;
mod player;
mod recalling;
mod repeating;
mod scenarios;
#[cfg(feature = "aws")]
#[path = "../stand_in/mod.rs"]
mod stand_in;
mod trace;
mod world;

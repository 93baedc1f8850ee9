//! Server-sent events: `GET /v1/orders/{order}/events` and
//! `GET /v1/locations/{location}/orders/events`.
//!
//! Each event carries the order as it was right after what happened. A client that reconnects with
//! `Last-Event-ID` gets everything since, at least once; the pair of order and version tells
//! repeats.
//!
//! A server holds the connection open and tells what happens (`held_*.rs`). Where that cannot be,
//! as on AWS Lambda, the answer is what is new and ends (`brief.rs`). Every `EventSource` then
//! connects again by itself, with the last id it was given: the same client polls without knowing.

mod brief;
#[cfg(test)]
mod brief_tests;
pub(super) mod follow;
mod held_location;
mod held_order;
mod position;
mod steps;

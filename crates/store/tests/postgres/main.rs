//! What is particular to the `PostgreSQL` adapter; what it shares with the others is the
//! conformance suite.

mod house;
mod opening;
mod outages;
mod proxy;
mod sharing;

//! The program: the only crate that sees everything. It reads the configuration, opens the store,
//! wires the contexts together, and serves.
//!
//! `wiring.rs` shows the whole topology in one file; `app.rs` puts the parts together; `links/`
//! answers what one context asks of another.

pub mod app;
mod cli;
mod commands;
pub mod config;
mod contracts;
mod health;
mod links;
mod pages;
pub mod router;
mod serve;
mod telemetry;
pub mod wiring;
mod work;

pub use cli::run;

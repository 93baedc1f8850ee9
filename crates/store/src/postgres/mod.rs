//! The store in `PostgreSQL`: any number of processes on one database.
//!
//! Callers hand their changes to a few writers; each takes all that wait and commits them in one
//! transaction (`writer.rs`, `transaction.rs`). Reads go through a pool (`read.rs`).

mod connect;
mod failure;
mod inserts;
mod listener;
mod nul;
mod plan;
mod read;
mod schema;
mod session;
mod statements;
mod steps;
mod store;
mod transaction;
mod writer;

pub use self::store::PostgresStore;

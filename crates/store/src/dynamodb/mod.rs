//! The store in DynamoDB: any number of processes, none of which keeps a connection or a lease.
//!
//! A change is one `TransactWriteItems` (`commit.rs`, `actions.rs`); reads ask one table each
//! (`read.rs`, `query.rs`). Messages wait in a table of their own, numbered so that those of a
//! group stand in the order of their commits (`sequence.rs`, `outbox.rs`, `waiting.rs`). Opening
//! asks AWS nothing, so that a function starts at once; only whoever asks for it makes tables
//! (`create.rs`).

mod actions;
mod calls;
mod commit;
mod create;
mod database;
mod failure;
mod fill;
mod item;
mod outbox;
mod patience;
mod query;
mod read;
mod sequence;
mod store;
mod tables;
mod waiting;

pub use self::store::DynamoStore;

//! The store in one `SQLite` file: the default, for a laptop or a Raspberry Pi behind the counter.
//!
//! All commits go through one writer thread that takes every waiting change and commits them with
//! one flush to disk; reads run beside it on connections of their own (WAL).

mod apply;
mod checkpoint;
mod fault;
mod file;
mod read;
mod readers;
mod schema;
mod store;
mod tables;
mod writer;

pub use self::store::SqliteStore;

#[cfg(test)]
mod tests;

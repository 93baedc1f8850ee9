#![doc = include_str!("../README.md")]

mod change;
mod collection;
#[cfg(feature = "aws")]
mod dynamodb;
mod error;
mod lease;
mod memory;
mod open;
mod port;
mod postgres;
mod sqlite;

pub use change::{
    Change, Destination, Expected, MESSAGES_MAX, Outgoing, Record, WRITES_MAX, Write,
};
pub use collection::{
    Collection, Declared, Index, Key, Select, Upgrade, Version, Versioned, never_changed,
};
#[cfg(feature = "aws")]
pub use dynamodb::DynamoStore;
pub use error::Error;
pub use lease::{LEASES, Lease, LeaseRecord};
pub use memory::MemoryStore;
pub use open::{Address, Options, open};
pub use port::{Order, Outcome, Query, Row, Store, Waiting};
pub use postgres::PostgresStore;
pub use sqlite::SqliteStore;

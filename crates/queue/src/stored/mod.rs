//! The queue over the store: one adapter for memory, SQLite and `PostgreSQL`.

mod admin;
mod queue;
mod receipts;
mod receive;
mod reclaim;
mod records;
mod send;
mod sweep;

pub use self::queue::{MAX_RECEIVES, StoredQueue};
pub use self::records::COLLECTIONS;

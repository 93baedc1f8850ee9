//! The store in memory: the model the others are tested against, and the store of unit tests.

mod state;
mod store;

pub use self::store::MemoryStore;

//! The configuration: every key, what it means, and its default. `config/comanda.toml` shows them
//! all; `contracts/config.schema.json` is generated from here.
//!
//! Later sources win: defaults, the file, the environment, the command line.

mod keys;
mod load;

pub use keys::{Config, Identity, Log, LogFormat, Notify, Server, Store, Work};
pub use load::{Sources, load};

#[cfg(test)]
mod tests;

//! The configuration: every key, what it means, and its default. `config/comanda.toml` shows them
//! all; `contracts/config.schema.json` is generated from here.
//!
//! Later sources win: defaults, the file, the environment, the command line.

mod apps;
mod choices;
mod defaults;
mod flaws;
mod instance_key;
mod keys;
mod load;
#[cfg(feature = "aws")]
pub mod secrets;
#[cfg(all(test, feature = "aws"))]
mod secrets_tests;
mod sign_in;

pub use choices::{Engine, KeySource, Queues, Trust};
pub(crate) use flaws::is_shared;
pub use keys::{
    Apps, Backup, Brand, ClientIds, Config, Identity, Log, LogFormat, Notify, Payments, Queue,
    Server, Store, Work, Workflow,
};
pub use load::{Sources, load};

#[cfg(test)]
mod tests;

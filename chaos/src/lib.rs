#![doc = include_str!("../README.md")]

pub mod barista;
pub mod checker;
pub mod customer;
pub mod database;
pub mod dice;
pub mod http;
pub mod ledger;
pub mod plan;
pub mod powerfail;
pub mod reader;
pub mod report;
pub mod run;
pub mod scenario;
pub mod server;
pub mod settle;
pub mod shops;
pub mod wire;
pub mod world;

/// A seed for a run that was given none.
pub fn fresh_seed() -> u64 {
    u64::from(std::process::id()) << 32
        | std::time::UNIX_EPOCH.elapsed().map_or(0, |since| u64::from(since.subsec_nanos()))
}

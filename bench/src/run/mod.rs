//! The report: starts the server, measures it, and the limit of each figure beside it.

mod bars;
mod database;
mod figures;
mod machine;
mod measure;
mod menu;
mod plan;
mod report;
mod server;
mod store;

pub(crate) use database::Database;
pub(crate) use measure::{nonce, run};
pub(crate) use plan::Options;

/// The location of the demo.
pub(crate) const LOCATION: &str = "loc_demo-cafe";

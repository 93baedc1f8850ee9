#![doc = include_str!("../README.md")]

pub mod asl;
pub mod data;
pub mod diagram;
mod error;
pub mod machine;
mod rehearsal;
mod runner;
mod test_state;

pub use error::Error;
pub use rehearsal::{Mocks, Rehearsed, Reply, Thrown, rehearse, rehearse_with};
pub use runner::{
    COLLECTIONS, Call, Decided, Described, Engine, Kind, Machine, Parts, Performed, Performer,
    Status,
};
pub use test_state::{Inspection, StateTest, TestStatus, Tested, Untestable, test_state};

#![doc = include_str!("../README.md")]

pub mod asl;
mod begin;
pub mod data;
pub mod diagram;
mod error;
pub mod machine;
mod rehearsal;
mod runner;
#[cfg(feature = "aws")]
mod step_functions;
mod test_state;
mod workflows;

pub use error::Error;
pub use rehearsal::{Mocks, Rehearsed, Reply, Thrown, rehearse, rehearse_with};
pub use runner::{
    COLLECTIONS, Call, Decided, Described, Engine, Kind, Machine, Parts, Performed, Performer,
    Status,
};
#[cfg(feature = "aws")]
pub use step_functions::StepFunctions;
pub use test_state::{Inspection, StateTest, TestStatus, Tested, Untestable, test_state};
pub use workflows::Workflows;

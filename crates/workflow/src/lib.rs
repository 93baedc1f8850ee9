#![doc = include_str!("../README.md")]

pub mod asl;
pub mod data;
pub mod machine;
mod rehearsal;

pub use rehearsal::{Mocks, Rehearsed, Reply, Thrown, rehearse, rehearse_with};

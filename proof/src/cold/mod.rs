//! From the start of a function to its first answer, beside one that only says hello.

mod runtime_api;
mod start;

pub use start::{Figure, measure, table};

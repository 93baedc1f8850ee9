//! The language: what a definition says, and reading it.

mod definition;
mod document;
mod fields;
mod flaw;
mod read;
mod states;
mod structure;

pub use definition::*;
pub use flaw::Flaw;
pub use read::read;

#[cfg(test)]
mod tests;

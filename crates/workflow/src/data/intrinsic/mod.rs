//! Intrinsic functions: `States.…`.

mod arguments;
mod arrays;
mod call;
mod format;
mod function;
mod json;
mod parse;
mod texts;

pub(super) use arguments::Arguments;
pub(super) use arrays::{partition, range};
pub(super) use call::Call;

#[cfg(test)]
mod tests;

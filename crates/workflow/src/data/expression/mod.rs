//! JSONata, by the crate `jsonata-core`, within limits.

mod budget;
mod distinct;
mod evaluate;
mod fits;
mod functions;
mod guard;
mod parse;
mod plain;
mod value;
mod watch;
mod wrap;

pub use evaluate::Expression;

#[cfg(test)]
mod limit_tests;
#[cfg(test)]
mod tests;

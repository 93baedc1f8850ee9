//! JSONPath as Step Functions understands it: Jayway's dialect, not that of RFC 9535.

mod filter;
mod filter_parse;
mod find;
mod parse;
mod query;
mod reference;
mod step;

pub use query::Path;
pub use reference::ReferencePath;

#[cfg(test)]
mod filter_tests;
#[cfg(test)]
mod find_tests;

//! JSON with expressions in it.

mod make;
mod node;
mod of_jsonata;
mod of_paths;
mod read;

pub use make::Template;
pub use read::Flaw;

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;

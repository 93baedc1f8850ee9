//! Pictures of definitions, for people: a chart in Mermaid, and a page around it.

mod chart;
mod page;
mod way;
mod words;

pub use chart::mermaid;
pub use page::page;

#[cfg(test)]
mod tests;
